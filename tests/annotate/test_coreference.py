"""Pronouns and definite phrases, case by case: tests/cases/coreference.yml."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.coreference import References, resolve_references
from build_tools.annotate.coreference_ranking import Ranker, load_ranker
from build_tools.annotate.coreference_types import Pronoun
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.sentences import build_pipeline
from build_tools.errors import BuildToolsError
from tests.annotate.registries import registry_of
from tests.project import ROOT

PATH = ROOT / "tests" / "cases" / "coreference.yml"
CONTENT = yaml.safe_load(PATH.read_text(encoding="utf-8"))
REGISTRY = registry_of(CONTENT["registry"])
INDEX = NameIndex(REGISTRY)
NLP = build_pipeline()


def references(text: str, title: str | None = None) -> References:
    blocks = split_blocks(text, title)
    names = link_mentions(text, INDEX)
    doc = NLP(text)
    attributions = extract_attributions(doc, blocks, names, REGISTRY)
    return resolve_references(doc, blocks, names, attributions, REGISTRY)


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"][:60].replace("\n", " "),
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in CONTENT["cases"]
    ]


@pytest.mark.parametrize("case", parameters())
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = references(text, text.split("\n")[0] if case.get("title") else None)
    told = [[text[m.start : m.end], m.entity] for m in found.mentions]
    assert told == case["refers"]
    sources = {
        text[slice(*one.source[0])]: [one.source_entity or one.descriptor, one.affiliation]
        for one in found.attributions
        if one.source
    }
    for source, *who in case.get("sources", ()):
        assert sources[source][: len(who)] == who


def test_there_are_cases_of_both_kinds() -> None:
    resolved = [case for case in CONTENT["cases"] if case["refers"]]
    assert len(resolved) >= 30
    assert len(CONTENT["cases"]) - len(resolved) >= 20


def test_an_addressee_is_told_too() -> None:
    text = "Erik Berg resigned on Monday. Ada Holm told him that the door stayed open."
    (told,) = [one for one in references(text).attributions if one.addressee]
    assert text[slice(*told.addressee or ())] == "him"
    assert told.addressee_entity == "erik-berg"


WORDS = st.sampled_from(
    ["Ada Holm", "Erik Berg", "Norland", "the Hill League", "the group", "he", "She", "its", "they", "her", "I",
     "which", "who", "the official", "two officials", "said", "told", "that", "“", "”", "‘", "’s", ".", ",", "\n", "US"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_valid_references(text: str) -> None:
    names = {(m.start, m.end) for m in link_mentions(text, INDEX)}
    found = references(text)
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.entity in REGISTRY.entities
        assert (mention.start, mention.end) not in names
        for start, end in names:
            apart = mention.end <= start or end <= mention.start
            assert apart or (mention.start <= start and end <= mention.end) or (
                start <= mention.start and mention.end <= end
            )
    for one in found.attributions:
        assert one.source_entity is None or one.source_entity in REGISTRY.entities


def test_probabilities() -> None:
    ranker = Ranker({"person": {"near": 2.0, "far": -1.0}})
    pronoun = Pronoun("he", "subject", "subject", line=0, word=0, start=0, end=2, sentence=0)
    near, far, none = ranker.probabilities(pronoun, [["near"], ["far", "unheard of"], []])
    assert near > none > far
    assert near + far + none == pytest.approx(1)


def test_weights_that_cannot_be_read(tmp_path: Any) -> None:
    path = tmp_path / "coreference.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BuildToolsError, match="coreference.json"):
        load_ranker(path)
