"""Reads `seeds/manifest.yml`: the file each article came in, and the pages that were taken down."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from build_tools.errors import SeedError
from build_tools.registry import Id
from build_tools.seeds import Shape
from build_tools.yaml_source import YamlSource, load_yaml, validate

Address = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:articles|actors|outlets|places|documents|events)/[a-z0-9]+(?:-[a-z0-9]+)*/"
        r"(?:#s[0-9]+[a-z]?)?$"
    ),
]
Reason = Annotated[str, StringConstraints(min_length=1)]


class OriginShape(Shape):
    """The file that an article came in."""

    original_name: Annotated[str, StringConstraints(min_length=1)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ManifestShape(Shape):
    """manifest.yml"""

    schema_version: Literal[1]
    articles: dict[Id, OriginShape]
    withdrawn: dict[Address, Reason] = Field(
        default_factory=dict,
        description="Pages (“events/some-id/”) and statements (“articles/some-id/#s35”) that were"
        " published and taken down for good, each with the reason.",
    )


def load_manifest(seeds: Path) -> tuple[ManifestShape, YamlSource]:
    """The manifest and where its entries stand.

    Raises:
        SeedError: If the file is missing or cannot be used.
    """
    source = load_yaml(seeds / "manifest.yml", SeedError)
    return validate(ManifestShape, source, SeedError), source
