"""Finds passages that stand in several articles: shared runs of words, joined over small changes.

Candidates come from an index of word shingles, so that two articles are compared only where they
share one (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.models import AnnotatedArticle, Reuse, Span
from build_tools.names import even

_WORD = re.compile(r"\w+")
# Eight words in a row are rarely the same by chance.
_SHINGLE = 8
# A shingle in more articles than this is a formula, not a passage.
_COMMON = 20
# A change of up to so many words on either side does not end a passage.
_GAP = 6
_SHORTEST = 10
# At a passage's edges a change of up to three words counts if so many words behind it are the same.
_ANCHOR = 3
_CHANGES = sorted(((a, b) for a in range(4) for b in range(4) if a or b), key=sum)


def add_reuse(articles: Sequence[AnnotatedArticle]) -> tuple[AnnotatedArticle, ...]:
    """The same articles with the passages that each shares with others."""
    words = [_words(annotated) for annotated in articles]
    index: dict[int, list[tuple[int, int]]] = {}
    for number, (tokens, _) in enumerate(words):
        for position in range(len(tokens) - _SHINGLE + 1):
            key = hash(tuple(tokens[position : position + _SHINGLE]))
            index.setdefault(key, []).append((number, position))
    diagonals: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for places in index.values():
        if 1 < len(places) <= _COMMON:
            for first, at in places:
                for second, there in places:
                    if first < second:
                        diagonals.setdefault((first, second), []).append((at, there))
    found: dict[int, list[Reuse]] = {}
    for (first, second), matches in sorted(diagonals.items()):
        for passage in _passages(sorted(matches)):
            one = _reuse(words, articles, first, second, passage)
            if one is not None:
                found.setdefault(first, []).append(one)
                found.setdefault(second, []).append(
                    Reuse(
                        one.other_start,
                        one.other_end,
                        articles[first].article.id,
                        one.start,
                        one.end,
                        one.score,
                    )
                )
    return tuple(
        replace(
            annotated,
            reuse=tuple(sorted(found.get(n, ()), key=lambda r: (r.start, r.other_article, r.other_start))),
        )
        for n, annotated in enumerate(articles)
    )


def _words(annotated: AnnotatedArticle) -> tuple[list[str], list[Span]]:
    """The words of all blocks but boilerplate, folded, and where each stands."""
    text = even(annotated.article.text).casefold()
    if len(text) != len(annotated.article.text):
        # A letter whose lower case is two letters; offsets matter more than case.
        text = even(annotated.article.text)
    tokens: list[str] = []
    spans: list[Span] = []
    for block in annotated.blocks:
        if block.kind != "boilerplate":
            for match in _WORD.finditer(text, block.start, block.end):
                tokens.append(match.group())
                spans.append(match.span())
    return tokens, spans


def _passages(matches: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Groups of shingle matches that follow one another in both articles."""
    passages: list[list[tuple[int, int]]] = []
    open_passages: list[list[tuple[int, int]]] = []
    for at, there in matches:
        still_open = []
        home = None
        for passage in open_passages:
            last_at, last_there = passage[-1]
            if at - last_at > _SHINGLE + _GAP:
                passages.append(passage)
                continue
            still_open.append(passage)
            if home is None and at > last_at and 0 < there - last_there <= _SHINGLE + _GAP:
                home = passage
        open_passages = still_open
        if home is not None:
            home.append((at, there))
        else:
            open_passages.append([(at, there)])
    return passages + open_passages


def _reuse(
    words: list[tuple[list[str], list[Span]]],
    articles: Sequence[AnnotatedArticle],
    first: int,
    second: int,
    passage: list[tuple[int, int]],
) -> Reuse | None:
    one, other = words[first][0], words[second][0]
    before = _grow(one, other, (passage[0][0] - 1, passage[0][1] - 1), -1)
    after = _grow(one, other, (passage[-1][0] + _SHINGLE, passage[-1][1] + _SHINGLE), 1)
    begin, there_begin = before.end[0] + 1, before.end[1] + 1
    stop, there_stop = after.end
    length = max(stop - begin, there_stop - there_begin)
    if length < _SHORTEST:
        return None
    same = len({at + offset for at, _ in passage for offset in range(_SHINGLE)})
    same += before.same + after.same
    spans, there_spans = words[first][1], words[second][1]
    return Reuse(
        spans[begin][0],
        spans[stop - 1][1],
        articles[second].article.id,
        there_spans[there_begin][0],
        there_spans[there_stop - 1][1],
        round(min(1.0, same / length), 3),
    )


@dataclass(frozen=True, slots=True)
class _Growth:
    """How far a passage goes on: the first positions outside it, and the words that are the same."""

    end: tuple[int, int]
    same: int


def _grow(one: list[str], other: list[str], start: tuple[int, int], step: int) -> _Growth:
    """Follow the same words outwards from `start`, over small changes that end in the same words."""
    end = here, there = start
    same = 0
    while True:
        if _word(one, here) is not None and _word(one, here) == _word(other, there):
            here, there = here + step, there + step
            same += 1
            end = (here, there)
            continue
        for left, right in _CHANGES:
            a, b = here + left * step, there + right * step
            if all(
                _word(one, a + n * step) is not None
                and _word(one, a + n * step) == _word(other, b + n * step)
                for n in range(_ANCHOR)
            ):
                here, there = a, b
                break
        else:
            return _Growth(end, same)


def _word(words: list[str], position: int) -> str | None:
    return words[position] if 0 <= position < len(words) else None
