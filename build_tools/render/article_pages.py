"""The page of an article: its text with every annotation in place, its voices and its passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from build_tools.corpus.assemble import Statement
from build_tools.corpus.provenance import article_chain
from build_tools.corpus.shares import count_words
from build_tools.corpus.timeline import spoken_date
from build_tools.models import (
    AnnotatedArticle,
    Article,
    ChainStep,
    Event,
    EventMention,
    OutputFile,
)
from build_tools.render.citations import cite
from build_tools.render.links import Links, compare_anchor, compare_path, page, paragraph_anchor
from build_tools.render.marks import article_marks
from build_tools.render.markup import render_marks
from build_tools.render.plots.ribbon import ribbon
from build_tools.render.site import Site, title_of

_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """A paragraph ready for the template."""

    number: int
    anchor: str
    kind: str
    html: Markup
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A source of the article with its statements.

    Attributes:
        percent: The words of its statements, in percent of all words of the article.
        way: The chain behind the source, where all of its statements have the same.
    """

    label: str
    entity: str | None
    kind: str
    words: int
    percent: int
    way: tuple[ChainStep, ...]
    statements: tuple[Statement, ...]


def article_pages(site: Site) -> Iterator[OutputFile]:
    """A page for each article, linked to its neighbours in order of date."""
    identifiers = list(site.view.articles)
    for position, identifier in enumerate(identifiers):
        before = identifiers[position - 1] if position else None
        after = identifiers[position + 1] if position + 1 < len(identifiers) else None
        yield _article_page(site, site.article(identifier), before, after)


def _article_page(
    site: Site, annotated: AnnotatedArticle, before: str | None, after: str | None
) -> OutputFile:
    article = annotated.article
    here = page(f"articles/{article.id}")
    links = Links(site.view.registry, here)
    outlet = article.outlet.value
    chain = article_chain(article, site.view.registry)
    title = title_of(article)
    return site.render(
        here,
        "article.html",
        title,
        f"{site.outlet_name(article)}, {spoken_date(article.date.value)}: the text with its names, "
        "statements and dates marked, and where each statement comes from.",
        article=article,
        outlet=outlet if outlet in site.view.registry.entities else None,
        chain=chain,
        whys=_whys(article),
        shares=site.shares(article.id),
        ribbon_plot=ribbon(site.view.articles[article.id], _speakers(site, article.id)),
        blocks=rendered_blocks(site, annotated, links),
        less_certain=sum(not one.shown for one in site.view.found[article.id]),
        voices=_voices(site.view.statements[article.id], site.shares(article.id).total),
        events=_events(site, article.id),
        shared=_shared(annotated, site),
        dates=_dates(annotated),
        facets=_facets(site, annotated),
        citation=cite(article, title, site.outlet_name(article), site.urls),
        issue_url=lambda anchor="": _issue_url(site, article, anchor),
        before=before,
        after=after,
    )


def _speakers(site: Site, article: str) -> dict[str, str]:
    """Whose words each statement is, by its id."""
    return {one.attribution.id: site.source_name(one) for one in site.view.statements[article]}


def rendered_blocks(site: Site, annotated: AnnotatedArticle, links: Links) -> list[RenderedBlock]:
    """The paragraphs with their annotations as HTML, and all statements made in each."""
    statements: dict[int, list[Statement]] = {}
    for statement in site.view.found[annotated.article.id]:
        statements.setdefault(statement.paragraph, []).append(statement)
    kinds = {block.number: block.kind for block in annotated.blocks}
    printed = {n: some for n, some in statements.items() if kinds.get(n) != "boilerplate"}
    marks = article_marks(annotated, site.view, links, _numbers(printed))
    return [
        RenderedBlock(
            block.number,
            paragraph_anchor(block.number),
            block.kind,
            render_marks(
                annotated.article.text, block.start, block.end, marks.get(block.number, ())
            ),
            tuple(statements.get(block.number, ())),
        )
        for block in annotated.blocks
    ]


def _numbers(statements: dict[int, list[Statement]]) -> dict[str, int]:
    """Statement id -> its number among the notes, which stand in the order of the paragraphs."""
    shown = (one for _, some in sorted(statements.items()) for one in some if one.shown)
    return {one.attribution.id: number for number, one in enumerate(shown, 1)}


