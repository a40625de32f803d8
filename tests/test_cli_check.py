"""`sourcebook check` prints what is wrong where it is asked for, and exits as its help says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from build_tools.cli_check import check, schemas
from build_tools.curated_schemas import curated_schemas
from build_tools.settings import Settings
from tests.checking.small import annotate, build_small, edit, make_small
from tests.project import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("build_tools.checking.seeds.annotate_cached", annotate)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    settings = make_small(tmp_path / "project")
    build_small(settings)
    return settings


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(check, arguments, obj=settings)


def test_a_sound_project_exits_with_0(project: Settings) -> None:
    result = run(project, "--against", str(project.site / "data" / "ids.json"))
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    seeds, data, links, ids = result.stdout.splitlines()
    assert seeds == "seeds: 2 articles, 4 entities, 2 events"
    assert data.startswith("data: ")
    assert links == "links: 0 broken"
    assert ids.startswith("ids: ")


def test_every_error_is_told_and_exits_with_1(project: Settings) -> None:
    edit(project, "events.yml", "  closing:", "  shutting:")
    (project.site / "index.html").write_text('<a href="nowhere/">x</a>', "utf-8")
    result = run(project, "--against", str(project.site / "data" / "ids.json"))
    assert result.exit_code == 1
    link, gone = result.stderr.splitlines()
    assert link == "error: site/index.html: nowhere/: no file nowhere/index.html"
    assert gone.startswith("error: seeds/events.yml:9: events.shutting: the published id 'closing' is")
    assert "links: 1 broken" in result.stdout


def test_a_warning_exits_with_0(project: Settings) -> None:
    manifest = project.seeds / "manifest.yml"
    manifest.write_text("schema_version: 1\narticles: {}\n", "utf-8")
    result = run(project)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"warning: seeds/manifest.yml:2: articles: {name}.txt is not listed, with its original name"
        " and SHA-256"
        for name in ("pier-opens", "pier-shuts")
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--against", "no-such-file.json"),
        ("--against", "http://127.0.0.1:1/ids.json"),
        ("--format", "xml"),
        ("--loudly",),
        ("seeds",),
    ],
)
def test_wrong_usage_exits_with_2(project: Settings, arguments: tuple[str, ...]) -> None:
    result = run(project, *arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert result.stdout == ""


def test_json_is_one_object(project: Settings) -> None:
    edit(project, "actors.yml", "kind: outlet", "kind: paper")
    result = run(project, "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == ""
    report = json.loads(result.stdout)
    schema = json.loads((ROOT / "build_tools" / "schemas" / "check.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(report)
    (problem,) = report["problems"]
    assert (problem["file"], problem["line"]) == ("seeds/actors.yml", 11)


def test_github_gets_annotations(project: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(project, "actors.yml", "kind: outlet", "kind: paper")
    start = "::error file={}seeds/actors.yml,line=11,title=registry::actors.courier.kind: "
    for workspace, folder in ((project.root, ""), (project.root.parent, "project/")):
        monkeypatch.setenv("GITHUB_WORKSPACE", str(workspace))
        result = run(project, "--format", "github")
        assert result.exit_code == 1
        assert result.stderr == ""
        assert result.stdout.splitlines()[0].startswith(start.format(folder))


def test_help_tells_the_exit_codes() -> None:
    told = CliRunner().invoke(check, ["--help"]).stdout
    assert "Exit codes:\n    0  nothing is wrong" in told
    assert "\n    1  " in told
    assert "\n    2  " in told


def test_schemas_are_written_where_they_are_not_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_tools.curated_schemas.FOLDER", tmp_path / "curated")
    first = CliRunner().invoke(schemas)
    assert first.exit_code == 0
    assert sorted(first.stdout.split()) == sorted(curated_schemas())
    (tmp_path / "curated" / "places.schema.json").write_text("{}", "utf-8")
    (tmp_path / "curated" / "moods.schema.json").write_text("{}", "utf-8")
    again = CliRunner().invoke(schemas)
    assert sorted(again.stdout.split()) == ["moods.schema.json", "places.schema.json"]
    assert sorted(p.name for p in (tmp_path / "curated").iterdir()) == sorted(curated_schemas())
    assert "are up to date" in CliRunner().invoke(schemas).stdout
