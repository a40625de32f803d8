"""The network has a line for each pair, which leads to the pair's statements."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from build_tools.render.links import Links, page
from build_tools.render.list_pages import list_pages
from build_tools.render.plots.network import Pair, network_plot, pair_anchor
from tests.render.plots.corpora import HOSTILE, bridge_article, hrefs, page_of, parse, registry_of, site_of

IDS = ("bridge-place", "council", "gazette", "mayor", "osterby")
LINKS = Links(registry_of(), page("network/index"))
COUNTS: dict[Pair, int] = {
    ("mayor", "about", "osterby"): 4,
    ("mayor", "to", "osterby"): 1,
    ("council", "about", "mayor"): 2,
    ("council", "about", "council"): 1,
}
NAMES = {one: f"{one} {HOSTILE} of a long and winding name" for one in IDS}

pairs = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(("about", "to")), st.sampled_from(IDS)),
    st.integers(1, 40),
    min_size=1,
)


def test_lines_are_the_pairs() -> None:
    drawn = parse(network_plot(COUNTS, NAMES, LINKS))
    lines = drawn.xpath('.//a[line]')
    assert sorted(line.get("href") for line in lines) == sorted(f"#{pair_anchor(pair)}" for pair in COUNTS)
    titles = {line.xpath("string(title)") for line in lines}
    assert titles == {
        f"{NAMES[speaker]} {relation} {NAMES[entity]}: {count} statement{'s' if count > 1 else ''}"
        for (speaker, relation, entity), count in COUNTS.items()
    }
    assert not drawn.xpath(".//b")
    # Only lines of three statements and more bear their number.
    assert drawn.xpath('.//text[@class="sb-network__count"]/text()') == ["4"]


def test_every_name_is_a_link_once_in_its_column() -> None:
    drawn = parse(network_plot(COUNTS, NAMES, LINKS))
    named = [link.get("href") for link in drawn.xpath('.//a[text]') if not link.xpath("line")]
    assert sorted(named) == sorted(
        ["../actors/mayor/", "../actors/council/", "../places/osterby/", "../actors/mayor/", "../actors/council/"]
    )


@given(pairs)
def test_lines_that_meet_at_a_name_do_not_lie_on_each_other(counts: dict[Pair, int]) -> None:
    drawn = parse(network_plot(counts, dict(NAMES), LINKS))
    height = float(drawn[0].get("height").removesuffix("em"))
    lines = drawn.xpath('.//line[contains(@class, "sb-network__line")]')
    assert len(lines) == len(counts)
    for end in ("y1", "y2"):
        places = sorted(
            (float(line.get(end)[:-2]), float(line.get("stroke-width")[:-2])) for line in lines
        )
        assert 0 < places[0][0] and places[-1][0] < height
        for (at, width), (below, other) in pairwise(places):
            assert at + width / 2 <= below - other / 2 + 0.02


@given(pairs)
def test_the_drawing_is_always_the_same(counts: dict[Pair, int]) -> None:
    upside_down = dict(reversed(counts.items()))

    def lines(given: dict[Pair, int]) -> list[str]:
        return sorted(re.findall(r"<line[^>]*>", network_plot(given, NAMES, LINKS)))

    assert lines(counts) == lines(upside_down)


def test_nobody_speaks_of_anybody() -> None:
    assert network_plot({}, {}, LINKS) is None


def test_lines_lead_to_rows_of_the_page_with_as_many_statements(tmp_path: Path) -> None:
    site = site_of([bridge_article(), bridge_article("copy", None, None)], registry_of(), tmp_path)
    (text,) = [file.text for file in list_pages(site) if file.path == "network/index.md"]
    tree = page_of(text)
    lines = tree.xpath(".//svg//a[line]")
    assert len(lines) == 1
    for line in lines:
        (row,) = tree.xpath(f'.//tr[@id="{line.get("href")[1:]}"]')
        count = int(re.search(r": (\d+) statement", line.xpath("string(title)"))[1])
        assert count == len(row.xpath("./td[last()]/a")) == int(row[3].text_content()) == 2
    assert not tree.xpath(".//b")


def test_a_corpus_without_statements_has_a_page(tmp_path: Path) -> None:
    (text,) = [f.text for f in list_pages(site_of([], registry_of(), tmp_path)) if f.path == "network/index.md"]
    tree = page_of(text)
    assert not tree.xpath(".//svg")
    assert hrefs(tree) == []
