"""Finds the statements that only headlines make: “Report: C”, “C, sources”, “Minister: C”."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Draft
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import Phrase, PhraseKind
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import Vocabulary

_SHORTEST_CONTENT = 3


def find_in_headline(
    line: Line, number: int, vocabulary: Vocabulary, found: Sequence[Draft]
) -> list[Draft]:
    """The statement that a title or heading makes by punctuation alone; none or one.

    Args:
        line: The paragraph.
        number: Its index among those searched.
        vocabulary: Has the words that give a source by themselves.
        found: Statements that have a cue of their own.
    """
    if line.block.kind == "body" or len(line) < _SHORTEST_CONTENT + 2:
        return []
    end = len(line)
    for mark in (",", "—", "–"):
        at = end - 2
        if line.lower[at] == mark and line.lower[at + 1] in vocabulary.headline:
            source = Phrase(at + 1, end, at + 1, _kind(line.lower[at + 1], vocabulary))
            return [_draft(number, line, (at, at + 1), source, (0, at), before=True)]
    return _speaker_first(line, number, vocabulary, found)


def _speaker_first(
    line: Line, number: int, vocabulary: Vocabulary, found: Sequence[Draft]
) -> list[Draft]:
    """“Minister: the plan is dead”, where a known speaker is all there is before the colon."""
    if ":" not in line.lower:
        return []
    colon = line.lower.index(":")
    if colon == 0 or len(line) - colon - 1 < _SHORTEST_CONTENT:
        return []
    if any(draft.cue[0] < colon for draft in found):
        return []
    source = SourcePhrases(line, vocabulary).core(0, colon)
    if source is None or source.end != colon:
        return []
    known = source.mention is not None and source.mention.entity is not None
    if not known and line.lower[source.head] not in vocabulary.headline:
        return []
    return [_draft(number, line, (colon, colon + 1), source, (colon + 1, len(line)), before=False)]


def _kind(word: str, vocabulary: Vocabulary) -> PhraseKind:
    noun = vocabulary.nouns.get(word)
    return noun.kind if noun is not None else "other"


def _draft(
    number: int, line: Line, cue: tuple[int, int], source: Phrase, content: tuple[int, int],
    *, before: bool,
) -> Draft:
    sentence = line.sentence_of(cue[0])
    start, end = content
    while end > start and line.lower[end - 1] == ".":
        end -= 1
    clause = (min(source.start, cue[0]), max(source.end, cue[1]))
    return Draft(
        number, sentence, "headline", cue, source, [(start, end)], clause, before=before
    )
