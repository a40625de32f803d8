"""A fork becomes someone else's reader: seeds deleted, articles of another topic added, settings changed.

The project starts as a copy of this one, goes through the steps that the README gives, and must then
build, pass its own check, and hold nothing of the first corpus.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from build_tools.build import write_pages
from build_tools.cli import main
from build_tools.link_check import check_links
from build_tools.paragraphs import paragraph_spans
from build_tools.settings import Settings
from tests.pages import article_paragraphs, parse
from tests.project import ROOT, make_project

# Invented: a valley, its bees, and a news agency whose report two papers print.
NEWS = {
    "torvald-counts-losses": """Beekeepers in Torvald count their losses after a late frost

April 12, 2021 in Country, by Torvald Post Staff

A late frost killed nearly half of the bees in the Torvald valley, the regional beekeepers’ union said on Monday.

“We opened the hives and there was silence,” Runa Sele, who leads the union, told Fjell Press. “I have not seen that in thirty years.”

Two officials at the ministry of agriculture, who asked not to be named because no decision has been taken, told Fjell Press that the ministry would pay for new colonies before the summer.

Sele said the valley needed 4,000 colonies. She said the orchards would bear no fruit without them.

“Mites did the work, and the frost finished it,” said Jarle Voss, a biologist at the University of Torvald.

The ministry did not respond to a request for comment.
""",
    "silent-hives": """Valley wakes to silent hives

April 13, 2021

A late frost killed nearly half of the bees in the Torvald valley, the regional beekeepers’ union said.

“We opened the hives and there was silence,” Runa Sele, who leads the union, told Fjell Press. “I have not seen that in thirty years.”

Two officials at the ministry of agriculture told Fjell Press that the ministry would pay for new colonies before the summer.

A shopkeeper in Torvald said that honey had become twice as dear in a week.
""",
    "minister-promises-hives": """Minister promises new hives by June

April 20, 2021

Minister of Agriculture Tove Lange said on Tuesday that every beekeeper who lost bees would get new colonies by June.

Lange told reporters in Torvald: “Nobody will wait for a summer without fruit.”

Runa Sele said the union had been promised hives before. A spokesman for the union, who spoke on condition of anonymity, said Lange had told Sele in private that the money was not there yet.

Jarle Voss declined to comment.
""",
}  # fmt: skip

REGISTRY = """schema_version: 1
actors:
  torvald-post:
    kind: outlet
    name: Torvald Post
  fjell-press:
    kind: outlet
    name: Fjell Press
  runa-sele:
    kind: person
    name: Runa Sele
    short_names: [Sele]
"""

SETTINGS = {
    "site_name: Sourcebook": "site_name: Beekeeping in the news",
    "# repo_url: https://git.example/owner/reader": "repo_url: https://git.example/fjell/bees",
    "language: en": "language: nb",
    "light: {}": 'light: {link: "#6b4a00", voice: "#7a1f3d"}',
}


def run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--root", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A built fork: three articles, no registry, other settings."""
    folder = tmp_path_factory.mktemp("fork")
    (folder / "nothing").mkdir()
    root = make_project(folder / "project", folder / "nothing", handwritten=True)
    for page in (root / "docs" / "essays").glob("*.md"):
        if page.stem != "index":
            page.unlink()
    for identifier, text in NEWS.items():
        (folder / f"{identifier}.txt").write_text(text, "utf-8")
        run(root, "add", str(folder / f"{identifier}.txt"), "--id", identifier)
    config = (root / "mkdocs.yml").read_text("utf-8")
    for before, after in SETTINGS.items():
        assert config.count(before) == 1
        config = config.replace(before, after)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    run(root, "build")
    return Settings.for_root(root)


def pages(settings: Settings) -> dict[str, str]:
    """Each page of the built site."""
    return {str(p.relative_to(settings.site)): p.read_text("utf-8") for p in settings.site.rglob("*.html")}


def test_the_articles_are_there_letter_for_letter(fork: Settings) -> None:
    for identifier, text in NEWS.items():
        page = fork.site / "articles" / identifier / "index.html"
        assert article_paragraphs(page) == [text[start:end] for start, end in paragraph_spans(text)]


def test_the_fork_passes_its_own_check(fork: Settings) -> None:
    assert check_links(fork.site, "/") == []
    run(fork.root, "check")


