"""Decides which words of a sentence a cue answers for: those before it, after it, or both."""

from __future__ import annotations

from build_tools.annotate.drafts import Range
from build_tools.annotate.lines import is_opening
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.sentence_edges import first_word
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import VerbForm

_QUOTE_ENDS = frozenset((",", ".", "?", "!", "…"))
_SHORTEST_BEFORE = 3
_LONGEST_ASIDE = 8
_LONGEST_CIRCUMSTANCE = 15
_LONGEST_SUBJECT = 60


class ClauseContents:
    """Finds the contents around the cues of one line."""

    def __init__(self, phrases: SourcePhrases) -> None:
        self.phrases = phrases
        self.line = phrases.line
        self.words = phrases.words
        self.vocabulary = phrases.vocabulary

    def is_fronted(self, content: Range) -> bool:
        """Whether a stretch before a cue only tells when or where: “In his letter”."""
        word = self.line.lower[content[0]]
        return not self.is_quoted(content) and (
            word in self.words["prepositions"] or word in self.words["subordinators"]
            or self.phrases.is_adverb(content[0])
            or word in self.words["openers"]
            or (word.endswith("ing") and word not in self.vocabulary.nouns)
        )

    def is_fragment(self, content: Range) -> bool:
        """Whether a stretch before a cue is a subordinate clause and nothing more."""
        start, end = content
        return self.line.lower[start] in self.words["subordinators"] and (
            "," not in self.line.lower[start:end]
        )

    def whole(self, start: int, end: int) -> Range:
        """A range with its last quotation taken whole, where a sentence end cuts that."""
        line = self.line
        if end > start and line.quoted[end - 1] >= 0:
            end = max(end, line.quotations[line.quoted[end - 1]][1])
        return start, end

    # Content before the cue

    def ahead(self, sentence: Range, stop: int, *, inserted: bool = False) -> Range | None:
        """The content before a cue clause that starts at `stop`, None where there is none.

        Args:
            sentence: The sentence.
            stop: The first word of the cue clause.
            inserted: Whether more of the sentence follows, so that it need not be a clause.
        """
        line = self.line
        start = first_word(line, sentence, self.vocabulary)
        end = stop
        while end > start and line.lower[end - 1] in COMMAS and line.quoted[end - 1] < 0:
            end -= 1
        if end <= start:
            return None
        quotation = line.quoted[end - 1]
        if quotation >= 0:
            opened = line.quotations[quotation][0]
            if opened > start and line.lower[opened - 1] == ":":
                start = opened  # what leads up to the colon is told, not quoted
            return (start, end) if end - opened >= _SHORTEST_BEFORE else None
        if inserted and not self.is_fronted((start, end)):
            return start, end
        clause = end - start >= _SHORTEST_BEFORE and any(
            self.phrases.is_verbal(index) for index in range(start, end)
        )
        return (start, end) if clause else None

    def is_quoted(self, content: Range) -> bool:
        """Whether content ends with a closing quotation mark."""
        return self.line.quoted[content[1] - 1] >= 0

    def leaves(self, index: int) -> bool:
        """Whether the words at `index` are no part of the statement before them."""
        if index >= len(self.line):
            return True
        word = self.line.lower[index]
        return (
            word in self.words["circumstances"]
            or word in self.words["relatives"]
            or (word.endswith("ing") and word not in self.words["carrying"])
        )

    # Content after the cue

    def skip_circumstances(self, start: int, stop: int) -> int:
        """The index after words that tell when and where something was said.

        Words of time and adverbs are skipped wherever they stand; a prepositional phrase where
        “that”, a quotation, a comma, a colon or the end of the sentence follows it.
        """
        line, phrases = self.line, self.phrases
        at = start
        while at < stop and line.quoted[at] < 0:
            word = line.lower[at]
            if word in self.words["time"] or (
                phrases.is_adverb(at) and word not in self.words["openers"]
            ):
                at += 1
            elif word in self.words["prepositions"]:
                reached = self._after_prepositional(at, stop)
                if reached is None:
                    break
                at = reached
            else:
                break
        if at < stop and line.quoted[at] < 0 and line.lower[at] not in ("that", "to", ",", ":"):
            while at > start and phrases.is_adverb(at - 1):
                at -= 1  # “proposed temporarily closing”: the adverb belongs to what follows
        return at

    def _after_prepositional(self, at: int, stop: int) -> int | None:
        """The index after the phrase of circumstance at `at`, None where it is none."""
        line, words = self.line, self.words
        end = self.phrases.noun_run(at + 1, stop)
        if end == at + 1:
            return None
        if end < stop and line.lower[end] not in ("that", ",", ":") and (
            self.phrases.is_circumstance(at, end)
        ):
            return self._after_time(at + 1, end)
        if line.lower[at] == "to" and end < stop and line.lower[end] not in ("that", ",", ":"):
            return None  # mostly an infinitive
        for index in range(end, min(stop, end + _LONGEST_CIRCUMSTANCE)):
            word = line.lower[index]
            if word in ("that", ",", ":") or line.quoted[index] >= 0:
                return index
            if self.phrases.is_verbal(index) or word in words["subject_pronouns"]:
                return None
        return stop if stop - end < _LONGEST_CIRCUMSTANCE else None

    def _after_time(self, at: int, end: int) -> int:
        """The index after the words of time in “on Monday the talks …”, else `end`."""
        line = self.line
        times = [index for index in range(at, end) if line.lower[index] in self.words["time"]]
        if not times:
            return end
        at = times[0] + 1
        while at < end and (line.lower[at] in self.words["time"] or line.lower[at].isdigit()):
            at += 1
        return at

    def behind(
        self, form: VerbForm, at: int, stop: int, source: Phrase, addressee: Phrase | None
    ) -> Range | None:
        """The content that starts at `at`, in one of the frames of the verb.

        Args:
            form: The cue's verb.
            at: The first word after cue, addressee and circumstances.
            stop: The index after the last word of the sentence.
            source: Who says so.
            addressee: Whom the words were said to.
        """
        line, frames = self.line, form.verb.frames
        if at >= stop:
            return None
        word = line.lower[at]
        following = line.lower[at + 1] if at + 1 < stop else ""
        if word in (",", ":"):
            return self._behind_mark(form, at, stop)
        if is_opening(line, at):
            return self._cut(self.whole(at, stop)) if "quote" in frames else None
        if word == "that" and "that" in frames:
            return self._cut(self.whole(at, stop)) if stop - at > 2 else None
        if word in self.words["asking"] and "ask" in frames:
            return self._cut(self.whole(at, stop))
        if word == "to" or (word == "not" and following == "to"):
            wanted = form.verb.addressee_to if addressee is not None else "to" in frames
            return self._cut(self.whole(at, stop)) if wanted else None
        if word in frames and word in self.words["prepositions"]:
            return self._cut(self.whole(at, stop), clause=False)
        if not word[0].isalnum():
            return None
        if self._takes_clause(form, source, addressee) and self._is_clause(form, at, stop):
            return self._cut(self.whole(at, stop))
        if self._is_noun(form, at, stop):
            return self._cut(self._noun_content(form, at, stop), clause=False)
        return None

    def _noun_content(self, form: VerbForm, at: int, stop: int) -> Range:
        """The content after a verb with an object: up to the first quotation for “called”."""
        if "noun-quoted" in form.verb.frames:
            return at, self._quoted_end(at, stop)
        return self.whole(at, stop)

    def _behind_mark(self, form: VerbForm, at: int, stop: int) -> Range | None:
        """Content after a comma or colon: a quotation, or “, however, that …”."""
        line, frames = self.line, form.verb.frames
        if "quote" in frames and is_opening(line, at + 1):
            start, end = line.quotations[line.quoted[at + 1]]
            finished = end - 2 > start and line.words[end - 2] in _QUOTE_ENDS
            return (start, end) if finished or end >= stop else self._cut(self.whole(start, stop))
        if line.lower[at] == ":":
            return self.whole(at + 1, stop) if "quote" in frames and at + 1 < stop else None
        for index in range(at + 1, min(at + _LONGEST_ASIDE, stop - 1)):
            if line.lower[index] == ",":
                if line.lower[index + 1] == "that" and "that" in frames:
                    return self._cut(self.whole(index + 1, stop))
                if is_opening(line, index + 1) and "quote" in frames:
                    return self._behind_mark(form, index, stop)
                return None
        return None

    def _takes_clause(self, form: VerbForm, source: Phrase, addressee: Phrase | None) -> bool:
        """Whether the verb may have a clause without “that” after it."""
        if addressee is not None and form.verb.addressee != "must":
            return False
        frames = form.verb.frames
        return "clause" in frames or ("document-clause" in frames and source.kind == "document")

    def _is_clause(self, form: VerbForm, at: int, stop: int) -> bool:
        """Whether a clause without “that” starts at `at`."""
        if stop - at < 2:
            return False
        line, phrases = self.line, self.phrases
        word = line.lower[at]
        if word in self.words["conjunctions"] or word in self.words["no_clause"]:
            return False
        if word in self.words["prepositions"] and phrases.is_circumstance(at, stop):
            return False
        if word in self.words["empty_objects"] and line.lower[at + 1] in ("", ",", "about", "to"):
            return False
        # A belief may have an object and then a second verb: “knew him well and left”.
        sure = form.verb.type != "belief"
        if sure and any(phrases.is_verb(index) for index in range(at, min(stop, at + _LONGEST_SUBJECT))):
            return True
        if word in self.words["demonstratives"] and phrases.is_verb(at + 1):
            return True
        subject = phrases.any_core(at, stop)
        end = phrases.after_head(subject, stop)[0] if subject is not None else stop
        return end < stop and phrases.is_verbal(end)

    def _is_noun(self, form: VerbForm, at: int, stop: int) -> bool:
        """Whether a noun phrase starts at `at`, with what the verb wants after it."""
        line, frames = self.line, form.verb.frames
        word = line.lower[at]
        if "gerund" in frames and word.endswith("ing"):
            return True
        if word in self.words["prepositions"] or word in self.words["conjunctions"]:
            return False
        for frame, wanted in (("noun-to", "to"), ("noun-of", "of"), ("noun-as", "as")):
            reach = min(stop, at + _LONGEST_CIRCUMSTANCE)
            if frame in frames and wanted in line.lower[at + 1 : reach]:
                return True
        if "noun-quoted" in frames:
            return any(line.quoted[index] >= 0 for index in range(at, stop))
        return "noun" in frames and word != "that" and (
            word in self.words["object_pronouns"]
            or word in self.words["determiners"]
            or word in self.words["possessives"]
            or self.phrases.any_core(at, stop) is not None
        )

    def _quoted_end(self, at: int, stop: int) -> int:
        """The end of the first quotation that no noun follows, else of the last one."""
        line = self.line
        end = stop
        for index in range(at, stop):
            if line.quoted[index] >= 0:
                end = line.quotations[line.quoted[index]][1]
                if end >= stop or line.lower[end] in self.words["prepositions"] or (
                    not line.lower[end][0].isalnum()
                ):
                    break
        return end

    def _cut(self, content: Range, *, clause: bool = True) -> Range:
        """Content without what the outlet adds after it: “, though …”, “in a statement”.

        Args:
            content: The words up to the end of the sentence.
            clause: Whether they hold a subject and a verb. Where they do not, a finite verb after
                “and” is the outlet's: “vows to fight and has begun”.
        """
        line = self.line
        start, end = content
        clause = clause and line.lower[start] != "to"
        for index in range(start + 2, end - 1):
            if line.quoted[index] >= 0:
                continue
            word, following = line.lower[index], line.lower[index + 1]
            if word == ";" and following != "that":
                return start, index
            if not clause and self._leaves_object(index, end):
                return start, index
            if word in COMMAS and following in self.words["turns"]:
                return start, index
            if word == "in" and following in ("a", "an") and end - index <= _LONGEST_ASIDE and any(
                line.lower[later] in self.words["occasions"] for later in range(index + 2, end)
            ):
                return start, index
        return content

    def _leaves_object(self, index: int, end: int) -> bool:
        """Whether word `index` ends an object or infinitive: the outlet's own clause follows."""
        lower = self.line.lower
        word, following = lower[index], lower[index + 1]
        if word in ("and", "but"):
            verb = index + 1
            while word == "but" and verb < end and self.phrases.is_adverb(verb):
                verb += 1
            contrast = word == "but" and verb < end and self.vocabulary.is_past(lower[verb])
            return following in self.words["finite"] or contrast
        if word not in COMMAS:
            return False
        if following in self.words["clause_openers"]:
            subject = self.phrases.any_core(index + 2, end)
            return subject is not None and subject.end < end and self.phrases.is_verb(subject.end)
        return (
            following.endswith("ing")
            and following not in self.words["carrying"]
            and following not in self.vocabulary.nouns
        )

    def end_participle(self, content: Range) -> Range:
        """The content of an -ing form, which ends where the main clause or another one goes on."""
        line = self.line
        start, end = content
        for index in range(start + 1, end - 1):
            if line.quoted[index] >= 0:
                continue
            word, following = line.lower[index], line.lower[index + 1]
            if word in COMMAS and following in self.words["finite"]:
                return start, index
            if word in ("and", "but") and following.endswith("ing") and (
                following not in self.vocabulary.nouns
            ):
                return start, index
        return content
