"""What becomes of the shares of name labels: names cut as a whole, with mended edges and one type."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.labels import NAME_LABELS, NAME_TYPES
from build_tools.engine.names import FoundName, cut_names, find_names
from build_tools.engine.words import split_words
from tests.engine.pieces import ANY_TEXT, WORDPIECE

# A capital is a name's first word, a small letter a later one.
_LETTERS = dict(zip(".PpOoLlXx", range(9), strict=True))


def named(text: str, labels: str, sure: float = 0.8) -> list[tuple[str, str]]:
    """The names of a text whose words have these labels, as (type's first letter, words)."""
    words = split_words(text, WORDPIECE)
    assert len(words) == len(labels), words.strings
    shares = np.full((len(labels), len(NAME_LABELS)), (1 - sure) / 8)
    for row, letter in zip(shares, labels, strict=True):
        row[_LETTERS[letter]] = sure
    return [
        (name.type[0], text[slice(*words.span(name.start, name.end))])
        for name in find_names(words, shares)
    ]


@pytest.mark.parametrize(
    ("text", "labels", "names"),
    [
        ("Ada Lind met Bo", "Pp.P", [("p", "Ada Lind"), ("p", "Bo")]),
        # Two names side by side stay two.
        ("Lind Berg", "PP", [("p", "Lind"), ("p", "Berg")]),
        # A later word that begins a name has its first one from the other name before.
        ("of Oslo Ada Lind", ".Oop", [("o", "Oslo"), ("p", "Ada Lind")]),
        ("of Oslo Lind", ".Op", [("o", "Oslo"), ("p", "Lind")]),
        # No name goes over the end of a line.
        ("Ada Lind\nBerg spoke", "Ppp.", [("p", "Ada Lind"), ("p", "Berg")]),
        # A hyphened particle belongs to the name, whichever half was found.
        ("with al-Hadar forces", ".P...", [("p", "al-Hadar")]),
        ("with al-Hadar forces", "...O.", [("o", "al-Hadar")]),
        ("with al-Hadar forces", ".O.O.", [("o", "al-Hadar")]),
        ("the az-Zahir daily", "...O.", [("o", "az-Zahir")]),
        # Other hyphens part a name from what it is not.
        ("the Oslo-led talks", ".L...", [("p", "Oslo")]),
        ("the pro-Oslo camp", "...L.", [("p", "Oslo")]),
        ("the ash of Zahir", "...P", [("p", "Zahir")]),
        ("said bin Harun today", ".PP.", [("p", "bin Harun")]),
        ("Lindberg, Inc. said", "O.O..", [("o", "Lindberg, Inc.")]),
        ("Lindberg Corp. said", "Oo..", [("o", "Lindberg Corp.")]),
        ("Lindberg Ltd", "O.", [("o", "Lindberg")]),
        ("in Oslo.", ".Ll", [("p", "Oslo")]),
        ("U.S. aid", "Llll.", [("p", "U.S.")]),
        ("saw . Ali / there", ".Ppp.", [("p", "Ali")]),
        ("- -", "Pp", []),
        ("", "", []),
    ],
)
def test_edges(text: str, labels: str, names: list[tuple[str, str]]) -> None:
    assert named(text, labels) == names


def test_a_name_has_one_type_in_a_text() -> None:
    assert named("Hadar spoke . Hadar left . Hadar", "O..O..P") == [("o", "Hadar")] * 3
    assert named("Hadar spoke . Hadar City", "P..Ll") == [("p", "Hadar"), ("p", "Hadar City")]


def test_a_persons_whole_name_speaks_for_its_last_word() -> None:
    assert named("Ada Hadar left . Hadar", "Pp..L") == [("p", "Ada Hadar"), ("p", "Hadar")]
    found = named("Ada Hadar left . Hadar and Hadar", "Pp..O.O")
    assert found == [("p", "Ada Hadar"), ("o", "Hadar"), ("o", "Hadar")]


def test_every_place_weighs_in_with_all_its_shares() -> None:
    """Two places that lean to one type a little are outweighed by one that is sure of another."""
    words = split_words("Hadar spoke . Hadar left . Hadar", WORDPIECE)
    shares = np.zeros((len(words), len(NAME_LABELS)))
    shares[:, 0] = 1.0
    shares[[0, 3, 6], 0] = 0.0
    shares[[0, 3], 1], shares[[0, 3], 3] = 0.55, 0.45
    shares[6, 1], shares[6, 3] = 0.1, 0.9
    assert [name.type for name in find_names(words, shares)] == ["organization"] * 3


def test_the_best_sequence_wins_over_the_best_words() -> None:
    shares = np.zeros((3, len(NAME_LABELS)))
    shares[0, [3, 1]] = 0.6, 0.4
    shares[1, [4, 0]] = 0.45, 0.55  # alone it would be no name, between two words of one it is
    shares[2, [4, 0]] = 0.9, 0.1
    (name,) = cut_names(shares, np.zeros(3, np.int64))
    assert (name.start, name.end, name.type) == (0, 3, "organization")
    assert name.probability == pytest.approx(0.65)


@given(ANY_TEXT, st.randoms(use_true_random=False))
def test_any_shares_give_names_in_order_and_apart(text: str, chance: Random) -> None:
    words = split_words(text, WORDPIECE)
    rng = np.random.default_rng(chance.randrange(1 << 30))
    shares = rng.dirichlet(np.full(len(NAME_LABELS), 0.2), len(words))
    found = find_names(words, shares)
    assert found == find_names(words, shares)
    for name in found:
        assert isinstance(name, FoundName)
        assert 0 <= name.start < name.end <= len(words)
        assert name.type in NAME_TYPES
        assert words.paragraphs[name.start] == words.paragraphs[name.end - 1]
        assert words.strings[name.start][0].isalnum()
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
