"""The meaning of a date expression, and what an article has said so far that it counts on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from build_tools.annotate.date_context import Tense, clause_tense
from build_tools.annotate.date_patterns import date_words, plain
from build_tools.annotate.edtf_values import Point, years_after
from build_tools.models import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a date expression.

    Attributes:
        value: EDTF, None where it cannot be told.
        counted_from: EDTF of the point it was counted from, None for an absolute date.
    """

    value: str | None
    counted_from: str | None = None


@dataclass(slots=True)
class ReadingContext:
    """What the dates of one article count on. It changes as the article is read, from the top.

    Attributes:
        text: The article.
        report: The point that relative dates count from, None where it is not known.
        quotations: Sorted spans that do not overlap.
        line: The span of the paragraph that is being read.
        before: The point resolved before in this paragraph, None where it is no single one.
        said_year: The last "in 2014" of this paragraph: the year, and where it ends.
        years_of_days: Month and day -> the year that the article gave with them.
    """

    text: str
    report: Point | None
    quotations: list[Span]
    line: Span = (0, 0)
    before: Point | None = None
    said_year: tuple[int, int] | None = None
    years_of_days: dict[tuple[int, int], int] = field(default_factory=dict)

    def enter(self, line: Span) -> None:
        """Go on in the paragraph at `line`; a new one forgets what the last one said."""
        if line != self.line:
            self.line, self.before, self.said_year = line, None, None

    def remember(self, reading: Reading) -> None:
        """Keep what was resolved for expressions that count from it."""
        if reading.value is not None:
            self.before = Point.parse(reading.value)

    def from_report(self, value: str | Point | None) -> Reading:
        """A value that was counted from the report."""
        if value is None or self.report is None:
            return Reading(None)
        return Reading(value.edtf if isinstance(value, Point) else value, self.report.edtf)

    def tense(self, match: re.Match[str]) -> Tense | None:
        """Whether the clause that holds the match is about the past or the future."""
        return clause_tense(self.text, match.span(), self.line)

    def quoted(self, offset: int) -> bool:
        """Whether `offset` lies in a quotation."""
        index = bisect_right(self.quotations, offset, key=lambda span: span[0]) - 1
        return index >= 0 and offset < self.quotations[index][1]

    def relative_year(self, said: str) -> tuple[int | None, str | None]:
        """The year of "of last year" or "of that year", and what it is counted from."""
        which = date_words().lexicon["which"].get(plain(said))
        base = self.before if which is None else self.report
        year = years_after(base, which or 0) if base else None
        return (year.year, base.edtf) if base and year else (None, None)


def which_one(match: re.Match[str]) -> int | None:
    """-1 for the last one, 0 for this one, 1 for the next one; None where it is not said."""
    said = match.groupdict().get("which")
    return date_words().lexicon["which"][plain(said)] if said else None


def part_of(match: re.Match[str]) -> int:
    """Which third the match is about ("early November"); 0 for the whole."""
    said = match.groupdict().get("part")
    return date_words().lexicon["parts"][plain(said)] if said else 0
