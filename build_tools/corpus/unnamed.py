"""Which unnamed sources of an article are one: "one Iranian official" and, further on, "the official"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import Attribution

_WORD = re.compile(r"[^\W\d_]+")


def same_sources(text: str, attributions: Sequence[Attribution]) -> dict[str, str]:
    """Each statement by an unnamed source -> the first statement by the same one.

    A description that begins with "the", or a pronoun, goes on from the nearest source before it
    that is described by the same noun and has the same affiliation, or none. A pronoun goes on from
    the unnamed source before it. Any other description is a source of its own; the same words again
    are the same source.

    Args:
        attributions: Of one article, in order of the text.
    """
    first: dict[str, str] = {}
    known: list[tuple[Attribution, str, frozenset[str]]] = []
    for one in attributions:
        if one.source_kind != "unnamed":
            continue
        words = _described(text, one)
        nouns = frozenset(word for word in _WORD.findall(words) if _stem(word) in _nouns())
        stems = frozenset(map(_stem, nouns))
        before = next(
            (
                earlier
                for earlier, earlier_words, earlier_stems in reversed(known)
                if _goes_on(one, words, stems, earlier, earlier_words, earlier_stems)
            ),
            None,
        )
        first[one.id] = first[before.id] if before else one.id
        known.append((one, words, stems))
    return first


def _goes_on(
    one: Attribution,
    words: str,
    stems: frozenset[str],
    earlier: Attribution,
    earlier_words: str,
    earlier_stems: frozenset[str],
) -> bool:
    if one.affiliation and earlier.affiliation and one.affiliation != earlier.affiliation:
        return False
    if words == earlier_words:
        return True
    if not stems:  # a pronoun
        return " " not in words
    return words.startswith("the ") and bool(stems & earlier_stems)


def _described(text: str, one: Attribution) -> str:
    printed = " ".join(text[start:end] for start, end in one.source)
    return (one.descriptor or printed).casefold()


def _stem(word: str) -> str:
    return word.removesuffix("s")


@cache
def _nouns() -> frozenset[str]:
    """The nouns by which unnamed sources are described, without a plural's ending."""
    lexicon = load_lexicon("unnamed_sources")
    return frozenset(_stem(noun) for key in ("heads", "people") for noun in lexicon[key])
