"""The registry: entities and events, and the passages that what is said of them rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from build_tools.models.article import Basis, Span

EntityKind = Literal[
    "person", "organization", "armed-group", "state", "government-body", "alliance", "outlet",
    "place", "document",
]
RelationType = Literal[
    "leads", "member-of", "part-of", "backs", "speaks-for", "opposes", "works-for", "located-in",
    "publishes",
]


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
class Registry:
    """The curated entities and events, by id, in order of id."""

    entities: dict[str, Entity] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
