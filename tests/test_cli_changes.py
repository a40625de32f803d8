"""`sourcebook changes` tells what a change of the seeds does, and exits as its help says."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli_changes import changes, published
from build_tools.settings import Settings
from tests.checking.small import annotate, build_small, edit, make_small


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A built project, its site published in the folder `published` beside it."""
    monkeypatch.setattr("build_tools.checking.seeds.annotate_cached", annotate)
    monkeypatch.setattr("build_tools.changes.corrections.annotate_cached", annotate)
    settings = make_small(tmp_path / "project")
    build_small(settings)
    shutil.copytree(settings.site, tmp_path / "published")
    return settings


@pytest.fixture
def before(project: Settings) -> str:
    return str(project.root.parent / "published" / "data")


@pytest.fixture
def address(project: Settings) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(project.root.parent / "published"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def rebuild(settings: Settings) -> None:
    shutil.rmtree(settings.site)
    build_small(settings)


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(changes, arguments, obj=settings)


def test_the_same_site(project: Settings, before: str) -> None:
    result = run(project, before)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == f"Compared with {before}"
    assert lines[-1] == "The corpus is what it was."
    assert "corrections: 1 of 1 apply" in lines


def test_a_change_of_the_seeds(project: Settings, before: str) -> None:
    edit(project, "events.yml", "  closing:", "  shutting:")
    edit(project, "actors.yml", "name: Courier", "name: The Courier")
    edit(project, "articles/pier-opens.yml", "2019-05-20", "2019-05-21")
    edit(project, "articles/pier-shuts.corrections.yml", "do: confirm", "do: remove")
    rebuild(project)
    result = run(project, before, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    told = {(one["kind"], one["change"], one["subject"]) for one in found["changes"]}
    closing = ("id", "error", "seeds/events.yml:9")
    assert {closing, ("event", "gone", "closing"), ("event", "new", "shutting")} <= told
    assert {("entity", "renamed", "courier"), ("article", "changed", "pier-opens")} <= told
    (statement,) = [one for one in found["changes"] if one["kind"] == "statement"]
    assert (statement["change"], statement["quotation"]["paragraph"]) == ("gone", 2)
    assert statement["quotation"]["left"] == "The council "
    assert "corrections: 1 of 1 apply" in found["notes"]


def test_a_redirect_makes_it_a_renaming(project: Settings, before: str) -> None:
    edit(project, "events.yml", "  closing:", "  shutting:\n    former_ids: [closing]")
    rebuild(project)
    lines = run(project, before).stdout.splitlines()
    assert "Events: 1 renamed" in lines
    assert "    id: closing → shutting" in lines
    assert "Ids: 1 moved" in lines
    assert "    address: events/closing/ → events/shutting/" in lines


def test_a_new_article_as_markdown(project: Settings, before: str) -> None:
    text = "New pier\n\nAda Holm said | <b>yes</b>. She said no.\n"
    (project.seeds / "articles" / "new-pier.txt").write_text(text, encoding="utf-8")
    meta = (project.seeds / "articles" / "pier-opens.yml").read_text("utf-8")
    (project.seeds / "articles" / "new-pier.yml").write_text(meta, encoding="utf-8")
    rebuild(project)
    result = run(project, before, "--format", "markdown", "--limit", "1")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert "| articles | 2 | 3 | 1 new |" in lines
    assert "| new-pier | 2 new |  |  |  |" in lines
    assert "### Statements: 2 new" in lines
    assert "and 1 more" in lines
    assert "\\| &lt;b&gt;yes&lt;/b&gt;" in result.stdout
    assert "<b>yes" not in result.stdout


def test_an_address_and_another_folder(project: Settings, before: str, address: str) -> None:
    edit(project, "events.yml", "  closing:", "  shutting:")
    rebuild(project)
    result = run(project, f"{address}/data/", str(project.site / "data"))
    assert result.exit_code == 0, result.output
    assert "Ids: 1 gone" in result.stdout
    assert "corrections" not in result.stdout


def test_nothing_is_published_yet(project: Settings, address: str) -> None:
    result = run(project, f"{address}/other/data")
    assert result.exit_code == 0
    assert result.stdout == (
        f"Nothing is published at {address}/other/data yet: there is nothing to compare with.\n"
    )
    assert json.loads(run(project, f"{address}/other/data", "--format", "json").stdout)["published"] is False


def test_no_site_is_built(project: Settings, before: str) -> None:
    shutil.rmtree(project.site)
    result = run(project, before)
    assert result.exit_code == 1
    assert "holds no built site; `sourcebook build` makes one" in result.stderr
    assert run(project, before, before).exit_code == 0


def test_seeds_that_cannot_be_used(project: Settings, before: str) -> None:
    edit(project, "actors.yml", "kind: outlet", "kind: paper")
    result = run(project, before)
    assert result.exit_code == 1
    assert "actors.yml:11" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "Missing argument 'BEFORE'"),
        (["nowhere"], "nowhere/articles.json: cannot be read"),
        (["http://127.0.0.1:1/data"], "cannot be fetched"),
        (["BEFORE", "nowhere"], "Invalid value for AFTER: nowhere/articles.json"),
        (["BEFORE", "--format", "xml"], "'xml' is not one of"),
        (["BEFORE", "--limit", "-1"], "-1 is not in the range"),
    ],
)
def test_wrong_usage_exits_with_2(
    project: Settings, before: str, arguments: list[str], part: str
) -> None:
    result = run(project, *(before if one == "BEFORE" else one for one in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert part in result.stderr


def test_nothing_published_to_compare_with(project: Settings, before: str, address: str) -> None:
    result = run(project, before, f"{address}/other")
    assert result.exit_code == 2
    assert "nothing is published there" in result.stderr


def test_help_tells_the_exit_codes() -> None:
    told = CliRunner().invoke(changes, ["--help"]).stdout
    assert "Exit codes:\n    0  the changes were told" in told
    assert "\n    2  wrong usage" in told


ADDRESSES = ("SITE_URL", "GITHUB_REPOSITORY")


@pytest.mark.parametrize(
    ("config", "environment", "told"),
    [
        ("", {"SITE_URL": "https://example.org/reader"}, "https://example.org/reader/\n"),
        ("", {"GITHUB_REPOSITORY": "Some/corpus"}, "https://some.github.io/corpus/\n"),
        ("", {"SITE_URL": " ", "GITHUB_REPOSITORY": "Some/some.github.io"}, "https://some.github.io/\n"),
        ("site_url: https://own.example/", {"GITHUB_REPOSITORY": "Some/corpus"}, "https://own.example/\n"),
    ],
)
def test_where_the_site_is_published(
    tmp_path: Path, config: str, environment: dict[str, str], told: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    bare = dict.fromkeys(ADDRESSES, "")
    result = CliRunner().invoke(published, env=bare | environment, obj=Settings.for_root(tmp_path))
    assert (result.exit_code, result.stdout) == (0, told)


@pytest.mark.parametrize(
    ("environment", "part"),
    [({}, "nothing tells where the site is published"), ({"SITE_URL": "x"}, "SITE_URL is not an absolute")],
)
def test_where_nothing_tells_it(tmp_path: Path, environment: dict[str, str], part: str) -> None:
    bare = dict.fromkeys(ADDRESSES, "")
    result = CliRunner().invoke(published, env=bare | environment, obj=Settings.for_root(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert part in result.stderr
