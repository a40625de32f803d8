"""The ribbon's bands are the words of the text, each under whoever is made responsible for it."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.corpus.shares import Shares, attributed_shares, count_words
from build_tools.render.plots.ribbon import ribbon
from tests.corpus.articles import article
from tests.render.plots.corpora import HOSTILE, TEXT, bridge_article, hrefs, parse, statement

ARTICLE = bridge_article()
SOURCES = {one.id: f"{HOSTILE} {one.id}" for one in ARTICLE.attributions}


def widths(tree: object) -> dict[str, float]:
    """How much of a line the bands of each kind take together, in percent."""
    found: dict[str, float] = {}
    for band in tree.xpath('.//a/rect[contains(@class, "sb-band")]'):  # type: ignore[attr-defined]
        kind = band.get("class").rpartition("--")[2]
        found[kind] = found.get(kind, 0) + float(band.get("width")[:-1])
    return found


def test_words_are_those_of_the_text() -> None:
    plot = ribbon(ARTICLE, SOURCES)
    named = count_words("that the bridge was tired")
    unnamed = count_words("that Osterby had known since March 2004")
    assert plot.shares == Shares(named, unnamed, count_words(TEXT) - named - unnamed)
    assert plot.shares == attributed_shares(ARTICLE)
    for kind, width in widths(parse(plot.svg)).items():
        assert abs(width - 100 * getattr(plot.shares, kind) / plot.per_line) < 0.1


def test_each_piece_leads_to_its_statement_or_paragraph() -> None:
    drawn = parse(ribbon(ARTICLE, SOURCES).svg)
    said = [one.id for one in ARTICLE.attributions]
    assert hrefs(drawn) == ["#p1", "#p2", f"#{said[0]}", "#p3", f"#{said[1]}", "#p3"]
    titles = [title.text_content() for title in drawn.xpath(".//a/title")]
    assert titles[2] == f"{HOSTILE} {said[0]} (named source): ¶2, 5 words"
    assert titles[3] == "Attributed to nobody: ¶3, 3 words"
    assert not drawn.xpath(".//b")


def test_a_nested_statement_is_part_of_the_outer_one() -> None:
    text = "Lind said that Holm said that the bridge was tired."
    outer = statement(text, "Lind", "said", "that Holm said that the bridge was tired")
    inner = replace(statement(text, "Holm", "said", "that the bridge was tired"), parent=outer.id)
    plot = ribbon(article("nested", text, attributions=(outer, inner)), {outer.id: "Lind"})
    assert hrefs(parse(plot.svg)) == ["#p1", f"#{outer.id}"]
    assert plot.shares.named == 8


def test_a_long_text_runs_over_lines_of_one_length() -> None:
    first, second = (" ".join([word] * 9000) for word in ("word", "term"))
    plot = ribbon(article("long", f"{first}\n\n{second}"), {})
    drawn = parse(plot.svg)
    assert hrefs(drawn) == ["#p1", "#p2"]
    lines = {band.get("y") for band in drawn.xpath('.//rect[contains(@class, "sb-band--unsourced")]')}
    assert len(lines) <= 14
    assert abs(widths(drawn)["unsourced"] - 100 * 18000 / plot.per_line) < 0.5


def test_no_words_make_no_ribbon() -> None:
    assert ribbon(article("empty", "—\n\n…"), {}) is None


def test_one_word() -> None:
    plot = ribbon(article("one", "Stop."), {})
    assert plot.shares == Shares(0, 0, 1)


def test_the_unnamed_are_hatched_by_a_pattern_of_the_drawing() -> None:
    svg = ribbon(ARTICLE, SOURCES).svg
    (pattern,) = re.findall(r'<pattern id="([^"]+)"', svg)
    assert f'fill="url(#{pattern})"' in svg
