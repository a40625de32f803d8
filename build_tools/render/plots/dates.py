"""One date as a mark on the line of time: its shape says how precise it is, and so do its words."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from build_tools.corpus.timeline import Bounds, spoken_date
from build_tools.render.plots.axis import Axis
from build_tools.render.plots.svg import element, em, percent

Shape = Literal["day", "within", "span", "from", "until"]

# A bar narrower than this could not be seen or pointed at.
_LEAST_WIDTH = 2.0
# Room for the arrow at the end of what is still open.
_OPEN_END = 98.0
_RADIUS = 0.36
_BAR = 0.72
_TO_THE_DAY = ", to the day"


def shape_of(value: str, known: Bounds) -> Shape:
    """How a date is drawn.

    A day is a point. `within` is one day that lies somewhere in the bounds (a month, a year, "between
    … and …"), `span` the whole time between them, `from` and `until` are open at one end.
    """
    if known.precision == "day":
        return "day"
    if known.precision == "open":
        return "from" if known.upper is None else "until"
    return "span" if "/" in value else "within"


def date_in_words(value: str, known: Bounds, *, inferred: bool = False) -> str:
    """A date and its precision: "some time in October 2023", "7 October 2023, to the day".

    Args:
        inferred: Whether no text prints it; then nothing is said to be so to the day.
    """
    if inferred:
        return f"{date_in_words(value, known).removesuffix(_TO_THE_DAY)}, inferred"
    spoken = spoken_date(value)
    shape = shape_of(value, known)
    if shape == "from":
        return f"{spoken}, no end told"
    if shape == "until":
        return f"{spoken}, no beginning told"
    if shape == "span":
        return f"{spoken}, all that time"
    if known.approximate or value.startswith(("[", "{")):
        return spoken
    return f"{spoken}{_TO_THE_DAY}" if shape == "day" else f"some time in {spoken}"


def extent(axis: Axis, value: str, known: Bounds) -> tuple[float, float]:
    """From where to where the mark of a date lies on the axis, 0 to 100."""
    left, right = axis.span(known.lower, known.upper or known.lower)
    if shape_of(value, known) == "from":
        return min(left, _OPEN_END - _LEAST_WIDTH), 100.0
    if right - left < _LEAST_WIDTH:
        middle = (left + right) / 2
        left, right = middle - _LEAST_WIDTH / 2, middle + _LEAST_WIDTH / 2
    shift = max(0.0, -left) - max(0.0, right - 100)
    return left + shift, right + shift


def date_mark(axis: Axis, value: str, known: Bounds, middle: float) -> Markup:
    """The mark of a date on a line of its own height.

    Args:
        middle: How far below the top of the drawing its line runs, in em.
    """
    shape = shape_of(value, known)
    left, right = extent(axis, value, known)
    classes = "sb-when sb-when--" + ("span" if shape == "from" else "within" if shape == "until" else shape)
    if known.approximate and shape != "until":
        classes += " sb-when--about"
    if shape == "day":
        return element(
            "circle", cx=percent((left + right) / 2), cy=em(middle), r=em(_RADIUS), class_=classes
        )
    end = _OPEN_END if shape == "from" else right
    bar = element(
        "rect",
        x=percent(left),
        y=em(middle - _BAR / 2),
        width=percent(end - left),
        height=em(_BAR),
        rx=em(_BAR / 2),
        class_=classes,
    )
    if shape == "from":
        return bar + _arrow(_OPEN_END, middle, "M0-5 7 0 0 5z")
    if shape == "until":
        return bar + _arrow(left, middle, "M0-5-7 0 0 5z")
    return bar


def publication_mark(axis: Axis, known: Bounds, middle: float) -> Markup:
    """A square on the day, or the middle of the days, on which an article can have come out."""
    left, right = axis.span(known.lower, known.upper or known.lower)
    return element(
        "rect",
        x=percent((left + right) / 2),
        y=em(middle),
        width=em(2 * _RADIUS),
        height=em(2 * _RADIUS),
        class_="sb-when sb-when--published" + (" sb-when--about" if known.approximate else ""),
    )


def _arrow(at: float, middle: float, shape: str) -> Markup:
    path = element("path", d=shape, class_="sb-when__arrow")
    return element("svg", path, x=percent(at), y=em(middle), overflow="visible")