def _whys(article: Article) -> list[tuple[str, str]]:
    rows = [("Title", article.title), ("Outlet", article.outlet), ("Date", article.date)]
    if article.report_date:
        rows.append(("Day that dates count from", article.report_date))
    whys = [(name, f"{stated.basis}. {stated.why}") for name, stated in rows if stated.why]
    whys += [(relay.label, f"{relay.basis}. {relay.why}") for relay in article.relays if relay.why]
    return whys


def _voices(statements: list[Statement], total: int) -> list[Voice]:
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        one = statement.attribution
        if one.source_kind is None:
            key = ("none", "")
        else:
            key = (one.source_entity or "", statement.same_source or "")
            if not any(key):
                key = ("", statement.chain[0].label)
        groups.setdefault(key, []).append(statement)
    voices = []
    for (entity, _), members in groups.items():
        first = members[0]
        words = sum(count_words(member.words("content")) for member in members)
        ways = {member.chain[1:] for member in members}
        voices.append(
            Voice(
                label="No source named" if entity == "none" else first.chain[0].label,
                entity=first.attribution.source_entity,
                kind=first.attribution.source_kind or "no source",
                words=words,
                percent=round(100 * words / total) if total else 0,
                way=first.chain[1:] if len(ways) == 1 else (),
                statements=tuple(members),
            )
        )
    return sorted(voices, key=lambda voice: (-voice.words, voice.label))


def _events(site: Site, article: str) -> list[tuple[Event, list[int]]]:
    groups: dict[str, list[EventMention]] = {}
    for mention in sorted(site.view.events_in[article], key=lambda m: m.start):
        groups.setdefault(mention.event, []).append(mention)
    return [
        (site.view.registry.events[event], sorted({report.paragraph for report in found}))
        for event, found in groups.items()
    ]


def _shared(annotated: AnnotatedArticle, site: Site) -> list[dict[str, object]]:
    rows = []
    article = annotated.article
    for reuse in annotated.reuse:
        here = annotated.block_at(reuse.start)
        there = site.article(reuse.other_article).block_at(reuse.other_start)
        if here is None or there is None:
            continue
        text = article.text[reuse.start : min(reuse.end, here.end)]
        cut = text if len(text) <= _EXCERPT else text[:_EXCERPT].rpartition(" ")[0] + " …"
        rows.append(
            {
                "paragraph": here.number,
                "excerpt": cut,
                "other": reuse.other_article,
                "other_paragraph": there.number,
                "score": reuse.score,
                "compare": compare_path(article.id, reuse.other_article),
                "anchor": compare_anchor(article.id, reuse),
            }
        )
    return rows


def _dates(annotated: AnnotatedArticle) -> list[dict[str, object]]:
    rows = []
    for date in annotated.dates:
        block = annotated.block_at(date.start)
        if block is not None:
            text = annotated.article.text[date.start : date.end]
            rows.append({"paragraph": block.number, "text": text, "value": date.value})
    return rows


def _facets(site: Site, annotated: AnnotatedArticle) -> list[tuple[str, str]]:
    article = annotated.article
    facets = [("outlet", site.outlet_name(article))]
    year = site.year(article)
    if year:
        facets.append(("year", year))
    named = {mention.entity for mention in annotated.mentions if mention.entity}
    facets += [("actor", site.name(entity)) for entity in sorted(named & site.salient)]
    events = {mention.event for mention in site.view.events_in[article.id]}
    facets += [("event", site.view.registry.events[event].name) for event in sorted(events)]
    facets += site.source_facets(site.view.statements[article.id])
    return facets


def _issue_url(site: Site, article: Article, anchor: str) -> str | None:
    """An issue form with the address of the article, or of an element of it, filled in."""
    if not site.urls.repository:
        return None
    address = f"{site.urls.site}articles/{article.id}/" + (f"#{anchor}" if anchor else "")
    query = urlencode({"template": "wrong-attribution.yml", "page": address})
    return f"{site.urls.repository}/issues/new?{query}"
