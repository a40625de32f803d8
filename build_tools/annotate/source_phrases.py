"""Finds the phrase that a cue belongs to: its subject, the phrase after it, or an antecedent."""

from __future__ import annotations

from dataclasses import replace

from build_tools.annotate.lines import MARKS
from build_tools.annotate.noun_phrases import BREAKS, COMMAS, NounPhrases, Phrase

# A subject further away than this from its cue is not looked for.
_REACH = 60
_SUBJECT_REACH = 25
_CLAUSE_ENDS = frozenset((",", ".", ";", ":", "!", "?", "—", "–"))


class SourcePhrases(NounPhrases):
    """Finds the source phrases of one line."""

    def before(self, cue: int, sentence: int) -> Phrase | None:
        """The phrase that is the subject of the cue at word `cue`.

        Args:
            cue: The first word of the cue, auxiliaries included.
            sentence: The first word of its sentence.
        """
        end = cue
        while end > sentence and self.is_adverb(end - 1):
            end -= 1
        if end == sentence:
            return None
        appositive = self.line.lower[end - 1] in COMMAS and self.line.quoted[end - 1] < 0
        stop = end - 1 if appositive else end
        for start in self._clause_starts(stop, sentence):
            phrase = self._filling(start, stop, appositive)
            if phrase is not None:
                return self._with_list(phrase, sentence)
        return None

    def _with_list(self, phrase: Phrase, sentence: int) -> Phrase:
        """The phrase with the members of a list before it: “A, B and C”."""
        start = phrase.start
        while phrase.several and start - 1 > sentence and self.line.lower[start - 1] == ",":
            for earlier in self._clause_starts(start - 1, sentence)[::-1]:
                core = self.core(earlier, start - 1)
                if core is not None and self.after_head(core, start - 1)[0] == start - 1:
                    start = earlier
                    break
            else:
                break
        return replace(phrase, start=start)

    def _clause_starts(self, end: int, sentence: int) -> list[int]:
        """Where a subject that ends at `end` may start, the farthest first."""
        line, words = self.line, self.words
        starts: list[int] = []
        for index in range(end - 1, max(sentence, end - _REACH) - 1, -1):
            if line.quoted[index] >= 0:
                break
            if line.lower[index] == "that" and index > sentence:
                continue
            before = line.lower[index - 1] if index > 0 else ""
            if (
                index == sentence
                or before in BREAKS
                or line.quoted[index - 1] >= 0
                or before in words["conjunctions"]
                or before in words["subordinators"]
                or before in words["time"]
                or before.isdigit()
                or line.lower[index] in words["relatives"]
                or (before in self.vocabulary.verbs and before not in self.vocabulary.nouns)
            ):
                starts.append(index)
        return starts[::-1]

    def _filling(self, start: int, end: int, appositive: bool) -> Phrase | None:
        """The phrase that fills the words `start` to `end`.

        Args:
            appositive: Whether a comma comes after `end`, so that an apposition or an aside must
                stand before it.
        """
        line = self.line
        if line.lower[start] in self.words["relatives"]:
            return None if appositive else self._subject_of_relative(start, end)
        core = self.core(start, end)
        if core is None:
            return None
        reached, circumstance = self.after_head(core, end)
        if not appositive:
            return self._completed(core, circumstance) if reached == end else None
        if reached < end and line.lower[reached] == line.lower[end]:
            if self._is_apposition(reached + 1, end):
                return self._completed(core, end)
            if self._is_aside(reached + 1, end):
                return self._completed(core, circumstance)
        return None

    def _completed(self, core: Phrase, end: int) -> Phrase:
        return replace(core, end=end, several=self._joins(core, end))

    def _joins(self, core: Phrase, end: int) -> bool:
        """Whether an “and” after the head, or after its modifiers, joins another source."""
        for index in range(core.end, end - 1):
            word = self.line.lower[index]
            if word in COMMAS or word in self.words["relatives"]:
                return False
            if word == "and" and self.core(index + 1, end) is not None:
                return True
        return False

    def _is_apposition(self, start: int, end: int) -> bool:
        """Whether the words between two commas say more about the name before them."""
        line, words = self.line, self.words
        if start >= end or line.quoted[start] >= 0 or line.quoted[end - 1] >= 0:
            return False
        if any(
            line.lower[index] in COMMAS and self.is_verb(index + 1)
            for index in range(start, end - 1)
        ):
            return False
        word = line.lower[start]
        if word in words["subject_pronouns"] or word in words["circumstances"] - {"who", "whose"}:
            return False
        if word in words["relatives"] or word == "whose":
            return True
        return (
            word[0].isdigit()
            or word in words["apposition_openers"]
            or self.any_core(start, end) is not None
        )

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether the words between two commas tell when, where or how something was said."""
        if start >= end:
            return False
        word = self.line.lower[start]
        return (
            word in self.words["circumstances"]
            or word.endswith(("ing", "ed"))
            or all(self.is_adverb(index) for index in range(start, end))
        )

    def _subject_of_relative(self, relative: int, end: int) -> Phrase | None:
        """The antecedent of the pronoun at `relative`, where a cue at `end` is its verb.

        Between the pronoun and the cue only adverbs, auxiliaries and circumstances may stand.
        """
        line, words = self.line, self.words
        at = relative + 1
        while at < end:
            if self.is_adverb(at) or line.lower[at] in words["auxiliaries"]:
                at += 1
            elif line.lower[at] in words["prepositions"] and self.is_circumstance(at, end):
                at = self.noun_run(at + 1, end)
            else:
                return None
        return self.antecedent(relative)

    def antecedent(self, relative: int) -> Phrase | None:
        """The phrase for which “who” or “which” at `relative` stands."""
        line, words = self.line, self.words
        stop = relative
        if stop > 0 and line.lower[stop - 1] in COMMAS:
            stop -= 1
        start = stop
        while start > 0 and line.lower[start - 1] not in words["postmodifiers"] and (
            self.in_phrase(start - 1, start - 2)
            or line.lower[start - 1] in words["determiners"]
            or line.lower[start - 1] in self.vocabulary.numbers
            or line.lower[start - 1] in ("'s", "-")
        ):
            start -= 1
        for first in range(start, stop):
            core = self.core(first, stop)
            if core is not None and core.end == stop and core.kind != "pronoun":
                return core if self._can_be_person(core, line.lower[relative]) else None
        return None

    def is_subject_relative(self, index: int) -> bool:
        """Whether “who” or “which” at `index` is the subject of its clause: a verb follows."""
        if self.line.lower[index] not in self.words["relatives"]:
            return False
        at = index + 1
        while at < len(self.line) and self.is_adverb(at):
            at += 1
        return at < len(self.line) and (
            self.is_verbal(at) or self.is_circumstance(at, len(self.line))
        )

    def _can_be_person(self, core: Phrase, relative: str) -> bool:
        """Whether “who” can stand for a phrase: not for the body in “head of a body, who”."""
        before = self.line.lower[core.start - 1] if core.start else ""
        if relative != "who" or before not in ("of", "for", "at"):
            return True
        if core.kind in ("unnamed", "people", "office"):
            return True
        return core.mention is not None and core.mention.label == "person"

    def after(
        self, start: int, limit: int, *, anything: bool = False, appositions: bool = True
    ) -> Phrase | None:
        """The phrase that starts at `start`, with all that belongs to it.

        Args:
            anything: Whether any noun may head it, as after “according to”.
            appositions: Whether what stands between commas after it belongs to it.
        """
        core = self.any_core(start, limit) if anything else self.core(start, limit)
        if core is None:
            return None
        reached, end = self.after_head(core, limit)
        while appositions and end == reached and reached + 1 < limit and self.line.lower[reached] == ",":
            close = self._apposition_end(reached + 1, limit)
            if close is None:
                break
            reached = end = close
        return self._completed(core, end)

    def _apposition_end(self, start: int, limit: int) -> int | None:
        """Where the apposition that starts at `start` ends, None where there is none."""
        lower, words = self.line.lower, self.words
        word = lower[start]
        if word in words["conjunctions"] or word in MARKS:
            return None
        if word in ("who", "whose"):
            end = self.relative_clause(start, limit)
            return end if end > start else None
        if word in words["relatives"] or word in words["circumstances"]:
            return None
        if word.isdigit() and (start + 1 == limit or lower[start + 1] in _CLAUSE_ENDS):
            return start + 1  # an age
        core = self.any_core(start, limit)
        if core is None or core.kind == "pronoun":
            return None
        if word.endswith("ing") and core.kind == "other":
            return None
        end, _ = self.after_head(core, limit)
        if end < limit and lower[end] in words["relatives"]:
            end = self.relative_clause(end, limit)
        return end if end >= limit or lower[end] in _CLAUSE_ENDS else None

    def subject(self, first: int, stop: int) -> Phrase | None:
        """The source that opens a clause and is followed by its verb.

        Args:
            first: The first word of the clause; a fronted phrase may stand there.
            stop: The verb must stand before this word.
        """
        line = self.line
        commas = (
            index + 1
            for index in range(first, min(stop, first + _SUBJECT_REACH))
            if line.lower[index] == ","
        )
        for start in (first, *commas):
            if start >= stop or line.quoted[start] >= 0:
                continue
            phrase = self.core(start, stop)
            if phrase is None or (phrase.kind == "name" and not phrase.sure):
                continue
            if line.lower[start] == "it":
                return None  # mostly nobody: “it was a surprise”
            at, end = self.after_head(phrase, stop)
            if at < stop and line.lower[at] == ",":
                close = self._apposition_end(at + 1, stop)
                if close is not None and close + 1 < stop:
                    end, at = close, close + 1
            phrase = self._completed(phrase, end)
            while at < stop and self.is_adverb(at):
                at += 1
            if at < stop and self.is_verbal(at):
                return phrase
            if start == first:
                return None
        return None
