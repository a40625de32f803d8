"""Small registries for tests, written as the mappings that case files hold."""

from __future__ import annotations

from typing import Any

from build_tools.models import Entity, Registry


def registry_of(entries: dict[str, dict[str, Any]]) -> Registry:
    """A registry of entities without passages."""
    entities = {}
    for identifier, entry in entries.items():
        values = {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}
        entities[identifier] = Entity(id=identifier, **values)
    return Registry(entities)
