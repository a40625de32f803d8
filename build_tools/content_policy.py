"""Gives every page a Content-Security-Policy: what is not the site's own neither loads nor runs.

The few scripts and styles that stand in the pages themselves are let in by their digests. All pages
have one and the same policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from build_tools.errors import SiteError

_INLINE = {
    "script": re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL),
    "style": re.compile(r"<style(?P<attributes>[^>]*)>(?P<body>.*?)</style>", re.DOTALL),
}
# A script of another file, or one that is data, needs no digest.
_NOT_RUN = re.compile(r"""\bsrc=|\btype=["']?application/(?:ld\+)?json""")
_PLACE = re.compile(r"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)


def content_policy(pages: Iterable[str]) -> str:
    """The policy under which all of these pages work, as its value is written.

    Args:
        pages: The HTML of each page. MkDocs and the theme write it; article text stands in it
            escaped, so that no script of an article's can be among those that are let in.
    """
    digests: dict[str, set[str]] = {kind: set() for kind in _INLINE}
    for page in pages:
        for kind, pattern in _INLINE.items():
            for found in pattern.finditer(page):
                if not _NOT_RUN.search(found["attributes"]):
                    digests[kind].add(_digest(found["body"]))
    scripts, styles = (" ".join(sorted(digests[kind])) for kind in ("script", "style"))
    return "; ".join(
        (
            "default-src 'none'",
            # Pagefind's index is read by WebAssembly.
            f"script-src 'self' 'wasm-unsafe-eval' {scripts}".strip(),
            f"style-src 'self' {styles}".strip(),
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def add_content_policy(site: Path) -> None:
    """Write the policy into each HTML page of a built site.

    Raises:
        SiteError: If a page does not say that it is UTF-8, so that there is no place for the policy.
    """
    pages = {path: path.read_bytes().decode("utf-8") for path in sorted(site.rglob("*.html"))}
    policy = content_policy(pages.values())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for path, page in pages.items():
        placed, count = _PLACE.subn(lambda found: found[0] + meta, page, count=1)
        if not count:
            raise SiteError("the page does not tell its encoding", file=path)
        path.write_bytes(placed.encode("utf-8"))


def _digest(body: str) -> str:
    # A browser takes the digest of what it has parsed, in which every line end is a line feed.
    parsed = body.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(parsed.encode()).digest()).decode()}'"
