"""Which unnamed sources of an article are one: "one Iranian official" and, further on, "the official"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import Attribution

_SUBSET = re.compile(r"\S+(?: \S+)? of the ")
_WORD = re.compile(r"[^\W\d_]+")


def same_sources(text: str, attributions: Sequence[Attribution]) -> dict[str, str]:
    """Each statement by an unnamed source -> the first statement by the same one.

    A description that begins with "the" or "all the", or a pronoun, goes on from the nearest source before it
    that is described by the same noun and has the same affiliation, or none. A pronoun goes on from
    the unnamed source before it. Any other description is a source of its own; the same words again
    are the same source.

    Args:
        attributions: Of one article, in order of the text.
    """
    first: dict[str, str] = {}
    known: list[_Described] = []
    for attribution in attributions:
        if attribution.source_kind != "unnamed":
            continue
        one = _describe(text, attribution)
        before = next((earlier for earlier in reversed(known) if _goes_on(one, earlier)), None)
        first[attribution.id] = first[before.id] if before else attribution.id
        known.append(one)
    return first


@dataclass(frozen=True, slots=True)
class _Described:
    """How one statement describes its source: in small letters, and by which nouns for people."""

    id: str
    words: str
    nouns: frozenset[str]
    affiliation: str | None


def _goes_on(one: _Described, earlier: _Described) -> bool:
    """Whether a description can only mean the source of an earlier statement."""
    if one.words == earlier.words:
        return one.affiliation == earlier.affiliation
    if one.affiliation is not None and one.affiliation != earlier.affiliation:
        return False
    if not one.nouns:
        return " " not in one.words  # a pronoun
    if _SUBSET.match(earlier.words) and one.affiliation is None:
        return False  # after "three of the sources", "the sources" are all of them again
    # "officials" never goes on from "official": nouns are compared as they stand.
    return one.words.removeprefix("all ").startswith("the ") and not one.nouns.isdisjoint(earlier.nouns)


def _describe(text: str, attribution: Attribution) -> _Described:
    printed = " ".join(text[start:end] for start, end in attribution.source)
    words = (attribution.descriptor or printed).casefold()
    nouns = frozenset(word for word in _WORD.findall(words) if word.removesuffix("s") in _nouns())
    return _Described(attribution.id, words, nouns, attribution.affiliation)


@cache
def _nouns() -> frozenset[str]:
    """The nouns by which unnamed sources are described, without a plural's ending."""
    lexicon = load_lexicon("unnamed_sources")
    return frozenset((*lexicon["heads"], *lexicon["people"]))
