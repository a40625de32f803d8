"""Tells date expressions from their look-alikes: numbers, surnames, verbs and titles.

Each check looks at a few words on either side, never further.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from build_tools.annotate.date_patterns import any_of, date_words
from build_tools.models import Span

_REACH = 40
_WORD_BEFORE = re.compile(r"(\S+)[^\S\r\n]{1,3}$")
_WORD_AFTER = re.compile(r"[^\S\r\n]{1,3}([^\W\d_][\w’'-]*)")
_SENTENCE_START = re.compile(
    r"(?:^|[.!?:;•\r\n][”\"’')]*)[^\S\r\n]*[“\"‘'(\[–—*-]*[^\S\r\n]*$"
)
_COORDINATION = re.compile(r",?[^\S\r\n]{1,3}(?:and[^\S\r\n]{1,3}|or[^\S\r\n]{1,3})?")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_PLURAL = re.compile(r"[a-z]{2,}[^s\W]s")
# Letters that are "s", "i" or "k" where case is disregarded, and nowhere else.
_ODD_CASE = re.compile("[ſıİ\u212a]")
_OPENING = "“\"‘'([—–-"

# The years that a figure can be without a strong word before it, and without any.
_YEARS = range(1800, 2101)
_PLAIN_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words beside a match, in the same line.

    Attributes:
        before: The word before, without opening marks; "" where none stands there.
        after: The word after, "" where something else than a space and a word follows.
        starts_sentence: Whether the match is the first word of a sentence or a quotation.
    """

    before: str
    after: str
    starts_sentence: bool


def surroundings(text: str, span: Span, line: Span) -> Surroundings:
    """The words beside a span of a line."""
    (start, end), (low, high) = span, line
    left = text[max(low, start - _REACH) : start]
    before = _WORD_BEFORE.search(left)
    after = _WORD_AFTER.match(text, end, min(high, end + _REACH))
    return Surroundings(
        before.group(1).lstrip(_OPENING) if before else "",
        after.group(1) if after else "",
        start <= low or _SENTENCE_START.search(left) is not None,
    )


