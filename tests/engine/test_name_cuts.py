"""Names that ran together are parted, and addresses are no names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.name_cuts import FoundName, put_right, storms
from build_tools.engine.words import split_words
from tests.engine.pieces import ANY_TEXT, WORDPIECE


def found(text: str, name: str, kind: str) -> list[str]:
    """What is left of one name in a text."""
    words = split_words(text, WORDPIECE)
    offset = text.index(name)
    inside = [n for n in range(len(words)) if offset <= words.starts[n] < offset + len(name)]
    one = FoundName(inside[0], inside[-1] + 1, kind, 0.9)
    return [text[slice(*words.span(n.start, n.end))] for n in put_right(words, [one])]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dallas Texas", ["Dallas", "Texas"]),
        ("lyon france", ["lyon", "france"]),
        ("San Rafael California", ["San Rafael", "California"]),
        ("Albany New York", ["Albany", "New York"]),
        ("Salem OR", ["Salem", "OR"]),
        ("Tampa Fl", ["Tampa", "Fl"]),
        # These are one name each.
        ("New York", ["New York"]),
        ("West Virginia", ["West Virginia"]),
        ("Papua New Guinea", ["Papua New Guinea"]),
        ("Lake Ontario", ["Lake Ontario"]),
        ("southern Italy", ["southern Italy"]),
        ("Occupied France", ["Occupied France"]),
        ("Gulf of Mexico", ["Gulf of Mexico"]),
        ("Bosnia-Croatia", ["Bosnia-Croatia"]),
        ("Salem Or", ["Salem Or"]),
        ("Texas", ["Texas"]),
    ],
)
def test_a_town_is_parted_from_its_region(name: str, parts: list[str]) -> None:
    assert found(f"They met in {name} today", name, "place") == parts


def test_only_places_are_parted_so() -> None:
    assert found("Bank Austria said", "Bank Austria", "organization") == ["Bank Austria"]
    assert found("Jack London England", "Jack London England", "person") == ["Jack London England"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Martin Novak Anna Lind", ["Martin Novak", "Anna Lind"]),
        ("Martin Novak Anna Peter", ["Martin Novak", "Anna Peter"]),
        ("Martin Peter Anna Lind", ["Martin Peter Anna Lind"]),  # Peter may be of either
        ("Martin Novak Lind Berg", ["Martin Novak Lind Berg"]),
        ("Martin von Anna Lind", ["Martin von Anna Lind"]),
        ("Martin Novak Anna", ["Martin Novak Anna"]),
    ],
)
def test_two_people_in_a_row_are_parted(name: str, parts: list[str]) -> None:
    assert found(f"Coach: {name}", name, "person") == parts


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Ada Lind - Director", "Ada Lind - Director", "Ada Lind"),
        ("Ada Lind – Director", "Ada Lind – Director", "Ada Lind"),
        ("the Lind-Berg pact", "Lind-Berg", "Lind-Berg"),
        ("Lind -Berg", "Lind -Berg", "Lind -Berg"),
    ],
)
def test_a_dash_with_space_around_it_ends_a_name(text: str, name: str, left: str) -> None:
    assert found(text, name, "person") == [left]


def test_a_storms_name_is_nobodys() -> None:
    words = split_words("Hurricane Rita grew . Rita left . Ada Rita met Rita and Bo", WORDPIECE)
    names = [FoundName(*span, "person", 0.9) for span in ((1, 2), (4, 5), (7, 9), (10, 11), (12, 13))]
    kinds = [name.type for name in storms(words, names)]
    assert kinds == ["other", "other", "person", "other", "person"]
    assert storms(words, names[1:]) == names[1:]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("See http://www.lindberg.example/Oslo for more", "Oslo"),
        ("Write to Ada.Lind@oslo.example today", "Ada.Lind"),
        ("The file Lind_letter.doc is here", "Lind_letter.doc"),
        ("The file Lind3.PDF, he said", "Lind3.PDF"),
        ("Go to www.Lindberg.example", "Lindberg"),
    ],
)
def test_addresses_and_files_are_no_names(text: str, name: str) -> None:
    assert found(text, name, "person") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lindberg.com said it would pay", "Lindberg.com"),
        ("“@AdaLind wrote it,” he said", "AdaLind"),
        ("Ada Lind@OSLO wrote", "Ada Lind"),
        ("the Oslo-led talks", "Oslo"),
        ("Lindberg Inc. said", "Lindberg Inc."),
    ],
)
def test_what_only_looks_like_an_address_stays(text: str, name: str) -> None:
    assert found(text, name, "organization") == [name]


@given(ANY_TEXT, st.data())
def test_any_words_may_be_a_name(text: str, data: st.DataObject) -> None:
    words = split_words(text, WORDPIECE)
    if not len(words):
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    kind = data.draw(st.sampled_from(["person", "place", "organization", "other"]))
    parts = list(put_right(words, [FoundName(start, end, kind, 0.5)]))
    if parts:
        assert parts[0].start == start
        assert parts[-1].end <= end
        assert all(a.end == b.start for a, b in zip(parts, parts[1:], strict=False))
