"""A line of time on which busy months are wide and empty years are narrow.

News reports a few busy months and refers back to single years long ago. On an even line the months
would be a blot. So time goes evenly inside a piece (a month of a busy year, else a year), each piece
has a width by how much is dated in it, and what lies between two pieces is a narrow gap.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from markupsafe import Markup

from build_tools.render.plots.svg import element, em, percent

Label = TypeVar("Label", int, tuple[int, int])

# A year with so many dates is shown by months.
_BUSY = 6
# With more pieces than this, years are not split into months.
_MOST = 60
_GAP_WIDTH = 0.4
_YEARS_APART = 11.0
_MONTHS_APART = 8.0
_LAST_LABEL = 93.0
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a piece begins.

    Attributes:
        at: 0 to 100.
        label: A year, or a month's short name; empty where there is no room for one.
        year: The tick begins a year, or what is shown of one.
        gap: A gap begins here.
    """

    at: float
    label: str
    year: bool
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to places from 0 to 100, evenly between neighbouring `days`.

    Attributes:
        days: Ordinals at which pieces and gaps begin, and the first one behind the last piece.
        places: Where each of them lies.
    """

    days: tuple[int, ...]
    places: tuple[float, ...]
    ticks: tuple[Tick, ...]

    def at(self, ordinal: int) -> float:
        """The place of a day's beginning; days outside of the axis lie on its ends."""
        if len(self.days) < 2 or ordinal <= self.days[0]:
            return 0.0
        if ordinal >= self.days[-1]:
            return 100.0
        left = bisect_right(self.days, ordinal) - 1
        first, last = self.days[left], self.days[left + 1]
        start, end = self.places[left], self.places[left + 1]
        return start + (end - start) * (ordinal - first) / (last - first)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """The place of the first day's beginning and of the last day's end."""
        return self.at(first.toordinal()), self.at(last.toordinal() + 1)


def axis_of(days: Iterable[date], years: Iterable[int] = ()) -> Axis:
    """An axis on which these days and years have their places.

    Args:
        days: Of dates that are told to the day or the month.
        years: Of dates that are told to the year; they split no year into months.
    """
    dates, whole = list(days), list(years)
    found = Counter(day.year for day in dates)
    busy = {year for year, count in found.items() if count >= _BUSY}
    units = Counter((day.year, day.month if day.year in busy else 0) for day in dates)
    units.update((year, 0) for year in whole if year not in busy)
    if len(units) > _MOST:
        units = Counter((year, 0) for year in [*(day.year for day in dates), *whole])
    pieces: list[tuple[int, int, float, tuple[int, int] | None]] = []
    for unit in sorted(units):
        first, behind = _first_day(unit), _first_day(_next(unit))
        if pieces and pieces[-1][1] < first:
            pieces.append((pieces[-1][1], first, _GAP_WIDTH, None))
        pieces.append((first, behind, 1 + math.log2(units[unit]) / 2, unit))
    if not pieces:
        return Axis((), (), ())
    scale = 100 / sum(width for _, _, width, _ in pieces)
    places = [0.0]
    for _, _, width, _ in pieces:
        places.append(places[-1] + width * scale)
    ordinals = [first for first, _, _, _ in pieces] + [pieces[-1][1]]
    ticks = _ticks([unit for _, _, _, unit in pieces], places)
    return Axis(tuple(ordinals), tuple(places), ticks)


def _first_day(unit: tuple[int, int]) -> int:
    year, month = unit
    # The year after the last one that a date can have.
    return date(year, month or 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1


def _next(unit: tuple[int, int]) -> tuple[int, int]:
    year, month = unit
    return (year, month + 1) if 0 < month < len(_MONTHS) else (year + 1, 1 if month else 0)


def _ticks(units: list[tuple[int, int] | None], places: list[float]) -> tuple[Tick, ...]:
    """A tick for each piece and gap, with a label where it has room on its line.

    Years that are shown by months get theirs first.
    """
    begun: dict[int, float] = {}
    for unit, at in zip(units, places):
        if unit is not None:
            begun.setdefault(unit[0], at)
    split = {unit[0] for unit in units if unit is not None and unit[1]}
    in_turn = sorted(begun, key=lambda year: (year not in split, year))
    years = _with_room([(begun[year], year) for year in in_turn], _YEARS_APART)
    named = [(at, unit) for unit, at in zip(units, places) if unit is not None and unit[1]]
    months = _with_room(named, _MONTHS_APART)
    ticks = []
    before = None
    for unit, at in zip(units, places):
        if unit is None:
            ticks.append(Tick(at, "", False, gap=True))
            continue
        year, month = unit
        if year != before:
            before = year
            ticks.append(Tick(at, str(year) if year in years else "", True))
        if month:
            ticks.append(Tick(at, _MONTHS[month - 1] if unit in months else "", False))
    return tuple(ticks)


def _with_room(labels: list[tuple[float, Label]], apart: float) -> set[Label]:
    """The labels that keep their distance from those before them in the list."""
    taken: list[float] = []
    kept = set()
    for at, label in labels:
        if all(abs(at - other) >= apart for other in taken):
            taken.append(at)
            kept.add(label)
    return kept


def axis_labels(axis: Axis) -> Markup:
    """The years above the months; the rows below say every date in words, so this is for the eye."""
    texts = [
        element(
            "text",
            tick.label,
            x=percent(tick.at),
            y=em(1 if tick.year else 2.2),
            class_="sb-axis__year" if tick.year else "sb-axis__month",
            text_anchor="end" if tick.at > _LAST_LABEL else None,
        )
        for tick in axis.ticks
        if tick.label
    ]
    return element(
        "svg", *texts, class_="sb-axis", width="100%", height=em(2.6), aria_hidden="true"
    )


def axis_grid(axis: Axis) -> Markup:
    """A line down the rows where a year, a month or a gap begins."""
    lines = []
    for tick in axis.ticks:
        kind = "gap" if tick.gap else "year" if tick.year else "month"
        lines.append(
            element(
                "line",
                x1=percent(tick.at),
                x2=percent(tick.at),
                y1="0",
                y2="100%",
                class_=f"sb-grid__{kind}",
            )
        )
    return element(
        "svg", *lines, class_="sb-grid", width="100%", height="100%", aria_hidden="true"
    )
