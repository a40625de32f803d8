"""Names are compared without regard to typography, and an id is made of plain letters."""

from __future__ import annotations

import pytest

from build_tools.names import even, fold, id_words


def test_even_keeps_offsets_and_letters() -> None:
    text = "“Al\u2011Iryani’s”\u00a0Ångström"
    assert even(text) == "\"Al-Iryani's\" Ångström"
    assert len(even(text)) == len(text)
    assert fold("O\u2019HARA") == fold("o'hara")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Rosa Lind", ["rosa", "lind"]),
        ("Éva  O\u2019Hara Jr.", ["eva", "ohara", "jr"]),
        ("U.S.", ["u", "s"]),
        ("Straße 61b", ["strasse", "61b"]),
        ("Søren Łukasz Ærø", ["soren", "lukasz", "aero"]),
        ("…", []),
        ("Осло", []),
    ],
)
def test_the_words_of_an_id(name: str, words: list[str]) -> None:
    assert id_words(name) == words
