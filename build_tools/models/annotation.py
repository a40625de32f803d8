"""What is found in one article. Offsets are into `Article.text`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from build_tools.models.article import Article, Block, Span
from build_tools.models.registry import EntityKind

MentionForm = Literal["name", "nominal", "pronoun"]
Label = Literal["person", "organization", "state", "place", "document", "other"]
Method = Literal["registry", "rule", "model", "curated"]
AttributionKind = Literal["direct", "indirect", "mixed", "non-response"]
SourceKind = Literal["named", "unnamed", "document", "outlet"]

# The coarse type of a mention, by the kind of its entity.
LABELS: dict[EntityKind, Label] = {
    "person": "person",
    "organization": "organization",
    "armed-group": "organization",
    "government-body": "organization",
    "alliance": "organization",
    "outlet": "organization",
    "state": "state",
    "place": "place",
    "document": "document",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an annotation came about.

    Attributes:
        method: registry, rule, model or curated.
        producer: The extractor, or the correction, that made it ("mentions.aliases").
        version: The producer's version; a new one re-annotates.
    """

    method: Method
    producer: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text that refers to an entity.

    Attributes:
        form: name, nominal or pronoun.
        label: Coarse type; the only one where the registry does not know the name.
        entity: Entity id, None for a name that the registry does not know or cannot decide.
        candidates: The entities that it may be, sorted, where that could not be decided; one alone
            where it may also be somebody whom the registry does not know.
        full_name: The full form, in the same article, of an unknown name that is shortened here.
    """

    start: int
    end: int
    form: MentionForm
    label: Label
    entity: str | None
    provenance: Provenance
    candidates: tuple[str, ...] = ()
    full_name: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement: who is made responsible for which words.

    Attributes:
        id: `s<start of the cue>`, unique in the article and stable as long as the text is.
        source, cue, content: Spans in order of the text; `source` is empty where the text names
            none, `content` for a non-response.
        kind: direct, indirect, mixed or non-response.
        source_kind: named, unnamed, document or outlet; None where `source` is empty.
        source_entity: Entity id; None for an unnamed or unresolved source.
        descriptor: An unnamed source as printed.
        count: How many unnamed sources, where stated.
        affiliation: Entity id that an unnamed source belongs to.
        anonymity_reason: As printed.
        addressee: Span of whom the words were said to inside the story.
        relays: Outlet ids that the text itself names, nearest to the speaker first.
        parent: Id of the attribution whose content holds this one.
        belief: Thought, wish or intent rather than speech.
        denial: The content is what the source denies.
        confidence: 0 to 1 from a model, None from a rule.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    source_kind: SourceKind | None
    provenance: Provenance
    source_entity: str | None = None
    descriptor: str | None = None
    count: int | None = None
    affiliation: str | None = None
    anonymity_reason: str | None = None
    addressee: Span | None = None
    addressee_entity: str | None = None
    relays: tuple[str, ...] = ()
    parent: str | None = None
    belief: bool = False
    denial: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in the text.

    Attributes:
        value: EDTF (ISO 8601-2), None where it cannot be told.
        anchor: The EDTF day it was counted from, None for an absolute date.
    """

    start: int
    end: int
    value: str | None
    anchor: str | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Epithet:
    """A phrase by which the text characterises an actor; the words are the outlet's or a speaker's.

    Attributes:
        attribution: Id of the statement whose quotation marks it stands in, None for the outlet.
    """

    start: int
    end: int
    entity: str
    provenance: Provenance
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A passage of an article that reports an event."""

    event: str
    article: str
    start: int
    end: int
    paragraph: int
    provenance: Provenance


EventDecisionKind = Literal["add", "change", "remove", "confirm"]


@dataclass(frozen=True, slots=True)
class EventDecision:
    """What a person decided about a passage that reports an event.

    Attributes:
        do: add, or what becomes of the passages that the program finds there: `change` gives them
            these bounds.
        file, line: Where it was decided.
    """

    do: EventDecisionKind
    event: str
    start: int
    end: int
    paragraph: int
    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that stands, verbatim or nearly so, in another article.

    Attributes:
        score: 0 to 1; 1 is letter for letter.
    """

    start: int
    end: int
    other_article: str
    other_start: int
    other_end: int
    score: float


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with all that was found in it. Offsets are into `article.text`."""

    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    epithets: tuple[Epithet, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    event_decisions: tuple[EventDecision, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, None between blocks."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.end)
        if at < len(self.blocks) and self.blocks[at].start <= offset:
            return self.blocks[at]
        return None

    def blocks_touched(self, span: Span) -> tuple[Block, ...]:
        """The blocks that share a character with `span`, in order."""
        first = bisect_right(self.blocks, span[0], key=lambda block: block.end)
        last = bisect_left(self.blocks, span[1], key=lambda block: block.start)
        return self.blocks[first:last]

    def paragraph_at(self, offset: int) -> int:
        """The number of the block that holds `offset`, 1 between blocks."""
        block = self.block_at(offset)
        return block.number if block else 1
