"""Puts right the source of a statement of the network, where the words around it tell."""

from __future__ import annotations

from build_tools.annotate.drafts import Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.relays import follows_occasion
from build_tools.annotate.sentence_edges import first_word
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.annotate.word_tests import POSSESSIVES


def whole_source(
    line: Line, cue: Range, sentence: Range, source: Phrase, vocabulary: Vocabulary
) -> Phrase | None:
    """The source, a better one, or none.

    “Fuelling fears that C”: a verb in -ing before a noun is nobody. “A in an interview with X said”:
    X before the cue is whom A spoke to. “A’s mission said”: a possessive that is not followed by its
    cue has what it possesses.
    """
    if _is_participle(line, source, vocabulary):
        return None
    phrases = SourcePhrases(line, vocabulary)
    if source.end == cue[0] and follows_occasion(line, source.start, vocabulary):
        first = first_word(line, sentence, vocabulary)
        speaker = phrases.before(cue[0], sentence[0])
        if speaker is None or speaker.start >= source.start:
            speaker = phrases.after(first, source.start, appositions=False)
        if speaker is not None and speaker.end <= source.start:
            return speaker
    if line.lower[source.end - 1] in POSSESSIVES and cue[0] != source.end:
        longer = phrases.after(source.start, sentence[1], appositions=False)
        if longer is not None and longer.end > source.end:
            if longer.end <= cue[0] or cue[1] <= longer.start:
                return longer
    return source


def _is_participle(line: Line, source: Phrase, vocabulary: Vocabulary) -> bool:
    word = line.words[source.start]
    alone = source.end - source.start == 1 and word.islower() and word.endswith("ing")
    return alone and word not in vocabulary.nouns
