"""Gives extracted paragraphs the page's own characters back.

An extractor of text evens out white space and drops what cannot be printed: non-breaking spaces,
soft hyphens, zero-width marks. The page has them, and so has the article.
"""

from __future__ import annotations

import re

_RENDERED_AS_SPACE = re.compile(r"[ \t\n\r\f]+")


class PageLetters:
    """The characters of a page, to look paragraphs up in.

    Args:
        text: All text of the page, white space as in its source.
    """

    def __init__(self, text: str) -> None:
        self._letters, self._gaps = _split(text)
        self._reached = 0

    def restore(self, line: str) -> str | None:
        """The paragraph `line` with the characters that the page has there.

        Paragraphs are looked up in the order of the page, so that of several places the next one
        counts.

        Returns:
            None where the letters of `line` do not stand on the page in a row.
        """
        letters, gaps = _split(line)
        if not letters:
            return None
        at = self._letters.find(letters, self._reached)
        if at < 0:
            at = self._letters.find(letters)
        if at < 0:
            return None
        self._reached = at + len(letters)
        parts = [letters[0]]
        for n in range(1, len(letters)):
            # Cells of a table have nothing between them on the page, but in `line`.
            gap = self._gaps[at + n] or gaps[n]
            parts += (_RENDERED_AS_SPACE.sub(" ", gap), letters[n])
        return "".join(parts)


def _split(text: str) -> tuple[str, list[str]]:
    """The printed letters of a text, and what stands before each of them."""
    letters: list[str] = []
    gaps: list[str] = []
    gap: list[str] = []
    for character in text:
        if character.isspace() or not character.isprintable():
            gap.append(character)
        else:
            letters.append(character)
            gaps.append("".join(gap))
            gap.clear()
    return "".join(letters), gaps
