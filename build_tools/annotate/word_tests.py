"""Tells from its look and its neighbours what a word may be: adverb, verb, part of a phrase."""

from __future__ import annotations

from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import Vocabulary

HYPHENS = frozenset(("-", "/", "&"))
POSSESSIVES = frozenset(("'s", "'", "’"))
_FUNCTION_CLASSES = (
    "prepositions", "conjunctions", "subordinators", "auxiliaries", "modals", "other_pronouns",
    "subject_pronouns", "negations", "determiners", "possessives",
)


class WordTests:
    """Tests on the words of one line, by index. There is no tagger: lists and endings decide."""

    def __init__(self, line: Line, vocabulary: Vocabulary) -> None:
        self.line = line
        self.vocabulary = vocabulary
        self.words = vocabulary.words
        self._closed = frozenset().union(*(self.words[name] for name in _FUNCTION_CLASSES))

    def is_adverb(self, index: int) -> bool:
        """Whether a word is an adverb: one of the list, or in -ly."""
        word = self.line.lower[index]
        return word in self.words["adverbs"] or (
            word.endswith("ly")
            and len(word) > 4
            and word not in self.vocabulary.nouns
            and word not in self.words["not_adverbs"]
            and not self.line.capitalized(index)
        )

    def is_verb(self, index: int) -> bool:
        """Whether a word is a finite verb by its look alone."""
        word = self.line.lower[index]
        if word in self.words["auxiliaries"] or word in self.words["modals"]:
            return True
        if word == "'s" and index > 0:
            return self.line.lower[index - 1] in self.words["subject_pronouns"]
        if self.line.capitalized(index):
            return False
        return (
            word in self.words["past_verbs"]
            or (word.endswith("ed") and len(word) > 4)
            or word in self.vocabulary.finite
        )

    def is_verbal(self, index: int) -> bool:
        """Whether a word may be a finite verb after its subject: also one in -s."""
        word = self.line.lower[index]
        return self.is_verb(index) or (
            word.endswith("s")
            and not word.endswith("ss")
            and not self.line.capitalized(index)
            and word not in self._closed
            and word not in self.words["time"]
        )

    def in_phrase(self, index: int, first: int) -> bool:
        """Whether a word can stand in a noun phrase whose modifiers start at word `first`."""
        line = self.line
        word = line.lower[index]
        found = line.mention_at(index)
        if found is not None and found[1].form == "name":
            return True
        if word in HYPHENS or word in POSSESSIVES:
            return index > first
        if not word[0].isalnum() or line.quoted[index] >= 0:
            return False
        if word in self._closed or word in self.words["time"] or self.is_adverb(index):
            return self._is_compounded(index, first)
        if word in self.vocabulary.nouns:
            return not self._is_noun_and_verb(index, first)
        if index > first and not line.capitalized(index):
            if word in self.words["past_verbs"] or (word.endswith("ed") and len(word) > 4):
                before = line.lower[index - 1]
                return before == "-" or before.isdigit() or before in self.words["determiners"]
            if word in self.words["postmodifiers"]:
                return False
            if word.endswith("ing") and line.lower[index - 1] in self.vocabulary.nouns:
                return False  # “engineers working on the wall”
        after_determiner = index > 0 and line.lower[index - 1] in self.words["determiners"]
        return not self._is_cue(index) or (index == first and after_determiner)

    def _is_compounded(self, index: int, first: int) -> bool:
        """Whether a hyphen ties a word to its neighbour: “in-state”, “31-year-old”."""
        lower = self.line.lower
        before = index > first and lower[index - 1] == "-"
        return before or (index + 2 < len(lower) and lower[index + 1] == "-")

    def _is_cue(self, index: int) -> bool:
        form = self.vocabulary.verb_at(self.line.lower, index)
        return form is not None and (
            self.line.titled or not self.line.capitalized(index)
        )

    def _is_noun_and_verb(self, index: int, first: int) -> bool:
        """Whether a word that may be a noun (“reports”) is a verb after its subject here."""
        line = self.line
        form = self.vocabulary.verb_at(line.lower, index)
        if form is None or index == first or index + 1 >= len(line):
            return False
        following = line.lower[index + 1]
        return following == "that" or (
            line.capitalized(index - 1)
            and not line.capitalized(index)
            and (
                following in self.words["determiners"]
                or following in self.words["possessives"]
                or following in self.words["subject_pronouns"]
                or line.capitalized(index + 1)
            )
        )
