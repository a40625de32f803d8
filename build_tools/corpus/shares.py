"""How much of an article is attributed to named sources, to unnamed ones, and to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from build_tools.models import AnnotatedArticle

Part = Literal["named", "unnamed", "unsourced"]

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

    def percent(self, part: Literal["named", "unnamed", "nobody"]) -> int:
        """A share in whole percents, rounded; `nobody` has what the others leave, so that all add up."""
        if part == "nobody":
            return 100 - self.percent("named") - self.percent("unnamed") if self.total else 0
        return round(100 * getattr(self, part) / self.total) if self.total else 0


def count_words(text: str) -> int:
    """Words of a text: runs of letters and digits, hyphens and apostrophes inside."""
    return sum(1 for _ in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another in a paragraph, all attributed to one source or to nobody.

    Attributes:
        attribution: Id of the statement; None where nobody is made responsible.
        paragraph: Number of the block.
    """

    kind: Part
    attribution: str | None
    paragraph: int
    words: int


def attributed_runs(annotated: AnnotatedArticle) -> list[Run]:
    """The words of title, headings and body as runs, in order of the text.

    A word belongs to the statement that has it as content; where statements nest, to the outermost.
    A statement that names no source makes nobody responsible.
    """
    owners: dict[int, tuple[Part, str]] = {}
    text = annotated.article.text
    for attribution in annotated.attributions:
        if attribution.parent is not None or attribution.source_kind is None:
            continue
        kind: Part = "unnamed" if attribution.source_kind == "unnamed" else "named"
        for start, end in attribution.content:
            for match in _WORD.finditer(text, start, end):
                owners.setdefault(match.start(), (kind, attribution.id))
    runs = []
    for block in annotated.blocks:
        if block.kind in ("title", "heading", "body"):
            words = (match.start() for match in _WORD.finditer(text, block.start, block.end))
            found = (owners.get(word, ("unsourced", None)) for word in words)
            for (kind, owner), group in groupby(found):
                runs.append(Run(kind, owner, block.number, sum(1 for _ in group)))
    return runs


def attributed_shares(annotated: AnnotatedArticle) -> Shares:
    """Count the words of an article by who is made responsible for them."""
    return shares_of(attributed_runs(annotated))


def shares_of(runs: Iterable[Run]) -> Shares:
    """Count the words of runs by who is made responsible for them."""
    counts: dict[Part, int] = {"named": 0, "unnamed": 0, "unsourced": 0}
    for run in runs:
        counts[run.kind] += run.words
    return Shares(**counts)
