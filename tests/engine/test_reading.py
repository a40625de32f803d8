"""Reading a text window by window: everything is found once, wherever the windows end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.labels import (
    FIRST,
    FIRST_NESTED,
    LATER,
    LATER_NESTED,
    NAME_LABELS,
    NONE,
)
from build_tools.engine.reading import FoundName, Reading, find_cues, read
from build_tools.engine.windows import Batch, Window
from build_tools.engine.words import Words, split_words
from tests.engine.networks import SpellingNetwork
from tests.engine.pieces import ANY_TEXT, WORDPIECE

_PIECES = st.sampled_from(["said ", "told ", "oslo ", "mayor bridge ", "the ", "a " * 40, ", ", "\n"])
TEXTS = st.one_of(st.lists(_PIECES, max_size=60).map("".join), ANY_TEXT)


def words_of(text: str) -> Words:
    return split_words(text, WORDPIECE)


def reading(text: str, least: float = 0.15) -> Reading:
    (found,) = read([words_of(text)], SpellingNetwork(), WORDPIECE, least)
    return found


@given(TEXTS)
def test_everything_is_found_once_and_in_order(text: str) -> None:
    words = words_of(text)
    found = reading(text)
    firsts = [pieces[0] for pieces in words.pieces]
    said, told, oslo = (WORDPIECE.ids[word] for word in ("said", "told", "oslo"))
    wanted = [n for n, piece in enumerate(firsts) if piece in (said, told)]
    assert [cue.start for cue in found.cues] == wanted
    assert [name.start for name in found.names if name.type == "place"] == [
        n for n, piece in enumerate(firsts) if piece == oslo
    ]
    ends = [name.end for name in found.names]
    assert all(end <= name.start for end, name in zip(ends, found.names[1:]))
    for cue in found.cues:
        assert cue.end == cue.start + 1
        assert firsts[cue.start] == (told if cue.nested > 0.5 else said)
        size = len(cue.parts)
        assert cue.parts.shape == cue.boundaries.shape == (size, 4)
        assert cue.flags.shape == (2,)
        assert 0 <= cue.offset <= cue.start < cue.end <= cue.offset + size <= len(words)


@given(st.lists(TEXTS, max_size=4))
def test_texts_do_not_mix(texts: list[str]) -> None:
    words = [words_of(text) for text in texts]
    together = read(words, SpellingNetwork(), WORDPIECE)
    for text, found in zip(texts, together, strict=True):
        alone = reading(text)
        assert found.names == alone.names
        assert [(c.start, c.end, c.offset) for c in found.cues] == [
            (c.start, c.end, c.offset) for c in alone.cues
        ]


def test_many_cues_of_one_window() -> None:
    assert len(reading("said " * 100).cues) == 100


def test_what_is_unlikely_is_not_looked_at() -> None:
    assert reading("the mayor said so", least=0.95).cues == []


def shares(*rows: dict[int, float], count: int = 5) -> np.ndarray:
    found = np.zeros((len(rows), count))
    for row, labels in zip(found, rows, strict=True):
        for label, share in labels.items():
            row[label] = share
        row[NONE] = 1 - row[1:].sum()
    return found


_NO: dict[int, float] = {}


@pytest.mark.parametrize(
    ("rows", "core", "cues"),
    [
        ([_NO, {FIRST: 0.6}, {LATER: 0.6}, _NO], (0, 4), [(1, 3)]),
        # The shares of plain and nested cues count together.
        ([{FIRST: 0.1, FIRST_NESTED: 0.1}, {LATER: 0.3, LATER_NESTED: 0.3}], (0, 2), [(0, 2)]),
        ([{FIRST: 0.14}], (0, 1), []),
        ([{FIRST: 0.3, LATER: 0.4}], (0, 1), []),
        ([{FIRST: 0.6}, {FIRST: 0.6}], (0, 2), [(0, 1), (1, 2)]),
        # A cue belongs to the window in whose core it starts, and runs on behind it.
        ([{FIRST: 0.6}, {LATER: 0.6}, {LATER: 0.6}], (0, 1), [(0, 3)]),
        ([{FIRST: 0.6}, {LATER: 0.6}, {LATER: 0.6}], (1, 3), []),
        ([{FIRST: 0.6}, {LATER: 0.4}], (0, 2), [(0, 1)]),
    ],
)
def test_cues_of_a_window(
    rows: list[dict[int, float]], core: tuple[int, int], cues: list[tuple[int, int]]
) -> None:
    window = Window(words_of("a " * len(rows)), 0, len(rows), *core)
    assert list(find_cues(shares(*rows), window, 0.15)) == cues


class OneAnswer(SpellingNetwork):
    """Gives every window of a short text the same shares of names."""

    def __init__(self, names: np.ndarray) -> None:
        self.names = names

    def read(self, batch: Batch) -> tuple[None, np.ndarray, np.ndarray]:
        padded = np.zeros((len(batch.edges), batch.edges.shape[1], len(NAME_LABELS)))
        padded[:, :, 0] = 1
        padded[:, : len(self.names)] = self.names
        return None, np.eye(5)[np.zeros(batch.edges.shape, np.int64)], padded


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([{1: 0.8}, {2: 0.8}, _NO], [FoundName(0, 2, "person", 0.8)]),
        ([{1: 0.8}, {1: 0.8}], [FoundName(0, 1, "person", 0.8), FoundName(1, 2, "person", 0.8)]),
        # The words of one name vote on its type.
        ([{1: 0.5, 3: 0.4}, {4: 0.9}], [FoundName(0, 2, "organization", 0.65)]),
        ([{2: 0.9}], [FoundName(0, 1, "person", 0.9)]),
        ([_NO, _NO], []),
    ],
)
def test_names_of_a_window(rows: list[dict[int, float]], names: list[FoundName]) -> None:
    network = OneAnswer(shares(*rows, count=len(NAME_LABELS)))
    (found,) = read([words_of("a " * len(rows))], network, WORDPIECE)
    assert found.names == [
        FoundName(name.start, name.end, name.type, pytest.approx(name.probability))
        for name in names
    ]


def test_nothing_to_read() -> None:
    assert read([], SpellingNetwork(), WORDPIECE) == []
    assert reading(" \n") == Reading()
