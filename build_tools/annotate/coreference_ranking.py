"""Ranks those whom a pronoun may stand for, by weights that were fitted to annotated texts.

A log-linear model: each candidate, and “none of them”, has features; the sum of their weights is
its score, and the scores give probabilities.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from build_tools.annotate.coreference_types import Pronoun
from build_tools.errors import BuildToolsError

# The classes of pronouns that have weights of their own; “he” and “she” share theirs.
CLASSES = ("person", "it", "they")
WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "coreference.json"


class Ranker:
    """Gives the probability of each candidate.

    Attributes:
        weights: For each class of pronouns, feature -> weight. “He” and “she” share theirs.
    """

    def __init__(self, weights: dict[str, dict[str, float]]) -> None:
        self.weights = weights

    def probabilities(self, pronoun: Pronoun, options: Sequence[Sequence[str]]) -> list[float]:
        """The probability of each option, given its features; they sum to 1."""
        weights = self.weights.get(weight_class(pronoun), {})
        scores = [sum(weights.get(name, 0.0) for name in option) for option in options]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]


def weight_class(pronoun: Pronoun) -> str:
    """Under which name the weights of a pronoun are kept."""
    return "person" if pronoun.pronoun in ("he", "she") else pronoun.pronoun


@cache
def load_ranker(path: Path = WEIGHTS) -> Ranker:
    """The weights that ship with the program.

    Raises:
        BuildToolsError: If the file is missing or malformed.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Ranker(content["weights"])
    except (OSError, ValueError, KeyError) as error:
        raise BuildToolsError(f"the weights of pronouns cannot be read: {error}", file=path) from None
