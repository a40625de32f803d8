"""Draws how the program hangs together, from its own imports: `python -m build_tools.architecture`.

A box is a part, a row a level, and a line leads down to what a part uses. What it uses through
another part, or what is used all over, gets no line, else nobody could follow one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from build_tools.imports import LEVELS, Level, modules_of, reached, used_parts

PICTURE = Path("docs/assets/images/architecture.svg")
# The way of an article through the program.
_WAY = ("seeds", "annotate", "corrections", "corpus", "render", "build")

# Lengths are in the picture's own units; a letter of a box is so wide.
_WIDTH = 980
_LETTER = 6.7
_PADDING = 9
_BOX = 26
_ROW = 70
_LABELS = 132
_SWEEPS = 8

_STYLE = """
.sb-arch text { font: 11px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--sb-ink, #1b1c1e) }
.sb-arch .sb-arch-level { font-family: system-ui, sans-serif; fill: var(--sb-muted, #5b5a5f) }
.sb-arch rect { fill: var(--sb-card, #fff); stroke: var(--sb-line, #dfdad0) }
.sb-arch .sb-arch-way { fill: var(--sb-content, #f8eedc); stroke: var(--sb-voice, #8a4a12) }
.sb-arch path { fill: none; stroke: var(--sb-muted, #5b5a5f); opacity: 0.45 }
"""


def draw(uses: Mapping[str, set[str]], levels: Sequence[Level] = LEVELS) -> str:
    """The picture as SVG.

    Args:
        uses: Which parts each part uses, without circles; all of them stand in `levels`.
    """
    common = {part for level in levels if level.common for part in level.parts}
    lines = {part: used - common for part, used in without_detours(uses).items()}
    rows = _ordered([sorted(level.parts & uses.keys()) for level in levels], lines)
    places = {
        part: (x, (len(rows) - 1 - number) * _ROW + _BOX)
        for number, row in enumerate(rows)
        for part, x in _spread(row).items()
    }
    out = [
        f'<svg class="sb-arch" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {len(rows) * _ROW}"'
        ' role="img" aria-labelledby="sb-arch-title">',
        '<title id="sb-arch-title">The parts of the program by level; lines lead down from a part to'
        " those it uses.</title>",
        f"<style>{_STYLE}</style>",
    ]
    for part, used in sorted(lines.items()):
        out += [_line(places[part], places[other]) for other in sorted(used)]
    for number, level in enumerate(levels):
        y = (len(rows) - 1 - number) * _ROW + _BOX
        out.append(f'<text class="sb-arch-level" x="4" y="{y + 4}">{escape(level.name)}</text>')
        if level.common:
            out.append(f'<text class="sb-arch-level" x="4" y="{y + 18}">used all over</text>')
    out += [_box(part, *places[part]) for row in reversed(rows) for part in row]
    return "\n".join([*out, "</svg>", ""])


def without_detours(uses: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """What each part uses, without what it uses through another part as well."""
    return {
        part: used - {far for near in used for far in reached(near, uses)}
        for part, used in uses.items()
    }


def _ordered(rows: list[list[str]], lines: Mapping[str, set[str]]) -> list[list[str]]:
    """The rows, each part moved towards the middle of the parts it is joined to."""
    joined: dict[str, set[str]] = {part: set(used) for part, used in lines.items()}
    for part, used in lines.items():
        for other in used:
            joined[other].add(part)
    for _ in range(_SWEEPS):
        for number, row in enumerate(rows):
            where = {part: x for one in rows for part, x in _spread(one).items()}
            middle = {
                part: sum(where[other] for other in joined[part]) / len(joined[part])
                if joined[part]
                else where[part]
                for part in row
            }
            rows[number] = sorted(row, key=lambda part: (middle[part], part))
    return rows


def _spread(row: Sequence[str]) -> dict[str, float]:
    """The middle of each box, evenly spread over the width beside the labels."""
    widths = [_width(part) for part in row]
    gap = (_WIDTH - _LABELS - sum(widths)) / (len(row) + 1)
    places, x = {}, _LABELS + gap
    for part, width in zip(row, widths):
        places[part] = round(x + width / 2, 1)
        x += width + gap
    return places


def _width(part: str) -> float:
    return len(part) * _LETTER + 2 * _PADDING


def _box(part: str, x: float, y: float) -> str:
    width = _width(part)
    way = ' class="sb-arch-way"' if part in _WAY else ""
    return (
        f'<g><rect{way} x="{x - width / 2:.1f}" y="{y - _BOX / 2:.1f}" width="{width:.1f}"'
        f' height="{_BOX}" rx="4"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{escape(part)}</text></g>'
    )


def _line(upper: tuple[float, float], lower: tuple[float, float]) -> str:
    """A curve from the lower edge of one box to the upper edge of another; beside it, an arc."""
    (x, y), (to_x, to_y) = upper, lower
    y += _BOX / 2
    if to_y < y:
        to_y += _BOX / 2
        bend = (y + 18, to_y + 18)
    else:
        to_y -= _BOX / 2
        bend = ((y + to_y) / 2, (y + to_y) / 2)
    return (
        f'<path d="M{x:.1f} {y:.1f}C{x:.1f} {bend[0]:.1f} {to_x:.1f} {bend[1]:.1f} {to_x:.1f} {to_y:.1f}"/>'
    )


def main() -> None:
    """Draw the picture of the program that this is."""
    root = Path(__file__).resolve().parent.parent
    target = root / PICTURE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(draw(used_parts(modules_of(root))), encoding="utf-8")
    print(f"The picture is in {PICTURE}")


if __name__ == "__main__":
    main()
