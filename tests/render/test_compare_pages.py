"""Two articles side by side, whole: what differs, word by word, and what only one of them has."""

from __future__ import annotations

import re

import pytest
from lxml import html

from build_tools.corpus.reuse import add_reuse
from build_tools.render.compare_pages import compare
from build_tools.render.differences import word_differences
from build_tools.paragraphs import paragraph_spans
from build_tools.settings import Settings
from tests.corpus.articles import article
from tests.render.recounts import Built

SHARED = "The council will close the old bridge from the first of May until the bearings are new."
OTHER = "The ferry to the island will run until midnight on each day of the week from now on."


def test_words_that_differ_are_marked_and_typography_is_not() -> None:
    made = word_differences("He said “no” in <May>.", 'He said "no" in June, twice.')
    assert made.left == "He said “no” in <del>&lt;May&gt;</del>."
    assert made.right == "He said &quot;no&quot; in <ins>June, twice</ins>."
    assert made.both == "He said &quot;no&quot; in <del>&lt;May&gt;</del><ins>June, twice</ins>."


@pytest.mark.parametrize(
    ("one", "other", "words", "percent"),
    [
        ("He said “no”.", 'He said "no".', 3, 100),
        ("the so-called Axis of Resistance", "the so-called “axis of resistance”", 4, 55),
        ("a so-called axis", "a so-called “axis”", 4, 71),
        ("It ended.", "It ended .", 2, 99),
        ("It wouldn’t end", "It would not end", 2, 40),
        (" ".join(["same"] * 400), " ".join(["same"] * 399 + ["other"]), 399, 99),
    ],
)
def test_only_what_shows_no_mark_is_wholly_alike(one: str, other: str, words: int, percent: int) -> None:
    for first, second in ((one, other), (other, one)):
        made = word_differences(first, second)
        assert (made.words, made.percent) == (words, percent)
        assert (made.percent == 100) == ("<del>" not in made.left and "<ins>" not in made.right)


def test_what_one_side_has_alone_stands_between_the_pairs() -> None:
    long = "Only there, and " + "much longer than what fits into a row " * 3
    left, right = add_reuse(
        [
            article("left", f"A title\n{SHARED}\nOnly here.\n{OTHER}\nAn end."),
            article("right", f"{SHARED}\n{OTHER}\n{long}"),
        ]
    )
    made = compare(left, right, left.reuse)
    assert [(one.left_paragraph, one.right_paragraph) for one in made.pairs] == [(2, 1), (4, 2)]
    assert [one.left_alone for one in made.pairs] == [((1, "A title"),), ((3, "Only here."),)]
    assert [one.right_alone for one in made.pairs] == [(), ()]
    assert made.left_alone == ((5, "An end."),)
    assert made.right_alone == ((3, long.strip()),)


def test_paragraphs_that_share_in_part_are_shown_whole_and_once() -> None:
    """Two passages of one pair, with words between them that only one side has."""
    between, instead = "though nobody had thought so before that day", "which came as news"
    left, right = add_reuse(
        [article("left", f"{SHARED} {between} {OTHER}"), article("right", f"Well. {SHARED} {instead} {OTHER}")]
    )
    assert len(left.reuse) == 2
    (pair,) = compare(left, right, left.reuse).pairs
    assert pair.anchors == tuple(f"x{reuse.start}" for reuse in left.reuse)
    assert pair.left_html.striptags() == f"{SHARED} {between} {OTHER}"
    assert pair.right_html.striptags() == f"Well. {SHARED} {instead} {OTHER}"
    assert pair.words == len(re.findall(r"\w+", SHARED + OTHER)) and pair.percent < 100


def test_a_paragraph_that_shares_with_two_stands_beside_each() -> None:
    left, right = add_reuse([article("left", f"{SHARED} {OTHER}"), article("right", f"{SHARED}\n{OTHER}")])
    made = compare(left, right, left.reuse)
    assert [(one.left_paragraph, one.right_paragraph) for one in made.pairs] == [(1, 1), (1, 2)]
    anchors = [anchor for one in made.pairs for anchor in one.anchors]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {f"x{reuse.start}" for reuse in left.reuse}


def test_each_paragraph_of_either_side_is_told() -> None:
    left, right = add_reuse([article("left", f"One.\n{SHARED}\nTwo."), article("right", f"{OTHER}\n{SHARED}\nThree.\nFour.")])
    made = compare(left, right, left.reuse)
    told_left = [n for one in made.pairs for n in (*(n for n, _ in one.left_alone), one.left_paragraph)]
    told_right = [n for one in made.pairs for n in (*(n for n, _ in one.right_alone), one.right_paragraph)]
    assert told_left + [n for n, _ in made.left_alone] == [1, 2, 3]
    assert told_right + [n for n, _ in made.right_alone] == [1, 2, 3, 4]


@pytest.mark.parametrize("name", ["real", "mini"])
def test_each_word_of_both_articles_stands_on_its_side_in_order(name: str, request: pytest.FixtureRequest) -> None:
    settings: Settings = request.getfixturevalue(f"{name}_site")
    built = Built(settings)
    pages = [url for url in built.urls() if url.startswith("compare/") and url != "compare/"]
    assert pages or name == "mini"
    for url in pages:
        for column, identifier in enumerate(url.split("/")[1].split("--"), start=1):
            text = built.text(identifier)
            kinds = built.kinds(identifier)
            wanted = [
                (number, text[start:end].split())
                for number, ((start, end), kind) in enumerate(zip(paragraph_spans(text), kinds, strict=True), start=1)
                if kind != "boilerplate"
            ]
            assert _shown(built.page(url), column) == wanted


def _shown(page: html.HtmlElement, column: int) -> list[tuple[int, list[str]]]:
    """The paragraphs of a side of a comparison in their order: number and words, each once."""
    found: dict[int, list[str]] = {}
    for words in page.xpath(f'//tbody/tr/td[{column}]//span[@class="sb-passage-text"]'):
        number = int(words.xpath("string(preceding-sibling::a[1])").removeprefix("¶"))
        told = words.text_content().split()
        assert found.setdefault(number, told) == told
    return list(found.items())
