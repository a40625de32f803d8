"""The search index: runs Pagefind over a built site, and makes its output small and repeatable."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path

from build_tools.errors import SiteError

log = logging.getLogger(__name__)

BUNDLE = "pagefind"
LANGUAGE = "en"
TIMEOUT_SECONDS = 1800
# Pagefind's own interfaces, which the site's search dialog replaces.
UNUSED = (
    "pagefind-component-ui.css",
    "pagefind-component-ui.js",
    "pagefind-highlight.js",
    "pagefind-modular-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-ui.css",
    "pagefind-ui.js",
)
# What search leaves out: the site's own words, and what only repeats words of an article, so that a
# hit leads to the paragraph itself.
EXCLUDED = (
    ".sb-article-page .sb-panel",
    ".sb-block--title",
    ".sb-cards",
    ".sb-header .sb-meta",
    ".sb-header .sb-whys",
    ".sb-kwic",
    ".sb-label",
    ".sb-passages",
    ".sb-references",
    ".sb-statements",
    ".sb-table",
    ".sb-timeline",
)
# What each binary file of the index begins with, once unpacked.
MAGIC = b"pagefind_dcd"

Item = int | str | list["Item"]


def write_search_index(site: Path) -> Path:
    """Index the pages of a built site into `site/pagefind/`.

    A page takes part by an element with `data-pagefind-body`. The same pages give the same bytes.

    Args:
        site: Folder with the built HTML.

    Returns:
        The folder of the index.

    Raises:
        SiteError: If there is no such folder, or Pagefind cannot be run, fails, or writes an index
            of a form that is not known here.
    """
    if not site.is_dir():
        raise SiteError("there is no built site to index", file=site)
    bundle = site / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    _run_pagefind(site)
    entry = bundle / "pagefind-entry.json"
    if not entry.is_file():
        raise SiteError("Pagefind left no index behind", file=bundle)
    for name in UNUSED:
        (bundle / name).unlink(missing_ok=True)
    try:
        _settle_filters(bundle, entry)
    except (IndexError, KeyError, OSError, TypeError, ValueError) as error:
        raise SiteError(f"Pagefind wrote an index of unknown form: {error}", file=entry) from error
    log.info("search index written to %s", bundle)
    return bundle


def _run_pagefind(site: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", BUNDLE]
    command += ["--exclude-selectors", ", ".join(EXCLUDED)]
    command += ["--force-language", LANGUAGE, "--quiet"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiteError(f"Pagefind could not index the site: {error}", file=site) from error
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip()
        raise SiteError(
            f"Pagefind could not index the site (exit status {done.returncode}): {told}", file=site
        )


def _settle_filters(bundle: Path, entry: Path) -> None:
    """Put the values of each filter in order.

    Pagefind writes them in the random order of a hash table, so each run would name and fill these
    files anew. A file's name is its content's hash, and the file above it holds the name: the
    filters are named in the index's metadata, and the metadata in the entry.
    """
    top = json.loads(entry.read_text(encoding="utf-8"))
    language = top["languages"][LANGUAGE]
    meta_path = bundle / f"pagefind.{language['hash']}.pf_meta"
    meta = _read(meta_path)
    # version, pages, words, filters, sorts, metadata fields; a filter is its name and its file.
    filters = meta[3]
    for name_and_file in filters:
        path = bundle / "filter" / f"{name_and_file[1]}.pf_filter"
        name, values = _read(path)
        path.unlink()
        name_and_file[1] = _write(path.parent, "", [name, sorted(values)], ".pf_filter")
    filters.sort()
    meta_path.unlink()
    language["hash"] = _write(bundle, "pagefind.", meta, ".pf_meta")
    entry.write_text(json.dumps(top, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _read(path: Path) -> list[Item]:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MAGIC):
        raise ValueError(f"{path.name} does not begin as expected")
    item, end = decode(data, len(MAGIC))
    if end != len(data) or not isinstance(item, list):
        raise ValueError(f"{path.name} does not end as expected")
    return item


def _write(folder: Path, prefix: str, item: Item, suffix: str) -> str:
    data = MAGIC + encode(item)
    name = f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:10]}"
    (folder / f"{prefix}{name}{suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name


def decode(data: bytes, at: int = 0) -> tuple[Item, int]:
    """Read one item of the part of CBOR (RFC 8949) that Pagefind uses.

    Args:
        data: The bytes.
        at: Where the item begins.

    Returns:
        The item (a whole number from 0 up, a text or a list), and where it ends.

    Raises:
        ValueError: If there is anything else.
        IndexError: If the bytes end too soon.
    """
    kind, short = data[at] >> 5, data[at] & 31
    at += 1
    if short < 24:
        size = short
    elif short < 28:
        width = 1 << (short - 24)
        size = int.from_bytes(data[at : at + width], "big")
        at += width
    else:
        raise ValueError(f"an item of unknown length at byte {at - 1}")
    if kind == 0:
        return size, at
    if kind == 3:
        return data[at : at + size].decode("utf-8"), at + size
    if kind != 4:
        raise ValueError(f"an item of kind {kind} at byte {at - 1}")
    items: list[Item] = []
    for _ in range(size):
        item, at = decode(data, at)
        items.append(item)
    return items, at


def encode(item: Item) -> bytes:
    """Write what `decode` reads, in the shortest form."""
    if isinstance(item, int):
        return _head(0, item)
    if isinstance(item, str):
        text = item.encode("utf-8")
        return _head(3, len(text)) + text
    return _head(4, len(item)) + b"".join(map(encode, item))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    for step, width in enumerate((1, 2, 4, 8)):
        if size < 1 << (8 * width):
            return bytes([kind << 5 | 24 + step]) + size.to_bytes(width, "big")
    raise ValueError(f"too large a number for CBOR: {size}")
