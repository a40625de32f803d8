"""Mentions in context: a line of text on either side of each (key word in context)."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.models import AnnotatedArticle, Mention

_WIDTH = 60


@dataclass(frozen=True, slots=True)
class KwicRow:
    """One mention with the words around it, inside its paragraph.

    Attributes:
        left, right: Cut at a word; an ellipsis shows that the paragraph goes on.
    """

    article: str
    paragraph: int
    mention: Mention
    left: str
    keyword: str
    right: str


def kwic_row(annotated: AnnotatedArticle, mention: Mention, width: int = _WIDTH) -> KwicRow | None:
    """The row of a mention, None for one outside the paragraphs.

    Args:
        width: Characters on either side, at most.
    """
    block = annotated.block_at(mention.start)
    if block is None:
        return None
    text = annotated.article.text
    left = text[max(block.start, mention.start - width) : mention.start]
    if mention.start - width > block.start:
        left = "…" + left.partition(" ")[2]
    right = text[mention.end : min(block.end, mention.end + width)]
    if mention.end + width < block.end:
        right = right.rpartition(" ")[0] + "…"
    return KwicRow(
        annotated.article.id, block.number, mention, left, text[mention.start : mention.end], right
    )
