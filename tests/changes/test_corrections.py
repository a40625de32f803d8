"""Corrections are counted: all, those that apply, and what is wrong with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.changes.corrections import count_corrections
from build_tools.errors import BuildToolsError
from build_tools.settings import Settings
from tests.checking.small import annotate, edit, make_small


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("build_tools.changes.corrections.annotate_cached", annotate)
    return make_small(tmp_path)


FILE = "articles/pier-shuts.corrections.yml"


def test_all_apply(project: Settings) -> None:
    found = count_corrections(project)
    assert (found.entries, found.applied, found.rows) == (1, 1, ())


def test_a_broken_one_and_an_idle_one(project: Settings) -> None:
    path = project.seeds / FILE
    more = """  - {do: remove, cue: {paragraph: 2, exact: whispered}}
  - {do: remove, cue: {paragraph: 2, exact: closed, prefix: x}}
dates:
  - {do: remove, at: {paragraph: 2, exact: Monday}}
"""
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    found = count_corrections(project)
    assert (found.entries, found.applied) == (4, 2)
    told = [(row.change, row.subject, row.article) for row in found.rows]
    name = f"seeds/{FILE}"
    assert told == [
        ("broken", f"{name}:4", "pier-shuts"),
        ("broken", f"{name}:5", "pier-shuts"),
        ("idle", f"{name}:7", "pier-shuts"),
    ]
    assert "do not stand in this paragraph" in found.rows[0].note


def test_a_file_that_cannot_be_read(project: Settings) -> None:
    (project.seeds / FILE).write_text("schema_version: 1\nmoods: []\n", encoding="utf-8")
    found = count_corrections(project)
    assert (found.entries, found.applied) == (0, 0)
    assert [row.change for row in found.rows] == ["broken"]


def test_seeds_that_cannot_be_used(project: Settings) -> None:
    edit(project, "actors.yml", "kind: outlet", "kind: paper")
    with pytest.raises(BuildToolsError, match=r"actors\.yml"):
        count_corrections(project)
