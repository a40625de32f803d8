"""Annotations as plain data: the object that `sourcebook annotate --jsonl` prints for an article."""

from __future__ import annotations

from typing import Any

from build_tools.models import AnnotatedArticle, Attribution, DateExpression, Epithet, Mention, Reuse

SCHEMA_VERSION = 1


def encode_article(annotated: AnnotatedArticle) -> dict[str, Any]:
    """One article's annotations, as `schemas/annotation.schema.json` describes them."""
    article = annotated.article
    text = article.text
    return {
        "schema_version": SCHEMA_VERSION,
        "id": article.id,
        "text_sha256": article.text_sha256,
        "mentions": [_mention(mention, text) for mention in annotated.mentions],
        "attributions": [_attribution(one) for one in annotated.attributions],
        "dates": [_date(date, text) for date in annotated.dates],
        "epithets": [_epithet(epithet, text) for epithet in annotated.epithets],
        "reuse": [_reuse(reuse) for reuse in annotated.reuse],
    }


def _mention(mention: Mention, text: str) -> dict[str, Any]:
    encoded = {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "form": mention.form,
        "label": mention.label,
        "entity": mention.entity,
        "method": mention.provenance.method,
    }
    if mention.candidates:
        encoded["candidates"] = list(mention.candidates)
    if mention.full_name:
        encoded["full_name"] = mention.full_name
    return encoded


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": [list(span) for span in one.source],
        "cue": [list(span) for span in one.cue],
        "content": [list(span) for span in one.content],
        "kind": one.kind,
        "source_kind": one.source_kind,
        "source_entity": one.source_entity,
        "descriptor": one.descriptor,
        "count": one.count,
        "affiliation": one.affiliation,
        "anonymity_reason": one.anonymity_reason,
        "addressee": list(one.addressee) if one.addressee else None,
        "addressee_entity": one.addressee_entity,
        "relays": list(one.relays),
        "parent": one.parent,
        "belief": one.belief,
        "denial": one.denial,
        "confidence": one.confidence,
        "method": one.provenance.method,
    }


def _date(date: DateExpression, text: str) -> dict[str, Any]:
    return {
        "start": date.start,
        "end": date.end,
        "text": text[date.start : date.end],
        "value": date.value,
    }


def _epithet(epithet: Epithet, text: str) -> dict[str, Any]:
    return {
        "start": epithet.start,
        "end": epithet.end,
        "text": text[epithet.start : epithet.end],
        "entity": epithet.entity,
        "attribution": epithet.attribution,
    }


def _reuse(reuse: Reuse) -> dict[str, Any]:
    return {
        "start": reuse.start,
        "end": reuse.end,
        "article": reuse.other_article,
        "other_start": reuse.other_start,
        "other_end": reuse.other_end,
        "score": reuse.score,
    }
