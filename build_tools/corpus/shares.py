"""How much of an article is attributed to named sources, to unnamed ones, and to nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.models import AnnotatedArticle

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Shares:
    """Words of title, headings and body by who is made responsible for them."""

    named: int
    unnamed: int
    unsourced: int

    @property
    def total(self) -> int:
        return self.named + self.unnamed + self.unsourced

    def percent(self, part: str) -> int:
        """The share of `named`, `unnamed` or `unsourced`, rounded to whole percents."""
        return round(100 * getattr(self, part) / self.total) if self.total else 0


def count_words(text: str) -> int:
    """Words of a text: runs of letters and digits, hyphens and apostrophes inside."""
    return sum(1 for _ in _WORD.finditer(text))


def attributed_shares(annotated: AnnotatedArticle) -> Shares:
    """Count words inside the content of statements; where they nest, the outermost one counts."""
    kinds: dict[int, str] = {}
    text = annotated.article.text
    outer = [a for a in annotated.attributions if a.parent is None]
    for attribution in outer:
        kind = "unnamed" if attribution.source_kind == "unnamed" else "named"
        if attribution.source_kind is None:
            continue
        for start, end in attribution.content:
            for match in _WORD.finditer(text, start, end):
                kinds.setdefault(match.start(), kind)
    counts = {"named": 0, "unnamed": 0, "unsourced": 0}
    for block in annotated.blocks:
        if block.kind in ("title", "heading", "body"):
            for match in _WORD.finditer(text, block.start, block.end):
                counts[kinds.get(match.start(), "unsourced")] += 1
    return Shares(**counts)
