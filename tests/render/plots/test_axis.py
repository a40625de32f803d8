"""The line of time keeps the order of days, whatever days there are."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.render.plots.axis import axis_grid, axis_labels, axis_of
from tests.render.plots.corpora import parse

BUSY = [date(2023, 10, day) for day in range(1, 11)]


@given(st.lists(st.dates(), min_size=1, max_size=40), st.randoms())
def test_later_lies_further_right(days: list[date], random: object) -> None:
    axis = axis_of(days)
    places = [axis.span(day, day) for day in sorted(set(days))]
    assert all(0 <= left < right <= 100 for left, right in places)
    assert all(left[1] <= right[0] + 1e-9 for left, right in pairwise(places))
    shuffled = list(days)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert axis_of(shuffled) == axis


def test_a_busy_year_is_shown_by_months_and_empty_years_are_a_gap() -> None:
    axis = axis_of([date(1979, 1, 1), date(1980, 1, 1), *BUSY, date(2023, 11, 3), date(2024, 1, 1)])
    gaps = [tick.gap for tick in axis.ticks]
    # 1979, 1980, gap, 2023 with October and November, gap, 2024
    assert gaps == [False, False, True, False, False, False, True, False]
    assert [tick.label for tick in axis.ticks if tick.label] == ["1979", "1980", "2023", "Oct", "Nov", "2024"]
    october = axis.span(date(2023, 10, 1), date(2023, 10, 31))
    year = axis.span(date(1979, 1, 1), date(1979, 12, 31))
    assert october[1] - october[0] > year[1] - year[0]
    # Inside a piece time goes evenly.
    middle = axis.at(date(1979, 7, 2).toordinal()) + axis.at(date(1979, 7, 3).toordinal())
    assert middle / 2 == pytest.approx((year[0] + year[1]) / 2, abs=0.1)


def test_years_told_as_a_whole_are_not_split() -> None:
    axis = axis_of(BUSY, [2006] * 20 + [2023] * 20)
    assert [tick.label for tick in axis.ticks if tick.label] == ["2006", "2023", "Oct"]
    # What is told of all 2023 reaches over the months that the axis has of it.
    left, right = axis.span(date(2023, 1, 1), date(2023, 12, 31))
    assert left < axis.at(date(2023, 10, 1).toordinal())
    assert right == 100


def test_days_outside_lie_on_the_ends() -> None:
    axis = axis_of(BUSY)
    assert axis.at(1) == 0
    assert axis.at(date.max.toordinal()) == 100


def test_no_days_make_an_empty_axis() -> None:
    axis = axis_of([])
    assert axis.ticks == ()
    assert axis.at(738000) == 0
    assert not parse(axis_labels(axis)).xpath(".//text")
    assert not parse(axis_grid(axis)).xpath(".//line")


def test_labels_do_not_crowd() -> None:
    days = [date(1900, 1, 1) + timedelta(days=200 * n) for n in range(200)]
    labels = [tick.at for tick in axis_of(days).ticks if tick.label]
    assert len(labels) > 3
    assert min(right - left for left, right in pairwise(labels)) >= 8


def test_a_busy_year_has_its_label_before_others() -> None:
    years = [2000 + n for n in range(22)]
    ticks = axis_of(BUSY, years).ticks
    labelled = [tick.at for tick in ticks if tick.label and tick.year]
    assert "2023" in [tick.label for tick in ticks]
    assert min(abs(one - other) for one in labelled for other in labelled if one != other) >= 11


def test_there_is_a_line_for_each_tick() -> None:
    axis = axis_of([date(1979, 1, 1), *BUSY])
    assert len(parse(axis_grid(axis)).xpath(".//line")) == len(axis.ticks)
