"""Reads what a curator hands in: a file, standard input or an address, decoded and told apart."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from http.client import HTTPException
from importlib.metadata import version
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from build_tools.errors import SeedError

Kind = Literal["page", "text"]

_TIMEOUT = 30  # seconds
_LIMIT = 20_000_000  # bytes; no article is as long
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
# Above a page's beginning may stand an XML declaration, or a comment that tells where it was saved from.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its encoding
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_TEXT = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an archive or an office document",
    b"\x1f\x8b": "a compressed file",
}
_WEB_ARCHIVE = re.compile(rb"^MIME-Version:", re.MULTILINE | re.IGNORECASE)
# Characters that no text holds; what a seed may not hold either.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# The HTML standard reads these names as Windows' encoding, whatever a page means by them.
_READ_AS_WINDOWS = {"iso8859-1", "ascii"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was handed in.

    Attributes:
        name: What errors call it: a path, an address, or “standard input”.
        kind: A page in HTML, or plain text.
        text: Decoded; a byte order mark is no part of it.
        raw: The bytes as they came.
        original_name: What the manifest calls it.
        addresses: The address asked for and the one that answered; none for a file.
    """

    name: str
    kind: Kind
    text: str
    raw: bytes
    original_name: str
    addresses: tuple[str, ...] = ()


def read_file(path: Path) -> Arrival:
    """A page or a text file.

    Raises:
        SeedError: If the file cannot be read, is empty, is neither page nor text, or cannot be
            decoded.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SeedError("the file is missing", file=path) from None
    except OSError as error:
        raise SeedError(f"the file cannot be read: {error.strerror}", file=path) from None
    page = True if path.suffix.lower() in _PAGE_SUFFIXES else None
    return _arrival(raw, str(path), path.name, page=page)


def read_stream(raw: bytes) -> Arrival:
    """What standard input held.

    Raises:
        SeedError: As for a file.
    """
    return _arrival(raw, "standard input", "standard input")


def fetch(url: str) -> Arrival:
    """The page or text at an address.

    Raises:
        SeedError: If the network or the server fails, or as for a file.
    """
    # Letters that an address may not hold are escaped; what is escaped already stays.
    asked = quote(url, safe="%/:=&?~#+!$,;'@()*[]")
    headers = {
        "User-Agent": f"sourcebook/{version('sourcebook')}",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
    }
    try:
        with urlopen(Request(asked, headers=headers), timeout=_TIMEOUT) as response:
            raw = response.read(_LIMIT + 1)
            kind = response.headers.get_content_type()
            charset = response.headers.get_content_charset()
            answered = response.url
    except HTTPError as error:
        error.close()
        raise SeedError(f"the server answers {error.code} {error.reason}", file=url) from None
    except URLError as error:
        raise SeedError(f"the page cannot be fetched: {error.reason}", file=url) from None
    except (OSError, HTTPException, ValueError) as error:
        raise SeedError(f"the page cannot be fetched: {error}", file=url) from None
    if len(raw) > _LIMIT:
        raise SeedError(f"the page is longer than {_LIMIT:,} bytes", file=url)
    if kind not in _PAGE_TYPES and kind != "text/plain":
        raise SeedError(f"this is neither a page nor a text: the server calls it {kind}", file=url)
    page = True if kind in _PAGE_TYPES else None
    addresses = tuple(dict.fromkeys((url, answered)))
    return _arrival(raw, url, url, page=page, charset=charset, addresses=addresses)


def _arrival(
    raw: bytes,
    name: str,
    original_name: str,
    *,
    page: bool | None = None,
    charset: str | None = None,
    addresses: tuple[str, ...] = (),
) -> Arrival:
    """Tell page from text where `page` is None, and decode."""
    if not raw.strip():
        raise SeedError("there is nothing in it", file=name)
    for mark, what in _NO_TEXT.items():
        if raw.startswith(mark):
            raise SeedError(f"this is neither a page nor a text but {what}", file=name)
    if _WEB_ARCHIVE.search(raw[:_HEAD]):
        raise SeedError("this is a web archive; save the page as HTML only", file=name)
    if page is None:
        page = bool(_PAGE.match(raw[:_HEAD].decode("latin-1").removeprefix("ï»¿")))
    text = _decoded(raw, name, _declared(raw, charset) if page else charset)
    if not page:
        _check_text(text, name)
    return Arrival(name, "page" if page else "text", text, raw, original_name, addresses)


def _declared(raw: bytes, charset: str | None) -> str | None:
    """The encoding that the server gives, else the one that the page gives."""
    if charset is None:
        found = _META_CHARSET.search(raw[:_HEAD])
        charset = found.group(1).decode("ascii", "replace") if found else None
    return charset


def _decoded(raw: bytes, name: str, charset: str | None) -> str:
    """`raw` as text, letter for letter or not at all."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            raw, charset = raw[len(mark) :], encoding
            break
    try:
        encoding = codecs.lookup(charset or "utf-8").name
    except LookupError:
        raise SeedError(f"its encoding {charset!r} is unknown", file=name) from None
    if encoding in _READ_AS_WINDOWS:
        encoding = "cp1252"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        said = "" if charset else "; where it is another encoding, convert it first"
        raise SeedError(
            f"this is not {encoding.upper()}: byte 0x{raw[error.start]:02x} at offset "
            f"{error.start}{said}",
            file=name,
            line=raw[: error.start].count(b"\n") + 1,
        ) from None


def _check_text(text: str, name: str) -> None:
    if not text.strip():
        raise SeedError("there is nothing in it", file=name)
    control = _CONTROL.search(text)
    if control:
        raise SeedError(
            f"this is no text: it holds the control character U+{ord(control.group()):04X}",
            file=name,
            line=text.count("\n", 0, control.start()) + 1,
        )
