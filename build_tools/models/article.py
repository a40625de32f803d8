"""Articles as they stand in the seeds: text, metadata, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Basis = Literal["printed", "inferred", "unknown"]
BlockKind = Literal["title", "heading", "caption", "byline", "body", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A metadata value and how it is known.

    Attributes:
        value: The value; None where nobody could establish it.
        basis: Printed in the article, inferred, or unknown.
        why: What the inference rests on; empty for a printed value.
    """

    value: str | None
    basis: Basis
    why: str = ""


@dataclass(frozen=True, slots=True)
class RelayStep:
    """One publication between the sources and the article's outlet.

    Attributes:
        outlet: Entity id, or None for a publication that nobody could name.
        label: What to call it on a page.
        basis: Printed in the article, or inferred.
        why: What the inference rests on.
        scope: `whole` where the article is that publication's report throughout, `part` where
            the carrying outlet added paragraphs of its own, so that the step may not hold for
            every statement.
    """

    outlet: str | None
    label: str
    basis: Basis
    why: str = ""
    scope: Literal["whole", "part"] = "whole"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the article that is not blank, in order.

    Attributes:
        number: 1, 2, 3 …; the anchor is `p<number>`.
        start, end: Its span, without white space at the edges.
        kind: What it is; statements are looked for in title and body only.
    """

    number: int
    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One seed text and its metadata.

    Attributes:
        id: The file's stem; used in every link.
        text: The file, decoded from UTF-8 and otherwise untouched.
        text_sha256: Of the file's bytes, hexadecimal.
        outlet: `value` is an entity id.
        date: EDTF day of publication.
        report_date: EDTF day that the article's relative dates count from, where it is not `date`.
        relays: Nearest to the sources first.
    """

    id: str
    text: str
    text_sha256: str
    title: Stated
    outlet: Stated
    date: Stated
    report_date: Stated | None = None
    relays: tuple[RelayStep, ...] = ()
    url: str | None = None
    rights: str | None = None
    note: str | None = None
    path: str = ""

    @property
    def counts_from(self) -> str | None:
        """The EDTF day that relative dates count from, None where no date is known."""
        if self.report_date is not None and self.report_date.value:
            return self.report_date.value
        return self.date.value
