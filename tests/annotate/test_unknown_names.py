"""Names that the registry does not know are found by a title before or a noun behind them."""

from __future__ import annotations

import pytest

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.unknown_names import find_unknown_names
from tests.annotate.registries import registry_of

INDEX = NameIndex(registry_of({"ada-holm": {"kind": "person", "name": "Ada Holm"}}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Lars Berg spoke.", [("Lars Berg", "person")]),
        ("Minister Ada Holm spoke.", []),
        ("Dr. Jane O’Neill’s book sold.", [("Jane O’Neill", "person")]),
        ("President Ursula von der Berg spoke.", [("Ursula von der Berg", "person")]),
        ("He joined the Grey River Institute.", [("Grey River Institute", "organization")]),
        ("The Ministry said no.", []),
        ("A minister spoke with the director.", []),
        ("Share:", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_unknown_names(text, split_blocks(text), link_mentions(text, INDEX))
    assert [(text[m.start : m.end], m.label) for m in found] == expected
    assert all(m.entity is None for m in found)
