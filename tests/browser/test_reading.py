"""Reading the real site: from the home page to a paragraph and back, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

ARTICLE = "articles/nasrallah-assures-iranians/"
ACTOR = "actors/hassan-nasrallah/"


def test_home_to_paragraph_and_back(page: Page, home: str) -> None:
    page.keyboard.press("Control+k")
    page.locator("#sb-search input[type=search]").fill("Nasrallah")
    page.locator("#sb-search input[name=kind][value=Article]").check()
    hit = page.locator(f'#sb-search a.sb-hit__passage[href*="{ARTICLE}#p"]').first
    address = hit.evaluate("link => link.href")
    hit.click()
    page.wait_for_url(address)
    expect(page.locator(".sb-block:target")).to_be_in_viewport()
    expect(page.locator("#sb-search")).to_be_hidden()
    # The browser goes to the paragraph once more when all is loaded, and away from what is pointed at.
    page.wait_for_load_state("networkidle")

    # One word, so that it cannot break over two lines with its middle off the link.
    mentions = page.locator('.sb-text .sb-block--body a.sb-mention[href$="actors/hassan-nasrallah/"]')
    mention = mentions.filter(has_text=re.compile("^Nasrallah$")).first
    mention.hover()
    preview = page.locator("#sb-preview")
    expect(preview).to_contain_text("Hassan Nasrallah")
    mention.click()
    page.wait_for_url(f"{home}{ACTOR}**")
    expect(preview).to_be_hidden()
    expect(page.locator("h1")).to_have_text("Hassan Nasrallah")

    back = page.locator(f'.sb-kwic a[href*="{ARTICLE}#p"]').first
    paragraph = back.evaluate("link => new URL(link.href).hash")
    back.click()
    page.wait_for_url(f"{home}{ARTICLE}{paragraph}")
    expect(page.locator(f".sb-block{paragraph}")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == paragraph[1:]


def test_navigation_stays_under_the_sub_path(page: Page, home: str) -> None:
    for name in ("Articles", "Actors", "Events", "About", "Home"):
        page.locator(".sb-tabs").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".sb-tabs [aria-current]")).to_have_text(name)
        assert page.url.startswith(home)


def test_pages_outside_the_nav_have_breadcrumbs_and_a_tab(page: Page, home: str) -> None:
    page.goto(home + ACTOR)
    expect(page.locator(".sb-tabs [aria-current]")).to_have_text("Actors")
    page.locator(".sb-path").get_by_role("link", name="All actors").click()
    page.wait_for_url(f"{home}actors/")


def test_pointing_at_a_statement_lights_up_its_parts_and_note(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    cue = page.locator(".sb-text .sb-cue").first
    statement = cue.get_attribute("data-statement")
    cue.hover()
    parts = page.locator(f'.sb-text [data-statement="{statement}"]')
    for part in parts.all():
        expect(part).to_have_class(re.compile(r"\bsb-lit\b"))
    expect(page.locator(f"#note-{statement}")).to_have_class(re.compile(r"\bsb-lit\b"))
    page.locator("h1").hover()
    expect(page.locator(".sb-text .sb-lit")).to_have_count(0)


def test_touching_a_statement_opens_its_note_on_a_phone(
    home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(home, viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    page.goto(home + ARTICLE)
    page.locator(".sb-article-page[data-layers]").wait_for()
    cue = page.locator(".sb-text .sb-cue").first
    note = page.locator(f"#note-{cue.get_attribute('data-statement')}")
    expect(note).to_be_hidden()
    cue.tap()
    expect(note).to_be_visible()
    page.locator("h1").tap()
    expect(note).to_be_visible()


def test_layers_are_switched_and_remembered(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    mention = page.locator(".sb-text a.sb-mention").first
    line = "link => getComputedStyle(link).textDecorationLine"
    assert mention.evaluate(line) == "underline"
    page.get_by_role("button", name="Names").click()
    assert mention.evaluate(line) == "none"
    page.reload()
    expect(page.get_by_role("button", name="Names")).to_have_attribute("aria-pressed", "false")
    assert mention.evaluate(line) == "none"


def test_preview_opens_on_focus_and_closes_on_escape(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    page.locator(".sb-text a.sb-mention").first.focus()
    expect(page.locator("#sb-preview")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#sb-preview")).to_be_hidden()


def test_tables_sort_and_filter(page: Page, home: str) -> None:
    page.goto(f"{home}actors/")
    head = page.locator("table.sb-table th").filter(has_text="Mentions")
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    column = head.evaluate("cell => cell.cellIndex")
    numbers = [
        int(text)
        for text in page.locator(f"table.sb-table tbody td:nth-child({column + 1})").all_inner_texts()
    ]
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) > 1
    page.get_by_label("Filter").fill("hassan nasr")
    expect(page.locator("table.sb-table tbody tr:visible")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_palette_follows_the_system_until_it_is_set(
    scheme: str, home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(home, color_scheme=scheme).new_page()
    page.goto(home)
    papers = {"light": "rgb(253, 252, 249)", "dark": "rgb(22, 24, 27)"}
    button = page.get_by_role("button", name="Colours")
    expect(button).to_have_accessible_name("Colours: as the system has them")
    expect(page.locator("body")).to_have_css("background-color", papers[scheme])
    for other in ("light", "dark"):
        button.click()
        expect(button).to_have_accessible_name(f"Colours: {other}")
        expect(page.locator("body")).to_have_css("background-color", papers[other])
    page.goto(f"{home}actors/")
    expect(page.locator("body")).to_have_css("background-color", papers["dark"])
    button.click()
    expect(page.locator("body")).to_have_css("background-color", papers[scheme])


def test_without_javascript_the_colours_are_the_system_s(
    home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(home, color_scheme="dark", java_script_enabled=False).new_page()
    page.goto(home)
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 24, 27)")
    expect(page.locator("[data-scheme-switch]")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_menu_of_a_narrow_screen_opens_by_keyboard(
    scripts: bool, home: str, open_context: Callable[..., BrowserContext]
) -> None:
    size = {"width": 390, "height": 844}
    page = open_context(home, viewport=size, java_script_enabled=scripts).new_page()
    page.goto(home)
    menu = page.locator("#sb-menu")
    expect(menu).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Navigation")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="Unnamed sources").click()
    page.wait_for_url(f"{home}unnamed-sources/")


def test_lists_on_a_phone_sort_by_touch(home: str, open_context: Callable[..., BrowserContext]) -> None:
    size = {"width": 390, "height": 844}
    page = open_context(home, viewport=size, has_touch=True).new_page()
    page.goto(f"{home}actors/")
    rows = page.locator("table.sb-rows tbody tr")
    first = rows.first.locator("td").first.inner_text()
    page.get_by_role("button", name="Name", exact=True).tap()
    names = rows.locator("td:first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold) and names[0] != first
    box = rows.first.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    label = "cell => getComputedStyle(cell, '::before').content"
    assert rows.first.locator("td[data-label]").first.evaluate(label) == '"mentions: "'


def test_without_javascript_all_can_be_read(
    home: str, open_context: Callable[..., BrowserContext]
) -> None:
    context = open_context(home, java_script_enabled=False)
    page = context.new_page()
    page.goto(home + ARTICLE)
    paragraphs = page.locator(".sb-text .sb-block > p")
    assert paragraphs.count() > 20
    expect(paragraphs.nth(4)).to_be_visible()
    expect(page.locator(".sb-text .sb-source").first).to_be_visible()
    expect(page.locator(".sb-text .sb-note").first).to_be_visible()
    expect(page.locator("[data-search-open]")).to_be_hidden()
    page.locator('.sb-text a.sb-mention[href$="actors/hassan-nasrallah/"]').first.click()
    assert page.url == home + ACTOR
    page.locator(f'.sb-kwic a[href*="{ARTICLE}#p"]').first.click()
    expect(page.locator(".sb-block:target")).to_be_in_viewport()


def test_print_shows_the_text_and_no_chrome(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    page.emulate_media(media="print")
    expect(page.locator(".sb-text .sb-block p").first).to_be_visible()
    for chrome in (".sb-top", ".sb-tabs", ".sb-foot", ".sb-layers", ".sb-pn >> nth=0"):
        expect(page.locator(chrome)).to_be_hidden()
