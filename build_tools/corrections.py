"""Reads `<article>.corrections.yml` and applies it: what a person decided overrides the program.

A correction points at words by quotation, as the W3C's TextQuoteSelector does: a paragraph, the
exact words, and what stands before and behind them where they occur twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field

from build_tools.errors import BuildToolsError, SeedError, raise_all
from build_tools.models import (
    LABELS,
    AnnotatedArticle,
    Article,
    Attribution,
    AttributionKind,
    DateExpression,
    Epithet,
    EventDecision,
    Label,
    Mention,
    MentionForm,
    Provenance,
    Registry,
    SourceKind,
    Span,
)
from build_tools.paragraphs import paragraph_spans
from build_tools.seeds import Edtf, Shape
from build_tools.yaml_source import YamlPath, YamlSource, load_yaml, validate

Do = Literal["add", "change", "remove", "confirm"]
Annotation = TypeVar("Annotation", Mention, Attribution, Epithet, DateExpression)


class AnchorShape(Shape):
    """Words of one paragraph; with `through`, all from `exact` to the end of those words."""

    paragraph: int = Field(ge=1)
    exact: str = Field(min_length=1)
    through: str | None = None
    prefix: str = ""
    suffix: str = ""


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
    source: list[AnchorShape] = Field(default_factory=list)
    content: list[AnchorShape] = Field(default_factory=list)
    kind: AttributionKind | None = None
    source_kind: SourceKind | None = None
    source_entity: str | None = None
    descriptor: str | None = None
    count: int | None = None
    affiliation: str | None = None
    anonymity_reason: str | None = None
    addressee: AnchorShape | None = None
    addressee_entity: str | None = None
    relays: list[str] = Field(default_factory=list)
    parent: AnchorShape | None = None
    belief: bool = False
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


def apply_all(
    articles: Iterable[AnnotatedArticle], seeds: Path, registry: Registry
) -> list[AnnotatedArticle]:
    """Apply each article's corrections where it has any.

    Raises:
        SeedError: For a correction that cannot be applied; a group where there are several.
    """
    result: list[AnnotatedArticle] = []
    errors: list[BuildToolsError] = []
    for annotated in articles:
        path = seeds / "articles" / f"{annotated.article.id}.corrections.yml"
        try:
            result.append(apply_file(annotated, path, registry) if path.exists() else annotated)
        except BuildToolsError as error:
            errors.append(error)
    raise_all(errors)
    return result


def apply_file(annotated: AnnotatedArticle, path: Path, registry: Registry) -> AnnotatedArticle:
    """Apply one file of corrections.

    Raises:
        SeedError: For an unknown key, an anchor that is not found or found twice, an unknown entity,
            or a change or confirmation of what is not there.
    """
    source = load_yaml(path, SeedError)
    shape = validate(CorrectionsShape, source, SeedError)
    work = _Corrector(annotated.article, source, registry)
    mentions = work.each("mentions", shape.mentions, annotated.mentions, work.mention)
    epithets = work.each("epithets", shape.epithets, annotated.epithets, work.epithet)
    dates = work.each("dates", shape.dates, annotated.dates, work.date)
    attributions = work.each(
        "attributions", shape.attributions, annotated.attributions, work.attribution
    )
    if "attributions" in shape.complete:
        attributions = [one for one in attributions if one.provenance.method == "curated"]
    work.check_parents(shape.attributions, attributions)
    decisions = work.event_decisions(shape.events)
    raise_all(work.errors)
    return replace(
        annotated,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        epithets=tuple(sorted(epithets, key=lambda e: (e.start, e.end))),
        dates=tuple(sorted(dates, key=lambda d: (d.start, d.end))),
        attributions=tuple(sorted(attributions, key=lambda a: (a.cue or a.content or a.source)[0])),
        event_decisions=decisions,
    )


class _Corrector:
    """Applies the entries of one file and gathers what is wrong with them."""

    def __init__(self, article: Article, source: YamlSource, registry: Registry) -> None:
        self.article = article
        self.source = source
        self.registry = registry
        self.errors: list[BuildToolsError] = []
        self._paragraphs = paragraph_spans(article.text)

    def each(
        self,
        section: str,
        shapes: Iterable[Any],
        found: Iterable[Annotation],
        make: Callable[[Any, Annotation | None, YamlPath], list[Annotation]],
    ) -> list[Annotation]:
        """The annotations with all entries of a section applied, in order of the file."""
        result = list(found)
        for index, shape in enumerate(shapes):
            path = (section, index)
            try:
                key = self._key(shape, path)
                present = [one for one in result if _key_of(one) == key]
                if shape.do in ("change", "confirm") and not present:
                    raise self._fault("there is no such annotation to " + shape.do, path)
                new = [] if shape.do == "remove" else self._made(shape, present, path, make)
                result = [one for one in result if one not in present] + new
            except SeedError as error:
                self.errors.append(error)
        return result

    def check_parents(
        self, shapes: Iterable[AttributionShape], attributions: Iterable[Attribution]
    ) -> None:
        """Gather an error for each parent that is no statement of the article."""
        known = {one.id for one in attributions}
        for index, shape in enumerate(shapes):
            if shape.parent is None or shape.do == "remove":
                continue
            path = ("attributions", index, "parent")
            try:
                outer = f"s{self._span(shape.parent, path)[0]}"
            except SeedError:
                continue  # told already
            if outer not in known:
                self.errors.append(self._fault("there is no statement with this cue", path))

    def event_decisions(self, shapes: Iterable[EventPassageShape]) -> tuple[EventDecision, ...]:
        """What was decided about event passages; these are found in all articles together, later."""
        result = []
        for index, shape in enumerate(shapes):
            path = ("events", index)
            try:
                if shape.event not in self.registry.events:
                    raise self._fault(f"there is no event {shape.event!r} in the registry", (*path, "event"))
                span = self._span(shape.at, (*path, "at"))
            except SeedError as error:
                self.errors.append(error)
                continue
            line = self.source.line(path)
            place = (shape.at.paragraph, self.source.path.name, line)
            result.append(EventDecision(shape.do, shape.event, *span, *place))
        return tuple(result)

    def _made(
        self,
        shape: Any,
        present: list[Annotation],
        path: YamlPath,
        make: Callable[[Any, Annotation | None, YamlPath], list[Annotation]],
    ) -> list[Annotation]:
        line = self.source.line(path)
        curated = Provenance("curated", f"{self.source.path.name}:{line}")
        first = present[0] if present else None
        made = present if shape.do == "confirm" else make(shape, first, path)
        # A person has looked at it: whatever a model thought of it, it is certain now.
        return [
            replace(one, confidence=None, provenance=curated)
            if isinstance(one, Attribution)
            else replace(one, provenance=curated)
            for one in made
        ]

    def _key(self, shape: Any, path: YamlPath) -> object:
        if isinstance(shape, AttributionShape):
            return self._span(shape.cue, (*path, "cue"))[0]
        return self._span(shape.at, (*path, "at"))

    def mention(
        self, shape: MentionShape, present: Mention | None, path: YamlPath
    ) -> list[Mention]:
        if shape.entity is not None and shape.entities:
            raise self._fault("give either `entity` or `entities`", path)
        several = enumerate(shape.entities)
        entities = [self._entity(one, (*path, "entities", number)) for number, one in several]
        form = shape.form if "form" in shape.model_fields_set or not present else present.form
        span = self._span(shape.at, (*path, "at"))
        return [
            Mention(*span, form, self._label(entity), entity, Provenance("curated", ""))
            for entity in entities or [self._entity(shape.entity, (*path, "entity"))]
        ]

    def _label(self, entity: str | None) -> Label:
        return LABELS[self.registry.entities[entity].kind] if entity else "other"

    def date(
        self, shape: DateShape, present: DateExpression | None, path: YamlPath
    ) -> list[DateExpression]:
        span = self._span(shape.at, (*path, "at"))
        return [DateExpression(*span, shape.value, shape.anchor, Provenance("curated", ""))]

    def epithet(
        self, shape: EpithetShape, present: Epithet | None, path: YamlPath
    ) -> list[Epithet]:
        entity = self._entity(shape.entity, (*path, "entity"))
        if entity is None:
            raise self._fault("an epithet needs an entity", path)
        return [Epithet(*self._span(shape.at, (*path, "at")), entity, Provenance("curated", ""))]

    def attribution(
        self, shape: AttributionShape, present: Attribution | None, path: YamlPath
    ) -> list[Attribution]:
        given = shape.model_fields_set - {"do", "cue", "note"}
        values: dict[str, Any] = {name: getattr(shape, name) for name in given}
        for role in ("source", "content"):
            if role in given:
                anchors = enumerate(getattr(shape, role))
                values[role] = tuple(self._span(a, (*path, role, n)) for n, a in anchors)
        for name in ("source_entity", "affiliation", "addressee_entity"):
            if name in given:
                values[name] = self._entity(values[name], (*path, name))
        if "relays" in given:
            for index, relay in enumerate(shape.relays):
                self._entity(relay, (*path, "relays", index))
            values["relays"] = tuple(shape.relays)
        if shape.addressee is not None:
            values["addressee"] = self._span(shape.addressee, (*path, "addressee"))
        if shape.parent is not None:
            values["parent"] = f"s{self._span(shape.parent, (*path, 'parent'))[0]}"
        values["cue"] = (self._span(shape.cue, (*path, "cue")),)
        if shape.do == "change" and present is not None:
            return [replace(present, **values)]
        if values.get("kind") is None:
            raise self._fault("a new statement needs a kind", path)
        start = values["cue"][0][0]
        blank: dict[str, Any] = {"source": (), "content": (), "source_kind": None}
        known = {field.name for field in fields(Attribution)}
        made = {key: value for key, value in (blank | values).items() if key in known}
        return [Attribution(id=f"s{start}", provenance=Provenance("curated", ""), **made)]

    def _span(self, anchor: AnchorShape, path: YamlPath) -> Span:
        """Where the words stand.

        Raises:
            SeedError: If they do not stand in the paragraph exactly once.
        """
        if anchor.paragraph > len(self._paragraphs):
            raise self._fault(f"there are {len(self._paragraphs)} paragraphs", (*path, "paragraph"))
        low, high = self._paragraphs[anchor.paragraph - 1]
        text = self.article.text[low:high]
        start = low + self._once(text, anchor.prefix, anchor.exact, anchor.suffix, (*path, "exact"))
        if anchor.through is None:
            return start, start + len(anchor.exact)
        rest = self.article.text[start:high]
        return start, start + self._once(rest, "", anchor.through, "", (*path, "through")) + len(anchor.through)

    def _once(self, text: str, prefix: str, exact: str, suffix: str, path: YamlPath) -> int:
        needle = prefix + exact + suffix
        count = text.count(needle)
        if count != 1:
            stands = "do not stand" if count == 0 else f"stand {count} times"
            raise self._fault(f"the words {needle!r} {stands} in this paragraph", path)
        return text.index(needle) + len(prefix)

    def _entity(self, identifier: str | None, path: YamlPath) -> str | None:
        if identifier is not None and identifier not in self.registry.entities:
            raise self._fault(f"there is no entity {identifier!r} in the registry", path)
        return identifier

    def _fault(self, message: str, path: YamlPath) -> BuildToolsError:
        return self.source.error(SeedError, message, path)


def _key_of(annotation: Mention | Attribution | Epithet | DateExpression) -> object:
    """What a correction knows an annotation by: a statement by where its cue begins."""
    if isinstance(annotation, Attribution):
        return annotation.cue[0][0] if annotation.cue else None
    return annotation.start, annotation.end
