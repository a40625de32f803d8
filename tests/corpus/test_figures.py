"""Figures of one thing agree, grow, change, differ or contradict, by their words and their days."""

from __future__ import annotations

import math

import pytest

from build_tools.corpus.figures import compare, figure_groups, reading
from build_tools.models import Figure, Passage

INF = math.inf


def figure(
    text: str,
    value: float | None = None,
    as_of: str | None = None,
    what: str = "people killed",
    unit: str = "people",
    article: str = "one",
) -> Figure:
    """A figure as the registry gives it."""
    return Figure(what, text, Passage(article, text, (0, len(text)), 1), value, unit, as_of)


@pytest.mark.parametrize(
    ("text", "value", "least", "most"),
    [
        ("253 hostages", 253, 253, 253),
        ("without any injuries", 0, 0, 0),
        ("more than 300 missiles", 300, 300, INF),
        ("More than one million people", 1_000_000, 1_000_000, INF),
        ("at least the third time", 3, 3, INF),
        ("300 or more", 300, 300, INF),
        ("300-plus", 300, 300, INF),
        ("1,200+ people", 1200, 1200, INF),
        ("fewer than 20", 20, 0, 20),
        ("up to 20 boats", 20, 0, 20),
        ("about 200", 200, 190, 210),
        ("some 200 people", 200, 190, 210),
        ("200 people or so", 200, 190, 210),
        ("an estimated 200", 200, 190, 210),
        ("between 200 and 300 people", 200, 200, 300),
        ("200–300", 300, 200, 300),
        ("200 to 1,300 people", 1000, 200, 1300),
        ("hundreds of people", None, 200, 1999),
        ("tens of thousands of people", None, 20_000, 99_999),
        ("more than hundreds", None, 200, INF),
        # Not around the number.
        ("200 people, more were hurt", 200, 200, 200),
        ("a 7-10 vote about nothing", 12, 12, 12),
    ],
)
def test_what_a_figure_can_mean(text: str, value: float | None, least: float, most: float) -> None:
    found = reading(figure(text, value))
    assert found is not None
    assert (found.least, found.most) == (pytest.approx(least), pytest.approx(most))


@pytest.mark.parametrize("text", ["nearly all of them", "Most have been intercepted", "several people", ""])
def test_no_number_can_be_told(text: str) -> None:
    assert reading(figure(text)) is None


EARLY, LATE = "2023-11-16", "2024-03-15"


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        # Without days.
        (figure("1,200 people", 1200), figure("roughly 1,200 people", 1200), "agree"),
        (figure("253 hostages", 253), figure("around 250 others", 250), "agree"),
        (figure("more than 300", 300), figure("300", 300), "agree"),
        (figure("more than 300", 300), figure("350", 350), "agree"),
        (figure("between 200 and 400", 200), figure("between 250 and 300", 250), "agree"),
        (figure("hundreds", None), figure("600 people", 600), "agree"),
        (figure("five people", 5), figure("seven people", 7), "differ"),
        # The same day.
        (figure("five", 5, LATE), figure("seven", 7, LATE), "contradict"),
        (figure("at least five", 5, LATE), figure("seven", 7, LATE), "agree"),
        (figure("five", 5, LATE, "people present"), figure("seven", 7, LATE, "people present"), "contradict"),
        # A later day, of what only adds up.
        (figure("five", 5, EARLY), figure("seven", 7, LATE), "growth"),
        (figure("more than 11,000", 11000, EARLY), figure("more than 31,000", 31000, LATE), "growth"),
        (figure("more than 11,000", 11000, EARLY), figure("31,272", 31272, LATE), "growth"),
        (figure("about 200", 200, EARLY), figure("205", 205, LATE), "agree"),
        (figure("five", 5, EARLY), figure("five", 5, LATE), "agree"),
        (figure("seven", 7, EARLY), figure("five", 5, LATE), "contradict"),
        (figure("hundreds", None, EARLY), figure("tens of thousands", None, LATE), "growth"),
        # A later day, of what rises and falls.
        (figure("five", 5, EARLY, "people present"), figure("seven", 7, LATE, "people present"), "change"),
        (figure("seven", 7, EARLY, "people present"), figure("five", 5, LATE, "people present"), "change"),
        # Days that are stated for one, or roughly, or that hold each other.
        (figure("five", 5, EARLY), figure("seven", 7), "differ"),
        (figure("five", 5, "2024-03"), figure("seven", 7, LATE), "differ"),
        (figure("five", 5, "2024-03"), figure("seven", 7, "2024-03"), "differ"),
        (figure("five", 5, "2024-03-15~"), figure("seven", 7, "2024-03-15~"), "differ"),
        (figure("five", 5, "2024-02"), figure("seven", 7, LATE), "growth"),
        (figure("five", 5, "2023-10/.."), figure("seven", 7, LATE), "differ"),
        # What has no number, or another unit.
        (figure("nearly all"), figure("Nearly  all"), "agree"),
        (figure("nearly all"), figure("most"), "not compared"),
        (figure("most"), figure("seven", 7), "not compared"),
        (figure("7 tons", 7, unit="tons"), figure("7 kilos", 7, unit="kilos"), "not compared"),
    ],
)
def test_how_two_figures_stand(one: Figure, other: Figure, standing: str) -> None:
    assert compare(one, other) == standing
    assert compare(other, one) == standing


def test_a_group_is_in_order_of_days_and_says_the_most_telling() -> None:
    figures = [
        figure("seven", 7, LATE, article="two"),
        figure("about five", 5, None, article="one"),
        figure("five", 5, EARLY, article="two"),
        figure("eight", 8, LATE, article="one"),
        figure("ten boats", 10, what="boats", article="one"),
    ]
    boats, killed = figure_groups(figures, ("one", "two"))
    assert (boats.what, boats.standing, boats.comparisons) == ("boats", None, ())
    assert [one.text for one in killed.figures] == ["five", "eight", "seven", "about five"]
    assert killed.standing == "contradict"
    assert len(killed.comparisons) == 4 * 3 / 2
    assert killed.beside(0) == {"growth": [1, 2], "agree": [3]}
    assert killed.beside(1) == {"contradict": [2], "differ": [3], "growth": [0]}


def test_no_figures_make_no_groups() -> None:
    assert figure_groups([], ()) == []
