"""The page of an event: what each article reports of it, side by side, and with which chain."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus.assemble import Statement
from build_tools.corpus.claims import SharedClaim, shared_claims
from build_tools.corpus.figures import FigureGroup, Standing, figure_groups, reading
from build_tools.corpus.origins import Origin, origins, origins_among
from build_tools.corpus.provenance import article_chain
from build_tools.corpus.quoted import Quoted, Voice, who_is_quoted
from build_tools.corpus.retold import retold
from build_tools.models import Event, EventMention, Figure, OutputFile
from build_tools.render.links import page
from build_tools.render.site import Site

# So many other figures a row names; the others stand beside it in the table.
_NAMED = 8
# What a figure does to a later one, and to an earlier one.
_BESIDE: dict[Standing, tuple[str, str]] = {
    "contradict": ("contradicts", "contradicts"),
    "differ": ("differs from", "differs from"),
    "growth": ("grows to", "has grown from"),
    "change": ("changes to", "has changed from"),
    "agree": ("agrees with", "agrees with"),
    "not compared": ("not compared with", "not compared with"),
}
_GROUPS: dict[Standing, str] = {
    "contradict": "contradict one another, at least two of them",
    "differ": "differ",
    "growth": "grow with time",
    "change": "change with time",
    "agree": "agree",
    "not compared": "cannot be compared",
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as a row of the table.

    Attributes:
        number: 1, 2, 3 … over all figures of the event; the anchor is `figure-<number>`.
        means: The numbers that it can mean, in words; empty where none can be told.
        beside: How it stands to other figures of the same thing: words, and the numbers of the first
            few of them.
    """

    number: int
    figure: Figure
    means: str
    beside: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class FigureRows:
    """The figures of one thing.

    Attributes:
        verdict: How they stand to each other as a whole, empty for one alone.
        articles: The articles that give them.
        origins: The numbers, among the origins of the event, of those that these go back to.
    """

    what: str
    rows: tuple[FigureRow, ...]
    verdict: str
    articles: tuple[str, ...]
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that several articles print, and the numbers of the origins that these go back to."""

    shared: SharedClaim
    origins: tuple[int, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that print it."""
        return tuple(dict.fromkeys(statement.article for statement in self.shared.statements))


@dataclass(frozen=True, slots=True)
class Retold:
    """What one speaker may have told one addressee, as several articles retell it."""

    statements: tuple[Statement, ...]
    origins: tuple[int, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that tell of it."""
        return tuple(dict.fromkeys(statement.article for statement in self.statements))


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
    stated = {
        article: _statements_in(view.statements[article], found) for article, found in reports.items()
    }
    found = origins(reports, view.articles, view.registry)
    claims = shared_claims(stated)
    said = {a: [s for s in found if not s.attribution.belief] for a, found in stated.items()}
    quoted = who_is_quoted(said, view.articles, event.participants, view.related_to)
    return site.render(
        page(f"events/{event.id}"),
        "event.html",
        event.name,
        event.description,
        event=event,
        reports=reports,
        texts={a: view.articles[a].article.text for a in reports},
        chains={a: article_chain(view.articles[a].article, view.registry) for a in reports},
        origins=found,
        claims=_claims(claims, found),
        retold=[Retold(group, _numbers_of(found, [s.article for s in group])) for group in retold(stated, claims)],
        denials=[s for found in stated.values() for s in found if s.attribution.denial],
        thought=[s for found in stated.values() for s in found if s.attribution.belief],
        quoted=quoted,
        voice_names=_voice_names(quoted),
        parts=parts,
        figures=_figure_rows(site, event, found),
        facets=[("event", event.name)]
        + [("actor", site.name(p)) for p in event.participants if p in site.salient]
        + site.source_facets(statement for found in stated.values() for statement in found),
    )


def _figure_rows(site: Site, event: Event, found: Sequence[Origin]) -> list[FigureRows]:
    """The figures of each thing counted, numbered, with how they stand to each other."""
    result = []
    before = 0
    for group in figure_groups(event.figures, tuple(site.view.articles)):
        rows = tuple(
            FigureRow(before + n + 1, figure, _means(figure), _beside(group, n, before))
            for n, figure in enumerate(group.figures)
        )
        before += len(rows)
        articles = tuple(dict.fromkeys(figure.passage.article for figure in group.figures))
        result.append(
            FigureRows(
                group.what,
                rows,
                _GROUPS[group.standing] if group.standing else "",
                articles,
                _numbers_of(found, articles),
            )
        )
    return result


def _beside(group: FigureGroup, position: int, before: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found: dict[str, list[int]] = {}
    for standing, others in group.beside(position).items():
        to_later, to_earlier = _BESIDE[standing]
        for other in others:
            words = to_later if other > position else to_earlier
            found.setdefault(words, []).append(before + other + 1)
    return tuple((words, tuple(numbers[:_NAMED])) for words, numbers in found.items())


def _means(figure: Figure) -> str:
    """The numbers that a figure can mean: "300 or more people", "1,140 to 1,260 people"."""
    meant = reading(figure)
    if meant is None:
        return ""
    if meant.most == math.inf:
        number = f"{_spoken(meant.least)} or more"
    elif meant.least == meant.most:
        number = _spoken(meant.least)
    else:
        number = f"{_spoken(meant.least)} to {_spoken(meant.most)}"
    return f"{number} {figure.unit}".strip()


def _spoken(number: float) -> str:
    return f"{number:,.0f}" if number == round(number) or number >= 100 else f"{number:,.2f}".rstrip("0")


def _claims(claims: Sequence[SharedClaim], found: Sequence[Origin]) -> list[Claim]:
    return [
        Claim(shared, _numbers_of(found, [statement.article for statement in shared.statements]))
        for shared in claims
    ]


def _numbers_of(found: Sequence[Origin], articles: Sequence[str]) -> tuple[int, ...]:
    """Which of an event's origins, counted from 1, some of its articles go back to."""
    among = origins_among(found, articles)
    return tuple(number for number, one in enumerate(found, 1) if one in among)


def _voice_names(quoted: Quoted) -> dict[Voice, str]:
    """What the anchors call each voice; each name once."""
    names = {}
    for number, voice in enumerate(quoted.voices, start=1):
        if voice.named and voice.entity:
            names[voice] = voice.entity
        elif not voice.named:
            names[voice] = f"unnamed-{voice.entity or 'unknown'}"
        else:
            names[voice] = f"other-{number}" if voice.label else "nobody"
    return names


def _statements_in(statements: list[Statement], reports: list[EventMention]) -> list[Statement]:
    """The statements that overlap one of the passages, refusals to respond left out."""
    return [
        statement
        for statement in statements
        if any(statement.overlaps(report.start, report.end) for report in reports)
    ]
