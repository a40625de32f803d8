"""Windows: together they cover a text, and each is short enough for the encoder."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.windows import (
    CORE,
    LONGEST,
    Window,
    pack,
    reading_windows,
    training_windows,
)
from build_tools.engine.words import Words, split_words
from tests.engine.pieces import ANY_TEXT, WORDPIECE

# Lines of words, each word given by how many letters, and so pieces, it has.
_LINES = st.lists(
    st.lists(st.one_of(st.integers(1, 3), st.integers(60, 110)), min_size=1, max_size=60),
    min_size=1, max_size=12,
)  # fmt: skip


def words_of(text: str) -> Words:
    return split_words(text, WORDPIECE)


def text_of(lines: list[list[int]]) -> str:
    return "\n".join(" ".join("a" * length for length in line) for line in lines)


ANY_WORDS = st.one_of(_LINES.map(text_of), ANY_TEXT).map(words_of)


def length(window: Window) -> int:
    """How many pieces a window has when it is packed alone, all marks included."""
    return int(pack([window], WORDPIECE).attended.sum())


@given(ANY_WORDS)
def test_cores_cover_each_word_once(words: Words) -> None:
    windows = reading_windows(words)
    judged = [n for window in windows for n in range(window.core_start, window.core_end)]
    assert judged == list(range(len(words)))
    for window in windows:
        assert 0 <= window.start <= window.core_start < window.core_end <= window.end <= len(words)
        assert length(window) <= LONGEST + 1


@given(ANY_WORDS, st.integers())
def test_training_windows_cover_each_word_once(words: Words, seed: int) -> None:
    windows = training_windows(words, random.Random(seed))
    assert [n for window in windows for n in range(window.start, window.end)] == list(
        range(len(words))
    )
    for window in windows:
        assert (window.core_start, window.core_end) == (window.start, window.end)
        assert length(window) <= LONGEST + 1


@given(ANY_WORDS)
def test_a_short_text_is_one_window(words: Words) -> None:
    windows = reading_windows(words)
    marks = len(set(words.paragraphs.tolist()))
    if len(words) and int(words.piece_counts.sum()) + marks <= CORE:
        assert [(window.start, window.end) for window in windows] == [(0, len(words))]


def test_a_core_has_context_on_both_sides() -> None:
    words = words_of(text_of([[1] * 20] * 60))
    windows = reading_windows(words)
    for window in windows[1:-1]:
        assert window.start < window.core_start and window.core_end < window.end
        assert length(window) >= LONGEST - 21
    assert windows[0].start == 0 and windows[-1].end == len(words)


def test_context_is_whole_paragraphs() -> None:
    words = words_of(text_of([[1] * 100] * 9))
    windows = reading_windows(words)
    assert [(w.core_start, w.core_end) for w in windows] == [(n, n + 100) for n in range(0, 900, 100)]
    assert {(w.start % 100, w.end % 100) for w in windows} == {(0, 0)}


def test_a_part_of_a_long_paragraph_has_words_of_it_on_both_sides() -> None:
    windows = reading_windows(words_of(text_of([[1] * 1000])))
    assert len(windows) > 3
    last = windows[-1]
    assert last.start < last.core_start and length(last) >= LONGEST - 1


def test_a_paragraph_that_fits_is_never_cut() -> None:
    words = words_of(text_of([[1] * 90, [1] * 250, [1] * 20, [1] * 600]))
    bounds = {0, *(n + 1 for n, (a, b) in enumerate(pairwise(words.paragraphs)) if a != b)}
    starts = [window.core_start for window in reading_windows(words)]
    assert [start for start in starts if start < 360] == [0, 90, 340]
    assert set(starts[:3]) <= bounds
    assert len(starts) == 6  # the last line alone takes three


@pytest.mark.parametrize("word", ["각" * 100, "a" * 1000])
def test_one_word_never_fills_a_window(word: str) -> None:
    words = words_of(f"{word} said")
    assert words.piece_counts.tolist() == [1, 1]


def test_training_windows_vary_with_chance_alone() -> None:
    words = words_of(text_of([[1] * 40] * 20))

    def bounds(seed: int) -> list[tuple[int, int]]:
        windows = training_windows(words, random.Random(seed))
        return [(window.start, window.end) for window in windows]

    assert bounds(1) == bounds(1)
    assert len({bounds(seed)[0] for seed in range(10)}) > 1


def test_packing() -> None:
    words = words_of("The mayors\nsaid “no”")
    (window,) = reading_windows(words)
    other = Window(words, 2, 3, 2, 3)
    batch = pack([window, other], WORDPIECE)
    ids, start, end = WORDPIECE.ids, WORDPIECE.start, WORDPIECE.end
    assert batch.pieces.shape == batch.piece_shapes.shape == (2, 16)
    assert batch.edges.shape == batch.first_pieces.shape == batch.present.shape == (2, 16)
    line = [start, ids["the"], ids["mayor"], ids["##s"], end, ids["said"], WORDPIECE.unknown]
    assert batch.pieces[0, :7].tolist() == line
    assert batch.pieces[1].tolist() == [start, ids["said"], end, *[0] * 13]
    assert batch.attended.sum(1).tolist() == [11, 3]
    assert batch.present.sum(1).tolist() == [6, 1]
    assert batch.first_pieces[0, :6].tolist() == [1, 2, 5, 6, 7, 9]
    assert batch.piece_shapes[0, :6].tolist() == [0, 3, 1, 1, 0, 1]
    assert batch.paragraphs[0, :6].tolist() == [0, 0, 1, 1, 1, 1]
    assert batch.paragraphs[1, 0] == 1
    assert batch.edges[0, :6].tolist() == [1, 2, 1, 0, 0, 2]
    assert batch.quotes[0, :6].tolist() == words.quotes.tolist()


@given(st.lists(ANY_WORDS, min_size=1, max_size=3))
def test_packing_keeps_what_the_words_say(texts: list[Words]) -> None:
    windows = [window for words in texts for window in reading_windows(words)]
    if not windows:
        return
    batch = pack(windows, WORDPIECE)
    if len(windows) == 1:
        assert batch.attended.all() and batch.present.all()
    else:
        assert {array.shape[1] % 16 for array in vars(batch).values()} == {0}
    for row, window in enumerate(windows):
        size, inside = len(window), range(window.start, window.end)
        assert np.flatnonzero(batch.present[row]).tolist() == list(range(size))
        firsts = batch.pieces[row, batch.first_pieces[row, :size]].tolist()
        assert firsts == [window.words.pieces[number][0] for number in inside]
        assert not batch.pieces[row, batch.attended[row] == 0].any()
