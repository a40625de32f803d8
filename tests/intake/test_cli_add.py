"""`sourcebook add` from the terminal: what it writes, what it says, and where it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli_add import add
from build_tools.registry import load_registry
from build_tools.seeds import load_article, load_articles
from build_tools.settings import Settings
from tests.intake.news import GERMAN, HEADLINE, PARAGRAPHS, TEXT, corpus, files, page

ID = "osterby-ferry-runs-aground-off-norvale"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The seeds of a small project."""
    return corpus(tmp_path / "project")


def run(seeds: Path, *arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(add, arguments, input=given, obj=Settings.for_root(seeds.parent))


def saved(tmp_path: Path, content: str | bytes, name: str = "ferry.html") -> str:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_saved_page_becomes_an_article(seeds: Path, tmp_path: Path) -> None:
    result = run(seeds, saved(tmp_path, page()))
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        f"written: seeds/articles/{ID}.txt",
        f"written: seeds/articles/{ID}.yml",
        "written: seeds/manifest.yml",
        "text: 105 words in 5 paragraphs",
        f"title: {HEADLINE}, printed",
        "outlet: harbour-gazette, inferred: The page gives “Harbour Gazette” as its site’s name; the "
        "text does not name it.",
        "date: 2019-06-03, inferred: The page gives it as “article:published_time”; the text does not "
        "print it.",
        "relay: Vale Newswire, printed: “OSTERBY, June 3 (Vale Newswire) -”.",
        "url: https://gazette.example/ferry",
    ]
    article = load_article(seeds / "articles" / f"{ID}.txt")
    assert article.text == TEXT
    assert not (seeds / "pages").exists()
    load_registry(seeds, load_articles(seeds))


def test_standard_input_becomes_an_article_and_says_what_is_open(seeds: Path) -> None:
    text = "\r\n".join(PARAGRAPHS[1:]).encode()
    result = run(seeds, "-", "--id", "ferry", given=text)
    assert result.exit_code == 0, result.output
    assert (seeds / "articles" / "ferry.txt").read_bytes() == text
    said = result.stdout.partition("to look at:\n")[2].splitlines()
    assert [line.split(":")[0] for line in said] == ["  - title", "  - outlet", "  - date", "  - url"]
    assert "original_name: standard input" in (seeds / "manifest.yml").read_text("utf-8")


def test_options_decide(seeds: Path, tmp_path: Path) -> None:
    options = ("--id", "ferry", "--outlet", "vale newswire", "--date", "2019-06-04", "--title", HEADLINE,
               "--url", "https://wire.example/7")  # fmt: skip
    assert run(seeds, saved(tmp_path, TEXT, "ferry.txt"), *options).exit_code == 0
    article = load_article(seeds / "articles" / "ferry.txt")
    assert (article.outlet.value, article.date.value) == ("vale-newswire", "2019-06-04")
    assert article.url == "https://wire.example/7"
    assert (article.title.basis, article.date.basis) == ("printed", "inferred")


def test_a_dry_run_prints_the_pair_and_writes_nothing(seeds: Path, tmp_path: Path) -> None:
    before = files(seeds)
    result = run(seeds, saved(tmp_path, page()), "--dry-run")
    assert result.exit_code == 0
    assert files(seeds) == before
    text, _, metadata = result.stdout.partition(f"==> seeds/articles/{ID}.yml\n")
    assert text == f"==> seeds/articles/{ID}.txt\n{TEXT}"
    assert f'title: {{value: "{HEADLINE}", basis: printed}}\n' in metadata
    assert "title: " in result.stderr


def test_a_page_is_kept_where_asked_for(seeds: Path, tmp_path: Path) -> None:
    content = page().encode()
    assert run(seeds, saved(tmp_path, content), "--keep-page").exit_code == 0
    assert (seeds / "pages" / f"{ID}.html").read_bytes() == content


