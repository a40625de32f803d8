"""Finds date expressions in an article and gives each an EDTF value (ISO 8601-2) or none.

A span is the date expression with its determiner and without its preposition: "early November",
"last month", "the past two weeks", but "2006" in "the 2006 war". What is relative counts from the
day of the report:

- A month, or a day of one, without a year is the last one on or before that day. Where the clause
  is about the future ("will", "scheduled"; "by" right before) it is the first one on or after it.
  Where the clause does not tell, and the next one is nearer than the last one, it has no value. A
  day that the article gave with its year before keeps that year.
- A weekday is the last one on or before that day, or, where the clause is about the future, the
  first one on or after it.
- "Last week" is the week, Monday to Sunday, before that of the report; "the last two weeks" is the
  interval that ends with the report.
- "Two days later" counts from the date resolved before it in the same paragraph, if that is as
  precise as the unit.
- "Yesterday" and its like have no value in a quotation: the day of speaking is not the report's.
- What nobody can count ("recent days", "for decades") has no value.

No library does this. `dateutil` parses a text that is known to be a date; it finds none in prose,
and reads "second", "may" and bare numbers as parts of one. It knows neither precision nor sets,
which "last week" and "early November" need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.annotate.date_calendar import CALENDAR_READERS
from build_tools.annotate.date_lookalikes import LookAlikes
from build_tools.annotate.date_patterns import cue_words, date_patterns
from build_tools.annotate.date_reading import ReadingContext
from build_tools.annotate.date_relative import RELATIVE_READERS
from build_tools.annotate.edtf_values import Point
from build_tools.annotate.quotations import find_quotations
from build_tools.models import Block, DateExpression, Provenance, Span

VERSION = 1
_READERS = {**CALENDAR_READERS, **RELATIVE_READERS}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A match that may be a date, in the line that holds it."""

    span: Span
    name: str
    match: re.Match[str]
    line: Span


def extract_dates(
    text: str, blocks: Sequence[Block], counts_from: str | None
) -> list[DateExpression]:
    """The date expressions of an article, in the order of the text; no two overlap.

    Args:
        text: The article.
        blocks: Its lines; boilerplate is left out.
        counts_from: EDTF day, or only month, that relative dates count from, "~" and "?"
            disregarded; None where no date is known, so that relative dates have no value.

    Returns:
        Expressions with valid EDTF values, or None for a value that cannot be told.
    """
    lines = [(block.start, block.end) for block in blocks if block.kind != "boilerplate"]
    quotations = [(q.start, q.end) for q in find_quotations(text, lines) if not q.nested]
    context = ReadingContext(text, Point.parse(counts_from), quotations)
    found: list[DateExpression] = []
    for candidate in _longest(_candidates(text, lines)):
        context.enter(candidate.line)
        reading = _READERS[candidate.name](context, candidate.match)
        if reading is not None:  # None: the calendar has no such day
            context.remember(reading)
            provenance = Provenance("rule", f"dates.{candidate.name}", VERSION)
            found.append(
                DateExpression(*candidate.span, reading.value, reading.counted_from, provenance)
            )
    return found


def _candidates(text: str, lines: Sequence[Span]) -> list[_Candidate]:
    """All matches but the look-alikes: by start, the longer first, then in order of patterns."""
    checks = LookAlikes(text)
    found = []
    for line in lines:
        words = cue_words(text[slice(*line)])
        for order, pattern in enumerate(date_patterns()):
            if pattern.cues.isdisjoint(words):
                continue
            for match in pattern.regex.finditer(text, *line):
                if checks.is_date(pattern.name, match, line):
                    span = match.span("span") if "span" in match.groupdict() else match.span()
                    candidate = _Candidate(span, pattern.name, match, line)
                    found.append(((span[0], -span[1], order), candidate))
    found.sort(key=lambda item: item[0])
    return [candidate for _, candidate in found]


def _longest(candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Of matches that overlap, the one that begins first and is the longest."""
    reach = 0
    for candidate in candidates:
        if candidate.span[0] >= reach:
            reach = candidate.span[1]
            yield candidate
