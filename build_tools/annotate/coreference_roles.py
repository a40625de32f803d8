"""Tells what a phrase is in its clause from the words around it: a subject, an object, an owner."""

from __future__ import annotations

from build_tools.annotate.coreference_phrases import FreePhrases
from build_tools.annotate.coreference_types import Role
from build_tools.annotate.lines import MARKS
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.word_tests import POSSESSIVES

# Between a name and its verb two asides may stand, each of at most so many words.
_ASIDE = 25
_ASIDES = 4


class Roles:
    """Tells the roles of the phrases of one line."""

    def __init__(self, reader: FreePhrases) -> None:
        self.reader = reader
        self.line = reader.line
        self.words = reader.words

    def role(self, phrase: Phrase, limit: int) -> Role:
        """What a phrase is in its clause.

        Args:
            limit: Where its sentence ends.
        """
        lower, at = self.line.lower, phrase.end
        before = lower[phrase.start - 1] if phrase.start else ""
        words = self.words
        depends = before in words["prepositions"] and before not in words["subordinators"]
        if at < limit and lower[at] in POSSESSIVES:
            owned = self.reader.any_core(at + 1, limit)
            acts = not depends and owned is not None and self._acts(owned, limit)
            return "owner of subject" if acts else "owner"
        if phrase.kind == "name" and at < limit and self._goes_on(at, limit):
            return "modifier"
        if self.line.starts[phrase.start] in self.reader.sources:
            return "subject"
        if phrase.kind == "name" and before != "to" and self._opens_infinitive(at, limit):
            return "subject"  # “urged Norway to sign”: it is Norway that signs
        if depends:
            return "oblique"
        acts = self._is_inverted(phrase.start) or self._acts(phrase, limit)
        return "subject" if acts else "object"

    def _opens_infinitive(self, at: int, limit: int) -> bool:
        """Whether “to” and a verb stand at a word, as far as can be seen."""
        line = self.line
        if at + 1 >= limit or line.lower[at] != "to" or line.capitalized(at + 1):
            return False
        word = line.lower[at + 1]
        return word[0].isalpha() and not any(
            word in self.words[name] for name in ("determiners", "possessives", "other_pronouns")
        )

    def _is_inverted(self, start: int) -> bool:
        """Whether a quotation and a reporting verb stand before a phrase: “…,” said a baker."""
        lower = self.line.lower
        if start < 2 or self.reader.vocabulary.verb_at(lower, start - 1) is None:
            return False
        return lower[start - 2] in (*MARKS, ",")

    def _acts(self, phrase: Phrase, limit: int) -> bool:
        """Whether a verb follows a phrase, or what belongs to it."""
        lower, reader = self.line.lower, self.reader
        reached, _ = reader.after_head(phrase, limit)
        places = [phrase.end, reached]
        while len(places) < _ASIDES and places[-1] < limit:
            places.append(self._after_aside(places[-1], limit))
        if phrase.start and lower[phrase.start - 1] in COMMAS:
            places.append(reached + (lower[reached : reached + 1] == [","]))
        for place in places:
            while place < limit and reader.is_adverb(place):
                place += 1
            if place < limit and (reader.is_verb(place) or reader.is_verbal(place)):
                return True
        return False

    def _goes_on(self, at: int, limit: int) -> bool:
        """Whether a name stands before the noun that the phrase is about: “Iranian officials”."""
        reader = self.reader
        if self.line.lower[at] == "-":
            return True
        if reader.is_verb(at) or not reader.in_phrase(at, at - 1):
            return False
        if reader.is_verbal(at):  # “Iran denies”, but “rebel attacks have”
            return at + 1 < limit and reader.is_verb(at + 1)
        return True

    def _after_aside(self, at: int, limit: int) -> int:
        """Where the words after an aside in commas begin, `limit` where there is none."""
        lower = self.line.lower
        start = at if lower[at] in COMMAS else at - 1
        if lower[start] not in COMMAS:
            return limit
        for index in range(start + 1, min(limit, start + _ASIDE)):
            if lower[index] == lower[start]:
                return index + 1
        return limit
