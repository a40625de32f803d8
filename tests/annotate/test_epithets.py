"""Epithets stand in apposition, before a name, or are a coloured noun phrase."""

from __future__ import annotations

import pytest

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.epithets import find_epithets
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.models import Attribution, Provenance
from tests.annotate.references import nominals_of
from tests.annotate.registries import registry_of

REGISTRY = registry_of(
    {
        "norland": {"kind": "state", "name": "Norland", "demonyms": ["Norlandic"]},
        "sudland": {"kind": "state", "name": "Sudland"},
        "hill-league": {"kind": "armed-group", "name": "Hill League", "nationality": "norland"},
        "ada-holm": {"kind": "person", "name": "Ada Holm"},
    }
)
INDEX = NameIndex(REGISTRY)
RULE = Provenance("rule", "test")


def epithets(text: str, attributions: list[Attribution] | None = None) -> list[tuple[str, str, str | None]]:
    blocks = split_blocks(text)
    names = link_mentions(text, INDEX)
    mentions = [*names, *nominals_of(text, blocks, names, REGISTRY)]
    found = find_epithets(text, blocks, mentions, attributions or [])
    return [(text[e.start : e.end], e.entity, e.attribution) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hill League, a ruling party of farmers, won.", [("a ruling party of farmers", "hill-league")]),
        ("Norland – a longtime backer of the Hill League – agreed.", [("a longtime backer of the Hill League", "norland")]),
        ("Norland, Sudland, and the union met.", []),
        ("They met the outlawed militant group Hill League.", [("militant group", "hill-league")]),
        ("They met the militant group Hill League today.", [("the militant group", "hill-league")]),
        ("Hill League leader Ada Holm spoke.", [("Hill League leader", "ada-holm")]),
        ("Norland’s Hill League chief Ada Holm spoke.", [("Norland’s Hill League chief", "ada-holm")]),
        ("In Oslund, Bergen chief Ada Holm spoke.", [("Bergen chief", "ada-holm")]),
        ("But leader Ada Holm spoke.", [("leader", "ada-holm")]),
        ("He met the Norland-backed group’s leader Ada Holm.", [("the Norland-backed group’s leader", "ada-holm")]),
        ("The Hill League, the most powerful group in the land, won.", [("the most powerful group in the land", "hill-league")]),
        ("Yesterday Ada Holm spoke.", []),
        ("The Hill League fought; the Norlandic terror group’s men fled.", [("the Norlandic terror group", "hill-league")]),
        ("The Hill League fought; the group’s men fled.", []),
    ],
)
def test_epithets(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(phrase, entity) for phrase, entity, _ in epithets(text)] == expected


def test_inside_a_quotation_the_words_are_the_speakers() -> None:
    text = "“The Hill League, a criminal organization, lost,” he said."
    one = Attribution("s52", ((49, 51),), ((52, 56),), ((0, 48),), "direct", "named", RULE)
    assert epithets(text, [one]) == [("a criminal organization", "hill-league", "s52")]


def test_outside_the_quotation_marks_of_a_mixed_statement_they_are_the_outlets() -> None:
    text = "He said the Hill League, a criminal organization, was “finished.”"
    one = Attribution("s3", ((0, 2),), ((3, 7),), ((8, 65),), "mixed", "named", RULE)
    assert epithets(text, [one]) == [("a criminal organization", "hill-league", None)]
