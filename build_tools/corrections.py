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
    Epithet,
    Mention,
    MentionForm,
    Provenance,
    Registry,
    SourceKind,
    Span,
)
from build_tools.paragraphs import paragraph_spans
from build_tools.seeds import Shape
from build_tools.yaml_source import YamlPath, YamlSource, load_yaml, validate

Do = Literal["add", "change", "remove", "confirm"]
Annotation = TypeVar("Annotation", Mention, Attribution, Epithet)


class AnchorShape(Shape):
    """Words of one paragraph; with `through`, all from `exact` to the end of those words."""

    paragraph: int = Field(ge=1)
    exact: str = Field(min_length=1)
    through: str | None = None
    prefix: str = ""
    suffix: str = ""


class MentionShape(Shape):
    """A mention to add, change, remove or confirm."""

    do: Do
    at: AnchorShape
    entity: str | None = None
    form: MentionForm = "name"
    note: str = ""


class EpithetShape(Shape):
    """An epithet to add or remove."""

    do: Literal["add", "remove", "confirm"]
    at: AnchorShape
    entity: str | None = None
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


class CorrectionsShape(Shape):
    """The corrections of one article."""

    schema_version: Literal[1]
    mentions: list[MentionShape] = Field(default_factory=list)
    attributions: list[AttributionShape] = Field(default_factory=list)
    epithets: list[EpithetShape] = Field(default_factory=list)


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
    attributions = work.each("attributions", shape.attributions, annotated.attributions, work.attribution)
    raise_all(work.errors)
    return replace(
        annotated,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        epithets=tuple(sorted(epithets, key=lambda e: (e.start, e.end))),
        attributions=tuple(sorted(attributions, key=lambda a: (a.cue or a.content or a.source)[0])),
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
        make: Callable[[Any, Annotation | None, YamlPath], Annotation],
    ) -> list[Annotation]:
        """The annotations with all entries of a section applied, in order of the file."""
        result = list(found)
        for index, shape in enumerate(shapes):
            path = (section, index)
            try:
                key = self._key(shape, path)
                present = next((one for one in result if _key_of(one) == key), None)
                if shape.do in ("change", "confirm") and present is None:
                    raise self._fault("there is no such annotation to " + shape.do, path)
                position = result.index(present) if present else len(result)
                new = [] if shape.do == "remove" else [self._made(shape, present, path, make)]
                result[position : position + 1] = new
            except SeedError as error:
                self.errors.append(error)
        return result

    def _made(
        self,
        shape: Any,
        present: Annotation | None,
        path: YamlPath,
        make: Callable[[Any, Annotation | None, YamlPath], Annotation],
    ) -> Annotation:
        line = self.source.line(path)
        curated = Provenance("curated", f"{self.source.path.name}:{line}")
        made = present if shape.do == "confirm" and present else make(shape, present, path)
        if isinstance(made, Attribution):
            # A person has looked at it: whatever a model thought of it, it is certain now.
            made = replace(made, confidence=None)
        return replace(made, provenance=curated)

    def _key(self, shape: Any, path: YamlPath) -> object:
        if isinstance(shape, AttributionShape):
            return self._span(shape.cue, (*path, "cue"))[0]
        return self._span(shape.at, (*path, "at"))

    def mention(self, shape: MentionShape, present: Mention | None, path: YamlPath) -> Mention:
        entity = self._entity(shape.entity, (*path, "entity"))
        label = LABELS[self.registry.entities[entity].kind] if entity else "other"
        form = shape.form if "form" in shape.model_fields_set or not present else present.form
        span = self._span(shape.at, (*path, "at"))
        return Mention(*span, form, label, entity, Provenance("curated", ""))

    def epithet(self, shape: EpithetShape, present: Epithet | None, path: YamlPath) -> Epithet:
        entity = self._entity(shape.entity, (*path, "entity"))
        if entity is None:
            raise self._fault("an epithet needs an entity", path)
        return Epithet(*self._span(shape.at, (*path, "at")), entity, Provenance("curated", ""))

    def attribution(
        self, shape: AttributionShape, present: Attribution | None, path: YamlPath
    ) -> Attribution:
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
            return replace(present, **values)
        if values.get("kind") is None:
            raise self._fault("a new statement needs a kind", path)
        start = values["cue"][0][0]
        blank: dict[str, Any] = {"source": (), "content": (), "source_kind": None}
        known = {field.name for field in fields(Attribution)}
        made = {key: value for key, value in (blank | values).items() if key in known}
        return Attribution(id=f"s{start}", provenance=Provenance("curated", ""), **made)

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


def _key_of(annotation: Mention | Attribution | Epithet) -> object:
    """What a correction knows an annotation by: a statement by where its cue begins."""
    if isinstance(annotation, Attribution):
        return annotation.cue[0][0] if annotation.cue else None
    return annotation.start, annotation.end
