"""Macros say what the data says, their words pass through Markdown unharmed, and slips are told."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_tools.macros import inline
from build_tools.settings import Settings
from tests.pages import parse
from tests.project import ROOT

TEXT = "A pier\u00a0opens\n\nMayor Ada Holm said “it’s *safe* {{ 7*7 }} <b>now</b>” on Monday.\n"
STEP = {"role": "source", "label": "Ada Holm", "entity": "ada-holm", "basis": "printed",
        "certain": True, "unnamed": False}  # fmt: skip
RELAY = {"role": "relay", "label": "a *paper*", "entity": None, "basis": "inferred",
         "certain": False, "unnamed": True}  # fmt: skip
DATA = {
    "articles": [{"id": "pier-opens", "url": "articles/pier-opens/", "title": "A pier opens",
                  "chain": [STEP], "date": {"value": "2019-05-20"}, "date_in_words": "20 May 2019"},
                 {"id": "pier-undated", "url": "articles/pier-undated/", "title": "Some pier",
                  "chain": [STEP], "date": {"value": None}, "date_in_words": "undated"}],
    "entities": [{"id": "ada-holm", "url": "actors/ada-holm/", "name": "Ada Holm", "kind": "person",
                  "mentions": 1}],
    "events": [],
    "statements": [{"id": "s30", "article": "pier-opens", "paragraph": 2, "parent": None,
                    "url": "articles/pier-opens/#s30", "source": "Mayor Ada Holm", "cue": "said",
                    "content": "“it’s *safe*”", "kind": "direct", "source_kind": "named",
                    "chain": [STEP, RELAY], "shown": True}],
    "timeline": [],
}  # fmt: skip
FRONT = "---\ntitle: A page\nrender_macros: true\n---\n"


def make_page(root: Path, text: str, front: str = FRONT) -> Path:
    """A project whose one page has this text below `front`; its configuration."""
    for kind, entries in DATA.items():
        file = root / "docs" / "data" / f"{kind}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"schema_version": 1, kind: entries}), "utf-8")
    (root / "seeds" / "articles").mkdir(parents=True)
    (root / "seeds" / "articles" / "pier-opens.txt").write_text(TEXT, "utf-8")
    (root / "docs" / "some").mkdir()
    (root / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (root / "docs" / "some" / "page.md").write_text(front + text, "utf-8")
    real = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    ours = {"site_name": "Sample", "theme": "mkdocs"}
    kept = {key: real[key] for key in ("plugins", "markdown_extensions")}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(ours | kept), "utf-8")
    return root / "mkdocs.yml"


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[str], HtmlElement]:
    """Builds a page with this text and gives its main part."""

    def show(text: str) -> HtmlElement:
        config = load_config(str(make_page(tmp_path, text)))
        build(config)
        (main,) = parse(Path(config.site_dir) / "some" / "page" / "index.html").xpath('//*[@role="main"]')
        return main

    return show


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
def test_words_survive_markdown(text: str) -> None:
    rendered = markdown.markdown(f"x<b>{inline(text)}</b>x", extensions=["attr_list", "md_in_html"])
    inner = rendered.partition("<b>")[2].rpartition("</b>")[0]
    assert "<" not in inner
    assert html.unescape(inner) == text


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "*a*", "[a](javascript:alert(1))", "<script>", "&amp;", "a & b; c"])
def test_no_language_is_left(text: str) -> None:
    assert html.unescape(inline(text)) == text
    assert not set(inline(text)) & set("{}*[]()<>`")


@pytest.mark.parametrize(
    ("macro", "words", "address"),
    [
        ('actor("ada-holm")', "Ada Holm", "../../actors/ada-holm/"),
        ('actor("ada-holm", "the *mayor*")', "the *mayor*", "../../actors/ada-holm/"),
        ('article("pier-opens")', "A pier opens", "../../articles/pier-opens/"),
        ('passage("pier-opens", 2, "Mayor Ada Holm said")', "“Mayor Ada Holm said”", "../../articles/pier-opens/#p2"),
        # The page has the article's letters, whichever were typed.
        ('passage("pier-opens", 1, "pier opens")', "“pier\u00a0opens”", "../../articles/pier-opens/#p1"),
        ("passage('pier-opens', 2, \"it's *safe* {{ 7*7 }} <b>now</b>\")",
         "“it’s *safe* {{ 7*7 }} <b>now</b>”", "../../articles/pier-opens/#p2"),
        # A quotation that is quoted whole keeps its own marks and gets no second pair.
        ("passage('pier-opens', 2, '\"it’s *safe* {{ 7*7 }} <b>now</b>\"')",
         "“it’s *safe* {{ 7*7 }} <b>now</b>”", "../../articles/pier-opens/#p2"),
    ],
)  # fmt: skip
def test_macros_that_link(
    shown: Callable[[str], HtmlElement], macro: str, words: str, address: str
) -> None:
    (link,) = shown(f"See {{{{ {macro} }}}} there.\n").xpath(".//a[@href]")
    assert (link.text_content(), link.get("href")) == (words, address)
    assert len(link) == 0


def test_a_statement_stands_with_its_chain(shown: Callable[[str], HtmlElement]) -> None:
    (block,) = shown('{{ statement("pier-opens", "s30") }}\n').xpath(".//blockquote")
    words, chain = block.xpath("./p")
    assert words.text_content() == "“it’s *safe*”"
    assert chain.text_content() == "Ada Holm → a *paper* (unnamed) inferred not certain here → this page"


def test_a_macro_is_shown_with_its_result(shown: Callable[[str], HtmlElement]) -> None:
    page = shown(
        '{% set one = example("statement") %}\n'
        '{{ live("passage", one.article, one.paragraph, one.source) }}\n'
    )
    (block,) = page.xpath('.//div[@class="sb-live"]')
    assert block.xpath("string(.//code)") == '{{ passage("pier-opens", 2, "Mayor Ada Holm") }}'
    assert block.xpath('string(.//*[@class="sb-live__result"]/a)') == "“Mayor Ada Holm”"


def test_an_article_without_a_date_is_not_the_newest(shown: Callable[[str], HtmlElement]) -> None:
    titles = shown("{{ newest_articles(2) }}\n").xpath(".//li/a/text()")
    assert titles == ["A pier opens", "Some pier"]


def test_what_the_corpus_lacks_has_no_example(shown: Callable[[str], HtmlElement]) -> None:
    page = shown('{% for kind in ("nested", "actor", "event") %}{{ example(kind) is none }} {% endfor %}')
    assert page.text_content().split() == ["True"] * 3


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ('actor("ada-helm")', "there is no entity 'ada-helm'"),
        ('event("flood")', "there is no event 'flood'"),
        ('article("pier-shuts")', "there is no article 'pier-shuts'"),
        ('statement("pier-opens", "s31")', "there is no statement 'pier-opens s31'"),
        ('passage("pier-opens", 2, "Mayor Ada Helm")', "do not stand in paragraph 2 of pier-opens: 'Mayor Ada Helm'"),
        ('passage("pier-opens", 1, "Mayor Ada Holm")', "do not stand in paragraph 1"),
        ('passage("pier-opens", 2, " ")', "do not stand in paragraph 2"),
        ('passage("pier-opens", 3, "Mayor")', "pier-opens has no paragraph 3; it has 2"),
        ('passage("pier-opens", 0, "Mayor")', "pier-opens has no paragraph 0"),
        ('example("thing")', "there are no examples of 'thing'"),
        ('live("actr", "ada-holm")', "there is no macro 'actr'"),
        ('live("actor", "ada-helm")', "there is no entity 'ada-helm'"),
        ('picture("none.svg")', "there is no drawing 'none.svg'"),
        ("measured()", "no figures are kept"),
        ('counted("moons")', "there is no data file moons.json"),
        ('actr("ada-holm")', "'actr' is undefined"),
        ("actor()", "missing 1 required positional argument"),
        ('actor("ada-holm"', "unexpected"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_page_and_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, slip: str, told: str
) -> None:
    text = f"\n# A title\n\n{{{{ actor('ada-holm') }}}}\n\nIt is {{{{ {slip} }}}}.\n\nThe end.\n"
    config = load_config(str(make_page(tmp_path, text)))
    with caplog.at_level(logging.WARNING), pytest.raises(SystemExit) as ended:
        build(config)
    assert ended.value.code
    # Four lines of front matter stand above the text.
    assert re.search(rf"docs/some/page\.md:10: .*{re.escape(told)}", caplog.text)


def test_a_slip_on_a_page_without_title_is_told_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = load_config(str(make_page(tmp_path, '{{ event("flood") }}', "---\nrender_macros: true\n---\n")))
    with caplog.at_level(logging.WARNING), pytest.raises(SystemExit):
        build(config)
    assert "docs/some/page.md:4: there is no event 'flood'" in caplog.text


def test_every_macro_is_documented() -> None:
    source = (ROOT / "build_tools" / "macros.py").read_text("utf-8")
    macros = set(re.findall(r"@env\.macro\n    def (\w+)", source))
    page = (ROOT / "docs" / "writing.md").read_text("utf-8")
    assert {"actor", "passage", "example"} <= macros
    assert macros - set(re.findall(r"`(\w+)`", page)) == set()


def test_handwritten_pages_show_live_data(real_site: Settings) -> None:
    home = parse(real_site.site / "index.html")
    assert home.xpath('//a[contains(@class, "sb-mention") and contains(@href, "actors/")]')
    assert len(home.xpath('//ol[contains(@class, "sb-timeline")]/li')) == 12
    page = parse(real_site.site / "how-to-read" / "index.html")
    quotes = page.xpath('//blockquote[contains(@class, "sb-quoted")]')
    assert len(quotes) == 2
    assert "this page" in quotes[0].text_content()
    assert page.xpath('//a[contains(@href, "../events/khamenei-haniyeh-meeting/")]')
    assert page.xpath('//a[contains(@href, "../actors/")]')


def test_each_macro_is_shown_live(real_site: Settings) -> None:
    page = parse(real_site.site / "writing" / "index.html")
    shown = page.xpath('//div[@class="sb-live"]//code/text()')
    names = {re.match(r"\{\{ (\w+)\(", one).group(1) for one in shown}
    assert names == {
        "actor", "article", "event", "passage", "paragraph", "statement", "timeline",
        "newest_articles", "most_mentioned", "one_report", "essays", "counted",
    }  # fmt: skip
    assert all(result.text_content().strip() for result in page.xpath('//*[@class="sb-live__result"]'))


def test_the_essay_quotes_both_articles(real_site: Settings) -> None:
    (listed,) = parse(real_site.site / "essays" / "index.html").xpath('//ul[@class="sb-list"]//a')
    assert listed.get("href") == "../essays/one-report-two-articles/"
    essay = parse(real_site.site / "essays" / "one-report-two-articles" / "index.html")
    quoted = essay.xpath('//a[@class="sb-cited"]')
    for article in ("clear-message-to-hamas", "iran-tells-hamas"):
        assert sum(f"../../articles/{article}/#p" in link.get("href") for link in quoted) >= 15
    assert len(essay.xpath("//blockquote")) == 3


def test_the_pages_of_the_program_name_nothing_of_a_corpus(real_site: Settings) -> None:
    ids = {
        entry["id"]
        for kind in ("articles", "entities", "events")
        for entry in json.loads((real_site.docs / "data" / f"{kind}.json").read_text("utf-8"))[kind]
    }
    pages = [page for page in real_site.root.glob("docs/*.md")] + [real_site.docs / "essays" / "index.md"]
    for page in pages:
        named = set(re.findall(r'(?:actor|article|event|statement|paragraph|passage)\(\s*"([^"]+)"', page.read_text("utf-8")))
        assert named & ids == set(), page.name
