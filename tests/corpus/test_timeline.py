"""EDTF values have bounds, a precision, and words."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.corpus.timeline import bounds, spoken_date


@pytest.mark.parametrize(
    ("value", "lower", "upper", "precision", "words"),
    [
        ("2023-10-07", date(2023, 10, 7), date(2023, 10, 7), "day", "7 October 2023"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month", "February 2024"),
        ("1979", date(1979, 1, 1), date(1979, 12, 31), "year", "1979"),
        ("2023-11-15~", date(2023, 11, 15), date(2023, 11, 15), "day", "about 15 November 2023"),
        ("2023-10-08/..", date(2023, 10, 8), None, "open", "from 8 October 2023"),
        ("2024-09-10/2024-09-24", date(2024, 9, 10), date(2024, 9, 24), "interval", "10 September 2024 – 24 September 2024"),
        ("[2024-02-01..2024-02-10]", date(2024, 2, 1), date(2024, 2, 10), "interval", "between 1 February 2024 and 10 February 2024"),
        ("[..2024-02-12]", date(2024, 2, 12), date(2024, 2, 12), "open", "by 12 February 2024"),
        ("../2024-04", date(2024, 4, 1), date(2024, 4, 30), "open", "by April 2024"),
        ("198X", date(1980, 1, 1), date(1989, 12, 31), "year", "198X"),
    ],
)
def test_bounds_and_words(value: str, lower: date, upper: date | None, precision: str, words: str) -> None:
    found = bounds(value)
    assert found is not None
    assert (found.lower, found.upper, found.precision) == (lower, upper, precision)
    assert spoken_date(value) == words


@pytest.mark.parametrize("value", [None, "", "yesterday", "2023-13-45"])
def test_no_date_has_no_bounds(value: str | None) -> None:
    assert bounds(value) is None


def test_approximate_dates_say_so() -> None:
    assert bounds("2023-11-15~").approximate
    assert not bounds("2023-11-15").approximate
    assert spoken_date(None) == "undated"
