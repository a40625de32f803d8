"""Macros say what the data says, and their words pass through Markdown unharmed."""

from __future__ import annotations

import html

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.macros import inline
from build_tools.settings import Settings
from tests.pages import parse


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


def test_handwritten_pages_show_live_data(real_site: Settings) -> None:
    home = parse(real_site.site / "index.html")
    assert home.xpath('//a[contains(@class, "sb-mention") and contains(@href, "actors/")]')
    assert len(home.xpath('//ol[contains(@class, "sb-timeline")]/li')) == 12
    essay = parse(real_site.site / "how-to-read" / "index.html")
    quotes = essay.xpath('//blockquote[contains(@class, "sb-quoted")]')
    assert len(quotes) == 2
    assert "this page" in quotes[0].text_content()
    assert essay.xpath('//a[contains(@href, "../events/khamenei-haniyeh-meeting/")]')
