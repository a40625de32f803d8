"""Puts right who says what where an outlet cites somebody: “X, citing two officials, said that C”.

Both answer for C: the outlet by its own verb, and whoever it cites, through the outlet. The network
often takes the one for the other here, and the frame is plain enough for a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Entity, Registry

PATTERN = "citing"
# Who can be cited; “citing a lack of snow” gives a reason.
_SPEAKERS = frozenset(("unnamed", "people", "group", "office", "body", "document", "outlet"))


def settle_citing(
    drafts: Sequence[Draft], lines: Sequence[Line], registry: Registry, vocabulary: Vocabulary
) -> list[Draft]:
    """The statements, with those around “citing” put right and the missing ones added.

    Args:
        drafts: What the network found, in order of line and cue; changed in place.
        lines: The paragraphs that are searched.
        registry: Tells outlets from other entities.
        vocabulary: Has the words that cite.
    """
    settled: list[Draft] = []
    for (number, sentence), group in groupby(drafts, key=lambda one: (one.line, one.sentence)):
        here = list(group)
        if not vocabulary.words["citing"].isdisjoint(lines[number].lower[slice(*sentence)]):
            here = _Sentence(lines[number], sentence, here, registry, vocabulary).settled()
        settled += here
    return settled


class _Sentence:
    """The statements of a sentence in which somebody is cited."""

    def __init__(
        self,
        line: Line,
        sentence: Range,
        drafts: list[Draft],
        registry: Registry,
        vocabulary: Vocabulary,
    ) -> None:
        self.line, self.sentence, self.drafts = line, sentence, drafts
        self.registry = registry
        self.words = vocabulary.words
        self.phrases = SourcePhrases(line, vocabulary)

    def settled(self) -> list[Draft]:
        for word in self._words():
            own = next((one for one in self.drafts if one.cue[0] <= word < one.cue[1]), None)
            cited = self._cited(word, own)
            if cited is None:
                continue
            told = self._aside(word, cited) or self._main(word, cited)
            if told is None or not told.content:
                continue
            if own is None:
                if self._is_outlet(told.source) and self._can_speak(cited):
                    self.drafts.append(self._draft(word, cited, told))
            elif own is not told and (_has_source_of(own, told) or _wraps(own, told)):
                own.source, own.content, own.found = cited, list(told.content), None
        return sorted(self.drafts, key=lambda one: one.cue)

    def _words(self) -> list[int]:
        """The words that cite, at the start of the sentence or after a comma."""
        line, start = self.line, self.sentence[0]
        return [
            word
            for word in range(start, self.sentence[1] - 1)
            if line.lower[word] in self.words["citing"]
            and line.quoted[word] < 0
            and (word == start or line.lower[word - 1] in COMMAS)
        ]

    def _cited(self, word: int, own: Draft | None) -> Phrase | None:
        """Whom a word cites, as far as the network or the rules of phrases see the phrase go."""
        if own is not None and own.source is not None and own.source.start == word + 1:
            return own.source
        cited = self.phrases.after(word + 1, self.sentence[1], anything=True)
        if cited is None:
            return None
        end = cited.end
        while end > cited.head + 1 and self.line.lower[end - 1] in (".", "!", "?"):
            end -= 1
        return replace(cited, end=end)

    def _aside(self, word: int, cited: Phrase) -> Draft | None:
        """“X, citing Y, said”: the statement of the verb behind the aside, whose source is X."""
        line, end = self.line, cited.end
        if word == self.sentence[0] or end >= self.sentence[1] or line.lower[end] not in COMMAS:
            return None
        verb = end + 1
        while verb < self.sentence[1] and self.phrases.is_adverb(verb):
            verb += 1
        told = next((one for one in self.drafts if one.cue[0] in (end + 1, verb)), None)
        subject = self.phrases.before(word - 1, self.sentence[0]) if told is not None else None
        if told is None or subject is None or subject.end != word - 1:
            return None
        told.source = subject
        told.clause = (subject.start, max(told.clause[1], told.cue[1]))
        told.content = [
            piece
            for piece in told.content
            if piece[0] >= told.cue[1] or piece[1] <= subject.start
        ]
        return told

    def _main(self, word: int, cited: Phrase) -> Draft | None:
        """“Citing Y, X said”, “X reported, citing Y”: the statement that rests on Y."""
        if word == self.sentence[0]:
            if self.line.lower[cited.end : cited.end + 1] != [","]:
                return None
            return next(
                (one for one in self.drafts if one.source is not None and one.clause[0] > cited.end),
                None,
            )
        if cited.end < self.sentence[1] and self.line.lower[cited.end] not in (".", ",", ";"):
            return None
        before = [
            one
            for one in self.drafts
            if one.cue[1] <= word and self._is_outlet(one.source) and not one.belief
        ]
        return before[-1] if before else None

    def _entity(self, phrase: Phrase) -> Entity | None:
        return self.registry.entities.get(phrase.mention.entity or "") if phrase.mention else None

    def _is_outlet(self, phrase: Phrase | None) -> bool:
        if phrase is None:
            return False
        entity = self._entity(phrase)
        return phrase.kind == "outlet" if entity is None else entity.kind == "outlet"

    def _can_speak(self, phrase: Phrase) -> bool:
        entity = self._entity(phrase)
        if entity is not None:
            return entity.kind != "place"
        return phrase.kind in _SPEAKERS or (phrase.kind == "name" and phrase.sure)

    def _draft(self, word: int, cited: Phrase, told: Draft) -> Draft:
        return Draft(
            told.line, self.sentence, PATTERN, (word, word + 1), cited, list(told.content),
            (word, cited.end), before=told.content[0][0] < word,
        )  # fmt: skip


def _has_source_of(citing: Draft, told: Draft) -> bool:
    """Whether who cites was taken for whom is cited, or nobody was."""
    if citing.source is None:
        return True
    return told.source is not None and citing.source.start == told.source.start


def _wraps(citing: Draft, told: Draft) -> bool:
    """Whether what is cited was taken to be the outlet's own report, its verb or name included."""
    own = [told.cue, *([] if told.source is None else [(told.source.start, told.source.end)])]
    return any(
        start <= first and last <= end for first, last in own for start, end in citing.content
    )
