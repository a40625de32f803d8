"""Finds the noun phrases of a line that a pronoun may stand for, whether a list knows their noun or not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from build_tools.annotate.coreference_words import class_nouns, listed, looks_plural
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import NounPhrases, Phrase
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.annotate.word_tests import POSSESSIVES

# A linked name has no more words than this.
_LONGEST_NAME = 8
# Shorter words in -s are mostly no plurals.
_SHORT = 3


class FreePhrases(NounPhrases):
    """Reads the noun phrases of one line, inside quotations too.

    Attributes:
        line: The line, as if there were no quotations in it.
        quoted: For each word the index of its quotation, -1 outside.
        sources: Where the sources of statements begin, in the text.
    """

    def __init__(self, line: Line, sources: Collection[int], vocabulary: Vocabulary) -> None:
        super().__init__(replace(line, quoted=[-1] * len(line)), vocabulary)
        self.quoted = line.quoted
        self.sources = sources

    def phrases(self, index: int, stop: int) -> Iterator[Phrase]:
        """The phrase that starts at a word, and the owners in it: “the firm’s chairman”, “the firm”.

        Names that are linked already are left out, and so is a phrase that is no more than a name.

        Args:
            index: Its first word.
            stop: Where its sentence ends.
        """
        phrase = self._phrase(index, stop)
        if phrase is None:
            return
        line = self.line
        for at in range(phrase.start + 1, phrase.head):
            if line.lower[at] in POSSESSIVES and not self._is_linked(at):
                noun = self.vocabulary.nouns.get(line.lower[at - 1])
                kind = "name" if line.capitalized(at - 1) else noun.kind if noun else "other"
                yield Phrase(phrase.start, at, at - 1, kind)
        if phrase.mention is None or phrase.mention.form != "name":
            yield phrase

    def _is_linked(self, stop: int) -> bool:
        """Whether a linked name ends before a word."""
        return any(
            end == stop
            for first in range(max(0, stop - _LONGEST_NAME), stop)
            for end, _ in self.line.mentions.get(first, ())
        )

    def _phrase(self, index: int, stop: int) -> Phrase | None:
        """The noun phrase that starts at a word; also “the other” and “one of them”."""
        lower = self.line.lower
        if lower[index] in listed("indefinite"):
            return Phrase(index, index + 1, index, "people")
        phrase = self.any_core(index, stop)
        if phrase is not None and phrase.kind != "pronoun":
            verb = self._verb_in(phrase)
            if verb is None:
                return phrase
            noun = self.vocabulary.nouns.get(lower[verb - 1])
            kind = noun.kind if noun else "other"
            return replace(phrase, end=verb, head=verb - 1, kind=kind, mention=None)
        at = index + (lower[index] in ("the", "all", "both"))
        if at < stop and (lower[at] in self.vocabulary.numbers or lower[at] in listed("stand_ins")):
            return Phrase(index, at + 1, at, "people")
        return None

    def _verb_in(self, phrase: Phrase) -> int | None:
        """Where the verb stands that a phrase ran into: “a paper exists”, “the country exports tin”."""
        line, nouns = self.line, self.vocabulary.nouns
        for at in range(phrase.start + 2, phrase.head + 1):
            word, before = line.lower[at], line.lower[at - 1]
            if not looks_plural(word) or word in nouns or line.capitalized(at):
                continue
            noun = nouns.get(before)
            singular = line.lower[phrase.start] in listed("singular") and at == phrase.head
            if singular or (noun is not None and not noun.plural) or before in class_nouns():
                return at
        return None

    def may_open(self, index: int) -> bool:
        """Whether a noun phrase that counts may start with a word."""
        line, words = self.line, self.words
        word = line.lower[index]
        before = line.lower[index - 1] if index not in line.openings else ""
        if word == "that" and before and before not in words["prepositions"]:
            return False  # mostly the conjunction
        if word in words["determiners"] or word in words["possessives"]:
            return True
        if word in words["other_pronouns"]:
            return word in listed("indefinite")
        if word in self.vocabulary.numbers or word[0].isdigit() or line.starts[index] in self.sources:
            return True
        noun = self.vocabulary.nouns.get(word)
        if noun is not None and noun.plural:
            return True
        if word in words["time"]:
            return False
        if not line.capitalized(index):
            return self._is_bare_plural(index, before)
        return (
            bool(before) or line.words[index] in line.proper or self._is_bare_plural(index, before)
            or (index + 1 < len(line) and line.capitalized(index + 1))
        )

    def _is_bare_plural(self, index: int, before: str) -> bool:
        """Whether a word may be a plural without a determiner, by what stands before it."""
        word = self.line.lower[index]
        if not looks_plural(word) or len(word) <= _SHORT or self.is_verb(index):
            return False
        links = self.words["prepositions"] | self.words["conjunctions"]
        return not before or before in links or before == "," or self.is_verb(index - 1)

    def acts(self, index: int) -> bool:
        """Whether a verb stands at a word, adverbs apart."""
        while index < len(self.line) and self.is_adverb(index):
            index += 1
        return index < len(self.line) and self.is_verbal(index)
