"""Compares the outlets that the metadata of articles name with those of the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.errors import BuildToolsError, SeedError
from build_tools.models import Article, Entity
from build_tools.yaml_source import YamlPath, load_yaml


def outlet_faults(
    seeds: Path, articles: Iterable[Article], entities: Mapping[str, Entity]
) -> Iterator[BuildToolsError]:
    """An error for each id of an outlet or a relay that no outlet of the registry has.

    Args:
        seeds: Where the metadata stand, for the line.
        entities: The registry's, by id.
    """
    for article in articles:
        for place, identifier in _named(article):
            entity = entities.get(identifier)
            if entity is not None and entity.kind == "outlet":
                continue
            wrong = f"there is no outlet {identifier!r} in the registry"
            if entity is not None:
                wrong = f"{identifier!r} is no outlet: the registry has it as {entity.kind}"
            metadata = load_yaml(seeds / "articles" / f"{article.id}.yml", SeedError)
            yield metadata.error(SeedError, wrong, place)


def _named(article: Article) -> Iterator[tuple[YamlPath, str]]:
    """The ids in an article's metadata, each with the place where it stands."""
    if article.outlet.value is not None:
        yield ("outlet", "value"), article.outlet.value
    for number, relay in enumerate(article.relays):
        if relay.outlet is not None:
            yield ("relays", number, "outlet"), relay.outlet
