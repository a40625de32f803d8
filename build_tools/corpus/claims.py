"""Claims about an event that several articles print in nearly the same words, by the same source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from build_tools.corpus.assemble import Statement
from build_tools.corpus.groups import Groups
from build_tools.lexicon import load_lexicon
from build_tools.names import fold

_WORD = re.compile(r"\w+")
# Below this share of words in common, order included, two statements are not one claim.
_ALIKE = 0.6

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """Statements of one source in nearly the same words.

    Attributes:
        statements: In order of article and text, in at least two articles.
        same_numbers: No number stands in one of them and not in another.
    """

    statements: tuple[Statement, ...]
    same_numbers: bool


def shared_claims(statements: Mapping[str, Sequence[Statement]]) -> list[SharedClaim]:
    """Statements of one source in different articles whose contents are nearly the same words.

    Only statements that touch a passage which their articles share are compared, so the work grows
    with what is shared and not with the square of the articles.

    Args:
        statements: Article id -> its statements on the event, in the order of the corpus.
    """
    known: dict[Key, Statement] = {
        (article, one.attribution.id): one
        for article, found in statements.items()
        for one in found
        if one.attribution.content
    }
    groups = Groups(known)
    nearest = {key: _nearest(one, statements) for key, one in known.items()}
    for key, others in nearest.items():
        for other in others.values():
            # Each has to be the nearest to the other, so that no third one slips in between.
            if nearest[other].get(key[0]) == key:
                groups.join(key, other)
    found = (
        tuple(known[key] for key in keys)
        for keys in groups.members().values()
        if len({article for article, _ in keys}) > 1
    )
    return [SharedClaim(one, len({_numbers(s) for s in one}) == 1) for one in found]


def _nearest(one: Statement, statements: Mapping[str, Sequence[Statement]]) -> dict[str, Key]:
    """Article id -> the statement there that is most like this one, if any is like it enough."""
    likeness: dict[Key, float] = {}
    for reuse in one.annotated.reuse:
        if one.overlaps(reuse.start, reuse.end):
            for other in statements.get(reuse.other_article, ()):
                key = (other.article, other.attribution.id)
                if key not in likeness and other.overlaps(reuse.other_start, reuse.other_end):
                    likeness[key] = _likeness(one, other)
    best: dict[str, Key] = {}
    for key, value in likeness.items():
        known = best.get(key[0])
        if value >= _ALIKE and (known is None or value > likeness[known]):
            best[key[0]] = key
    return best


def _likeness(one: Statement, other: Statement) -> float:
    """How much two statements have in common, 0 to 1; nothing where source or side are not the same.

    Who says that somebody said something prints nearly the same words as the one who said it, so
    the source decides which of two nested statements is meant.
    """
    if _source(one) != _source(other) or one.attribution.denial != other.attribution.denial:
        return 0.0
    # "Would" and "would not" differ by one word, and by all that matters.
    if _negations(one) != _negations(other):
        return 0.0
    first, second = _words(one), _words(other)
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _words(statement: Statement) -> list[str]:
    return _WORD.findall(fold(statement.words("content")))


def _numbers(statement: Statement) -> tuple[str, ...]:
    """The numbers in a statement, in digits or in letters, in order of the alphabet."""
    letters = load_lexicon("numbers")["words"]
    words = _words(statement)
    return tuple(sorted(word for word in words if word in letters or any(c.isdigit() for c in word)))


def _negations(statement: Statement) -> int:
    return len(_negation().findall(fold(statement.words("content"))))


@cache
def _negation() -> re.Pattern[str]:
    """Words that turn a claim round; "n't" clings to the word before it."""
    words = load_lexicon("function_words")["negations"]
    alone = "|".join(re.escape(word) for word in words if word.isalpha())
    clinging = "|".join(re.escape(word) for word in words if not word.isalpha())
    return re.compile(rf"\b(?:{alone})\b|(?:{clinging})\b")


def _source(statement: Statement) -> tuple[bool, str | None, str | None]:
    one = statement.attribution
    return one.source_kind == "unnamed", one.source_entity, one.affiliation
