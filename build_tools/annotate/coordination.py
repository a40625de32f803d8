"""Ends a content that is no clause where “and” opens one: “asked for a loan and B promised one”."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Draft
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS
from build_tools.annotate.vocabulary import Vocabulary

_CLAUSES = frozenset(("that", "clause", "document-clause"))


def end_before_clauses(
    drafts: Sequence[Draft], lines: Sequence[Line], vocabulary: Vocabulary
) -> None:
    """Cut contents, in place, before a conjunction behind which somebody else speaks or “that” stands.

    That is done where the content cannot be joined with a clause: a verb such as “want” takes none,
    and what “to” or a preposition opens is none.

    Args:
        drafts: All statements.
        lines: The paragraphs that are searched.
        vocabulary: Has the conjunctions.
    """
    begins: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.source is not None and draft.source.start < draft.cue[0]:
            begins.setdefault(draft.line, set()).add(draft.source.start)
    for draft in drafts:
        if draft.before or not draft.content or draft.verb is None:
            continue
        line = lines[draft.line]
        start, end = draft.content[-1]
        if start < draft.cue[1] or not _is_no_clause(line, draft, start, vocabulary):
            continue
        for at in range(start + 1, end - 1):
            if line.lower[at] not in vocabulary.words["conjunctions"] or line.quoted[at] >= 0:
                continue
            # Behind an earlier “that” the second one belongs to the same verb.
            resumes = line.lower[at + 1] == "that" and "that" not in line.lower[start:at]
            if resumes or at + 1 in begins.get(draft.line, ()):
                draft.content[-1] = (start, at - (line.lower[at - 1] in COMMAS))
                break


def _is_no_clause(line: Line, draft: Draft, start: int, vocabulary: Vocabulary) -> bool:
    word = line.lower[start]
    if word == "to" or word in vocabulary.words["prepositions"]:
        return True
    return draft.verb is not None and _CLAUSES.isdisjoint(draft.verb.frames) and word != "that"
