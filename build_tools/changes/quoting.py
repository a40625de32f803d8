"""Quotes an article around a span. The published data hold no whole text, so it comes from the seeds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from build_tools.changes.rows import Quotation
from build_tools.models import Span
from build_tools.paragraphs import paragraph_spans

# Characters on either side of the words, at most.
_WIDTH = 40

# SHA-256 of an article's file, as the data files give it -> its text.
Texts = Mapping[str, str]


def read_texts(seeds: Path) -> Texts:
    """The articles' texts; one that is not UTF-8 is left out, for offsets into it mean nothing."""
    texts: dict[str, str] = {}
    for path in sorted((seeds / "articles").glob("*.txt")):
        raw = path.read_bytes()
        try:
            texts[hashlib.sha256(raw).hexdigest()] = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def quote(text: str | None, span: Span | None, words: str, paragraph: int | None = None) -> Quotation:
    """The words with those around them, as far as their paragraph goes.

    Args:
        text: The article's; None where the seeds do not hold it.
        span: Where they stand; None where that is not known.
        words: What the data say they are: what is quoted where there is no text.
        paragraph: What the data say; the text says it better.
    """
    if text is None or span is None or text[slice(*span)] != words:
        return Quotation(paragraph, "", words, "")
    start, end = span
    for number, (first, last) in enumerate(_paragraphs(text), start=1):
        if first <= start < last:
            left = text[max(first, start - _WIDTH) : start]
            if start - _WIDTH > first:
                left = "…" + left.partition(" ")[2]
            right = text[end : min(last, end + _WIDTH)]
            if end + _WIDTH < last:
                right = right.rpartition(" ")[0] + "…"
            return Quotation(number, left, words, right)
    return Quotation(paragraph, "", words, "")


@lru_cache(maxsize=16)
def _paragraphs(text: str) -> list[Span]:
    return paragraph_spans(text)
