"""Which published pages redirect, which are gone, and what a check says of them."""

from __future__ import annotations

from build_tools.changes.ids import checked_rows, moved_rows, vanished_rows
from build_tools.changes.rows import Difference
from build_tools.checking.published import Published
from build_tools.settings import Settings
from tests.checking.conftest import small  # noqa: F401  a fixture
from tests.checking.small import build_small, edit

BEFORE = [
    {"kind": "event", "id": "a", "url": "events/a/"},
    {"kind": "event", "id": "b", "url": "events/b/"},
    {"kind": "event", "id": "c", "url": "events/c/"},
    {"kind": "former", "id": "d", "url": "events/d/", "to": "events/a/"},
    {"kind": "former", "id": "e", "url": "events/e/", "to": "events/a/"},
    {"kind": "statement", "id": "s1", "url": "articles/x/#s1"},
]
AFTER = [
    {"kind": "event", "id": "a", "url": "events/a/"},
    {"kind": "former", "id": "b", "url": "events/b/", "to": "events/a/"},
    {"kind": "former", "id": "d", "url": "events/d/", "to": "events/z/"},
    {"kind": "event", "id": "new", "url": "events/new/"},
]


def test_a_page_that_redirects_now_has_moved() -> None:
    (row,) = moved_rows(BEFORE, AFTER)
    assert (row.change, row.subject) == ("moved", "events/b/")
    assert row.differences == (Difference("address", "events/b/", "events/a/"),)


def test_a_page_or_a_redirect_that_is_not_there_is_gone() -> None:
    rows = list(vanished_rows(BEFORE, AFTER))
    assert [(row.change, row.subject) for row in rows] == [("gone", "events/c/"), ("gone", "events/e/")]


def test_a_check_says_what_to_do(small: Settings) -> None:  # noqa: F811
    build_small(small)
    old = {"kind": "event", "id": "closing", "url": "events/closing/", "name": "Closing of the pier"}
    rows, notes = checked_rows(Published("ids.json", (old,)), small)
    assert (rows, notes) == ([], ["ids: 1 of ids.json compared"])
    edit(small, "events.yml", "  closing:", "  shutting:")
    (row,), _ = checked_rows(Published("ids.json", (old,)), small)
    assert (row.kind, row.change, row.subject) == ("id", "error", "seeds/events.yml:9")
    assert "list 'closing' under `former_ids` here" in row.note


def test_seeds_with_errors_are_told(small: Settings) -> None:  # noqa: F811
    build_small(small)
    edit(small, "events.yml", "    date_why: The report is of that month.\n    former_ids", "    moods")
    rows, notes = checked_rows(Published("ids.json", ()), small)
    assert rows == []
    assert notes == ["ids: not compared, for the seeds have errors"]
