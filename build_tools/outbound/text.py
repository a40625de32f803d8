"""What became of the outbound links, in words: as lines, as Markdown, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from build_tools.markdown_text import as_text, counted, flat, table
from build_tools.outbound.fetch import Answer, State

SCHEMA_VERSION = 1
# What a person has to see, the worst first.
_TITLES: dict[State, str] = {
    "broken": "Nothing is there",
    "moved": "Moved for good",
    "unclear": "Not told: the server may turn programs away",
}
_MOST_PAGES = 3


def as_lines(answers: Sequence[Answer], left_out: int) -> Iterator[str]:
    """The report as plain lines."""
    yield _summary(answers, left_out)
    for state, title in _TITLES.items():
        chosen = [one for one in answers if one.state == state]
        if chosen:
            yield f"{title}: {len(chosen)}"
        for one in chosen:
            yield f"  {flat(one.address.url)}  {flat(_told(one))}"
            yield f"    on {flat(_pages(one))}"


def as_markdown(answers: Sequence[Answer], left_out: int) -> Iterator[str]:
    """The report as a table for each state but `good`. What a server says stays text."""
    yield "## Links to other sites\n"
    yield f"{_summary(answers, left_out)}\n"
    for state, title in _TITLES.items():
        chosen = [one for one in answers if one.state == state]
        if chosen:
            yield f"### {title}: {len(chosen)}\n"
            rows = ((as_text(one.address.url), as_text(_told(one)), as_text(_pages(one))) for one in chosen)
            yield from table(("address", "answer", "on"), rows)


def as_data(answers: Sequence[Answer], left_out: int) -> dict[str, Any]:
    """The report as plain data for JSON, those that are good included."""
    return {
        "schema_version": SCHEMA_VERSION,
        "left_out": left_out,
        "links": [
            {**asdict(one.address), "state": one.state, "told": one.told, "target": one.target}
            for one in answers
        ],
    }


def _summary(answers: Sequence[Answer], left_out: int) -> str:
    states = [one.state for one in answers]
    told = [f"{counted(len(answers), 'address', 'addresses')} asked for: {states.count('good')} good"]
    told += [f"{states.count(state)} {state}" for state in _TITLES if state in states]
    if left_out:
        told.append(f"{left_out} of this site and its repository left out")
    return ", ".join(told)


def _told(one: Answer) -> str:
    return f"{one.told}, now {one.target}" if one.target else one.told


def _pages(one: Answer) -> str:
    pages = one.address.pages
    more = len(pages) - _MOST_PAGES
    return ", ".join(pages[:_MOST_PAGES]) + (f" and {counted(more, 'page')} more" if more > 0 else "")
