"""Reads the registry: actors, places, documents and events, each entry checked once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from build_tools.article_outlets import outlet_faults
from build_tools.errors import BuildToolsError, RegistryError, raise_all
from build_tools.models import (
    Article,
    Basis,
    Entity,
    Event,
    Figure,
    Passage,
    Registry,
    Relation,
    RelationType,
    Role,
)
from build_tools.names import fold
from build_tools.paragraphs import paragraph_number
from build_tools.seeds import ID_PATTERN, Edtf, Shape
from build_tools.yaml_source import YamlPath, YamlSource, load_yaml, validate

Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN.pattern}$")]
Name = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?:.*\S)?$")]


class PassageShape(Shape):
    """Words of an article, found by quotation as in the W3C TextQuoteSelector."""

    article: Id
    quote: Annotated[str, StringConstraints(min_length=1)]
    """Words that stand in the article once, letter for letter."""
    prefix: str = ""
    """What stands right before them, where they stand there twice."""
    suffix: str = ""
    """What stands right behind them, where they stand there twice."""


class RelationShape(Shape):
    """A relation to another entity."""

    type: RelationType
    target: Id
    passages: Annotated[list[PassageShape], Field(min_length=1)]
    note: str = ""


class RoleShape(Shape):
    """An office, as a passage states it."""

    title: str
    passages: Annotated[list[PassageShape], Field(min_length=1)]
    time: Edtf | None = None


class EntityShape(Shape):
    """What every entity may say."""

    name: Name
    description: str = ""
    """What the articles support, in neutral words."""
    described_in: list[PassageShape] = Field(default_factory=list)
    """The passages that the description rests on."""
    aliases: list[Name] = Field(default_factory=list)
    """Names that link wherever they stand."""
    short_names: list[Name] = Field(default_factory=list)
    """Names that link only in an article that gives a full name too."""
    titles: list[Name] = Field(default_factory=list)
    """Phrases that link, with a determiner, where the full name stands in the article."""
    demonyms: list[Name] = Field(default_factory=list)
    """Adjectives and nouns that stand for a state."""
    metonyms: list[Id] = Field(default_factory=list)
    """Ids of places whose names stand for this state where they act or speak."""
    nationality: Id | None = None
    """The id of the state it belongs to."""
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")] | None = None
    relations: list[RelationShape] = Field(default_factory=list)
    roles: list[RoleShape] = Field(default_factory=list)
    former_ids: list[Id] = Field(default_factory=list)
    """Ids it had before; each leaves a redirect."""


class ActorShape(EntityShape):
    """An entry of actors.yml."""

    kind: Literal[
        "person", "organization", "armed-group", "state", "government-body", "alliance", "outlet"
    ]


class PlaceShape(EntityShape):
    """An entry of places.yml."""

    kind: Literal["place"]


class DocumentShape(EntityShape):
    """An entry of documents.yml."""

    kind: Literal["document"]


class FigureShape(PassageShape):
    """A figure and the passage that gives it."""

    what: str
    """What is counted: people killed."""
    text: str
    """The number as printed."""
    value: float | int | None = None
    unit: str = ""
    as_of: Edtf | None = None
    """The day that the number is given for, in EDTF."""
    attributed_to: str | None = None
    """Who is said to have given it: an entity's id, or a description."""


class EventShape(Shape):
    """An entry of events.yml."""

    name: Name
    date: Edtf | None
    """In EDTF; null where no article dates it."""
    date_basis: Basis
    date_why: str = ""
    """The words that date it, or what the date is inferred from."""
    description: str = ""
    names: list[Name] = Field(default_factory=list)
    """Phrases that report the event wherever they stand."""
    places: list[Id] = Field(default_factory=list)
    """Ids of places, or of states."""
    participants: list[Id] = Field(default_factory=list)
    """Ids of entities that took part."""
    part_of: Id | None = None
    """The id of the event that it is a part of."""
    reports: list[PassageShape] = Field(default_factory=list)
    """The passages that report it."""
    figures: list[FigureShape] = Field(default_factory=list)
    former_ids: list[Id] = Field(default_factory=list)
    """Ids it had before; each leaves a redirect."""


class ActorsFile(Shape):
    """actors.yml"""

    schema_version: Literal[1]
    actors: dict[Id, ActorShape]


