"""Reads from mkdocs.yml what makes a reader somebody's own: its name, addresses, language, colours.

MkDocs reads the rest of that file itself. The build needs these few before MkDocs runs, and tells a
slip in them with its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from build_tools.errors import SiteError
from build_tools.seeds import Shape
from build_tools.site_urls import SiteUrls, site_urls
from build_tools.yaml_source import YamlPath, YamlSource, validate

CONFIG = "mkdocs.yml"

# The colours of docs/assets/stylesheets/site.css that all others are mixed from.
ColourName = Literal[
    "paper", "card", "well", "ink", "muted", "line", "link", "voice", "content", "content-lit",
    "date", "focus", "target",
]  # fmt: skip
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]+)?$")]

class ColoursShape(Shape):
    """Colours by name, where they are not those of the stylesheet."""

    light: dict[ColourName, Colour] = Field(default_factory=dict)
    dark: dict[ColourName, Colour] = Field(default_factory=dict)


class OwnShape(Shape):
    """`extra: sourcebook:`"""

    language: Language = "en"
    colours: ColoursShape = Field(default_factory=ColoursShape)


class ExtraShape(BaseModel):
    """`extra:`, whose other keys are the theme's."""

    model_config = ConfigDict(extra="ignore", strict=True)

    sourcebook: OwnShape = Field(default_factory=OwnShape)


class SiteConfig(BaseModel):
    """The keys of mkdocs.yml that the build reads, under their names there."""

    model_config = ConfigDict(extra="ignore", strict=True)

    site_name: str = "Sourcebook"
    site_url: str | None = None
    repo_url: str | None = None
    repo_name: str | None = None
    extra: ExtraShape = Field(default_factory=ExtraShape)

    @property
    def own(self) -> OwnShape:
        """What stands under `extra: sourcebook:`."""
        return self.extra.sourcebook

    def style(self) -> str:
        """The colours as CSS that follows the stylesheet; empty where they are the stylesheet's."""
        schemes = self.own.colours.model_dump()
        rules = "".join(f"--sb-{scheme}-{k}:{v};" for scheme, some in schemes.items() for k, v in some.items())
        return f":root{{{rules}}}" if rules else ""


def read_site_config(root: Path) -> SiteConfig:
    """The configuration of the project at `root`; all defaults where it has none.

    Raises:
        SiteError: If the file is not YAML, or one of these keys cannot be used.
    """
    path = root / CONFIG
    if not path.is_file():
        return SiteConfig()
    loader = _Lenient(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise SiteError(f"not valid YAML: {error.problem}", file=path, line=line) from None
    finally:
        loader.dispose()
    return validate(SiteConfig, YamlSource(path, data, dict(_lines(node, ()))), SiteError)


def site_urls_of(root: Path, environment: Mapping[str, str]) -> SiteUrls:
    """The name and addresses of the project's site: as configured, else as the environment tells.

    Raises:
        SiteError: If the configuration or the environment gives one that cannot be used.
    """
    config = read_site_config(root)
    return site_urls(
        environment,
        name=config.site_name,
        site=config.site_url,
        repository=config.repo_url,
        repository_name=config.repo_name,
    )


class _Lenient(yaml.SafeLoader):
    """Passes over tags that only MkDocs understands, such as `!ENV`: they stand for nothing here."""


_Lenient.add_multi_constructor("!", lambda loader, suffix, node: None)
_Lenient.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def _lines(node: yaml.Node | None, path: YamlPath) -> Iterator[tuple[YamlPath, int]]:
    """The line, counted from 1, of each key of mappings in mappings."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + 1
            yield from _lines(value, (*path, key.value))
