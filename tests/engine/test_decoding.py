"""Statements made of shares: hand-made ones give what they say, any others something valid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from build_tools.engine.decoding import Decoded, Settings, decode
from build_tools.engine.reading import FoundCue
from build_tools.engine.words import Words, split_words
from tests.engine.pieces import WORDPIECE

_LABELS = ".sca"


def words_of(text: str) -> Words:
    return split_words(text, WORDPIECE)


def cue_of(
    labels: str, cue: tuple[int, int], *, share: float = 0.9, sure: float = 0.9, **changes: Any
) -> FoundCue:
    """A cue whose window's words have the labels that the letters say."""
    rest = (1 - share) / 3
    parts = np.full((len(labels), 4), rest)
    parts[np.arange(len(labels)), [_LABELS.index(letter) for letter in labels]] = share
    found = FoundCue(*cue, sure, 0.0, 0, parts, np.full((len(labels), 4), 0.5), np.zeros(2))
    return replace(found, **changes)


def told(words: Words, one: Decoded) -> dict[str, list[str]]:
    parts = {"source": one.source, "content": one.content, "addressee": one.addressee}
    return {
        name: [" ".join(words.strings[start:end]) for start, end in runs]
        for name, runs in parts.items()
        if runs
    }


@pytest.mark.parametrize(
    ("text", "labels", "cue", "found"),
    [
        ("He said it was", "s.cc", (1, 2), {"source": ["He"], "content": ["it was"]}),
        (
            "He told me it was", "s.acc", (1, 2),
            {"source": ["He"], "content": ["it was"], "addressee": ["me"]},
        ),
        # Of two sources, the one with more words.
        (
            "Berg , the mayor , said it was all over", "s.ss..cccc", (5, 6),
            {"source": ["the mayor"], "content": ["it was all over"]},
        ),
        # Marks alone do not part a content, the cue and other words do.
        (
            "No , no , he said , no", "c.c.s..c", (5, 6),
            {"source": ["he"], "content": ["No , no", "no"]},
        ),
        (
            "It was , he said , over", "cc.s..c", (4, 5),
            {"source": ["he"], "content": ["It was", "over"]},
        ),
        ("yes and said no", "c..c", (2, 3), {"content": ["yes", "no"]}),
        # A cue may stand in its own content, but not in its source.
        (
            "They called it a farce", "scccc", (1, 2),
            {"source": ["They"], "content": ["called it a farce"]},
        ),
        ("He said no", "ssc", (1, 2), {"source": ["He"], "content": ["no"]}),
        # Pieces without a letter are none.
        ("He said … no …", "s.c.c", (1, 2), None),
        ("He said it", "s..", (1, 2), None),
    ],
)  # fmt: skip
def test_labels_become_spans(
    text: str, labels: str, cue: tuple[int, int], found: dict[str, list[str]] | None
) -> None:
    words = words_of(text)
    decoded = decode(words, [cue_of(labels, cue)])
    assert [told(words, one) for one in decoded] == ([found] if found else [])
    assert all(one.cue == cue for one in decoded)


def test_words_are_counted_in_the_text() -> None:
    words = words_of("It rained . He said it was")
    (one,) = decode(words, [cue_of("s.cc", (4, 5), offset=3)])
    assert (one.cue, one.source, one.content) == ((4, 5), ((3, 4),), ((5, 7),))


def test_a_doubtful_cue_keeps_its_words() -> None:
    """Doubt about the cue lowers all shares alike; it must not shorten the spans."""
    words = words_of("He said it was all over")
    doubtful = cue_of("s.cccc", (1, 2))
    doubtful.parts[:, 1:] *= 0.45
    doubtful.parts[:, 0] = 1 - doubtful.parts[:, 1:].sum(-1)
    (one,) = decode(words, [doubtful])
    assert told(words, one) == {"source": ["He"], "content": ["it was all over"]}


@pytest.mark.parametrize(
    ("nested", "sure", "kept"),
    [(0.0, 0.3, True), (0.0, 0.2, False), (0.9, 0.3, False), (0.9, 0.5, True)],
)
def test_thresholds(nested: float, sure: float, kept: bool) -> None:
    settings = Settings(least_score=0.2, least_nested=0.4)
    cue = cue_of("s.ccccc", (1, 2), sure=sure, nested=nested)
    decoded = decode(words_of("He said it was all over now"), [cue], settings)
    assert [one.nested for one in decoded] == ([nested > 0.5] if kept else [])


