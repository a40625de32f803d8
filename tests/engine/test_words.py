"""Words of a text: they tile it, and each knows its case, its line and its quotation marks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from build_tools.engine.words import QUOTE_STATES, SHAPES, Words, split_words
from tests.engine.pieces import ANY_TEXT, WORDPIECE

_BREAKS = "\n\r\u2028\u2029\x0b\x0c\x85"


def words_of(text: str) -> Words:
    return split_words(text, WORDPIECE)


@given(ANY_TEXT)
def test_words_tile_the_text(text: str) -> None:
    words = words_of(text)
    spans = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert words.strings == [text[start:end] for start, end in spans]
    assert "".join(words.strings) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(ANY_TEXT)
def test_lines_are_paragraphs(text: str) -> None:
    words = words_of(text)
    lines = words.paragraphs.tolist()
    assert lines[:1] in ([], [0])
    for number, (one, other) in enumerate(pairwise(lines)):
        between = text[words.ends[number] : words.starts[number + 1]]
        assert other - one == any(mark in between for mark in _BREAKS)
        assert (words.edges[number] >= 2) == (words.edges[number + 1] % 2 == 1) == (one != other)


@given(ANY_TEXT)
def test_every_word_is_described(text: str) -> None:
    words = words_of(text)
    for values in (words.shapes, words.quotes, words.edges, words.piece_counts, words.paragraphs):
        assert values.shape == (len(words),)
        assert values.dtype == np.int64
    assert set(words.shapes.tolist()) <= set(range(SHAPES))
    assert set(words.quotes.tolist()) <= set(range(QUOTE_STATES))
    assert [len(pieces) for pieces in words.pieces] == words.piece_counts.tolist()
    assert all(words.pieces)


@pytest.mark.parametrize(("piece", "count"), [("a", 1), ("The mayor, ", 3 * (2**20 // 11) + 1)])
def test_a_line_of_a_megabyte(piece: str, count: int) -> None:
    text = (piece * 2**20)[: 2**20]
    words = words_of(text)
    assert len(words) == count
    assert words.ends[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "strings"),
    [
        ("", []),
        (" \n\0 ", ["\0"]),
        ("Mr. Dahl’s 31-year-old son", "Mr . Dahl ’ s 31 - year - old son".split()),
        ("snake_case…", ["snake", "_", "case", "…"]),
        ("12,000 km²", ["12", ",", "000", "km²"]),
        ("🙂🙂 שלום", ["🙂", "🙂", "שלום"]),
    ],
)
def test_what_a_word_is(text: str, strings: list[str]) -> None:
    assert words_of(text).strings == strings


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("He said “ yes , ” then", ". . < i i > ."),
        ('He said " yes , " then', ". . < i i > ."),
        ("The mayor’s ‘plan’ isn’t", ". . . . < i > . . ."),
        ("The mayor's 'plan' isn't", ". . . . < i > . . ."),
        ("“He said ‘no’ to me” twice", "< i i < i > i i > ."),
        ("“We won\nhe said", "< i i . ."),
        ("«Yes» and „no“", "< i > . < i <"),  # “ closes in German; here it opens
        ("so ” then", ". > ."),
        ("' we ' won", ". . . ."),  # a mark that touches no word is none
    ],
)
def test_quotation_marks(text: str, states: str) -> None:
    told = [".i<>"[state] for state in words_of(text).quotes]
    assert told == states.split()


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("The Oslo mayor", [3, 2, 1]),
        ("It rained. Then it poured", [3, 1, 7, 3, 1, 1]),
        ("He said: “We won”", [3, 1, 7, 7, 3, 1, 7]),
        ("NATO and McDonald’s A320", [4, 1, 5, 7, 1, 4]),
        ("A 2nd B", [8, 6, 8]),
        ("one\nTwo", [1, 3]),
        ("שלום", [5]),
    ],
)
def test_shapes(text: str, shapes: list[int]) -> None:
    assert words_of(text).shapes.tolist() == shapes


def test_edges() -> None:
    assert words_of("one two three\n\nfour\nfive six").edges.tolist() == [1, 0, 2, 3, 1, 2]
