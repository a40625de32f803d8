"""The search index over a small built site."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from build_tools.errors import SiteError
from build_tools.search_index import MAGIC, UNUSED, decode, encode, write_search_index

PAGE = """<!doctype html><html lang="en"><head><title>{n}</title></head><body>
<nav>chrome</nav><div data-pagefind-body><h1 id="title">Page {n}</h1>
<data data-pagefind-filter="year[value]" value="20{n:02}"></data>
<p id="p1">Words of page {n}, and seven <a class="sb-label" href="#p1">label</a> sources said so.</p>
<ul class="sb-statements"><li>said again</li></ul></div></body></html>
"""


def make_site(folder: Path, pages: int = 30) -> Path:
    for n in range(pages):
        page = folder / f"page-{n}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(n=n), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_index_holds_each_page_and_no_unused_interface(tmp_path: Path) -> None:
    bundle = write_search_index(make_site(tmp_path / "site"))

    assert bundle == tmp_path / "site" / "pagefind"
    assert (bundle / "pagefind.js").is_file()
    assert len(list((bundle / "fragment").iterdir())) == 30
    assert not [name for name in UNUSED if (bundle / name).exists()]


def test_index_holds_the_words_of_the_texts_alone(tmp_path: Path) -> None:
    bundle = write_search_index(make_site(tmp_path / "site", pages=1))

    (fragment,) = (bundle / "fragment").iterdir()
    page = json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(MAGIC))

    assert page["content"] == "Page 0. Words of page 0, and seven sources said so."
    assert page["filters"] == {"year": ["2000"]}
    assert {anchor["id"] for anchor in page["anchors"]} == {"title", "p1"}


def test_same_pages_give_same_bytes(tmp_path: Path) -> None:
    first = write_search_index(make_site(tmp_path / "first"))
    second = write_search_index(make_site(tmp_path / "second"))
    again = contents(write_search_index(tmp_path / "first"))

    assert contents(first) == contents(second) == again


def test_pages_that_are_gone_leave_the_index(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", pages=3)
    write_search_index(site)
    (site / "page-2" / "index.html").unlink()

    bundle = write_search_index(site)

    assert len(list((bundle / "fragment").iterdir())) == 2


def test_site_without_searchable_pages_is_told(tmp_path: Path) -> None:
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("<!doctype html><html><body data-pagefind-ignore>x</body></html>", "utf-8")

    with pytest.raises(SiteError, match="not able to build an index"):
        write_search_index(page.parent)


@pytest.mark.parametrize(
    ("item", "data"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1_000_000, "1a000f4240"),
        (1_000_000_000_000, "1b000000e8d4a51000"),
        ("", "60"),
        ("IETF", "6449455446"),
        ("水", "63e6b0b4"),
        ([], "80"),
        ([1, [2, 3], ["a"]], "8301820203816161"),
        (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ],
)
def test_cbor(item: object, data: str) -> None:
    # The encodings are those of RFC 8949, Appendix A.
    assert encode(item).hex() == data
    assert decode(bytes.fromhex(data)) == (item, len(data) // 2)


@pytest.mark.parametrize("data", ["20", "5f", "9f01ff", "f5"])
def test_cbor_beyond_what_pagefind_writes_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="an item of"):
        decode(bytes.fromhex(data))


def test_missing_site_is_told(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="no built site"):
        write_search_index(tmp_path / "nowhere")


def test_failing_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = tmp_path / "pagefind"
    failing.write_text("#!/bin/sh\necho 'disk is full' >&2\nexit 3\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(failing))

    with pytest.raises(SiteError, match=r"exit status 3.*disk is full"):
        write_search_index(make_site(tmp_path / "site", pages=1))
