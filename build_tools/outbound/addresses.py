"""Gathers the addresses that the built site links to elsewhere, each once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import lxml.html

from build_tools.errors import SiteError


@dataclass(frozen=True, slots=True)
class Outbound:
    """An address elsewhere.

    Attributes:
        url: Without its fragment, which a server never gets.
        pages: The files it is linked from, relative to the site, with forward slashes.
    """

    url: str
    pages: tuple[str, ...]


def outbound_addresses(site: Path, own: Collection[str]) -> tuple[list[Outbound], int]:
    """The addresses that readers are sent to, in order.

    Args:
        site: The built site.
        own: Addresses whose pages are ours: the site's, and its repository's.

    Returns:
        The addresses, and how many of `own` were left out.

    Raises:
        SiteError: If no site is built there.
    """
    if not (site / "index.html").is_file():
        raise SiteError("holds no built site; `sourcebook build` makes one", file=site)
    pages: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        for url in dict.fromkeys(_links(path.read_bytes())):
            pages.setdefault(url, []).append(page)
    elsewhere = [Outbound(url, tuple(pages[url])) for url in sorted(pages) if not _is_own(url, own)]
    return elsewhere, len(pages) - len(elsewhere)


def _links(page: bytes) -> list[str]:
    """The http(s) addresses of a page's links; one that is no address is the link checker's to tell."""
    if not page.strip():
        return []
    root = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))
    found = []
    for link in root.xpath("//a/@href | //area/@href"):
        link = link.strip()
        url = urldefrag(f"https:{link}" if link.startswith("//") else link).url
        if _host(url):
            found.append(url)
    return found


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


def _is_own(url: str, own: Collection[str]) -> bool:
    return any(
        url.startswith(f"{one.rstrip('/')}{end}") or url == one.rstrip("/")
        for one in own
        for end in "/?"
    )
