"""The form of `<article>.corrections.yml`: what a correction may say, field by field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from build_tools.models import AttributionKind, MentionForm, SourceKind
from build_tools.seeds import Edtf, Shape

Do = Literal["add", "change", "remove", "confirm"]
StatementId = Annotated[str, StringConstraints(pattern=r"^s[0-9]+[a-z]?$")]


class AnchorShape(Shape):
    """Words of one paragraph; with `through`, all from `exact` to the end of those words."""

    paragraph: int = Field(ge=1)
    """Counted from 1, as the page numbers it."""
    exact: str = Field(min_length=1)
    """The words, letter for letter."""
    through: str | None = None
    """The last words of a passage that begins with `exact`."""
    prefix: str = ""
    """What stands right before, where the words stand there twice."""
    suffix: str = ""
    """What stands right behind, where the words stand there twice."""


class MentionShape(Shape):
    """A mention to add, change, remove or confirm; `entities` where it is of several ("they")."""

    do: Do
    at: AnchorShape
    entity: str | None = None
    entities: list[str] = Field(default_factory=list)
    form: MentionForm = "name"
    note: str = ""


class EpithetShape(Shape):
    """An epithet to add or remove."""

    do: Literal["add", "remove", "confirm"]
    at: AnchorShape
    entity: str | None = None
    note: str = ""


class DateShape(Shape):
    """A date expression to add (or put right), remove or confirm; without a value it stays open."""

    do: Literal["add", "remove", "confirm"]
    at: AnchorShape
    value: Edtf | None = None
    anchor: Edtf | None = None
    note: str = ""


class AttributionShape(Shape):
    """A statement, known by its cue. `change` replaces the fields that are given, and no others."""

    do: Do
    cue: AnchorShape
    id: StatementId | None = None
    """Keeps the address of a statement whose cue began elsewhere when it was published."""
    source: list[AnchorShape] = Field(default_factory=list)
    """Empty where the text names none."""
    content: list[AnchorShape] = Field(default_factory=list)
    kind: AttributionKind | None = None
    source_kind: SourceKind | None = None
    source_entity: str | None = None
    descriptor: str | None = None
    """What an unnamed source is called."""
    count: int | None = None
    """How many the source stands for, where it is said."""
    affiliation: str | None = None
    """The id of whom an unnamed source belongs to."""
    anonymity_reason: str | None = None
    """Why it is unnamed, where it is said."""
    addressee: AnchorShape | None = None
    addressee_entity: str | None = None
    relays: list[str] = Field(default_factory=list)
    """Ids of publications that the text says passed it on."""
    parent: AnchorShape | None = None
    """The cue of the statement whose content holds this one."""
    belief: bool = False
    """Thought, wish or intent rather than speech."""
    denial: bool = False
    note: str = ""


class EventPassageShape(Shape):
    """Words that report an event; `change` gives these bounds to what the program finds there."""

    do: Do
    at: AnchorShape
    event: str
    note: str = ""


class CorrectionsShape(Shape):
    """The corrections of one article.

    `complete` names what was read to the end: what the program finds besides is left out.
    """

    schema_version: Literal[1]
    complete: list[Literal["attributions"]] = Field(default_factory=list)
    mentions: list[MentionShape] = Field(default_factory=list)
    attributions: list[AttributionShape] = Field(default_factory=list)
    epithets: list[EpithetShape] = Field(default_factory=list)
    dates: list[DateShape] = Field(default_factory=list)
    events: list[EventPassageShape] = Field(default_factory=list)
