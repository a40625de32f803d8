"""Finds cues that share the source of a statement before them: “and added that”, “, saying”."""

from __future__ import annotations

from build_tools.annotate.addressees import Addressees
from build_tools.annotate.clause_contents import ClauseContents
from build_tools.annotate.drafts import Cue, Draft
from build_tools.annotate.lines import is_opening
from build_tools.annotate.noun_phrases import COMMAS, Phrase
from build_tools.annotate.overlaps import is_dependent

_LONGEST_WITH = 10


def can_hold(cue: Cue, source: Phrase) -> bool:
    """Whether this source may be made responsible by this verb.

    Beliefs are ascribed by the outlet, so they need somebody who is known or is an unnamed
    source: a pronoun or any noun would let in every “he wanted”.
    """
    if cue.form.verb.type != "belief" or source.kind in ("name", "unnamed", "people", "group"):
        return True
    return source.mention is not None and source.mention.entity is not None


class SharedSources:
    """Finds the second cues of one line."""

    def __init__(self, contents: ClauseContents, addressees: Addressees, number: int) -> None:
        self.contents = contents
        self.addressees = addressees
        self.phrases = contents.phrases
        self.line = contents.line
        self.words = contents.words
        self.number = number

    def participle(self, cue: Cue, found: list[Draft]) -> Draft | None:
        """“…, adding that C”, “… with S saying C”."""
        line = self.line
        link = self._before_adverbs(cue)
        if link <= cue.sentence[0] or cue.form.verb.type == "belief":
            return None
        source = self._with_phrase(link, cue.first)
        if source is not None:
            return self._draft("participle", cue, link, source)
        before = line.lower[link - 1]
        if before in COMMAS or before in self.words["participle_openers"]:
            link -= 1
        elif line.quoted[link - 1] < 0:
            return None
        owners = _owners(found, cue)
        if not owners:
            source = self.phrases.subject(cue.first, link)
        elif owners[-1].before or not (
            before == "by" or is_dependent(self.phrases, owners[-1])
        ):
            source = owners[-1].source
        # else “S said B won by saying …”, “while S said C, B left, saying …”
        return self._draft("participle", cue, link, source) if source is not None else None

    def _before_adverbs(self, cue: Cue) -> int:
        at = cue.start
        while at > cue.first and self.phrases.is_adverb(at - 1):
            at -= 1
        return at

    def _with_phrase(self, end: int, first: int) -> Phrase | None:
        """The phrase between “with” and an -ing form."""
        for start in range(end - 1, max(first, end - _LONGEST_WITH), -1):
            if self.line.lower[start - 1] == "with":
                core = self.phrases.core(start, end)
                return core if core is not None and core.end == end else None
        return None

    def linked(self, cue: Cue, found: list[Draft]) -> Draft | None:
        """“S said C and stressed that C”."""
        line = self.line
        link = self._before_adverbs(cue)
        if link <= cue.first or line.lower[link - 1] not in self.words["links"]:
            return None
        while link > cue.first and line.lower[link - 1] in (*self.words["links"], ","):
            link -= 1
        owners = _owners(found, cue)
        relative = self._open_relative(owners[-1].cue[1] if owners else cue.first, link)
        if relative is not None:
            source = self.phrases.antecedent(relative)
        elif owners:
            source = self._shared_source(cue, link, owners)
        elif cue.form.verb.type == "speech" and "document-clause" not in cue.form.verb.frames:
            source = self.phrases.subject(cue.first, link)
        else:
            source = None  # “Many did not like it and found it odd”
        if source is None or not can_hold(cue, source):
            return None
        return self._draft("linked", cue, link, source)

    def _open_relative(self, start: int, link: int) -> int | None:
        """The last “who” or “which” that is a subject, where no comma ends its clause."""
        for index in range(link - 1, start - 1, -1):
            if self.line.lower[index] in COMMAS:
                return None
            if self.phrases.is_subject_relative(index):
                return index
        return None

    def _shared_source(self, cue: Cue, link: int, owners: list[Draft]) -> Phrase | None:
        """Whose second verb it is: that of an earlier source, or of whom the source speaks.

        The nearest verb of the same tense decides. Where both could be meant there is nobody,
        unless “that” or a quotation after the cue makes it speech for sure.
        """
        marked = self._is_marked(self.contents.skip_circumstances(cue.end, cue.stop), cue.stop)
        for owner in reversed(owners):
            inner = None
            if owner.content and not owner.before:
                inner = self._parallel_subject(cue, owner.content[-1][0], link)
            same = self._same_tense(owner, cue)
            if inner is not None and inner.kind == "pronoun" and same:
                return owner.source
            if inner is not None and not same:
                return inner
            if same:
                alone = inner is None and not self._has_verb_like(cue, owner, link)
                return owner.source if alone or marked else None
        return owners[0].source if marked else None

    def _has_verb_like(self, cue: Cue, owner: Draft, link: int) -> bool:
        """Whether a verb in the tense of the cue stands between two cues, which it may go with."""
        if "past" not in cue.form.tenses:
            return False
        return any(
            self.line.lower[index] in self.words["past_verbs"]
            or (self.line.lower[index].endswith("ed") and self.phrases.is_verb(index))
            for index in range(owner.clause[1], link)
            if self.line.quoted[index] < 0
        )

    def _is_marked(self, index: int, stop: int) -> bool:
        if index >= stop:
            return False
        at = index + 1 if self.line.lower[index] in (",", ":") else index
        return self.line.lower[at : at + 1] == ["that"] or is_opening(self.line, at)

    def _same_tense(self, owner: Draft, cue: Cue) -> bool:
        earlier = self.phrases.vocabulary.verb_at(self.line.lower, owner.cue[1] - 1)
        return earlier is not None and not earlier.tenses.isdisjoint(cue.form.tenses)

    def _parallel_subject(self, cue: Cue, start: int, link: int) -> Phrase | None:
        """The subject that opens a content, where its verb has the tense of the cue."""
        if self.line.lower[start] == "that":
            start += 1
        phrase = self.phrases.subject(start, link)
        if phrase is None or phrase.kind in ("document", "other"):
            return None
        verb = phrase.end
        while verb < link and not self.phrases.is_verbal(verb):
            verb += 1
        word = self.line.lower[verb]
        past = self.phrases.vocabulary.is_past(word)
        same = past == ("past" in cue.form.tenses) and word not in self.words["modals"]
        return phrase if same else None

    def _draft(self, pattern: str, cue: Cue, link: int, source: Phrase) -> Draft | None:
        contents, verb = self.contents, cue.form.verb
        addressee = self.addressees.find(cue.form, cue.end, cue.stop)
        if addressee is None and verb.addressee == "must":
            return None
        at = addressee.end if addressee is not None else cue.end
        rest = contents.skip_circumstances(at, cue.stop)
        content = contents.behind(cue.form, rest, cue.stop, source, addressee)
        if content is None and rest > at:
            content = contents.behind(cue.form, at, cue.stop, source, addressee)
        if content is None:
            return None
        if pattern == "participle":
            content = contents.end_participle(content)
        return Draft(
            self.number, cue.sentence, pattern, (cue.start, cue.end), source, [content],
            (link, content[0]), verb=verb, link=link, addressee=addressee,
        )


def _owners(found: list[Draft], cue: Cue) -> list[Draft]:
    """The statements before a cue in its sentence, non-responses apart."""
    return [draft for draft in found if not draft.silent and draft.cue[0] < cue.start]
