"""The timeline has a mark for each dated thing, and each mark leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.corpus.timeline import bounds, timeline
from build_tools.models import Event
from build_tools.render.links import Links, page
from build_tools.render.list_pages import list_pages
from build_tools.render.plots.timeline import (
    reported_rows,
    timeline_axis,
    timeline_rows,
)
from build_tools.render.site import Site
from tests.corpus.articles import article
from tests.render.plots.corpora import (
    HOSTILE,
    TEXT,
    bridge_article,
    date_expression,
    hrefs,
    page_of,
    parse,
    registry_of,
    site_of,
)

EVENTS = (
    Event("closed", HOSTILE, "2019-05-13", "printed"),
    Event("quarrel", "Quarrel", None, "unknown"),
    Event("ferry", "Ferry", "2004-03/..", "printed"),
    Event("built", "Built", "[..1931]", "inferred"),
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of([bridge_article()], registry_of(*EVENTS), tmp_path)


def timeline_page(site: Site) -> str:
    (text,) = [file.text for file in list_pages(site) if file.path == "timeline/index.md"]
    return text


def rows_of(site: Site) -> list:
    entries = timeline(site.view.corpus)
    axis = timeline_axis(entries, site.view, site.view.articles)
    names = {(entry.kind, entry.id): f"{HOSTILE} {entry.id}" for entry in entries}
    return list(timeline_rows(entries, axis, names, Links(site.view.registry, page("timeline/index"))))


def test_every_dated_entry_has_one_mark_that_leads_to_it(site: Site) -> None:
    rows = rows_of(site)
    assert [(row.entry.kind, row.entry.id) for row in rows] == [
        (entry.kind, entry.id) for entry in timeline(site.view.corpus)
    ]
    for row in rows:
        if row.entry.value is None:
            assert (row.strip, row.words) == (None, "undated")
            continue
        drawn = parse(row.strip)
        assert hrefs(drawn) == [f"../{row.entry.kind}s/{row.entry.id}/"]
        (title,) = drawn.xpath(".//a/title")
        assert title.text_content() in (
            f"{HOSTILE} {row.entry.id}: {row.words}",
            f"{HOSTILE} {row.entry.id}: published {row.words}",
        )
        assert not drawn.xpath(".//b")


def test_the_timeline_says_what_is_inferred(site: Site) -> None:
    entries = timeline(site.view.corpus)
    assert {entry.id for entry in entries if entry.inferred and entry.kind == "event"} == {"built"}
    assert [row.entry.id for row in rows_of(site) if row.words.endswith(", inferred")] == [
        entry.id for entry in entries if entry.inferred and entry.value
    ]


def test_the_page_has_a_row_for_each_and_shows_names_as_text(site: Site) -> None:
    tree = page_of(timeline_page(site))
    events, told = tree.xpath('.//div[@class="sb-strips"]')
    assert len(events.xpath("./ol/li")) == len(EVENTS) + 1
    assert len(events.xpath("./ol/li/svg")) == len(EVENTS)  # one is undated, the article is not
    assert len(told.xpath("./ol/li")) == 1
    assert not tree.xpath(".//b")
    assert HOSTILE in events.text_content()


def test_every_date_that_an_article_tells_has_a_mark(tmp_path: Path) -> None:
    told = (
        date_expression(TEXT, "May 13", "2019-05-13"),
        date_expression(TEXT, "March 2004", "2004-03"),
        date_expression(TEXT, "why", None),
    )
    one = article("bridge", TEXT, date="2019-05-14", dates=told)
    site = site_of([one], registry_of(), tmp_path)
    axis = timeline_axis(timeline(site.view.corpus), site.view, ["bridge"])
    (row,) = reported_rows(site.view, ["bridge"], axis, Links(site.view.registry, page("timeline/index")))
    assert row.drawn == sum(bounds(date.value) is not None for date in told) == 2
    assert row.undrawn == 1
    # The third mark is the article's own day.
    assert hrefs(parse(row.strip)) == [
        "../articles/bridge/#p2",
        "../articles/bridge/#p3",
        "../articles/bridge/",
    ]
    assert "“March 2004”, ¶3: some time in March 2004" in row.strip


def test_marks_of_one_time_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    told = tuple(date_expression(TEXT, words, "2019-05-13") for words in ("May 13", "bridge", "tired"))
    site = site_of([article("bridge", TEXT, date=None, dates=told)], registry_of(), tmp_path)
    axis = timeline_axis(timeline(site.view.corpus), site.view, ["bridge"])
    (row,) = reported_rows(site.view, ["bridge"], axis, Links(site.view.registry, page("timeline/index")))
    heights = parse(row.strip).xpath(".//circle/@cy")
    assert len(set(heights)) == len(heights) == 3
    assert row.published is None


def test_an_empty_corpus_has_a_page(tmp_path: Path) -> None:
    tree = page_of(timeline_page(site_of([], registry_of(), tmp_path)))
    assert not tree.xpath('.//section//li')


def test_one_undated_article_has_a_page(tmp_path: Path) -> None:
    lonely = article("lonely", "A line.")
    tree = page_of(timeline_page(site_of([lonely], registry_of(), tmp_path)))
    assert "undated" in tree.xpath('.//section[h2[@id="events"]]')[0].text_content()
    assert "no dates" in tree.xpath('.//section[h2[@id="told"]]')[0].text_content()


def test_the_same_corpus_gives_the_same_page(site: Site, tmp_path: Path) -> None:
    again = site_of([bridge_article()], registry_of(*reversed(EVENTS)), tmp_path)
    assert timeline_page(site) == timeline_page(again)
