"""The same report as text, as JSON and as GitHub's workflow commands."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from build_tools.checking.formats import as_github, as_json, as_text
from build_tools.checking.problems import Findings, Problem, Report
from build_tools.errors import ErrorGroup, SeedError
from tests.project import ROOT

FULL = Problem("registry", "no such kind", "error", "seeds/actors.yml", 12, "actors.hamas.kind")
BARE = Problem("ids", "something is gone", "warning")
SCHEMA = json.loads((ROOT / "build_tools" / "schemas" / "check.schema.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("problem", "text", "github"),
    [
        (
            FULL,
            "error: seeds/actors.yml:12: actors.hamas.kind: no such kind",
            "::error file=seeds/actors.yml,line=12,title=registry::actors.hamas.kind: no such kind",
        ),
        (BARE, "warning: something is gone", "::warning title=ids::something is gone"),
        (
            Problem("links", "100% wrong:\r\n::error::x, y", file="site/a,b:c%.html", entry="../x/"),
            "error: site/a,b:c%.html: ../x/: 100% wrong:\r\n::error::x, y",
            "::error file=site/a%2Cb%3Ac%25.html,title=links"
            "::../x/: 100%25 wrong:%0D%0A::error::x, y",
        ),
    ],
)
def test_a_problem_in_a_line(problem: Problem, text: str, github: str) -> None:
    assert as_text(problem) == text
    assert as_github(problem) == github


def test_github_names_files_from_its_repository() -> None:
    assert as_github(FULL, "sites/one").startswith("::error file=sites/one/seeds/actors.yml,")
    assert as_github(FULL, ".").startswith("::error file=seeds/actors.yml,")


def test_json_keeps_to_its_schema() -> None:
    report = json.loads(as_json(Report(("links: 0 broken",), (FULL, BARE))))
    validator = Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(report)) == []
    assert report["problems"][0] == {
        "check": "registry",
        "message": "no such kind",
        "severity": "error",
        "file": "seeds/actors.yml",
        "line": 12,
        "entry": "actors.hamas.kind",
    }
    for key, value in (("severity", "bad"), ("line", 0), ("check", "mood"), ("message", "")):
        bad = {**report, "problems": [{**report["problems"][0], key: value}]}
        assert list(validator.iter_errors(bad))


def test_findings_go_on_behind_an_error_and_put_errors_first() -> None:
    findings = Findings(ROOT)
    findings.add("seeds", SeedError("not listed", file=ROOT / "seeds" / "manifest.yml"), "warning")
    inner = ErrorGroup([SeedError("one", file="elsewhere.yml", line=3), SeedError("two")])
    with findings.taking("corrections"):
        raise ErrorGroup([inner, SeedError("three")])
    report = findings.report()
    assert [p.message for p in report.problems] == ["one", "two", "three", "not listed"]
    assert [p.file for p in report.problems] == ["elsewhere.yml", None, None, "seeds/manifest.yml"]
    assert report.failed
    assert not Report((), (BARE,)).failed


def test_problems_of_a_check_go_through_each_file_from_the_top() -> None:
    places = [("b.yml", 2), ("a.yml", None), ("a.yml", 9), (None, None), ("a.yml", 3)]
    findings = Findings(ROOT, [Problem("registry", "x", file=file, line=line) for file, line in places])
    findings.problems.append(Problem("seeds", "x", file="z.yml", line=1))
    assert [(p.file, p.line) for p in findings.report().problems] == [
        ("z.yml", 1), ("a.yml", 3), ("a.yml", 9), ("a.yml", None), ("b.yml", 2), (None, None),
    ]  # fmt: skip


def test_findings_take_no_other_error() -> None:
    with pytest.raises(KeyError), Findings(ROOT).taking("seeds"):
        raise KeyError("a fault of the program")
