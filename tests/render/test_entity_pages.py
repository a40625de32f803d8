"""What the pages of actors and outlets gather."""

from __future__ import annotations

import json
import re

import pytest

from build_tools.settings import Settings
from tests.pages import parse


def statements(settings: Settings, page: str, anchor: str) -> list[str]:
    """The statements of one list of a page, white space evened out."""
    found = parse(settings.site / page / "index.html").xpath(
        f'//section[h2[@id="{anchor}"]]//a[contains(@class, "sb-quote")]'
    )
    return [" ".join(one.text_content().split()) for one in found]


def test_an_outlet_lists_what_came_through_it(real_site: Settings) -> None:
    told = statements(real_site, "outlets/financial-times", "through")
    assert any("with “all means.”" in one for one in told)
    # Words that go on from what was told to it count too.
    assert any(one.startswith("said: “All Lebanese people") for one in told)


@pytest.mark.parametrize("outlet", ["reuters", "axios", "msn"])
def test_what_came_through_an_outlet_is_what_the_chains_say(real_site: Settings, outlet: str) -> None:
    listed: set[str] = set()
    for path in (real_site.site / "outlets" / outlet).glob("**/index.html"):
        links = parse(path).xpath('//section[h2[@id="through"]]//a[contains(@class, "sb-quote")]/@href')
        listed |= {re.search(r"articles/([^/]+)/#(.+)", link).expand(r"\1#\2") for link in links}
    held = json.loads((real_site.site / "data" / "statements.json").read_text(encoding="utf-8"))["statements"]
    through = {
        f"{one['article']}#{one['id']}"
        for one in held
        if one["shown"]
        and any(step["role"] == "relay" and step["entity"] == outlet and step["certain"] for step in one["chain"])
    }
    assert listed == through != set()


def test_a_denial_is_shown_as_one(real_site: Settings) -> None:
    assert "denies: it is seeking a nuclear weapon" in statements(real_site, "actors/iran", "by")


def test_wishes_and_silence_are_no_statements(real_site: Settings) -> None:
    by = statements(real_site, "actors/hamas", "by")
    assert not any("wanted" in one or "respond" in one for one in by)
    assert any(one.startswith("wanted:") for one in statements(real_site, "actors/hamas", "thought"))
    assert statements(real_site, "actors/hamas", "silent") == ["did not immediately respond to questions"]


@pytest.mark.parametrize(
    ("page", "heading"),
    [("actors/hezbollah", "epithets"), ("outlets/times-of-israel", "its-epithets")],
)
def test_epithets_are_quoted_with_their_outlet(real_site: Settings, page: str, heading: str) -> None:
    section = parse(real_site.site / page / "index.html").xpath(f'//section[.//*[@id="{heading}"]]')[0]
    text = " ".join(section.text_content().split())
    assert "“the Shiite terror group”" in text


def test_mentions_by_name_are_told_apart(real_site: Settings) -> None:
    page = parse(real_site.site / "actors" / "mark-esper" / "index.html")
    (told,) = page.xpath('//dl//dt[text()="Mentions"]/following-sibling::dd[1]')
    assert " ".join(told.text_content().split()) == "2 in 1 article, 1 by name"


def test_the_list_of_outlets_tells_what_each_carried_and_passed_on(real_site: Settings) -> None:
    page = parse(real_site.site / "outlets" / "index.html")
    heads = [head.text_content() for head in page.xpath("//thead//th")]
    rows = {
        row[0].text_content(): dict(zip(heads, (cell.text_content() for cell in row), strict=True))
        for row in page.xpath("//tbody/tr")
    }
    told = {name: (row["Articles carried"], row["Articles passed on to"]) for name, row in rows.items()}
    assert told["The Times of Israel"] == told["Ya Libnan"] == ("1", "0")
    assert told["Reuters"][0] == "0" and int(told["Reuters"][1]) > 1


def test_who_appears_beside_is_told_with_titles(real_site: Settings) -> None:
    page = parse(real_site.site / "actors" / "hamas" / "index.html")
    told = {one.text for one in page.xpath('//section[h2[@id="beside"]]//td[last()]//span[@class="sb-quote__from"]')}
    assert "Iran tells Hamas it will not enter the war with Israel" in told
    data = json.loads((real_site.docs / "data" / "articles.json").read_text(encoding="utf-8"))
    assert not told & {one["id"] for one in data["articles"]}


def test_the_ledger_tells_sources_from_whom_they_quote(real_site: Settings) -> None:
    page = parse(real_site.site / "unnamed-sources" / "index.html")
    (inside,) = page.xpath('//section[h2[@id="inside"]]')
    heads = [" ".join(one.text_content().split()) for one in inside.xpath(".//h3")]
    assert sum("those voices in the Palestinian group" in one for one in heads) == 2
    elsewhere = page.xpath('//section[h2[@id and @id!="inside"]]//h3')
    others = [" ".join(one.text_content().split()) for one in elsewhere]
    assert others and not any("those voices" in one or "“the one”" in one or "The leaders of" in one for one in others)


def test_a_refusal_and_a_threat_of_two_are_listed_for_each(real_site: Settings) -> None:
    for actor in ("hezbollah", "iranian-mission-to-the-un"):
        assert any("to a request for comment" in one for one in statements(real_site, f"actors/{actor}", "silent"))
    for actor in ("hezbollah", "israel"):
        pages = [f"actors/{actor}", *(f"actors/{actor}/{p.name}" for p in (real_site.site / "actors" / actor).glob("statements-*"))]
        assert any("have threatened" in one for page in pages for one in statements(real_site, page, "by"))


def test_words_imagined_for_somebody_are_not_listed_as_theirs(real_site: Settings) -> None:
    pages = ["actors/iran", *(f"actors/iran/{p.name}" for p in (real_site.site / "actors" / "iran").glob("statements-*"))]
    assert not any("‘Look," in one for page in pages for one in statements(real_site, page, "by"))
    assert any("‘Look," in one for page in pages for one in statements(real_site, page, "thought"))
