"""The page of an actor, outlet, place or document, and the further pages of its long lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.corpus.assemble import View
from build_tools.corpus.kwic import kwic_row
from build_tools.corpus.timeline import TimelineEntry, bounds
from build_tools.models import Entity, OutputFile, Relation, RelationType
from build_tools.render.links import entity_path, page
from build_tools.render.outlet_pages import outlet, voice_pages
from build_tools.render.redirects import redirects
from build_tools.render.site import Site
from build_tools.render.statement_lists import StatementList, statement_pages

_ON_PAGE = 25
_BESIDE = 24
# Links to paragraphs that name two entities, of each pair on the page; the others have a page.
_TOGETHER = 20
# Whoever is quoted by a statement that is not certain enough to name its source.
_SOMEBODY = "somebody"

_KIND_LABELS = {"place": "Place", "document": "Document", "outlet": "Outlet"}
_RELATION_WORDS: dict[RelationType, tuple[str, str]] = {
    "leads": ("leads", "led by"),
    "member-of": ("member of", "has as a member"),
    "part-of": ("part of", "includes"),
    "backs": ("backs", "backed by"),
    "speaks-for": ("speaks for", "has as a speaker"),
    "opposes": ("opposes", "opposed by"),
    "works-for": ("works for", "employs"),
    "located-in": ("located in", "seat of"),
    "publishes": ("publishes", "published by"),
}


def entity_pages(site: Site) -> Iterator[OutputFile]:
    """A page for each entity of the registry, and further pages where its lists are long."""
    for entity in site.view.registry.entities.values():
        yield from _pages_of(site, entity)


def _pages_of(site: Site, entity: Entity) -> Iterator[OutputFile]:
    view = site.view
    base = entity_path(view.registry, entity.id)
    rows = [
        row
        for annotated, mention in view.mentions[entity.id]
        if (row := kwic_row(annotated, mention)) is not None
    ]
    size = site.settings.kwic_rows
    kwic_pages = [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]
    name = entity.name
    lists = (
        StatementList(f"Statements by {name}", "by", view.said_by[entity.id]),
        StatementList(f"Thought, wish or intent ascribed to {name}", "thought", view.thought_by[entity.id]),
        StatementList(f"No response from {name}", "silent", view.silent[entity.id]),
        StatementList(f"Statements to {name}", "to", view.said_to[entity.id]),
        StatementList(f"Statements that came through {name}", "through", view.through[entity.id]),
        StatementList(f"Statements about {name}", "about", view.said_about[entity.id]),
    )
    beside = _beside(view, entity.id)
    kind_label = _KIND_LABELS.get(entity.kind, "Actor")
    yield site.render(
        page(base),
        "entity.html",
        entity.name,
        entity.description,
        entity=entity,
        base=base,
        kind_label=kind_label,
        facets=([("actor", entity.name)] if entity.id in site.salient else [])
        + site.source_facets(statement for one in lists for statement in one.statements),
        names=[entity.name, *entity.aliases, *entity.short_names],
        forms=_forms(view, entity.id),
        total=len(rows),
        named=sum(row.mention.form == "name" for row in rows),
        article_count=len({row.article for row in rows}),
        statement_lists=[
            (one.heading, one.anchor, one.statements[:_ON_PAGE], len(one.statements)) for one in lists
        ],
        epithets=_epithets(site, entity.id),
        relations=_relations(view, entity),
        roles=entity.roles,
        beside=beside,
        shown_together=_TOGETHER,
        timeline=_timeline(site, entity.id),
        rows=kwic_pages[0],
        more=range(2, len(kwic_pages) + 1),
        outlet=outlet(site, entity, base),
    )
    for number, part in enumerate(kwic_pages[1:], start=2):
        first = (number - 1) * size + 1
        yield site.render(
            page(f"{base}/mentions-{number}"),
            "entity_mentions.html",
            f"{entity.name}: mentions, page {number}",
            entity=entity,
            base=base,
            rows=part,
            first=first,
            last=first + len(part) - 1,
            total=len(rows),
            pages=len(kwic_pages),
        )
    if any(len(one.statements) > _ON_PAGE for one in lists):
        yield from statement_pages(site, entity, f"{base}/statements", "statements", lists)
    yield from voice_pages(site, entity, base)
    yield from _together_pages(site, entity, base, beside)


def _beside(view: View, entity: str) -> list[tuple[str, list[tuple[str, int]]]]:
    """The entities that share most paragraphs with this one, each with article and number of these."""
    most = sorted(view.beside[entity].items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return most[:_BESIDE]


def _together_pages(
    site: Site, entity: Entity, base: str, beside: list[tuple[str, list[tuple[str, int]]]]
) -> Iterator[OutputFile]:
    """A page for each pair of entities whose paragraphs are too many for the entity's own page."""
    for other, paragraphs in beside:
        if len(paragraphs) > _TOGETHER:
            yield site.render(
                page(f"{base}/with-{other}"),
                "entity_together.html",
                f"{entity.name} with {site.name(other)}",
                entity=entity,
                other=other,
                count=len(paragraphs),
                articles=site.paragraphs(paragraphs),
            )


def _forms(view: View, entity: str) -> list[tuple[str, int]]:
    """The names found in the text, the most frequent first."""
    counts = Counter(
        annotated.article.text[mention.start : mention.end]
        for annotated, mention in view.mentions[entity]
        if mention.form == "name"
    )
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _epithets(site: Site, entity: str) -> list[dict[str, object]]:
    """What each outlet, or a speaker it quotes, calls the entity."""
    groups: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for annotated, epithet in site.view.epithets[entity]:
        article = annotated.article
        speaker = ""
        if epithet.attribution:
            speaker = next(
                (
                    site.source_name(s)
                    for s in site.view.statements[article.id]
                    if s.attribution.id == epithet.attribution
                ),
                _SOMEBODY,
            )
        phrase = article.text[epithet.start : epithet.end]
        key = (site.outlet_name(article), speaker, phrase)
        groups.setdefault(key, []).append((article.id, annotated.paragraph_at(epithet.start)))
    return [
        {"outlet": outlet, "speaker": speaker, "phrase": phrase, "where": where}
        for (outlet, speaker, phrase), where in sorted(groups.items())
    ]


def _relations(view: View, entity: Entity) -> list[tuple[str, str, Relation]]:
    """Relations from and to the entity, in words."""
    rows = [(_RELATION_WORDS[r.type][0], r.target, r) for r in entity.relations]
    rows += [(_RELATION_WORDS[r.type][1], other, r) for other, r in view.related_to[entity.id]]
    return rows


def _timeline(site: Site, entity: str) -> list[TimelineEntry]:
    """The events it takes part in and the articles that mention it, by date."""
    view = site.view
    entries = [
        TimelineEntry("event", event, view.registry.events[event].date, bounds(view.registry.events[event].date))
        for event in view.events_of[entity]
    ]
    articles = dict.fromkeys(annotated.article.id for annotated, _ in view.mentions[entity])
    if len(articles) <= _BESIDE:
        for identifier in articles:
            value = view.articles[identifier].article.date.value
            entries.append(TimelineEntry("article", identifier, value, bounds(value)))
    return sorted(
        entries,
        key=lambda e: (e.bounds.lower.isoformat() if e.bounds else "9999", e.kind, e.id),
    )


def redirect_pages(site: Site) -> Iterator[OutputFile]:
    """A page under each former id that leads to the present one."""
    for one in redirects(site.view.registry):
        yield site.render(one.page, "redirect.html", one.name, target=one.target)
