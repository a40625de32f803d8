"""Words that are not ours, for Markdown and for terminals: nothing of them is markup or a command."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

# What Markdown, or GitHub, would read as markup, a link, a reference or a table's edge.
_MARKUP = re.compile(r"([\\`*_\[\]|~$:.@#])")
# Line ends, the controls of a terminal, and those that turn the direction of what stands around them.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def flat(words: str) -> str:
    """The words on one line, without control characters."""
    return _CONTROLS.sub(" ", words)


def as_text(words: str) -> str:
    """The words as Markdown that shows them and does nothing else."""
    return _MARKUP.sub(r"\\\1", html.escape(flat(words), quote=False))


def shortened(words: str, most: int) -> str:
    """The words, or as many characters of them with an ellipsis."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def counted(number: int, one: str, several: str | None = None) -> str:
    """The number with its noun, in the plural where it needs one."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a Markdown table and an empty one behind it.

    Args:
        head, rows: Cells as Markdown: words of others have been through `as_text`.
    """
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
