"""What one date expression means: a value in EDTF, and the point it was counted from.

`DateReader` has one method for each pattern of `date_patterns`. It goes through an article in the
order of the text and remembers what later expressions count from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from build_tools.annotate.date_context import (
    Tense,
    clause_tense,
    named_year,
    near_anniversary,
    seen_from_now,
)
from build_tools.annotate.date_patterns import date_words, plain
from build_tools.annotate.edtf_values import (
    Point,
    days_after,
    interval,
    months_after,
    point,
    stretch,
    third,
    third_of_decade,
    unit_after,
    week,
    weekend,
    years_after,
)
from build_tools.models import Span

_IN = re.compile(r"(?<!\w)[Ii]n[^\S\r\n]$")
_NEW_SENTENCE = re.compile(r"[.!?][”\"’')]*\s")
_LEAP_YEAR = 2000
_LEAP_CYCLE = 9  # within so many years there is a 29 February
_SENTENCE_REACH = 300
_MIDDLE_OF_MONTH = 15
_LAST_CENTURY = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a date expression.

    Attributes:
        value: EDTF, None where it cannot be told.
        counted_from: EDTF of the point it was counted from, None for an absolute date.
    """

    value: str | None
    counted_from: str | None = None


class DateReader:
    """Reads the date expressions of one article, in the order of its text.

    Args:
        text: The article.
        report: The point that relative dates count from, None where it is not known.
        quotations: Sorted spans that do not overlap; the day of speaking is not the report's.
    """

    def __init__(self, text: str, report: Point | None, quotations: list[Span]) -> None:
        self._text = text
        self._report = report
        self._quotations = quotations
        self._line: Span = (0, 0)
        self._before: Point | None = None  # the date resolved before, in this paragraph
        self._said_year: tuple[int, int] | None = None  # "in 2014": the year, and where it ends
        self._years_of_days: dict[tuple[int, int], int] = {}
        self._methods: dict[str, Callable[[re.Match[str]], Reading | None]] = {
            "iso": self._iso,
            "slashed": self._slashed,
            "fixed": self._fixed,
            "day_range": self._day_range,
            "day_first_range": self._day_range,
            "month_range": self._month_range,
            "month_day": self._day,
            "day_month": self._day,
            "month": self._month,
            "weekday": self._weekday,
            "season": self._season,
            "year_range": self._year_range,
            "year_span": self._year_range,
            "year": self._year,
            "decade": self._decade,
            "century": self._century,
            "period": self._period,
            "weekend": self._weekend,
            "window": self._window,
            "deictic": self._deictic,
            "ago": self._ago,
            "shifted": self._shifted,
            "neighbour": self._neighbour,
            "vague": self._uncounted,
            "duration": self._uncounted,
        }

    def read(self, name: str, match: re.Match[str], line: Span) -> Reading | None:
        """What the match of the pattern `name` means; None where the calendar has no such day.

        Args:
            line: The span of the paragraph that holds it.
        """
        if line != self._line:
            self._line, self._before, self._said_year = line, None, None
        reading = self._methods[name](match)
        if reading is not None and reading.value is not None:
            self._before = Point.parse(reading.value)
        return reading

    def _from_report(self, value: str | Point | None) -> Reading:
        if value is None or self._report is None:
            return Reading(None)
        return Reading(value.edtf if isinstance(value, Point) else value, self._report.edtf)

    def _tense(self, match: re.Match[str]) -> Tense | None:
        return clause_tense(self._text, match.span(), self._line)

    # Days and months

    def _iso(self, match: re.Match[str]) -> Reading | None:
        day = point(*(int(match.group(name)) for name in ("year", "month", "day")))
        return self._absolute_day(day)

    def _slashed(self, match: re.Match[str]) -> Reading | None:
        """Day and month in either order; where both make a date, one of the two."""
        first, second, year = (int(match.group(name)) for name in ("first", "second", "year"))
        days = {point(year, first, second), point(year, second, first)} - {None}
        values = sorted(day.edtf for day in days if day)
        if not values:
            return None
        return Reading(values[0] if len(values) == 1 else f"[{','.join(values)}]")

    def _fixed(self, match: re.Match[str]) -> Reading:
        return Reading(date_words().lexicon["fixed"][plain(match.group("name"))])

    def _absolute_day(self, day: Point | None) -> Reading | None:
        if day is None:
            return None
        if day.month and day.day:
            self._years_of_days[day.month, day.day] = day.year
        return Reading(day.edtf)

    def _day(self, match: re.Match[str]) -> Reading | None:
        groups = match.groupdict()
        words = date_words()
        month, day = words.months[plain(groups["month"])], int(groups["day"])
        if point(_LEAP_YEAR, month, day) is None:
            return None
        if groups["year"]:
            return self._absolute_day(point(int(groups["year"]), month, day))
        if groups["relative_year"]:
            year, counted_from = self._relative_year(groups["relative_year"])
            found = point(year, month, day) if year else None
            return Reading(found.edtf, counted_from) if found else Reading(None)
        known = self._known_year(match, month, day)
        if known is not None:
            return Reading(Point(known, month, day).edtf)
        weekday = words.weekdays.get(plain(groups["weekday"] or ""))
        return self._recurring(match, month, day, weekday)

    def _known_year(self, match: re.Match[str], month: int, day: int) -> int | None:
        """The year of a day that is a name, or that the article gave with its year before."""
        year = named_year(self._text, month, day, match.end(), self._line[1])
        if year is not None and self._report is not None:
            if Point(year, month, day).edtf <= self._report.edtf:
                return year
        year = self._years_of_days.get((month, day))
        if year is not None and near_anniversary(self._text, match.span(), self._line):
            return None
        return year

    def _month(self, match: re.Match[str]) -> Reading | None:
        groups = match.groupdict()
        month = date_words().months[plain(groups["month"])]
        part = self._part(match)
        if groups["year"]:
            return Reading(third(Point(int(groups["year"]), month), part))
        if groups["relative_year"]:
            year, counted_from = self._relative_year(groups["relative_year"])
            return Reading(third(Point(year, month), part) if year else None, counted_from)
        reading = self._recurring(match, month, None, None)
        found = Point.parse(reading.value)
        return Reading(third(found, part), reading.counted_from) if found else reading

    def _recurring(
        self, match: re.Match[str], month: int, day: int | None, weekday: int | None
    ) -> Reading:
        """A month, or a day of one, whose year is told by the day of the report."""
        if self._report is None or self._report.month is None:
            return Reading(None)
        found = self._nearest(match, month, day)
        if found is not None and weekday is not None:
            around = (point(found.year + shift, month, day) for shift in (0, 1, -1))
            fitting = [p for p in around if p and p.date and p.date.isoweekday() == weekday]
            found = fitting[0] if fitting else found
        if found is not None and self._in_said_year(match, found.year):
            return Reading(None)
        return self._from_report(found)

    def _nearest(self, match: re.Match[str], month: int, day: int | None) -> Point | None:
        """Of such months or days, the one that the words and the distance point to."""
        report, which = self._report, self._which(match)
        if report is None or report.month is None:
            return None
        here = (report.month, report.day) if day and report.day else (report.month,)
        there = (month, day)[: len(here)]
        last = _first_valid(report.year - (there > here or (there == here and which == -1)), month, day, -1)
        following = _first_valid(report.year + (there < here or (there == here and which == 1)), month, day, 1)
        if which is not None:
            return {-1: last, 0: point(report.year, month, day), 1: following}[which]
        tense = self._tense(match)
        if tense is not None or last is None or following is None:
            return following if tense == "future" else last
        return last if _days_between(last, report) <= _days_between(report, following) else None

    def _in_said_year(self, match: re.Match[str], year: int) -> bool:
        """Whether "in 2014" stands in this sentence before, so that the month may be one of 2014."""
        if self._said_year is None or self._said_year[0] == year:
            return False
        between = self._text[self._said_year[1] : match.start()]
        return len(between) < _SENTENCE_REACH and not _NEW_SENTENCE.search(between)

    def _day_range(self, match: re.Match[str]) -> Reading | None:
        groups = match.groupdict()
        months = date_words().months
        first_month = months[plain(groups["month"])]
        last_month = months[plain(groups.get("month2") or groups["month"])]
        return self._range(match, (first_month, int(groups["day"])), (last_month, int(groups["day2"])))

    def _month_range(self, match: re.Match[str]) -> Reading | None:
        months = date_words().months
        first, last = (months[plain(match.group(name))] for name in ("month", "month2"))
        return self._range(match, (first, None), (last, None))

    def _range(
        self, match: re.Match[str], first: tuple[int, int | None], last: tuple[int, int | None]
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
            last_year, counted_from = self._relative_year(groups["relative_year"])
        if last_year is None and first_year is not None:
            last_year = first_year + over_new_year
        if last_year is None:
            reading = self._recurring(match, *last, None)
            end = Point.parse(reading.value)
            if end is None:
                return Reading(None)
            last_year, counted_from = end.year, reading.counted_from
        if first_year is None:
            first_year = last_year - over_new_year
        start, end = point(first_year, *first), point(last_year, *last)
        return Reading(interval(start, end), counted_from) if start and end else None

    def _weekday(self, match: re.Match[str]) -> Reading:
        if self._report is None or self._report.date is None:
            return Reading(None)
        number = date_words().weekdays[plain(match.group("weekday"))]
        ahead = number - self._report.date.isoweekday()  # in the week of the report
        which = self._which(match)
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
            count = ahead % 7 if self._tense(match) == "future" else -(-ahead % 7)
        return self._from_report(days_after(self._report, count))

    def _season(self, match: re.Match[str]) -> Reading:
        groups = match.groupdict()
        season = date_words().lexicon["seasons"][plain(groups["season"])]
        if groups["year"]:
            return Reading(f"{groups['year']}-{season['code']}")
        if groups["relative_year"]:
            year, counted_from = self._relative_year(groups["relative_year"])
            return Reading(f"{year:04}-{season['code']}" if year else None, counted_from)
        if self._report is None or self._report.month is None or not season["last_month"]:
            return Reading(None)
        which, month = self._which(match) or 0, self._report.month
        ended, begun = month > season["last_month"], month >= season["last_month"] - 2
        found = years_after(self._report, {-1: ended - 1, 0: 0, 1: int(begun)}[which])
        return self._from_report(f"{found.edtf[:4]}-{season['code']}" if found else None)

    # Years and more

    def _year(self, match: re.Match[str]) -> Reading:
        year = int(match.group("year"))
        if _IN.search(self._text[max(0, match.start() - 4) : match.start()]):
            self._said_year = (year, match.end())
        return Reading(third(Point(year), self._part(match)))

    def _year_range(self, match: re.Match[str]) -> Reading | None:
        first, second = match.group("year"), match.group("year2")
        last = first[: -len(second)] + second if len(second) < len(first) else second
        value = interval(Point(int(first)), Point(int(last)))
        return Reading(value) if value else None

    def _decade(self, match: re.Match[str]) -> Reading:
        first = int(match.group("decade") or 1900 + int(match.group("short")))
        if first % 100 == 0 and first < 2000:  # "the 1800s" is the century
            return Reading(f"{first // 100}XX")
        return Reading(third_of_decade(first, self._part(match)))

    def _century(self, match: re.Match[str]) -> Reading | None:
        number = int(match.group("century"))
        return Reading(f"{number - 1:02}XX") if 1 < number <= _LAST_CENTURY else None

    # Counted from the report

    def _period(self, match: re.Match[str]) -> Reading:
        report, which, unit = self._report, self._which(match) or 0, plain(match.group("unit"))
        if report is None:
            return Reading(None)
        part = self._part(match)
        if unit == "week":
            return self._from_report(week(report, which))
        if unit == "weekend":
            return self._this_weekend(match) if which == 0 else self._from_report(weekend(report, which))
        if unit == "decade" and which == 0:
            return self._from_report(third_of_decade(report.year // 10 * 10, part))
        if unit == "century" and which <= 0:
            return self._from_report(f"{report.year // 100 + which:02}XX")
        whole = {"month": months_after, "year": years_after}.get(unit)
        found = whole(report, which) if whole else None
        return self._from_report(third(found, part) if found else None)

    def _this_weekend(self, match: re.Match[str]) -> Reading:
        """The coming weekend, or, on a Monday or Tuesday, no one knows."""
        report = self._report
        if report is None or report.date is None:
            return Reading(None)
        clear = report.date.isoweekday() > 2 or self._tense(match) == "future"
        return self._from_report(weekend(report, 0) if clear else None)

    def _weekend(self, match: re.Match[str]) -> Reading:
        report = self._report
        if report is None or report.date is None:
            return Reading(None)
        current = report.date.isoweekday() > 5 or self._tense(match) == "future"
        return self._from_report(weekend(report, 0 if current else -1))

    def _window(self, match: re.Match[str]) -> Reading:
        number = date_words().number(match.group("number") or "")
        if match.group("amount") is None:
            number = 1
        if self._report is None or number is None or match.group("about"):
            return Reading(None)
        direction = date_words().lexicon["windows"][plain(match.group("window"))]
        return self._from_report(stretch(self._report, self._unit(match), -direction * number))

    def _deictic(self, match: re.Match[str]) -> Reading:
        if self._report is None or self._quoted(match.start()):
            return Reading(None)
        count = date_words().lexicon["deictic"][plain(match.group("word"))]
        return self._from_report(days_after(self._report, count))

    def _ago(self, match: re.Match[str]) -> Reading:
        number = date_words().number(match.group("number") or "")
        if self._report is None or number is None or match.group("half"):
            return Reading(None)
        return self._from_report(self._counted(match, self._report, -number))

    # Counted from the date before

    def _shifted(self, match: re.Match[str]) -> Reading:
        number = date_words().number(match.group("number") or "")
        if number is None:
            return Reading(None)
        direction = date_words().lexicon["shifts"][plain(match.group("shift"))]
        if direction > 0 and self._report and seen_from_now(self._text, match.end(), self._line[1]):
            return self._from_report(unit_after(self._report, self._unit(match), 0))
        return self._from_before(lambda base: self._counted(match, base, direction * number))

    def _neighbour(self, match: re.Match[str]) -> Reading:
        lexicon = date_words().lexicon
        if match.group("shift"):
            count, unit = lexicon["shifts"][plain(match.group("shift"))], match.group("unit")
        else:
            count = lexicon["neighbours"].get(plain(match.group("neighbour")), 1)
            unit = match.group("unit2")
        return self._from_before(
            lambda base: unit_after(base, date_words().units[plain(unit)], count)
        )

    def _from_before(self, count: Callable[[Point], str | None]) -> Reading:
        value = count(self._before) if self._before else None
        return Reading(value, self._before.edtf) if self._before and value else Reading(None)

    def _uncounted(self, match: re.Match[str]) -> Reading:
        return Reading(None)

    # Parts of a match

    def _counted(self, match: re.Match[str], base: Point, number: int) -> str | None:
        """So many units from `base`; "about" makes a point approximate, and a week unknown."""
        unit = self._unit(match)
        value = unit_after(base, unit, number)
        if value is None or not match.group("about"):
            return value
        return None if unit == "week" else value.rstrip("~") + "~"

    def _unit(self, match: re.Match[str]) -> str:
        return date_words().units[plain(match.group("unit") or "")]

    def _part(self, match: re.Match[str]) -> int:
        return date_words().lexicon["parts"][plain(match.group("part"))] if match.group("part") else 0

    def _which(self, match: re.Match[str]) -> int | None:
        said = match.groupdict().get("which")
        return date_words().lexicon["which"][plain(said)] if said else None

    def _relative_year(self, said: str) -> tuple[int | None, str | None]:
        """The year of "of last year" or "of that year", and what it is counted from."""
        which = date_words().lexicon["which"].get(plain(said))
        base = self._before if which is None else self._report
        year = years_after(base, which or 0) if base else None
        return (year.year, base.edtf) if base and year else (None, None)

    def _quoted(self, offset: int) -> bool:
        index = bisect_right(self._quotations, (offset, offset)) - 1
        return index >= 0 and offset < self._quotations[index][1]


def _first_valid(year: int, month: int, day: int | None, step: int) -> Point | None:
    """The month or day in that year, or in the next one, going by `step`, that has it."""
    tries = (point(year + step * count, month, day) for count in range(_LEAP_CYCLE))
    return next((found for found in tries if found is not None), None)


def _days_between(first: Point, second: Point) -> int:
    """Days from one point to another, a month being its middle, and less than none taken as none."""
    days = [date(p.year, p.month or 1, p.day or _MIDDLE_OF_MONTH) for p in (first, second)]
    return max(0, (days[1] - days[0]).days)
