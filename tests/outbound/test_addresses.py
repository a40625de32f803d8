"""Each address elsewhere is gathered once, with the pages it is linked from."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import SiteError
from build_tools.outbound.addresses import Outbound, outbound_addresses

OWN = ("https://example.org/reader/", "https://example.com/somebody/reader")


def make(folder: Path, **pages: str) -> Path:
    for name, body in {"index": "<p>Home</p>", **pages}.items():
        (folder / f"{name}.html").write_text(body, encoding="utf-8")
    return folder


def urls(folder: Path, body: str) -> list[str]:
    return [one.url for one in outbound_addresses(make(folder, page=body), OWN)[0]]


def test_once_with_all_its_pages(tmp_path: Path) -> None:
    link = "<a href='https://gazette.example/a#one'>x</a><a href='https://gazette.example/a#two'>x</a>"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text(link, encoding="utf-8")
    found, left_out = outbound_addresses(make(tmp_path, index=link), OWN)
    assert found == [Outbound("https://gazette.example/a", ("deep/page.html", "index.html"))]
    assert left_out == 0


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<a href='../x/'>x</a> <a href='#y'>x</a> <a href='mailto:a@example.org'>x</a>", []),
        ("<a href=' https://a.example/ '>x</a>", ["https://a.example/"]),
        ("<a href='//a.example/x'>x</a>", ["https://a.example/x"]),
        ("<map><area href='http://a.example/?q=1'></map>", ["http://a.example/?q=1"]),
        ("<link rel='canonical' href='https://a.example/'><img src='https://a.example/i.png'>", []),
        (
            "<a href='https://b.example'>x</a><a href='https://a.example'>x</a>",
            ["https://a.example", "https://b.example"],
        ),
        ("<a href='https://[bad'>x</a> <a href='https:///x'>x</a> <a href='javascript:x'>x</a>", []),
        ("", []),
    ],
)
def test_links_to_other_sites_only(tmp_path: Path, body: str, found: list[str]) -> None:
    assert urls(tmp_path, body) == found


def test_ours_are_left_out_and_counted(tmp_path: Path) -> None:
    own = (
        "https://example.org/reader",
        "https://example.org/reader/x/",
        "https://example.com/somebody/reader/issues/new?a=b",
    )
    others = (
        "https://example.com/somebody/reader-two",
        "https://example.org/",
        "https://example.org/readers/",
    )
    body = "".join(f"<a href='{url}'>x</a>" for url in (*own, *others))
    found, left_out = outbound_addresses(make(tmp_path, page=body), OWN)
    assert [one.url for one in found] == sorted(others)
    assert left_out == len(own)


def test_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="holds no built site"):
        outbound_addresses(tmp_path, OWN)
