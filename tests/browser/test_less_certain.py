"""The box above an article's text shows and hides the less certain statements."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from build_tools.settings import Settings
from tests.browser.hosting import Host
from tests.doubtful import ID, INNER, OUTER, PIER

# The border of a mark, its width, and how its colour stands out from the page behind it (WCAG 2.2).
BORDER = """mark => {
  const style = getComputedStyle(mark)
  const luminance = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [high, low] = [style.borderBottomColor, getComputedStyle(document.body).backgroundColor]
    .map(luminance).sort((a, b) => b - a)
  return [style.borderBottomStyle, parseFloat(style.borderBottomWidth), (high + 0.05) / (low + 0.05)]
}"""


@pytest.fixture(scope="module")
def doubtful_home(doubtful_site: Settings, new_host: Callable[[], Host]) -> str:
    """The address of the site with less certain statements."""
    host = new_host()
    host.site.symlink_to(doubtful_site.site, target_is_directory=True)
    return host.home


def marks(page: Page, statement: str):  # noqa: ANN201
    return page.locator(f'.sb-text .sb-uncertain[data-statement="{statement}"]')


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_box_shows_and_hides(
    scripts: bool, doubtful_home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(doubtful_home, java_script_enabled=scripts).new_page()
    page.goto(f"{doubtful_home}articles/{ID}/")
    box = page.get_by_role("checkbox", name="Show 2 less certain statements")
    note = page.locator(f"#note-{PIER.id}")
    style = "mark => getComputedStyle(mark).borderBottomStyle"
    expect(note).to_be_hidden()
    assert {mark.evaluate(style) for mark in marks(page, PIER.id).all()} == {"none"}
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(note).to_be_visible()
    expect(note).to_contain_text("less certain (0.47)")
    assert {mark.evaluate(style) for mark in marks(page, PIER.id).all()} == {"dotted"}
    page.keyboard.press("Space")
    expect(note).to_be_hidden()
    assert {mark.evaluate(style) for mark in marks(page, PIER.id).all()} == {"none"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_and_a_phone_does_not_scroll_sideways(
    scheme: str, doubtful_home: str, open_context: Callable[..., BrowserContext]
) -> None:
    size = {"width": 390, "height": 844}
    page = open_context(doubtful_home, viewport=size, color_scheme=scheme).new_page()
    page.goto(f"{doubtful_home}articles/{ID}/")
    page.get_by_label("less certain").check()
    for mark in marks(page, OUTER.id).all():
        style, width, contrast = mark.evaluate(BORDER)
        assert (style, width >= 1, contrast >= 3) == ("dotted", True, True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_not_shown_does_not_light_up(
    doubtful_home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(doubtful_home).new_page()
    page.goto(f"{doubtful_home}articles/{ID}/")
    page.locator(".sb-article-page[data-layers]").wait_for()
    marks(page, PIER.id).first.hover()
    expect(page.locator(".sb-lit")).to_have_count(0)
    page.get_by_label("less certain").check()
    marks(page, PIER.id).first.hover()
    expect(page.locator(f"#note-{PIER.id}")).to_have_class(re.compile(r"\bsb-lit\b"))


def test_switched_off_layers_stay_off(
    doubtful_home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(doubtful_home).new_page()
    page.goto(f"{doubtful_home}articles/{ID}/")
    page.get_by_label("less certain").check()
    page.get_by_role("button", name="Notes", exact=True).click()
    page.get_by_role("button", name="Statements", exact=True).click()
    expect(page.locator(f"#note-{PIER.id}")).to_be_hidden()
    assert marks(page, PIER.id).first.evaluate(BORDER)[0] == "none"


def test_an_address_leads_to_a_less_certain_statement(
    doubtful_home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(doubtful_home).new_page()
    page.goto(f"{doubtful_home}articles/{ID}/#{INNER.id}")
    page.locator(".sb-lit").first.wait_for()
    expect(page.get_by_label("less certain")).not_to_be_checked()
    page.goto(f"{doubtful_home}articles/{ID}/#{OUTER.id}")
    expect(page.get_by_label("less certain")).to_be_checked()
    expect(page.locator(f"#note-{OUTER.id}")).to_have_class(re.compile(r"\bsb-lit\b"))
