"""The commands print what they promise and exit as they should."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from build_tools.cli import main
from build_tools.settings import Settings
from tests.project import MINI_SEEDS, ROOT, make_project

SCHEMA = json.loads((ROOT / "build_tools" / "schemas" / "annotation.schema.json").read_text("utf-8"))


def run(root: Path, *arguments: str):  # noqa: ANN201
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def test_annotate_prints_one_object_a_line(real_site: Settings) -> None:
    files = sorted(map(str, (real_site.seeds / "articles").glob("*.txt")))
    result = run(real_site.root, "annotate", "--jsonl", "--no-curation", *files)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == len(files)
    for line, file in zip(lines, files):
        annotation = json.loads(line)
        Draft202012Validator(SCHEMA).validate(annotation)
        assert annotation["id"] == Path(file).stem
        text = Path(file).read_bytes().decode()
        assert annotation["mentions"]
        assert all(text[m["start"] : m["end"]] == m["text"] for m in annotation["mentions"])


def test_annotate_links_any_file_and_counts_dates_from_a_given_day(
    real_site: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "Elsewhere.txt"
    file.write_text("Hassan Nasrallah said last month that Hezbollah would wait.\n", encoding="utf-8")
    result = run(real_site.root, "annotate", "--jsonl", "--date", "2024-03-15", str(file))
    annotation = json.loads(result.stdout)
    assert [m["entity"] for m in annotation["mentions"]] == ["hassan-nasrallah", "hezbollah"]
    assert [d["value"] for d in annotation["dates"]] == ["2024-02"]
    (statement,) = annotation["attributions"]
    assert statement["source_entity"] == "hassan-nasrallah"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["annotate", "no-such-file.txt"], "no-such-file.txt: the file is missing"),
        (["annotate", "--date", "soon", "mkdocs.yml"], "--date soon: not an EDTF date"),
    ],
)
def test_bad_arguments(real_site: Settings, arguments: list[str], part: str) -> None:
    result = run(real_site.root, *arguments)
    assert result.exit_code == 1
    assert part in result.stderr


def test_check_counts_and_finds_nothing(real_site: Settings) -> None:
    result = run(real_site.root, "check")
    assert result.exit_code == 0, result.output
    assert "links: 0 broken" in result.stdout


def test_check_finds_a_broken_link(real_site: Settings) -> None:
    page = real_site.site / "method" / "index.html"
    before = page.read_bytes()
    try:
        page.write_bytes(before.replace(b"</main>", b'<a href="../nowhere/">x</a></main>', 1))
        result = run(real_site.root, "check")
    finally:
        page.write_bytes(before)
    assert result.exit_code == 1
    assert "method/index.html: ../nowhere/" in result.stderr


def test_serve_shows_the_site_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", MINI_SEEDS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "build_tools", "--root", str(root), "serve", "--address", address]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = []
            for line in server.stderr or ():
                said.append(line)
                if "Serving on" in line:
                    break
            assert "Serving on" in said[-1], said
            with urlopen(f"http://{address}/articles/bridge-closes/") as answer:
                assert "Bridge" in answer.read().decode()
        finally:
            server.terminate()
    with pytest.raises(URLError):
        urlopen(f"http://{address}/")


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    commands = "add annotate bench build changes check evaluate outbound published review schemas serve"
    for command in (*commands.split(), "train-baseline"):
        assert f"  {command}  " in result.stdout
