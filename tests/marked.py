"""Reads `<S1>The mayor</S1> <C1>said</C1> <Q1>no</Q1>.`, as the marked texts are written."""

from __future__ import annotations

import re

from build_tools.models import Span
from build_tools.training.brat import GoldAttribution

_MARK = re.compile(r"<(/?)([SCQA])([0-9])>")
_ROLES = {"S": "source", "C": "cue", "Q": "content", "A": "addressee"}


def read_marks(marked: str, **known: bool) -> tuple[str, list[GoldAttribution]]:
    """The text without its marks, and its statements in order of their numbers.

    Args:
        known: What is known of every statement besides: belief, denial, nested.
    """
    spans: dict[str, dict[str, list[Span]]] = {}
    opened: dict[str, int] = {}
    removed = 0
    for match in _MARK.finditer(marked):
        at = match.start() - removed
        removed += len(match.group())
        closing, role, number = match.groups()
        if closing:
            start = opened.pop(role + number)
            spans.setdefault(number, {}).setdefault(_ROLES[role], []).append((start, at))
        else:
            opened[role + number] = at
    gold = [
        GoldAttribution(**{role: tuple(found) for role, found in spans[number].items()}, **known)
        for number in sorted(spans)
    ]
    return _MARK.sub("", marked), gold
