"""Follows ids that were renamed or merged, so that one renaming is not told of each mention again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from build_tools.changes.data import Data, told
from build_tools.changes.rows import Kind
from build_tools.checking.published import Entry

# The keys of the data files whose values are ids of entities, and of events.
_OF_ENTITIES = frozenset(
    {
        "entity", "candidates", "source_entity", "addressee_entity", "affiliation", "relays", "about",
        "nationality", "target", "places", "participants",
    }
)  # fmt: skip
_OF_EVENTS = frozenset({"part_of"})


def successors(
    kind: Kind, before: Mapping[str, Entry], after: Mapping[str, Entry], ids: Iterable[Entry]
) -> dict[str, str]:
    """The present id of each entity, or event, that is known by its former one only.

    Args:
        kind: entity or event.
        before, after: What there was and is, by id.
        ids: The later site's `ids.json`, whose former ids lead to the present ones.
    """
    found: dict[str, str] = {}
    for one in ids:
        section, _, rest = (told(one.get("to")) or "").partition("/")
        target = rest.strip("/")
        right = one["kind"] == "former" and (section == "events") == (kind == "event")
        if right and target in after and one["id"] in before and one["id"] not in after:
            found[one["id"]] = target
    return found


def follow(data: Data, entities: Mapping[str, str], events: Mapping[str, str]) -> Data:
    """The data with present ids wherever something refers to a former one; entries keep their own.

    Args:
        entities, events: The present id of each former one.
    """
    if not entities and not events:
        return data
    present = {**dict.fromkeys(_OF_ENTITIES, entities), **dict.fromkeys(_OF_EVENTS, events)}
    return replace(
        data,
        articles=_followed(data.articles, present),
        entities=_followed(data.entities, present),
        events=_followed(data.events, present),
        statements=_followed(data.statements, present),
        annotations=_followed(data.annotations, present),
    )


def _followed(value: Any, present: Mapping[str, Mapping[str, str]], key: str = "") -> Any:
    if isinstance(value, dict):
        # An outlet is an entity, given as a value with how it is known.
        inside = {"value": "entity"} if key == "outlet" else {}
        return {name: _followed(one, present, inside.get(name, name)) for name, one in value.items()}
    if isinstance(value, list):
        return [_followed(one, present, key) for one in value]
    return present.get(key, {}).get(value, value) if isinstance(value, str) else value