def test_score_flags_and_features() -> None:
    cue = cue_of("s.cc", (1, 2), sure=0.8, flags=np.array([0.9, 0.4]))
    (one,) = decode(words_of("He said it was"), [replace(cue, nested=0.1)])
    peak = (0.9 + 0.9 + 2 * 0.1 / 3) / 4  # of the five likeliest words; here there are four
    assert (one.belief, one.denial) == (True, False)
    assert one.score == pytest.approx(0.8 * peak)
    assert one.features == pytest.approx((0.8, peak, 0.9, 0.9, 0.1, 1.0))


def test_boundaries_decide_between_words_in_doubt() -> None:
    words = words_of("He said that it was all over now")
    cue = cue_of("s..ccccc", (1, 2))
    cue.parts[2] = (0.5, 0.0, 0.5, 0.0)

    def first(boundary: int) -> int:
        cue.boundaries[:] = 0.5
        cue.boundaries[2:4, 2] = 0.02
        cue.boundaries[boundary, 2] = 0.98
        return decode(words, [cue], Settings(boundary=0.75))[0].content[0][0]

    assert [first(2), first(3)] == [2, 3]


def test_entering_costs() -> None:
    """A short doubtful piece is worth its entry only where entering is cheap."""
    words = words_of("He said it was all over and then no")
    cue = cue_of("s.cccc..c", (1, 2))
    cue.parts[8] = (0.4, 0.0, 0.6, 0.0)
    assert len(decode(words, [cue], Settings(enter=0.1))[0].content) == 2
    assert len(decode(words, [cue], Settings(enter=2.0))[0].content) == 1


def test_many_cues_are_decoded_as_few_are() -> None:
    """They are taken in groups, whatever the width of their windows."""
    words = words_of("He said it was " * 40)
    cues = [
        cue_of("s.cc" * (1 + number % 3), (4 * number + 1, 4 * number + 2), offset=4 * number)
        for number in range(37)
    ]
    many = decode(words, cues * 5)
    assert many == [one for cue in cues * 5 for one in decode(words, [cue])]


_SHARES = st.one_of(st.just(0.0), st.just(1.0), st.floats(0, 1, width=32))


@st.composite
def found_cues(draw: st.DrawFn, count: int) -> Sequence[FoundCue]:
    cues = []
    for _ in range(draw(st.integers(1, 3))):
        offset = draw(st.integers(0, count - 1))
        size = draw(st.integers(1, count - offset))
        start = draw(st.integers(0, size - 1))
        end = draw(st.integers(start + 1, size))
        cues.append(
            FoundCue(
                offset + start,
                offset + end,
                draw(_SHARES),
                draw(_SHARES),
                offset,
                draw(arrays(np.float32, (size, 4), elements=_SHARES)),
                draw(arrays(np.float32, (size, 4), elements=_SHARES)),
                draw(arrays(np.float32, 2, elements=_SHARES)),
            )
        )
    return cues


_TEXTS = st.lists(st.sampled_from(["said", "it", ",", "“", "”", "…", "\n"]), min_size=1, max_size=14)
_ALL = Settings(least_score=0.0, least_nested=0.0)


@given(_TEXTS, st.data(), st.sampled_from([Settings(), _ALL, replace(_ALL, enter=0.0, boundary=1.0)]))
def test_any_shares_give_valid_statements(
    text: list[str], data: st.DataObject, settings: Settings
) -> None:
    words = words_of(" ".join(text))
    if not len(words):
        return
    cues = data.draw(found_cues(len(words)))
    decoded = decode(words, cues, settings)
    assert len(decoded) <= len(cues)
    for one in decoded:
        windows = [
            (cue.offset, cue.offset + len(cue.parts))
            for cue in cues
            if (cue.start, cue.end) == one.cue
        ]
        low, high = min(start for start, _ in windows), max(end for _, end in windows)
        assert one.content and len(one.source) <= 1 and len(one.addressee) <= 1
        for runs in (one.source, one.content, one.addressee):
            assert all(low <= start < end <= high for start, end in runs)
            assert all(before[1] < after[0] for before, after in pairwise(runs))
        for start, end in one.content:
            assert any(word[0].isalnum() for word in words.strings[start:end])
        assert 0 <= one.score <= 1
        assert len(one.features) == 6 and np.isfinite(one.features).all()


def test_nothing_to_decode() -> None:
    assert decode(words_of(""), []) == []
