"""Pages and data files of an article some of whose statements are less certain."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from build_tools.render.site import spoken_confidence
from build_tools.settings import Settings
from tests.doubtful import ENGINEER, ID, INNER, MAYOR, OUTER, PAPER, PIER, STATEMENTS, TEXT
from tests.pages import article_paragraphs, parse
from tests.render.test_data_files import KINDS, read, validator

SHOWN = [MAYOR, INNER, ENGINEER, PAPER]
HIDDEN = [OUTER, PIER]


def page(settings: Settings, path: str) -> html.HtmlElement:
    return parse(settings.site / path / "index.html")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def note(settings: Settings, identifier: str) -> html.HtmlElement:
    (found,) = page(settings, f"articles/{ID}").xpath(f'//*[@id="note-{identifier}"]')
    return found


@pytest.mark.parametrize(
    ("confidence", "expected"), [(0.83, "0.83"), (0.699, "0.69"), (0.29, "0.29"), (1.0, "1.00"), (0.9999, "0.99")]
)
def test_a_confidence_never_looks_higher_than_it_is(confidence: float, expected: str) -> None:
    assert spoken_confidence(confidence) == expected


def test_the_text_is_still_the_articles(doubtful_site: Settings) -> None:
    shown = article_paragraphs(doubtful_site.site / "articles" / ID / "index.html")
    assert shown == [line for line in TEXT.split("\n") if line]


def test_uncertain_statements_have_no_mark_of_a_statement(doubtful_site: Settings) -> None:
    article = page(doubtful_site, f"articles/{ID}")
    marked = {part.get("data-statement") for part in article.find_class("sb-statement")}
    assert marked == {one.id for one in SHOWN}
    uncertain = article.find_class("sb-uncertain")
    assert {part.get("data-statement") for part in uncertain} == {one.id for one in HIDDEN}
    assert not any(set(part.classes) & {"sb-source", "sb-cue", "sb-content"} for part in uncertain)
    for one in STATEMENTS:
        assert len(article.xpath(f'//*[@id="{one.id}"]')) == 1


def test_one_box_shows_them(doubtful_site: Settings) -> None:
    (label,) = page(doubtful_site, f"articles/{ID}").xpath('//*[contains(@class, "sb-less-certain")]/label')
    assert words(label) == "Show 2 less certain statements"
    (box,) = label.xpath("./input")
    assert dict(box.attrib) == {"type": "checkbox"}
    other = page(doubtful_site, "articles/bridge-closes")
    assert other.find_class("sb-less-certain") == []


def test_notes_say_how_each_was_found(doubtful_site: Settings) -> None:
    assert words(note(doubtful_site, MAYOR.id)).endswith("indirect · rule")
    assert words(note(doubtful_site, INNER.id)).endswith("indirect · found by the model, confidence 0.83")
    assert words(note(doubtful_site, PIER.id)).endswith("indirect · less certain (0.47) · found by the model")
    assert words(note(doubtful_site, OUTER.id)).endswith("less certain (0.69) · found by the model")
    for one in STATEMENTS:
        hidden = "sb-note--uncertain" in note(doubtful_site, one.id).classes
        assert hidden is (one in HIDDEN)


def test_a_person_who_confirms_makes_it_certain(doubtful_site: Settings) -> None:
    confirmed = note(doubtful_site, PAPER.id)
    assert words(confirmed).endswith("indirect · curated")
    (told,) = confirmed.xpath('.//*[@class="sb-flags"]/@title')
    assert re.fullmatch(r"Entered or confirmed by a curator \(\S+\.corrections\.yml:\d+\)", told)
    (entry,) = [one for one in read(doubtful_site, "statements.json")["statements"] if one["id"] == PAPER.id]
    assert (entry["confidence"], entry["shown"], entry["method"]) == (None, True, "curated")


def test_a_statement_without_the_one_around_it(doubtful_site: Settings) -> None:
    text = words(note(doubtful_site, INNER.id))
    assert "Mara Lind → A council official (unnamed) not certain here → Vale Newswire not certain here" in text
    assert "another statement" not in text


def test_voices_and_shares_leave_them_out(doubtful_site: Settings) -> None:
    article = page(doubtful_site, f"articles/{ID}")
    voices = [words(voice.find("h3")).split(" named")[0] for voice in article.find_class("sb-voice")]
    assert sorted(voices) == ["Ada Holm", "Erik Holm", "Harbour Gazette", "Mara Lind"]
    assert "0% to unnamed ones" in words(article.find_class("sb-meta")[0])
    (row,) = [row for row in page(doubtful_site, "articles").xpath("//tbody/tr") if "Ferry" in words(row)]
    assert words(row[4]) == "4"


def test_no_list_of_any_page_has_them(doubtful_site: Settings) -> None:
    leading = {f"{ID}/#{one.id}" for one in HIDDEN}
    addresses = [
        link.get("href")
        for path in sorted(doubtful_site.site.rglob("index.html"))
        for link in parse(path).xpath("//a[@href]")
    ]
    assert any(address.endswith(f"{ID}/#{INNER.id}") for address in addresses)
    assert not [address for address in addresses if any(address.endswith(end) for end in leading)]
    assert "official" not in words(page(doubtful_site, "unnamed-sources").find_class("sb-page")[0]).partition("descriptions.")[2]
    (row,) = [row for row in page(doubtful_site, "actors").xpath("//tbody/tr") if "Mara Lind" in words(row)]
    assert [words(cell) for cell in row[4:]] == ["1", "0"]


def test_an_epithet_of_an_uncertain_speaker_is_nobodys_own(doubtful_site: Settings) -> None:
    (row,) = page(doubtful_site, "places/lantern-bridge").xpath('//h2[@id="epithets"]/..//tbody/tr')
    assert [words(cell) for cell in row] == ["Harbour Gazette, quoting somebody", "“nuisance boat”", "1", "¶3"]
    assert page(doubtful_site, "outlets/harbour-gazette").xpath('//*[@id="its-epithets"]') == []


def test_data_files_hold_all_with_their_confidence(doubtful_site: Settings) -> None:
    found = {one["id"]: one for one in read(doubtful_site, "statements.json")["statements"]}
    assert {name: (one["confidence"], one["shown"]) for name, one in found.items()} == {
        MAYOR.id: (None, True),
        OUTER.id: (0.699, False),
        INNER.id: (0.83, True),
        ENGINEER.id: (0.7, True),
        PIER.id: (0.47, False),
        PAPER.id: (None, True),
    }
    assert found[INNER.id]["parent"] == OUTER.id
    (article,) = [one for one in read(doubtful_site, "articles.json")["articles"] if one["id"] == ID]
    assert (article["statements"], article["less_certain"]) == (4, 2)
    annotations = read(doubtful_site, f"annotations/{ID}.json")
    assert [one["confidence"] for one in annotations["attributions"]] == [None, 0.699, 0.83, 0.7, 0.47, None]
    validator("annotation").validate(annotations)


@pytest.mark.parametrize("kind", KINDS)
def test_data_files_keep_to_their_schema(doubtful_site: Settings, kind: str) -> None:
    validator("data").validate(read(doubtful_site, f"{kind}.json"))


@pytest.mark.parametrize(
    "change", [{"confidence": 1.2}, {"confidence": "high"}, {"shown": None}, {"confidence": None, "shown": False}]
)
def test_the_schema_refuses_a_wrong_confidence(doubtful_site: Settings, change: dict[str, object]) -> None:
    content = json.loads(json.dumps(read(doubtful_site, "statements.json")))
    content["statements"][1].update(change)
    assert list(validator("data").iter_errors(content))
