"""Two texts compared word by word, as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from build_tools.names import even
from build_tools.render.markup import escape

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Differences:
    """Two texts as HTML.

    Attributes:
        left: The first text, what the second lacks in `del`.
        right: The second text, what the first lacks in `ins`.
        both: The second text as `right`, and in `del` what it lacks of the first.
        words: How many words stand in both.
        percent: The share of the longer text's words and marks that stands in the other too, rounded
            down; 100 only where nothing is marked.
    """

    left: Markup
    right: Markup
    both: Markup
    words: int
    percent: int


def word_differences(one: str, other: str) -> Differences:
    """What only one of two texts has, word by word.

    Differences of typography (curly and straight quotation marks, kinds of space) do not count.
    """
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    matcher = SequenceMatcher(None, _compared(left), _compared(right), autojunk=False)
    first: list[str] = []
    second: list[str] = []
    both: list[str] = []
    words = same = 0
    changed = False
    for operation, a, b, c, d in matcher.get_opcodes():
        here, there = escape("".join(left[a:b])), escape("".join(right[c:d]))
        if operation == "equal":
            words += sum(_WORD.fullmatch(token) is not None for token in left[a:b])
            same += _told(left[a:b])
        else:
            changed = True
            here = f"<del>{here}</del>" if here else ""
            there = f"<ins>{there}</ins>" if there else ""
            both.append(here)
        first.append(here)
        second.append(there)
        both.append(there)
    percent = 100 * same // max(_told(left), _told(right), 1)
    return Differences(
        *(Markup("".join(parts)) for parts in (first, second, both)),
        words,
        # A space that only one side has is marked too.
        min(percent, 99) if changed else 100,
    )


def _told(tokens: list[str]) -> int:
    """How many tokens are words or marks."""
    return sum(not token.isspace() for token in tokens)


def _compared(tokens: list[str]) -> list[str]:
    """Tokens as they are compared: typography evened out, any white space a single space."""
    return [" " if token.isspace() else even(token) for token in tokens]
