"""Every data type of Sourcebook. This file imports nothing of ours.

A span is a half-open pair of Python string indices into `Article.text`. All
types are frozen; sequences are tuples, so values can be hashed, compared and
sent to another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]

Basis = Literal["printed", "inferred", "unknown"]
EntityKind = Literal[
    "person", "organization", "armed-group", "state", "government-body", "alliance", "outlet",
    "place", "document",
]
MentionForm = Literal["name", "nominal", "pronoun"]
Label = Literal["person", "organization", "state", "place", "document", "other"]
Method = Literal["registry", "rule", "model", "curated"]
BlockKind = Literal["title", "heading", "caption", "byline", "body", "boilerplate"]
AttributionKind = Literal["direct", "indirect", "mixed", "non-response"]
SourceKind = Literal["named", "unnamed", "document", "outlet"]
RelationType = Literal[
    "leads", "member-of", "part-of", "backs", "speaks-for", "opposes", "works-for", "located-in",
    "publishes",
]


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
class Stated:
    """A metadata value and how it is known.

    Attributes:
        value: The value; None where nobody could establish it.
        basis: Printed in the article, inferred, or unknown.
        why: What the inference rests on; empty for a printed value.
    """

    value: str | None
    basis: Basis
    why: str = ""


@dataclass(frozen=True, slots=True)
class RelayStep:
    """One publication between the sources and the article's outlet.

    Attributes:
        outlet: Entity id, or None for a publication that nobody could name.
        label: What to call it on a page.
        basis: Printed in the article, or inferred.
        why: What the inference rests on.
        scope: `whole` where the article is that publication's report throughout, `part` where
            the carrying outlet added paragraphs of its own, so that the step may not hold for
            every statement.
    """

    outlet: str | None
    label: str
    basis: Basis
    why: str = ""
    scope: Literal["whole", "part"] = "whole"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the article that is not blank, in order.

    Attributes:
        number: 1, 2, 3 …; the anchor is `p<number>`.
        start, end: Its span, without white space at the edges.
        kind: What it is; statements are looked for in title and body only.
    """

    number: int
    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One seed text and its metadata.

    Attributes:
        id: The file's stem; used in every link.
        text: The file, decoded from UTF-8 and otherwise untouched.
        text_sha256: Of the file's bytes, hexadecimal.
        outlet: `value` is an entity id.
        date: EDTF day of publication.
        report_date: EDTF day that the article's relative dates count from, where it is not `date`.
        relays: Nearest to the sources first.
    """

    id: str
    text: str
    text_sha256: str
    title: Stated
    outlet: Stated
    date: Stated
    report_date: Stated | None = None
    relays: tuple[RelayStep, ...] = ()
    url: str | None = None
    rights: str | None = None
    note: str | None = None
    path: str = ""

    @property
    def counts_from(self) -> str | None:
        """The EDTF day that relative dates count from, None where no date is known."""
        if self.report_date is not None and self.report_date.value:
            return self.report_date.value
        return self.date.value


@dataclass(frozen=True, slots=True)
class Passage:
    """A pointer to words in an article, as the registry gives it.

    Attributes:
        article: Article id.
        quote: Words that stand in the article exactly once, letter for letter.
        span: Where they stand.
        paragraph: Number of the block that holds their beginning.
    """

    article: str
    quote: str
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two entities, with the passage that supports it."""

    type: RelationType
    target: str
    passages: tuple[Passage, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function as a passage states it, with its time where stated (EDTF)."""

    title: str
    passages: tuple[Passage, ...]
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything with a page: actors, places and documents.

    Attributes:
        aliases: Names that link wherever they stand.
        short_names: Names that link only in an article that gives a full name too.
        titles: Phrases ("supreme leader") that link, with a determiner, where the full name stands
            in the same article.
        demonyms: Adjectives and nouns that stand for a state.
        metonyms: Place ids whose names stand for this state where they act or speak.
        nationality: Entity id of the state it belongs to.
        former_ids: Ids it had before; each leaves a redirect.
        described_in: The passages that the description rests on.
    """

    id: str
    kind: EntityKind
    name: str
    description: str = ""
    described_in: tuple[Passage, ...] = ()
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    nationality: str | None = None
    wikidata: str | None = None
    relations: tuple[Relation, ...] = ()
    roles: tuple[Role, ...] = ()
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a report gives of an event.

    Attributes:
        what: What is counted ("people killed").
        value: As a number where there is one; `text` has it as printed.
        attributed_to: Entity id or a description of who is said to have given it; None for nobody.
    """

    what: str
    text: str
    passage: Passage
    value: float | None = None
    unit: str = ""
    as_of: str | None = None
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a time and place, from the curated registry.

    Attributes:
        date: EDTF, None where no article dates it.
        date_basis: Whether the date is printed in an article or inferred, and why.
        names: Phrases ("2006 war") that report the event wherever they stand.
        places, participants: Entity ids.
        part_of: Event id.
    """

    id: str
    name: str
    date: str | None
    date_basis: Basis
    date_why: str = ""
    description: str = ""
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    part_of: str | None = None
    reports: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text that refers to an entity.

    Attributes:
        form: name, nominal or pronoun.
        label: Coarse type; the only one where the registry does not know the name.
        entity: Entity id, None for a name that the registry does not know or cannot decide.
        candidates: The entities between which it could not be decided, sorted.
    """

    start: int
    end: int
    form: MentionForm
    label: Label
    entity: str | None
    provenance: Provenance
    candidates: tuple[str, ...] = ()


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

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, None between blocks."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.blocks) and self.blocks[low].start <= offset:
            return self.blocks[low]
        return None


@dataclass(frozen=True, slots=True)
class Registry:
    """The curated entities and events, by id, in order of id."""

    entities: dict[str, Entity] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles together with the registry, in order of date and id."""

    articles: tuple[AnnotatedArticle, ...]
    registry: Registry
    event_mentions: tuple[EventMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step on a statement's way from its source to the page.

    Attributes:
        role: source, speaker (of an outer statement), relay or outlet.
        label: What the page calls it.
        entity: Entity id, None for the unnamed and the unknown.
        basis: Whether the text says so, it was inferred, or nobody knows.
        why: What that rests on.
        certain: False for a step that may not hold for this statement.
    """

    role: Literal["source", "speaker", "relay", "outlet"]
    label: str
    entity: str | None
    basis: Basis
    why: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write: a path with forward slashes under the output folder, and its text."""

    path: str
    text: str
