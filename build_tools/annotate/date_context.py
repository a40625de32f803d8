"""Reads the clause around a date for what decides its year: future, anniversary, "still"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_tools.annotate.date_patterns import any_of, date_words, word_pattern
from build_tools.models import Span

Tense = Literal["past", "future"]

# A clause is looked at this far on either side.
_REACH = 160
_ONLY_A_LEAD = re.compile(r"\W*(?:\w+\W+){0,2}")
# A form in "-ed" shows the past, but not in "will be opened" or "planned to open".
_ED_FORM = r"(?<!\bbe\s)[a-z]{2,}ed(?!\w|\sto\s)"
_PASSIVE = re.compile(r"(?<!\w)(?:be|been|being|is|are|was|were)[^\S\r\n]$", re.IGNORECASE)
_NAMED_WITHIN = 3  # words between a day that has become a name and the noun that tells


def clause_tense(text: str, date: Span, line: Span) -> Tense | None:
    """Whether the clause that holds a date is about the past or the future; None if not clear.

    The verb nearest to the date decides, one before it rather than one behind it. A date behind a
    reporting verb says when it was said, whatever is to come ("said Tuesday he will").

    Args:
        text: The article.
        date: Where the date stands.
        line: The paragraph that holds it.
    """
    cues = _cues()
    left, right, reported = _clause(text, date, line)
    if cues.ahead.search(left) and not cues.not_ahead.search(f"{left} {right}"):
        return "future"
    if cues.past_lead.search(text[max(line[0], date[0] - _REACH) : date[0]]):
        return "past"
    tenses = [_tense(match) for match in cues.before.finditer(left)]
    tenses = [tense for tense in tenses if tense]
    if tenses:
        return tenses[-1]
    if reported:
        return "past"
    behind = (_tense(match) for match in cues.behind.finditer(right))
    return next((tense for tense in behind if tense), None)


def _tense(match: re.Match[str]) -> Tense | None:
    """The tense that a verb shows; None for a word that only looks like a verb ("indeed")."""
    if match.group("future"):
        return "future"
    return None if _cues().not_past.fullmatch(match.group()) else "past"


def near_anniversary(text: str, date: Span, line: Span) -> bool:
    """Whether the clause speaks of an anniversary or a memorial, which is this year's."""
    left, right, _ = _clause(text, date, line)
    return _cues().anniversary.search(f"{left} {right}") is not None


def seen_from_now(text: str, end: int, high: int) -> bool:
    """Whether what follows a "two months later" is in the present ("they still have not").

    Args:
        end: Where the expression ends.
        high: Where the paragraph ends.
    """
    cues = _cues()
    sentence = cues.sentence_end.split(text[end : min(high, end + _REACH)], maxsplit=1)[0]
    return bool(cues.until_now.search(sentence) and cues.present.search(sentence))


def name_year(month: int, day: int) -> int | None:
    """The year of a day that has become a name, whatever stands beside it."""
    for entry in date_words().lexicon["named_days"]:
        if (entry["month"], entry["day"]) == (month, day):
            return entry["year"]
    return None


def named_year(text: str, month: int, day: int, end: int, high: int) -> int | None:
    """The year of a day that has become a name, if its noun follows ("the Sept. 11 attacks").

    Args:
        end: Where the day ends.
        high: Where the paragraph ends.
    """
    for entry in date_words().lexicon["named_days"]:
        if (entry["month"], entry["day"]) == (month, day):
            follows = re.compile(
                rf"(?:[^\S\r\n]+[\w’'.-]+){{0,{_NAMED_WITHIN - 1}}}"
                rf"[^\S\r\n]+{any_of(entry['followed_by'])}(?!\w)"
            )
            if follows.match(text[end : min(high, end + _REACH)]):
                return entry["year"]
    return None


def _clause(text: str, date: Span, line: Span) -> tuple[str, str, bool]:
    """What stands left and right of a date in its clause; whether a reporting verb opens it."""
    cues = _cues()
    start, end = date
    left = text[max(line[0], start - _REACH) : start]
    reported = False
    for found in reversed(list(cues.clause_break.finditer(left))):
        reported = cues.reporting.fullmatch(found.group()) is not None
        if reported and _PASSIVE.search(left[: found.start()]):
            continue  # "will be announced on Friday" is one clause
        left = left[found.end() :]
        break
    else:
        reported = False
    right = text[end : min(line[1], end + _REACH)]
    if right[:1] == "," and _ONLY_A_LEAD.fullmatch(left):
        right = right[1:]  # "On March 3, voters will decide" is one clause
    following = cues.clause_break.search(right)
    if following:
        right = right[: following.start()]
    return left, right, reported


@dataclass(frozen=True, slots=True)
class _Cues:
    before: re.Pattern[str]
    behind: re.Pattern[str]
    not_past: re.Pattern[str]
    past_lead: re.Pattern[str]
    ahead: re.Pattern[str]
    not_ahead: re.Pattern[str]
    reporting: re.Pattern[str]
    clause_break: re.Pattern[str]
    anniversary: re.Pattern[str]
    until_now: re.Pattern[str]
    present: re.Pattern[str]
    sentence_end: re.Pattern[str]


@cache
def _cues() -> _Cues:
    lexicon = date_words().lexicon
    breaking = [*lexicon["clause_breaks"], *lexicon["reporting"]]
    determiner = rf"(?:{any_of(lexicon['determiners'])}[^\S\r\n]+)?"

    def tenses(future: list[str]) -> re.Pattern[str]:
        past = rf"{any_of(lexicon['past'])}|{_ED_FORM}"
        return re.compile(rf"(?<!\w)(?:(?P<future>{any_of(future)})|{past})(?!\w)", re.IGNORECASE)

    def lead(words: list[str], between: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){any_of(words)}[^\S\r\n]+{between}$", re.IGNORECASE)

    return _Cues(
        before=tenses([*lexicon["future"], *lexicon["future_before"]]),
        behind=tenses(lexicon["future"]),
        not_past=word_pattern(lexicon["not_past"]),
        past_lead=lead(lexicon["past_leads"], determiner),
        ahead=lead(lexicon["ahead"]),
        not_ahead=word_pattern(lexicon["not_ahead"]),
        reporting=word_pattern(lexicon["reporting"]),
        clause_break=re.compile(
            rf"[.;:!?,()“”\"—–]|(?<!\w){any_of(breaking)}(?!\w)", re.IGNORECASE
        ),
        anniversary=word_pattern(lexicon["anniversaries"]),
        until_now=word_pattern(lexicon["until_now"]),
        present=word_pattern(lexicon["present"]),
        sentence_end=re.compile(r"[.!?](?!\w)"),
    )
