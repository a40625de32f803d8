"""Dates on a line: the bounds of an EDTF value, its precision, and what happened when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from time import struct_time
from typing import Literal

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from build_tools.models import Corpus
from build_tools.seeds import plain_day

Precision = Literal["day", "month", "year", "interval", "open", "unknown"]

# "[..2024-02]" is one day until then, "../2024-02" an interval that ends then.
_OPEN_START = re.compile(r"(?:\[\.\.|\.\./|/)([^\[\]/]+)\]?")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day that a date can mean.

    Attributes:
        lower: Where only the end is known, the first day of that end.
        upper: None for an interval that is still open.
        approximate: The date is qualified by ~ or ?.
    """

    lower: date
    upper: date | None
    precision: Precision
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event or a publication on the timeline.

    Attributes:
        kind: "event" or "article".
        id: Of the event or the article.
        bounds: None for an undated one; those come last.
        inferred: No text prints this date for it.
    """

    kind: Literal["event", "article"]
    id: str
    value: str | None
    bounds: Bounds | None
    inferred: bool = False


@cache
def bounds(value: str | None) -> Bounds | None:
    """The bounds of an EDTF value, None for no value or one without a lower bound."""
    if not value:
        return None
    day = plain_day(value)
    if day is not None:
        return Bounds(day, day, "day")
    latest = _OPEN_START.fullmatch(value)
    if latest:
        end = bounds(latest.group(1))
        return Bounds(end.lower, end.upper, "open", True) if end else None
    try:
        parsed = parse_edtf(value)
        lower = _day(parsed.lower_strict())
        open_end = value.endswith("/..") or value.endswith("/")
        upper = None if open_end else _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError):
        return None
    if lower is None:
        return None
    approximate = any(mark in value for mark in "~?%")
    bare = value.strip("~?%")
    if open_end:
        precision: Precision = "open"
    elif "/" in value or value.startswith(("[", "{")):
        precision = "interval"
    else:
        precision = {0: "year", 1: "month"}.get(bare.count("-"), "day")  # type: ignore[assignment]
    return Bounds(lower, upper, precision, approximate)


def _day(moment: struct_time) -> date | None:
    if not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def timeline(corpus: Corpus) -> tuple[TimelineEntry, ...]:
    """Events and publications, the earliest first, the undated ones at the end."""
    entries = [
        TimelineEntry("event", event.id, event.date, bounds(event.date), event.date_basis == "inferred")
        for event in corpus.registry.events.values()
    ]
    for annotated in corpus.articles:
        day = annotated.article.date
        entries.append(
            TimelineEntry(
                "article", annotated.article.id, day.value, bounds(day.value), day.basis == "inferred"
            )
        )
    last = date.max
    return tuple(
        sorted(
            entries,
            key=lambda e: (
                e.bounds.lower if e.bounds else last,
                (e.bounds.upper or last) if e.bounds else last,
                e.kind,
                e.id,
            ),
        )
    )


def spoken_date(value: str | None) -> str:
    """An EDTF value in words: "7 October 2023", "February 2024", "8 October 2023 – open"."""
    if not value:
        return "undated"
    latest = _OPEN_START.fullmatch(value)
    if latest:
        return f"by {spoken_date(latest.group(1))}"
    if value.endswith("/.."):
        return f"from {spoken_date(value[:-3])}"
    if "/" in value:
        start, end = value.split("/", 1)
        return f"{spoken_date(start)} – {spoken_date(end)}"
    if value.startswith("[") and value.endswith("]"):
        if ".." in value:
            start, end = value[1:-1].split("..", 1)
            return f"between {spoken_date(start)} and {spoken_date(end)}"
        return "one of " + ", ".join(spoken_date(part) for part in value[1:-1].split(","))
    about = "about " if value.endswith(("~", "%")) else ""
    doubt = " (uncertain)" if value.endswith(("?", "%")) else ""
    parts = value.strip("~?%").split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return value
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    if len(parts) > 1:
        words.append(_MONTHS[int(parts[1]) - 1])
    words.append(parts[0])
    return about + " ".join(words) + doubt
