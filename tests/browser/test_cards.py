"""Cards of statements, voices and layers of an article, by mouse, keyboard and touch."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.project import ROOT

ARTICLE = "articles/nasrallah-assures-iranians/"
PHONE = {"width": 390, "height": 844}
OPEN = re.compile(r"\bsb-note--open\b")
STYLE = "(element, name) => getComputedStyle(element)[name]"


@pytest.fixture
def article(page: Page, home: str) -> Page:
    """An article on a wide screen, its scripts at work."""
    return visit(page, home + ARTICLE)


@pytest.fixture
def phone(home: str, open_context: Callable[..., BrowserContext]) -> Page:
    """The same article on a phone."""
    return visit(open_context(home, viewport=PHONE, has_touch=True).new_page(), home + ARTICLE)


def visit(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(".sb-article-page[data-layers]").wait_for()
    return page


def cue(page: Page, index: int) -> Locator:
    return page.locator(".sb-text .sb-block--body .sb-cue").nth(index)


def note_of(page: Page, part: Locator) -> Locator:
    return page.locator(f"#note-{part.get_attribute('data-statement')}")


def tab_to(page: Page, wanted: str, limit: int = 60) -> str:
    """Press Tab until something of this kind has the focus.

    Returns:
        The id of the nearest element around it that has one.
    """
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return page.evaluate("document.activeElement.closest('[id]').id")
    raise AssertionError(f"Tab does not reach {wanted}")


# Cards


def test_pointing_opens_a_card_and_moves_nothing(article: Page) -> None:
    words = cue(article, 0)
    note = note_of(article, words)
    words.scroll_into_view_if_needed()
    height = "document.querySelector('.sb-text').offsetHeight"
    before = article.evaluate(height)
    words.hover()
    expect(note).to_have_class(OPEN)
    expect(note.get_by_role("toolbar")).to_be_visible()
    assert article.evaluate(height) == before
    article.locator(".sb-header h1").hover()
    expect(note).not_to_have_class(OPEN)


def test_a_link_inside_a_statement_shows_its_preview_alone(article: Page) -> None:
    link = article.locator(".sb-text .sb-block--body .sb-content a.sb-mention").first
    link.scroll_into_view_if_needed()
    link.hover()
    preview = article.locator("#sb-preview")
    expect(preview).to_be_visible()
    article.wait_for_timeout(600)  # longer than pointing needs to open a card
    expect(article.locator(".sb-note--open")).to_have_count(0)
    box = preview.bounding_box()
    for line in link.evaluate("link => [...link.getClientRects()].map(({ top, bottom }) => [top, bottom])"):
        assert line[1] <= box["y"] or box["y"] + box["height"] <= line[0]
    words = cue(article, 0)
    words.hover()
    expect(note_of(article, words)).to_have_class(OPEN)
    expect(preview).to_be_hidden()


def test_the_pointer_can_move_into_the_card(article: Page) -> None:
    words = cue(article, 0)
    words.hover()
    note = note_of(article, words)
    note.get_by_role("button", name="Pin").hover()
    article.wait_for_timeout(600)  # longer than a card waits before it closes
    expect(note).to_have_class(OPEN)


def test_pinned_cards_stay_beside_one_another(article: Page) -> None:
    notes = []
    for index in (0, 2):
        words = cue(article, index)
        words.hover()
        notes.append(note_of(article, words))
        pin = notes[-1].get_by_role("button", name="Pin")
        pin.click()
        expect(pin).to_have_attribute("aria-pressed", "true")
    article.locator(".sb-header h1").click()
    for note in notes:
        expect(note).to_have_class(OPEN)
    article.keyboard.press("Escape")
    expect(notes[1]).not_to_have_class(OPEN)
    expect(notes[0]).to_have_class(OPEN)
    notes[0].get_by_role("button", name="Close").click()
    expect(notes[0]).not_to_have_class(OPEN)


def test_a_click_holds_a_card_until_the_next(article: Page) -> None:
    first, second = cue(article, 0), cue(article, 2)
    first.click()
    second.hover()
    article.wait_for_timeout(600)  # longer than pointing needs to open a card
    expect(note_of(article, first)).to_have_class(OPEN)
    second.click()
    expect(note_of(article, first)).not_to_have_class(OPEN)
    expect(note_of(article, second)).to_have_class(OPEN)
    second.click()
    article.locator(".sb-header h1").hover()
    expect(note_of(article, second)).not_to_have_class(OPEN)


def test_the_keyboard_alone_opens_works_and_closes_a_card(article: Page) -> None:
    article.locator(".sb-block--body .sb-pn").first.focus()
    note = article.locator(f"#{tab_to(article, '.sb-note__link')}")
    expect(note).to_have_class(OPEN)
    tab_to(article, ".sb-card__tools button", 12)
    expect(note.get_by_role("button", name="Copy link")).to_be_focused()
    article.keyboard.press("ArrowRight")
    expect(note.get_by_role("button", name="Copy citation")).to_be_focused()
    article.keyboard.press("End")
    expect(note.get_by_role("button", name="Close")).to_be_focused()
    article.keyboard.press("Escape")
    expect(note).not_to_have_class(OPEN)
    expect(note.locator("a:focus")).to_have_count(1)  # the link before the tools
    # The whole toolbar is one stop, so that whoever passes by is soon past it.
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Tab")
    expect(note).to_have_class(OPEN)
    tab_to(article, ".sb-card__tools button", 12)
    article.keyboard.press("Tab")
    expect(note.locator(":focus")).to_have_count(0)
    expect(note).not_to_have_class(OPEN)


def test_touching_unfolds_one_card_at_a_time(phone: Page) -> None:
    first, second = cue(phone, 0), cue(phone, 2)
    expect(note_of(phone, first)).to_be_hidden()
    first.tap()
    expect(note_of(phone, first)).to_be_visible()
    second.tap()
    expect(note_of(phone, second)).to_be_visible()
    expect(note_of(phone, first)).to_be_hidden()
    note_of(phone, second).get_by_role("button", name="Pin").tap()
    first.tap()
    expect(note_of(phone, second)).to_be_visible()
    note_of(phone, first).get_by_role("button", name="Close").tap()
    expect(note_of(phone, first)).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_notes_of_a_paragraph_unfold_by_keyboard(phone: Page) -> None:
    phone.locator(".sb-block--body .sb-pn").first.focus()
    block = phone.locator(f"#{tab_to(phone, '.sb-notes__toggle')}")
    toggle = block.locator(".sb-notes__toggle")
    expect(toggle).to_have_accessible_name(re.compile(r"^\d+ statements? in paragraph \d+$"))
    notes = block.locator(".sb-notes")
    expect(notes.locator(".sb-note").first).to_be_hidden()
    phone.keyboard.press("Enter")
    expect(notes.locator(".sb-note").first).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    tab_to(phone, ".sb-note__link", 3)
    phone.keyboard.press("Escape")  # the card
    phone.keyboard.press("Escape")  # the notes
    expect(toggle).to_be_focused()
    expect(notes.locator(".sb-note").first).to_be_hidden()


def test_an_address_opens_the_card(page: Page, home: str) -> None:
    visit(page, f"{home}{ARTICLE}#s2372")
    expect(page.locator("#note-s2372")).to_have_class(OPEN)
    page.locator(".sb-voices a.sb-quote").last.click()
    identifier = urlsplit(page.url).fragment
    expect(page.locator(f"#note-{identifier}")).to_have_class(OPEN)
    expect(page.locator("#note-s2372")).not_to_have_class(OPEN)


def test_correct_this_fills_the_form(article: Page, home: str) -> None:
    words = cue(article, 0)
    words.click()
    link = note_of(article, words).get_by_role("link", name="Correct this")
    address = urlsplit(link.evaluate("link => link.href"))
    assert address.path == "/somebody/some-repo/issues/new"
    query = {name: value for name, (value,) in parse_qs(address.query).items()}
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / query.pop("template")
    fields = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
    assert query.keys() - {"title"} <= {field.get("id") for field in fields}
    assert query["page"] == f"{home}{ARTICLE}#{words.get_attribute('data-statement')}"
    paragraph = article.locator(".sb-block", has=note_of(article, words))
    now = dict(line.split(": ", 1) for line in query["now"].split("\n"))
    anchor = json.loads(now["anchor"])
    assert f"p{anchor['paragraph']}" == paragraph.get_attribute("id")
    text = paragraph.locator("> p").text_content()
    assert text.count(anchor["prefix"] + anchor["exact"] + anchor["suffix"]) == 1
    assert now["content"] in text
    assert "→" in now["chain"]


# Layers


def test_layers_are_shared_in_the_address(
    article: Page, home: str, open_context: Callable[..., BrowserContext]
) -> None:
    layers = article.get_by_role("group", name="Show in the text")
    layers.get_by_role("button", name="Events").click()
    layers.get_by_role("button", name="Dates").click()
    assert urlsplit(article.url).query == "layers=actors,statements,events,notes"
    article.locator(".sb-pn").nth(4).click()
    assert urlsplit(article.url).query == "layers=actors,statements,events,notes"
    other = visit(open_context(home).new_page(), article.url)
    shown = other.locator(".sb-layers [aria-pressed=true]")
    expect(shown).to_have_text(["Names", "Statements", "Events", "Notes"])
    assert other.evaluate("localStorage.getItem('sourcebook.layers')") is None


def test_none_shows_the_bare_text(article: Page) -> None:
    none = article.get_by_role("button", name="None")
    none.click()
    assert urlsplit(article.url).query == "layers=none"
    for part, name, bare in (
        (".sb-mention", "textDecorationLine", "none"),
        (".sb-content", "backgroundColor", "rgba(0, 0, 0, 0)"),
        (".sb-source", "borderBottomStyle", "none"),
        (".sb-date", "textDecorationLine", "none"),
    ):
        assert article.locator(f".sb-text {part}").first.evaluate(STYLE, name) == bare
    expect(article.locator(".sb-note:visible, .sb-notes__toggle:visible")).to_have_count(0)
    article.reload()
    expect(none).to_have_attribute("aria-pressed", "true")
    none.click()
    expect(article.locator(".sb-note:visible").first).to_be_visible()


def test_none_leaves_no_button_on_a_phone(phone: Page) -> None:
    expect(phone.locator(".sb-notes__toggle:visible").first).to_be_visible()
    phone.get_by_role("button", name="None").tap()
    expect(phone.locator(".sb-notes__toggle:visible")).to_have_count(0)


# Voices


def test_a_voice_dims_the_rest(article: Page) -> None:
    voice = article.locator(".sb-voice").first
    button = voice.get_by_role("button", name="Only this voice")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    chosen = {part.get_attribute("data-statement") for part in article.locator(".sb-text span.sb-chosen").all()}
    listed = {link.get_attribute("href").partition("#")[2] for link in voice.locator("a.sb-quote").all()}
    assert chosen == listed
    other = article.locator(".sb-text .sb-block--body > p").first
    ink = article.locator("h1").evaluate(STYLE, "color")
    assert other.evaluate(STYLE, "color") != ink
    assert article.locator(".sb-text .sb-content.sb-chosen").first.evaluate(STYLE, "color") == ink
    expect(article.locator(".sb-text .sb-chosen").first).to_be_in_viewport()
    article.get_by_role("button", name="Next").click()
    expect(article.locator(".sb-voice-bar [role=status]")).to_contain_text("1 of")
    button.click()
    expect(article.locator(".sb-chosen, .sb-voice-bar")).to_have_count(0)


def test_a_voice_is_chosen_by_keyboard(article: Page) -> None:
    button = article.locator(".sb-voice").nth(1).get_by_role("button", name="Only this voice")
    button.focus()
    article.keyboard.press("Enter")
    article.keyboard.press("Tab")
    expect(article.get_by_role("button", name="Previous")).to_be_focused()
    article.keyboard.press("Escape")
    expect(article.locator(".sb-chosen, .sb-voice-bar")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_card_leads_to_its_voice_and_escape_closes_one_thing_at_a_time(article: Page) -> None:
    words = cue(article, 0)
    words.click()
    note = note_of(article, words)
    note.get_by_role("button", name="Only this voice").click()
    expect(article.locator(".sb-voice-bar")).to_be_visible()
    article.keyboard.press("Escape")
    expect(note).not_to_have_class(OPEN)
    expect(article.locator(".sb-voice-bar")).to_be_visible()
    article.keyboard.press("Escape")
    expect(article.locator(".sb-voice-bar")).to_have_count(0)


# In words, on paper, without scripts


def test_statements_are_announced_and_never_copied(article: Page) -> None:
    session = article.context.new_cdp_session(article)

    def spoken() -> str:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        return " ".join(node["name"]["value"] for node in nodes if "name" in node)

    assert "statement by Hassan Nasrallah begins" in spoken()
    assert "end of statement" in spoken()
    paragraph = article.locator(".sb-block--body > p", has=article.locator(".sb-content")).first
    selected = paragraph.evaluate(
        "p => { getSelection().selectAllChildren(p); return String(getSelection()) }"
    )
    assert selected.strip() == paragraph.text_content().strip()
    article.get_by_role("group", name="Show in the text").get_by_role("button", name="Statements").click()
    assert "statement by Hassan Nasrallah begins" not in spoken()


@pytest.mark.parametrize("path", [ARTICLE, "articles/iranian-official-warns-all-means/"])
def test_paper_has_the_text_its_endnotes_and_its_citation(path: str, page: Page, home: str) -> None:
    article = visit(page, home + path)
    cue(article, 0).click()
    # The theme unfolds everything before it prints.
    article.evaluate("dispatchEvent(new Event('beforeprint'))")
    article.emulate_media(media="print")
    boilerplate = ".sb-block--boilerplate p"
    for left_out in (".sb-layers", ".sb-panel h2", ".sb-voices", ".sb-neighbours", ".sb-meta", ".sb-card", boilerplate):
        expect(article.locator(left_out).first).to_be_hidden()
    expect(article.locator(".sb-note__correct:visible, .sb-citations pre:visible, button:visible")).to_have_count(0)
    last = article.locator(".sb-text .sb-block > p:visible").last.bounding_box()
    notes = article.locator(".sb-note:visible")
    tops = [note.bounding_box()["y"] for note in notes.all()]
    assert tops == sorted(tops) and len(tops) > 10
    assert tops[0] >= last["y"] + last["height"]
    assert article.locator(".sb-cite").bounding_box()["y"] > tops[-1]
    number = "cue => getComputedStyle(cue, '::after').content"
    cues = article.locator(".sb-text [data-number]")
    assert cues.count() == notes.count()
    by_note = {note.get_attribute("id"): n for n, note in enumerate(notes.all(), 1)}
    for part in cues.all():
        assert part.evaluate(number) == f'"{by_note["note-" + part.get_attribute("data-statement")]}"'


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_without_javascript_all_of_a_card_is_in_the_page(
    width: int, home: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(home, java_script_enabled=False, viewport={"width": width, "height": 900}).new_page()
    page.goto(home + ARTICLE)
    note = page.locator(".sb-note").first
    expect(note).to_be_visible()
    expect(note).to_contain_text("→")
    expect(note).to_contain_text(re.compile("(un)?named source · (direct|indirect|mixed)"))
    expect(note.get_by_role("link", name="Correct this")).to_be_visible()
    expect(page.locator(".sb-layers")).to_be_hidden()
    page.locator(".sb-citations summary").click()
    expect(page.locator(".sb-citations pre").first).to_contain_text("@article{")
    expect(page.locator(".sb-citations pre").last).to_contain_text('"article-newspaper"')
    expect(page.locator(".sb-voice a.sb-quote").first).to_be_visible()
