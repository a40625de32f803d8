"""Tells a verb that reports from the same verb doing something else: a flood “claimed four lives”."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import BREAKS
from build_tools.annotate.vocabulary import Verb, Vocabulary
from build_tools.annotate.word_tests import POSSESSIVES
from build_tools.lexicon import load_lexicon

# Words that an object's noun may stand behind: “claimed [the lives] [of] …”, “the first two big …”.
_LONGEST = 5


def is_other_sense(
    line: Line, cue: Range, content: Sequence[Range], verb: Verb | None, vocabulary: Vocabulary
) -> bool:
    """Whether a cue's verb speaks of no words, by the noun that heads what it takes.

    Args:
        line: Where it stands.
        cue: Its words.
        content: The pieces of its content in the line.
        verb: The reporting verb in the cue, where a list knows it.
        vocabulary: Tells where a phrase ends.
    """
    senses = load_lexicon("other_senses")
    if not set(senses["never"]).isdisjoint(line.lower[slice(*cue)]):
        return True
    behind = [piece for piece in content if piece[0] >= cue[1]]
    if verb is None or not behind or line.quoted[behind[0][0]] >= 0:
        return False
    start, end = behind[0]
    if verb.lemma in senses["counted"] and _is_number(line.lower[start], vocabulary):
        return True
    nouns = senses["objects"].get(verb.lemma)
    if nouns is None:
        return False
    ends = BREAKS | vocabulary.words["prepositions"] | vocabulary.words["conjunctions"] | {"that"}
    for index in range(start, min(end, start + _LONGEST)):
        word = line.lower[index]
        if word in nouns:
            # “claimed victims were …”, “denied asylum seekers …”: there it heads no object.
            after = line.lower[index + 1] if index + 1 < end else "."
            if after in POSSESSIVES:
                return False
            return after in ends | vocabulary.words["adverbs"] or not after[0].isalnum()
        if word in ends or word in vocabulary.finite:
            return False
    return False


def _is_number(word: str, vocabulary: Vocabulary) -> bool:
    return word[0].isdigit() or word in vocabulary.numbers
