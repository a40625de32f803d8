"""Words and their pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.wordpiece import UNKNOWN, WordPiece
from tests.engine.pieces import WORDPIECE

SPELLED = list(WORDPIECE.ids)


def spelled(word: str) -> list[str]:
    return [SPELLED[number] for number in WORDPIECE.pieces(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("said", ["said"]),
        ("SAID", ["said"]),
        ("Bridged", ["bridge", "##d"]),
        ("bridging", ["b", "##r", "##i", "##d", "##g", "##ing"]),
        ("thed", ["the", "##d"]),
        ("Öslö", ["oslo"]),
        ("e\u0301", ["e"]),
        (",", [","]),
        ("“", [UNKNOWN]),
        ("said“", [UNKNOWN]),  # one unknown part makes the whole word unknown
        ("\u0301", [UNKNOWN]),  # nothing is left without the accent
        ("a" * 100, ["a", *["##a"] * 99]),
        ("a" * 101, [UNKNOWN]),
        ("각" * 33, ["\u1100", "##\u1161", "##\u11a8", *["##\u1100", "##\u1161", "##\u11a8"] * 32]),
        ("각" * 34, [UNKNOWN]),  # 34 characters that come apart into 102
    ],
)
def test_the_longest_piece_comes_first(word: str, pieces: list[str]) -> None:
    assert spelled(word) == pieces
    assert spelled(word) == pieces  # from memory


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=120))
def test_any_word_has_pieces_and_never_too_many(word: str) -> None:
    assert 1 <= len(WORDPIECE.pieces(word)) <= 100
    assert set(WORDPIECE.pieces(word)) <= set(range(len(SPELLED)))


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=100))
def test_pieces_spell_the_word(word: str) -> None:
    assert "".join(piece.removeprefix("##") for piece in spelled(word)) == word


def test_a_vocabulary_is_one_piece_a_line(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(SPELLED) + "\n", encoding="utf-8")
    assert WordPiece.read(path).ids == WORDPIECE.ids


def test_a_vocabulary_without_its_marks_is_refused() -> None:
    with pytest.raises(KeyError, match="UNK"):
        WordPiece(["said"])
