"""Articles are read letter for letter; metadata that cannot be used is refused with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.errors import BuildToolsError, SeedError
from build_tools.seeds import load_article, load_articles, plain_article
from tests.project import ROOT

GOOD = """schema_version: 1
title: {value: A title, basis: printed}
outlet: {value: null, basis: unknown}
date: {value: "2024-03-15", basis: inferred, why: the photo is of that day}
"""


def write(folder: Path, text: bytes = b"One line.\n", metadata: str = GOOD) -> Path:
    articles = folder / "articles"
    articles.mkdir(exist_ok=True)
    (articles / "one.txt").write_bytes(text)
    (articles / "one.yml").write_text(metadata, encoding="utf-8")
    return articles / "one.txt"


def test_text_is_kept_letter_for_letter(tmp_path: Path) -> None:
    raw = "\ufeffA\u00a0b\r\n\r\nc\td\u202e “e”\n".encode()
    article = load_article(write(tmp_path, raw))
    assert article.text.encode() == raw
    assert article.date.value == "2024-03-15"
    assert article.counts_from == "2024-03-15"


@pytest.mark.usefixtures("first_corpus")
def test_the_real_seeds_load() -> None:
    articles = load_articles(ROOT / "seeds")
    assert len(articles) >= 5
    assert [a.id for a in articles] == sorted(a.id for a in articles)


@pytest.mark.parametrize(
    ("metadata", "line", "part"),
    [
        (GOOD + "colour: red\n", 5, "colour: unknown key"),
        (GOOD.replace("title:", "titel:"), 1, "title: this key is required"),
        (GOOD.replace("printed", "guessed"), 2, "title.basis"),
        (GOOD.replace('"2024-03-15"', '"15 March"'), 4, "not an EDTF date"),
        (GOOD.replace(", why: the photo is of that day", ""), 4, "needs a `why`"),
        (GOOD.replace("value: null, basis: unknown", "value: null, basis: printed"), 3, "is null exactly"),
        (GOOD + "url: javascript:alert(1)\n", 5, "http"),
        (GOOD + "note: [\n", 6, "not valid YAML"),
        (GOOD + "note: a\nnote: b\n", 6, "given twice"),
        (GOOD.replace("schema_version: 1", "schema_version: 2"), 1, "schema_version"),
        ("- a\n", 1, "must be a mapping"),
        ("", None, "must be a mapping"),
    ],
)
def test_bad_metadata_names_file_entry_and_line(
    tmp_path: Path, metadata: str, line: int | None, part: str
) -> None:
    path = write(tmp_path, metadata=metadata)
    with pytest.raises(BuildToolsError) as caught:
        load_article(path)
    message = str(caught.value)
    assert part in message
    place = str(path.with_suffix(".yml")) + (f":{line}" if line else "")
    assert message.startswith(place)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "the article is empty"),
        (b" \n\t\n", "the article is empty"),
        (b"Good.\nBad \xff byte", "not UTF-8: byte 0xff at offset 10"),
        (b"Nul \x00 here", "control character U+0000"),
    ],
)
def test_unusable_texts_are_refused(tmp_path: Path, raw: bytes, part: str) -> None:
    with pytest.raises(SeedError) as caught:
        load_article(write(tmp_path, raw))
    assert part in str(caught.value)
    assert "one.txt" in str(caught.value)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, b"")
    shutil.copy(path, path.with_name("two.txt"))
    with pytest.raises(BuildToolsError) as caught:
        load_articles(tmp_path)
    assert "one.txt" in str(caught.value)
    assert "two.txt" in str(caught.value)


@pytest.mark.parametrize(
    ("remove", "add", "part"),
    [
        ("one.yml", None, "one.yml: the file is missing"),
        ("one.txt", "two.txt", "there is no article one.txt beside it"),
        ("one.txt", None, "there is no article (*.txt)"),
        (None, "Bad Name.txt", "an article's id may hold"),
    ],
)
def test_files_that_do_not_pair_up(
    tmp_path: Path, remove: str | None, add: str | None, part: str
) -> None:
    folder = write(tmp_path).parent
    if remove:
        (folder / remove).unlink()
    if add:
        (folder / add).write_text("Text.", encoding="utf-8")
        (folder / add).with_suffix(".yml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BuildToolsError) as caught:
        load_articles(tmp_path)
    assert part in str(caught.value)


def test_a_plain_file_needs_no_metadata(tmp_path: Path) -> None:
    path = tmp_path / "Any name.txt"
    path.write_bytes(b"Nul \x00 is data here.")
    article = plain_article(path, day="2024-01-02")
    assert article.text == "Nul \x00 is data here."
    assert article.counts_from == "2024-01-02"
