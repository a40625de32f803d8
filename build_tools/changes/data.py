"""Reads the data files of a site, from a folder or from the address it is published at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.annotate.encode import SCHEMA_VERSION
from build_tools.checking.published import Entry, is_address, read_place, read_published
from build_tools.errors import SiteError

# Requests under way at once: an article's annotations are a file of their own.
_AT_ONCE = 8
# An id becomes a part of an address, so it has to be one.
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_SPANS = ("mentions", "dates", "epithets")


@dataclass(frozen=True, slots=True)
class Data:
    """What a site's data files say. Each entry is as it stands there, and may know fewer keys.

    Attributes:
        place: The folder or address.
        articles, entities, events: By id.
        statements: By id, by article.
        annotations: The file of each article.
        ids: None where the site is older than its `ids.json`.
    """

    place: str
    articles: dict[str, Entry]
    entities: dict[str, Entry]
    events: dict[str, Entry]
    statements: dict[str, dict[str, Entry]]
    annotations: dict[str, Entry]
    ids: tuple[Entry, ...] | None


def read_data(place: str) -> Data | None:
    """Read the data files of a site.

    Args:
        place: The folder `site/data` of a built site, or the http(s) address of a published one.

    Returns:
        None where nothing is published at the address yet.

    Raises:
        SiteError: If a file cannot be read, or is not what it should be.
    """
    place = place.rstrip("/")
    articles = _list(place, "articles")
    if articles is None:
        return None
    entities, events, statements = (_needed(place, kind) for kind in ("entities", "events", "statements"))
    by_article: dict[str, dict[str, Entry]] = {one["id"]: {} for one in articles}
    for number, one in enumerate(statements):
        if not isinstance(one.get("article"), str):
            file, entry = f"{place}/statements.json", f"statements.{number}"
            raise SiteError("this entry names no article", file=file, entry=entry)
        by_article.setdefault(one["article"], {})[one["id"]] = one
    return Data(
        place,
        _by_id(articles),
        _by_id(entities),
        _by_id(events),
        by_article,
        _annotations(place, [one["id"] for one in articles]),
        _ids(place),
    )


def told(value: object) -> str | None:
    """A value of a data file in words; None for one that is not known, or not so."""
    if value is None or value is False or value in ("", []):
        return None
    if value is True:
        return "yes"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def listed(value: object) -> tuple[str, ...]:
    """The words of a list in a data file."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {one["id"]: one for one in entries}


def _needed(place: str, kind: str) -> list[Entry]:
    entries = _list(place, kind)
    if entries is None:
        raise SiteError("the file is missing", file=f"{place}/{kind}.json")
    return entries


def _list(place: str, kind: str) -> list[Entry] | None:
    """The list of a data file, each entry with an id; None where nothing stands at the address."""
    file = f"{place}/{kind}.json"
    content = _object(file)
    if content is None:
        return None
    entries = content.get(kind)
    if not isinstance(entries, list):
        raise SiteError(f"there is no list {kind!r} in it", file=file)
    for number, one in enumerate(entries):
        if not isinstance(one, dict) or not isinstance(one.get("id"), str) or not _ID.fullmatch(one["id"]):
            raise SiteError("this entry has no id", file=file, entry=f"{kind}.{number}")
    return entries


def _annotations(place: str, articles: list[str]) -> dict[str, Entry]:
    def read(article: str) -> Entry:
        file = f"{place}/annotations/{article}.json"
        content = _object(file)
        if content is None:
            raise SiteError("the file is missing", file=file)
        for kind in (*_SPANS, "attributions"):
            _check_each(file, content, kind, _is_statement if kind == "attributions" else _is_span)
        return content

    if not is_address(place):
        return {article: read(article) for article in articles}
    with ThreadPoolExecutor(_AT_ONCE) as executor:
        return dict(zip(articles, executor.map(read, articles), strict=True))


def _ids(place: str) -> tuple[Entry, ...] | None:
    if not is_address(place) and not Path(place, "ids.json").exists():
        return None
    return read_published(f"{place}/ids.json").ids


def _object(file: str) -> dict[str, Any] | None:
    """The object that a JSON file holds; None where nothing stands at the address."""
    raw = read_place(file)
    if raw is None:
        return None
    try:
        content = json.loads(raw)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"not valid JSON: {error}", file=file) from None
    version = content.get("schema_version") if isinstance(content, dict) else None
    if version != SCHEMA_VERSION:
        raise SiteError(f"its schema_version is {version!r}, not {SCHEMA_VERSION}", file=file)
    return content


def _check_each(file: str, content: Entry, kind: str, fits: Callable[[Entry], bool]) -> None:
    entries = content.get(kind)
    if not isinstance(entries, list):
        raise SiteError(f"there is no list {kind!r} in it", file=file)
    for number, one in enumerate(entries):
        if not isinstance(one, dict) or not fits(one):
            raise SiteError("this entry does not say where it stands", file=file, entry=f"{kind}.{number}")


def _is_span(one: Entry) -> bool:
    return _is_place(one.get("start"), one.get("end")) and isinstance(one.get("text"), str)


def _is_statement(one: Entry) -> bool:
    cue = one.get("cue")
    return (
        isinstance(one.get("id"), str)
        and isinstance(cue, list)
        and all(isinstance(span, list) and len(span) == 2 and _is_place(*span) for span in cue)
    )


def _is_place(start: object, end: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end
