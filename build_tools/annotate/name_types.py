"""Weighs what a component says of a name's type over a whole article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from build_tools.annotate.name_spans import NameLabel
from build_tools.names import fold

# In this order where the evidence is equal.
_ORDER: tuple[NameLabel, ...] = ("person", "organization", "place", "other")


class Votes:
    """Evidence for the type of each name of an article; the same name has one type."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[NameLabel]] = {}

    def add(self, name: str, label: NameLabel, weight: float = 1.0) -> None:
        """Count evidence for a name, as printed."""
        self._votes.setdefault(fold(name), Counter())[label] += weight

    def of(self, name: str, label: NameLabel) -> float:
        """The evidence that a name has a type."""
        return self._votes[fold(name)][label] if fold(name) in self._votes else 0.0

    def type_of(self, names: Iterable[str]) -> NameLabel | None:
        """The type that the evidence for several names together favours, None without any."""
        total: Counter[NameLabel] = Counter()
        for key in dict.fromkeys(map(fold, names)):
            total.update(self._votes.get(key, {}))
        return max(_ORDER, key=lambda label: total[label]) if any(total.values()) else None

    def makes_person(self, names: Iterable[str]) -> bool:
        """Whether the evidence for several names together is for a person; a place needs less."""
        total = {
            label: sum(self.of(name, label) for name in dict.fromkeys(map(fold, names)))
            for label in _ORDER
        }
        return total["person"] >= max(total.values()) and total["person"] > total["place"]
