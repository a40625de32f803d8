"""An article's files are written all or not at all, never over others, and read back as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from build_tools.errors import BuildToolsError, SeedError
from build_tools.intake import seed_files
from build_tools.intake.seed_files import write_seed
from build_tools.models import RelayStep, Stated
from build_tools.seeds import load_article, text_article
from tests.intake.news import TEXT, corpus, files

ARTICLE = replace(
    text_article("ferry", TEXT),
    title=Stated('Ferry: "aground" # {{ 7*7 }}\u2028\u00a0\U0001f6a2', "inferred", "So the page’s\nmetadata."),
    outlet=Stated("harbour-gazette", "inferred", "The page is its."),
    date=Stated("2019-06-03", "printed"),
    relays=(
        RelayStep("vale-newswire", "Vale Newswire", "printed", "“(Vale Newswire) -”.", "part"),
        RelayStep(None, "no: [paper]", "inferred", "- x", "whole"),
    ),
    url="https://gazette.example/?a=1&b=2",
    rights="Invented.",
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    seeds = corpus(tmp_path)
    written = write_seed(seeds, ARTICLE, "ferry.html", b"<html>\xff")
    assert [str(path.relative_to(seeds)) for path in written] == [
        "articles/ferry.txt", "articles/ferry.yml", "pages/ferry.html", "manifest.yml",
    ]  # fmt: skip
    assert (seeds / "articles" / "ferry.txt").read_bytes() == TEXT.encode()
    assert (seeds / "pages" / "ferry.html").read_bytes() == b"<html>\xff"
    found = load_article(seeds / "articles" / "ferry.txt")
    assert replace(found, path="", note=None) == ARTICLE


def test_the_form_is_that_of_the_files_written_by_hand(tmp_path: Path) -> None:
    seeds = corpus(tmp_path)
    write_seed(seeds, replace(ARTICLE, title=Stated("Ferry aground", "printed")), "ferry.html")
    lines = (seeds / "articles" / "ferry.yml").read_text("utf-8").splitlines()
    assert lines == [
        "# yaml-language-server: $schema=../../build_tools/schemas/curated/article.schema.json",
        "schema_version: 1",
        'title: {value: "Ferry aground", basis: printed}',
        'outlet: {value: harbour-gazette, basis: inferred, why: "The page is its."}',
        'date: {value: "2019-06-03", basis: printed}',
        "relays:",
        '  - {outlet: vale-newswire, label: "Vale Newswire", basis: printed, why: "“(Vale Newswire) -”.", scope: part}',
        '  - {outlet: null, label: "no: [paper]", basis: inferred, why: "- x", scope: whole}',
        'url: "https://gazette.example/?a=1&b=2"',
        'rights: "Invented."',
        "note: null",
    ]


def test_the_manifest_gains_an_entry_and_keeps_all_else(tmp_path: Path) -> None:
    seeds = corpus(tmp_path)
    before = (seeds / "manifest.yml").read_text("utf-8")
    write_seed(seeds, ARTICLE, "bridge-closes.txt")
    after = (seeds / "manifest.yml").read_text("utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    # Another article came in a file of that name.
    assert added == [
        "  ferry:",
        "    original_name: bridge-closes.txt (ferry)",
        f"    sha256: {ARTICLE.text_sha256}",
    ]
    assert "".join(line for line in after.splitlines(True) if line.strip("\n") not in added) == before
    assert list(yaml.safe_load(after)) == ["schema_version", "articles", "withdrawn"]


@pytest.mark.parametrize("end", ["articles: {}\n", "articles: {}", "articles: {}\nwithdrawn: {}\n"])
def test_an_empty_manifest_in_brackets_gains_an_entry(tmp_path: Path, end: str) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "manifest.yml").write_text(f"schema_version: 1\n{end}", encoding="utf-8")
    write_seed(seeds, ARTICLE, "ferry.txt")
    manifest = yaml.safe_load((seeds / "manifest.yml").read_text("utf-8"))
    assert manifest["articles"] == {"ferry": {"original_name": "ferry.txt", "sha256": ARTICLE.text_sha256}}


def test_the_first_article_of_a_corpus_begins_a_manifest(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    assert [path.name for path in write_seed(seeds, ARTICLE, "x: y")] == ["ferry.txt", "ferry.yml", "manifest.yml"]
    write_seed(seeds, replace(ARTICLE, id="7"), "x: y")
    assert (seeds / "manifest.yml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../build_tools/schemas/curated/manifest.schema.json\n"
        "schema_version: 1\n"
        "articles:\n"
        f'  ferry:\n    original_name: "x: y"\n    sha256: {ARTICLE.text_sha256}\n'
        f'  "7":\n    original_name: "x: y (7)"\n    sha256: {ARTICLE.text_sha256}\n'
    )


def test_a_corpus_without_a_manifest_stays_so(tmp_path: Path) -> None:
    seeds = corpus(tmp_path)
    (seeds / "manifest.yml").unlink()
    assert [path.name for path in write_seed(seeds, ARTICLE, "x")] == ["ferry.txt", "ferry.yml"]


@pytest.mark.parametrize(
    "name", ["articles/ferry.txt", "articles/ferry.yml", "articles/ferry.corrections.yml", "pages/ferry.html"]
)
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    seeds = corpus(tmp_path)
    (seeds / name).parent.mkdir(exist_ok=True)
    (seeds / name).write_bytes(b"here before")
    before = files(seeds)
    with pytest.raises(SeedError) as caught:
        write_seed(seeds, ARTICLE, "x", b"<html>")
    assert str(caught.value).startswith(f"{seeds / name}: the file is there already")
    assert files(seeds) == before


def test_the_id_of_an_article_that_was_taken_down_is_not_given_again(tmp_path: Path) -> None:
    seeds = corpus(tmp_path)
    manifest = seeds / "manifest.yml"
    text = manifest.read_text("utf-8")
    manifest.write_text(f"{text}  articles/ferry/: it was no news\n", encoding="utf-8")
    before = files(seeds)
    with pytest.raises(SeedError) as caught:
        write_seed(seeds, ARTICLE, "x")
    line = len(text.splitlines()) + 1
    assert str(caught.value).startswith(f"{manifest}:{line}: withdrawn.articles/ferry/: an article of")
    assert files(seeds) == before


@pytest.mark.parametrize(
    ("manifest", "part"),
    [
        (
            'schema_version: 1\narticles: &all\n  a: {original_name: "x", sha256: ' + "a" * 64 + "}\nwithdrawn: *all\n",
            "withdrawn.a",
        ),
        ("schema_version: 1\narticles: [\n", "not valid YAML"),
        ("schema_version: 1\n", "articles: this key is required"),
    ],
)
def test_a_manifest_that_cannot_be_written_leaves_nothing(tmp_path: Path, manifest: str, part: str) -> None:
    seeds = corpus(tmp_path)
    (seeds / "manifest.yml").write_text(manifest, encoding="utf-8")
    before = files(seeds)
    with pytest.raises(BuildToolsError) as caught:
        write_seed(seeds, ARTICLE, "x", b"<html>")
    assert "manifest.yml" in str(caught.value)
    assert part in str(caught.value)
    assert files(seeds) == before


def test_an_article_that_cannot_be_read_back_leaves_nothing(tmp_path: Path) -> None:
    seeds = corpus(tmp_path)
    before = files(seeds)
    with pytest.raises(SeedError, match="control character"):
        write_seed(seeds, replace(ARTICLE, text="A\x07b"), "x")
    assert files(seeds) == before


def test_a_file_made_in_the_meantime_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = corpus(tmp_path)
    (seeds / "articles" / "ferry.yml").write_bytes(b"somebody else's")
    before = files(seeds)
    monkeypatch.setattr(seed_files, "check_free", lambda *_: None)
    with pytest.raises(SeedError, match="ferry.yml: cannot be written: File exists"):
        write_seed(seeds, ARTICLE, "x")
    assert files(seeds) == before
