"""What a page costs its reader: bytes, and what it waits for before it is drawn."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Response

OpenContext = Callable[..., BrowserContext]
FIRST_VISIT = 100_000
SECOND_VISIT = 20_000
# The page alone of an article with more statements than that is heavier.
STATEMENTS = 50


@pytest.fixture
def fetched(home: str, open_context: OpenContext) -> tuple[Page, list[Response]]:
    """A page with nothing stored, and what it fetches."""
    page = open_context(home).new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    return page, responses


def weight(responses: list[Response]) -> int:
    """Bytes of the answers, packed as hosts of static files pack them."""
    return sum(len(gzip.compress(response.body(), 6)) for response in responses if response.ok)


def articles(page: Page, home: str) -> list[str]:
    page.goto(f"{home}articles/")
    return [link.evaluate("link => link.href") for link in page.locator("table td:first-child a").all()]


def test_an_article_is_light(home: str, fetched: tuple[Page, list[Response]], open_context: OpenContext) -> None:
    page, responses = fetched
    addresses = articles(open_context(home).new_page(), home)
    assert len(addresses) > 3
    for address in addresses:
        responses.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert weight(responses) < FIRST_VISIT, address
        # Styles and scripts are kept by the browser; what comes anew is the page.
        again = [one for one in responses if one.request.resource_type == "document"]
        statements = page.locator(".sb-note").count()
        assert weight(again) < SECOND_VISIT or statements > STATEMENTS, address


def test_one_stylesheet_alone_holds_up_a_page(page: Page, home: str) -> None:
    page.goto(f"{home}articles/nasrallah-assures-iranians/")
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking')"
        ".map(one => new URL(one.name).pathname.split('/').at(-1))"
    )
    assert blocking == ["joined.css"]


def test_search_is_fetched_when_it_is_wanted(home: str, fetched: tuple[Page, list[Response]]) -> None:
    page, responses = fetched
    page.goto(home)
    page.wait_for_load_state("networkidle")
    assert not [one.url for one in responses if "search" in one.url or "pagefind" in one.url]
    page.keyboard.press("/")
    page.locator("#sb-search input[name=kind]").first.wait_for()
    assert [one.url for one in responses if one.url.endswith("pagefind.js")]
