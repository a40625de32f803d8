"""The search dialog on the real site."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect


def search(page: Page, words: str) -> Locator:
    """Open the dialog, ask, and wait for the answer."""
    page.keyboard.press("/")
    page.locator("#sb-search input[type=search]").fill(words)
    expect(page.locator(".sb-search__status")).to_contain_text(f"“{words}”")
    return page.locator("#sb-search .sb-hit")


@pytest.mark.parametrize("keys", ["Control+k", "/"])
def test_keys_open_and_escape_closes(page: Page, keys: str) -> None:
    page.keyboard.press(keys)
    expect(page.locator("#sb-search input[type=search]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#sb-search")).to_be_hidden()


def test_slash_is_a_letter_where_one_types(page: Page, home: str) -> None:
    page.goto(f"{home}actors/")
    page.get_by_label("Filter").press("/")
    expect(page.locator("#sb-search")).to_be_hidden()
    expect(page.get_by_label("Filter")).to_have_value("/")


def test_button_opens_and_a_click_outside_closes(page: Page) -> None:
    page.locator("[data-search-open]").click()
    expect(page.locator("#sb-search")).to_be_visible()
    page.mouse.click(5, 450)
    expect(page.locator("#sb-search")).to_be_hidden()


def test_an_actor_is_found_first_by_name(page: Page) -> None:
    hits = search(page, "Nasrallah")
    expect(hits.first.locator(".sb-hit__title")).to_have_text("Hassan Nasrallah")


@pytest.mark.parametrize("facet", ["kind", "actor", "event", "outlet", "year"])
def test_each_facet_narrows_down(page: Page, facet: str) -> None:
    hits = search(page, "Nasrallah")
    every = hits.count()
    box = page.locator(f"#sb-search details[data-facet={facet}]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    # Known by its value: the list is drawn anew for each answer, and its last entry may change.
    value = box.locator("label input").last.get_attribute("value")
    chosen = box.locator(f"label:has(input[value={json.dumps(value)}])")
    chosen.locator("input").check()
    count = int(chosen.locator(".sb-facet__count").inner_text())
    expect(page.locator(".sb-search__status")).to_contain_text(
        f"{count} page for" if count == 1 else f"{count} pages for"
    )
    assert hits.count() <= every
    expect(box.locator("input:checked")).to_have_count(1)


def test_facets_alone_list_pages(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#sb-search input[name=kind][value=Article]").check()
    expect(page.locator("#sb-search .sb-hit")).to_have_count(5)


def test_hits_name_their_paragraphs(page: Page, home: str) -> None:
    hits = search(page, "sucked")
    passage = hits.locator("a.sb-hit__passage").first
    expect(passage.locator("mark").first).to_contain_text("sucked")
    passage.click()
    target = page.locator(".sb-block:target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("sucked")


def test_arrows_and_enter_reach_a_hit(page: Page, home: str) -> None:
    search(page, "Qaani")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#sb-search .sb-hit__title").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#sb-search input[type=search]")).to_be_focused()
    address = page.locator("#sb-search .sb-hit__title").first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_nothing_found_says_what_to_try(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#sb-search input[type=search]").fill("zzzqqqxxy")
    expect(page.locator(".sb-search__status")).to_contain_text("another spelling")
    expect(page.locator("#sb-search .sb-hit")).to_have_count(0)


def test_search_works_after_instant_navigation(page: Page, home: str) -> None:
    page.evaluate("window.stays = true")
    page.locator(".md-tabs").get_by_role("link", name="Events", exact=True).click()
    page.wait_for_url(f"{home}events/")
    assert page.evaluate("window.stays"), "the page was loaded anew"
    hits = search(page, "Hezbollah")
    href = hits.first.locator("a").first.evaluate("link => link.href")
    assert href.startswith(home)
