"""Tells who a source is by its own words: named, unnamed, a document or an outlet, and which entity.

Whom “he” and “the official” stand for is told later, from the whole article (`coreference`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.annotate import as_saying, citing
from build_tools.annotate.drafts import Draft
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.unnamed_sources import (
    affiliation, anonymity_reason, count, group_before, is_some_of_them, shared_reason,
)
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Registry, SourceKind

_LET_IN_ANYBODY = frozenset((as_saying.PATTERN, citing.PATTERN))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a source is; the fields are those of `models.Attribution`."""

    kind: SourceKind | None
    entity: str | None = None
    descriptor: str | None = None
    count: int | None = None
    affiliation: str | None = None
    reason: str | None = None


class Identifier:
    """Identifies the sources of one article."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        registry: Registry,
        vocabulary: Vocabulary,
    ) -> None:
        self._text = text
        self._lines = lines
        self.registry = registry
        self.vocabulary = vocabulary
        self._known: dict[tuple[int, Phrase], Identity] = {}
        self._reasons: dict[tuple[int, int | None], str | None] = {}

    def identify(self, draft: Draft) -> Identity:
        """Who the source of a draft is; drafts come in order of their cues."""
        phrase = draft.source
        key = (draft.line, phrase)
        if key not in self._known:
            pronoun = phrase.kind == "pronoun"
            self._known[key] = Identity("named") if pronoun else self._noun(draft)
        return self._known[key]

    def _noun(self, draft: Draft) -> Identity:
        phrase, line = draft.source, self._lines[draft.line]
        mention = phrase.mention
        entity = self.registry.entities.get(mention.entity or "") if mention else None
        if phrase.kind in ("unnamed", "people", "group"):
            if entity is not None and not phrase.several and mention.form == "nominal":
                return Identity("named", entity.id)
            return self._unnamed(draft)
        kind: SourceKind = "named"
        if entity is not None and entity.kind in ("outlet", "document"):
            kind = entity.kind
        elif entity is None and phrase.kind == "document":
            kind = "document"
        elif entity is None and phrase.kind == "other":
            # The patterns let only documents in by an unknown noun, the network and outlets that
            # cite somebody let in anybody.
            if draft.found is None and not draft.silent and draft.pattern not in _LET_IN_ANYBODY:
                kind = "document"
            elif line.lower[phrase.start] not in self.vocabulary.words["definite"]:
                return self._unnamed(draft)
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
        noun = self.vocabulary.nouns.get(line.lower[phrase.head])
        if first in self.vocabulary.numbers or first in self.vocabulary.quantities:
            return True
        return phrase.kind == "office" and noun is not None and noun.plural

    def _unnamed(self, draft: Draft) -> Identity:
        phrase, line = draft.source, self._lines[draft.line]
        start, end = line.span(phrase.start, phrase.end)
        number = count(line, phrase, self.vocabulary)
        words = (phrase.start, phrase.end)
        reason = anonymity_reason(line, draft.sentence, self.vocabulary, words)
        if reason is None:
            key = (draft.line, number)
            if key not in self._reasons:
                self._reasons[key] = shared_reason(line, self.vocabulary, number)
            reason = self._reasons[key]
        return Identity(
            "unnamed",
            descriptor=self._text[start:end],
            count=number,
            affiliation=self._affiliation(draft.line, phrase),
            reason=reason,
        )

    def _affiliation(self, number: int, phrase: Phrase) -> str | None:
        """Whom an unnamed source belongs to, by its own words or by those of its group."""
        line = self._lines[number]
        belongs = affiliation(line, phrase, self.registry, self.vocabulary)
        if belongs is None and is_some_of_them(line, phrase, self.vocabulary):
            group = group_before(self._lines, number, phrase.start, self.vocabulary)
            if group is not None:
                belongs = affiliation(*group, self.registry, self.vocabulary)
        return belongs