def test_an_empty_corpus_begins_with_an_article(tmp_path: Path) -> None:
    seeds = tmp_path / "project" / "seeds"
    (seeds / "articles").mkdir(parents=True)
    result = run(seeds, saved(tmp_path, page()))
    assert result.exit_code == 0, result.output
    assert [article.id for article in load_articles(seeds)] == [ID]
    assert '“Harbour Gazette”, which is not in the registry. Enter it in actors.yml as `harbour-gazette: ' in result.stdout
    # What it says to enter is what it then knows the outlet by.
    (entry,) = re.findall(r"as `(.+?)`", result.stdout)
    (seeds / "actors.yml").write_text(f"schema_version: 1\nactors:\n  {entry}\n", "utf-8")
    (seeds / "articles" / f"{ID}.txt").unlink()
    (seeds / "articles" / f"{ID}.yml").unlink()
    (seeds / "manifest.yml").unlink()
    assert "outlet: harbour-gazette, inferred" in run(seeds, saved(tmp_path, page())).stdout


def test_nearly_the_same_article_is_added_only_even_so(seeds: Path, tmp_path: Path) -> None:
    run(seeds, saved(tmp_path, TEXT, "ferry.txt"))
    near = saved(tmp_path, TEXT.replace("sandbank", "reef"), "near.txt")
    result = run(seeds, near, "--id", "near")
    assert result.exit_code == 1
    assert f"{ID}.txt: the article is there already, nearly word for word" in result.stderr
    assert not (seeds / "articles" / "near.txt").exists()
    result = run(seeds, near, "--id", "near", "--even-so")
    assert result.exit_code == 0
    assert f"it shares its report with {ID}" in result.stdout


def test_another_language_is_added_only_even_so(seeds: Path, tmp_path: Path) -> None:
    german = saved(tmp_path, GERMAN, "german.txt")
    assert run(seeds, german, "--id", "german").exit_code == 1
    assert run(seeds, german, "--id", "german", "--even-so").exit_code == 0
    assert load_article(seeds / "articles" / "german.txt").text == GERMAN


def test_a_missing_file_and_an_address_of_another_kind_are_told(seeds: Path, tmp_path: Path) -> None:
    before = files(seeds)
    for source, part in (
        (str(tmp_path / "none.html"), "none.html: the file is missing"),
        ("ftp://gazette.example/x", "ftp://gazette.example/x: an address must begin with https:// or http://"),
    ):
        result = run(seeds, source)
        assert (result.exit_code, result.stdout) == (1, "")
        assert part in result.stderr
    assert files(seeds) == before


@pytest.mark.parametrize(
    ("content", "name", "options", "part"),
    [
        (TEXT.upper(), "x.txt", ("--id", "x", "--even-so"), f"{ID}.txt: the article is there already: the same text"),
        (
            page(paragraphs=("Other words, and quite a few of them, stand on this page now.",)), "x.html", ("--id", "x"),
            f"{ID}.yml: the article is there already: the same address",
        ),
        ("Other words altogether.", "x.txt", ("--id", ID), f"{ID}.txt: the file is there already and stays as it is"),
        ("Other words altogether.", "x.txt", ("--outlet", "coast-wire"), "--outlet coast-wire: the registry has no such outlet"),
        ("Other words altogether.", "x.txt", ("--date", "soon"), "--date soon: not an EDTF date"),
        ("Other words altogether.", "x.txt", ("--keep-page",), "there is no page to keep"),
        ("<html></html>", "x.html", (), "no article was found on the page"),
        (GERMAN, "x.txt", (), "this does not read as English"),
        (page(headline="Fähre", paragraphs=(GERMAN,)), "x.html", ("--url", "https://gazette.example/x"), "not read as English"),
        (b"\x89PNG\r\n\x00", "x", (), "this is not UTF-8"),
        (b"", "x.txt", (), "there is nothing in it"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(
    seeds: Path, tmp_path: Path, content: str | bytes, name: str, options: tuple[str, ...], part: str
) -> None:
    assert run(seeds, saved(tmp_path, page())).exit_code == 0
    before = files(seeds)
    result = run(seeds, saved(tmp_path, content, name), *options)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert part in result.stderr
    assert files(seeds) == before


def test_seeds_at_fault_are_told_first(seeds: Path, tmp_path: Path) -> None:
    (seeds / "articles" / "bridge-closes.yml").write_text("schema_version: 2\n", encoding="utf-8")
    result = run(seeds, saved(tmp_path, page()))
    assert result.exit_code == 1
    assert "bridge-closes.yml" in result.stderr


def test_help_tells_the_exit_codes() -> None:
    told = CliRunner().invoke(add, ["--help"]).stdout
    assert [line.strip()[0] for line in told.partition("Exit codes:")[2].splitlines()[1:4]] == ["0", "1", "2"]
