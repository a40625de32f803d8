"""Anchors of corrections: from the words that they point at, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from build_tools.errors import SeedError
from build_tools.models import Article, Span
from build_tools.paragraphs import paragraph_spans

_WORD_AND_SPACE = re.compile(r"\S+\s*")
_SPACE_AND_WORD = re.compile(r"\s*\S+")


def anchor_of(article: Article, span: Span) -> dict[str, Any]:
    """The anchor of the words at `span`: paragraph, exact, and what tells them from others like them.

    Behind the words comes before in front of them, and fewer words before more.

    Raises:
        SeedError: If the words do not stand inside one paragraph.
    """
    start, end = span
    for number, (low, high) in enumerate(paragraph_spans(article.text), 1):
        if low <= start and end <= high:
            break
    else:
        words = article.text[start:end]
        raise SeedError(
            f"a correction cannot point at {words!r}: it does not stand inside one paragraph",
            file=article.path or None,
        )
    text = article.text[low:high]
    exact = article.text[start:end]
    before = _WORD_AND_SPACE.findall(article.text[low:start])
    after = _SPACE_AND_WORD.findall(article.text[end:high])
    # The longest is the whole paragraph, which is there once.
    for length in range(max(len(before), len(after)) + 1):
        for left, right in ((0, length), (length, 0), (length, length)):
            prefix = "".join(before[max(0, len(before) - left) :])
            suffix = "".join(after[:right])
            needle = prefix + exact + suffix
            if text.count(needle) == 1 and low + text.index(needle) + len(prefix) == start:
                anchor = {"paragraph": number, "exact": exact, "prefix": prefix, "suffix": suffix}
                return {key: value for key, value in anchor.items() if value}
    raise AssertionError("a paragraph holds itself once")


def span_of(article: Article, anchor: Mapping[str, Any]) -> Span:
    """Where the words of an anchor stand that has been applied, and so is known to be sound."""
    low, high = paragraph_spans(article.text)[anchor["paragraph"] - 1]
    prefix = anchor.get("prefix", "")
    needle = prefix + anchor["exact"] + anchor.get("suffix", "")
    start = article.text.index(needle, low, high) + len(prefix)
    through = anchor.get("through")
    if through is None:
        return start, start + len(anchor["exact"])
    return start, article.text.index(through, start, high) + len(through)
