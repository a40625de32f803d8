"""Joins quotations that stand without a cue to the statement they go on with.

A sentence or paragraph that is nothing but a quotation belongs to the speaker right before it.
Where anything else stands between, the chain is broken and the quotation stays nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line

_AROUND = frozenset(".,;:—–-…•*")


def join_quotation_runs(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """Add quotations without a cue to the drafts, in place.

    Args:
        lines: The paragraphs that were searched.
        drafts: In order of line and cue.

    Returns:
        The drafts without those that waited for a quotation that never came.
    """
    by_line: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_line.setdefault(draft.line, []).append(draft)
    speaker: Draft | None = None
    waiting: list[tuple[int, int, int]] = []  # paragraphs of a quotation that has not closed yet
    for number, line in enumerate(lines):
        if line.block.kind != "body":
            speaker, waiting = None, []
            continue
        found = by_line.get(number, [])
        if waiting and found and found[0].before and _opens_with_quotation(found[0], line):
            found[0].continued += waiting
        speaker = _through(line, number, found, speaker, waiting)
    return [draft for draft in drafts if draft.content or draft.silent or draft.continued]


def _opens_with_quotation(draft: Draft, line: Line) -> bool:
    return line.quoted[draft.content[0][0]] >= 0


def _through(
    line: Line,
    number: int,
    found: list[Draft],
    speaker: Draft | None,
    waiting: list[tuple[int, int, int]],
) -> Draft | None:
    """Go through a paragraph; who speaks at its end, None where nobody does."""
    taken: set[int] = {
        line.quoted[index]
        for draft in found
        for start, end in draft.content
        for index in range(start, end)
        if line.quoted[index] >= 0
    }
    by_sentence: dict[Range, list[Draft]] = {}
    for draft in found:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    unclaimed = bool(line.words) and not found and speaker is None
    alone = True
    for sentence in line.sentences:
        quotation = _only_quotation(line, sentence)
        if quotation is None:
            alone = False
            speaker = _speaker(by_sentence.get(sentence, []))
        elif quotation not in taken:
            taken.add(quotation)
            if speaker is not None:
                start, end = line.quotations[quotation]
                if speaker.line == number:
                    speaker.content.append((start, end))
                else:
                    speaker.continued.append((number, start, end))
    if unclaimed and alone and line.unclosed:
        waiting.append((number, *line.quotations[-1]))
    else:
        waiting.clear()
    return speaker


def _only_quotation(line: Line, sentence: Range) -> int | None:
    """The index of the quotation that is all there is in a sentence, None for other sentences."""
    held: int | None = None
    for index in range(*sentence):
        quotation = line.quoted[index]
        if quotation >= 0:
            held = quotation
        elif line.lower[index] not in _AROUND:
            return None
    return held


def _speaker(drafts: Sequence[Draft]) -> Draft | None:
    """Who speaks at the end of a sentence: its last statement that is in no other.

    A belief is nobody's words, so no quotation goes on with it; and “noting that” is an aside,
    so that what comes next goes on with the statement before it.
    """
    inside = [draft for draft in drafts if not draft.silent]
    outer = [draft for draft in inside if not any(other.holds(draft) for other in inside)]
    if any(draft.belief for draft in outer):
        return None
    leading = [draft for draft in outer if draft.pattern != "participle"]
    return (leading or outer or [None])[-1]
