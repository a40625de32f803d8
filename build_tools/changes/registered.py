"""Compares articles' metadata, entities and events: what has an id of its own in the registry or seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from build_tools.changes.data import listed, told
from build_tools.changes.rows import Change, Difference, Facts, Kind, Row, change_of, differences
from build_tools.checking.published import Entry

_Entries = Mapping[str, Entry]


def article_rows(before: _Entries, after: _Entries) -> Iterator[Row]:
    """A row for each article that is new, gone, or whose metadata or text is not what it was."""
    for identifier in sorted(before.keys() | after.keys()):
        old, new = before.get(identifier), after.get(identifier)
        found = differences(_article(old) if old else None, _article(new) if new else None)
        if old and new and old.get("text_sha256") != new.get("text_sha256"):
            note = "The text is not the same, so its annotations are not compared one by one."
            yield Row("article", "changed", identifier, found, identifier, note=note)
        elif found or not (old and new):
            yield Row("article", change_of(old, new), identifier, found, identifier)


def registered_rows(
    kind: Kind, before: _Entries, after: _Entries, successors: Mapping[str, str]
) -> Iterator[Row]:
    """A row for each entity or event that is new, gone, renamed, merged, or not what it was.

    Args:
        kind: entity or event.
        successors: The present id of each that has lost its own.
    """
    facts = _FACTS[kind]
    claims = Counter(successors.values())
    renamed = {new: old for old, new in successors.items() if new not in before and claims[new] == 1}
    for old, new in sorted(successors.items()):
        if new not in renamed:
            yield Row(kind, "merged", old, (Difference("id", old, new),))
    for identifier in sorted((before.keys() | after.keys()) - successors.keys()):
        source = renamed.get(identifier, identifier)
        old, new = before.get(source), after.get(identifier)
        found = differences(facts(old) if old else None, facts(new) if new else None)
        change: Change = change_of(old, new)
        if source != identifier:
            change, found = "renamed", (Difference("id", source, identifier), *found)
        elif change == "changed" and any(one.what == "name" for one in found):
            change = "renamed"
        if found or change != "changed":
            yield Row(kind, change, identifier, found)


def _article(entry: Entry) -> Facts:
    steps = entry.get("chain")
    labels = (told(step.get("label")) for step in steps or () if isinstance(step, dict))
    return {
        "title": told(entry.get("title")),
        "outlet": _stated(entry.get("outlet")),
        "date": _stated(entry.get("date")),
        # In order: from the sources to the outlet.
        "chain": " › ".join(label for label in labels if label) or None,
    }


def _stated(value: object) -> str | None:
    """A value with how it is known."""
    if not isinstance(value, dict) or not told(value.get("value")):
        return None
    return f"{told(value['value'])} ({told(value.get('basis'))})"


def _entity(entry: Entry) -> Facts:
    relations = entry.get("relations")
    return {
        "name": told(entry.get("name")),
        "kind": told(entry.get("kind")),
        "description": told(entry.get("description")),
        "nationality": told(entry.get("nationality")),
        "relations": tuple(
            f"{one.get('type')} {one.get('target')}" for one in relations or () if isinstance(one, dict)
        ),
    }


def _event(entry: Entry) -> Facts:
    reports, figures = entry.get("reports"), entry.get("figures")
    return {
        "name": told(entry.get("name")),
        "date": told(entry.get("date")),
        "part of": told(entry.get("part_of")),
        "places": listed(entry.get("places")),
        "participants": listed(entry.get("participants")),
        "reports": tuple(
            f"{one.get('article')} ¶{one.get('paragraph')}" for one in reports or () if isinstance(one, dict)
        ),
        "figures": tuple(
            f"{one.get('what')}: {one.get('text')}" for one in figures or () if isinstance(one, dict)
        ),
    }


_FACTS: dict[Kind, Callable[[Entry], Facts]] = {"entity": _entity, "event": _event}
