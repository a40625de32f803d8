"""Articles, entities and events: what is renamed or merged is told apart from what came or went."""

from __future__ import annotations

import pytest

from build_tools.changes.registered import article_rows, registered_rows
from build_tools.changes.rows import Kind, Row
from build_tools.checking.published import Entry
from tests.changes.corpora import ID, content

Told = list[tuple[str, str, dict[str, tuple[str | None, str | None]]]]
HOLM, COUNCIL = content()["entities"]
(OPENING,) = content()["events"]
(ARTICLE,) = content()["articles"]


def told(rows: list[Row]) -> Told:
    return [
        (row.change, row.subject, {one.what: (one.before, one.after) for one in row.differences}) for row in rows
    ]


def compared(before: list[Entry], after: list[Entry], kind: Kind = "entity", **successors: str) -> Told:
    old, new = ({one["id"]: one for one in some} for some in (before, after))
    present = {former.replace("_", "-"): target for former, target in successors.items()}
    return told(list(registered_rows(kind, old, new, present)))


def renamed(entry: Entry, identifier: str) -> Entry:
    return entry | {"id": identifier}


def test_nothing_changes() -> None:
    assert compared([HOLM, COUNCIL], [COUNCIL, HOLM | {"mentions": 7, "url": "x/"}]) == []
    assert compared([OPENING], [OPENING], kind="event") == []


def test_new_gone_and_changed() -> None:
    assert compared([HOLM], [COUNCIL | {"relations": [{"type": "leads", "target": "pier"}]}]) == [
        ("gone", "ada-holm", {"name": ("Ada Holm", None), "kind": ("person", None)}),
        (
            "new",
            "council",
            {
                "name": (None, "Town Council"),
                "kind": (None, "government-body"),
                "relations": (None, "leads pier"),
            },
        ),
    ]
    assert compared([HOLM], [HOLM | {"description": "Mayor."}]) == [
        ("changed", "ada-holm", {"description": (None, "Mayor.")})
    ]


def test_another_name_is_a_renaming() -> None:
    assert compared([HOLM], [HOLM | {"name": "A. Holm"}]) == [
        ("renamed", "ada-holm", {"name": ("Ada Holm", "A. Holm")})
    ]


def test_a_former_id_is_a_renaming() -> None:
    after = [renamed(HOLM, "holm") | {"kind": "state"}]
    assert compared([HOLM], after, ada_holm="holm") == [
        ("renamed", "holm", {"id": ("ada-holm", "holm"), "kind": ("person", "state")})
    ]


def test_a_former_id_of_what_was_there_is_a_merger() -> None:
    assert compared([HOLM, COUNCIL], [COUNCIL], ada_holm="council") == [
        ("merged", "ada-holm", {"id": ("ada-holm", "council")})
    ]


def test_two_in_one_new_entry_are_mergers_and_the_entry_is_new() -> None:
    found = compared([HOLM, COUNCIL], [renamed(COUNCIL, "town")], ada_holm="town", council="town")
    assert [(change, subject) for change, subject, _ in found] == [
        ("merged", "ada-holm"),
        ("merged", "council"),
        ("new", "town"),
    ]


def test_an_event_is_renamed_as_an_entity_is() -> None:
    now = renamed(OPENING, "start")
    assert compared([OPENING], [now], kind="event", opening="start") == [
        ("renamed", "start", {"id": ("opening", "start")})
    ]
    found = compared([OPENING], [now], kind="event")
    assert [one[:2] for one in found] == [("gone", "opening"), ("new", "start")]


@pytest.mark.parametrize(
    ("more", "differences"),
    [
        ({"date": None}, {"date": ("2019-05", None)}),
        ({"participants": ["council"]}, {"participants": ("ada-holm", "council")}),
        ({"reports": []}, {"reports": (f"{ID} ¶1", None)}),
        ({"figures": [{"what": "boats", "text": "two"}]}, {"figures": (None, "boats: two")}),
        ({"part_of": "summer"}, {"part of": (None, "summer")}),
    ],
)
def test_facts_of_an_event(more: Entry, differences: dict) -> None:
    assert compared([OPENING], [OPENING | more], kind="event") == [("changed", "opening", differences)]


def test_articles() -> None:
    other = ARTICLE | {"id": "pier-shuts", "outlet": None, "chain": [], "title": "Pier shuts"}
    changed = ARTICLE | {"outlet": {"value": "wire", "basis": "printed"}, "chain": [{"label": "Wire"}]}
    assert told(list(article_rows({ID: ARTICLE}, {ID: ARTICLE}))) == []
    assert told(list(article_rows({ID: ARTICLE}, {ID: changed}))) == [
        (
            "changed",
            ID,
            {"outlet": ("courier (printed)", "wire (printed)"), "chain": ("Wire › Courier", "Wire")},
        )
    ]
    found = told(list(article_rows({ID: ARTICLE}, {"pier-shuts": other})))
    assert [one[:2] for one in found] == [("gone", ID), ("new", "pier-shuts")]
    assert found[1][2] == {"title": (None, "Pier shuts"), "date": (None, "2019-05-20 (inferred)")}


def test_another_text_is_told() -> None:
    (row,) = article_rows({ID: ARTICLE}, {ID: ARTICLE | {"text_sha256": "0" * 64}})
    assert (row.change, row.differences) == ("changed", ())
    assert row.note.startswith("The text is not the same")
