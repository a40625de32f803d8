"""Puts statements of one sentence in their place: where a content ends, what is inside what."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import MARKS, Line
from build_tools.annotate.noun_phrases import COMMAS
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.models import AttributionKind


def settle(phrases: SourcePhrases, drafts: Sequence[Draft]) -> None:
    """Cut contents, in place, where another statement of the sentence takes over.

    A content after its cue ends before a second cue of the same source (“and added that”),
    before a cue clause that answers for the whole sentence (“…, officials said”), and with the
    clause that it depends on (“while S said C, …”).

    Args:
        phrases: The phrases of the paragraph.
        drafts: The statements of one sentence.
    """
    line = phrases.line
    for draft in drafts:
        if draft.link is not None:
            _end_at_link(line, draft, drafts)
    for draft in drafts:
        if not draft.before and draft.content:
            _end_subordinate(phrases, draft)
        for other in drafts:
            if other.before and not draft.before and _covers(other, draft):
                _end_at(line, draft, other.clause[0])
            elif other.holds(draft):
                _end_coordinate(line, draft)
        draft.content = [
            part
            for content in draft.content
            for part in _without_background(phrases, draft, content)
        ]


def _end_at_link(line: Line, linked: Draft, drafts: Sequence[Draft]) -> None:
    """End the statements of the same source, and what they hold, where a second cue begins."""
    owners = [
        draft for draft in drafts if draft.source is linked.source and draft.cue < linked.cue
    ]
    held = [draft for draft in drafts if any(owner.holds(draft) for owner in owners)]
    for draft in (*owners, *held):
        if draft is not linked and linked.link is not None:
            _end_at(line, draft, linked.link)


def _end_subordinate(phrases: SourcePhrases, draft: Draft) -> None:
    """“While S said C, B …”: end a content inside a fronted clause where the main clause begins."""
    line = phrases.line
    if not is_dependent(phrases, draft):
        return
    relative = _is_relative(phrases, draft)
    start, end = draft.content[-1]
    if relative and line.lower[start] == "to":
        finite = phrases.words["finite"] | phrases.words["modals"]
        stop = next((index for index in range(start, end) if line.lower[index] in finite), end)
        _end_at(line, draft, stop)  # “a man who wants to pay can do so”
        return
    for index in range(start, end - 2):
        if line.lower[index] in COMMAS and line.quoted[index] < 0:
            if phrases.is_verb(index + 1):
                _end_at(line, draft, index)
                return
            if relative:
                continue
            subject = phrases.core(index + 1, end)
            if subject is None:
                continue
            reached, _ = phrases.after_head(subject, end)
            if reached < end and phrases.is_verb(reached):
                _end_at(line, draft, index)
                return


def is_dependent(phrases: SourcePhrases, draft: Draft) -> bool:
    """Whether the clause of a statement depends on another: a conjunction or “who” opens it."""
    if _is_relative(phrases, draft):
        return True
    line, subordinators = phrases.line, phrases.words["subordinators"] - {"that"}
    if draft.source.start > 0 and line.lower[draft.source.start - 1] in subordinators:
        return True
    opening = next(
        (index for index in range(*draft.sentence) if line.words[index][0].isalnum()),
        draft.source.start,
    )
    return opening < draft.source.start and line.lower[opening] in subordinators


def _is_relative(phrases: SourcePhrases, draft: Draft) -> bool:
    between = phrases.line.lower[draft.source.end : draft.cue[0]]
    return not phrases.words["relatives"].isdisjoint(between)


def _covers(outer: Draft, inner: Draft) -> bool:
    """Whether the content before a cue holds the whole clause of another statement."""
    return bool(outer.content) and outer.content[0][0] <= inner.clause[0] and (
        inner.clause[1] <= outer.content[0][1]
    )


def _without_background(phrases: SourcePhrases, draft: Draft, content: Range) -> list[Range]:
    """A content after its cue without what the outlet explains in it, in one or two parts.

    Left out are “, a term for …,” and a last clause of “, which …” in the past tense.
    """
    line, words = phrases.line, phrases.words
    start, end = content
    if start < draft.cue[0]:
        return [content]
    for index in range(start + 1, end - 2):
        quoted = line.quoted[index - 1] >= 0 and line.lower[index - 2] == ","
        if line.quoted[index] >= 0 or not (quoted or line.lower[index - 1] == ","):
            continue
        article = line.lower[index] in ("a", "an", "the")
        if article and line.lower[index + 1] in words["explanations"]:
            close = next((i for i in range(index, end) if line.lower[i] == ","), end)
            before = index if quoted else index - 1
            return [(start, before), (close + 1, end)] if close + 1 < end else [(start, before)]
        verb = line.lower[index + 1]
        past = phrases.vocabulary.is_past(verb)
        if line.lower[index] == "which" and past and "," not in line.lower[index:end]:
            return [(start, index - 1)]
    return [content]


def _end_coordinate(line: Line, draft: Draft) -> None:
    """“S said B wanted C but that …”: what “but that” opens is S's again, not B's."""
    for start, end in draft.content:
        if line.lower[start] == "that":
            return
        for index in range(start + 1, end - 1):
            if line.lower[index] in ("and", "but") and line.lower[index + 1] == "that":
                _end_at(line, draft, index)
                return


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


def find_parents(drafts: Sequence[Draft]) -> list[Draft | None]:
    """For each statement the smallest other one whose content holds it."""
    order = {id(draft): number for number, draft in enumerate(drafts)}
    pieces = sorted(
        ((line, start, end, draft) for draft in drafts for line, start, end in draft.pieces()),
        key=itemgetter(0, 1),
    )
    found: dict[int, Draft | None] = {}
    around: list[tuple[int, int, int, Draft]] = []
    at = 0
    for draft in sorted(drafts, key=lambda draft: (draft.line, draft.inside)):
        place = (draft.line, draft.inside[0])
        while at < len(pieces) and pieces[at][:2] <= place:
            around.append(pieces[at])
            at += 1
        # Of a long line's statements only those near enough to hold this one are looked at.
        around = [piece for piece in around if (piece[0], piece[2]) >= place]
        holding = [other for *_, other in around if other.holds(draft) and not draft.holds(other)]
        holding.sort(key=lambda other: (_size(other), order[id(other)]))
        found[id(draft)] = holding[0] if holding else None
    return [found[id(draft)] for draft in drafts]


def _size(draft: Draft) -> int:
    return sum(end - start for _, start, end in draft.pieces())


def kind_of(
    lines: Sequence[Line], draft: Draft, nested: Sequence[Draft]
) -> AttributionKind:
    """Direct, mixed or indirect, by how much of the content stands in quotation marks.

    Words of nested speakers do not count: their quotation marks are theirs. A thought or a wish
    inside a statement has none of its own: whoever speaks chose the words. A quotation in which
    the cue stands too is that of somebody who tells of the statement, and not the source's.
    """
    if draft.silent:
        return "non-response"
    around = lines[draft.line].quoted[draft.cue[0]]
    theirs: set[tuple[int, int]] = set()
    for other in nested:
        if other.belief or lines[other.line].quoted[other.cue[0]] >= 0:
            continue
        for number, start, end in (*other.pieces(), (other.line, *other.clause)):
            theirs.update((number, index) for index in range(start, end))
    quoted = plain = False
    for number, start, end in draft.pieces():
        line = lines[number]
        told = number == draft.line and line.lower[start] not in MARKS
        for index in range(start, end):
            if (number, index) in theirs or not line.words[index][0].isalnum():
                continue
            if line.quoted[index] >= 0 and not (told and line.quoted[index] == around):
                quoted = True
            elif index > start or line.lower[index] != "that":
                plain = True
    if quoted:
        return "mixed" if plain else "direct"
    return "indirect"
