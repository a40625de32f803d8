"""Names the source of a headline that the text below names: “Iranian official warns …”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.models import LABELS, Attribution, Block, Mention, Provenance, Registry, Span

# The paragraphs below a headline in which a report says who it was.
_PARAGRAPHS = 2
# Words that headline and text must share, and how long a word must be to count.
_SHARED = 2
_WORD = re.compile(r"[^\W\d_]{4,}")
# Cues are the same that begin alike: "warns" and "warned".
_STEM = 4


def named_headlines(
    text: str,
    blocks: Sequence[Block],
    attributions: Sequence[Attribution],
    registry: Registry,
) -> Iterator[tuple[Attribution, Mention]]:
    """The statements of headlines with one unnamed source whom the text below names.

    The statement of one person of that nationality, and of no other, in the first paragraphs must
    have the cue or the words of the headline.

    Args:
        text: The article's text.
        blocks: Its lines.
        attributions: Its statements, with the entities of their sources where known.
        registry: The entities.

    Yields:
        The statement with its source, and the mention that the source's words are.
    """
    titles = [block for block in blocks if block.kind == "title"]
    body = [block for block in blocks if block.kind == "body"][:_PARAGRAPHS]
    if not titles or not body:
        return
    below = [one for one in attributions if one.source and _is_in(one.source[0], body)]
    for one in attributions:
        if not one.source or not _is_in(one.source[0], titles):
            continue
        if one.source_kind != "unnamed" or one.count != 1 or one.affiliation is None:
            continue
        persons = {
            other.source_entity
            for other in below
            if _is_of(other, one.affiliation, registry) and _says_the_same(text, one, other)
        }
        if len(persons) == 1:
            entity = registry.entities[persons.pop() or ""]
            span = one.source[0]
            named = replace(
                one, source_kind="named", source_entity=entity.id, descriptor=None, count=None,
                affiliation=None,
            )  # fmt: skip
            provenance = Provenance("rule", "coreference.headline")
            yield named, Mention(*span, "nominal", LABELS[entity.kind], entity.id, provenance)


def _is_in(span: Span, blocks: Sequence[Block]) -> bool:
    return any(block.start <= span[0] and span[1] <= block.end for block in blocks)


def _is_of(one: Attribution, state: str, registry: Registry) -> bool:
    """Whether a statement's source is a known person of a state."""
    entity = registry.entities.get(one.source_entity or "")
    return entity is not None and entity.kind == "person" and entity.nationality == state


def _says_the_same(text: str, one: Attribution, other: Attribution) -> bool:
    """Whether two statements have the same cue, or share words of their contents."""
    cues = {text[start : start + _STEM].lower() for a in (one, other) for start, _ in a.cue[:1]}
    return len(cues) == 1 or len(_words(text, one) & _words(text, other)) >= _SHARED


def _words(text: str, one: Attribution) -> set[str]:
    return {word.lower() for start, end in one.content for word in _WORD.findall(text[start:end])}
