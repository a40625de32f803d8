"""The patterns that find statements in one line: a cue, its source and its content.

Each cue is looked at by itself; statements that overlap are put right afterwards.
"""

from __future__ import annotations

from build_tools.annotate.addressees import Addressees
from build_tools.annotate.clause_contents import ClauseContents
from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line, is_opening
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.overlaps import is_dependent
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

    def find(self) -> list[Draft]:
        """The statements of all sentences, in order of their cues."""
        found: list[Draft] = []
        for sentence in self.line.sentences:
            if sentence[1] - sentence[0] <= _LONGEST_SENTENCE:
                found += self._in_sentence(sentence)
        return found

    def _in_sentence(self, sentence: Range) -> list[Draft]:
        found: list[Draft] = []
        index = sentence[0]
        while index < sentence[1]:
            draft = self._at(index, sentence, found) if self.line.quoted[index] < 0 else None
            if draft is not None:
                found.append(draft)
            index = max(index + 1, draft.cue[1] if draft is not None else 0)
        return found

    def _at(self, index: int, sentence: Range, found: list[Draft]) -> Draft | None:
        """The statement whose cue has its main word at `index`."""
        lower = self.line.lower
        if lower[index] == "according" and lower[index + 1 : index + 2] == ["to"]:
            return self._according(index, sentence)
        silence = self._silence(index, sentence)
        if silence is not None:
            return silence
        form = self.vocabulary.verb_at(lower, index)
        if form is None or index + len(form.words) > sentence[1]:
            return None
        if self.line.capitalized(index) and index > sentence[0] and not self.line.titled:
            return None  # part of a name: “Associated Press”, “Clinton State Department”
        return self._verb(form, index, sentence, found)

    def _draft(self, pattern: str, sentence: Range, cue: Range, source: Phrase,
               content: list[Range], clause: Range, **rest) -> Draft:
        return Draft(self.number, sentence, pattern, cue, source, content, clause, **rest)

    # Cues without a reporting verb

    def _according(self, index: int, sentence: Range) -> Draft | None:
        """“According to S, C”, “C, according to S”, “C, according to S: C”."""
        line, contents = self.line, self.contents
        stop = contents.last(sentence)
        source = self.phrases.after(index + 2, stop, anything=True)
        if source is None or line.lower[source.head] in self.words["no_source"]:
            return None
        ahead = None
        if index > contents.first(sentence):
            ahead = contents.ahead(sentence, index)
            if ahead is None:
                return None
        content = [ahead] if ahead is not None else []
        tail = source.end
        if tail < stop and line.lower[tail] in (",", ":") and (
            not content or line.lower[tail] == ":" or not contents.leaves(tail + 1)
        ):
            content.append(contents.whole(tail + 1, stop))
        elif tail < stop and not content:
            return None
        return self._draft(
            "according", sentence, (index, index + 2), source, content, (index, tail),
            before=ahead is not None,
        ) if content else None

    def _silence(self, index: int, sentence: Range) -> Draft | None:
        """“S did not immediately respond to a request for comment”."""
        end = self._after_silence(index)
        if end is None:
            return None
        source = self.phrases.before(index, self.contents.first(sentence))
        if source is None:
            return None
        return self._draft(
            "non-response", sentence, (index, end), source, [], (source.start, end), silent=True
        )

    def _after_silence(self, index: int) -> int | None:
        lists = self.vocabulary.silence
        for phrase in lists["verbs"]:
            after = self._match(phrase, index)
            if after is not None:
                ends = [self._match(words, after) for words in lists["objects"]]
                reached = [end for end in ends if end is not None]
                if reached:
                    return max(reached)
        for phrase in lists["alone"]:
            end = self._match(phrase, index)
            if end is not None:
                return end
        return None

    def _match(self, phrase: tuple[str, ...], index: int) -> int | None:
        """The index after `phrase` at `index`, adverbs between its words allowed."""
        lower = self.line.lower
        at = index
        for number, word in enumerate(phrase):
            while number and at < len(lower) and lower[at] in self.vocabulary.pauses:
                at += 1
            if at >= len(lower) or lower[at] != word:
                return None
            at += 1
        return at

    # Reporting verbs

    def _verb(
        self, form: VerbForm, index: int, sentence: Range, found: list[Draft]
    ) -> Draft | None:
        """The statement of a reporting verb whose first word is at `index`."""
        line, words = self.line, self.words
        first = self.contents.first(sentence)
        start = self._chain_start(index, max(first, sentence[0]))
        chain = line.lower[start:index]
        cue = (start, index + len(form.words))
        being = any(word in words["be"] for word in chain) and form.words[0] not in words["be"]
        helped = any(word in words["have"] or word in words["do"] for word in chain)
        if any(word in words["modals"] for word in chain):
            return None
        if start > 0 and line.lower[start - 1] == "to":
            return None
        if "ing" in form.tenses:
            return (
                self._finite(form, cue, sentence, first, found)
                if being
                else self._participle(form, cue, sentence, first, found)
            )
        if being or not (helped or form.finite):
            return None
        return self._finite(form, cue, sentence, first, found)

    def _chain_start(self, index: int, first: int) -> int:
        """Where the auxiliaries and negations before a verb start."""
        lower, words = self.line.lower, self.words
        start = at = index
        while at > first:
            word = lower[at - 1]
            if word in words["auxiliaries"] or word in words["modals"] or word in words["negations"]:
                start = at = at - 1
            elif self.phrases.is_adverb(at - 1):
                at -= 1
            else:
                break
        return start

    def _finite(
        self, form: VerbForm, cue: Range, sentence: Range, first: int, found: list[Draft]
    ) -> Draft | None:
        source = self.phrases.before(cue[0], first)
        plain = cue[1] - cue[0] == len(form.words)
        if plain and (source is None or self.line.lower[cue[0] - 1] in COMMAS):
            inverted = self._inverted(form, cue, sentence)
            if inverted is not None and (
                source is None or inverted.clause[1] >= self.contents.last(sentence)
            ):
                return inverted
        if source is None:
            return self._linked(form, cue, sentence, first, found)
        if not self._agrees(form, source, plain) or not self._can_hold(form, source):
            return None
        return self._after_source(form, source, cue, sentence)

    def _agrees(self, form: VerbForm, source: Phrase, plain: bool) -> bool:
        """Whether a base form, which may be a noun (“press”), has a plural subject."""
        if not plain or form.tenses != {"base"}:
            return True
        word = self.line.lower[source.head]
        noun = self.vocabulary.nouns.get(word)
        if source.kind == "pronoun":
            return word not in ("he", "she", "it")
        return (
            source.several
            or source.kind == "group"
            or (noun.plural if noun is not None else word.endswith("s") or word == "people")
        )

    def _can_hold(self, form: VerbForm, source: Phrase) -> bool:
        """Whether this source may be made responsible by this verb.

        Beliefs are ascribed by the outlet, so they need somebody who is known or is an unnamed
        source: a pronoun or any noun would let in every “he wanted”.
        """
        if form.verb.type != "belief":
            return True
        if source.kind in ("name", "unnamed", "people", "group"):
            return True
        return source.mention is not None and source.mention.entity is not None

    def _inverted(self, form: VerbForm, cue: Range, sentence: Range) -> Draft | None:
        """“…,” said S."""
        line, contents = self.line, self.contents
        if "inverted" not in form.verb.frames or not form.finite or cue[0] == sentence[0]:
            return None
        if line.lower[cue[0] - 1] not in COMMAS and line.quoted[cue[0] - 1] < 0:
            return None
        source = self.phrases.after(cue[1], contents.last(sentence))
        if source is None or source.kind == "pronoun":
            return None
        ahead = contents.ahead(sentence, cue[0])
        if ahead is None or not (contents.is_quoted(ahead) or "inverted-plain" in form.verb.frames):
            return None
        content = [ahead]
        stop, tail = contents.last(sentence), source.end
        if tail < stop and line.lower[tail] in COMMAS:
            if is_opening(line, tail + 1):
                content.append(contents.whole(tail + 1, stop))
        elif tail < stop and not contents.is_quoted(ahead) and not contents.leaves(tail):
            if line.lower[tail] not in self.words["time"]:
                return None
        return self._draft(
            "inverted", sentence, cue, source, content, (cue[0], tail), verb=form.verb,
            before=True,
        )

    def _after_source(
        self, form: VerbForm, source: Phrase, cue: Range, sentence: Range
    ) -> Draft | None:
        """“S said …”: what stands around it decides where its content is."""
        line, contents, verb = self.line, self.contents, form.verb
        stop = contents.last(sentence)
        addressee = self.addressees.find(form, cue[1], stop)
        if addressee is None and verb.addressee == "must":
            return None
        at = addressee.end if addressee is not None else cue[1]
        rest = contents.skip_circumstances(at, stop)
        clause = (source.start, min(rest, stop))

        def draft(pattern: str, content: list[Range], before: bool) -> Draft:
            return self._draft(
                pattern, sentence, cue, source, content, clause, verb=verb, before=before,
                addressee=addressee,
            )

        if "after" in verb.frames and self._is_detached(source, sentence):
            inserted = rest < stop and line.lower[rest] in COMMAS
            ahead = contents.ahead(sentence, source.start, inserted=inserted)
            if ahead is not None:
                quoted = contents.is_quoted(ahead)
                if rest >= stop or (quoted and contents.leaves(rest)):
                    return draft("after", [ahead], True)
                if line.lower[rest] in COMMAS:
                    goes_on = is_opening(line, rest + 1) or not (
                        quoted or contents.leaves(rest + 1)
                        or line.lower[rest + 1] in self.words["conjunctions"]
                    )
                    content = [ahead]
                    if goes_on:
                        content.append(contents.whole(rest + 1, stop))
                    if is_opening(line, rest + 1) and contents.is_fronted(ahead):
                        return draft("before", content[1:], False)
                    return draft("inserted", content, True)
        content = contents.behind(form, rest, stop, addressee)
        if content is None and rest > at:
            content = contents.behind(form, at, stop, addressee)
            clause = (source.start, at)
        if content is not None:
            return draft("before", [content], False)
        if line.lower[sentence[1] - 1] == ":" and sentence[1] == len(line) and rest >= stop:
            opened = draft("colon", [], False)
            opened.open = True
            return opened
        return None

    def _is_detached(self, source: Phrase, sentence: Range) -> bool:
        """Whether a comma or a quotation stands right before a source."""
        before = source.start - 1
        return before >= sentence[0] and (
            self.line.lower[before] in COMMAS or self.line.quoted[before] >= 0
        )

    # Cues that share a source

    def _participle(
        self, form: VerbForm, cue: Range, sentence: Range, first: int, found: list[Draft]
    ) -> Draft | None:
        """“…, adding that C”: the source is that of the statement before it."""
        line, contents = self.line, self.contents
        link = cue[0]
        while link > first and self.phrases.is_adverb(link - 1):
            link -= 1
        if link <= sentence[0] or form.verb.type == "belief":
            return None
        before = line.lower[link - 1]
        source = self._with_phrase(link, first)
        if source is not None:
            return self._shared("participle", form, cue, link, source, sentence)
        if before in COMMAS or before in self.words["participle_openers"]:
            link -= 1
        elif line.quoted[link - 1] < 0:
            return None
        owner = _owner(found, cue[0])
        if owner is not None:
            if not owner.before and (before == "by" or is_dependent(self.phrases, owner)):
                return None  # “S said B won by saying …”, “while S said C, B left, saying …”
            source = owner.source
        else:
            source = self.phrases.subject(first, link)
        if source is None:
            return None
        return self._shared("participle", form, cue, link, source, sentence)

    def _with_phrase(self, end: int, first: int) -> Phrase | None:
        """“… with the group saying C”: the phrase between “with” and the cue."""
        for start in range(end - 1, max(first, end - 10), -1):
            if self.line.lower[start - 1] == "with":
                core = self.phrases.core(start, end)
                return core if core is not None and core.end == end else None
        return None

    def _linked(
        self, form: VerbForm, cue: Range, sentence: Range, first: int, found: list[Draft]
    ) -> Draft | None:
        """“S said C and stressed that C”: a second cue of one source."""
        line, contents = self.line, self.contents
        link = cue[0]
        while link > first and self.phrases.is_adverb(link - 1):
            link -= 1
        if link <= first or line.lower[link - 1] not in ("and", "but", "then"):
            return None
        link -= 1
        while link > first and line.lower[link - 1] in ("and", "but", ","):
            link -= 1
        owners = [draft for draft in found if not draft.silent and draft.cue[0] < cue[0]]
        said = owners[-1].cue[1] if owners else first
        relative = self._open_relative(said, link)
        if relative is not None:
            source = self.phrases.antecedent(relative)
        elif owners:
            rest = contents.skip_circumstances(cue[1], contents.last(sentence))
            marked = self._is_marked(rest, contents.last(sentence))
            source = self._shared_source(form, link, owners, marked)
        elif form.verb.type != "speech" or "document-clause" in form.verb.frames:
            return None
        else:
            source = self.phrases.subject(first, link)
        if source is None or not self._can_hold(form, source):
            return None
        return self._shared("linked", form, cue, link, source, sentence)

    def _is_marked(self, index: int, stop: int) -> bool:
        """Whether “that” or a quotation stands at `index`: what follows is speech for sure."""
        if index >= stop:
            return False
        at = index + 1 if self.line.lower[index] in (",", ":") else index
        return self.line.lower[at : at + 1] == ["that"] or is_opening(self.line, at)

    def _shared_source(
        self, form: VerbForm, link: int, owners: list[Draft], marked: bool
    ) -> Phrase | None:
        """Whose second verb it is: that of an earlier source, or of whom the source speaks.

        The nearest verb of the same tense decides. Where both could be meant there is nobody,
        unless `marked` (“and added that”) makes it speech for sure.
        """
        for owner in reversed(owners):
            inner = None
            if owner.content and not owner.before:
                inner = self._parallel_subject(form, owner.content[-1][0], link)
            same = self._same_tense(owner, form)
            if inner is not None and inner.kind == "pronoun" and same:
                return owner.source
            if inner is not None and not same:
                return inner
            if same:
                return owner.source if inner is None or marked else None
        return owners[0].source if marked else None

    def _parallel_subject(self, form: VerbForm, start: int, link: int) -> Phrase | None:
        """The subject that opens a content, where its verb has the tense of the form."""
        if self.line.lower[start] == "that":
            start += 1
        phrase = self.phrases.subject(start, link)
        if phrase is None or phrase.kind in ("document", "other"):
            return None
        verb = phrase.end
        while verb < link and not self.phrases.is_verbal(verb):
            verb += 1
        word = self.line.lower[verb]
        past = word in self.words["past_verbs"] or word.endswith("ed")
        return phrase if past == ("past" in form.tenses) and word not in self.words["modals"] else None

    def _open_relative(self, start: int, link: int) -> int | None:
        """The last “who” or “which” that is a subject, where no comma ends its clause."""
        for index in range(link - 1, start - 1, -1):
            if self.line.lower[index] in COMMAS:
                return None
            if self.phrases.is_subject_relative(index):
                return index
        return None

    def _same_tense(self, owner: Draft, form: VerbForm) -> bool:
        earlier = self.vocabulary.verb_at(self.line.lower, owner.cue[1] - 1)
        return earlier is not None and not earlier.tenses.isdisjoint(form.tenses)

    def _shared(
        self, pattern: str, form: VerbForm, cue: Range, link: int, source: Phrase,
        sentence: Range,
    ) -> Draft | None:
        contents = self.contents
        stop = contents.last(sentence)
        addressee = self.addressees.find(form, cue[1], stop)
        if addressee is None and form.verb.addressee == "must":
            return None
        at = addressee.end if addressee is not None else cue[1]
        rest = contents.skip_circumstances(at, stop)
        content = contents.behind(form, rest, stop, addressee)
        if content is None and rest > at:
            content = contents.behind(form, at, stop, addressee)
        if content is None:
            return None
        if pattern == "participle":
            content = contents.end_participle(content)
        return self._draft(
            pattern, sentence, cue, source, [content], (link, content[0]), verb=form.verb,
            link=link, addressee=addressee,
        )


def _owner(found: list[Draft], index: int) -> Draft | None:
    """The statement nearest before word `index`, non-responses apart."""
    for draft in reversed(found):
        if not draft.silent and draft.cue[0] < index:
            return draft
    return None
