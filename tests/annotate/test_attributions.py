"""Statements, case by case: tests/cases/attributions.yml."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.nominals import resolve_nominals
from build_tools.annotate.sentences import build_pipeline
from build_tools.models import Attribution, Block, Registry, Span
from tests.annotate.registries import registry_of
from tests.project import ROOT

PATH = ROOT / "tests" / "cases" / "attributions.yml"
CONTENT = yaml.safe_load(PATH.read_text(encoding="utf-8"))
REGISTRY = registry_of(CONTENT["registry"])
INDEX = NameIndex(REGISTRY)
NLP = build_pipeline()


def found(text: str, title: str | None = None) -> list[Attribution]:
    blocks = split_blocks(text, title)
    names = link_mentions(text, INDEX)
    nominals = resolve_nominals(text, blocks, names, REGISTRY)
    mentions = sorted([*names, *nominals], key=lambda m: (m.start, -m.end))
    return extract_attributions(NLP(text), blocks, mentions, REGISTRY)


def told(text: str, attribution: Attribution, cues: dict[str, str]) -> dict[str, Any]:
    """The statement as a case writes it: what is as usual is left out."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    source, cue, *content = (text[start:end] for start, end in spans)
    descriptor = attribution.descriptor if attribution.descriptor != source else None
    addressee = text[slice(*attribution.addressee)] if attribution.addressee else None
    row = {
        "source": source,
        "cue": cue,
        "content": content[0] if len(content) == 1 else content,
        "kind": attribution.kind if attribution.kind != "indirect" else None,
        "by": attribution.source_kind if attribution.source_kind != "named" else None,
        "entity": attribution.source_entity,
        "descriptor": descriptor,
        "count": attribution.count,
        "of": attribution.affiliation,
        "reason": attribution.anonymity_reason,
        "to": addressee,
        "to_entity": attribution.addressee_entity,
        "via": list(attribution.relays) or None,
        "in": cues[attribution.parent] if attribution.parent else None,
        "belief": attribution.belief or None,
        "denial": attribution.denial or None,
    }
    return {key: value for key, value in row.items() if value is not None}


def rows(case: dict[str, Any]) -> list[dict[str, Any]]:
    text = case["text"]
    attributions = found(text, text.split("\n")[0] if case.get("title") else None)
    cues = {a.id: text[slice(*a.cue[0])] for a in attributions}
    return [told(text, attribution, cues) for attribution in attributions]


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"][:60],
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in CONTENT["cases"]
    ]


@pytest.mark.parametrize("case", parameters())
def test_case(case: dict[str, Any]) -> None:
    assert rows(case) == case["found"]


def test_there_are_enough_cases() -> None:
    assert len(CONTENT["cases"]) >= 60


def test_ids_are_unique_and_name_the_cue() -> None:
    text = (
        "“We won,” Ada Holm told Sven Berg, said one official. "
        "Holm said it was late and added that it was cold."
    )
    attributions = found(text)
    ids = [attribution.id for attribution in attributions]
    assert len(set(ids)) == len(ids) == 4
    assert all(a.id.startswith(f"s{a.cue[0][0]}") for a in attributions)


def test_captions_bylines_and_boilerplate_are_not_searched() -> None:
    text = "\n".join(["Officials said the dam was safe."] * 3)
    kinds = ("caption", "byline", "boilerplate")
    blocks = [
        Block(number + 1, 33 * number, 33 * number + 32, kind) for number, kind in enumerate(kinds)
    ]
    assert extract_attributions(NLP(text), blocks, [], REGISTRY) == []
    body = [Block(1, 0, 32, "body")]
    assert len(extract_attributions(NLP(text), body, [], REGISTRY)) == 1


def test_spans_are_the_same_whatever_comes_before() -> None:
    text = "“We won,” said Ada Holm."
    alone, later = found(text), found(f"It rained.\n\n{text}")
    assert [move(a, 12) for a in alone] == [(a.source, a.cue, a.content) for a in later]


def move(attribution: Attribution, by: int) -> tuple[tuple[Span, ...], ...]:
    spans = (attribution.source, attribution.cue, attribution.content)
    return tuple(tuple((start + by, end + by) for start, end in part) for part in spans)


WORDS = st.sampled_from(
    [
        "said", "told", "Ada Holm", "the officials", "according to", "that", "and added", ",", ".",
        "“", "”", "‘", "’", '"', "''", ":", "—", "(", ")", "who", "adding", "did not respond to",
        "a request for comment", "he", "\n", "\n\n", "•", "report", "\u00a0", "\0", "U.S.", "?",
        "denied", "Oslund", "a lawyer", "not", "to", "as", "🙂", "שלום",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)))
def test_never_raises_and_spans_stand_in_the_text(text: str) -> None:
    attributions = found(text)
    assert len({a.id for a in attributions}) == len(attributions)
    for attribution in attributions:
        assert attribution.kind == "non-response" or attribution.content
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize(
    "piece",
    ["He said it was. ", "“We won,” he said. ", "“", "((", "'we ", "according to ", "and said "],
)
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    """A line this long would take minutes if any step looked at all words for each word."""
    text = (piece * 300_000)[:300_000]
    attributions = extract_attributions(NLP(text), [Block(1, 0, len(text), "body")], [], Registry())
    assert all(attribution.cue for attribution in attributions)
