"""How the figures that articles give of one thing stand to each other.

Two figures agree where both can be true of one day. Where they cannot, it matters for when they are
given: a count that only adds up may grow from day to day, but not shrink, and not be two numbers on
the same day. Where no day is stated, growth cannot be told from contradiction.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_tools.corpus.timeline import bounds
from build_tools.lexicon import load_lexicon
from build_tools.models import Figure
from build_tools.names import even

Standing = Literal["agree", "growth", "change", "differ", "contradict", "not compared"]

# "About 250" is meant by figures this close to it.
_CLOSE = 0.05

# The most telling first: what a group of figures is said to do as a whole.
_ORDER: tuple[Standing, ...] = ("contradict", "differ", "growth", "change", "agree", "not compared")

_NUMBER = r"\d+(?:[,.]\d+)*"
_BETWEEN = re.compile(
    rf"(?:\bbetween\s+({_NUMBER})\s+and\s+({_NUMBER}))|(?:({_NUMBER})\s*(?:-|–|\bto\b)\s*({_NUMBER}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The numbers that a figure can mean, both ends included.

    Attributes:
        most: Infinite for "more than".
        stated: The number itself; for an order of magnitude, the least that it means.
    """

    least: float
    most: float
    stated: float

    def meets(self, other: Reading) -> bool:
        """Whether a number can be meant by both."""
        return self.least <= other.most and other.least <= self.most


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures of one thing, by their places in the list, the earlier day first."""

    one: int
    other: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures of one thing and how they stand to each other.

    Attributes:
        what: What is counted.
        figures: In order of the day for which they are given, the undated last.
        comparisons: Every two of them.
        standing: The most telling of these; None for one figure alone.
    """

    what: str
    figures: tuple[Figure, ...]
    comparisons: tuple[Comparison, ...]
    standing: Standing | None

    def beside(self, position: int) -> dict[Standing, list[int]]:
        """How one of the figures stands to the others, by their places."""
        found: dict[Standing, list[int]] = {}
        for pair in self.comparisons:
            if position in (pair.one, pair.other):
                found.setdefault(pair.standing, []).append(pair.one + pair.other - position)
        return {standing: sorted(found[standing]) for standing in _ORDER if standing in found}


def figure_groups(figures: Iterable[Figure], order: Sequence[str]) -> list[FigureGroup]:
    """The figures of an event by what they count.

    Args:
        order: Article ids, in the order of the corpus.
    """
    place = {article: n for n, article in enumerate(order)}
    groups: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda f: (f.what, place[f.passage.article], f.passage.span)):
        groups.setdefault(figure.what, []).append(figure)
    return [_group(what, sorted(found, key=_day)) for what, found in groups.items()]


def _day(figure: Figure) -> str:
    known = bounds(figure.as_of)
    return known.lower.isoformat() if known else "~"


def _group(what: str, figures: list[Figure]) -> FigureGroup:
    pairs = tuple(
        Comparison(n, m, compare(figures[n], figures[m]))
        for m in range(len(figures))
        for n in range(m)
    )
    present = {pair.standing for pair in pairs}
    standing = next((one for one in _ORDER if one in present), None)
    return FigureGroup(what, tuple(figures), pairs, standing)


def compare(one: Figure, other: Figure) -> Standing:
    """How two figures of one thing stand to each other, in whichever order they are given.

    - `agree`: both can be true: the numbers are the same, or one is inside what the other means.
    - `growth`: of something that only adds up, the later one is larger.
    - `change`: they are given for different days, of something that may rise and fall.
    - `contradict`: they are given for the same day, or a count that only adds up has fallen.
    - `differ`: a day is not stated for both, or only roughly, so the above cannot be told apart.
    - `not compared`: a number cannot be told for both, or the units are not the same.
    """
    first, second = reading(one), reading(other)
    if first is None or second is None or one.unit != other.unit:
        return "agree" if _words(one.text) == _words(other.text) else "not compared"
    if _later(one, other):
        one, other, first, second = other, one, second, first
    if _later(other, one):
        if _adds_up(one.what) and _grown(first, second):
            return "growth"
        if first.meets(second):
            return "agree"
        return "contradict" if _adds_up(one.what) else "change"
    if first.meets(second):
        return "agree"
    return "contradict" if _same_day(one, other) else "differ"


def _grown(first: Reading, second: Reading) -> bool:
    """Whether the later of two numbers is larger, by more than their words leave open.

    "More than 300" never excludes a larger number, so there the number itself has to have grown.
    """
    if not first.meets(second):
        return second.stated > first.stated
    return first.most == math.inf and second.stated > first.stated * (1 + _CLOSE)


def reading(figure: Figure) -> Reading | None:
    """What a figure can mean by its value and the words around it; None where no number can be told."""
    text = even(figure.text).casefold()
    if figure.value is None:
        return _amount(text)
    value = figure.value
    between = _BETWEEN.search(text)
    if between:
        low, high = sorted(_number(one) for one in between.groups() if one)
        if low <= value <= high:
            return Reading(low, high, value)
    if _around("at_least", "or_more").search(text) or re.search(rf"{_NUMBER}\s*(?:\+|-?plus\b)", text):
        return Reading(value, math.inf, value)
    if _around("at_most", "or_less").search(text):
        return Reading(0, value, value)
    if _around("about", "or_about").search(text):
        return Reading(value * (1 - _CLOSE), value * (1 + _CLOSE), value)
    return Reading(value, value, value)


def _amount(text: str) -> Reading | None:
    """What "tens of thousands" can mean; the longest such word counts."""
    amounts = load_lexicon("figures")["amounts"]
    found = [word for word in amounts if re.search(rf"\b{re.escape(word)}\b", text)]
    if not found:
        return None
    least, most = amounts[max(found, key=len)]
    return Reading(least, math.inf if _above().search(text) else most, least)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


@cache
def _around(before: str, behind: str) -> re.Pattern[str]:
    """Words that begin a figure, or stand before or behind a number in digits or letters."""
    lexicon = load_lexicon("figures")
    numbers = "|".join(map(re.escape, load_lexicon("numbers")["words"]))
    first, last = ("|".join(map(re.escape, lexicon[key])) for key in (before, behind))
    return re.compile(
        rf"^(?:{first})\b|\b(?:{first})\s+(?:an?\s+|the\s+)?(?:[$€£]?\d|(?:{numbers})\b)"
        rf"|(?:\d|\b(?:{numbers}))\s+(?:\w+\s+)?(?:{last})\b"
    )


@cache
def _above() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("figures")["at_least"]))
    return re.compile(rf"\b(?:{words})\b")


@cache
def _adding() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("figures")["adds_up"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _adds_up(what: str) -> bool:
    return _adding().search(what) is not None


def _words(text: str) -> str:
    return " ".join(even(text).casefold().split())


def _later(one: Figure, other: Figure) -> bool:
    """Whether the first figure is given for a later time, with no day in common."""
    here, there = bounds(one.as_of), bounds(other.as_of)
    if here is None or there is None or there.upper is None:
        return False
    return here.lower > there.upper


def _same_day(one: Figure, other: Figure) -> bool:
    here, there = bounds(one.as_of), bounds(other.as_of)
    if here is None or there is None or here.approximate or there.approximate:
        return False
    return here.precision == there.precision == "day" and here.lower == there.lower
