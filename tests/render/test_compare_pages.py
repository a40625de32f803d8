"""Two articles side by side: what they share, word by word, and what only one of them has."""

from __future__ import annotations

from build_tools.corpus.reuse import add_reuse
from build_tools.render.compare_pages import compare
from build_tools.render.differences import word_differences
from tests.corpus.articles import article

SHARED = "The council will close the old bridge from the first of May until the bearings are new."
OTHER = "The ferry to the island will run until midnight on each day of the week from now on."


def test_words_that_differ_are_marked_and_typography_is_not() -> None:
    made = word_differences("He said “no” in <May>.", 'He said "no" in June, twice.')
    assert made.left == "He said “no” in <del>&lt;May&gt;</del>."
    assert made.right == "He said &quot;no&quot; in <ins>June, twice</ins>."
    assert made.both == "He said &quot;no&quot; in <del>&lt;May&gt;</del><ins>June, twice</ins>."


def test_what_one_side_has_alone_stands_between_the_passages() -> None:
    left, right = add_reuse(
        [
            article("left", f"A title\n{SHARED}\nOnly here.\n{OTHER}\nAn end."),
            article("right", f"{SHARED}\n{OTHER}\nOnly there, and " + "much longer than what fits into a row " * 3),
        ]
    )
    made = compare(left, right, left.reuse)
    assert [(one.left_paragraph, one.right_paragraph) for one in made.passages] == [(2, 1), (4, 2)]
    assert [one.left_alone for one in made.passages] == [((1, "A title"),), ((3, "Only here."),)]
    assert [one.right_alone for one in made.passages] == [(), ()]
    assert made.left_alone == ((5, "An end."),)
    ((number, words),) = made.right_alone
    assert number == 3
    assert words.startswith("Only there, and much") and words.endswith(" …") and len(words) <= 72


def test_each_paragraph_of_either_side_is_told() -> None:
    left, right = add_reuse([article("left", f"One.\n{SHARED}\nTwo."), article("right", f"{OTHER}\n{SHARED}\nThree.\nFour.")])
    made = compare(left, right, left.reuse)
    told_left = [n for one in made.passages for n in (*(n for n, _ in one.left_alone), one.left_paragraph)]
    told_right = [n for one in made.passages for n in (*(n for n, _ in one.right_alone), one.right_paragraph)]
    assert told_left + [n for n, _ in made.left_alone] == [1, 2, 3]
    assert told_right + [n for n, _ in made.right_alone] == [1, 2, 3, 4]
