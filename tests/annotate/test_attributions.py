"""Statements, case by case: tests/cases/attributions*.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.coreference import resolve_references
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.reader import COMPONENT as READER
from build_tools.annotate.sentences import build_pipeline
from build_tools.models import Attribution, Block, Registry, Span
from tests.annotate.registries import registry_of
from tests.project import ROOT

CASES = ROOT / "tests" / "cases"
KEYS = {
    "source", "cue", "content", "kind", "by", "entity", "descriptor", "count", "of", "reason", "to",
    "to_entity", "via", "in", "belief", "denial",
}
NLP = build_pipeline()


@cache
def reading_pipeline() -> Language:
    """The pipeline with the network."""
    nlp = build_pipeline()
    nlp.add_pipe(READER)
    return nlp


@dataclass(frozen=True)
class CaseFile:
    """The cases of a file, and the registry that their names are in."""

    name: str
    registry: Registry
    index: NameIndex
    cases: list[dict[str, Any]]


def read_cases(path: Path) -> CaseFile:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    registry = registry_of(content["registry"])
    return CaseFile(path.stem, registry, NameIndex(registry), content["cases"])


FILES = [read_cases(path) for path in sorted(CASES.glob("attributions*.yml"))]
MAIN = next(file for file in FILES if file.name == "attributions")


def found(
    text: str, title: str | None = None, file: CaseFile = MAIN, nlp: Language = NLP
) -> list[Attribution]:
    blocks = split_blocks(text, title)
    names = link_mentions(text, file.index)
    doc = nlp(text)
    attributions = extract_attributions(doc, blocks, names, file.registry)
    return resolve_references(doc, blocks, names, attributions, file.registry).attributions


def words(text: str, spans: tuple[Span, ...]) -> str | list[str] | None:
    """The words of a part: a list where it stands in pieces, nothing where there is none."""
    pieces = [text[start:end] for start, end in spans]
    return pieces[0] if len(pieces) == 1 else pieces or None


def told(text: str, attribution: Attribution, cues: dict[str, str]) -> dict[str, Any]:
    """The statement as a case writes it: what is as usual is left out."""
    source = words(text, attribution.source)
    descriptor = attribution.descriptor if attribution.descriptor != source else None
    addressee = text[slice(*attribution.addressee)] if attribution.addressee else None
    row = {
        "source": source,
        "cue": words(text, attribution.cue),
        "content": words(text, attribution.content) or [],
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


def rows(case: dict[str, Any], file: CaseFile) -> list[dict[str, Any]]:
    text = case["text"]
    title = text.split("\n")[0] if case.get("title") else None
    attributions = found(text, title, file, reading_pipeline())
    cues = {a.id: text[slice(*a.cue[0])] for a in attributions}
    return [told(text, attribution, cues) for attribution in attributions]


def name_of(case: dict[str, Any]) -> str:
    return case.get("id", case["text"][:60])


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            file,
            id=name_of(case),
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for file in FILES
        for case in file.cases
    ]


@pytest.mark.parametrize(("case", "file"), parameters())
def test_case(case: dict[str, Any], file: CaseFile) -> None:
    assert rows(case, file) == case["found"]


def faults(case: dict[str, Any], file: CaseFile) -> list[str]:
    """What a case expects that no engine could give, in words."""
    text, statements = case["text"], case["found"]
    wrong = [f"the key {key}" for key in case.keys() - {"id", "text", "title", "found", "why", "fails"}]
    for statement in statements:
        wrong += [f"the key {key}" for key in statement.keys() - KEYS]
        for key in ("source", "cue", "content", "descriptor", "reason", "to"):
            wrong += [f"{key}: {part}" for part in parts(statement, key) if part not in text]
        entities = [*parts(statement, "entity"), *parts(statement, "to_entity"), *parts(statement, "of")]
        entities += statement.get("via", [])
        wrong += [f"the entity {e}" for e in entities if e not in file.registry.entities]
        if (statement.get("kind") == "non-response") == bool(statement["content"]):
            wrong.append("content if and only if there is a response")
        if "in" in statement and not any(holds(outer, statement) for outer in statements):
            wrong.append(f"nothing with the cue {statement['in']} holds {statement['content']}")
    return wrong


def holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Whether a statement has the cue that the inner one names, and all its words in its content."""
    return outer["cue"] == inner["in"] and all(
        any(part in piece for piece in parts(outer, "content"))
        for key in ("source", "cue", "content")
        for part in parts(inner, key)
    )


def parts(statement: dict[str, Any], key: str) -> list[str]:
    value = statement.get(key, [])
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_cases_expect_what_stands_in_their_texts(file: CaseFile) -> None:
    wrong = {name_of(case): faults(case, file) for case in file.cases}
    assert {name: listed for name, listed in wrong.items() if listed} == {}


def test_cases_have_names_of_their_own() -> None:
    names = [case["id"] for file in FILES for case in file.cases if "id" in case]
    assert len(set(names)) == len(names)


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
    assert extract_attributions(NLP(text), blocks, [], MAIN.registry) == []
    body = [Block(1, 0, 32, "body")]
    assert len(extract_attributions(NLP(text), body, [], MAIN.registry)) == 1


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


@pytest.mark.parametrize("network", [False, True], ids=["rules", "network"])
@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)))
def test_never_raises_and_spans_stand_in_the_text(text: str, network: bool) -> None:
    attributions = found(text, nlp=reading_pipeline() if network else NLP)
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
