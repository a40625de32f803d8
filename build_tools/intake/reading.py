"""What a page or a text says of itself, before anybody decides what to make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.dates import extract_dates
from build_tools.models import Block, Stated
from build_tools.seeds import plain_day

UNKNOWN = Stated(None, "unknown")

_WORD = re.compile(r"[^\W\d_]+")
# How many words of the beginning stand for a text without a title.
_BEGINNING = 6
# How many characters a dateline has at most: "NORVALE, Northern Province, June 3 (Vale Newswire) -".
_DATELINE = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's text and what came with it.

    Attributes:
        text: As it will stand in the seed.
        title: Printed where it is a line of the text.
        site: The name that the page gives its site.
        address: The address that the page gives itself.
        authors: Whom the page gives as authors.
        day: The day that the page gives, never `printed`.
        licence: The licence that the page names.
        notes: What a curator should look at.
    """

    text: str
    title: Stated
    site: str | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    day: Stated = UNKNOWN
    licence: str | None = None
    notes: tuple[str, ...] = ()


def read_plain(text: str) -> Reading:
    """A plain text: its title is its first line, where that is no sentence."""
    blocks = split_blocks(text)
    dated = {block.number for block, _ in printed_days(text, blocks)}
    for block in blocks:
        if block.kind in ("boilerplate", "byline", "caption") or block.number in dated:
            continue
        if block.kind == "heading" and len(blocks) > 1:
            return Reading(text, Stated(text[block.start : block.end], "printed"))
        break
    why = f"The text has no title; it begins with “{beginning(text)} …”."
    return Reading(text, Stated(None, "unknown", why))


def beginning(text: str) -> str:
    """The first words of a text."""
    return " ".join(text.split()[:_BEGINNING])


def printed_days(text: str, blocks: tuple[Block, ...]) -> list[tuple[Block, str]]:
    """The days of publication that a text prints: those of its bylines, and of the lines above its
    first sentence that are a date and nothing else.

    Returns:
        The line and the day in EDTF; a line with two days stands twice.
    """
    found = []
    above = True
    for block in blocks:
        above = above and block.kind != "body"
        if block.kind != "byline" and not (above and block.kind == "heading"):
            continue
        dates = extract_dates(text, [block], None)
        rest = text[block.start : block.end]
        for date in reversed(dates):
            rest = rest[: date.start - block.start] + rest[date.end - block.start :]
        # "10:15 GMT" may stand beside the date.
        if block.kind == "byline" or len(_WORD.findall(rest)) <= 1:
            found += [(block, d.value) for d in dates if d.value and plain_day(d.value)]
    return found


def dates_at_the_head(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """The words of the dates above the first sentence and in its dateline, one of which may be the
    day of publication."""
    found = []
    for block in blocks:
        body = block.kind == "body"
        if body or block.kind in ("byline", "heading"):
            end = block.start + _DATELINE if body else block.end
            dates = (text[d.start : d.end] for d in extract_dates(text, [block], None) if d.end <= end)
            # "This year" counts from the day of publication, and is not it.
            found += [words for words in dates if any(c.isdigit() for c in words)]
        if body:
            break
    return found
