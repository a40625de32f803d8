"""A built site is checked too: data files against their schemas, links against files and anchors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.settings import Settings
from tests.checking.small import build_small, check


def change_json(path: Path, change: Callable[[dict], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_sound_site_has_no_problem(small: Settings) -> None:
    build_small(small)
    report = check(small)
    assert report.problems == ()
    assert report.notes[1:] == ("data: 8 files checked", "links: 0 broken")


@pytest.mark.parametrize(
    ("file", "change", "entry", "part"),
    [
        ("events.json", lambda o: o["events"][1].update(date=7), "events.1.date", "7 is not"),
        ("events.json", lambda o: o.update(timeline=[]), None, "too many properties"),
        ("ids.json", lambda o: o["ids"][0].update(paragraphs=0), "ids.0.paragraphs", "minimum"),
        ("ids.json", lambda o: o["ids"][0].update(kind="page"), "ids.0.kind", "not one of"),
        ("timeline.json", lambda o: o.pop("timeline"), None, "no list 'timeline'"),
        ("annotations/pier-opens.json", lambda o: o["attributions"][0].update(kind="odd"),
         "attributions.0.kind", "'odd'"),
    ],
)  # fmt: skip
def test_a_data_file_that_breaks_its_schema_is_told(
    small: Settings, file: str, change: Callable[[dict], object], entry: str | None, part: str
) -> None:
    build_small(small)
    change_json(small.site / "data" / file, change)
    problems = [p for p in check(small).problems if part in p.message]
    assert [(p.check, p.severity, p.file, p.entry) for p in problems] == [
        ("data", "error", f"site/data/{file}", entry)
    ]


def test_a_data_file_that_is_no_json_or_missing_is_told(small: Settings) -> None:
    build_small(small)
    (small.site / "data" / "articles.json").write_text("{\n]", encoding="utf-8")
    (small.site / "data" / "ids.json").unlink()
    found = [(p.file, p.line) for p in check(small).problems]
    assert found == [("site/data/articles.json", 2), ("site/data/ids.json", None)]


def test_a_broken_link_is_told(small: Settings) -> None:
    build_small(small)
    (small.site / "index.html").write_text('<a href="nowhere/">x</a>', encoding="utf-8")
    (problem,) = check(small).problems
    assert (problem.check, problem.file, problem.entry) == ("links", "site/index.html", "nowhere/")
    assert problem.message == "no file nowhere/index.html"
