"""An article as a ribbon of its words: which are attributed to a named source, an unnamed one, nobody.

The ribbon runs like the text, from left to right and line by line. Each run of words is a link to
its statement, or to its paragraph where nobody is made responsible for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.corpus.shares import Run, Shares, attributed_runs, shares_of
from build_tools.models import AnnotatedArticle
from build_tools.render.links import paragraph_anchor
from build_tools.render.plots.svg import drawing, element, em, link, percent

# Words on one line, and the most lines; a longer text has more words on each line.
_WORDS = 150
_MOST_LINES = 14
_LINE = 1.35
_BAND = 1.0
_THREAD = 0.22
_HATCH = "sb-hatch"
_KINDS = {"named": "named source", "unnamed": "unnamed source", "unsourced": "nobody"}


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The drawing and what it says in numbers.

    Attributes:
        swatches: named, unnamed, unsourced -> how such words are drawn, for a legend.
        per_line: Words on one line.
    """

    svg: Markup
    shares: Shares
    swatches: Mapping[str, Markup]
    per_line: int


def ribbon(annotated: AnnotatedArticle, sources: Mapping[str, str]) -> Ribbon | None:
    """The ribbon of an article as its page shows it, None where it has no words.

    Args:
        sources: Attribution id -> what to call its source.
    """
    runs = attributed_runs(annotated)
    shares = shares_of(runs)
    if not shares.total:
        return None
    per_line = max(_WORDS, -(-shares.total // _MOST_LINES))
    before = 0
    marks = []
    for run in runs:
        marks.append(_mark(run, before, per_line, sources))
        before += run.words
    title = "The words of the article by who is made responsible for them"
    height = _LINE * -(-shares.total // per_line)
    svg = drawing(title, _hatch(), *marks, height=height, class_="sb-ribbon__text")
    return Ribbon(svg, shares, {kind: _swatch(kind) for kind in _KINDS}, per_line)


def _mark(run: Run, before: int, per_line: int, sources: Mapping[str, str]) -> Markup:
    """A run as one link: a band on each line of the ribbon that it touches."""
    bands: list[Markup] = []
    first, last = before, before + run.words
    while first < last:
        line, column = divmod(first, per_line)
        stop = min(last, (line + 1) * per_line)
        bands += _band(run.kind, 100 * column / per_line, 100 * (stop - first) / per_line, _LINE * line)
        first = stop
    plural = "" if run.words == 1 else "s"
    about = f"¶{run.paragraph}, {run.words} word{plural}"
    if run.attribution is None:
        return link(f"#{paragraph_anchor(run.paragraph)}", f"Attributed to nobody: {about}", *bands)
    title = f"{sources[run.attribution]} ({_KINDS[run.kind]}): {about}"
    return link(f"#{run.attribution}", title, *bands)


def _band(kind: str, left: float, width: float, top: float) -> list[Markup]:
    """A band across the line, hatched for the unnamed; for nobody a thread below a band unseen."""
    shape = {"x": percent(left), "width": percent(width)}
    band = element(
        "rect",
        **shape,
        y=em(top),
        height=em(_BAND),
        class_=f"sb-band sb-band--{kind}",
        # A stylesheet would look for the pattern in its own file.
        fill=f"url(#{_HATCH})" if kind == "unnamed" else None,
    )
    if kind != "unsourced":
        return [band]
    thread = element(
        "rect", **shape, y=em(top + _BAND - _THREAD), height=em(_THREAD), class_="sb-thread"
    )
    return [band, thread]


def _hatch() -> Markup:
    stripe = element("rect", width="2.5", height="5", class_="sb-hatch")
    pattern = element(
        "pattern",
        stripe,
        id=_HATCH,
        width="5",
        height="5",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _swatch(kind: str) -> Markup:
    return element(
        "svg",
        *_band(kind, 0, 100, 0),
        width=em(1.8),
        height=em(_BAND),
        aria_hidden="true",
        class_="sb-swatch",
    )
