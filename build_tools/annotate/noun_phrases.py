"""Reads noun phrases from left to right without a tagger: modifiers, head, and what follows it.

A phrase counts only where each of its words can be accounted for, so that a verb or a second
phrase never slips into a source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from build_tools.annotate.lines import MARKS
from build_tools.annotate.vocabulary import NounClass
from build_tools.annotate.word_tests import HYPHENS, POSSESSIVES, WordTests
from build_tools.models import Mention

PhraseKind = Literal["pronoun", "name", "group", "other"] | NounClass

COMMAS = frozenset((",", "—", "–"))
BREAKS = frozenset((",", ";", ":", "—", "–", "(", ")", "…", "•")) | MARKS
_BEFORE_CAPITALS = frozenset((".", "!", "?", ":", "•", "…"))
_LONGEST_RELATIVE = 40
_LONGEST_BRACKET = 20
_MOST_JOINED = 8  # adjectives before one head
# An office and the name of who holds it: “Secretary of State John Kerry”.
_NAME_AFTER_OFFICE = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as half-open word indices.

    Attributes:
        head: The word that tells who it is.
        kind: What the head is; `other` for a noun that no list knows.
        several: Whether it joins two or more sources.
        mention: The mention that ends with the head, where there is one.
        modified: Whether something stands before the head.
        sure: Whether a head that counts as a name would be capitalised anywhere.
    """

    start: int
    end: int
    head: int
    kind: PhraseKind
    several: bool = False
    mention: Mention | None = None
    modified: bool = False
    sure: bool = True


def _is_demonym(mention: Mention, word: str) -> bool:
    """Whether a state's mention is no name of the state: “an Iranian”, but “an angry Iran”."""
    return mention.label == "state" and word not in (mention.entity or "").split("-")


