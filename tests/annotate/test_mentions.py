"""Linking, case by case: tests/cases/mentions.yml."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.nominals import resolve_nominals
from build_tools.annotate.unknown_names import find_unknown_names
from build_tools.models import Mention
from tests.annotate.registries import registry_of
from tests.project import ROOT

CONTENT = yaml.safe_load((ROOT / "tests" / "cases" / "mentions.yml").read_text(encoding="utf-8"))
REGISTRY = registry_of(CONTENT["registry"])
INDEX = NameIndex(REGISTRY)


def found(text: str) -> list[Mention]:
    names = link_mentions(text, INDEX)
    nominals = resolve_nominals(text, split_blocks(text), names, REGISTRY)
    return sorted([*names, *nominals], key=lambda m: (m.start, -m.end))


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
    assert [told(text, mention) for mention in found(text)] == case["mentions"]


WORDS = st.sampled_from(
    ["Ada", "Holm", "Holm’s", "the", "prime minister", "Oslund", "Norland", "S.R.", "\n", "“", "”", ".", "River Front"]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_valid_mentions(text: str) -> None:
    linked = found(text)
    mentions = [*linked, *find_unknown_names(text, split_blocks(text), linked)]
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.entity is None or mention.entity in REGISTRY.entities
    names = sorted((m.start, m.end) for m in mentions if m.form == "name")
    assert all(one[1] <= other[0] for one, other in zip(names, names[1:]))
