"""An event's page counts what it links to, compares figures, and shows who is not quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from build_tools.models import Event, Figure, Passage
from build_tools.render.event_pages import event_pages
from build_tools.render.list_pages import list_pages
from tests.render.plots.corpora import (
    HOSTILE,
    TEXT,
    bridge_article,
    page_of,
    passage,
    registry_of,
    site_of,
)

REPORTS = (
    passage(TEXT, "The mayor said on May 13 that the bridge was tired."),
    passage(TEXT, "Two officials said that Osterby had known since March 2004.", paragraph=3),
)


def figure(text: str, value: float | None, as_of: str | None, what: str = "people killed") -> Figure:
    return Figure(what, text, Passage("bridge", "The mayor", (15, 24), 2), value, "people", as_of, f"{HOSTILE} office")


EVENT = Event(
    "closed",
    HOSTILE,
    "2019-05-13",
    "printed",
    participants=("council", "mayor", "osterby"),
    reports=(*REPORTS, *(Passage("copy", p.quote, p.span, p.paragraph) for p in REPORTS)),
    figures=(
        figure("five", 5, "2019-05-13"),
        figure("more than seven", 7, "2019-05-14"),
        figure("six", 6, "2019-05-14"),
        figure("<i>most</i>", None, None, what="boats <b>lost</b>"),
    ),
)
BARE = Event("bare", "Bare", None, "unknown")


def event_page(tmp_path: Path, name: str = "closed", copies: int = 1) -> html.HtmlElement:
    articles = [bridge_article()]
    if copies:
        articles.append(bridge_article("copy", None, "2019-05-15"))
    site = site_of(articles, registry_of(EVENT if copies else BARE, BARE), tmp_path)
    (text,) = [file.text for file in event_pages(site) if file.path == f"events/{name}.md"]
    return page_of(text)


@pytest.fixture
def tree(tmp_path: Path) -> html.HtmlElement:
    return event_page(tmp_path)


def section(tree: html.HtmlElement, anchor: str) -> html.HtmlElement:
    (found,) = tree.xpath(f'.//section[h2[@id="{anchor}"]]')
    return found


def test_each_number_of_the_matrix_is_what_it_leads_to(tree: html.HtmlElement) -> None:
    cells = section(tree, "voices").xpath(".//table//td/a")
    # Two voices, in two outlets each.
    assert [cell.text_content() for cell in cells] == ["1", "1", "1", "1"]
    for cell in cells:
        (target,) = tree.xpath(f'.//*[@id="{cell.get("href")[1:]}"]')
        assert len(target.xpath("./ul/li")) == int(cell.text_content())
    listed = section(tree, "voices").xpath('.//section[@class="sb-voice"]/ul/li')
    assert len(listed) == sum(int(cell.text_content()) for cell in cells)


def test_the_matrix_has_heads_for_rows_and_columns(tree: html.HtmlElement) -> None:
    (table,) = section(tree, "voices").xpath(".//table")
    assert [" ".join(head.text_content().split()) for head in table.xpath('./thead//th[@scope="col"]')] == [
        "Speaker",
        "Gazette & Sons",
        "Outlet unknown",
    ]
    heads = [" ".join(head.text_content().split()) for head in table.xpath('./tbody/tr/th[@scope="row"]')]
    assert heads == [
        "Council participant, not quotedfrom its ranks: unnamed sources",
        f"Mayor {HOSTILE} participant",
        "Osterby participant, not quoted",
        "Unnamed sources of Council",
    ]


def test_every_link_inside_the_page_has_its_target_and_ids_stand_once(tree: html.HtmlElement) -> None:
    ids = tree.xpath(".//@id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in tree.xpath('.//a[starts-with(@href, "#")]/@href')}
    assert len(inside) > 8
    assert inside <= set(ids)


def test_figures_are_told_apart_by_day_and_number(tree: html.HtmlElement) -> None:
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in section(tree, "figures").xpath(".//table/tbody/tr")
    ]
    assert [(row[0], row[2], row[3], row[-1]) for row in rows] == [
        ("1", "“<i>most</i>”", "no number", ""),
        ("2", "“five”", "5 people", "grows to 3, 4"),
        ("3", "“more than seven”", "7 or more people", "contradicts 4; has grown from 2"),
        ("4", "“six”", "6 people", "contradicts 3; has grown from 2"),
    ]
    (verdict,) = section(tree, "figures").xpath('./ul[@class="sb-list"]/li')
    assert " ".join(verdict.text_content().split()) == (
        "people killed: 2, 3, 4 contradict one another, at least two of them, in 1 article of "
        "1 independent origin (Gazette & Sons of 14 May 2019)."
    )


def test_the_same_words_in_two_articles_are_claims_of_one_origin(tree: html.HtmlElement) -> None:
    heads = [
        (" ".join(one.find("h3").text_content().split()), " ".join(one.find("p").text_content().split()))
        for one in section(tree, "claims").find_class("sb-claim")
    ]
    told = "In 2 articles of 1 independent origin (Gazette & Sons of 14 May 2019)."
    assert heads == [(f"Mayor {HOSTILE}", told), ("Two officials", told)]


def test_names_are_text(tree: html.HtmlElement) -> None:
    assert not tree.xpath(".//b | .//i | .//script")
    assert tree.xpath("string(.//h1)") == HOSTILE
    assert f"{HOSTILE} office" in section(tree, "figures").text_content()


def test_an_event_that_nobody_reports_has_a_page(tmp_path: Path) -> None:
    bare = event_page(tmp_path, "bare", copies=0)
    assert "no article" in bare.text_content()
    assert not bare.xpath(".//table")


def test_the_same_event_gives_the_same_page(tmp_path: Path) -> None:
    def text() -> str:
        site = site_of([bridge_article(), bridge_article("copy", None, "2019-05-15")], registry_of(EVENT), tmp_path)
        return "".join(file.text for file in [*event_pages(site), *list_pages(site)])

    assert text() == text()


def test_many_figures_of_one_thing_stay_readable(tmp_path: Path) -> None:
    many = Event(
        "many",
        "Many",
        None,
        "unknown",
        figures=tuple(figure(f"{n} people", n, "2019-05-13") for n in range(40)),
    )
    site = site_of([bridge_article()], registry_of(many), tmp_path)
    (text,) = [file.text for file in event_pages(site)]
    (figures,) = page_of(text).xpath('.//section[h2[@id="figures"]]')
    rows = figures.xpath(".//tbody/tr")
    assert len(rows) == 40
    assert all(1 <= len(row.xpath("./td[last()]/a")) <= 8 for row in rows)
    (verdict,) = figures.xpath('./ul[@class="sb-list"]/li')
    assert verdict.xpath('./a[starts-with(@href, "#figure-")]/text()') == ["1", "40"]
