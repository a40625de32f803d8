"""Annotated articles built by hand, for tests of what is done with them."""

from __future__ import annotations

from build_tools.annotate.blocks import split_blocks
from build_tools.models import AnnotatedArticle, Article, Provenance, RelayStep, Stated

UNKNOWN = Stated(None, "unknown")
RULE = Provenance("rule", "test")


def article(
    identifier: str,
    text: str,
    *,
    outlet: str | None = None,
    date: str | None = None,
    relays: tuple[RelayStep, ...] = (),
    **annotations: tuple,
) -> AnnotatedArticle:
    """An article with the given annotations and the blocks of its text."""
    made = Article(
        identifier,
        text,
        "",
        UNKNOWN,
        Stated(outlet, "printed") if outlet else UNKNOWN,
        Stated(date, "printed") if date else UNKNOWN,
        relays=relays,
    )
    return AnnotatedArticle(made, split_blocks(text), **annotations)
