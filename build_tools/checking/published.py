"""Reads the ids of a published site, from its address or from a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from build_tools.annotate.encode import SCHEMA_VERSION
from build_tools.errors import SiteError

Entry = dict[str, Any]

# What every entry has.
_KEYS = ("kind", "id", "url")
_TIMEOUT_SECONDS = 30
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Published:
    """The ids of a published site.

    Attributes:
        place: The file or address they came from.
        ids: The entries of its `ids.json`; None where nothing is published there yet.
    """

    place: str
    ids: tuple[Entry, ...] | None


def read_published(place: str) -> Published:
    """Read the `ids.json` of a site.

    Args:
        place: A file, or an http(s) address; where nothing stands at an address, nothing has been
            published there yet.

    Raises:
        SiteError: If it cannot be read, or is no `ids.json`.
    """
    content = read_place(place)
    if content is None:
        return Published(place, None)
    try:
        data = json.loads(content)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"not valid JSON: {error}", file=place) from None
    # Read without the schema: what an older version has published may know fewer keys.
    if not isinstance(data, dict) or not isinstance(data.get("ids"), list):
        raise SiteError("this is not the `data/ids.json` of a site", file=place)
    if data.get("schema_version") != SCHEMA_VERSION:
        version = data.get("schema_version")
        raise SiteError(f"its schema_version is {version!r}, not {SCHEMA_VERSION}", file=place)
    for number, entry in enumerate(data["ids"]):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in _KEYS):
            message = f"this entry has no {', '.join(_KEYS[:-1])} and {_KEYS[-1]}"
            raise SiteError(message, file=place, entry=f"ids.{number}")
    return Published(place, tuple(data["ids"]))


def read_place(place: str) -> bytes | None:
    """What a file or an http(s) address holds; None where nothing stands at the address.

    Raises:
        SiteError: If it cannot be read.
    """
    return _fetched(place) if is_address(place) else _from_file(place)


def is_address(place: str) -> bool:
    """Whether a place is an http(s) address, and no file or folder."""
    return urlsplit(place).scheme in ("http", "https")


def _fetched(address: str) -> bytes | None:
    request = Request(address, headers={"User-Agent": "sourcebook-check"})
    try:
        with urlopen(request, timeout=_TIMEOUT_SECONDS) as response:
            return response.read()
    except HTTPError as error:
        if error.code == _NOT_FOUND:
            return None
        raise SiteError(f"cannot be fetched: HTTP {error.code}", file=address) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SiteError(f"cannot be fetched: {reason}", file=address) from error


def _from_file(place: str) -> bytes:
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise SiteError(f"cannot be read: {error.strerror}", file=place) from None