class NounPhrases(WordTests):
    """Reads the noun phrases of one line."""

    # The head and what stands before it

    def core(self, start: int, limit: int) -> Phrase | None:
        """The phrase from its first word to its head, None where the head cannot speak."""
        phrase = self.any_core(start, limit)
        return phrase if phrase is not None and phrase.kind != "other" else None

    def any_core(self, start: int, limit: int, joined: int = 0) -> Phrase | None:
        """As `core`, but the head may be any noun (kind `other`).

        Args:
            joined: How many adjectives were joined before this phrase.
        """
        line = self.line
        if start >= limit or line.quoted[start] >= 0:
            return None
        if line.lower[start] in self.words["subject_pronouns"]:
            return Phrase(start, start + 1, start, "pronoun")
        if self._opens_participle(start, limit):
            return None
        at, counted = self._skip_determiners(start, limit)
        if counted and at + 1 < limit and line.lower[at] == "of":
            inner = self._counted_out(at + 1, limit, joined)
            return inner and replace(inner, start=start, modified=True)
        return self._headed(start, at, limit, joined)

    def _counted_out(self, at: int, limit: int, joined: int) -> Phrase | None:
        """The phrase of which some are counted: “one of two of the officials”."""
        line, pronouns = self.line, self.words["subject_pronouns"]
        while at < limit and line.quoted[at] < 0:
            if line.lower[at] in pronouns or self._opens_participle(at, limit):
                return None
            start = at
            at, counted = self._skip_determiners(start, limit)
            if not (counted and at + 1 < limit and line.lower[at] == "of"):
                return self._headed(start, at, limit, joined)
            at += 1
        return None

    def _headed(self, start: int, at: int, limit: int, joined: int) -> Phrase | None:
        """The phrase whose determiners go from `start` to `at`."""
        line = self.line
        end = at
        while end < limit:
            if self.in_phrase(end, at):
                end = self._step(end, limit)
            elif self._is_office_of(end, at, limit):
                end += 1
            else:
                break
        while end > at and line.lower[end - 1] in HYPHENS:
            end -= 1
        if end == at:
            if at > start and line.lower[at - 1] in self.vocabulary.groups:
                return Phrase(start, at, at - 1, "group")
            return None
        if line.lower[end - 1] in POSSESSIVES:
            return None
        phrase = self._with_kind(start, at, end)
        if phrase is None:
            return None
        return self._joined_adjectives(phrase, limit, joined) or phrase

    def _opens_participle(self, start: int, limit: int) -> bool:
        """Whether “Speaking in Oslo, …” starts here: an -ing form, not a name like “Boeing”."""
        line = self.line
        word = line.lower[start]
        if not word.endswith("ing") or word in self.vocabulary.nouns or start + 1 >= limit:
            return False
        return (
            self._opens_sentence(start)
            and line.mention_at(start) is None
            and line.lower[start + 1] in self._closed
        )

    def _skip_determiners(self, start: int, limit: int) -> tuple[int, bool]:
        """The index after determiners and numbers, and whether one of them counts."""
        lower, vocabulary = self.line.lower, self.vocabulary
        at, counted = start, False
        while at < limit:
            word = lower[at]
            following = lower[at + 1] if at + 1 < limit else ""
            held = self.line.mention_at(at)
            if following == "-" or (held is not None and held[1].form == "name"):
                break
            if word in vocabulary.numbers or word in vocabulary.quantities or word.isdigit() or (
                word in vocabulary.measures and following == "of"
            ):
                counted = True
            elif (word, following) in vocabulary.approximations:
                at += 1
            elif word in vocabulary.groups and (following == "of" or word == "others"):
                counted = True
            elif word not in self.words["determiners"] and word not in self.words["possessives"]:
                break
            at += 1
        return at, counted

    def _step(self, index: int, limit: int) -> int:
        found = self.line.mention_at(index)
        if found is not None and found[1].form == "name":
            return min(found[0], limit)
        return index + 1

    def _is_office_of(self, index: int, first: int, limit: int) -> bool:
        """Whether “of” at `index` stands inside an office before a name, not after a head."""
        line = self.line
        if index == first or line.lower[index] != "of" or not line.capitalized(index - 1):
            return False
        noun = self.vocabulary.nouns.get(line.lower[index - 1])
        if noun is None or noun.kind != "office":
            return False
        end = index + 1
        while end < limit and line.capitalized(end) and self.in_phrase(end, index + 1):
            end += 1
        named = any(
            last == end and mention.label == "person"
            for start in range(index + 2, end)
            for last, mention in line.mentions.get(start, ())
        )
        return named or end - index - 1 >= _NAME_AFTER_OFFICE

    def _joined_adjectives(self, phrase: Phrase, limit: int, joined: int) -> Phrase | None:
        """“Arab and Western diplomats”: adjectives joined before one head, else None."""
        lower = self.line.lower
        at = phrase.end
        if phrase.kind not in ("name", "unnamed") or at + 2 >= limit or joined == _MOST_JOINED:
            return None
        if lower[at] not in ("and", "or"):
            return None
        counted = self._is_counted(phrase.start)
        if not counted and not lower[at - 1].endswith(tuple(self.words["adjective_endings"])):
            return None
        inner = self.any_core(at + 1, limit, joined + 1)
        if inner is None or inner.head == at + 1 or self.line.capitalized(inner.head):
            return None
        if lower[at + 1] in self.words["determiners"] or lower[at + 1] in self.vocabulary.numbers:
            return None
        return replace(inner, start=phrase.start, modified=True, mention=None)

    def _with_kind(self, start: int, first: int, end: int) -> Phrase | None:
        """The phrase whose modifiers start at `first` and whose head is word `end - 1`."""
        line, head = self.line, end - 1
        word = line.lower[head]
        mention = self._mention_ending(first, end)
        noun = self.vocabulary.nouns.get(word)
        proper = (
            line.capitalized(head) and head > first and line.capitalized(head - 1)
            and not line.titled
        )
        modified = first > start or head > first
        kind: PhraseKind = "other"
        sure = mention is not None or head > first or not self._opens_sentence(head)
        if mention is not None and mention.form == "name":
            kind = "unnamed" if self._is_counted(start) and _is_demonym(mention, word) else "name"
        elif noun is not None and not (proper and noun.kind != "unnamed"):
            if noun.kind == "people" and start == head and not self._is_modified_after(end):
                return None
            kind = noun.kind
        elif line.capitalized(head) and word[0].isalpha():
            named = head > first and line.capitalized(head - 1)
            kind = "unnamed" if self._is_counted(start) and not named else "name"
        return Phrase(start, end, head, kind, mention=mention, modified=modified, sure=sure)

    def _opens_sentence(self, index: int) -> bool:
        """Whether a word has its capital only because a sentence or a quotation starts there."""
        line = self.line
        return line.words[index] not in line.proper and (
            index == 0 or line.lower[index - 1] in _BEFORE_CAPITALS or line.titled
            or line.quoted[index - 1] != line.quoted[index]
        )

    def _is_modified_after(self, end: int) -> bool:
        """Whether what follows narrows a general noun down: “people close to the talks”."""
        following = self.line.lower[end] if end < len(self.line) else ""
        return following in self.words["postmodifiers"] or following in ("who", "with")

    def _is_counted(self, start: int) -> bool:
        """Whether a number or an indefinite article opens the phrase: “one Iranian”."""
        return self.line.lower[start] in self.vocabulary.numbers

    def _mention_ending(self, first: int, end: int) -> Mention | None:
        """The mention that ends with the head: a name rather than a nominal, then the longest."""
        best: Mention | None = None
        for start in range(max(0, first - 2), end):
            for last, mention in self.line.mentions.get(start, ()):
                if last == end and (
                    best is None or (best.form != "name" and mention.form == "name")
                ):
                    best = mention
        return best

    # What stands after the head

    def after_head(self, phrase: Phrase, limit: int) -> tuple[int, int]:
        """How far the words after a head belong to it, without a comma.

        Returns:
            The index reached, and the index from which on the words tell when or where something
            was said, and are no part of the phrase.
        """
        lower, words = self.line.lower, self.words
        at, circumstance = phrase.end, -1
        while at < limit:
            word = lower[at]
            reached = at
            if word == "(":
                reached = self._after_bracket(at, limit)
            elif word in words["prepositions"] and (
                word not in words["subordinators"] or self.is_circumstance(at, limit)
            ):
                if circumstance < 0 and self.is_circumstance(at, limit):
                    circumstance = at
                end = self.noun_run(at + 1, limit)
                reached = end if end > at + 1 else at
            elif word in words["time"] or self.is_adverb(at):
                circumstance = at if circumstance < 0 else circumstance
                reached = at + 1
            elif self._takes_participles(phrase) and (
                word in words["postmodifiers"] or (word.endswith("ing") and len(word) > 4)
            ):
                reached = self.noun_run(at + 1, limit)
            elif word in ("who", "that") and circumstance < 0:
                reached = self.relative_clause(at, limit)
            elif word in ("and", "or") and at + 1 < limit:
                inner = self.any_core(at + 1, limit)
                reached = inner.end if inner is not None and inner.kind != "pronoun" else at
            if reached == at:
                break
            at = reached
        return at, circumstance if circumstance >= 0 else at

    def _takes_participles(self, phrase: Phrase) -> bool:
        """Whether “involved in …” after a head is part of it: not for one person's name."""
        return phrase.kind != "name" or self.line.lower[phrase.head].endswith("s")

    def _after_bracket(self, at: int, limit: int) -> int:
        for index in range(at + 1, min(limit, at + _LONGEST_BRACKET)):
            if self.line.lower[index] == ")":
                return index + 1
        return at

    def is_circumstance(self, at: int, limit: int) -> bool:
        """Whether the preposition at `at` opens a phrase of time or occasion."""
        lower, words = self.line.lower, self.words
        if lower[at] not in words["circumstance_prepositions"]:
            return False
        for index in range(at + 1, min(limit, at + 7)):
            word = lower[index]
            if word in words["time"] or word in words["occasions"]:
                return True
            if word in words["prepositions"] or word in BREAKS:
                return False
        return False

    def noun_run(self, at: int, limit: int) -> int:
        """The index after any noun phrase that starts at `at`; `at` where there is none."""
        lower, words = self.line.lower, self.words
        start = at
        while at < limit:
            word = lower[at]
            if (
                ((word in words["determiners"] or word in words["possessives"])
                 and (at == start or lower[at - 1] in ("and", "or")
                      or lower[at - 1] in words["determiners"]))
                or word in words["time"]
                or word in self.vocabulary.numbers
                or self.in_phrase(at, start if at == start else start - 1)
            ):
                at = self._step(at, limit)
            elif word in ("and", "or") and start < at < limit - 1 and (
                self.in_phrase(at + 1, at) or lower[at + 1] in words["determiners"]
            ):
                at += 1
            else:
                break
        return at

    def relative_clause(self, at: int, limit: int) -> int:
        """The index after the clause that the relative pronoun at `at` opens; `at` for none.

        Only clauses count in which the pronoun is the subject.
        """
        verb = at + 1
        while verb < limit and self.is_adverb(verb):
            verb += 1
        if verb >= limit or self.line.capitalized(verb) or (
            self.line.lower[verb] in self._closed and not self.is_verbal(verb)
        ):
            return at
        for index in range(verb + 1, min(limit, at + _LONGEST_RELATIVE)):
            if self.line.lower[index] in BREAKS or self.line.quoted[index] >= 0:
                return index
        return limit if limit - at < _LONGEST_RELATIVE else at
