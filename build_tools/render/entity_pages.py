"""The page of an actor, outlet, place or document, and the further pages of its long lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.corpus.assemble import Statement, View
from build_tools.corpus.kwic import KwicRow, kwic_row
from build_tools.corpus.provenance import article_chain
from build_tools.corpus.timeline import TimelineEntry, bounds
from build_tools.models import Entity, OutputFile, Relation, RelationType
from build_tools.render.links import entity_path, page
from build_tools.render.redirects import redirects
from build_tools.render.site import Site

_ON_PAGE = 25
_PER_PAGE = 200
_BESIDE = 24
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
    lists = (
        (f"Statements by {entity.name}", "by", view.said_by[entity.id]),
        (f"Thought, wish or intent ascribed to {entity.name}", "thought", view.thought_by[entity.id]),
        (f"No response from {entity.name}", "silent", view.silent[entity.id]),
        (f"Statements to {entity.name}", "to", [*view.said_to[entity.id], *view.told[entity.id]]),
        (f"Statements about {entity.name}", "about", view.said_about[entity.id]),
    )
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
        + site.source_facets(statement for _, _, found in lists for statement in found),
        names=[entity.name, *entity.aliases, *entity.short_names],
        forms=_forms(view, entity.id),
        total=len(rows),
        named=sum(row.mention.form == "name" for row in rows),
        article_count=len({row.article for row in rows}),
        statement_lists=[
            (heading, anchor, found[:_ON_PAGE], len(found)) for heading, anchor, found in lists
        ],
        epithets=_epithets(site, entity.id),
        relations=_relations(view, entity),
        roles=entity.roles,
        beside=sorted(view.beside[entity.id].items(), key=lambda pair: (-pair[1], pair[0]))[:_BESIDE],
        timeline=_timeline(site, entity.id),
        rows=kwic_pages[0],
        more=range(2, len(kwic_pages) + 1),
        **_outlet(site, entity),
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
    if any(len(found) > _ON_PAGE for _, _, found in lists):
        yield from _statement_pages(site, entity, base, lists)


def _statement_pages(
    site: Site, entity: Entity, base: str, lists: tuple[tuple[str, str, list[Statement]], ...]
) -> Iterator[OutputFile]:
    flat = [(heading, anchor, statement) for heading, anchor, found in lists for statement in found]
    count = -(-len(flat) // _PER_PAGE)
    for number in range(1, count + 1):
        start = (number - 1) * _PER_PAGE
        part = flat[start : start + _PER_PAGE]
        groups: dict[tuple[str, str], list[Statement]] = {}
        for heading, anchor, statement in part:
            groups.setdefault((heading, anchor), []).append(statement)
        yield site.render(
            page(f"{base}/statements-{number}"),
            "entity_statements.html",
            f"{entity.name}: statements, page {number}",
            entity=entity,
            base=base,
            groups=[(heading, anchor, found) for (heading, anchor), found in groups.items()],
            first=start + 1,
            last=start + len(part),
            total=len(flat),
            pages=count,
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


def _outlet(site: Site, entity: Entity) -> dict[str, object]:
    """What only an outlet's page shows."""
    view = site.view
    carried = view.carried[entity.id]
    statements = [s for identifier in carried for s in view.statements[identifier]]
    kinds = Counter(
        "unsourced"
        if s.attribution.source_kind is None
        else "unnamed"
        if s.attribution.source_kind == "unnamed"
        else "named"
        for s in statements
    )
    sources = Counter((s.chain[0].label, s.attribution.source_entity) for s in statements)
    phrases: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for identifier in carried:
        annotated = view.articles[identifier]
        for epithet in annotated.epithets:
            if epithet.attribution is None:
                phrase = annotated.article.text[epithet.start : epithet.end]
                phrases.setdefault((epithet.entity, phrase), []).append(
                    (identifier, annotated.paragraph_at(epithet.start))
                )
    return {
        "carried": carried,
        "relayed": view.relayed[entity.id],
        "chains": {i: article_chain(view.articles[i].article, view.registry) for i in carried},
        "voices": {
            **{kind: kinds[kind] for kind in ("named", "unnamed", "unsourced")},
            "sources": [
                (label, target, count)
                for (label, target), count in sorted(
                    sources.items(), key=lambda pair: (-pair[1], pair[0][0])
                )
            ],
        },
        "own_epithets": [(target, phrase, where) for (target, phrase), where in sorted(phrases.items())],
    }


def redirect_pages(site: Site) -> Iterator[OutputFile]:
    """A page under each former id that leads to the present one."""
    for one in redirects(site.view.registry):
        yield site.render(one.page, "redirect.html", one.name, target=one.target)
