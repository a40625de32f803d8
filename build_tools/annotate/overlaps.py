"""Puts statements of one sentence in their place: where a content ends, what is inside what."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS
from build_tools.models import AttributionKind


def settle(line: Line, drafts: Sequence[Draft]) -> None:
    """Cut contents, in place, where another statement of the sentence takes over.

    A content after its cue ends before a second cue of the same source (“and added that”), and
    before a cue clause that answers for the whole sentence (“…, officials said”).

    Args:
        line: The paragraph.
        drafts: Its statements.
    """
    for draft in drafts:
        for other in drafts:
            if other is draft or other.sentence != draft.sentence:
                continue
            if other.link is not None and other.source is draft.source:
                _end_at(line, draft, other.link)
            elif other.before and not draft.before and _covers(other, draft):
                _end_at(line, draft, other.clause[0])


def _covers(outer: Draft, inner: Draft) -> bool:
    """Whether the content before a cue holds the whole clause of another statement."""
    return bool(outer.content) and outer.content[0][0] <= inner.clause[0] and (
        inner.clause[1] <= outer.content[0][1]
    )


def _end_at(line: Line, draft: Draft, stop: int) -> None:
    """End a content that runs over word `stop` before it, and before the comma there."""
    kept: list[Range] = []
    for start, end in draft.content:
        if start < stop < end:
            end = stop
            while end > start and line.lower[end - 1] in COMMAS and line.quoted[end - 1] < 0:
                end -= 1
        if start < end:
            kept.append((start, end))
    draft.content = kept


def parents(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """For each draft, by its position, the smallest other one whose content holds it."""
    found: dict[int, Draft] = {}
    for position, draft in enumerate(drafts):
        holding = [
            other
            for other in drafts
            if other.line == draft.line and other.holds(draft) and not draft.holds(other)
        ]
        if holding:
            found[position] = min(holding, key=_size)
    return found


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def kind_of(line: Line, draft: Draft, nested: Sequence[Draft]) -> AttributionKind:
    """Direct, mixed or indirect, by how much of the content stands in quotation marks.

    Words of nested speakers do not count: their quotation marks are theirs.
    """
    if draft.silent:
        return "non-response"
    theirs: set[int] = set()
    for other in nested:
        for start, end in (*other.content, other.clause):
            theirs.update(range(start, end))
    quoted = bool(draft.continued)
    plain = False
    for start, end in draft.content:
        for index in range(start, end):
            if index in theirs or not line.words[index][0].isalnum():
                continue
            if line.quoted[index] >= 0:
                quoted = True
            elif index > start or line.lower[index] != "that":
                plain = True
    if quoted:
        return "mixed" if plain else "direct"
    return "indirect"
