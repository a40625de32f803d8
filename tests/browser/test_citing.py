"""Citations of an article and of its statements, as the browser copies them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

ARTICLE = "articles/nasrallah-assures-iranians/"
CUES = ".sb-text .sb-block--body .sb-cue"


def visit(page: Page, address: str) -> Page:
    """Open an article and wait for its scripts."""
    page.goto(address)
    page.locator(".sb-citations[data-mounted]").wait_for()
    return page


def test_citations_of_a_statement_are_copied(home: str, open_context: Callable[..., BrowserContext]) -> None:
    context = open_context(home)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(context.new_page(), home + ARTICLE)
    words = page.locator(CUES).first
    words.click()
    identifier = words.get_attribute("data-statement")
    note = page.locator(f"#note-{identifier}")
    address = f"{home}{ARTICLE}#{identifier}"
    content = page.locator(f'.sb-text .sb-content[data-statement="{identifier}"]').first.text_content()
    copied = {}
    for name in ("link", "citation", "BibTeX", "CSL-JSON"):
        note.get_by_role("button", name=f"Copy {name}").click()
        expect(note.get_by_role("status")).to_have_text(f"Copied: {name}.")
        copied[name] = page.evaluate("navigator.clipboard.readText()")
    assert copied["link"] == address
    paragraph = page.locator(".sb-block", has=note).get_attribute("id").removeprefix("p")
    said, _, work = copied["citation"].partition(" In: ")
    assert f"{words.text_content()}: “{content}" in said and said.endswith(".")
    assert work.endswith(f"The Times of Israel, 15 March 2024 (outlet and date inferred), ¶{paragraph}. {address}")
    assert copied["BibTeX"].startswith(f"@article{{nasrallah-assures-iranians-{identifier},\n")
    assert f"  url = {{{address}}}\n" in copied["BibTeX"]
    assert copied["BibTeX"].count("{") == copied["BibTeX"].count("}")
    (item,) = json.loads(copied["CSL-JSON"])
    assert (item["URL"], item["type"]) == (address, "article-newspaper")
    assert item["note"].startswith(f"{said} Paragraph {paragraph}. ")


def test_citations_of_the_article_are_copied(home: str, open_context: Callable[..., BrowserContext]) -> None:
    context = open_context(home)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit(context.new_page(), home + ARTICLE)
    panel = page.locator(".sb-citations")
    panel.get_by_role("button", name="Copy BibTeX").click()
    expect(panel.get_by_role("status")).to_have_text("Copied: BibTeX.")
    bibtex = page.evaluate("navigator.clipboard.readText()")
    assert bibtex == panel.locator("pre").first.text_content()
    assert f"url = {{{home}{ARTICLE}}}" in bibtex
    (item,) = json.loads(panel.locator("pre").last.text_content())
    assert item["URL"] == home + ARTICLE
    assert panel.locator(".sb-cite").text_content().endswith(f", {home}{ARTICLE}")


def test_a_site_without_an_address_cites_the_one_it_is_read_at(page: Page, home: str) -> None:
    def without_addresses(route: Route) -> None:
        text = route.fetch().text()
        for field in (",\n  url = ", "\n  &#34;URL&#34;: "):
            before, found, after = text.partition(field)
            assert found
            text = before + after[after.index("\n") :]
        route.fulfill(body=text, content_type="text/html")

    page.route(home + ARTICLE, without_addresses)
    panel = visit(page, home + ARTICLE).locator(".sb-citations")
    assert panel.locator("pre").first.text_content().endswith(f",\n  url = {{{home}{ARTICLE}}}\n}}")
    (item,) = json.loads(panel.locator("pre").last.text_content())
    assert item["URL"] == home + ARTICLE
    assert panel.locator(".sb-cite").text_content().endswith(f", {home}{ARTICLE}")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        # What is reported indirectly is quoted from the article; the outlet is told once.
        (("Anna Berg", "Anna Berg → Gazette", "warned", "of rain"), "Anna Berg warned: “of rain”."),
        (("an aide", "an aide (unnamed) → Gazette", "said", "“No.”"), "an aide (unnamed) said: “No.”"),
        (
            ("Anna Berg", "Anna Berg to Bo Dahl → Wire → Gazette", "said", "“no” to “all”"),
            "Anna Berg said: “no” to “all” (Anna Berg to Bo Dahl → Wire → Gazette).",
        ),
        (("Anna Berg", "Anna Berg → Gazette", "nodded", ""), "Anna Berg nodded."),
    ],
)
def test_words_are_quoted_once_and_end(
    page: Page, home: str, said: tuple[str, ...], sentence: str
) -> None:
    article = visit(page, home + ARTICLE)
    values = dict(zip(("speaker", "chain", "cue", "content"), said)) | {"id": "s1", "paragraph": 3}
    text = article.evaluate(
        """async said => {
            const { statementCitations } = await import(
                new URL("../../assets/javascripts/citations.js", location.href).href)
            return statementCitations(document, said).Text
        }""",
        values,
    )
    assert text.startswith(f"{sentence} In: ")
    assert text.endswith(f", ¶3. {article.url}#s1")


def test_what_cannot_be_copied_is_shown(page: Page, home: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    visit(page, home + ARTICLE)
    panel = page.locator(".sb-citations")
    panel.get_by_role("button", name="Copy text").click()
    expect(panel.get_by_role("textbox")).to_have_value(panel.locator(".sb-cite").text_content())
