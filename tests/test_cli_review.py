"""The command `review`: lists in each form, decides rows, and refuses what makes no sense."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from build_tools.cli_review import review, show
from build_tools.corpus.review import Review, select
from build_tools.corpus.review import review as gather
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from build_tools.settings import Settings
from tests.corpus import review_project as project


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("build_tools.annotate.cache.annotate_cached", project.annotate)
    project.write_project(tmp_path)
    return Settings.for_root(tmp_path)


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(review, arguments, obj=settings)


def test_plain_lines_where_there_is_no_terminal(settings: Settings) -> None:
    result = run(settings)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Articles without outlet or date: 1\n  article:ferry-runs-late\n")
    assert "\x1b" not in result.stdout


def test_json_by_kind_and_number(settings: Settings) -> None:
    result = run(settings, "--format", "json", "--kind", "name", "--kind", "date", "--limit", "1")
    data = json.loads(result.stdout)
    assert (data["schema_version"], data["totals"]) == (1, {"name": 3, "date": 1})
    assert [row["id"] for row in data["rows"]] == ["name:rosa_lind:person", project.DATE]


def test_markdown(settings: Settings) -> None:
    result = run(settings, "--format", "markdown", "--kind", "event")
    assert result.stdout.splitlines() == [
        "### Events without a date: 1",
        "",
        "| what | known | where | row |",
        "| --- | --- | --- | --- |",
        "| Storm | No article says when\\. |  | `event:storm` |",
        "",
    ]


def test_a_terminal_shows_text_as_text_and_ids_in_one_piece(settings: Settings) -> None:
    articles = load_articles(settings.seeds)
    registry = load_registry(settings.seeds, articles)
    found, _ = project.annotate(articles, registry, settings.cache)
    whole = gather(found, settings.seeds, registry, settings.shown_from)
    output = io.StringIO()
    console = Console(
        file=output, force_terminal=True, width=24, color_system="standard",
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    show(select(whole, ("reference",)), console)
    assert "\x1b[" in output.getvalue()
    assert project.SOURCE in output.getvalue()
    assert "<b>was</b>" in output.getvalue()
    show(Review((), {}), console)
    assert output.getvalue().endswith("Nothing wants a person.\n")


def test_accepting_prints_file_line_and_entry(settings: Settings) -> None:
    result = run(settings, "--accept", "name:hil_league:other", "--as", "hill-league")
    assert (result.exit_code, result.stdout) == (0, "seeds/actors.yml:15\nHil League\n")
    again = run(settings, "--accept", "name:rosa_lind:person", "--new", "person", "--id", "rosa")
    assert again.stdout == "seeds/actors.yml:17\nrosa:\n  kind: person\n  name: Rosa Lind\n  short_names: [Lind]\n"
    rejected = run(settings, "--accept", project.STATEMENT, "--reject")
    assert rejected.stdout.splitlines()[1:] == [
        "attributions:",
        '  - {do: remove, cue: {paragraph: 2, exact: said, suffix: " so"}}',
    ]
    assert project.STATEMENT not in run(settings).stdout


def test_several_rows_are_decided_alike(settings: Settings) -> None:
    names = ("name:rosa_lind:person", "name:vale_town:other")
    before = (settings.seeds / "actors.yml").read_text("utf-8")
    missing = run(settings, "--accept", names[0], "--accept", "name:nobody:person", "--new", "organization")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert (settings.seeds / "actors.yml").read_text("utf-8") == before
    result = run(settings, "--accept", names[0], "--accept", names[1], "--new", "organization")
    assert (result.exit_code, result.stdout) == (
        0,
        "seeds/actors.yml:17\nrosa-lind:\n  kind: organization\n  name: Rosa Lind\n  aliases: [Lind]\n"
        "seeds/actors.yml:22\nvale-town:\n  kind: organization\n  name: Vale Town\n",
    )
    assert {"rosa-lind", "vale-town"} <= load_registry(settings.seeds, load_articles(settings.seeds)).entities.keys()


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["--accept", "name:nobody:person"], 1, "error: there is no row 'name:nobody:person'"),
        (["--accept", project.STATEMENT, "--as", "ada-holm"], 1, "it takes no --as"),
        (["--as", "ada-holm"], 2, "name it with --accept"),
        (["--accept", "x", "--as", "ada-holm", "--new", "person"], 2, "give one of --as, --new and --reject"),
        (["--accept", "x", "--id", "y"], 2, "it needs --new"),
        (["--accept", "x", "--accept", "z", "--new", "person", "--id", "y"], 2, "give one --accept"),
        (["--accept", "x", "--new", "ghost"], 2, "'ghost' is not one of"),
        (["--accept", "x", "--format", "json"], 2, "goes without --format"),
        (["--kind", "ghost"], 2, "'ghost' is not one of"),
        (["--limit", "0"], 2, "0 is not in the range"),
    ],
)
def test_bad_input(settings: Settings, arguments: list[str], code: int, part: str) -> None:
    result = run(settings, *arguments)
    assert (result.exit_code, part in result.stderr) == (code, True), result.stderr


def test_seeds_that_cannot_be_used(settings: Settings) -> None:
    (settings.seeds / "actors.yml").write_text("actors: 1\n", encoding="utf-8")
    result = run(settings)
    assert result.exit_code == 1
    assert "error: " in result.stderr
    assert "actors.yml" in result.stderr
