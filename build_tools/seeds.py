"""Reads `seeds/articles/`: each text letter for letter, each metadata file checked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from build_tools.errors import BuildToolsError, SeedError, raise_all
from build_tools.models import Article, Basis, RelayStep, Stated
from build_tools.yaml_source import load_yaml, validate

# HTML has no way to show these; a file that holds one is not a text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Shape(BaseModel):
    """What all YAML shapes share: no unknown keys, no silent conversion.

    What stands below a field is shown by editors: it goes into the JSON Schema.
    """

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class StatedShape(Shape):
    """A value, its basis, and why."""

    value: str | None = None
    basis: Basis
    why: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> StatedShape:
        if (self.value is None) != (self.basis == "unknown"):
            raise ValueError("a value is null exactly where its basis is unknown")
        if self.basis == "inferred" and not self.why:
            raise ValueError("an inferred value needs a `why`")
        return self

    def stated(self) -> Stated:
        return Stated(self.value, self.basis, self.why)


@cache
def valid_edtf(value: str) -> str:
    """Return `value` if it is EDTF (ISO 8601-2).

    Raises:
        ValueError: If it is not.
    """
    if plain_day(value) is not None:
        return value
    try:
        parse_edtf(value)
    except EDTFParseException:
        raise ValueError("not an EDTF date, such as 2023-10-07, 2024-02 or 2023-11-15~") from None
    return value


Edtf = Annotated[str, AfterValidator(valid_edtf)]


def plain_day(value: str) -> date | None:
    """The day of a value that is a plain day, None for any other.

    Most values are plain days, and the full grammar of EDTF takes a thousand times longer.
    """
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


class DateShape(StatedShape):
    """A date of publication, in EDTF."""

    @field_validator("value")
    @classmethod
    def _edtf(cls, value: str | None) -> str | None:
        return None if value is None else valid_edtf(value)


class RelayShape(Shape):
    """A publication between the sources and the outlet."""

    outlet: str | None = None
    """Its id in actors.yml, where it has one."""
    label: str
    """What it is called on the page."""
    basis: Literal["printed", "inferred"]
    why: str = ""
    scope: Literal["whole", "part"] = "whole"
    """Whether the whole article is its report, or a part."""


class MetadataShape(Shape):
    """The metadata file of one article."""

    schema_version: Literal[1]
    title: StatedShape
    outlet: StatedShape
    """The publication that carried it: an id of actors.yml, kind outlet."""
    date: DateShape
    report_date: DateShape | None = None
    """The day of the report that relative dates count from, where it is not the article's."""
    relays: list[RelayShape] = Field(default_factory=list)
    """The publications between the sources and the outlet, nearest to the sources first."""
    url: str | None = None
    rights: str | None = None
    note: str | None = None

    @field_validator("url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("a URL must begin with https:// or http://")
        return value


def load_articles(seeds: Path) -> tuple[Article, ...]:
    """All articles of `seeds/articles`, in order of id.

    Raises:
        SeedError: For a missing folder, text or metadata file, or one that cannot be used.
        ErrorGroup: Where several are at fault.
    """
    folder = seeds / "articles"
    if not folder.is_dir():
        raise SeedError("the folder of articles is missing", file=folder)
    texts = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    if not texts:
        raise SeedError("there is no article (*.txt) in this folder", file=folder)
    articles: list[Article] = []
    errors: list[BuildToolsError] = []
    for path in sorted(folder.glob("*.yml")):
        stem = path.name.removesuffix(".yml").removesuffix(".corrections")
        if stem not in texts:
            errors.append(SeedError(f"there is no article {stem}.txt beside it", file=path))
    for path in texts.values():
        try:
            articles.append(load_article(path))
        except BuildToolsError as error:
            errors.append(error)
    raise_all(errors)
    return tuple(articles)


def load_article(path: Path) -> Article:
    """One text and the metadata file of the same stem beside it.

    Raises:
        SeedError: If either cannot be used.
    """
    if not ID_PATTERN.fullmatch(path.stem):
        raise SeedError(
            "an article's id may hold a-z, 0-9 and single hyphens only", file=path, entry=path.stem
        )
    text, digest = read_text(path)
    control = _CONTROL.search(text)
    if control:
        raise SeedError(
            f"the article holds the control character U+{ord(control.group()):04X}",
            file=path,
            line=text.count("\n", 0, control.start()) + 1,
        )
    shape = validate(MetadataShape, load_yaml(path.with_suffix(".yml"), SeedError), SeedError)
    return Article(
        id=path.stem,
        text=text,
        text_sha256=digest,
        title=shape.title.stated(),
        outlet=shape.outlet.stated(),
        date=shape.date.stated(),
        report_date=shape.report_date.stated() if shape.report_date else None,
        relays=tuple(RelayStep(**relay.model_dump()) for relay in shape.relays),
        url=shape.url,
        rights=shape.rights,
        note=shape.note,
        path=path.name,
    )


def read_text(path: Path) -> tuple[str, str]:
    """A file's text, decoded and otherwise untouched, and the SHA-256 of its bytes.

    Raises:
        SeedError: If the file is missing, empty or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SeedError("the file is missing", file=path) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SeedError(
            f"the article is not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}",
            file=path,
            line=line,
        ) from None
    if not text.strip():
        raise SeedError("the article is empty", file=path)
    return text, hashlib.sha256(raw).hexdigest()


def plain_article(path: Path, *, day: str | None = None) -> Article:
    """An article made of any text file, without metadata.

    Args:
        day: EDTF day that its relative dates count from.
    """
    text, digest = read_text(path)
    return replace(text_article(path.stem, text, day=day), text_sha256=digest, path=path.name)


def text_article(identifier: str, text: str, *, day: str | None = None) -> Article:
    """An article made of any text, without metadata."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    unknown = Stated(None, "unknown")
    given = Stated(day, "printed") if day else unknown
    return Article(identifier, text, digest, unknown, unknown, given)
