"""The order of the labels, on which the heads and whatever reads them rely."""

from __future__ import annotations

from build_tools.engine import labels


def test_numbers_are_places_in_the_lists() -> None:
    names = ("NONE", "FIRST", "LATER", "FIRST_NESTED", "LATER_NESTED")
    spelled = [name.lower().replace("_", " ") for name in names]
    assert [labels.CUE_LABELS[getattr(labels, name)] for name in names] == spelled
    for name in ("SOURCE", "CONTENT", "ADDRESSEE"):
        assert labels.PART_LABELS[getattr(labels, name)] == name.lower()


def test_a_later_word_comes_right_after_its_first() -> None:
    for row in (labels.CUE_LABELS, labels.NAME_LABELS):
        assert len(row) % 2 == 1
        for number in range(1, len(row), 2):
            assert row[number].startswith("first")
            assert row[number + 1] == row[number].replace("first", "later")


def test_boundaries_are_of_source_and_content_in_turn() -> None:
    parts = [labels.PART_LABELS[labels.SOURCE], labels.PART_LABELS[labels.CONTENT]]
    wanted = [f"{part} {edge}" for part in parts for edge in ("starts", "ends")]
    assert list(labels.BOUNDARIES) == wanted
