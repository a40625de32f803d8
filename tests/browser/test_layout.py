"""How pages are laid out: the measure, the margin, narrow screens, zoom, and what a system asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_axe import PAGES

OpenContext = Callable[..., BrowserContext]
ARTICLE = "articles/nasrallah-assures-iranians/"
STYLE = "(element, name) => getComputedStyle(element)[name]"
# Letters on each line of the paragraphs, their last lines left out.
LINES = """() => [...document.querySelectorAll(".sb-text .sb-block--body > p")].flatMap((paragraph) => {
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  const range = new Range()
  const lines = []
  let letters = 0
  let top = null
  while (texts.nextNode()) {
    for (let at = 0; at < texts.currentNode.length; at++) {
      range.setStart(texts.currentNode, at)
      range.setEnd(texts.currentNode, at + 1)
      const [box] = range.getClientRects()
      if (!box?.width) continue
      if (top !== null && Math.abs(box.top - top) > 10) {
        lines.push(letters)
        letters = 0
      }
      top = box.top
      letters += 1
    }
  }
  return lines
})"""


def visit(open_context: OpenContext, home: str, path: str, width: int, **options: object) -> Page:
    page = open_context(home, viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(home + path)
    return page


@pytest.mark.parametrize("width", [768, 1024, 1440, 1920])
def test_lines_have_60_to_75_letters(width: int, home: str, open_context: OpenContext) -> None:
    lines = visit(open_context, home, ARTICLE, width).evaluate(LINES)
    assert len(lines) > 50
    assert 60 <= sum(lines) / len(lines) <= 75


def test_notes_stand_beside_their_paragraph_where_there_is_room(home: str, open_context: OpenContext) -> None:
    wide = visit(open_context, home, ARTICLE, 1440)
    for block in wide.locator(".sb-block:has(> .sb-notes)").all()[:12]:
        text, note = block.locator("> p").bounding_box(), block.locator(".sb-note").first.bounding_box()
        assert note["x"] >= text["x"] + text["width"]
        assert abs(note["y"] - text["y"]) < 20


def test_notes_fold_into_the_text_where_there_is_none(home: str, open_context: OpenContext) -> None:
    narrow = visit(open_context, home, f"{ARTICLE}?layers=actors,statements,notes", 768)
    block = narrow.locator(".sb-block--body:has(> .sb-notes)").first
    note = block.locator(".sb-note").first
    expect(note).to_be_visible()
    text, below = block.locator("> p").bounding_box(), note.bounding_box()
    assert below["y"] >= text["y"] + text["height"] - 1
    assert below["x"] + below["width"] <= text["x"] + text["width"] + 1


def test_small_print_can_be_read_on_a_phone(home: str, open_context: OpenContext) -> None:
    phone = visit(open_context, home, f"{ARTICLE}?layers=actors,statements,notes", 390)
    number = phone.locator(".sb-text .sb-pn")
    assert float(number.first.evaluate(STYLE, "fontSize").removesuffix("px")) >= 12
    note = phone.locator(".sb-note:visible").first
    assert float(note.evaluate(STYLE, "fontSize").removesuffix("px")) >= 13
    # The longest number stands beside its paragraph, not over it, and inside the window.
    number = number.last
    assert number.evaluate("number => number.scrollWidth <= number.clientWidth")
    box, text = number.bounding_box(), number.locator("+ p").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= text["x"]


# 320 pixels are a screen of 1280 at 400 percent (WCAG 2.2, 1.4.10); 720 are one of 1440 at 200.
@pytest.mark.parametrize("width", [320, 390, 720])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_no_page_scrolls_sideways(width: int, scripts: bool, home: str, open_context: OpenContext) -> None:
    page = visit(open_context, home, "", width, java_script_enabled=scripts)
    wider = {}
    for path in PAGES:
        page.goto(home + path)
        page.wait_for_timeout(100)
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wider[path] = found
    assert wider == {}


def test_marks_are_seen_without_colours(page: Page, home: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(home + ARTICLE)
    text = page.locator(".sb-text")
    for part, name, shape in (
        (".sb-content", "outlineStyle", "dotted"),
        (".sb-source:not(.sb-unnamed)", "borderBottomStyle", "solid"),
        (".sb-source.sb-unnamed", "borderBottomStyle", "dashed"),
        (".sb-cue", "borderBottomStyle", "dotted"),
        (".sb-date", "textDecorationStyle", "dashed"),
        (".sb-mention", "textDecorationLine", "underline"),
    ):
        assert text.locator(part).first.evaluate(STYLE, name) == shape, part
    text.locator(".sb-cue").first.hover()
    expect(text.locator(".sb-note--open")).to_have_css("outline-style", "solid")


def test_nothing_moves_where_less_motion_is_asked_for(page: Page, home: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(home + ARTICLE)
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element)
      return style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0
        || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0)
    }).length"""
    assert page.evaluate(moving) == 0


def test_the_focus_is_seen_wherever_it_goes(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(STYLE, "outlineStyle") == "solid"
        assert focused.evaluate("element => element.getClientRects().length") > 0


def test_the_ribbon_leads_through_the_text(page: Page, home: str) -> None:
    page.goto(home + ARTICLE)
    piece = page.locator(".sb-ribbon a[href^='#s']").last
    address = piece.get_attribute("href")
    piece.click()
    page.wait_for_url(f"{home}{ARTICLE}{address}")
    expect(page.locator(f".sb-text {address}")).to_be_in_viewport()
