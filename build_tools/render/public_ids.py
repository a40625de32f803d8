"""Every id that a link may rest on, with its address: what a later site is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.models import AnnotatedArticle, Attribution, Registry, Span
from build_tools.render.links import entity_path, page
from build_tools.render.redirects import redirects

# As many characters before and behind a statement's cue as the W3C's TextQuoteSelector is used with.
_CONTEXT = 32


def public_ids(articles: Iterable[AnnotatedArticle], registry: Registry) -> list[dict[str, Any]]:
    """The entries of `data/ids.json`: by kind, then by id or by place in the text.

    Paragraphs are counted only: their ids are `p1` to `p<paragraphs>`.

    Args:
        articles: With their corrections applied.
    """
    ordered = sorted(articles, key=lambda one: one.article.id)
    return [
        *(_article(one) for one in ordered),
        *_registered(registry),
        *(statement for one in ordered for statement in _statements(one)),
    ]


def _article(annotated: AnnotatedArticle) -> dict[str, Any]:
    article = annotated.article
    return {
        "kind": "article",
        "id": article.id,
        "url": page(f"articles/{article.id}").url,
        "text_sha256": article.text_sha256,
        "paragraphs": len(annotated.blocks),
    }


def _registered(registry: Registry) -> Iterator[dict[str, Any]]:
    for identifier, entity in sorted(registry.entities.items()):
        url = page(entity_path(registry, identifier)).url
        yield {"kind": "entity", "id": identifier, "url": url, "name": entity.name}
    for identifier, event in sorted(registry.events.items()):
        url = page(f"events/{identifier}").url
        yield {"kind": "event", "id": identifier, "url": url, "name": event.name}
    for one in sorted(redirects(registry), key=lambda one: one.page.url):
        yield {"kind": "former", "id": one.id, "url": one.page.url, "to": page(one.target).url}


def _statements(annotated: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    article = annotated.article
    for one in sorted(annotated.attributions, key=lambda one: (_place(one), one.id)):
        start, end = _place(one)
        yield {
            "kind": "statement",
            "id": one.id,
            "article": article.id,
            "url": f"{page(f'articles/{article.id}').url}#{one.id}",
            "curated": one.provenance.method == "curated",
            "exact": article.text[start:end],
            "prefix": article.text[max(0, start - _CONTEXT) : start],
            "suffix": article.text[end : end + _CONTEXT],
        }


def _place(attribution: Attribution) -> Span:
    """Where a statement is known by: its cue, or what it has instead."""
    return (attribution.cue or attribution.content or attribution.source)[0]
