"""The patterns that find statements in one line: a cue, its source and its content.

Each cue is looked at by itself; statements that overlap are put right afterwards.
"""

from __future__ import annotations

from build_tools.annotate.addressees import Addressees
from build_tools.annotate.clause_contents import ClauseContents
from build_tools.annotate.drafts import Cue, Draft, Range
from build_tools.annotate.lines import Line, is_opening
from build_tools.annotate.non_responses import non_response_end
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.sentence_edges import closing_bracket, first_word, last_word
from build_tools.annotate.shared_sources import SharedSources, can_hold
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import VerbForm, Vocabulary

# Longer than any sentence of prose; what is longer is a list, a table or lost line ends.
_LONGEST_SENTENCE = 250


class Patterns:
    """Finds the statements of one line."""

    def __init__(self, line: Line, number: int, vocabulary: Vocabulary) -> None:
        self.line = line
        self.number = number
        self.vocabulary = vocabulary
        self.words = vocabulary.words
        self.phrases = SourcePhrases(line, vocabulary)
        self.contents = ClauseContents(self.phrases)
        self.addressees = Addressees(self.phrases)
        self.shared = SharedSources(self.contents, self.addressees, number)

    def find(self) -> list[Draft]:
        """The statements of all sentences, in order of their cues."""
        found: list[Draft] = []
        for sentence in self.line.sentences:
            found += self.in_sentence(sentence)
        return found

    def refusals(self) -> list[Draft]:
        """The non-responses of all sentences, in order of their cues."""
        found: list[Draft] = []
        for sentence in self.line.sentences:
            index = sentence[0] if sentence[1] - sentence[0] <= _LONGEST_SENTENCE else sentence[1]
            while index < sentence[1]:
                end = non_response_end(self.line, index, self.vocabulary)
                outside = end is not None and self.line.quoted[index] < 0
                draft = self._non_response((index, end), sentence) if outside else None
                if draft is not None:
                    found.append(draft)
                index = max(index + 1, draft.cue[1] if draft is not None else 0)
        return found

    def in_sentence(self, sentence: Range) -> list[Draft]:
        """The statements of one sentence, in order of their cues; none where it is endless."""
        found: list[Draft] = []
        if sentence[1] - sentence[0] > _LONGEST_SENTENCE:
            return found
        index = sentence[0]
        while index < sentence[1]:
            draft = self._at(index, sentence, found) if self.line.quoted[index] < 0 else None
            if draft is not None:
                found.append(draft)
            index = max(index + 1, draft.cue[1] if draft is not None else 0)
        return found

    def _at(self, index: int, sentence: Range, found: list[Draft]) -> Draft | None:
        """The statement whose cue has its main word at `index`."""
        line = self.line
        if line.lower[index] == "according" and line.lower[index + 1 : index + 2] == ["to"]:
            return self._according(index, sentence)
        end = non_response_end(line, index, self.vocabulary)
        if end is not None:
            return self._non_response((index, end), sentence)
        form = self.vocabulary.verb_at(line.lower, index)
        if form is None or index + len(form.words) > sentence[1]:
            return None
        if line.capitalized(index) and index > sentence[0] and not line.titled:
            return None  # part of a name: “Associated Press”, “Clinton State Department”
        return self._verb(form, index, sentence, found)

    # Cues without a reporting verb

    def _according(self, index: int, sentence: Range) -> Draft | None:
        """“According to S, C”, “C, according to S”, “C, according to S: C”."""
        line, contents = self.line, self.contents
        stop = last_word(line, sentence)
        source = self.phrases.after(index + 2, stop, anything=True)
        if source is not None and source.end + 1 < stop and self.phrases.is_verb(source.end + 1):
            # “According to X, Y, a lawyer, said …”: only X is the source
            source = self.phrases.after(index + 2, stop, anything=True, appositions=False)
        if source is None or line.lower[source.head] in self.words["no_source"]:
            return None
        ahead = None
        if index > first_word(line, sentence, self.vocabulary):
            ahead = contents.ahead(sentence, index)
            if ahead is None:
                return None
        content = [ahead] if ahead is not None else []
        tail = source.end
        if not content and line.lower[tail + 1 : tail + 2] == ["quoting"]:
            tail = next((i for i in range(tail + 1, stop) if line.lower[i] == ","), stop)
        if tail < stop and line.lower[tail] in (",", ":") and (
            not content or line.lower[tail] == ":" or not contents.leaves(tail + 1)
        ):
            content.append(contents.whole(tail + 1, stop))
        if not content:
            return None
        return Draft(
            self.number, sentence, "according", (index, index + 2), source, content,
            (index, tail), before=ahead is not None,
        )

    def _non_response(self, cue: Range, sentence: Range) -> Draft | None:
        """“S did not respond to a request for comment”."""
        first = first_word(self.line, sentence, self.vocabulary)
        source = self.phrases.before(cue[0], first)
        if source is None:
            # Whoever does not answer is somebody: any noun will do ("The brewery did not …").
            source = self.phrases.any_core(first, cue[0])
            if source is None or source.end != cue[0]:
                return None
        return Draft(
            self.number, sentence, "non-response", cue, source, [], (source.start, cue[1]),
            silent=True,
        )

    # Reporting verbs

    def _verb(
        self, form: VerbForm, index: int, sentence: Range, found: list[Draft]
    ) -> Draft | None:
        """The statement of a reporting verb whose first word is at `index`."""
        line, words = self.line, self.words
        first = first_word(line, sentence, self.vocabulary)
        end = index + len(form.words)
        if form.words[-1] in self.vocabulary.nouns and end < sentence[1] and (
            line.lower[end] in words["auxiliaries"] | words["modals"]
        ):
            return None  # “recent reports have shown”
        start = self._chain_start(index, max(first, sentence[0]))
        chain = line.lower[start:index]
        if not words["modals"].isdisjoint(chain) or (start > 0 and line.lower[start - 1] == "to"):
            return None  # “may say”, “to say”: nobody has said it
        stop = closing_bracket(line, end, last_word(line, sentence))
        cue = Cue(form, start, end, sentence, first, stop)
        being = form.words[0] not in words["be"] and not words["be"].isdisjoint(chain)
        if "ing" in form.tenses:
            return self._finite(cue, found) if being else self.shared.participle(cue, found)
        helped = not (words["have"] | words["do"]).isdisjoint(chain)
        if being or not (helped or form.finite):
            return None  # “was told”: the subject is no source
        return self._finite(cue, found)

    def _chain_start(self, index: int, first: int) -> int:
        """Where the auxiliaries and negations before a verb start."""
        lower, words = self.line.lower, self.words
        helpers = words["auxiliaries"] | words["modals"] | words["negations"]
        start = at = index
        while at > first and (lower[at - 1] in helpers or self.phrases.is_adverb(at - 1)):
            at -= 1
            if lower[at] in helpers:
                start = at
        return start

    def _finite(self, cue: Cue, found: list[Draft]) -> Draft | None:
        source = self.phrases.before(cue.start, cue.first)
        if cue.plain and (source is None or self.line.lower[cue.start - 1] in COMMAS):
            inverted = self._inverted(cue)
            if inverted is not None and (source is None or inverted.clause[1] >= cue.stop):
                return inverted
        if source is None:
            return self.shared.linked(cue, found)
        if not self._agrees(cue, source) or not can_hold(cue, source):
            return None
        return self._after_source(cue, source)

    def _agrees(self, cue: Cue, source: Phrase) -> bool:
        """Whether a base form, which may be a noun (“press”), has a plural subject."""
        if not cue.plain or cue.form.tenses != {"base"}:
            return True
        word = self.line.lower[source.head]
        if source.kind == "pronoun":
            return word not in ("he", "she", "it")
        noun = self.vocabulary.nouns.get(word)
        plural = noun.plural if noun is not None else word.endswith("s") or word == "people"
        return source.several or source.kind == "group" or plural

    def _inverted(self, cue: Cue) -> Draft | None:
        """“…,” said S."""
        line, contents, frames = self.line, self.contents, cue.form.verb.frames
        if "inverted" not in frames or not cue.form.finite or cue.start == cue.sentence[0]:
            return None
        if line.lower[cue.start - 1] not in COMMAS and line.quoted[cue.start - 1] < 0:
            return None
        source = self.phrases.after(cue.end, cue.stop)
        ahead = contents.ahead(cue.sentence, cue.start)
        if source is None or source.kind == "pronoun" or ahead is None:
            return None
        quoted = contents.is_quoted(ahead)
        if not quoted and "inverted-plain" not in frames:
            return None
        content = [ahead]
        tail = source.end
        if tail < cue.stop and line.lower[tail] in COMMAS:
            if is_opening(line, tail + 1):
                content.append(contents.whole(tail + 1, cue.stop))
        elif tail < cue.stop and not quoted and not contents.leaves(tail):
            if line.lower[tail] not in self.words["time"]:
                return None
        return Draft(
            self.number, cue.sentence, "inverted", (cue.start, cue.end), source, content,
            (cue.start, tail), verb=cue.form.verb, before=True,
        )

    def _after_source(self, cue: Cue, source: Phrase) -> Draft | None:
        """“S said …”: what stands around it decides where its content is."""
        line, contents, verb = self.line, self.contents, cue.form.verb
        addressee = self.addressees.find(cue.form, cue.end, cue.stop)
        if addressee is None and verb.addressee == "must":
            return None
        at = addressee.end if addressee is not None else cue.end
        rest = contents.skip_circumstances(at, cue.stop)
        draft = Draft(
            self.number, cue.sentence, "before", (cue.start, cue.end), source, [],
            (source.start, min(rest, cue.stop)), verb=verb, addressee=addressee,
        )
        if "after" in verb.frames and self._as_clause(draft, rest, cue):
            return draft
        if "after" in verb.frames and self._is_detached(source, cue.sentence):
            if self._with_content_ahead(draft, at, rest, cue.stop):
                return draft
        content = contents.behind(cue.form, rest, cue.stop, source, addressee)
        if content is None and rest > at:
            content = contents.behind(cue.form, at, cue.stop, source, addressee)
            draft.clause = (source.start, at)
        if content is not None:
            draft.content = [content]
            return draft
        if line.lower[cue.sentence[1] - 1] == ":" and cue.sentence[1] == len(line) and (
            rest >= cue.stop
        ):
            draft.pattern = "colon"  # the next paragraph may be its content
            return draft
        return None

    def _as_clause(self, draft: Draft, rest: int, cue: Cue) -> bool:
        """“As S said, C” and “C, as S said”: fill in the content where there is one."""
        line, contents = self.line, self.contents
        opened = draft.source.start - 1
        if opened < cue.first or line.lower[opened] != "as":
            return False
        draft.clause = (opened, draft.clause[1])
        if opened == cue.first:
            if rest + 1 < cue.stop and line.lower[rest] == ",":
                draft.pattern, draft.content = "as", [contents.whole(rest + 1, cue.stop)]
                return True
            return False
        if line.lower[opened - 1] not in COMMAS or not (
            rest >= cue.stop or line.lower[rest] in COMMAS
        ):
            return False
        ahead = contents.ahead(cue.sentence, opened, inserted=rest < cue.stop)
        if ahead is None:
            return False
        draft.pattern, draft.content, draft.before = "as", [ahead], True
        if rest + 1 < cue.stop and not contents.leaves(rest + 1):
            draft.content.append(contents.whole(rest + 1, cue.stop))
        return True

    def _is_detached(self, source: Phrase, sentence: Range) -> bool:
        """Whether a comma or a quotation stands right before a source."""
        before = source.start - 1
        return before >= sentence[0] and (
            self.line.lower[before] in COMMAS or self.line.quoted[before] >= 0
        )

    def _with_content_ahead(self, draft: Draft, at: int, rest: int, stop: int) -> bool:
        """“C, S said” and “C, S said, C”: fill in the content, if it stands before the source.

        Args:
            draft: The statement without content.
            at: The index after cue and addressee.
            rest: The index after the circumstances that follow them.
            stop: The end of the sentence.
        """
        line, contents = self.line, self.contents
        inserted = rest < stop and line.lower[rest] in COMMAS
        ahead = contents.ahead(draft.sentence, draft.source.start, inserted=inserted)
        if ahead is None:
            return False
        quoted = contents.is_quoted(ahead)
        if rest >= stop or (quoted and (contents.leaves(rest) or contents.leaves(at))):
            topic = at < stop and line.lower[at] in self.words["topics"]
            if not quoted and (topic or contents.is_fragment(ahead)):
                return False
            draft.pattern, draft.content, draft.before = "after", [ahead], True
            return True
        if not inserted:
            return False
        quotation = is_opening(line, rest + 1)
        if quotation and contents.is_fronted(ahead):
            draft.content = [contents.whole(rest + 1, stop)]
            return True
        relative = line.lower[ahead[1] - 1] in (*self.words["relatives"], "that")
        if relative and not contents.leaves(rest + 1):
            # “a war that, two aides said, …”: only the relative clause is theirs.
            draft.pattern, draft.content = "inserted", [contents.whole(rest + 1, stop)]
            return True
        draft.pattern, draft.content, draft.before = "inserted", [ahead], True
        following = line.lower[rest + 1]
        if quotation or not (
            quoted or contents.leaves(rest + 1) or following in self.words["conjunctions"]
        ):
            draft.content.append(contents.whole(rest + 1, stop))
        return True
