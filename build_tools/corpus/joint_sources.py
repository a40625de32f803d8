"""Sources that are several entities at once: "Iran and Hezbollah", or the "they" that means both."""

from __future__ import annotations

import re
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import AnnotatedArticle, Attribution

_WORD = re.compile(r"\w+")


def joint_sources(annotated: AnnotatedArticle, attribution: Attribution) -> tuple[str, ...]:
    """The entities that make a statement together, in order of the text; none unless it is several.

    A source that is coordinated entities and nothing else: between the outermost mentions stand
    conjunctions and determiners at most; before them, "the leaders of" stands for all. Where they do
    not respond, "a spokesperson for" one of them is that one too: nobody was reached there. In any
    other statement it is an unnamed source.
    """
    if attribution.source_kind != "named" or attribution.source_entity or len(attribution.source) != 1:
        return ()
    (start, end) = attribution.source[0]
    inside = [m for m in annotated.mentions if start <= m.start and m.end <= end]
    outermost = [
        m
        for m in inside
        if not any(o.start <= m.start and m.end <= o.end and (o.start, o.end) != (m.start, m.end) for o in inside)
    ]
    entities = tuple(dict.fromkeys(m.entity for m in outermost if m.entity))
    if len(entities) < 2 or any(m.entity is None for m in outermost):
        return ()
    rest = list(annotated.article.text[start:end])
    for mention in outermost:
        rest[mention.start - start : mention.end - start] = " " * (mention.end - mention.start)
    words = _without_leaders(_WORD.findall("".join(rest).casefold()))
    allowed = _links() | _speakers() if attribution.kind == "non-response" else _links()
    return entities if all(word in allowed for word in words) else ()


def _without_leaders(words: list[str]) -> list[str]:
    """The words without "the leaders of" at their beginning."""
    lexicon = load_lexicon("function_words")
    first = 1 if words and words[0] in lexicon["determiners"] else 0
    opening = words[first : first + 2]
    if len(opening) == 2 and opening[0] in lexicon["leaders"] and opening[1] == "of":
        return words[first + 2 :]
    return words


@cache
def _links() -> frozenset[str]:
    lexicon = load_lexicon("function_words")
    return frozenset((*lexicon["conjunctions"], *lexicon["determiners"]))


@cache
def _speakers() -> frozenset[str]:
    """The words of "spokespeople for", singular and plural."""
    lexicon = load_lexicon("non_responses")
    return frozenset((*lexicon["speakers"], *lexicon["speaks_for"]))
