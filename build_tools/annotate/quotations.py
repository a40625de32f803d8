"""Finds quotations: pairs of quotation marks, double, single, curly, straight or doubled.

Apostrophes are told from closing marks by their neighbours, and a mark that never closes opens
nothing, unless the next paragraph goes on with a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from build_tools.models import Span

_MARK = re.compile("''|``|[“”„‟\"‘’']")
_OPENING = "“„‟``"
_PUNCTUATION = frozenset(".,;:?!…—–-)]}")
_BRACKETS = frozenset("([{—–-/‘“\"'…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks.

    Attributes:
        start, end: Half-open indices into the text, marks included.
        closed: False where it runs to the end of a paragraph and the next one goes on.
        nested: Whether it stands inside another quotation.
    """

    start: int
    end: int
    closed: bool = True
    nested: bool = False


def find_quotations(text: str, lines: Iterable[Span]) -> list[Quotation]:
    """The quotations of a text, in order; no pair of marks reaches over a line.

    Args:
        text: The text.
        lines: The spans to look in, in order, one a paragraph.

    Returns:
        Outer and nested quotations, sorted by start. Outer ones never overlap.
    """
    spans = list(lines)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(spans):
        doubles, unclosed = _doubles(text, start, end)
        if unclosed is not None and number + 1 < len(spans):
            if _opens_with_mark(text, *spans[number + 1]):
                doubles.append(Quotation(unclosed, end, closed=False))
        found += _nest(doubles + _singles(text, start, end, doubles))
    return found


def _nest(quotations: list[Quotation]) -> list[Quotation]:
    """Sorted by start, and those inside another one marked as nested."""
    reach = -1
    result = []
    for quotation in sorted(quotations, key=lambda item: (item.start, -item.end)):
        nested = quotation.start < reach
        reach = max(reach, quotation.end)
        result.append(replace(quotation, nested=nested))
    return result


def _opens_with_mark(text: str, start: int, end: int) -> bool:
    match = _MARK.match(text, start, end)
    return match is not None and match.group() not in ("’", "'", "‘", "”")


def _opens(text: str, start: int, end: int, low: int, high: int) -> bool:
    """Whether the neighbours of the mark `text[start:end]` look as before an opening one."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    return (before.isspace() or before in _BRACKETS) and not after.isspace()


def _doubles(text: str, low: int, high: int) -> tuple[list[Quotation], int | None]:
    """The pairs of double marks of a line, and where the last open one starts."""
    pairs: list[Quotation] = []
    open_at: int | None = None
    for match in _MARK.finditer(text, low, high):
        mark, (start, end) = match.group(), match.span()
        if mark in ("‘", "’", "'"):
            continue
        if mark == "”":
            opens = False
        elif mark in _OPENING:
            opens = True
        else:
            opens = _opens(text, start, end, low, high) and (
                open_at is None or not _closes(text, end, high)
            )
        if opens:
            open_at = start
        elif open_at is not None:
            pairs.append(Quotation(open_at, end))
            open_at = None
    return pairs, open_at


def _closes(text: str, end: int, high: int) -> bool:
    return end >= high or text[end].isspace() or text[end] in _PUNCTUATION


def _singles(text: str, low: int, high: int, doubles: list[Quotation]) -> list[Quotation]:
    """The pairs of single marks. None crosses a double mark, though one may hold a whole pair."""
    pairs: list[Quotation] = []
    opened: tuple[int, int] | None = None  # where a mark opened, and inside which double pair
    doubtful: int | None = None  # the first possible end after an “s”
    outer = 0

    def close(end: int | None) -> None:
        nonlocal opened, doubtful
        if opened is not None and end is not None:
            pairs.append(Quotation(opened[0], end))
        opened = doubtful = None

    for match in _MARK.finditer(text, low, high):
        mark, (start, end) = match.group(), match.span()
        while outer < len(doubles) and doubles[outer].end <= start:
            outer += 1
        where = outer if outer < len(doubles) and doubles[outer].start <= start else -1
        if opened is not None and opened[1] >= 0 and opened[1] != where:
            close(doubtful)
        if mark not in ("‘", "’", "'") or (opened is not None and opened[1] != where):
            continue
        before = text[start - 1] if start > low else " "
        after = text[end] if end < high else " "
        starts = mark != "’" and after.isalpha() and _opens(text, start, end, low, high)
        if starts and (opened is None or mark == "‘"):
            close(doubtful)
            opened = (start, where)
        elif opened is not None and mark != "‘" and not before.isspace() and not after.isalnum():
            crosses = opened[1] < 0 and outer > 0 and doubles[outer - 1].start > opened[0]
            if before in "sS" and after.isspace():
                doubtful = doubtful or end  # “Hamas’ assault”, or the end of ‘three boys’
            elif before in ".,?!" or not crosses:
                close(end)
            else:
                close(None)
    close(doubtful)
    return pairs
