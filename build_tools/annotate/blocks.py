"""Tells an article's lines apart: title, heading, caption, byline, body and boilerplate."""

from __future__ import annotations

import re
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import Block, BlockKind
from build_tools.names import even
from build_tools.paragraphs import paragraph_spans

# A heading is short and does not end as a sentence does.
_HEADING_LENGTH = 160
_SENTENCE_END = re.compile(r"[.!?:;,…][\"')\]]*$")
# Shorter lines may repeat by chance ("He did not.").
_REPEAT_LENGTH = 30


def split_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The lines of `text` that are not blank, each with its kind.

    A long line that stands in the article before is boilerplate: the second print of a caption or
    of the title says nothing new.

    Args:
        title: The article's title where it is known and printed.
    """
    seen: set[str] = set()
    blocks: list[Block] = []
    wanted = even(title).strip() if title else None
    titled = False
    for number, (start, end) in enumerate(paragraph_spans(text), start=1):
        line = even(text[start:end])
        if line in seen and len(line) >= _REPEAT_LENGTH:
            kind: BlockKind = "boilerplate"
        elif not titled and line == wanted:
            kind, titled = "title", True
        else:
            kind = _kind(line)
        seen.add(line)
        blocks.append(Block(number, start, end, kind))
    return tuple(blocks)


def _kind(line: str) -> BlockKind:
    for kind, pattern in _patterns():
        if pattern.fullmatch(line):
            return kind
    if len(line) <= _HEADING_LENGTH and not _SENTENCE_END.search(line):
        return "heading"
    return "body"


@cache
def _patterns() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    lexicon = load_lexicon("boilerplate")
    order: tuple[BlockKind, ...] = ("boilerplate", "byline", "caption")
    return tuple(
        (kind, re.compile("|".join(f"(?:{entry})" for entry in lexicon[kind]), re.IGNORECASE))
        for kind in order
    )
