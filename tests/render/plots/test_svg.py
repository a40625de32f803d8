"""Elements are written whole and escaped."""

from __future__ import annotations

import pytest

from build_tools.render.plots.svg import drawing, element, em, link, percent


def test_attributes_and_text_are_escaped() -> None:
    made = element("text", '<b>&"', element("tspan", "x"), class_='a"b', data_x=None, stroke_width="1")
    assert made == (
        '<text class="a&#34;b" stroke-width="1">&lt;b&gt;&amp;&#34;<tspan>x</tspan></text>'
    )


def test_a_link_is_named_by_its_title() -> None:
    assert link("#a&b", "<i>", element("rect")) == (
        '<a href="#a&amp;b" tabindex="-1"><title>&lt;i&gt;</title><rect></rect></a>'
    )


def test_a_drawing_with_links_is_a_group_with_a_name() -> None:
    made = drawing("What it is", element("rect"), height=2.5, class_="x")
    assert made.startswith('<svg role="group" aria-label="What it is" width="100%" height="2.5em" class="x">')


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.001, "0"), (12.3456, "12.35"), (100.0, "100"), (1e-9, "0")]
)
def test_lengths_are_short(value: float, written: str) -> None:
    assert percent(value) == f"{written}%"
    assert em(value) == f"{written}em"
