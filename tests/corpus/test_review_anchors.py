"""An anchor is as short as it can be, and points back at the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.corpus.review_anchors import anchor_of, span_of
from build_tools.errors import SeedError
from tests.corpus.articles import article

TEXT = "He said so, she said so, we said\u00a0so.\n\n  aaa said aa.\nEnd"


def place(words: str, number: int) -> tuple[int, int]:
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("He", 1, {"paragraph": 1, "exact": "He"}),
        ("said", 1, {"paragraph": 1, "exact": "said", "prefix": "He "}),
        ("said", 2, {"paragraph": 1, "exact": "said", "prefix": "she "}),
        ("said", 3, {"paragraph": 1, "exact": "said", "suffix": "\u00a0so."}),
        ("said", 4, {"paragraph": 2, "exact": "said"}),
        ("aa", 2, {"paragraph": 2, "exact": "aa", "suffix": " said"}),
        ("aa", 3, {"paragraph": 2, "exact": "aa", "suffix": "."}),
        ("End", 1, {"paragraph": 3, "exact": "End"}),
    ],
)
def test_anchor(words: str, number: int, expected: dict[str, object]) -> None:
    one = article("one", TEXT).article
    span = place(words, number)
    assert anchor_of(one, span) == expected
    assert span_of(one, expected) == span


def test_words_of_two_paragraphs_have_none() -> None:
    with pytest.raises(SeedError, match="does not stand inside one paragraph"):
        anchor_of(article("one", TEXT).article, (30, 50))


def test_through() -> None:
    one = article("one", TEXT).article
    span = span_of(one, {"paragraph": 1, "exact": "so, we", "through": "said"})
    assert one.text[slice(*span)] == "so, we said"


@given(st.text("ab .", min_size=1).filter(str.strip), st.data())
def test_any_words_are_found_again(text: str, data: st.DataObject) -> None:
    one = article("one", text).article
    low, high = text.index(text.strip()), len(text.rstrip())
    start = data.draw(st.integers(low, high - 1))
    end = data.draw(st.integers(start + 1, high))
    assert span_of(one, anchor_of(one, (start, end))) == (start, end)
