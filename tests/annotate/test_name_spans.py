"""The names of a document's entities: the bare names, and how they are looked up."""

from __future__ import annotations

import pytest
import spacy

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.name_spans import NameLabel, NameSpan, NameSpans, name_spans, trim
from build_tools.names import even

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("Rosa Lind", "person", "Rosa Lind"),
        ("“Rosa Lind’s", "person", "Rosa Lind"),
        ("the Grey River Institute", "organization", "Grey River Institute"),
        ("Foreign Minister Rosa Lind", "person", "Rosa Lind"),
        ("Dr. Rosa Lind", "person", "Rosa Lind"),
        ("US President Rosa Lind", "person", "Rosa Lind"),
        ("the singer Rosa Lind", "person", "Rosa Lind"),
        ("von der Berg", "person", "von der Berg"),
        ("Stephen King", "person", "Stephen King"),
        ("Stephen King Jr.", "person", "Stephen King Jr."),
        ("King", "person", "King"),
        ("General Works", "organization", "General Works"),
        ("May", "person", "May"),
        ("Monday", "other", None),
        ("Sept.", "other", None),
        ("war", "other", None),
        ("R", "person", None),
        ("’s", "place", None),
        ("東京", "place", "東京"),
    ],
)
def test_the_bare_name(text: str, label: NameLabel, name: str | None) -> None:
    span = trim(even(text), 0, len(text), label)
    assert (text[slice(*span)] if span else None) == name


def found(text: str, *ents: tuple[str, str]) -> list[tuple[str, str]]:
    doc = NLP(text)
    doc.set_ents([
        doc.char_span(text.index(words), text.index(words) + len(words), label=label)
        for words, label in ents
    ])
    return [(text[n.start : n.end], n.label) for n in name_spans(doc, split_blocks(text))]


def test_only_lines_that_speak_of_somebody_count() -> None:
    text = "By Anna Berg\nRosa Lind left at noon.\nRead more: Otto Vale"
    ents = (("Anna Berg", "person"), ("Rosa Lind", "person"), ("Otto Vale", "person"))
    assert found(text, *ents) == [("Rosa Lind", "person")]


def test_no_name_goes_over_a_line_end() -> None:
    assert found("They met Rosa\nLind left.", ("Rosa\nLind", "person")) == []


def test_an_unknown_label_is_other() -> None:
    assert found("They read Moby.", ("Moby", "WORK_OF_ART")) == [("Moby", "other")]


def test_a_title_before_a_name_is_none() -> None:
    text = "They met Prime Minister Lind and the King."
    assert found(text, ("Prime Minister", "person"), ("King", "person")) == [("King", "person")]


def test_nothing_is_found_without_entities() -> None:
    assert found("Rosa Lind left.") == []


def test_names_are_looked_up_by_place() -> None:
    names = NameSpans([NameSpan(20, 24, "place"), NameSpan(0, 9, "person"), NameSpan(5, 12, "other")])
    assert [(n.start, n.end) for n in names] == [(0, 9), (20, 24)]
    assert names.around(5, 9) == names.exact(0, 9) == NameSpan(0, 9, "person")
    assert names.around(5, 12) is names.exact(5, 9) is names.around(10, 11) is None
    assert NameSpans().around(0, 1) is None


def test_a_place_behind_a_comma() -> None:
    text = "in Lind, Ohio, and Lind, Karl"
    names = NameSpans([NameSpan(9, 13, "place"), NameSpan(25, 29, "person")])
    assert names.is_place_behind(text, 7)
    assert not names.is_place_behind(text, 13)
    assert not names.is_place_behind(text, 23)
