"""Finds names by sure patterns: what stands behind a person's title, or ends as organizations do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from build_tools.annotate.name_spans import NameLabel, NameSpan
from build_tools.annotate.name_edges import words
from build_tools.models import Block

# One to four capitalised words, particles between them ("Ursula von der Leyen", "Al-Iryani"). The
# lengths are bounded, so that no text takes more than linear time.
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ](?:'(?=[A-Z]))?[\w-]{0,40}\w(?:'(?!s\b)\w{1,20})?"
_PARTICLE = r"(?:al|bin|ibn|abu|de|del|della|der|di|du|la|le|van|von|ten|ter)"
_NAME = rf"{_CAPITALISED}(?: (?:{_PARTICLE} ){{0,3}}(?:[ae]l-)?{_CAPITALISED}){{0,3}}"
_LEAST = 3
# Of the words of a headline set in title case, at least this part begins with a capital.
_TITLE_CASE = 0.6


def names_by_pattern(text: str, blocks: Sequence[Block]) -> Iterator[NameSpan]:
    """Names of persons and organizations in the lines that speak of somebody.

    Args:
        text: Evened out.
        blocks: In order; boilerplate and bylines are left out.
    """
    for block in blocks:
        if block.kind in ("boilerplate", "byline"):
            continue
        titled = block.kind in ("title", "heading") and _is_title_case(text[block.start : block.end])
        for label, pattern in _patterns():
            if titled and label == "organization":
                continue  # every word begins with a capital
            for match in pattern.finditer(text, block.start, block.end):
                start, end = match.span("name")
                if end - start >= _LEAST:
                    yield NameSpan(start, end, label)


def _is_title_case(line: str) -> bool:
    letters = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in letters) >= _TITLE_CASE * len(letters)


@cache
def _patterns() -> tuple[tuple[NameLabel, re.Pattern[str]], ...]:
    titles, heads, openers = (
        "|".join(map(re.escape, sorted(words(name))))
        for name in ("person_titles", "organization_heads", "sentence_openers")
    )
    return (
        (
            "organization",
            re.compile(
                rf"\b(?!(?:{openers}|{titles})\b)(?P<name>(?:{_CAPITALISED} (?:(?:of|for|and) )?){{1,5}}(?:{heads}))\b(?! [A-Z])"
            ),
        ),
        (
            "person",
            re.compile(
                rf"\b(?:{titles})\.? (?!(?:{titles}|{heads}|{openers})\b)(?P<name>{_NAME})(?! (?:{heads})\b)"
            ),
        ),
    )
