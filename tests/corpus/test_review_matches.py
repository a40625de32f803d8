"""Which entities a name may belong to, by how alike their names are."""

from __future__ import annotations

import pytest

from build_tools.corpus.review_matches import MOST_MATCHES, NameIndex, trigrams_of
from build_tools.models import Label
from tests.annotate.registries import registry_of

INDEX = NameIndex(
    registry_of(
        {
            "ada": {"kind": "person", "name": "Ada al-Brázda", "short_names": ["Brázda"]},
            "mara": {"kind": "person", "name": "Mara Lind"},
            "league": {"kind": "armed-group", "name": "Hill League", "demonyms": ["Leaguer"]},
            "vale": {"kind": "place", "name": "Norvale"},
        }
    )
)


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Brazda", "person", [("ada", "Brázda", 1.0)]),
        ("AL\u2011BRAZDA", "person", [("ada", "Ada al-Brázda", 0.83)]),
        ("Mara Lindt", "person", [("mara", "Mara Lind", 0.75)]),
        ("Lind", "person", [("mara", "Mara Lind", 0.5)]),
        ("Lind", "place", []),
        ("Leaguers", "organization", [("league", "Leaguer", 0.7)]),
        ("Norvales", "other", [("vale", "Norvale", 0.7)]),
        ("Osterby", "place", []),
        ("…", "other", []),
    ],
)
def test_matches(name: str, label: Label, expected: list[tuple[str, str, float]]) -> None:
    found = [(one.entity, one.name, one.likeness) for one in INDEX.matches(name, label)]
    assert found == expected


def test_the_likest_come_first_and_few_of_them() -> None:
    names = {f"v{n}": {"kind": "place", "name": "Vale" + "x" * n} for n in range(5)}
    found = NameIndex(registry_of(names)).matches("Vale", "place")
    assert len(found) == MOST_MATCHES
    assert [one.entity for one in found] == ["v0", "v1", "v2"]


def test_trigrams() -> None:
    assert trigrams_of("El Niño") == {"  e", " el", "el ", "  n", " ni", "nin", "ino", "no "}
