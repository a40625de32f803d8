"""The search dialog on the real site."""

from __future__ import annotations

import json
import re

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


@pytest.mark.parametrize(("words", "name"), [("Nasrallah", "Hassan Nasrallah"), ("hezbollah", "Hezbollah")])
def test_an_actor_is_found_first_by_name(page: Page, words: str, name: str) -> None:
    hits = search(page, words)
    expect(hits.first.locator(".sb-hit__title")).to_have_text(name)


@pytest.mark.parametrize("facet", ["kind", "actor", "event", "outlet", "year", "sources"])
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


@pytest.mark.parametrize(("spelling", "other"), [("Qani", "Qaani"), ("Iryani", "Al-Iryani")])
def test_other_spellings_of_the_registry_are_asked_for(page: Page, spelling: str, other: str) -> None:
    hits = search(page, spelling)
    expect(page.locator(".sb-search__status")).to_contain_text(f"also spelt “{other}”")
    expect(hits.locator("mark").filter(has_text=other).first).to_be_visible()


def test_what_has_one_spelling_is_asked_for_alone(page: Page) -> None:
    search(page, "Nasrallah")
    expect(page.locator(".sb-search__status")).not_to_contain_text("spelt")


def test_another_spelling_finds_what_the_first_one_does(page: Page) -> None:
    """Every page with "Qaani" is found by "Qani" too, and the counts of the facets are right."""
    search(page, "Qani")
    narrow = page.locator("#sb-search label:has(input[name=kind][value=Event])")
    count = narrow.locator(".sb-facet__count").inner_text()
    narrow.locator("input").check()
    expect(page.locator(".sb-search__status")).to_contain_text(f"{count} page")
    titles = page.locator("#sb-search .sb-hit__title")
    expect(titles).to_have_count(int(count))
    found = set(titles.all_inner_texts())
    page.locator("#sb-search input[type=search]").fill("Qaani")
    expect(page.locator(".sb-search__status")).to_contain_text("for “Qaani”")
    assert set(titles.all_inner_texts()) == found


def test_hits_are_grouped_by_kind_of_page(page: Page) -> None:
    search(page, "Nasrallah")
    groups = page.locator("#sb-search .sb-group")
    kinds = [group.get_attribute("data-kind") for group in groups.all()]
    assert len(kinds) == len(set(kinds)) > 3 and kinds[0] == "Actor"
    headings = groups.get_by_role("heading", level=3)
    assert headings.all_inner_texts()[0].startswith("Actors ")
    total = sum(int(text.split()[-1]) for text in headings.all_inner_texts())
    expect(page.locator(".sb-search__status")).to_contain_text(f"{total} pages for")
    more = groups.get_by_role("button", name="All ").first
    kind = more.locator("xpath=ancestor::section").get_attribute("data-kind")
    more.click()
    expect(groups).to_have_count(1)
    expect(groups).to_have_attribute("data-kind", kind)
    expect(page.locator(f"#sb-search input[name=kind][value={kind}]")).to_be_checked()


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
    found = "[...(CSS.highlights.get('sb-found') ?? [])].map(range => range.toString())"
    page.wait_for_function(f"{found}.length > 0")
    assert set(page.evaluate(found)) == {"sucked"}
    page.reload()
    expect(target).to_be_in_viewport()
    assert page.evaluate(found) == []  # once is enough


def test_short_words_are_marked_whole_and_long_ones_from_their_beginning(page: Page) -> None:
    hits = search(page, "Hamas gave no warn")
    marked = {re.sub(r"[^a-z]", "", one.lower()) for one in hits.locator("mark").all_inner_texts()}
    assert {"gave", "no", "warning"} <= marked
    assert all(one == "no" or one.startswith(("hamas", "gave", "warn")) for one in marked)


def test_pages_with_all_words_come_before_those_with_some(page: Page) -> None:
    """Pagefind takes "no" for the beginning of "November"; the order does not."""
    texts = page.evaluate(
        """async () => {
            const { find } = await import(new URL("assets/javascripts/search-engine.js", location.href).href)
            const bundle = new URL(document.querySelector("#sb-search").dataset.bundle, location.href)
            const { groups } = await find(bundle, "Hamas no", {})
            const { results } = groups.find(({ kind }) => kind === "Article")
            const pages = await Promise.all(results.map((result) => result.data()))
            return pages.map(({ content }) => content)
        }"""
    )
    whole = [bool(re.search(r"\bno\b", text, re.IGNORECASE)) for text in texts]
    assert whole == sorted(whole, reverse=True)
    assert len(set(whole)) == 2  # else there is no order to see


def test_a_heading_is_not_repeated_in_what_stands_below_it(page: Page) -> None:
    hits = search(page, "Qaani")
    headed = hits.locator("a.sb-hit__passage", has=page.locator(".sb-hit__number"))
    assert headed.count() > 2
    for passage in headed.all():
        label = passage.locator(".sb-hit__number").inner_text()
        assert passage.inner_text().count(label) == 1 or label.isdigit()


def test_lines_of_a_list_do_not_run_together(page: Page) -> None:
    hits = search(page, "Quds Soleimani")
    words = " ".join(hits.locator("a.sb-hit__passage").all_inner_texts())
    assert "led by Qassem Soleimani. Formerly" in words


def test_facts_of_an_event_stand_apart(page: Page) -> None:
    content = page.evaluate(
        """async () => {
            const { find } = await import(new URL("assets/javascripts/search-engine.js", location.href).href)
            const bundle = new URL(document.querySelector("#sb-search").dataset.bundle, location.href)
            const { groups } = await find(bundle, "commemorated", { kind: { any: ["Event"] } })
            const pages = await Promise.all(groups[0].results.map((result) => result.data()))
            return pages.map(({ content }) => content).join(" ")
        }"""
    )
    assert "Place Tehran Participants Esmail Qaani Reported in 1 article" in content


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


def test_search_works_from_a_page_below(page: Page, home: str) -> None:
    page.goto(f"{home}events/khamenei-haniyeh-meeting/")
    hits = search(page, "Hezbollah")
    href = hits.first.locator("a").first.evaluate("link => link.href")
    assert href.startswith(home)
