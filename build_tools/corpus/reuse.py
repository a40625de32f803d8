"""Finds passages that stand in several articles: shared runs of words, joined over small changes.

A passage lies inside one paragraph of either article, so that it can be shown beside its twin.

Candidates come from an index of word shingles, so that two articles are compared only where they
share one (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.models import AnnotatedArticle, Reuse, Span
from build_tools.names import even

_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"(?<![^\s])[\"'(\[]{1,3}$")
_CLOSING = re.compile(r"[.,;:!?\"')\]]{1,3}(?=\s|$)")
# Eight words in a row are rarely the same by chance.
_SHINGLE = 8
# A shingle in more articles than this is a formula, not a passage.
_COMMON = 20
# A change of up to so many words on either side does not end a passage, if the words behind it are
# the same again.
_GAP = 6
_ANCHOR = 3
_CHANGES = sorted(((a, b) for a in range(_GAP + 1) for b in range(_GAP + 1) if a or b), key=sum)


def add_reuse(articles: Sequence[AnnotatedArticle]) -> tuple[AnnotatedArticle, ...]:
    """The same articles with the passages that each shares with others."""
    words = [_words(annotated) for annotated in articles]
    index: dict[int, list[tuple[int, int]]] = {}
    for number, text in enumerate(words):
        for position in range(len(text.tokens) - _SHINGLE + 1):
            if text.blocks[position] == text.blocks[position + _SHINGLE - 1]:
                key = hash(tuple(text.tokens[position : position + _SHINGLE]))
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
        for one in _found(words[first], words[second], articles[second].article.id, matches):
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an article's blocks but boilerplate: folded, where each stands, in which block."""

    text: str
    tokens: list[str]
    spans: list[Span]
    blocks: list[int]

    def around(self, begin: int, stop: int) -> Span:
        """The words from `begin` to before `stop`, with the punctuation that clings to them."""
        start = self.spans[begin][0]
        opening = _OPENING.search(self.text, max(0, start - 4), start)
        closing = _CLOSING.match(self.text, self.spans[stop - 1][1])
        return (
            opening.start() if opening else start,
            closing.end() if closing else self.spans[stop - 1][1],
        )


def _words(annotated: AnnotatedArticle) -> _Words:
    text = even(annotated.article.text).casefold()
    if len(text) != len(annotated.article.text):
        # A letter whose lower case is two letters; offsets matter more than case.
        text = even(annotated.article.text)
    words = _Words(text, [], [], [])
    for block in annotated.blocks:
        if block.kind != "boilerplate":
            for match in _WORD.finditer(text, block.start, block.end):
                words.tokens.append(match.group())
                words.spans.append(match.span())
                words.blocks.append(block.number)
    return words


def _found(
    one: _Words, other: _Words, other_article: str, matches: list[tuple[int, int]]
) -> Iterator[Reuse]:
    """The passages of two articles, given where they share a shingle."""
    reached: dict[tuple[int, int], int] = {}
    for at, there in sorted(matches):
        pair = (one.blocks[at], other.blocks[there])
        if at < reached.get(pair, 0):
            continue  # inside the passage before
        before = _grow(one, other, (at - 1, there - 1), -1, pair)
        after = _grow(one, other, (at, there), 1, pair)
        begin, there_begin = before.end[0] + 1, before.end[1] + 1
        stop, there_stop = after.end
        reached[pair] = stop
        length = max(stop - begin, there_stop - there_begin)
        yield Reuse(
            *one.around(begin, stop),
            other_article,
            *other.around(there_begin, there_stop),
            round((before.same + after.same) / length, 3),
        )


@dataclass(frozen=True, slots=True)
class _Growth:
    """How far a passage goes on: the first positions outside it, and the words that are the same."""

    end: tuple[int, int]
    same: int


def _grow(
    one: _Words, other: _Words, start: tuple[int, int], step: int, pair: tuple[int, int]
) -> _Growth:
    """Follow the same words from `start`, over small changes that end in the same words.

    Args:
        step: 1 onwards, -1 backwards.
        pair: The blocks that the passage must not leave.
    """

    def word(words: _Words, position: int, block: int) -> str | None:
        inside = 0 <= position < len(words.tokens) and words.blocks[position] == block
        return words.tokens[position] if inside else None

    def same_at(here: int, there: int) -> bool:
        found = word(one, here, pair[0])
        return found is not None and found == word(other, there, pair[1])

    end = here, there = start
    same = 0
    while True:
        if same_at(here, there):
            here, there = here + step, there + step
            same += 1
            end = (here, there)
            continue
        for left, right in _CHANGES:
            a, b = here + left * step, there + right * step
            if all(same_at(a + n * step, b + n * step) for n in range(_ANCHOR)):
                here, there = a, b
                break
        else:
            return _Growth(end, same)
