"""What several articles say that one speaker told one addressee, each in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from build_tools.corpus.assemble import Statement
from build_tools.corpus.claims import SharedClaim
from build_tools.corpus.groups import Groups
from build_tools.lexicon import load_lexicon
from build_tools.names import fold

_WORD = re.compile(r"\w+")
# Two statements are put side by side where they share so many words that mean something, and half of
# those of the shorter one.
_COMMON = 3
_HALF = 0.5
# More statements of one speaker to one addressee than this, on one event, are no longer compared.
_MOST = 60
_CLOSED = (
    "determiners",
    "possessives",
    "subject_pronouns",
    "other_pronouns",
    "prepositions",
    "conjunctions",
    "subordinators",
    "auxiliaries",
    "modals",
    "negations",
)


def retold(
    statements: Mapping[str, Sequence[Statement]], claims: Iterable[SharedClaim]
) -> list[tuple[Statement, ...]]:
    """Groups of statements by one named source to one addressee that may be one utterance retold.

    Whether they are is left to their reader: nothing but the words in common speaks for it.

    Args:
        statements: Article id -> its statements on one event, in the order of the corpus.
        claims: What is shown as one claim already; a group that only repeats one is left out.
    """
    told: dict[tuple[str, str], list[Statement]] = {}
    for found in statements.values():
        for one in found:
            speaker, addressee = one.attribution.source_entity, one.attribution.addressee_entity
            if speaker and addressee and one.attribution.content and not one.attribution.belief:
                told.setdefault((speaker, addressee), []).append(one)
    known = [{_key(one) for one in claim.statements} for claim in claims]
    return [
        group
        for versions in told.values()
        for group in _groups(versions[:_MOST])
        if not any(claim >= {_key(one) for one in group} for claim in known)
    ]


def _groups(versions: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    by_key = {_key(one): one for one in versions}
    groups = Groups(by_key)
    for one, other in combinations(versions, 2):
        if one.article != other.article and _alike(one, other):
            groups.join(_key(one), _key(other))
    for members in groups.members().values():
        if len({article for article, _ in members}) > 1:
            yield tuple(by_key[key] for key in members)


def _alike(one: Statement, other: Statement) -> bool:
    first, second = _words(one), _words(other)
    common = len(first & second)
    return common >= _COMMON and common >= _HALF * min(len(first), len(second))


def _words(statement: Statement) -> frozenset[str]:
    """The words of the content that mean something, without a plural's ending."""
    words = _WORD.findall(fold(statement.words("content")))
    return frozenset(
        word.removesuffix("s")
        for word in words
        if word not in _closed() and (len(word) > 1 or word.isdecimal())
    )


@cache
def _closed() -> frozenset[str]:
    lexicon = load_lexicon("function_words")
    return frozenset(word for name in _CLOSED for word in lexicon[name])


def _key(statement: Statement) -> tuple[str, str]:
    return statement.article, statement.attribution.id
