"""`sourcebook outbound` reports, and fails for nothing that it finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli_outbound import outbound
from build_tools.settings import Settings
from tests.outbound.server import Elsewhere, elsewhere


@pytest.fixture
def server() -> Iterator[Elsewhere]:
    with elsewhere() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, server: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("SITE_URL", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    made = Settings.for_root(tmp_path)
    made.site.mkdir()
    paths = ("/good", "/nowhere", "/moved")
    links = "".join(f"<a href='{server.address}{path}'>x</a>" for path in paths)
    mine = "<a href='https://example.com/some/reader/issues'>x</a>"
    (made.site / "index.html").write_text(links + mine, encoding="utf-8")
    return made


def run(settings: Settings, *arguments: str, **environment: str) -> Result:
    environment.setdefault("GITHUB_SERVER_URL", "https://example.com")
    environment.setdefault("GITHUB_REPOSITORY", "some/reader")
    return CliRunner().invoke(outbound, ["--pause", "0", *arguments], obj=settings, env=environment)


def test_a_report_exits_with_0(settings: Settings, server: Elsewhere) -> None:
    result = run(settings)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:3] == [
        "3 addresses asked for: 1 good, 1 broken, 1 moved, 1 of this site and its repository left out",
        "Nothing is there: 1",
        f"  {server.address}/nowhere  HTTP 404",
    ]
    agents = {agent for _, _, agent in server.asked}
    assert agents == {"Sourcebook-link-check (+https://example.com/some/reader)"}


def test_each_form(settings: Settings) -> None:
    assert run(settings, "--format", "markdown").stdout.startswith("## Links to other sites\n")
    found = json.loads(run(settings, "--format", "json").stdout)
    assert [one["state"] for one in found["links"]] == ["good", "moved", "broken"]


def test_the_site_itself_is_not_asked(settings: Settings, server: Elsewhere) -> None:
    result = run(settings, SITE_URL=f"{server.address}/")
    assert result.stdout.startswith("0 addresses asked for: 0 good, 4 of this site")
    assert server.asked == []


def test_no_site_exits_with_1(tmp_path: Path) -> None:
    result = run(Settings.for_root(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "holds no built site" in result.stderr


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--timeout", "0"], ["--pause", "-1"], ["x"]])
def test_wrong_usage_exits_with_2(settings: Settings, arguments: list[str]) -> None:
    result = run(settings, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
