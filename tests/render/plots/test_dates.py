"""A date's mark shows its precision by its shape, and says it in words."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.corpus.timeline import bounds
from build_tools.render.plots.axis import axis_of
from build_tools.render.plots.dates import date_in_words, date_mark, extent, publication_mark, shape_of
from tests.render.plots.corpora import parse

AXIS = axis_of([date(1979, 1, 1), date(2023, 10, 7), date(2024, 3, 15)])


@pytest.mark.parametrize(
    ("value", "shape", "words", "tags"),
    [
        ("2023-10-07", "day", "7 October 2023, to the day", ["circle"]),
        ("2023-10-07~", "day", "about 7 October 2023", ["circle"]),
        ("2023-10", "within", "some time in October 2023", ["rect"]),
        ("1979", "within", "some time in 1979", ["rect"]),
        ("2024~", "within", "about 2024", ["rect"]),
        ("[2024-02-01..2024-02-10]", "within", "between 1 February 2024 and 10 February 2024", ["rect"]),
        ("2023-10-08/2024-03-15", "span", "8 October 2023 – 15 March 2024, all that time", ["rect"]),
        ("2023-10/..", "from", "from October 2023, no end told", ["rect", "svg", "path"]),
        ("[..2024-02-12]", "until", "by 12 February 2024, no beginning told", ["rect", "svg", "path"]),
        ("../2024-02", "until", "by February 2024, no beginning told", ["rect", "svg", "path"]),
    ],
)
def test_shape_and_words(value: str, shape: str, words: str, tags: list[str]) -> None:
    known = bounds(value)
    assert known is not None
    assert shape_of(value, known) == shape
    assert date_in_words(value, known) == words
    drawn = parse(date_mark(AXIS, value, known, 0.6))
    assert [one.tag for one in drawn.iterdescendants()] == tags
    left, right = extent(AXIS, value, known)
    assert 0 <= left < right <= 100
    about = known.approximate and shape != "until"
    assert ("sb-when--about" in drawn[0].get("class")) == about


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-03-15", "15 March 2024, inferred"),
        ("2024-03-15~", "about 15 March 2024, inferred"),
        ("2024-03", "some time in March 2024, inferred"),
    ],
)
def test_an_inferred_date_is_not_so_to_the_day(value: str, words: str) -> None:
    known = bounds(value)
    assert known is not None
    assert date_in_words(value, known, inferred=True) == words


def test_what_is_open_reaches_the_end() -> None:
    known = bounds("2023-10/..")
    assert extent(AXIS, "2023-10/..", known)[1] == 100
    # What begins on the last day of the axis can still be seen.
    left, right = extent(AXIS, "2024-12-31/..", bounds("2024-12-31/.."))
    assert left < 98 and right == 100


def test_marks_at_the_ends_stay_inside() -> None:
    for value in ("1979-01-01", "2024-12-31"):
        left, right = extent(AXIS, value, bounds(value))
        assert 0 <= left < right <= 100
        assert right - left >= 1.99


def test_a_publication_is_a_square_on_its_day() -> None:
    sure, about = (parse(publication_mark(AXIS, bounds(v), 1.0))[0] for v in ("2023-10-07", "2023-10-07~"))
    assert sure.get("x") == about.get("x") == parse(date_mark(AXIS, "2023-10-07", bounds("2023-10-07"), 1))[0].get("cx")
    assert "sb-when--about" in about.get("class")
    assert "sb-when--about" not in sure.get("class")
