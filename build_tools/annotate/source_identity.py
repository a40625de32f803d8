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
    affiliation, anonymity_reason, count, shared_reason,
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
        self._reasons: dict[int, str | None] = {}

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
        belongs = affiliation(line, phrase, self.registry, self.vocabulary)
        words = (phrase.start, phrase.end)
        reason = anonymity_reason(line, draft.sentence, self.vocabulary, words)
        if reason is None:
            if draft.line not in self._reasons:
                self._reasons[draft.line] = shared_reason(line, self.vocabulary)
            reason = self._reasons[draft.line]
        return Identity(
            "unnamed",
            descriptor=self._text[start:end],
            count=count(line, phrase, self.vocabulary),
            affiliation=belongs,
            reason=reason,
        )
