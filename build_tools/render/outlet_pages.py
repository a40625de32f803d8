"""What an outlet's page has beyond that of any actor: its articles, its voices, its epithets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from build_tools.corpus.assemble import Statement
from build_tools.corpus.provenance import article_chain
from build_tools.models import ChainStep, Entity, OutputFile
from build_tools.render.statement_lists import StatementList, paged, statement_pages
from build_tools.render.site import Site

Kind = Literal["named", "unnamed", "unsourced"]
_KINDS: tuple[Kind, ...] = ("named", "unnamed", "unsourced")
_HEADINGS: dict[Kind, str] = {
    "named": "By named sources",
    "unnamed": "By unnamed sources",
    "unsourced": "Without a source",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that an outlet quotes.

    Attributes:
        path, anchor: Where its statements are listed.
    """

    label: str
    entity: str | None
    statements: int
    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """What only an outlet's page shows.

    Attributes:
        voices: (heading, number of statements, path and anchor of their list), of each kind of
            source that it quotes.
        sources: Those it quotes most first.
        epithets: (entity id, phrase, where: article and paragraph) in its own words.
    """

    carried: tuple[str, ...]
    relayed: tuple[str, ...]
    chains: dict[str, tuple[ChainStep, ...]]
    voices: tuple[tuple[str, int, str, str], ...]
    sources: tuple[Voice, ...]
    epithets: tuple[tuple[str, str, list[tuple[str, int]]], ...]


def outlet(site: Site, entity: Entity, base: str) -> Outlet:
    """The articles of an outlet and what stands in them.

    Args:
        base: The path of its page, without extension.
    """
    view = site.view
    carried = tuple(view.carried[entity.id])
    lists = _lists(site, carried)
    where = paged(f"{base}/voices", lists)
    voices = []
    for kind in _KINDS:
        found = [one for one in lists if one.anchor.startswith(f"{kind}-")]
        if found:
            count = sum(len(one.statements) for one in found)
            voices.append((_HEADINGS[kind], count, where[found[0].anchor], found[0].anchor))
    sources = [
        Voice(
            one.statements[0].chain[0].label,
            one.statements[0].attribution.source_entity,
            len(one.statements),
            where[one.anchor],
            one.anchor,
        )
        for one in lists
    ]
    return Outlet(
        carried,
        tuple(view.relayed[entity.id]),
        {one: article_chain(view.articles[one].article, view.registry) for one in carried},
        tuple(voices),
        tuple(sorted(sources, key=lambda voice: (-voice.statements, voice.label))),
        _own_epithets(site, carried),
    )


def voice_pages(site: Site, entity: Entity, base: str) -> Iterator[OutputFile]:
    """The statements that an outlet printed, by source, on as many pages as they need."""
    lists = _lists(site, site.view.carried[entity.id])
    yield from statement_pages(site, entity, f"{base}/voices", "statements it printed", lists)


def _lists(site: Site, carried: Sequence[str]) -> list[StatementList]:
    """A list for each source: those with a name, the unnamed ones, then what has no source."""
    groups: dict[tuple[Kind, str, str], list[Statement]] = {}
    for identifier in carried:
        for statement in site.view.statements[identifier]:
            one = statement.attribution
            if statement.same_source:
                key = (_kind(statement), identifier, statement.same_source)
            else:
                key = (_kind(statement), one.source_entity or "", "" if one.source_entity else site.source_name(statement))
            groups.setdefault(key, []).append(statement)
    ordered = sorted(
        groups.items(), key=lambda pair: (_KINDS.index(pair[0][0]), -len(pair[1]), site.source_name(pair[1][0]), pair[0])
    )
    return [
        StatementList(
            f"{_HEADINGS[kind]}: {site.source_name(statements[0])}" if kind != "unsourced" else _HEADINGS[kind],
            f"{kind}-{number}",
            statements,
        )
        for number, ((kind, _, _), statements) in enumerate(ordered, start=1)
    ]


def _kind(statement: Statement) -> Kind:
    if statement.attribution.source_kind is None:
        return "unsourced"
    return "unnamed" if statement.attribution.source_kind == "unnamed" else "named"


def _own_epithets(
    site: Site, carried: Sequence[str]
) -> tuple[tuple[str, str, list[tuple[str, int]]], ...]:
    phrases: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for identifier in carried:
        annotated = site.view.articles[identifier]
        for epithet in annotated.epithets:
            if epithet.attribution is None:
                phrase = annotated.article.text[epithet.start : epithet.end]
                phrases.setdefault((epithet.entity, phrase), []).append(
                    (identifier, annotated.paragraph_at(epithet.start))
                )
    return tuple((target, phrase, where) for (target, phrase), where in sorted(phrases.items()))