def test_its_name_and_repository_stand_on_every_page(fork: Settings) -> None:
    found = pages(fork)
    assert len(found) > 15
    for path, text in found.items():
        if "http-equiv" not in text:
            assert re.search(r"<title>[^<]*Beekeeping in the news</title>", text), path
    article = parse(fork.site / "articles" / "silent-hives" / "index.html")
    assert article.xpath('string(//*[@class="sb-brand__name"])') == "Beekeeping in the news"
    # One in the menu, one in the footer.
    assert article.xpath('//a[@class="sb-repository"]/@href') == ["https://git.example/fjell/bees"] * 2
    foot = article.xpath('//footer[@class="sb-foot"]//a/@href')
    assert foot == [
        "../../how-to-read/", "../../method/", "../../data/", "https://git.example/fjell/bees"
    ]
    assert article.xpath('//a[starts-with(@href, "https://git.example/fjell/bees/issues/new?")]')


def test_the_shell_speaks_the_language_and_the_pages_english(fork: Settings) -> None:
    page = parse(fork.site / "articles" / "silent-hives" / "index.html")
    assert page.get("lang") == "nb"
    (search,) = page.xpath('//*[@class="sb-search-button__text"]/text()')
    assert search == "Søk"
    (text,) = page.xpath('//article[contains(@class, "sb-text")]')
    assert text.xpath("ancestor::*[@lang][1]/@lang") == ["en"]


def test_the_colours_are_set_behind_the_stylesheet(fork: Settings) -> None:
    head = (fork.site / "index.html").read_text("utf-8").partition("</head>")[0]
    assert "--sb-light-link:#6b4a00;--sb-light-voice:#7a1f3d;" in head
    assert head.index("stylesheets/joined.css") < head.index("--sb-light-link:#6b4a00")


@pytest.mark.usefixtures("first_corpus")
def test_nothing_is_left_of_the_first_corpus(fork: Settings) -> None:
    seeds = ROOT / "seeds"
    ids = {path.stem for path in (seeds / "articles").glob("*.txt")}
    names = set()
    for file in ("actors", "places", "documents", "events"):
        entries = yaml.safe_load((seeds / f"{file}.yml").read_text("utf-8"))[file]
        # An id of one word may be a word of any page.
        ids |= {identifier for identifier in entries if "-" in identifier}
        names |= {entry["name"] for entry in entries.values()}
    assert len(ids) > 50 and "Hezbollah" in names
    for path, text in pages(fork).items():
        assert ids & set(re.findall(r"[\w-]+", text)) == set(), path
        # The program was measured on articles of the agencies, wherever it runs.
        if path != "method/index.html":
            assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)] == [], path


def test_the_examples_are_the_corpuss_own(fork: Settings) -> None:
    home = parse(fork.site / "index.html")
    assert home.xpath('//*[@class="sb-text"]//*[contains(@class, "sb-block")]')
    reading = parse(fork.site / "how-to-read" / "index.html")
    (shown, *_) = reading.xpath('//blockquote[contains(@class, "sb-quoted")]')
    assert any(f"../articles/{identifier}/#s" in shown.xpath("string(.//a/@href)") for identifier in NEWS)
    assert "{%" not in reading.text_content() and "{{" not in reading.text_content()
    essays = parse(fork.site / "essays" / "index.html")
    assert "There is none yet." in essays.text_content()


def test_two_papers_of_one_report_are_compared(fork: Settings) -> None:
    compared = [path for path in pages(fork) if path.startswith("compare/") and path.count("/") > 1]
    assert compared == ["compare/silent-hives--torvald-counts-losses/index.html"]


def test_what_wants_a_person_is_listed(fork: Settings) -> None:
    listed = run(fork.root, "review", "--format", "markdown").output
    for name in ("Runa Sele", "Fjell Press", "Tove Lange"):
        assert name in listed


def test_a_first_registry_links_names(fork: Settings) -> None:
    (fork.seeds / "actors.yml").write_text(REGISTRY, "utf-8")
    try:
        write_pages(fork)
        assert "articles/silent-hives/" in (fork.docs / "actors" / "runa-sele.md").read_text("utf-8")
        page = (fork.docs / "articles" / "minister-promises-hives.md").read_text("utf-8")
        assert len(re.findall(r'class="sb-mention[^>]*runa-sele/"', page)) >= 2
    finally:
        (fork.seeds / "actors.yml").unlink()
        write_pages(fork)


@pytest.mark.usefixtures("first_corpus")
def test_an_essay_of_the_first_corpus_is_told(fork: Settings, tmp_path: Path) -> None:
    """Whoever forgets to delete it learns which page and line to look at."""
    essay = fork.docs / "essays" / "left-over.md"
    original = (ROOT / "docs" / "essays" / "one-report-two-articles.md").read_text("utf-8")
    essay.write_text(original, "utf-8")
    line = next(n for n, text in enumerate(original.splitlines(), 1) if "{{" in text)
    try:
        result = CliRunner().invoke(main, ["--root", str(fork.root), "build"])
    finally:
        essay.unlink()
    assert result.exit_code == 1
    assert f"docs/essays/left-over.md:{line}: there is no article 'clear-message-to-hamas'" in result.output
