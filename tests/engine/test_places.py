"""Where words stand to a cue."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.places import (
    DISTANCES,
    EDGE_KINDS,
    PARAGRAPH_STEPS,
    QUOTE_KINDS,
    describe,
)
from build_tools.engine.windows import Window, pack, reading_windows
from build_tools.engine.words import split_words
from tests.engine.pieces import ANY_TEXT, WORDPIECE

MIDDLE = DISTANCES // 2


def places(text: str, start: int, end: int) -> np.ndarray:
    words = split_words(text, WORDPIECE)
    whole = Window(words, 0, len(words), 0, len(words))
    cues = np.array([[0, start, end]])
    return describe(pack([whole], WORDPIECE), cues)[0, : len(words)]


def test_distances_grow_in_steps() -> None:
    found = places(" ".join("a" * 400), 200, 202)[:, 0] - MIDDLE
    assert found[196:206].tolist() == [-4, -3, -2, -1, 0, 0, 1, 2, 3, 4]
    assert found[201 + 6 : 201 + 11].tolist() == [6, 6, 7, 7, 8]
    assert (found[0], found[-1]) == (-MIDDLE, MIDDLE)
    assert (np.diff(found) >= 0).all()


def test_paragraphs_edges_and_quotation_marks() -> None:
    found = places("a\nb\nc\nd\ne said\nf\n“ g ”\nh\ni", 5, 6)
    assert found[:, 1].tolist() == [0, 0, 1, 2, 3, 3, 4, 5, 5, 5, 6, 6]
    assert found[:, 2].tolist() == [3, 3, 3, 3, 1, 2, 3, 1, 0, 2, 3, 3]
    assert found[:, 3].tolist() == [0, 0, 0, 0, 0, 0, 0, 2, 1, 3, 0, 0]


@pytest.mark.parametrize(("cue", "added"), [(1, 4), (0, 0), (3, 0)])
def test_a_cue_inside_quotation_marks_is_told(cue: int, added: int) -> None:
    assert places("“ said ” a", cue, cue + 1)[:, 3].tolist() == [2 + added, 1 + added, 3 + added, added]


@given(st.lists(ANY_TEXT, min_size=1, max_size=3), st.data())
def test_numbers_are_below_their_kinds(texts: list[str], data: st.DataObject) -> None:
    words = [split_words(text, WORDPIECE) for text in texts]
    windows = [window for one in words for window in reading_windows(one)]
    if not windows:
        return
    cues = []
    for row, window in enumerate(windows):
        start = data.draw(st.integers(0, len(window) - 1))
        cues.append((row, start, data.draw(st.integers(start + 1, len(window)))))
    batch = pack(windows, WORDPIECE)
    found = describe(batch, np.array(cues))
    assert found.shape == (len(windows), batch.edges.shape[1], 4)
    kinds = np.array([DISTANCES, PARAGRAPH_STEPS, EDGE_KINDS, QUOTE_KINDS])
    assert ((0 <= found) & (found < kinds)).all()
    for number, (_, start, end) in enumerate(cues):
        on_cue = found[number, :, 0] == MIDDLE
        assert np.flatnonzero(on_cue).tolist() == list(range(start, end))
