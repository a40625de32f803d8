"""What the network is to say of each word: what is marked, and what is left open."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.labels import (
    ADDRESSEE,
    BOUNDARIES,
    CONTENT,
    CUE_LABELS,
    FIRST,
    FIRST_NESTED,
    LATER,
    LATER_NESTED,
    NAME_LABELS,
    NONE,
    PART_LABELS,
    SOURCE,
)
from build_tools.engine.windows import Window, reading_windows, training_windows
from build_tools.models import Span
from build_tools.training.brat import GoldAttribution
from build_tools.training.targets import (
    Targets,
    Text,
    add_spurious,
    name_labels,
    statements_of,
    targets_of,
    word_numbers,
)
from tests.engine.pieces import ANY_TEXT
from tests.training.marked_texts import GOLD, STATEMENT, text_of, whole, words_of


def targets(text: Text, window: Window | None = None, width: int = 16) -> Targets:
    return targets_of([window or whole(text)], [text], width)


def allowed(rows: np.ndarray) -> list[set[int]]:
    return [set(np.flatnonzero(row).tolist()) for row in rows]


@pytest.mark.parametrize(
    ("spans", "numbers"),
    [
        ([(0, 2)], [0]),
        ([(1, 9)], [0, 1, 2]),  # whatever a span touches
        ([(2, 3)], []),
        ([(13, 15), (0, 2)], [0, 3]),
        ([(3, 9), (5, 12)], [1, 2]),
        ([(99, 120)], []),
        ([], []),
    ],
)
def test_words_of_spans(spans: list[Span], numbers: list[int]) -> None:
    assert word_numbers(words_of("He said then no"), spans).tolist() == numbers


def test_statements_need_a_cue_and_a_content() -> None:
    text = text_of("<S1>He</S1> <C1>said</C1> <Q2>no</Q2> <C3>said</C3> <Q3>yes</Q3>")
    assert [one.cue for one in text.statements] == [(3, 4)]


def test_of_a_broken_cue_the_first_piece_counts() -> None:
    text = text_of("He <C1>had</C1> <C1>told</C1> her <C1>that</C1> <Q1>no</Q1>")
    assert [one.cue for one in text.statements] == [(1, 3)]


def test_what_a_flat_corpus_knows() -> None:
    marked = "<S1>He</S1> <C1>said</C1> <Q1>no</Q1>"
    (full,) = text_of(marked, nested=True, belief=True, denial=False).statements
    (flat,) = text_of(marked, flat=True, nested=True, belief=True).statements
    assert (full.nested, full.flags) == (True, (True, False))
    assert (flat.nested, flat.flags) == (False, None)


def test_every_word_has_its_label() -> None:
    found = targets(text_of(STATEMENT, denial=True))
    assert allowed(found.cue[0]) == [
        {NONE}, {FIRST}, {LATER}, {NONE}, {NONE}, {NONE}, {NONE}, *[set()] * 9,
    ]  # fmt: skip
    assert found.cues == [(0, 1, 3)]
    assert allowed(found.parts[0]) == [
        {SOURCE}, {0}, {0}, {0}, {ADDRESSEE}, {CONTENT}, {CONTENT}, *[set()] * 9,
    ]  # fmt: skip
    marks = found.boundaries[0]
    assert (marks[7:] == -1).all()
    assert [
        (int(word), BOUNDARIES[mark]) for word, mark in zip(*np.nonzero(marks == 1), strict=True)
    ] == [(0, "source starts"), (0, "source ends"), (5, "content starts"), (6, "content ends")]
    assert found.flags[0].tolist() == [0, 1]
    assert not found.name.any()


def test_nested_cues_have_labels_of_their_own() -> None:
    found = targets(text_of(STATEMENT, nested=True))
    assert allowed(found.cue[0, :4]) == [{NONE}, {FIRST_NESTED}, {LATER_NESTED}, {NONE}]


def test_a_flat_corpus_leaves_open_what_it_does_not_mark() -> None:
    found = targets(text_of(STATEMENT, flat=True))
    content = {NONE, FIRST_NESTED, LATER_NESTED}
    assert allowed(found.cue[0, :7]) == [
        {NONE}, {FIRST}, {LATER}, {NONE}, {NONE}, content, content,
    ]  # fmt: skip
    open_word = {0, ADDRESSEE}
    # The addressee that this one marks stays what it is.
    assert allowed(found.parts[0][:7]) == [
        {SOURCE}, open_word, open_word, open_word, {ADDRESSEE}, {CONTENT}, {CONTENT},
    ]  # fmt: skip
    assert found.flags[0].tolist() == [-1, -1]


def test_a_cue_that_a_window_cuts_is_left_out() -> None:
    text = text_of(STATEMENT)
    for start, end, cues in ((0, 2, []), (2, 7, []), (1, 6, [(0, 0, 2)])):
        found = targets(text, Window(text.words, start, end, start, end))
        assert found.cues == cues
        assert allowed(found.cue[0, end - start :]) == [set()] * (16 - end + start)
    parts = allowed(found.parts[0][:5])
    assert parts == [{0}, {0}, {0}, {ADDRESSEE}, {CONTENT}]


def test_a_cue_found_where_there_is_none_has_no_parts() -> None:
    text = text_of(STATEMENT)
    found = targets(text)
    add_spurious(found, 0, 5, 6, whole(text))
    assert found.cues == [(0, 1, 3), (0, 5, 6)]
    assert allowed(found.parts[1]) == [{0}] * 7 + [set()] * 9
    assert (found.boundaries[1][:7] == 0).all() and (found.boundaries[1][7:] == -1).all()
    assert found.flags[1].tolist() == [-1, -1]


def test_names() -> None:
    words = words_of("Anna Berg of Oslo , Berg")
    names = [(0, 9, "person"), (13, 17, "place"), (99, 100, "other")]
    labels = name_labels(words, names)
    assert [NAME_LABELS[number] for number in labels] == [
        "first person", "later person", "none", "first place", "none", "none",
    ]  # fmt: skip
    marked = Text("a", words, names=labels)
    assert allowed(targets(marked).name[0, :7]) == [{1}, {2}, {0}, {5}, {0}, {0}, set()]
    # Where names of other things are not marked, a word without a name may be one of those.
    unsure = replace(marked, other_names=False)
    open_word = {0, NAME_LABELS.index("first other"), NAME_LABELS.index("later other")}
    assert allowed(targets(unsure).name[0, :3]) == [{1}, {2}, open_word]
    assert not targets(unsure).cue.any()


@given(ANY_TEXT, st.lists(GOLD, max_size=4), st.booleans(), st.booleans())
def test_any_spans_give_targets_that_can_be_met(
    content: str, gold: list[GoldAttribution], flat: bool, training: bool
) -> None:
    words = words_of(content)
    text = Text("a", words, statements_of(words, gold, flat), flat=flat)
    windows = training_windows(words, random.Random(0)) if training else reading_windows(words)
    width = max((len(window) for window in windows), default=0) + 1
    found = targets_of(windows, [text] * len(windows), width)
    assert found.cue.shape == (len(windows), width, len(CUE_LABELS))
    for row, window in zip(found.cue, windows, strict=True):
        assert (row.any(-1) == (np.arange(width) < len(window))).all()
    for (k, start, end), parts, marks in zip(
        found.cues, found.parts, found.boundaries, strict=True
    ):
        size = len(windows[k])
        assert 0 <= start < end <= size
        assert parts.shape == (width, len(PART_LABELS))
        assert (parts.any(-1) == (np.arange(width) < size)).all()
        assert marks[:size, ::2].sum() == marks[:size, 1::2].sum()  # what starts ends
