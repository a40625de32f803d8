"""Which statements the patterns add inside the contents that the network found."""

from __future__ import annotations

import pytest

from build_tools.annotate.nested_by_rule import find_nested
from tests.annotate.test_model_drafts import VOCABULARY, drafts_of


@pytest.mark.parametrize(
    ("content", "cues"),
    [
        ("Norland denied the report", ["denied"]),
        ("Norland has promised a new road", ["has promised"]),
        ("Norland has promised little in the way of roads", []),
        ("Norland argues that the road is closed", ["argues"]),
        ("the gap that Norland argues allowed the flood to spread", []),
        ("it denied the report", []),
        ("it rained and the road was closed", []),
    ],
)
def test_what_is_added(content: str, cues: list[str]) -> None:
    text, lines, drafts = drafts_of(f"<S1>Ada Holm</S1> <C1>said</C1> <Q1>{content}</Q1>.")
    found = find_nested(lines, drafts, VOCABULARY)
    assert [text[slice(*lines[one.line].span(*one.cue))] for one in found] == cues
