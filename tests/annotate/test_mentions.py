"""Linking, case by case: tests/cases/mentions.yml."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.name_spans import NameSpans, name_spans
from build_tools.annotate.unknown_names import find_unknown_names
from build_tools.models import Mention
from tests.annotate.references import nominals_of
from tests.annotate.registries import registry_of
from tests.project import ROOT

CONTENT = yaml.safe_load((ROOT / "tests" / "cases" / "mentions.yml").read_text(encoding="utf-8"))
REGISTRY = registry_of(CONTENT["registry"])
INDEX = NameIndex(REGISTRY)
NLP = spacy.blank("en")


def with_ents(text: str, ents: list[list[str]]) -> NameSpans:
    """The names of a document whose entities are these, each the next of its words in the text."""
    doc = NLP(text)
    spans, at = [], 0
    for words, label in ents:
        start = text.index(words, at)
        at = start + len(words)
        spans.append(doc.char_span(start, at, label=label, alignment_mode="expand"))
    doc.set_ents(spans)
    return name_spans(doc, split_blocks(text))


def found(text: str, names: NameSpans | None = None) -> list[Mention]:
    linked = link_mentions(text, INDEX, names)
    nominals = nominals_of(text, split_blocks(text), linked, REGISTRY)
    return sorted([*linked, *nominals], key=lambda m: (m.start, -m.end))


def told(text: str, mention: Mention) -> list[Any]:
    row: list[Any] = [text[mention.start : mention.end], mention.entity]
    if mention.candidates:
        row.append(list(mention.candidates))
    elif mention.form != "name":
        row.append(mention.form)
    return row


@pytest.mark.parametrize("case", CONTENT["cases"], ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    names = with_ents(text, case.get("ents", []))
    linked = found(text, names)
    assert [told(text, mention) for mention in linked] == case["mentions"]
    if "unknown" in case:
        unknown = find_unknown_names(text, split_blocks(text), linked, names)
        assert [told_unknown(text, mention) for mention in unknown] == case["unknown"]


def told_unknown(text: str, mention: Mention) -> list[Any]:
    assert mention.entity is None
    row: list[Any] = [text[mention.start : mention.end], mention.label]
    if mention.full_name:
        row.append(mention.full_name)
    elif mention.candidates:
        row.append(list(mention.candidates))
    return row


WORDS = st.sampled_from(
    [
        "Ada", "Holm", "Holm’s", "the", "prime minister", "Oslund", "Norland", "S.R.", "\n", "“", "”", ".", "River Front",
        "Rosa Lind", "Lind", "Marlow", "Karl", "Institute", "of", "in", ",", "Mr.", "(WHF)", "World Harvest Fund", "by",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))
LABELS = st.sampled_from(["person", "organization", "place", "other"])


@given(TEXTS, st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30), LABELS), max_size=8))
def test_any_text_and_any_names_give_valid_mentions(text: str, ents: list[tuple[int, int, str]]) -> None:
    doc = NLP(text)
    spans = [
        doc.char_span(start, min(start + length, len(text)), label=label, alignment_mode="expand")
        for start, length, label in ents
        if start < len(text)
    ]
    doc.set_ents(spacy.util.filter_spans([span for span in spans if span]))
    names = name_spans(doc, split_blocks(text))
    linked = found(text, names)
    unknown = find_unknown_names(text, split_blocks(text), linked, names)
    for mention in (*linked, *unknown):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.entity is None or mention.entity in REGISTRY.entities
        assert set(mention.candidates) <= set(REGISTRY.entities)
        assert mention.full_name is None or mention.full_name in text
    places = sorted((m.start, m.end) for m in (*linked, *unknown) if m.form == "name")
    assert all(one[1] <= other[0] for one, other in zip(places, places[1:]))
