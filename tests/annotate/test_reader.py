"""The network as a component of the pipeline."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from spacy.language import Language

from build_tools.annotate.reader import COMPONENT, ModelStatement, statements_of, was_read
from build_tools.annotate.sentences import build_pipeline
from build_tools.engine.labels import NAME_TYPES
from tests.engine.pieces import ANY_TEXT


@cache
def pipeline() -> Language:
    nlp = build_pipeline()
    nlp.add_pipe(COMPONENT)
    return nlp


def statements(text: str) -> list[ModelStatement]:
    return statements_of(pipeline()(text))


def test_a_plain_statement() -> None:
    text = "The mayor said the bridge was shut."
    (one,) = statements(text)
    spans = (*one.source, one.cue, *one.content)
    assert [text[slice(*span)] for span in spans] == ["The mayor", "said", "the bridge was shut"]
    assert (one.addressee, one.nested, one.belief, one.denial) == ((), False, False, False)


def test_a_plain_name() -> None:
    (name,) = pipeline()("The talks were held in London.").ents
    assert (name.text, name.label_) == ("London", "place")


def test_a_document_that_was_not_read() -> None:
    doc = build_pipeline()("The mayor said the bridge was shut.")
    assert not was_read(doc)
    assert statements_of(doc) == []
    assert was_read(pipeline()(""))


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")  # spaCy holds no lone surrogates
    doc = pipeline()(text)
    assert doc.text == text
    found = statements_of(doc)
    assert [one.cue[0] for one in found] == sorted(one.cue[0] for one in found)
    for one in found:
        assert one.content
        assert 0 <= one.confidence <= 1
        for part in ((one.cue,), one.source, one.content, one.addressee):
            assert list(part) == sorted(part)
            for start, end in part:
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()
    assert all(name.label_ in NAME_TYPES and name.text.strip() for name in doc.ents)


@pytest.mark.parametrize("piece", ["The mayor said the bridge was shut. ", "“", "a\n", "각" * 100])
def test_a_long_text_is_read(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    found = statements(text)
    assert all(0 <= one.cue[0] < one.cue[1] <= len(text) for one in found)
    if "said" in piece:
        assert len(found) > 0.9 * text.count("shut.")