class LookAlikes:
    """Decides for each match whether it is a date; used once, over one text, in its order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last_year_end = -1
        self._checks: dict[str, Callable[[re.Match[str], Surroundings], bool]] = {
            "month": self._month,
            "day_month": self._day_month,
            "weekday": self._weekday,
            "year": self._year,
            "year_range": self._year_range,
            "period": self._period,
            "window": self._window,
            "deictic": self._deictic,
            "season": self._season,
        }

    def is_date(self, name: str, match: re.Match[str], line: Span) -> bool:
        """Whether the match of the pattern `name` is a date; `line` is the paragraph's span."""
        if _ODD_CASE.search(match.group()):
            return False
        check = self._checks.get(name)
        return check is None or check(match, surroundings(self._text, match.span(), line))

    def _month(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `in March`, not `Theresa May`, `April Ryan` or `Black October`."""
        groups = match.groupdict()
        if groups["part"] or groups["which"] or groups["year"] or groups["relative_year"]:
            return True
        words = _words()
        if beside.before in words.name_before or words.name_after.match(self._text, match.end()):
            return False
        asked = beside.before.lower() in words.month_leads
        if groups["short"]:
            return asked and match.group().endswith(".")
        capital_after = beside.after[:1].isupper() and beside.after not in words.calendar
        if groups["month"] in words.verb_months:
            modified = beside.before.lower() in words.determiners and beside.after[:1].islower()
            about = beside.after in ("on", "for", "to", "against") or beside.before.lower() == "the"
            return (asked and not capital_after) or (modified and not about)
        if groups["month"] in words.name_months:
            return not capital_after or asked
        return True

    def _day_month(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `12 March` and `the 12th of May`, not `some 12 March` or, in a headline, `30 May Die`."""
        groups = match.groupdict()
        words = _words()
        if beside.before.lower().rstrip(".") in words.number_leads:
            return False
        if groups["month"] not in words.verb_months or groups["the"] or groups["weekday"]:
            return True
        return bool(groups["year"]) or not beside.after[:1].isupper()

    def _weekday(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `on Sunday`, not `Bloody Sunday`, `the Sunday Times` or `Saturday Night Live`."""
        words = _words()
        if beside.before in words.name_before or words.name_after.match(self._text, match.end()):
            return False
        if beside.after in words.show_words:
            return False
        determined = beside.before.lower() in words.determiners
        return not (determined and beside.after[:1].isupper())

    def _year(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `in 2006`, `the 2006 war`, not `2000 people`, `Resolution 1701` or `Windows 2000`."""
        accepted = self._stands_as_year(match, beside)
        if accepted:
            self._last_year_end = match.end()
        return accepted

    def _stands_as_year(self, match: re.Match[str], beside: Surroundings) -> bool:
        words = _words()
        year = int(match.group("year"))
        lead = beside.before.lower()
        plural = _PLURAL.fullmatch(beside.after) is not None and beside.after not in words.events
        counts = plural and (year % 100 == 0 or not lead)
        if lead.rstrip(".") in words.number_leads or counts:
            return False
        if lead in words.year_leads or match.group("part"):
            return year in _YEARS or (year >= 1000 and not beside.after)
        if year not in _YEARS:
            return False
        if _COORDINATION.fullmatch(self._text, max(0, self._last_year_end), match.start()):
            return self._last_year_end >= 0
        if match.start() != match.start("year"):  # "pre-1979"
            return True
        if lead in words.determiners or _POSSESSIVE.search(lead):
            return bool(beside.after)
        if year % 100 == 0:
            return False
        if lead in words.weak_year_leads:
            return True
        if self._in_brackets(match):
            return year in _PLAIN_YEARS
        return (
            year in _PLAIN_YEARS
            and beside.after[:1].islower()
            and not plural
            and (beside.starts_sentence or lead.isalpha() and beside.before.islower())
        )

    def _in_brackets(self, match: re.Match[str]) -> bool:
        start, end = match.span()
        return self._text[start - 1 : start] == "(" and self._text[end : end + 1] == ")"

    def _year_range(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `2014-15` and `1982-2000`, not scores, counts or months of the ISO kind."""
        first, second = int(match.group("year")), match.group("year2")
        last = int(str(first)[: -len(second)] + second)
        if beside.before.lower().rstrip(".") in _words().number_leads:
            return False
        return first in _YEARS and last in _YEARS and first < last

    def _period(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `last year`, not `the last year`, `his last year` or, as a title, `This Week`."""
        which, unit = match.group("which"), match.group("unit")
        if which[0].isupper() and unit[0].isupper():
            return False
        if " " in which and unit.lower() != "weekend" and not which.lower().endswith("current"):
            return False  # "this past week" is a stretch up to now
        lead = beside.before.lower()
        return lead not in _words().determiners and not _POSSESSIVE.search(lead)

    def _window(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `the past week`, `last two weeks`, not `his last two years` or `the next week`."""
        words = _words()
        lead = beside.before.lower()
        counted = match.group("amount") is not None
        if match.group("the"):
            past = words.windows[match.group("window").lower()] < 0
            return counted or past or lead in words.window_leads
        if lead in words.determiners or _POSSESSIVE.search(lead):
            return False
        return counted

    def _deictic(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `today`, not `USA Today` or `the Today show`."""
        return match.group()[0].islower() or (
            beside.starts_sentence and not match.group().isupper()
        )

    def _season(self, match: re.Match[str], beside: Surroundings) -> bool:
        """Take `last summer` and `the spring of 2015`; without a year the season is not said."""
        groups = match.groupdict()
        return bool(groups["which"] or groups["year"] or groups["relative_year"])


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of the lexicon that the checks ask for."""

    month_leads: frozenset[str]
    year_leads: frozenset[str]
    weak_year_leads: frozenset[str]
    number_leads: frozenset[str]
    determiners: frozenset[str]
    window_leads: frozenset[str]
    name_before: frozenset[str]
    show_words: frozenset[str]
    events: frozenset[str]
    verb_months: frozenset[str]
    name_months: frozenset[str]
    calendar: frozenset[str]
    name_after: re.Pattern[str]
    windows: dict[str, int]


@cache
def _words() -> _Words:
    lexicon = date_words().lexicon
    sets = (
        "month_leads", "year_leads", "weak_year_leads", "number_leads", "determiners",
        "window_leads", "name_before", "show_words", "events", "verb_months", "name_months",
    )
    return _Words(
        **{name: frozenset(lexicon[name]) for name in sets},
        calendar=frozenset([*lexicon["months"], *lexicon["weekdays"]]),
        name_after=re.compile(rf"[^\S\r\n]{{1,3}}{any_of(lexicon['name_after'])}(?!\w)"),
        windows=lexicon["windows"],
    )
