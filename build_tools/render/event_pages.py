"""The page of an event: what each article reports of it, side by side, and with which chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.corpus.assemble import Statement
from build_tools.corpus.origins import origins
from build_tools.corpus.provenance import article_chain
from build_tools.models import Event, EventMention, Figure, OutputFile
from build_tools.render.links import page
from build_tools.render.site import Site


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures that are given of one thing."""

    figures: tuple[Figure, ...]
    agree: bool


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
    sources = {s.attribution.source_entity for found in quoted.values() for s in found}
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
        silent=[p for p in event.participants if p not in sources],
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
    return [
        (what, FigureGroup(tuple(found), len({(f.value, f.text if f.value is None else "") for f in found}) == 1))
        for what, found in groups.items()
    ]


def _statements_in(statements: list[Statement], reports: list[EventMention]) -> list[Statement]:
    """The statements that overlap one of the passages."""
    return [
        statement
        for statement in statements
        if any(
            start < report.end and report.start < end
            for report in reports
            for start, end in statement.attribution.content
        )
    ]
