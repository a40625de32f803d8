"""The timeline: a row for each event and publication, its words beside its mark on one line of time.

The words are HTML, so they wrap and read like any list; only the mark is a drawing. All rows, those
of the dates that articles tell included, share one axis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from build_tools.corpus.assemble import View
from build_tools.corpus.timeline import Bounds, TimelineEntry, bounds
from build_tools.models import AnnotatedArticle, DateExpression
from build_tools.render.links import Links
from build_tools.render.plots.axis import Axis, axis_of
from build_tools.render.plots.dates import date_in_words, date_mark, extent, publication_mark
from build_tools.render.plots.svg import drawing, link

_POINT = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_YEAR = len("2023")
# The lines of one row, in em: the first one's middle, and how far apart they are.
_FIRST_LINE = 0.6
_LINE = 0.9
_APART = 0.8


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An event or a publication with its mark.

    Attributes:
        words: The date with its precision, in words.
        strip: None for an undated one.
    """

    entry: TimelineEntry
    words: str
    strip: Markup | None


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """An article with a mark for each date that it tells.

    Attributes:
        drawn: How many dates have a mark.
        undrawn: How many have none, since nobody can tell which date they mean.
    """

    article: str
    published: str | None
    drawn: int
    undrawn: int
    strip: Markup


def timeline_axis(entries: Sequence[TimelineEntry], view: View, articles: Iterable[str]) -> Axis:
    """The axis that holds the dates of all entries, and all dates that these articles tell."""
    known = [(entry.value, entry.bounds) for entry in entries if entry.value and entry.bounds]
    known += [(value, told) for one in articles for value, told, _ in _told(view.articles[one])]
    ends = [end for value, told in known for end in _ends(value, told)]
    return axis_of(
        (day for day, whole_year in ends if not whole_year),
        (day.year for day, whole_year in ends if whole_year),
    )


def _ends(value: str, known: Bounds) -> Iterator[tuple[date, bool]]:
    """The first and the last day of a date, each with whether it is told to the year only."""
    points = _POINT.findall(value) or [""]
    yield known.lower, len(points[0]) <= _YEAR
    if known.upper is not None:
        yield known.upper, len(points[-1]) <= _YEAR


def timeline_rows(
    entries: Iterable[TimelineEntry],
    axis: Axis,
    names: Mapping[tuple[str, str], str],
    links: Links,
) -> Iterator[TimelineRow]:
    """A row for each entry, in their order.

    Args:
        names: (kind, id) -> what to call it.
    """
    for entry in entries:
        if entry.bounds is None or entry.value is None:
            yield TimelineRow(entry, "undated", None)
            continue
        words = date_in_words(entry.value, entry.bounds, inferred=entry.inferred)
        name = names[entry.kind, entry.id]
        if entry.kind == "article":
            mark = publication_mark(axis, entry.bounds, _FIRST_LINE)
            target = link(links.article(entry.id), f"{name}: published {words}", mark)
        else:
            mark = date_mark(axis, entry.value, entry.bounds, _FIRST_LINE)
            target = link(links.event(entry.id), f"{name}: {words}", mark)
        strip = drawing(f"{name} on the line of time", target, height=2 * _FIRST_LINE)
        yield TimelineRow(entry, words, strip)


def reported_rows(
    view: View, articles: Iterable[str], axis: Axis, links: Links
) -> Iterator[ReportedRow]:
    """A row for each article: the dates that it tells, above the day of its publication."""
    for identifier in articles:
        annotated = view.articles[identifier]
        article = annotated.article
        told = list(_told(annotated))
        lanes = _lanes([extent(axis, value, known) for value, known, _ in told])
        marks = []
        for lane, (value, known, one) in zip(lanes, told):
            number = annotated.paragraph_at(one.start)
            words = f"“{article.text[one.start : one.end]}”, ¶{number}: {date_in_words(value, known)}"
            mark = date_mark(axis, value, known, _FIRST_LINE + _LINE * lane)
            marks.append(link(links.paragraph(identifier, number), words, mark))
        count = max(lanes, default=-1) + 1
        published = None
        day = bounds(article.date.value)
        if day is not None and article.date.value:
            published = date_in_words(article.date.value, day, inferred=article.date.basis == "inferred")
            square = publication_mark(axis, day, _FIRST_LINE + _LINE * count)
            marks.append(link(links.article(identifier), f"Published {published}", square))
            count += 1
        height = 2 * _FIRST_LINE + _LINE * max(count - 1, 0)
        strip = drawing("The dates that the article tells", *marks, height=height)
        yield ReportedRow(identifier, published, len(told), len(annotated.dates) - len(told), strip)


def _told(annotated: AnnotatedArticle) -> Iterator[tuple[str, Bounds, DateExpression]]:
    """The dates that an article tells and that can be placed: value, bounds, and where it stands."""
    for one in annotated.dates:
        known = bounds(one.value)
        if one.value and known is not None:
            yield one.value, known, one


def _lanes(extents: Sequence[tuple[float, float]]) -> list[int]:
    """A line for each mark, so that no two marks on one line touch; the first line that is free."""
    ends: list[list[tuple[float, float]]] = []
    lanes = []
    for left, right in extents:
        free = (
            n
            for n, taken in enumerate(ends)
            if all(right + _APART <= start or end + _APART <= left for start, end in taken)
        )
        lane = next(free, len(ends))
        if lane == len(ends):
            ends.append([])
        ends[lane].append((left, right))
        lanes.append(lane)
    return lanes
