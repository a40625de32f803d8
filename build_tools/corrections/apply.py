"""Reads `<article>.corrections.yml` and applies it: what a person decided overrides the program.

A correction points at words by quotation, as the W3C's TextQuoteSelector does: a paragraph, the
exact words, and what stands before and behind them where they occur twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from build_tools.corrections.shapes import (
    AnchorShape,
    AttributionShape,
    CorrectionsShape,
    DateShape,
    EpithetShape,
    EventPassageShape,
    MentionShape,
)
from build_tools.errors import BuildToolsError, SeedError, raise_all
from build_tools.models import (
    LABELS,
    AnnotatedArticle,
    Article,
    Attribution,
    DateExpression,
    Epithet,
    EventDecision,
    Label,
    Mention,
    Provenance,
    Registry,
    Span,
)
from build_tools.paragraphs import paragraph_spans
from build_tools.yaml_source import YamlPath, YamlSource, load_yaml, validate

SUFFIX = ".corrections.yml"
Annotation = TypeVar("Annotation", Mention, Attribution, Epithet, DateExpression)


def corrections_path(seeds: Path, article: str) -> Path:
    """Where the corrections of an article are, if it has any."""
    return seeds / "articles" / f"{article}{SUFFIX}"


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
        path = corrections_path(seeds, annotated.article.id)
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
            a change or confirmation of what is not there, or an id that two statements would have.
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
    attributions = work.under_kept_ids(shape.attributions, attributions)
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
        # The id that a cue's place gives -> the one that the statement keeps instead.
        self._kept: dict[str, str] = {}

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

    def under_kept_ids(
        self, shapes: Iterable[AttributionShape], attributions: Iterable[Attribution]
    ) -> list[Attribution]:
        """The statements, each pointing to its parent by the id that an entry keeps for that one.

        Gathers an error for each entry whose id another statement has too, or that makes none.
        """
        result = list(attributions)
        for index, shape in enumerate(shapes):
            if shape.id is None:
                continue
            path = ("attributions", index, "id")
            if shape.do not in ("add", "change"):
                self.errors.append(self._fault(f"`do: {shape.do}` takes no id", path))
            elif sum(one.id == shape.id for one in result) > 1:
                self.errors.append(self._fault("another statement has this id; remove that one", path))
            try:
                self._kept[self._id_at(shape.cue, path)] = shape.id
            except SeedError:
                continue  # told already
        return [
            replace(one, parent=self._kept.get(one.parent, one.parent)) if one.parent else one
            for one in result
        ]

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
                outer = self._id_at(shape.parent, path)
            except SeedError:
                continue  # told already
            if self._kept.get(outer, outer) not in known:
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
        if shape.id is None:
            given -= {"id"}
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
            values["parent"] = self._id_at(shape.parent, (*path, "parent"))
        values["cue"] = (self._span(shape.cue, (*path, "cue")),)
        if shape.do == "change" and present is not None:
            return [replace(present, **values)]
        if values.get("kind") is None:
            raise self._fault("a new statement needs a kind", path)
        made_of_place = self._id_at(shape.cue, (*path, "cue"))
        blank: dict[str, Any] = {"id": made_of_place, "source": (), "content": (), "source_kind": None}
        known = {field.name for field in fields(Attribution)}
        made = {key: value for key, value in (blank | values).items() if key in known}
        return [Attribution(provenance=Provenance("curated", ""), **made)]

    def _id_at(self, cue: AnchorShape, path: YamlPath) -> str:
        """The id that a statement has of the place where its cue begins."""
        return f"s{self._span(cue, path)[0]}"

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
