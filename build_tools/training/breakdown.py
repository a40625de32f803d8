"""What lies behind the figures of an evaluation: kinds of statements, confidence, single articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.models import Attribution
from build_tools.training.kinds import KINDS, Kind
from build_tools.training.score import Figure, Pairing

BINS = 10


@dataclass(slots=True)
class Recall:
    """How many statements of each kind were found, summed over annotators."""

    _found: Counter[str] = field(default_factory=Counter)
    _marked: Counter[str] = field(default_factory=Counter)

    def add(self, kinds: Sequence[Kind], pairing: dict[int, int | None]) -> None:
        """Count the annotated statements of one article.

        Args:
            kinds: Of each statement.
            pairing: For each statement that has a word, what it was paired with.
        """
        for place, partner in pairing.items():
            for kind in kinds[place].all:
                self._marked[kind] += 1
                self._found[kind] += partner is not None

    def rows(self) -> dict[str, dict[str, float]]:
        """For each kind that occurs, `statements` and `recall` in percent.

        Where nothing is nested, "not nested" is left out.
        """
        left_out = () if self._marked["nested"] else ("not nested",)
        return {
            kind: {
                "statements": self._marked[kind],
                "recall": round(100 * self._found[kind] / self._marked[kind], 1),
            }
            for kind in KINDS
            if self._marked[kind] and kind not in left_out
        }


@dataclass(slots=True)
class Calibration:
    """How often statements are right, by the confidence that they were given."""

    _right: Counter[int] = field(default_factory=Counter)
    _given: Counter[int] = field(default_factory=Counter)
    _scores: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    _pairs: list[tuple[float, bool]] = field(default_factory=list)
    _gold: int = 0

    def add(self, found: Sequence[Attribution], pairing: Pairing) -> None:
        """Count one article against one annotator. What has no confidence is taken as sure."""
        self._gold += len(pairing.gold)
        for place, partner in pairing.found.items():
            confidence = found[place].confidence
            self._pairs.append((1.0 if confidence is None else confidence, partner is not None))
            if confidence is not None:
                at = min(int(confidence * BINS), BINS - 1)
                self._given[at] += 1
                self._right[at] += partner is not None
                self._scores[at] += confidence

    def rows(self) -> list[dict[str, float]]:
        """For each tenth that occurs: its bounds, `statements`, mean `confidence` and `precision`.

        The last two in percent. Empty where no statement has a confidence.
        """
        return [
            {
                "from": at / BINS,
                "to": (at + 1) / BINS,
                "statements": self._given[at],
                "confidence": round(100 * self._scores[at] / self._given[at], 1),
                "precision": round(100 * self._right[at] / self._given[at], 1),
            }
            for at in sorted(self._given)
        ]

    def error(self) -> float | None:
        """The mean distance of confidence and precision over the tenths, weighed; 0 to 1."""
        total = sum(self._given.values())
        if not total:
            return None
        return sum(abs(self._scores[at] - self._right[at]) for at in self._given) / total

    def shown(self, threshold: float) -> Figure:
        """Precision and recall of the statements whose confidence is at least `threshold`."""
        right = [correct for confidence, correct in self._pairs if confidence >= threshold]
        return Figure(
            sum(right) / len(right) if right else 0.0, sum(right) / self._gold if self._gold else 0.0
        )


def worst(articles: Sequence[tuple[str, Sequence[Pairing]]], count: int) -> list[dict[str, Any]]:
    """The articles with the lowest relation F1 that have an annotated statement.

    Args:
        articles: Each article's name, and what its statements were paired with, one pairing for
            each annotator.
        count: How many articles to name.

    Returns:
        `article`, `f1` in percent, and how many statements were `found`, `marked` and `paired`.
    """
    rows = []
    for name, pairings in articles:
        marked = sum(len(pairing.gold) for pairing in pairings)
        found = sum(len(pairing.found) for pairing in pairings)
        paired = sum(place is not None for pairing in pairings for place in pairing.gold.values())
        if marked:
            f1 = round(200 * paired / (found + marked), 1)
            rows.append({"article": name, "f1": f1, "found": found, "marked": marked, "paired": paired})
    return sorted(rows, key=lambda row: (row["f1"], -row["marked"], row["article"]))[:count]
