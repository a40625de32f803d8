"""Reads days, months, seasons and years: what `2 May`, `early June` and `the 1980s` stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from build_tools.annotate.date_context import name_year, named_year, near_anniversary
from build_tools.annotate.date_patterns import date_words, plain
from build_tools.annotate.date_reading import Reading, ReadingContext, part_of, which_one
from build_tools.annotate.edtf_values import (
    Point,
    interval,
    point,
    third,
    third_of_decade,
    years_after,
)

_IN = re.compile(r"(?<!\w)[Ii]n[^\S\r\n]$")
_NEW_SENTENCE = re.compile(r"[.!?][”\"’')]*\s")
_SENTENCE_REACH = 300
_LEAP_YEAR = 2000
_LEAP_CYCLE = 9  # within so many years there is a 29 February
_MIDDLE_OF_MONTH = 15
_RECENT_DAYS = 31
_LAST_CENTURY = 30


def read_iso(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `2024-03-15`."""
    day = point(*(int(match.group(name)) for name in ("year", "month", "day")))
    return _absolute_day(context, day)


def read_slashed(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Day and month in either order; where both make a date, one of the two."""
    first, second, year = (int(match.group(name)) for name in ("first", "second", "year"))
    days = {point(year, first, second), point(year, second, first)} - {None}
    values = sorted(day.edtf for day in days if day)
    if not values:
        return None
    return Reading(values[0] if len(values) == 1 else f"[{','.join(values)}]")


def read_fixed(context: ReadingContext, match: re.Match[str]) -> Reading:
    """A day with a name of its own: "9/11"."""
    return Reading(date_words().lexicon["fixed"][plain(match.group("name"))])


def _absolute_day(context: ReadingContext, day: Point | None) -> Reading | None:
    if day is None:
        return None
    if day.month and day.day:
        context.years_of_days[day.month, day.day] = day.year
    return Reading(day.edtf)


def read_day(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `March 15`, `15 March 2024`, `the 15th of March of last year`."""
    groups = match.groupdict()
    month, day = date_words().months[plain(groups["month"])], int(groups["day"])
    if point(_LEAP_YEAR, month, day) is None:
        return None
    if groups["year"]:
        return _absolute_day(context, point(int(groups["year"]), month, day))
    if groups["relative_year"]:
        year, counted_from = context.relative_year(groups["relative_year"])
        found = point(year, month, day) if year else None
        return Reading(found.edtf, counted_from) if found else Reading(None)
    known = _known_year(context, match, month, day)
    if known is not None:
        return Reading(Point(known, month, day).edtf)
    return _recurring(context, match, month, day)


def _known_year(context: ReadingContext, match: re.Match[str], month: int, day: int) -> int | None:
    """The year of a day that is a name, or that the article gave with its year before."""
    year = named_year(context.text, month, day, match.end(), context.line[1])
    if year is not None and context.report is not None:
        if Point(year, month, day).edtf <= context.report.edtf:
            return year
    year = context.years_of_days.get((month, day))
    if year is not None and near_anniversary(context.text, match.span(), context.line):
        return None
    return year


def read_month(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `in March`, `March 2024`, `late March of last year`."""
    groups = match.groupdict()
    month = date_words().months[plain(groups["month"])]
    part = part_of(match)
    if groups["year"]:
        return Reading(third(Point(int(groups["year"]), month), part))
    if groups["relative_year"]:
        year, counted_from = context.relative_year(groups["relative_year"])
        return Reading(third(Point(year, month), part) if year else None, counted_from)
    reading = _recurring(context, match, month, None)
    found = Point.parse(reading.value)
    return Reading(third(found, part), reading.counted_from) if found else reading


def _recurring(
    context: ReadingContext, match: re.Match[str], month: int, day: int | None
) -> Reading:
    """A month, or a day of one, whose year is told by the day of the report."""
    found = _with_weekday(context, match, month, day) or _nearest(context, match, month, day)
    if found is None or _in_said_year(context, match, found) or _may_be_name(context, match, found):
        return Reading(None)
    return context.from_report(found)


def _with_weekday(
    context: ReadingContext, match: re.Match[str], month: int, day: int | None
) -> Point | None:
    """The day of the last, this or next year that falls on the weekday of "Tuesday, March 5"."""
    weekday = date_words().weekdays.get(plain(match.groupdict().get("weekday") or ""))
    if weekday is None or context.report is None:
        return None
    days = (point(context.report.year + shift, month, day) for shift in (0, -1, 1))
    fitting = (found for found in days if found and found.date)
    return next((found for found in fitting if found.date.isoweekday() == weekday), None)


def _nearest(
    context: ReadingContext, match: re.Match[str], month: int, day: int | None
) -> Point | None:
    """Of such months or days, the one that the words and the distance point to."""
    report, which = context.report, which_one(match)
    if report is None or report.month is None:
        return None
    here = (report.month, report.day) if day and report.day else (report.month,)
    there = (month, day)[: len(here)]
    not_yet = there > here or (there == here and which == -1)
    passed = there < here or (there == here and which == 1)
    last = _first_valid(report.year - not_yet, month, day, -1)
    following = _first_valid(report.year + passed, month, day, 1)
    if which is not None:
        return {-1: last, 0: point(report.year, month, day), 1: following}[which]
    tense = context.tense(match)
    if tense is not None or last is None or following is None:
        return following if tense == "future" else last
    return last if _days_between(last, report) <= _days_between(report, following) else None


def _may_be_name(context: ReadingContext, match: re.Match[str], found: Point) -> bool:
    """Whether a day like "Sept. 11", without a noun behind it, may be the one in history."""
    year = name_year(found.month or 0, found.day or 0)
    if year is None or year >= found.year or context.report is None:
        return False
    recent = _days_between(found, context.report) <= _RECENT_DAYS
    return not recent and not near_anniversary(context.text, match.span(), context.line)


def _in_said_year(context: ReadingContext, match: re.Match[str], found: Point) -> bool:
    """Whether "in 2014" stands in this sentence before, so that the month may be one of 2014."""
    if context.said_year is None or context.said_year[0] == found.year or which_one(match):
        return False
    between = context.text[context.said_year[1] : match.start()]
    return len(between) < _SENTENCE_REACH and not _NEW_SENTENCE.search(between)


def read_day_range(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `March 3-5`, `between March 30 and April 2, 2024`."""
    groups = match.groupdict()
    months = date_words().months
    first_month = months[plain(groups["month"])]
    last_month = months[plain(groups.get("month2") or groups["month"])]
    first_day, last_day = int(groups["day"]), int(groups["day2"])
    return _range(context, match, (first_month, first_day), (last_month, last_day))


def read_month_range(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `from June to August 2024`."""
    months = date_words().months
    first, last = (months[plain(match.group(name))] for name in ("month", "month2"))
    return _range(context, match, (first, None), (last, None))


def _range(
    context: ReadingContext,
    match: re.Match[str],
    first: tuple[int, int | None],
    last: tuple[int, int | None],
) -> Reading | None:
    """From one day or month to another; a year that is not said is told from the other end."""
    groups = match.groupdict()
    if point(_LEAP_YEAR, *first) is None or point(_LEAP_YEAR, *last) is None:
        return None
    over_new_year = first > last
    counted_from = None
    last_year = int(groups["year"]) if groups["year"] else None
    first_year = int(groups["first_year"]) if groups.get("first_year") else None
    if groups["relative_year"]:
        last_year, counted_from = context.relative_year(groups["relative_year"])
    if last_year is None and first_year is not None:
        last_year = first_year + over_new_year
    if last_year is None:
        reading = _recurring(context, match, *last)
        end = Point.parse(reading.value)
        if end is None:
            return Reading(None)
        last_year, counted_from = end.year, reading.counted_from
    if first_year is None:
        first_year = last_year - over_new_year
    start, end = point(first_year, *first), point(last_year, *last)
    return Reading(interval(start, end), counted_from) if start and end else None


def read_season(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `last summer`, `the spring of 2015`; a winter without its year lies in two."""
    groups = match.groupdict()
    season = date_words().lexicon["seasons"][plain(groups["season"])]
    if groups["year"]:
        return Reading(f"{groups['year']}-{season['code']}")
    if groups["relative_year"]:
        year, counted_from = context.relative_year(groups["relative_year"])
        return Reading(f"{year:04}-{season['code']}" if year else None, counted_from)
    if context.report is None or context.report.month is None or not season["last_month"]:
        return Reading(None)
    which, month = which_one(match) or 0, context.report.month
    ended, begun = month > season["last_month"], month >= season["last_month"] - 2
    found = years_after(context.report, {-1: ended - 1, 0: 0, 1: int(begun)}[which])
    return context.from_report(f"{found.edtf[:4]}-{season['code']}" if found else None)


def read_year(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `2006`, `late 2014`."""
    year = int(match.group("year"))
    if _IN.search(context.text[max(0, match.start() - 4) : match.start()]):
        context.said_year = (year, match.end())
    return Reading(third(Point(year), part_of(match)))


def read_year_range(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `2014-15`, `from 2015 to 2019`."""
    first, second = match.group("year"), match.group("year2")
    last = first[: -len(second)] + second if len(second) < len(first) else second
    value = interval(Point(int(first)), Point(int(last)))
    return Reading(value) if value else None


def read_decade(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `the 1980s`, `the early '90s`."""
    first = int(match.group("decade") or 1900 + int(match.group("short")))
    if first % 100 == 0 and first < 2000:  # "the 1800s" is the century
        return Reading(f"{first // 100}XX")
    return Reading(third_of_decade(first, part_of(match)))


def read_century(context: ReadingContext, match: re.Match[str]) -> Reading | None:
    """Read `the 19th century`."""
    number = int(match.group("century"))
    return Reading(f"{number - 1:02}XX") if 1 < number <= _LAST_CENTURY else None


def _first_valid(year: int, month: int, day: int | None, step: int) -> Point | None:
    """The month or day in that year, or in the next one, going by `step`, that has it."""
    tries = (point(year + step * count, month, day) for count in range(_LEAP_CYCLE))
    return next((found for found in tries if found is not None), None)


def _days_between(first: Point, second: Point) -> int:
    """Days from one point to another, at least 0; a month counts as its middle."""
    days = [date(p.year, p.month or 1, p.day or _MIDDLE_OF_MONTH) for p in (first, second)]
    return max(0, (days[1] - days[0]).days)


CALENDAR_READERS: dict[str, Callable[[ReadingContext, re.Match[str]], Reading | None]] = {
    "iso": read_iso,
    "slashed": read_slashed,
    "fixed": read_fixed,
    "day_range": read_day_range,
    "day_first_range": read_day_range,
    "month_range": read_month_range,
    "month_day": read_day,
    "day_month": read_day,
    "month": read_month,
    "season": read_season,
    "year_range": read_year_range,
    "year_span": read_year_range,
    "year": read_year,
    "decade": read_decade,
    "century": read_century,
}
