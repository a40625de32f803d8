"""Scores attributions against annotated ones, in words.

A word is a run of letters and digits, so punctuation at a span's edge counts for nothing.

* exact: the words of a role's spans are just those of an annotated one.
* overlap: words that are given a role against words that have it.
* relation: attributions paired one to one whose content, and whose source where there is one,
  share at least half of the words of both together.
* alpha: Krippendorff's alpha for nominal data (Krippendorff, "Content Analysis", 2004) over the
  label of each word: cue before source before content before none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from build_tools.models import Span
from build_tools.training.brat import ROLES

_WORD = re.compile(r"\w+")
_HALF = 0.5


class Spans(Protocol):
    """Anything with the three roles: annotated or found."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """What one article's attributions were paired with, by their places in what was given.

    Attributes:
        found: For each attribution found, the annotated one, None where there is none.
        gold: The other way round. Attributions without a word are left out of both.
    """

    found: dict[int, int | None]
    gold: dict[int, int | None]


Roles = dict[str, frozenset[int]]


class Tally:
    """Adds up articles; ask it for figures at the end."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()
        self._labels: Counter[tuple[str, str]] = Counter()

    def add(self, text: str, found: Iterable[Spans], gold: Iterable[Spans]) -> Pairing:
        """Count one article against one annotator."""
        words = [match.span() for match in _WORD.finditer(text)]
        our_places, ours = _in_words(words, found)
        their_places, theirs = _in_words(words, gold)
        for role in ROLES:
            exact = {one[role] for one in ours if one[role]}, {one[role] for one in theirs if one[role]}
            overlap = _union(ours, role), _union(theirs, role)
            for name, (a, b) in ((f"{role} exact", exact), (f"{role} overlap", overlap)):
                self._count(name, len(a & b), len(a), len(b))
        pairs = [(our_places[i], their_places[j]) for i, j in _pairs(ours, theirs)]
        self._count("relation", len(pairs), len(ours), len(theirs))
        for pair in zip(_word_labels(len(words), ours), _word_labels(len(words), theirs)):
            self._labels[pair] += 1
        return Pairing(
            dict.fromkeys(our_places) | dict(pairs),
            dict.fromkeys(their_places) | {j: i for i, j in pairs},
        )

    def _count(self, name: str, right: int, found: int, gold: int) -> None:
        for whole in (name, f"all {name.split()[-1]}" if name != "relation" else None):
            if whole:
                self._right[whole] += right
                self._found[whole] += found
                self._gold[whole] += gold

    def figures(self) -> dict[str, Figure]:
        """By name: "source exact", "content overlap", "all exact", "relation" …"""
        return {
            name: Figure(
                self._right[name] / self._found[name] if self._found[name] else 0.0,
                self._right[name] / self._gold[name] if self._gold[name] else 0.0,
            )
            for name in self._found
        }

    def alpha(self) -> float:
        """Krippendorff's alpha, 1 for full agreement; 1 where there is only one label."""
        pairs: Counter[tuple[str, str]] = Counter()
        for (one, other), count in self._labels.items():
            pairs[one, other] += count
            pairs[other, one] += count
        marginals: Counter[str] = Counter()
        for (one, _), count in pairs.items():
            marginals[one] += count
        total = sum(pairs.values())
        differ = sum(count for (one, other), count in pairs.items() if one != other)
        by_chance = sum(a * b for x, a in marginals.items() for y, b in marginals.items() if x != y)
        return 1 - differ * (total - 1) / by_chance if by_chance else 1.0


def _in_words(
    words: Sequence[Span], attributions: Iterable[Spans]
) -> tuple[list[int], list[Roles]]:
    """The places of the attributions that have a word, and their roles as sets of word numbers."""
    places, result = [], []
    for place, one in enumerate(attributions):
        roles = {role: _covered(words, getattr(one, role)) for role in ROLES}
        if any(roles.values()):
            places.append(place)
            result.append(roles)
    return places, result


def _covered(words: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """The numbers of the words that lie inside one of the spans."""
    covered: set[int] = set()
    for start, end in spans:
        first = bisect_left(words, start, key=lambda word: word[0])
        last = bisect_right(words, end, key=lambda word: word[1])
        covered.update(range(first, last))
    return frozenset(covered)


def _union(attributions: list[Roles], role: str) -> frozenset[int]:
    return frozenset().union(*(one[role] for one in attributions))


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _pairs(found: list[Roles], gold: list[Roles]) -> list[tuple[int, int]]:
    """The attributions that pair up, the most alike first."""
    candidates = []
    for i, one in enumerate(found):
        for j, other in enumerate(gold):
            content = _shared(one["content"], other["content"])
            source = _shared(one["source"], other["source"]) if other["source"] else 1.0
            if content >= _HALF and source >= _HALF:
                candidates.append((content + source, i, j))
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates, reverse=True):
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


def _word_labels(count: int, attributions: list[Roles]) -> list[str]:
    labels = ["none"] * count
    for role in ("content", "source", "cue"):
        for one in attributions:
            for word in one[role]:
                labels[word] = role
    return labels
