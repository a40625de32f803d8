"""The data behind the pages, as JSON: for download, and for the macros of handwritten pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_tools.annotate.encode import SCHEMA_VERSION, encode_article
from build_tools.corpus.assemble import Statement
from build_tools.corpus.origins import origins
from build_tools.corpus.provenance import article_chain
from build_tools.corpus.timeline import spoken_date, timeline
from build_tools.models import ChainStep, OutputFile, Passage, Stated
from build_tools.render.links import entity_path, page
from build_tools.render.public_ids import public_ids
from build_tools.render.site import Site, title_of

_SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"


def data_files(site: Site) -> Iterator[OutputFile]:
    """One file a kind of thing, one file of annotations an article, the ids, and all schemas."""
    yield _file("data/articles.json", articles=[_article(site, i) for i in site.view.articles])
    yield _file("data/entities.json", entities=_entities(site))
    yield _file("data/events.json", events=_events(site))
    yield _file(
        "data/statements.json",
        statements=[
            _statement(site, statement)
            for identifier in site.view.articles
            for statement in site.view.found[identifier]
        ],
    )
    yield _file("data/timeline.json", timeline=_timeline(site))
    yield _file("data/ids.json", ids=public_ids(site.view.corpus.articles, site.view.registry))
    for annotated in site.view.corpus.articles:
        path = f"data/annotations/{annotated.article.id}.json"
        yield OutputFile(path, _json(encode_article(annotated)))
    for schema in sorted(_SCHEMAS.rglob("*.schema.json"), key=lambda path: path.name):
        yield OutputFile(f"data/schemas/{schema.name}", schema.read_text(encoding="utf-8"))


def _file(path: str, **content: object) -> OutputFile:
    return OutputFile(path, _json({"schema_version": SCHEMA_VERSION, **content}))


def _json(content: dict[str, Any]) -> str:
    """JSON with one entry of each list on a line: quick to write, and a change is a changed line."""
    parts = []
    for key, value in content.items():
        if isinstance(value, list) and value:
            lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in value)
            parts.append(f"{json.dumps(key)}: [\n{lines}\n]")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{" + ",\n".join(parts) + "}\n"


def _article(site: Site, identifier: str) -> dict[str, Any]:
    article = site.article(identifier).article
    return {
        "id": identifier,
        "url": page(f"articles/{identifier}").url,
        "title": title_of(article),
        "title_printed": _stated(article.title),
        "outlet": _stated(article.outlet),
        "date": _stated(article.date),
        "date_in_words": spoken_date(article.date.value),
        "chain": [_step(step) for step in article_chain(article, site.view.registry)],
        "text_sha256": article.text_sha256,
        "statements": len(site.view.statements[identifier]),
        "less_certain": sum(not one.shown for one in site.view.found[identifier]),
    }


def _stated(stated: Stated) -> dict[str, str | None]:
    return {"value": stated.value, "basis": stated.basis, "why": stated.why}


def _step(step: ChainStep) -> dict[str, object]:
    return {
        "role": step.role,
        "label": step.label,
        "entity": step.entity,
        "basis": step.basis,
        "certain": step.certain,
        "unnamed": step.unnamed,
    }


def _entities(site: Site) -> list[dict[str, Any]]:
    view = site.view
    return [
        {
            "id": entity.id,
            "url": page(entity_path(view.registry, entity.id)).url,
            "kind": entity.kind,
            "name": entity.name,
            "description": entity.description,
            "nationality": entity.nationality,
            "mentions": len(view.mentions[entity.id]),
            "relations": [
                {
                    "type": relation.type,
                    "target": relation.target,
                    "passages": [_passage(passage) for passage in relation.passages],
                }
                for relation in entity.relations
            ],
        }
        for entity in view.registry.entities.values()
    ]


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "article": passage.article,
        "paragraph": passage.paragraph,
        "start": passage.span[0],
        "end": passage.span[1],
        "quote": passage.quote,
    }


def _events(site: Site) -> list[dict[str, Any]]:
    view = site.view
    return [
        {
            "id": event.id,
            "url": page(f"events/{event.id}").url,
            "name": event.name,
            "description": event.description,
            "date": event.date,
            "date_basis": event.date_basis,
            "date_in_words": spoken_date(event.date),
            "places": list(event.places),
            "participants": list(event.participants),
            "part_of": event.part_of,
            "reports": [
                {
                    "article": report.article,
                    "paragraph": report.paragraph,
                    "start": report.start,
                    "end": report.end,
                    "method": report.provenance.method,
                }
                for report in view.reports[event.id]
            ],
            "origins": [
                {"label": one.label, "entity": one.entity, "articles": list(one.articles)}
                for one in origins(
                    {report.article for report in view.reports[event.id]}, view.articles, view.registry
                )
            ],
            "figures": [
                {
                    "what": figure.what,
                    "text": figure.text,
                    "value": figure.value,
                    "unit": figure.unit,
                    "as_of": figure.as_of,
                    "attributed_to": figure.attributed_to,
                    "passage": _passage(figure.passage),
                }
                for figure in event.figures
            ],
        }
        for event in view.registry.events.values()
    ]


def _statement(site: Site, statement: Statement) -> dict[str, Any]:
    one = statement.attribution
    return {
        "id": one.id,
        "article": statement.article,
        "paragraph": statement.paragraph,
        "url": f"{page(f'articles/{statement.article}').url}#{one.id}",
        "source": statement.words("source"),
        "cue": statement.words("cue"),
        "content": statement.words("content"),
        "kind": one.kind,
        "source_kind": one.source_kind,
        "source_entity": one.source_entity,
        "joint_sources": list(statement.joint),
        "addressee_entity": one.addressee_entity,
        "belief": one.belief,
        "denial": one.denial,
        "parent": one.parent,
        "about": list(statement.about),
        "chain": [_step(step) for step in statement.chain],
        "method": one.provenance.method,
        "confidence": one.confidence,
        "shown": statement.shown,
    }


def _timeline(site: Site) -> list[dict[str, Any]]:
    rows = []
    for entry in timeline(site.view.corpus):
        if entry.kind == "event":
            name = site.view.registry.events[entry.id].name
            url = page(f"events/{entry.id}").url
        else:
            name = site.article_title(entry.id)
            url = page(f"articles/{entry.id}").url
        rows.append(
            {
                "kind": entry.kind,
                "id": entry.id,
                "name": name,
                "url": url,
                "date": entry.value,
                "date_in_words": spoken_date(entry.value),
            }
        )
    return rows
