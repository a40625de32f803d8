"""Who speaks about whom, and to whom: speakers on the left, what they speak of on the right.

Two columns with lines between them, since on a phone the names of a network that is drawn in the
plane lie on one another. Whoever speaks and is spoken of stands in both columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from build_tools.render.links import Links
from build_tools.render.plots.svg import drawing, element, em, link, percent

# speaker, "about" or "to", entity
Pair = tuple[str, str, str]

_LABEL_LETTERS = 16
_LABEL_LINE = 1.15
_BETWEEN = 0.7
_LEFT_LABEL, _LEFT, _RIGHT, _RIGHT_LABEL = 33.0, 34.5, 65.5, 67.0
_THIN, _PER_STATEMENT, _THICK = 0.1, 0.09, 0.6
_LINE_BETWEEN = 0.16
_NUMBER_FROM = 3
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class _Node:
    """One name in one column.

    Attributes:
        middle: How far below the top of the drawing, in em.
        ends: Where each of its lines ends.
    """

    label: tuple[str, ...]
    middle: float
    ends: Mapping[Pair, float]


def pair_anchor(pair: Pair) -> str:
    """The id of a pair's row in the table below the network."""
    return f"pair-{pair[0]}--{pair[1]}--{pair[2]}"


def network_plot(
    counts: Mapping[Pair, int], names: Mapping[str, str], links: Links
) -> Markup | None:
    """The network as a drawing, None where nobody speaks of anybody.

    Args:
        counts: Pair -> statements, at least one.
        names: Entity id -> what to call it, for every one in the pairs.
    """
    if not counts:
        return None
    left, right = _orders(counts)
    columns = _columns(counts, names, left, right)
    height = max(_height(column) for column in columns)
    speakers, spoken_of = (_placed(column, height) for column in columns)
    groups = []
    for speaker in left:
        node = speakers[speaker]
        edges = [
            _edge(pair, count, node.ends[pair], spoken_of[pair[2]].ends[pair], names)
            for pair, count in counts.items()
            if pair[0] == speaker
        ]
        label = _label(node, names[speaker], links.entity(speaker), "end", _LEFT_LABEL)
        groups.append(element("g", *edges, label, class_="sb-network__speaker"))
    labels = [
        _label(spoken_of[entity], names[entity], links.entity(entity), "start", _RIGHT_LABEL)
        for entity in right
    ]
    title = f"{len(left)} speakers, and whom they speak about or to"
    return drawing(title, *groups, *labels, height=height, class_="sb-network")


def _orders(counts: Mapping[Pair, int]) -> tuple[list[str], list[str]]:
    """The two columns from top to bottom, so that few lines cross.

    Each name goes, in turn, to the mean place of those at the other ends of its lines (the
    barycentre method of Sugiyama, Tagawa and Toda, 1981). Ties go by id, so the order is always one.
    """
    left = sorted({speaker for speaker, _, _ in counts})
    right = sorted({entity for _, _, entity in counts})
    for _ in range(_ROUNDS):
        right = _by_mean(right, left, [(e, s, n) for (s, _, e), n in counts.items()])
        left = _by_mean(left, right, [(s, e, n) for (s, _, e), n in counts.items()])
    return left, right


def _by_mean(column: list[str], other: list[str], edges: list[tuple[str, str, int]]) -> list[str]:
    place = {name: n for n, name in enumerate(other)}
    totals = dict.fromkeys(column, 0)
    weights = dict.fromkeys(column, 0)
    for here, there, count in edges:
        totals[here] += place[there] * count
        weights[here] += count
    return sorted(column, key=lambda name: (totals[name] / weights[name], name))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A name before it has its place: its label, and the widths of its lines in their order."""

    name: str
    label: tuple[str, ...]
    lines: tuple[tuple[Pair, float], ...]

    @property
    def height(self) -> float:
        lines = sum(width + _LINE_BETWEEN for _, width in self.lines)
        return max(lines, _LABEL_LINE * len(self.label)) + _BETWEEN


def _columns(
    counts: Mapping[Pair, int], names: Mapping[str, str], left: list[str], right: list[str]
) -> tuple[list[_Draft], list[_Draft]]:
    def drafts(column: list[str], own: int, other: int, order: list[str]) -> list[_Draft]:
        place = {name: n for n, name in enumerate(order)}
        lines: dict[str, list[Pair]] = {name: [] for name in column}
        for pair in counts:
            lines[pair[own]].append(pair)
        return [
            _Draft(
                name,
                tuple(wrap(names[name], _LABEL_LETTERS, break_long_words=True)) or (name,),
                tuple(
                    (pair, _width(counts[pair]))
                    for pair in sorted(lines[name], key=lambda pair: (place[pair[other]], pair[1]))
                ),
            )
            for name in column
        ]

    return drafts(left, 0, 2, right), drafts(right, 2, 0, left)


def _width(count: int) -> float:
    return min(_THIN + _PER_STATEMENT * (count - 1), _THICK)


def _height(column: Sequence[_Draft]) -> float:
    return sum(draft.height for draft in column) + _BETWEEN


def _placed(column: Sequence[_Draft], height: float) -> dict[str, _Node]:
    """Each name's place; a column that is shorter than the drawing is spread over it."""
    spare = (height - _height(column)) / len(column)
    nodes = {}
    top = _BETWEEN / 2
    for draft in column:
        middle = top + (draft.height + spare) / 2
        top += draft.height + spare
        at = middle - sum(width + _LINE_BETWEEN for _, width in draft.lines) / 2
        ends = {}
        for pair, width in draft.lines:
            ends[pair] = at + (width + _LINE_BETWEEN) / 2
            at += width + _LINE_BETWEEN
        nodes[draft.name] = _Node(draft.label, middle, ends)
    return nodes


def _edge(pair: Pair, count: int, start: float, end: float, names: Mapping[str, str]) -> Markup:
    """A line that leads to the pair's row in the table, with a broader one that is easy to hit."""
    speaker, relation, entity = pair
    plural = "" if count == 1 else "s"
    title = f"{names[speaker]} {relation} {names[entity]}: {count} statement{plural}"
    place = {"x1": percent(_LEFT), "x2": percent(_RIGHT), "y1": em(start), "y2": em(end)}
    parts = [
        element("line", **place, class_="sb-network__reach"),
        element(
            "line",
            **place,
            class_=f"sb-network__line sb-network__line--{relation}"
            + (" sb-network__line--once" if count == 1 else ""),
            stroke_width=em(_width(count)),
        ),
    ]
    if count >= _NUMBER_FROM:
        # A fifth of the way, where the lines of one speaker are still close together.
        x, y = _LEFT + (_RIGHT - _LEFT) / 5, start + (end - start) / 5
        parts.append(
            element("text", str(count), x=percent(x), y=em(y), dy=em(0.35), class_="sb-network__count")
        )
    return link(f"#{pair_anchor(pair)}", title, *parts)


def _label(node: _Node, name: str, href: str, anchor: str, x: float) -> Markup:
    first = node.middle - _LABEL_LINE * (len(node.label) - 1) / 2
    lines = [
        element("tspan", line, x=percent(x), y=em(first + _LABEL_LINE * n), dy=em(0.35))
        for n, line in enumerate(node.label)
    ]
    text = element("text", *lines, text_anchor=anchor, class_="sb-network__name")
    return link(href, name, text)
