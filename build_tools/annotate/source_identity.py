"""Tells who a source is: named, unnamed, a document or an outlet, and which entity.

Sources are looked at in order, because “he” and “the official” stand for somebody before them.
Where two could be meant nobody is named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.annotate.drafts import Draft
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.unnamed_sources import (
    affiliation, anonymity_reason, count, shared_reason,
)
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Mention, Registry, SourceKind

# How many paragraphs back “the official” may refer.
_WINDOW = 2
# How many sources back either may refer.
_MEMORY = 12
# Further apart, a pronoun is not resolved.
_FAR = 400


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a source is; the fields are those of `models.Attribution`."""

    kind: SourceKind
    entity: str | None = None
    descriptor: str | None = None
    count: int | None = None
    affiliation: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A source that was identified, and where it stands."""

    line: int
    phrase: Phrase
    identity: Identity


class Identifier:
    """Identifies the sources of one article, in order of the text."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        mentions: Sequence[Mention],
        registry: Registry,
        vocabulary: Vocabulary,
    ) -> None:
        self._text = text
        self._lines = lines
        self._registry = registry
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._people = [mention for mention in mentions if mention.label == "person"]
        self._people_starts = [mention.start for mention in self._people]
        self._seen: list[_Seen] = []
        self._known: dict[tuple[int, Phrase], Identity] = {}
        self._reasons: dict[int, str | None] = {}

    def identify(self, draft: Draft) -> Identity:
        """Who the source of a draft is; drafts come in order of their cues."""
        phrase = draft.source
        key = (draft.line, phrase)
        if key not in self._known:
            pronoun = phrase.kind == "pronoun"
            identity = self._pronoun(draft) if pronoun else self._noun(draft)
            self._known[key] = identity
            self._seen.append(_Seen(draft.line, phrase, identity))
        return self._known[key]

    def _noun(self, draft: Draft) -> Identity:
        phrase, line = draft.source, self._lines[draft.line]
        mention = phrase.mention
        entity = self._registry.entities.get(mention.entity or "") if mention else None
        if phrase.kind in ("unnamed", "people", "group"):
            if entity is not None and not phrase.several and mention.form == "nominal":
                return Identity("named", entity.id)
            return self._unnamed(draft)
        kind: SourceKind = "named"
        if entity is not None and entity.kind in ("outlet", "document"):
            kind = entity.kind
        elif entity is None and phrase.kind in ("document", "other"):
            kind = "document"
        elif entity is None and phrase.kind == "outlet":
            kind = "outlet"
        elif entity is None and self._is_indefinite(line, phrase):
            return self._unnamed(draft)
        return Identity(kind, entity.id if entity is not None and not phrase.several else None)

    def _is_indefinite(self, line: Line, phrase: Phrase) -> bool:
        """Whether nobody in particular holds the office: “a senator”, “several ministers”."""
        if phrase.kind not in ("office", "body"):
            return False
        first = line.lower[phrase.start]
        noun = self._vocabulary.nouns.get(line.lower[phrase.head])
        if first in self._vocabulary.numbers or first in self._vocabulary.quantities:
            return True
        return phrase.kind == "office" and noun is not None and noun.plural

    def _unnamed(self, draft: Draft) -> Identity:
        phrase, line = draft.source, self._lines[draft.line]
        start, end = line.span(phrase.start, phrase.end)
        belongs = affiliation(line, phrase, self._registry, self._vocabulary)
        if belongs is None and not phrase.several:
            belongs = self._carried_affiliation(draft)
        reason = anonymity_reason(line, draft.sentence, self._vocabulary)
        if reason is None:
            if draft.line not in self._reasons:
                self._reasons[draft.line] = shared_reason(line, self._vocabulary)
            reason = self._reasons[draft.line]
        return Identity(
            "unnamed",
            descriptor=self._text[start:end],
            count=count(line, phrase, self._vocabulary),
            affiliation=belongs,
            reason=reason,
        )

    def _carried_affiliation(self, draft: Draft) -> str | None:
        """The affiliation of the source that “the official” takes up, None where in doubt.

        The earlier source has the same head noun in the same number, and stands in the same
        paragraph or in one of the two before.
        """
        phrase, line = draft.source, self._lines[draft.line]
        if phrase.end > phrase.head + 1 or line.lower[phrase.start] not in ("the", "that"):
            return None
        noun = self._vocabulary.nouns.get(line.lower[phrase.head])
        plural = noun is not None and noun.plural
        found: set[str | None] = set()
        for seen in self._seen[:-_MEMORY:-1]:
            if seen.line < draft.line - _WINDOW:
                break
            earlier = self._lines[seen.line].lower[seen.phrase.head]
            if seen.identity.kind == "unnamed" and earlier == line.lower[phrase.head]:
                found.add(seen.identity.affiliation)
            if plural:
                break  # “the sources” may be all of them: only the ones right before are sure
        return found.pop() if len(found) == 1 else None

    def _pronoun(self, draft: Draft) -> Identity:
        """Who “he”, “she” or “they” is: the source right before, if nobody else can be meant."""
        line = self._lines[draft.line]
        word = line.lower[draft.source.head]
        start = line.starts[draft.source.start]
        single = word in self._words["single_pronouns"]
        before = self._last_source(draft, start, single)
        if before is None:
            return Identity("named")
        identity = before.identity
        plural = self._is_plural(before)
        if single and not plural:
            entity = self._registry.entities.get(identity.entity or "")
            person = entity is not None and entity.kind == "person"
            if (person or identity.kind == "unnamed") and self._is_alone(before, start, identity):
                return identity
        elif word in self._words["plural_pronouns"] and plural and identity.kind == "unnamed":
            return identity
        return Identity("named")

    def _last_source(self, draft: Draft, start: int, single: bool) -> _Seen | None:
        """The nearest source before an offset, in the same paragraph or in the one before.

        Args:
            draft: The statement whose source is a pronoun.
            start: The offset of the pronoun.
            single: Whether it is “he” or “she”, which stands for no state or body.
        """
        best: _Seen | None = None
        best_start = -1
        for seen in self._seen[:-_MEMORY:-1]:
            if seen.line < draft.line - 1:
                break
            where = self._lines[seen.line].starts[seen.phrase.start]
            if best_start < where < start and not (single and self._is_body(seen)):
                best, best_start = seen, where
        return best

    def _is_body(self, seen: _Seen) -> bool:
        entity = self._registry.entities.get(seen.identity.entity or "")
        return (entity is not None and entity.kind != "person") or (
            seen.phrase.kind in ("body", "document", "outlet")
        )

    def _is_plural(self, seen: _Seen) -> bool:
        word = self._lines[seen.line].lower[seen.phrase.head]
        noun = self._vocabulary.nouns.get(word)
        return (
            seen.phrase.several
            or seen.phrase.kind == "group"
            or word in self._words["plural_pronouns"]
            or (noun is not None and noun.plural)
            or (seen.identity.count or 1) > 1
        )

    def _is_alone(self, seen: _Seen, start: int, identity: Identity) -> bool:
        """Whether no other person stands between a source and a pronoun at `start`."""
        end = self._lines[seen.line].ends[seen.phrase.end - 1]
        first, last = bisect_left(self._people_starts, end), bisect_left(self._people_starts, start)
        if any(mention.entity != identity.entity for mention in self._people[first:last]):
            return False
        return not any(
            self._holds_unknown_name(line, end, start)
            for line in self._lines[seen.line : seen.line + 2]
        )

    def _holds_unknown_name(self, line: Line, start: int, end: int) -> bool:
        """Whether two capitalised words in a row, no mention, may be another person."""
        first, last = line.word_range(start, end)
        if last - first > _FAR:
            return True
        known: set[int] = set()
        for index in range(max(0, first - 10), last):
            found = line.mention_at(index)
            if found is not None:
                known.update(range(index, found[0]))
        for index in range(max(first, 0), last - 1):
            pair = (index, index + 1)
            if all(
                line.capitalized(word)
                and word not in known
                and line.words[word].isalpha()
                and line.lower[word] not in self._vocabulary.words["time"]
                and len(line.words[word]) > 1
                for word in pair
            ) and index not in line.openings and line.quoted[index - 1] == line.quoted[index]:
                return True
        return False


