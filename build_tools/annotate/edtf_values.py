"""Points in the calendar and the EDTF values counted from them.

A point is a year, a month or a day. Every function gives an EDTF text, or None where the point is
too coarse for the unit ("yesterday" from a month) or the count leaves the years 1 to 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "year", "decade", "century"]

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_DAYS_IN_WEEK = 7
_MONTHS_IN_YEAR = 12
_YEARS_IN: dict[str, int] = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str | None) -> Point | None:
        """The point of an EDTF year, month or day, with or without "~" or "?"; None for others."""
        match = _POINT.fullmatch(value or "")
        if match is None:
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        return point(year or 0, month, day)

    @property
    def edtf(self) -> str:
        """The point as EDTF, as precise as it is."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    @property
    def date(self) -> date | None:
        """The day, None where the point is a month or a year."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def point(year: int, month: int | None = None, day: int | None = None) -> Point | None:
    """The point, None where the calendar has no such month or day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is not None and not 1 <= month <= _MONTHS_IN_YEAR:
        return None
    if day is not None and (month is None or not 1 <= day <= monthrange(year, month)[1]):
        return None
    return Point(year, month, day)


def days_after(start: Point, count: int) -> Point | None:
    """The day `count` days after `start`."""
    if start.date is None:
        return None
    try:
        moved = start.date + timedelta(days=count)
    except OverflowError:
        return None
    return Point(moved.year, moved.month, moved.day)


def months_after(start: Point, count: int) -> Point | None:
    """The month `count` months after that of `start`."""
    if start.month is None:
        return None
    years, month = divmod(start.month - 1 + count, _MONTHS_IN_YEAR)
    return point(start.year + years, month + 1)


def years_after(start: Point, count: int) -> Point | None:
    """The year `count` years after that of `start`."""
    return point(start.year + count)


def point_after(start: Point, unit: Unit, count: int) -> Point | None:
    """The day, month or year `count` units after `start`; a week later is a day."""
    if unit == "day":
        return days_after(start, count)
    if unit == "week":
        return days_after(start, _DAYS_IN_WEEK * count)
    if unit == "month":
        return months_after(start, count)
    return years_after(start, _YEARS_IN[unit] * count)


def unit_after(start: Point, unit: Unit, count: int) -> str | None:
    """The whole day, week, month, year … that lies `count` units after that of `start`.

    A week goes from Monday to Sunday, and is a set of which one day is meant. Counted decades and
    centuries are approximate years ("two decades ago").
    """
    if unit == "week":
        return week(start, count)
    moved = point_after(start, unit, count)
    if moved is None:
        return None
    return moved.edtf + ("~" if unit in ("decade", "century") else "")


def week(start: Point, count: int) -> str | None:
    """One day of the week, Monday to Sunday, that lies `count` weeks after that of `start`."""
    if start.date is None:
        return None
    first = days_after(start, _DAYS_IN_WEEK * count - start.date.weekday())
    last = first and days_after(first, _DAYS_IN_WEEK - 1)
    return one_of(first, last)


def weekend(start: Point, count: int) -> str | None:
    """One of the Saturday and Sunday of the week that lies `count` weeks after that of `start`."""
    if start.date is None:
        return None
    saturday = days_after(start, _DAYS_IN_WEEK * count + 5 - start.date.weekday())
    sunday = saturday and days_after(saturday, 1)
    return one_of(saturday, sunday)


def third(whole: Point, part: int) -> str | None:
    """One day of the first, second or last third of a month, or one month of a third of a year.

    The thirds of a month are its days 1 to 10, 11 to 20, and 21 to the end.

    Args:
        part: 1, 2 or 3; 0 for the whole.
    """
    if part == 0:
        return whole.edtf
    if whole.month is not None:
        end = 10 * part if part < 3 else monthrange(whole.year, whole.month)[1]
        first, last = (Point(whole.year, whole.month, day) for day in (10 * part - 9, end))
    else:
        first, last = (Point(whole.year, month) for month in (4 * part - 3, 4 * part))
    return one_of(first, last)


def third_of_decade(first_year: int, part: int) -> str:
    """One year of the beginning (0 to 3), middle (4 to 6) or end (7 to 9) of a decade.

    Args:
        part: 1, 2 or 3; 0 for the whole.
    """
    if part == 0:
        return f"{first_year // 10:03}X"
    start, end = ((0, 3), (4, 6), (7, 9))[part - 1]
    return f"[{first_year + start:04}..{first_year + end:04}]"


def one_of(first: Point | None, last: Point | None) -> str | None:
    """EDTF for one point between two, both included."""
    return f"[{first.edtf}..{last.edtf}]" if first and last else None


def interval(first: Point | None, last: Point | None) -> str | None:
    """EDTF for the time from one point to another; None where it would run backwards."""
    if first is None or last is None or first.edtf > last.edtf:
        return None
    return f"{first.edtf}/{last.edtf}"


def stretch(start: Point, unit: Unit, count: int) -> str | None:
    """The interval of `count` units up to `start`, or, where `count` is negative, after it.

    Its ends are days for days and weeks, and months or years for those.
    """
    here = {"day": start, "week": start, "month": months_after(start, 0)}.get(
        unit, years_after(start, 0)
    )
    there = point_after(start, unit, -count)
    return interval(there, here) if count > 0 else interval(here, there)
