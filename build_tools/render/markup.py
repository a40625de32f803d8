"""Text with overlapping annotations to escaped HTML, letter for letter.

Annotations may cross; HTML elements may not. The text is cut where any annotation begins or ends,
and an element that is cut is opened again behind the cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
    }
)

# What Markdown would take for its own inside a line of HTML, beside what HTML does.
_INLINE = ESCAPES | {ord(character): f"&#{ord(character)};" for character in r"\`*_{}[]()#+-.!|~:^="}


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around a span of text.

    Attributes:
        start, end: Half-open indices into the article's text.
        layer: Elements of a lower layer stand outside those of a higher one.
        tag: HTML element.
        attributes: On each piece, in the order in which they are written.
        first: Attributes of the first piece alone, such as its `id`; they are written before the
            others.
        last: Attributes of the last piece alone; they are written after the others.
    """

    start: int
    end: int
    layer: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)


def escape(text: str) -> str:
    """The text as HTML and as nothing else."""
    return text.translate(ESCAPES)


def inline(text: str) -> str:
    """Text as inline HTML that Markdown leaves alone."""
    return text.translate(_INLINE)


def render_marks(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """The HTML of `text[start:end]` with its annotations.

    Links do not nest in HTML: of several `a` over the same words, the shortest stands. None begins
    with white space between two shorter ones.

    Args:
        marks: Any that overlap the span; they are cut to it.
    """
    inside = [
        mark for mark in marks if mark.start < end and start < mark.end and mark.start < mark.end
    ]
    beginning: dict[int, list[Mark]] = {}
    for mark in inside:
        beginning.setdefault(max(start, mark.start), []).append(mark)
    cuts = sorted({start, end, *beginning, *(min(end, mark.end) for mark in inside)})
    out: list[str] = []
    opened: list[Mark] = []
    active: list[Mark] = []
    # Where in `out` the first and the last piece of each mark begin so far.
    pieces: dict[int, tuple[int, int]] = {}
    for left, right in zip(cuts, cuts[1:]):
        active = [mark for mark in active if mark.end > left]
        if left in beginning:
            active += beginning[left]
            active.sort(key=lambda mark: (mark.layer, mark.start - mark.end, mark.start))
        wanted = _one_link(active)
        if text[left:right].isspace():
            # A link that begins here would have no name.
            going_on = {id(mark) for mark in opened}
            wanted = [mark for mark in wanted if mark.tag != "a" or id(mark) in going_on]
        common = 0
        while common < min(len(opened), len(wanted)) and opened[common] is wanted[common]:
            common += 1
        while len(opened) > common:
            out.append(f"</{opened.pop().tag}>")
        for mark in wanted[common:]:
            first, _ = pieces.get(id(mark), (len(out), 0))
            pieces[id(mark)] = (first, len(out))
            out.append(_open(mark, mark.first if first == len(out) else {}))
            opened.append(mark)
        out.append(escape(text[left:right]))
    while opened:
        out.append(f"</{opened.pop().tag}>")
    # Which piece is the last one is known only now.
    for mark in inside:
        if mark.last and id(mark) in pieces:
            first, last = pieces[id(mark)]
            out[last] = _open(mark, mark.first if first == last else {}, mark.last)
    return Markup("".join(out))


def _one_link(active: list[Mark]) -> list[Mark]:
    """The marks without all links but the shortest."""
    links = [mark for mark in active if mark.tag == "a"]
    if len(links) < 2:
        return list(active)
    shortest = min(links, key=lambda mark: mark.end - mark.start)
    return [mark for mark in active if mark.tag != "a" or mark is shortest]


def _open(mark: Mark, first: Mapping[str, str], last: Mapping[str, str] | None = None) -> str:
    written = {**first, **mark.attributes, **(last or {})}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in written.items())
    return f"<{mark.tag}{attributes}>"
