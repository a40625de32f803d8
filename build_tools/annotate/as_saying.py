"""Reads “S quoted A as saying that C” and “A was quoted by S as saying that C”: the words are A's.

The network sees the outlet's statement alone, or takes the outlet for whom it quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.annotate.clause_contents import ClauseContents
from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import Vocabulary

PATTERN = "as-saying"


def settle_as_saying(
    drafts: Sequence[Draft], lines: Sequence[Line], vocabulary: Vocabulary
) -> list[Draft]:
    """The statements, with what is quoted “as saying” made the words of whom is quoted.

    Args:
        drafts: What was found, in order of line and cue.
        lines: The paragraphs that are searched.
        vocabulary: Has the verbs that quote, and what may follow “as”.
    """
    settled: list[Draft] = []
    ruled: set[tuple[int, int]] = set()
    for draft in drafts:
        line = lines[draft.line]
        quoting = draft.cue[1] - 1
        said = _as_saying(line, draft, quoting, vocabulary)
        here = [draft] if said is None else _settled(line, draft, quoting, said, vocabulary)
        settled += here
        if said is not None and here != [draft]:
            ruled.add((draft.line, said))
    # What the network saw of “as saying” itself gives way.
    settled = [
        one for one in settled if one.pattern == PATTERN or (one.line, one.cue[0]) not in ruled
    ]
    return sorted(settled, key=lambda one: (one.line, one.cue))


def _as_saying(line: Line, draft: Draft, quoting: int, vocabulary: Vocabulary) -> int | None:
    """Where “as saying” stands behind a verb that quotes, and not inside what is quoted."""
    if line.lower[quoting] not in vocabulary.words["quoting"]:
        return None
    for at in range(quoting + 1, draft.sentence[1] - 1):
        if line.quoted[at] < 0 and line.lower[at] == "as":
            return at if line.lower[at + 1] in vocabulary.words["as_saying"] else None
    return None


def _settled(
    line: Line, draft: Draft, quoting: int, said: int, vocabulary: Vocabulary
) -> list[Draft]:
    phrases = SourcePhrases(line, vocabulary)
    behind = _behind(draft, said + 2)
    if draft.cue[0] < quoting and line.lower[quoting - 1] in vocabulary.words["auxiliaries"]:
        source = phrases.before(draft.cue[0], draft.sentence[0])
        content = behind or _ahead(phrases, draft, source)
        if source is None or not content:
            return [draft]
        return [replace(draft, source=source, content=content, clause=(source.start, said + 2))]
    source = phrases.after(quoting + 1, said, anything=True)
    end = said - (line.lower[said - 1] in COMMAS)  # behind an apposition
    if source is None or source.end != end:
        return [draft]
    inner = Draft(
        draft.line, draft.sentence, PATTERN, (said, said + 2), source, behind,
        (source.start, said + 2), continued=list(draft.continued),
    )  # fmt: skip
    quoted = _ahead(phrases, draft, draft.source)
    if behind and not (quoted and line.quoted[quoted[0][0]] >= 0):
        return [draft, inner]
    inner.content, inner.before, inner.reporter = [*quoted, *behind], True, draft.source
    return [inner] if quoted else [draft]


def _behind(draft: Draft, start: int) -> list[Range]:
    """What the quoting verb's content has behind “as saying”."""
    return [(max(low, start), high) for low, high in draft.content if high > start]


def _ahead(phrases: SourcePhrases, draft: Draft, teller: Phrase | None) -> list[Range]:
    """The quotation before the teller: “‘C,’ S quoted A as saying”."""
    stop = draft.cue[0] if teller is None else min(teller.start, draft.cue[0])
    content = ClauseContents(phrases).ahead(draft.sentence, stop)
    return [] if content is None else [content]