class PlacesFile(Shape):
    """places.yml"""

    schema_version: Literal[1]
    places: dict[Id, PlaceShape]


class DocumentsFile(Shape):
    """documents.yml"""

    schema_version: Literal[1]
    documents: dict[Id, DocumentShape]


class EventsFile(Shape):
    """events.yml"""

    schema_version: Literal[1]
    events: dict[Id, EventShape]


def load_registry(seeds: Path, articles: Iterable[Article] = ()) -> Registry:
    """The registry under `seeds`, its passages looked up in the articles.

    Each of the four files may be missing: a new corpus begins with articles alone.

    Args:
        articles: Where the passages stand, and whose outlets are to be in the registry.

    Raises:
        RegistryError: For an unknown key, a bad value, an id or alias given twice, an unknown id,
            or a passage that does not stand in its article exactly once.
        SeedError: For an outlet in an article's metadata that the registry does not have.
        ErrorGroup: Where several are at fault.
    """
    texts = {article.id: article for article in articles}
    errors: list[BuildToolsError] = []
    sources: dict[str, YamlSource] = {}
    entries: dict[str, tuple[str, EntityShape]] = {}
    events: dict[str, EventShape] = {}
    for section, shape in (
        ("actors", ActorsFile),
        ("places", PlacesFile),
        ("documents", DocumentsFile),
        ("events", EventsFile),
    ):
        path = seeds / f"{section}.yml"
        if not path.exists():
            continue
        try:
            sources[section] = load_yaml(path, RegistryError)
            content = getattr(validate(shape, sources[section], RegistryError), section)
        except BuildToolsError as error:
            errors.append(error)
            continue
        if section == "events":
            events = content
            continue
        for identifier, entry in content.items():
            if identifier in entries:
                errors.append(
                    sources[section].error(
                        RegistryError,
                        f"the id is given twice; it stands in {entries[identifier][0]}.yml already",
                        (section, identifier),
                    )
                )
            else:
                entries[identifier] = (section, entry)
    raise_all(errors)

    check = _Checker(sources, entries, events, texts)
    entities = {
        identifier: check.entity(identifier, section, entry)
        for identifier, (section, entry) in sorted(entries.items())
    }
    read_events = {identifier: check.event(identifier, events[identifier]) for identifier in sorted(events)}
    check.aliases()
    check.former_ids()
    raise_all([*check.errors, *outlet_faults(seeds, texts.values(), entities)])
    return Registry(entities, read_events)


