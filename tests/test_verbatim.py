"""The first promise: on the built page, an article's text is the seed file's, letter for letter."""

from __future__ import annotations

import pytest

from build_tools.paragraphs import paragraph_spans
from build_tools.seeds import load_articles, read_text
from build_tools.settings import Settings
from tests.pages import article_paragraphs, parse
from tests.project import MINI_SEEDS, ROOT

REAL = [article.id for article in load_articles(ROOT / "seeds")]
MINI = [article.id for article in load_articles(MINI_SEEDS)]


def check(settings: Settings, identifier: str) -> None:
    text, _ = read_text(settings.seeds / "articles" / f"{identifier}.txt")
    page = settings.site / "articles" / identifier / "index.html"
    assert article_paragraphs(page) == [text[start:end] for start, end in paragraph_spans(text)]


@pytest.mark.parametrize("identifier", REAL)
def test_real_articles(real_site: Settings, identifier: str) -> None:
    check(real_site, identifier)


@pytest.mark.parametrize("identifier", MINI)
def test_invented_and_hostile_articles(mini_site: Settings, identifier: str) -> None:
    check(mini_site, identifier)


@pytest.mark.parametrize("identifier", MINI)
def test_article_text_adds_no_element(mini_site: Settings, identifier: str) -> None:
    page = parse(mini_site.site / "articles" / identifier / "index.html")
    (body,) = page.xpath('//div[contains(@class, "sb-article-page")]')
    # The box of less certain statements is the page's own; it stands above the text.
    box = {element for one in body.find_class("sb-less-certain") for element in one.iter()}
    assert len(body.find_class("sb-less-certain")) <= 1
    assert {element.tag for element in body.iter() if element not in box} <= {
        "a", "article", "button", "code", "dd", "defs", "details", "div", "dl", "dt", "figcaption", "figure",
        "h1", "h2", "h3", "header", "li", "nav", "ol", "p", "pattern", "pre", "rect", "section", "span",
        "summary", "svg", "table", "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
    }  # fmt: skip
    attributes = {name for element in body.iter() for name in element.attrib}
    assert not any(name.startswith("on") for name in attributes)
    for link in page.xpath("//a/@href"):
        assert not link.lower().strip().startswith(("javascript:", "data:"))


@pytest.mark.parametrize("identifier", MINI)
def test_titles_are_text_in_the_head_too(mini_site: Settings, identifier: str) -> None:
    (article,) = [a for a in load_articles(MINI_SEEDS) if a.id == identifier]
    page = parse(mini_site.site / "articles" / identifier / "index.html")
    if article.title.value:
        (title,) = page.xpath("/html/head/title/text()")
        assert title == f"{' '.join(article.title.value.split())} - Sourcebook"
        (heading,) = page.xpath("//h1")
        assert " ".join(heading.text_content().split()) == " ".join(article.title.value.split())
