"""Reads texts of our own whose statements are marked in place, as in build_tools/training/data.

`<S1>The mayor</S1> <C1>said</C1> <Q1>the bridge was shut</Q1>.`: S is a source, C a cue, Q a content,
A an addressee; the number joins the parts of one statement. Parts nest, and a part may stand in
several pieces. Below the text, each number has its kind and whatever else is known of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import Field

from build_tools.errors import BuildToolsError, SeedError, raise_all
from build_tools.models import AttributionKind, SourceKind, Span
from build_tools.seeds import Shape
from build_tools.training.brat import GoldArticle, GoldAttribution
from build_tools.yaml_source import YamlSource, load_yaml, validate

_TAG = re.compile(r"<(/?)([SCQA])([0-9]+)>")
NameType = Literal["person", "organization", "place", "other"]
_ROLES = {"S": "source", "C": "cue", "Q": "content", "A": "addressee"}


class StatementShape(Shape):
    """What is known of a statement beside its spans."""

    kind: AttributionKind
    source_kind: SourceKind | None = None
    belief: bool = False
    denial: bool = False
    count: int | None = None
    affiliation: str | None = None
    anonymity_reason: str | None = None
    relays: list[str] = Field(default_factory=list)
    parent: int | None = None


class TextShape(Shape):
    """One marked text."""

    id: str
    topic: str
    date: str | None = None
    text: str
    statements: dict[str, StatementShape]
    names: dict[NameType, list[str]] | None = None


class FileShape(Shape):
    """A file of marked texts."""

    schema_version: Literal[1]
    articles: list[TextShape]


def read_marked(path: Path) -> list[GoldArticle]:
    """The texts of a file without their marks, and the statements that the marks give.

    Raises:
        SeedError: For a mark that is not closed, a statement without marks or without an entry, or
            an unknown parent; with the text's id and line.
    """
    source = load_yaml(path, SeedError)
    shape = validate(FileShape, source, SeedError)
    errors: list[BuildToolsError] = []
    articles = []
    for index, text in enumerate(shape.articles):
        try:
            articles.append(_article(path, text, source, index))
        except BuildToolsError as error:
            errors.append(error)
    raise_all(errors)
    return articles


def _article(path: Path, shape: TextShape, source: YamlSource, index: int) -> GoldArticle:
    where = ("articles", index)

    def fault(message: str) -> BuildToolsError:
        return source.error(SeedError, f"{shape.id}: {message}", where)

    pieces: list[str] = []
    length = at = 0
    opened: dict[str, int] = {}
    spans: dict[str, dict[str, list[Span]]] = {}
    for match in _TAG.finditer(shape.text):
        piece = shape.text[at : match.start()]
        pieces.append(piece)
        length += len(piece)
        at = match.end()
        closing, role, number = match.groups()
        name = role + number
        if not closing:
            if name in opened:
                raise fault(f"<{name}> is open already")
            opened[name] = length
        else:
            if name not in opened:
                raise fault(f"</{name}> closes nothing")
            start = opened.pop(name)
            spans.setdefault(number, {}).setdefault(_ROLES[role], []).append((start, length))
    if opened:
        raise fault(f"<{min(opened)}> is never closed")
    pieces.append(shape.text[at:])
    if spans.keys() != shape.statements.keys():
        raise fault(f"marks and entries differ: {sorted(spans.keys() ^ shape.statements.keys())}")
    for number, statement in shape.statements.items():
        if statement.parent is not None and str(statement.parent) not in spans:
            raise fault(f"statement {number} has the unknown parent {statement.parent}")
        if "cue" not in spans[number] and statement.kind != "direct":
            raise fault(f"statement {number} has no cue")
    gold = tuple(
        GoldAttribution(
            **{role: tuple(parts) for role, parts in roles.items()},
            kind=shape.statements[number].kind,
            source_kind=shape.statements[number].source_kind,
            belief=shape.statements[number].belief,
            denial=shape.statements[number].denial,
            nested=shape.statements[number].parent is not None,
        )
        for number, roles in spans.items()
    )
    text = "".join(pieces)
    try:
        names = None if shape.names is None else _places(text, shape.names)
    except ValueError as error:
        raise fault(str(error)) from None
    return GoldArticle(path, text, (gold,), shape.id, names)


def _places(text: str, names: dict[NameType, list[str]]) -> tuple[tuple[int, int, str], ...]:
    """Where each listed name stands as whole words; the longest of two that overlap."""
    taken = bytearray(len(text))
    found = []
    listed = [(name, kind) for kind, group in names.items() for name in group]
    for name, kind in sorted(listed, key=lambda one: -len(one[0])):
        matches = list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        if not matches:
            raise ValueError(f"the name {name!r} is not in the text")
        for match in matches:
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\x01" * len(match.group())
                found.append((match.start(), match.end(), kind))
    return tuple(sorted(found))