class _Checker:
    """Turns shapes into models and gathers what is wrong with them."""

    def __init__(
        self,
        sources: dict[str, YamlSource],
        entries: dict[str, tuple[str, EntityShape]],
        events: dict[str, EventShape],
        texts: dict[str, Article],
    ) -> None:
        self.sources = sources
        self.entries = entries
        self.events = events
        self.texts = texts
        self.errors: list[BuildToolsError] = []

    def entity(self, identifier: str, section: str, entry: EntityShape) -> Entity:
        here: YamlPath = (section, identifier)
        for index, target in enumerate(entry.metonyms):
            self._known(target, (*here, "metonyms", index))
        if entry.nationality is not None:
            self._known(entry.nationality, (*here, "nationality"))
        relations = []
        for index, relation in enumerate(entry.relations):
            path = (*here, "relations", index)
            self._known(relation.target, (*path, "target"))
            passages = self._passages(relation.passages, (*path, "passages"))
            relations.append(Relation(relation.type, relation.target, passages, relation.note))
        roles = tuple(
            Role(role.title, self._passages(role.passages, (*here, "roles", index, "passages")), role.time)
            for index, role in enumerate(entry.roles)
        )
        return Entity(
            id=identifier,
            kind=entry.kind,  # type: ignore[attr-defined]  # each section's shape has one
            name=entry.name,
            description=entry.description,
            described_in=self._passages(entry.described_in, (*here, "described_in")),
            aliases=tuple(entry.aliases),
            short_names=tuple(entry.short_names),
            titles=tuple(entry.titles),
            demonyms=tuple(entry.demonyms),
            metonyms=tuple(entry.metonyms),
            nationality=entry.nationality,
            wikidata=entry.wikidata,
            relations=tuple(relations),
            roles=roles,
            former_ids=tuple(entry.former_ids),
        )

    def event(self, identifier: str, entry: EventShape) -> Event:
        here: YamlPath = ("events", identifier)
        for key in ("places", "participants"):
            for index, target in enumerate(getattr(entry, key)):
                self._known(target, (*here, key, index))
        if entry.part_of is not None and (entry.part_of == identifier or entry.part_of not in self.events):
            self._fault(f"there is no other event {entry.part_of!r}", (*here, "part_of"))
        if (entry.date is None) != (entry.date_basis == "unknown"):
            self._fault("a date is null exactly where its basis is unknown", (*here, "date"))
        figures = []
        for index, figure in enumerate(entry.figures):
            passage = self._passage(figure, (*here, "figures", index))
            if passage is not None:
                figures.append(
                    Figure(
                        what=figure.what,
                        text=figure.text,
                        passage=passage,
                        value=figure.value,
                        unit=figure.unit,
                        as_of=figure.as_of,
                        attributed_to=figure.attributed_to,
                    )
                )
        return Event(
            id=identifier,
            name=entry.name,
            date=entry.date,
            date_basis=entry.date_basis,
            date_why=entry.date_why,
            description=entry.description,
            names=tuple(entry.names),
            places=tuple(entry.places),
            participants=tuple(entry.participants),
            part_of=entry.part_of,
            reports=self._passages(entry.reports, (*here, "reports")),
            figures=tuple(figures),
            former_ids=tuple(entry.former_ids),
        )

    def aliases(self) -> None:
        """A name belongs to one entity; only short names may be shared among themselves."""
        uses: dict[str, list[tuple[str, str, YamlPath]]] = {}
        for identifier, (section, entry) in sorted(self.entries.items()):
            uses.setdefault(fold(entry.name), []).append((identifier, "name", (section, identifier, "name")))
            for key in ("aliases", "demonyms", "short_names"):
                for index, name in enumerate(getattr(entry, key)):
                    path = (section, identifier, key, index)
                    uses.setdefault(fold(name), []).append((identifier, key, path))
        for name, places in uses.items():
            first, first_key, _ = places[0]
            for identifier, key, path in places[1:]:
                if identifier == first:
                    self._fault(f"the name {name!r} is given twice", path)
                elif not key == first_key == "short_names":
                    self._fault(f"the name {name!r} belongs to {first} already", path)

    def former_ids(self) -> None:
        """A former id must not be in use; ids are never given again."""
        for owner, section, former in [
            *((i, s, e.former_ids) for i, (s, e) in self.entries.items()),
            *((i, "events", e.former_ids) for i, e in self.events.items()),
        ]:
            taken = self.events if section == "events" else self.entries
            for index, identifier in enumerate(former):
                if identifier in taken:
                    self._fault(
                        f"the id {identifier!r} is in use", (section, owner, "former_ids", index)
                    )

    def _fault(self, message: str, path: YamlPath) -> None:
        source = self.sources[str(path[0])]
        self.errors.append(source.error(RegistryError, message, path))

    def _known(self, identifier: str, path: YamlPath) -> None:
        if identifier not in self.entries:
            self._fault(f"there is no entity {identifier!r} in the registry", path)

    def _passages(self, shapes: list[PassageShape], path: YamlPath) -> tuple[Passage, ...]:
        found = (self._passage(shape, (*path, index)) for index, shape in enumerate(shapes))
        return tuple(passage for passage in found if passage is not None)

    def _passage(self, shape: PassageShape, path: YamlPath) -> Passage | None:
        article = self.texts.get(shape.article)
        if article is None:
            self._fault(f"there is no article {shape.article!r}", (*path, "article"))
            return None
        needle = shape.prefix + shape.quote + shape.suffix
        count = article.text.count(needle)
        if count != 1:
            stands = "does not stand" if count == 0 else f"stands {count} times"
            self._fault(f"the quotation {needle!r} {stands} in {shape.article}", (*path, "quote"))
            return None
        start = article.text.index(needle) + len(shape.prefix)
        return Passage(
            article=shape.article,
            quote=shape.quote,
            span=(start, start + len(shape.quote)),
            paragraph=paragraph_number(article.text, start),
        )
