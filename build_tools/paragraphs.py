"""Where an article's paragraphs are: one for each line that is not blank."""

from __future__ import annotations

import re

from build_tools.models import Span

_LINE = re.compile(r"[^\r\n]+")


def paragraph_spans(text: str) -> list[Span]:
    """The spans of the lines that are not blank, without white space at their edges."""
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, start + len(stripped)))
    return spans


def paragraph_number(text: str, offset: int) -> int:
    """The number, counted from 1, of the paragraph that holds `offset` or precedes it."""
    number = 0
    for start, _ in paragraph_spans(text):
        if start > offset:
            break
        number += 1
    return max(number, 1)
