"""Picks what the pages about the site itself show, so that they name no id and suit any corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

# A content of so many characters is a whole thought and still short enough to show.
_LENGTHS = range(80, 251)

Entry = dict[str, Any]


def example_statement(statements: Sequence[Entry], *, nested: bool = False) -> Entry | None:
    """The statement that shows most: with a long and certain chain, best from an unnamed source.

    Args:
        statements: Entries of `data/statements.json`.
        nested: One whose named source spoke through an unnamed one, best in words of their own.

    Returns:
        None where no statement is of that kind.
    """
    fitting = [one for one in statements if one["shown"] and one["content"] and _nested(one) == nested]
    return min(fitting, key=_nested_rank if nested else _rank, default=None)


def example_actor(annotations: Iterable[Entry]) -> str | None:
    """The id of the entity that articles describe most often.

    Args:
        annotations: The files of `data/annotations/`.
    """
    counts = Counter(one["entity"] for article in annotations for one in article["epithets"])
    return min(counts, key=lambda entity: (-counts[entity], entity), default=None)


def example_event(events: Iterable[Entry], articles: Iterable[Entry]) -> Entry | None:
    """The event of which several articles pass on one publication's report, in most passages.

    Args:
        events: Entries of `data/events.json`.
        articles: Entries of `data/articles.json`.
    """
    first = {one["id"]: one["chain"][0]["entity"] for one in articles}
    fitting = []
    for event in events:
        reporting = {report["article"] for report in event["reports"]}
        origins = {first[article] for article in reporting}
        if len(reporting) > 1 and len(origins) == 1 and None not in origins:
            fitting.append(event)
    return min(fitting, key=lambda event: (-len(event["reports"]), event["id"]), default=None)


def _nested(one: Entry) -> bool:
    """Whether a named source speaks through an unnamed one."""
    chain = one["chain"]
    return one["parent"] is not None and not chain[0]["unnamed"] and len(chain) > 1 and chain[1]["unnamed"]


def _rank(one: Entry) -> tuple[bool | int, ...]:
    return (one["parent"] is not None, one["source_kind"] != "unnamed", *_common_rank(one))


def _nested_rank(one: Entry) -> tuple[bool | int, ...]:
    return (one["kind"] != "direct", *_common_rank(one))


def _common_rank(one: Entry) -> tuple[bool | int, ...]:
    """Lower is better; of two that are as good, `min` takes the one that stands first."""
    certain = all(step["certain"] for step in one["chain"])
    return (not certain, len(one["content"]) not in _LENGTHS, -len(one["chain"]))
