"""The page of an event: what each article reports of it, side by side, and with which chain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from build_tools.corpus.assemble import Statement
from build_tools.corpus.origins import origins
from build_tools.corpus.provenance import article_chain
from build_tools.lexicon import load_lexicon
from build_tools.models import Event, EventMention, Figure, OutputFile
from build_tools.names import even
from build_tools.render.links import page
from build_tools.render.site import Site

# Rounded figures agree where they are this close.
_CLOSE = 0.05


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures that are given of one thing."""

    figures: tuple[Figure, ...]
    agreement: str


def event_pages(site: Site) -> Iterator[OutputFile]:
    """A page for each event of the registry."""
    children: dict[str, list[str]] = {}
    for event in site.view.registry.events.values():
        if event.part_of:
            children.setdefault(event.part_of, []).append(event.id)
    for event in site.view.registry.events.values():
        yield _event_page(site, event, children.get(event.id, []))


def _event_page(site: Site, event: Event, parts: list[str]) -> OutputFile:
    view = site.view
    reports: dict[str, list[EventMention]] = {}
    order = {identifier: n for n, identifier in enumerate(view.articles)}
    for report in sorted(view.reports[event.id], key=lambda r: (order[r.article], r.start)):
        reports.setdefault(report.article, []).append(report)
    quoted = {
        article: _statements_in(view.statements[article], found) for article, found in reports.items()
    }
    heard = {entity for found in quoted.values() for s in found for entity in _speakers(s)}
    return site.render(
        page(f"events/{event.id}"),
        "event.html",
        event.name,
        event.description,
        event=event,
        reports=reports,
        texts={a: view.articles[a].article.text for a in reports},
        chains={a: article_chain(view.articles[a].article, view.registry) for a in reports},
        origins=origins(reports, view.articles, view.registry),
        quoted=quoted,
        silent=[
            p
            for p in event.participants
            if p not in heard and view.registry.entities[p].kind not in ("outlet", "person")
        ],
        parts=parts,
        figures=_figures(event, order),
        facets=[("event", event.name)]
        + [("actor", site.name(p)) for p in event.participants if p in site.salient],
    )


def _figures(event: Event, order: dict[str, int]) -> list[tuple[str, FigureGroup]]:
    """The figures of each thing counted, in order of article, and whether their values agree."""
    groups: dict[str, list[Figure]] = {}
    for figure in sorted(event.figures, key=lambda f: (f.what, order[f.passage.article], f.passage.span)):
        groups.setdefault(figure.what, []).append(figure)
    return [(what, FigureGroup(tuple(found), _agreement(found))) for what, found in groups.items()]


def _agreement(figures: list[Figure]) -> str:
    """How the values of one thing stand to each other, in a word for the table."""
    values = [figure.value for figure in figures]
    if None in values:
        return "agree" if len({even(figure.text) for figure in figures}) == 1 else "differ"
    known = [value for value in values if value is not None]
    if min(known) == max(known):
        return "agree"
    rounded = any(_rounded().search(even(figure.text)) for figure in figures)
    if rounded and max(known) - min(known) <= _CLOSE * max(known):
        return "agree, rounded"
    return "differ"


@cache
def _rounded() -> re.Pattern[str]:
    """Words that make a figure a round one."""
    words = "|".join(map(re.escape, load_lexicon("numbers")["rounding"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _speakers(statement: Statement) -> set[str]:
    """All entities that a statement lets speak: its source, whom it speaks for, whom its words name."""
    one = statement.attribution
    named = {
        mention.entity
        for mention in statement.annotated.mentions
        for start, end in one.source
        if mention.entity and start <= mention.start and mention.end <= end
    }
    return {entity for entity in (*named, one.source_entity, one.affiliation) if entity}


def _statements_in(statements: list[Statement], reports: list[EventMention]) -> list[Statement]:
    """The statements that overlap one of the passages, refusals to respond left out."""
    return [
        statement
        for statement in statements
        if any(statement.overlaps(report.start, report.end) for report in reports)
    ]
