"""A comparison counts both sides, and leaves alone what cannot be compared."""

from __future__ import annotations

from pathlib import Path

from build_tools.changes.compare import compare, compare_folders
from build_tools.changes.rows import KINDS, Changes
from tests.changes.corpora import ID, TEXTS, at, content, data, mention


def counted(found: Changes) -> dict[str, tuple[int | None, int | None]]:
    return {one.what: (one.before, one.after) for one in found.totals}


def told(found: Changes) -> list[tuple[str, str, str]]:
    return [(row.kind, row.change, row.subject) for row in found.rows]


def test_the_same_twice(tmp_path: Path) -> None:
    found = compare(data(tmp_path / "a", content()), data(tmp_path / "b", content()), TEXTS)
    assert found.rows == ()
    assert found.notes == ()
    assert (found.before, found.after) == (str(tmp_path / "a"), str(tmp_path / "b"))
    assert counted(found) == {
        "articles": (1, 1),
        "entities": (2, 2),
        "events": (1, 1),
        "statements": (1, 1),
        "of them curated": (0, 0),
        "mentions": (2, 2),
        "unknown names": (1, 1),
        "dates": (1, 1),
        "epithets": (1, 1),
        "ids": (4, 4),
    }


def test_all_kinds_in_one_order(tmp_path: Path) -> None:
    after = content()
    after["entities"][0]["name"] = "A. Holm"
    after["events"] = []
    after["statements"][0]["method"] = "curated"
    after["mentions"][1]["entity"] = "erik-lind"
    after["dates"] = []
    after["epithets"].append(at("council", entity="council"))
    found = compare(data(tmp_path / "a", content()), data(tmp_path / "b", after), TEXTS)
    assert told(found) == [
        ("entity", "renamed", "ada-holm"),
        ("event", "gone", "opening"),
        ("statement", "changed", after["statements"][0]["id"]),
        ("mention", "changed", "Erik Lind"),
        ("name", "known", "Erik Lind"),
        ("date", "gone", "Monday"),
        ("epithet", "new", "council"),
    ]
    assert counted(found)["of them curated"] == (0, 1)
    assert [KINDS.index(row.kind) for row in found.rows] == sorted(KINDS.index(row.kind) for row in found.rows)


def test_a_changed_text_is_told_and_its_annotations_are_not(tmp_path: Path) -> None:
    after = content()
    after["articles"][0]["text_sha256"] = "0" * 64
    after["mentions"] = [mention("Ada", "x")]
    after["statements"] = []
    found = compare(data(tmp_path / "a", content()), data(tmp_path / "b", after), TEXTS)
    assert told(found) == [("article", "changed", ID), ("name", "known", "Erik Lind")]
    assert counted(found)["mentions"] == (2, 1)


def test_a_new_article_comes_with_all_that_stands_in_it(tmp_path: Path) -> None:
    before = content() | {"articles": [], "statements": []}
    found = compare(data(tmp_path / "a", before, annotated=False), data(tmp_path / "b", content()), TEXTS)
    assert {change for _, change, _ in told(found)} == {"new"}
    kinds = [kind for kind, _, _ in told(found)]
    assert kinds == ["article", "statement", "mention", "mention", "name", "date", "epithet"]
    assert {row.quotation.paragraph for row in found.rows if row.quotation} == {2}


def test_what_an_article_that_is_gone_held_is_gone(tmp_path: Path) -> None:
    after = content() | {"articles": [], "statements": []}
    found = compare(data(tmp_path / "a", content()), data(tmp_path / "b", after, annotated=False), {})
    assert {change for _, change, _ in told(found)} == {"gone", "known"}


def test_changes_in_an_article_that_stays_come_before_those_that_come_with_a_new_one(tmp_path: Path) -> None:
    before, after = content(), content()
    before["dates"] = []
    first = dict(after["articles"][0], id="a-new-one")
    after["articles"].insert(0, first)
    later = data(tmp_path / "b", after | {"articles": after["articles"][1:]})
    (tmp_path / "b" / "annotations" / "a-new-one.json").write_bytes(
        (tmp_path / "b" / "annotations" / f"{ID}.json").read_bytes()
    )
    later = data(tmp_path / "b", after)
    found = compare(data(tmp_path / "a", before), later, TEXTS)
    assert [row.article for row in found.of("date")] == [ID, "a-new-one"]


def test_pages_that_are_gone_are_told_where_there_are_no_seeds(tmp_path: Path) -> None:
    after = content()
    after["ids"] = after["ids"][1:]
    found = compare_folders(data(tmp_path / "a", content()), data(tmp_path / "b", after), TEXTS)
    assert told(found) == [("id", "gone", f"articles/{ID}/")]


def test_a_site_without_ids_is_told(tmp_path: Path) -> None:
    before = content()
    del before["ids"]
    found = compare_folders(data(tmp_path / "a", before), data(tmp_path / "b", content()), TEXTS)
    assert found.rows == ()
    assert found.notes == (f"There is no ids.json at {tmp_path / 'a'}.",)
    assert counted(found)["ids"] == (None, 4)
