"""Finds non-responses: “the ministry did not respond to a request for comment”."""

from __future__ import annotations

from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import Vocabulary


def non_response_end(line: Line, index: int, vocabulary: Vocabulary) -> int | None:
    """The index after a phrase of not responding that starts at a word, None where there is none.

    Args:
        line: The paragraph.
        index: The word.
        vocabulary: The phrases, in `silence`, and the adverbs that may stand in them, `pauses`.
    """
    if line.lower[index] not in vocabulary.silence_openers:
        return None
    for phrase in vocabulary.silence["verbs"]:
        after = _match(line, phrase, index, vocabulary)
        if after is not None:
            for words in vocabulary.silence["objects"]:
                end = _match(line, words, after, vocabulary)
                if end is not None:
                    return end
    for phrase in vocabulary.silence["alone"]:
        end = _match(line, phrase, index, vocabulary)
        if end is not None:
            return end
    return None


def _match(
    line: Line, phrase: tuple[str, ...], index: int, vocabulary: Vocabulary
) -> int | None:
    """The index after `phrase` at `index`, adverbs between its words allowed."""
    lower = line.lower
    at = index
    for number, word in enumerate(phrase):
        while number and at < len(lower) and lower[at] in vocabulary.pauses:
            at += 1
        if at >= len(lower) or lower[at] != word:
            return None
        at += 1
    return at
