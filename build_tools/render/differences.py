"""Two texts compared word by word, as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from build_tools.names import even
from build_tools.render.markup import escape

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Differences:
    """Two texts as HTML.

    Attributes:
        left: The first text, what the second lacks in `del`.
        right: The second text, what the first lacks in `ins`.
        both: The second text as `right`, and in `del` what it lacks of the first.
    """

    left: Markup
    right: Markup
    both: Markup


def word_differences(one: str, other: str) -> Differences:
    """What only one of two texts has, word by word.

    Differences of typography (curly and straight quotation marks, kinds of space) do not count.
    """
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    matcher = SequenceMatcher(None, _compared(left), _compared(right), autojunk=False)
    first: list[str] = []
    second: list[str] = []
    both: list[str] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        here, there = escape("".join(left[a:b])), escape("".join(right[c:d]))
        if operation != "equal":
            here = f"<del>{here}</del>" if here else ""
            there = f"<ins>{there}</ins>" if there else ""
            both.append(here)
        first.append(here)
        second.append(there)
        both.append(there)
    return Differences(*(Markup("".join(parts)) for parts in (first, second, both)))


def _compared(tokens: list[str]) -> list[str]:
    """Tokens as they are compared: typography evened out, any white space a single space."""
    return [" " if token.isspace() else even(token) for token in tokens]
