"""Reads what is counted from the day of the report, or from the date named before it."""

from __future__ import annotations

import re
from collections.abc import Callable

from build_tools.annotate.date_context import seen_from_now
from build_tools.annotate.date_patterns import date_words, plain
from build_tools.annotate.date_reading import Reading, ReadingContext, part_of, which_one
from build_tools.annotate.edtf_values import (
    Point,
    days_after,
    months_after,
    stretch,
    third,
    third_of_decade,
    unit_after,
    week,
    weekend,
    years_after,
)

_TUESDAY, _FRIDAY = 2, 5


def read_weekday(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `Tuesday`, `next Friday`, `Monday of last week`."""
    if context.report is None or context.report.date is None:
        return Reading(None)
    number = date_words().weekdays[plain(match.group("weekday"))]
    ahead = number - context.report.date.isoweekday()  # in the week of the report
    which = which_one(match)
    if match.group("week"):
        count = ahead + 7 * date_words().lexicon["which"][plain(match.group("week"))]
    elif which == 0:
        count = ahead
    elif which == 1 and plain(match.group("which")) == "next":
        count = ahead + 7
    elif which == 1:
        count = (ahead - 1) % 7 + 1
    elif which == -1:
        count = -((-ahead - 1) % 7 + 1)
    else:
        count = ahead % 7 if context.tense(match) == "future" else -(-ahead % 7)
    return context.from_report(days_after(context.report, count))


def read_period(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `last week`, `earlier this year`, `the end of next month`."""
    report, which, unit = context.report, which_one(match) or 0, plain(match.group("unit"))
    if report is None:
        return Reading(None)
    part = part_of(match)
    if unit == "week":
        return context.from_report(week(report, which))
    if unit == "weekend":
        if which == 0:
            return _this_weekend(context, match)
        return context.from_report(weekend(report, which))
    if unit == "decade" and which == 0:
        return context.from_report(third_of_decade(report.year // 10 * 10, part))
    if unit == "century" and which <= 0 <= report.year // 100 + which:
        return context.from_report(f"{report.year // 100 + which:02}XX")
    whole = {"month": months_after, "year": years_after}.get(unit)
    found = whole(report, which) if whole else None
    return context.from_report(third(found, part) if found else None)


def _this_weekend(context: ReadingContext, match: re.Match[str]) -> Reading:
    """The coming weekend, or, on a Monday or Tuesday, no one knows."""
    report = context.report
    if report is None or report.date is None:
        return Reading(None)
    clear = report.date.isoweekday() > _TUESDAY or context.tense(match) == "future"
    return context.from_report(weekend(report, 0) if clear else None)


def read_weekend(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `the weekend`, behind `over` or `during`: the last one, where it is over."""
    report = context.report
    if report is None or report.date is None:
        return Reading(None)
    current = report.date.isoweekday() > _FRIDAY or context.tense(match) == "future"
    return context.from_report(weekend(report, 0 if current else -1))


def read_window(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `the past two weeks`, `the next decade`, `last few days`."""
    number = date_words().number(match.group("number") or "")
    if match.group("amount") is None:
        number = 1
    if context.report is None or number is None or match.group("about"):
        return Reading(None)
    direction = date_words().lexicon["windows"][plain(match.group("window"))]
    return context.from_report(stretch(context.report, _unit(match), -direction * number))


def read_deictic(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `today`, `yesterday morning`; in a quotation the day of speaking is not known."""
    if context.report is None or context.quoted(match.start()):
        return Reading(None)
    count = date_words().lexicon["deictic"][plain(match.group("word"))]
    return context.from_report(days_after(context.report, count))


def read_ago(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `two months ago`, `nearly a decade ago`."""
    number = date_words().number(match.group("number") or "")
    if context.report is None or number is None or match.group("half"):
        return Reading(None)
    return context.from_report(_counted(match, context.report, -number))


def read_shifted(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `a day prior`, `two months later`."""
    number = date_words().number(match.group("number") or "")
    if number is None:
        return Reading(None)
    direction = date_words().lexicon["shifts"][plain(match.group("shift"))]
    now = direction > 0 and seen_from_now(context.text, match.end(), context.line[1])
    if now and context.report is not None:
        return context.from_report(unit_after(context.report, _unit(match), 0))
    return _from_before(context, lambda base: _counted(match, base, direction * number))


def read_neighbour(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `the day before`, `the following week`."""
    lexicon = date_words().lexicon
    if match.group("shift"):
        count, unit = lexicon["shifts"][plain(match.group("shift"))], match.group("unit")
    else:
        count = lexicon["neighbours"].get(plain(match.group("neighbour")), 1)
        unit = match.group("unit2")
    return _from_before(
        context, lambda base: unit_after(base, date_words().units[plain(unit)], count)
    )


def _from_before(context: ReadingContext, count: Callable[[Point], str | None]) -> Reading:
    value = count(context.before) if context.before else None
    return Reading(value, context.before.edtf) if context.before and value else Reading(None)


def read_uncounted(context: ReadingContext, match: re.Match[str]) -> Reading:
    """Read `recent days`, `for decades`: no one can count them."""
    return Reading(None)


def _counted(match: re.Match[str], base: Point, number: int) -> str | None:
    """So many units from `base`; "about" makes a point approximate, and a week unknown."""
    unit = _unit(match)
    value = unit_after(base, unit, number)
    if value is None or not match.group("about"):
        return value
    return None if unit == "week" else value.rstrip("~") + "~"


def _unit(match: re.Match[str]) -> str:
    return date_words().units[plain(match.group("unit") or "")]


RELATIVE_READERS: dict[str, Callable[[ReadingContext, re.Match[str]], Reading | None]] = {
    "weekday": read_weekday,
    "period": read_period,
    "weekend": read_weekend,
    "window": read_window,
    "deictic": read_deictic,
    "ago": read_ago,
    "shifted": read_shifted,
    "neighbour": read_neighbour,
    "vague": read_uncounted,
    "duration": read_uncounted,
}
