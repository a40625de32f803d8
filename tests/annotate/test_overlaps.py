"""What is inside what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.annotate.drafts import Draft, Range, apart
from build_tools.annotate.overlaps import find_parents


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        ([], []),
        ([(4, 6), (0, 2)], [(0, 2), (4, 6)]),
        ([(0, 3), (2, 5)], [(0, 5)]),
        ([(0, 9), (2, 5), (4, 6)], [(0, 9)]),
        ([(0, 3), (3, 5)], [(0, 3), (3, 5)]),
        ([(0, 3), (0, 3)], [(0, 3)]),
    ],
)
def test_pieces_apart(pieces: list[Range], joined: list[Range]) -> None:
    assert apart(pieces) == joined


def draft(line: int, clause: Range, content: list[Range], **others: object) -> Draft:
    return Draft(line, (0, 99), "model", clause, None, content, clause, **others)


def test_the_smallest_one_that_holds_it_is_the_parent() -> None:
    outer = draft(0, (0, 2), [(2, 20)])
    middle = draft(0, (3, 5), [(5, 12)])
    inner = draft(0, (6, 8), [(8, 11)])
    beside = draft(0, (21, 23), [(24, 30)])
    drafts = [outer, middle, inner, beside]
    assert find_parents(drafts) == [None, outer, middle, None]


def test_content_in_another_line_holds_too() -> None:
    outer = draft(0, (0, 2), [(2, 4)], continued=[(1, 0, 9)])
    inner, other = draft(1, (3, 5), [(5, 8)]), draft(2, (3, 5), [(5, 8)])
    assert find_parents([outer, inner, other]) == [None, outer, None]


def test_two_that_hold_each_other_are_no_parents() -> None:
    one, other = draft(0, (2, 4), [(5, 9)]), draft(0, (6, 8), [(1, 5)])
    assert find_parents([one, other]) == [None, None]


def _ranges(most: int) -> st.SearchStrategy[Range]:
    return st.tuples(st.integers(0, most), st.integers(1, 6)).map(lambda one: (one[0], sum(one)))


_DRAFTS = st.lists(
    st.builds(
        draft,
        st.integers(0, 2),
        _ranges(15),
        st.lists(_ranges(15), max_size=2),
        link=st.sampled_from([None, 3]),
        continued=st.lists(
            st.tuples(st.integers(0, 2), _ranges(15)).map(lambda one: (one[0], *one[1])), max_size=2
        ),
    ),
    max_size=8,
)


@given(_DRAFTS)
def test_parents_are_those_that_a_look_at_all_finds(drafts: list[Draft]) -> None:
    def size(one: Draft) -> int:
        return sum(end - start for _, start, end in one.pieces())

    for one, parent in zip(drafts, find_parents(drafts), strict=True):
        holding = [other for other in drafts if other.holds(one) and not one.holds(other)]
        assert parent is min(holding, key=size, default=None)
