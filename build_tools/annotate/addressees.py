"""Finds whom words were said to: “told A that C”, “urged A to C”, “said to A that C”."""

from __future__ import annotations

from dataclasses import replace

from build_tools.annotate.lines import is_opening
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import VerbForm


class Addressees:
    """Finds the addressees of one line."""

    def __init__(self, phrases: SourcePhrases) -> None:
        self.phrases = phrases
        self.line = phrases.line
        self.words = phrases.words

    def find(self, form: VerbForm, start: int, stop: int) -> Phrase | None:
        """The addressee right after a cue, None where the verb has none there.

        Args:
            form: The cue's verb.
            start: The word after the cue.
            stop: The index after the last word of the sentence.
        """
        if start >= stop or self.line.quoted[start] >= 0:
            return None
        word = self.line.lower[start]
        if form.verb.addressee == "never":
            return self._after_to(form, start + 1, stop) if word == "to" else None
        if word in ("that", "to"):
            return None
        if word in self.words["object_pronouns"]:
            pronoun = Phrase(start, start + 1, start, "pronoun")
            if self._may_end(form, start + 1, stop):
                return pronoun
            return self.first_object(start, stop) if "noun" in form.verb.frames else None
        phrase = self.phrases.any_core(start, stop)
        if phrase is None or phrase.kind == "pronoun":
            return None
        end = self._with_modifiers(phrase, stop, form.verb.frames)
        if form.verb.addressee == "must" and end < stop and self.phrases.is_verb(end):
            return self._without_subject(phrase)
        return replace(phrase, end=end) if self._may_end(form, end, stop) else None

    def first_object(self, start: int, stop: int) -> Phrase | None:
        """The pronoun that is the first of two objects: “promised them rooms”.

        “her” may belong to what follows (“asked her name”) and “it” be its subject (“warns it may
        rain”), so there something must open a new phrase.
        """
        if start + 1 >= stop or self.line.lower[start] not in self.words["object_pronouns"]:
            return None
        follows = self.line.lower[start + 1]
        opens = (
            follows in self.words["determiners"] | self.words["prepositions"] | {"to", "not"}
            or follows in self.phrases.vocabulary.numbers
        )
        doubtful = self.words["possessives"] | self.words["subject_pronouns"]
        if not opens and self.line.lower[start] in doubtful:
            return None
        return Phrase(start, start + 1, start, "pronoun")

    def _after_to(self, form: VerbForm, start: int, stop: int) -> Phrase | None:
        """“made clear to A that”: only where speech follows right after A."""
        phrase = self.phrases.core(start, stop)
        if phrase is None or phrase.kind == "pronoun" or "to" in form.verb.frames:
            return None
        end = self._with_modifiers(phrase, stop, form.verb.frames)
        word = self.line.lower[end] if end < stop else ""
        follows = word in ("that", ":") or is_opening(self.line, end)
        return replace(phrase, end=end) if follows else None

    def _may_end(self, form: VerbForm, end: int, stop: int) -> bool:
        """Whether what stands at `end` can follow an addressee of this verb."""
        if form.verb.addressee == "must":
            return True
        word = self.line.lower[end] if end < stop else ""
        return (
            word in ("that", "to", "not", ":")
            or is_opening(self.line, end)
            or (word in form.verb.frames and word in self.words["prepositions"])
        )

    def _with_modifiers(self, phrase: Phrase, stop: int, frames: frozenset[str]) -> int:
        """Where an addressee ends with its phrases of “of”, “for”, “at” and “from”.

        A preposition that opens the content (“asked A for C”) is none of them, but “of” after
        a common noun is: “told the head of B that C”.
        """
        end = phrase.end
        prepositions = self.words["addressee_prepositions"] - frames
        if phrase.kind not in ("name", "pronoun"):
            prepositions |= {"of"}
        while end + 1 < stop and self.line.lower[end] in prepositions:
            inner = self.phrases.any_core(end + 1, stop)
            if inner is None or inner.kind == "pronoun":
                break
            end = inner.end
        return end

    def _without_subject(self, phrase: Phrase) -> Phrase | None:
        """“told Iran Hamas would”: the first of two names, None where there is only one."""
        for start in range(phrase.end - 1, phrase.start, -1):
            for last, mention in self.line.mentions.get(start, ()):
                if last == phrase.end and mention.form == "name":
                    shorter = self.phrases.any_core(phrase.start, start)
                    return shorter if shorter is not None and shorter.end == start else None
        return None
