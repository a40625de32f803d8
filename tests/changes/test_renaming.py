"""A former id is followed wherever it is referred to, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.changes.compare import compare
from build_tools.changes.renaming import follow, successors
from build_tools.checking.published import Entry
from tests.changes.corpora import ID, SAID, TEXTS, content, data, mention

BEFORE: dict[str, Entry] = {"a": {}, "b": {}}
AFTER: dict[str, Entry] = {"b": {}, "new": {}}


def former(old: str, target: str) -> Entry:
    return {"kind": "former", "id": old, "url": f"actors/{old}/", "to": target}


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ([former("a", "actors/new/"), former("a", "places/new/")], {"a": "new"}),
        ([former("a", "outlets/b/")], {"a": "b"}),
        ([former("b", "actors/new/")], {}),  # it is there still
        ([former("c", "actors/new/")], {}),  # it was not there
        ([former("a", "actors/nobody/")], {}),
        ([former("a", "events/new/")], {}),
        ([{"kind": "entity", "id": "a", "url": "actors/a/", "to": "actors/new/"}], {}),
        ([{"kind": "former", "id": "a", "url": "actors/a/"}], {}),
    ],
)
def test_successors_of_entities(ids: list[Entry], found: dict[str, str]) -> None:
    assert successors("entity", BEFORE, AFTER, ids) == found


def test_successors_of_events() -> None:
    assert successors("event", BEFORE, AFTER, [former("a", "events/new/")]) == {"a": "new"}
    assert successors("event", BEFORE, AFTER, [former("a", "actors/new/")]) == {}


def test_references_are_followed_and_words_are_not(tmp_path: Path) -> None:
    files = content()
    files["articles"][0]["outlet"] = {"value": "council", "basis": "printed", "why": "council"}
    files["entities"][0] |= {"nationality": "council", "relations": [{"type": "leads", "target": "council"}]}
    files["events"][0] |= {"participants": ["council"], "part_of": "opening", "name": "council"}
    files["mentions"] = [mention("council", "council"), mention("Ada", None, candidates=["council", "x"])]
    found = follow(data(tmp_path, files), {"council": "town"}, {"opening": "start"})
    assert found.articles[ID]["outlet"] == {"value": "town", "basis": "printed", "why": "council"}
    holm = found.entities["ada-holm"]
    assert (holm["nationality"], holm["relations"]) == ("town", [{"type": "leads", "target": "town"}])
    event = found.events["opening"]
    assert (event["participants"], event["part_of"], event["name"]) == (["town"], "start", "council")
    first, second = found.annotations[ID]["mentions"]
    assert (first["text"], first["entity"], second["candidates"]) == ("council", "town", ["town", "x"])
    assert list(found.entities) == ["ada-holm", "council"]
    assert found.entities["council"]["id"] == "council"


def test_one_renaming_is_one_change(tmp_path: Path) -> None:
    after = content()
    after["entities"][0]["id"] = "holm"
    after["statements"][0]["source_entity"] = "holm"
    after["mentions"][0]["entity"] = after["epithets"][0]["entity"] = "holm"
    after["events"][0]["participants"] = ["holm"]
    after["ids"] += [former("ada-holm", "actors/holm/")]
    found = compare(data(tmp_path / "a", content()), data(tmp_path / "b", after), TEXTS)
    assert [(row.kind, row.change, row.subject) for row in found.rows] == [
        ("entity", "renamed", "holm"),
        ("id", "moved", "actors/ada-holm/"),
    ]
    assert SAID[0]["source_entity"] == "ada-holm"
