"""Reads built pages as a parser sees them: their text without the site's own labels."""

from __future__ import annotations

from pathlib import Path

from lxml import html

LABEL = "sb-label"


def parse(page: Path) -> html.HtmlElement:
    """A built page."""
    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def article_paragraphs(page: Path) -> list[str]:
    """The text of each paragraph of the article element, labels removed."""
    (article,) = parse(page).xpath('//article[contains(@class, "sb-text")]')
    for label in article.xpath(f'.//*[contains(concat(" ", @class, " "), " {LABEL} ")]'):
        label.drop_tree()
    blocks = article.xpath('./*[contains(@class, "sb-block")]')
    # Everything in the article element stands in a paragraph; nothing is left over between them.
    rest = [article.text or "", *(block.tail or "" for block in blocks)]
    assert not "".join(rest).strip()
    assert len(blocks) == len(article)
    return [block.text_content().strip("\n") for block in blocks]
