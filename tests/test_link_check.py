"""The link checker, on small sites with one good or bad link each."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import SiteError
from build_tools.link_check import BrokenLink, check_links

PAGES = {
    "index.html": "<h1 id='top-of-page'>Home</h1>",
    "actors/index.html": "<p>All actors</p>",
    "actors/hassan/index.html": "<p id='p1'>One</p><a name='old'>Two</a><p id='naïve'>Three</p>",
    "assets/site.css": "body {}",
    "assets/Photo.png": "not really a photo",
    "data/all.json": "{}",
}
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
)


def make_site(folder: Path, pages: dict[str, str]) -> Path:
    for name, text in {**PAGES, **pages}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def page_of(html: str) -> dict[str, str]:
    """A page at /articles/one/ with `html` as its body."""
    return {"articles/one/index.html": f"<html><body id='here'>{html}</body></html>"}


GOOD = {
    "folder": '<a href="../../actors/hassan/">x</a>',
    "itself": '<a href="">x</a>',
    "top": '<a href="#">x</a> <a href="#top">x</a>',
    "anchor here": '<a href="#here">x</a>',
    "anchor there": '<a href="../../actors/hassan/#p1">x</a>',
    "anchor by name": '<a href="../../actors/hassan/#old">x</a>',
    "anchor with letters beyond ASCII": '<a href="../../actors/hassan/#na%C3%AFve">x</a>',
    "text fragment": '<a href="../../actors/hassan/#p1:~:text=One">x</a>',
    "home": '<a href="../..">x</a>',
    "query": '<a href="../../actors/?sort=name">x</a>',
    "under the path": '<a href="/some-repo/actors/hassan/#p1">x</a>',
    "the site's own address": '<a href="https://example.org/some-repo/actors/hassan/#p1">x</a>',
    "another site of that host": '<a href="https://example.org/elsewhere/">x</a>',
    "other host": '<a href="https://example.com/no/such/page#nowhere">x</a>',
    "other host, same scheme": '<a href="//example.com/x">x</a>',
    "mail": '<a href="mailto:somebody@example.org">x</a>',
    "style sheet": '<link rel="stylesheet" href="../../assets/site.css">',
    "picture": '<img src="../../assets/Photo.png" alt="">',
    "picture set": '<img srcset="../../assets/Photo.png 1x, ../../assets/Photo.png 2x" alt="">',
    "picture in the page": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
    "fragment of a file that is no page": '<a href="../../data/all.json#x">x</a>',
    "refresh": '<meta http-equiv="refresh" content="0; url=../../actors/hassan/">',
}

BAD = {
    "file": ('<a href="../nobody/">x</a>', "../nobody/", "no file articles/nobody/index.html"),
    "anchor here": ('<a href="#p9">x</a>', "#p9", "no anchor p9"),
    "anchor there": ('<a href="../../actors/hassan/#p9">x</a>', None, "no anchor p9"),
    "case of an anchor": ('<a href="../../actors/hassan/#P1">x</a>', None, "no anchor P1"),
    "case of a file": ('<img src="../../assets/photo.png" alt="">', None, "no file"),
    "folder without slash": ('<a href="../../actors/hassan">x</a>', None, "ends with a slash"),
    "outside the site": ('<a href="/actors/hassan/">x</a>', None, "outside of /some-repo/"),
    "too far up": ('<a href="../../../../actors/">x</a>', None, "outside of /some-repo/"),
    "own address": ('<a href="https://example.org/some-repo/none/">x</a>', None, "no file"),
    "script": ("<script src='../../assets/none.js'></script>", None, "no file"),
    "frame": ("<iframe src='none.html'></iframe>", None, "no file"),
    "link element": ("<link rel='icon' href='none.png'>", None, "no file"),
    "area": ("<map><area href='none.html'></map>", None, "no file"),
    "video": ("<video poster='none.png'></video>", "none.png", "no file"),
    "source": ("<picture><source srcset='../../assets/Photo.png, none.png 2x'></picture>",
               "none.png", "no file"),
    "drawing": ("<svg><use xlink:href='#none'></use></svg>", "#none", "no anchor"),
    "refresh": ('<META HTTP-EQUIV="Refresh" CONTENT="0;URL=\'../gone/\'">', "../gone/", "no file"),
    "raw HTML in a table": ("<table><tr><td><a href='none/'>x</a></table>", "none/", "no file"),
    "javascript": ("<a href='javascript:alert(1)'>x</a>", None, "javascript: is not allowed"),
    "hidden javascript": ("<a href=' java\nscript:alert(1)'>x</a>", "javascript:alert(1)",
                          "javascript: is not allowed"),
    "data": ("<a href='data:text/html,x'>x</a>", None, "data: is not allowed"),
    "data in a frame": ("<iframe src='data:text/html,x'></iframe>", None, "data: is not allowed"),
    "unknown scheme": ("<a href='htps://example.com/'>x</a>", None, "htps: is not allowed"),
    "no host": ("<a href='https:///path'>x</a>", None, "without a host"),
    "white space": ("<a href='https://example.com/a b'>x</a>", None, "white space"),
    "port": ("<a href='https://example.com:port/'>x</a>", None, "not an address"),
}


def sitemap(*paths: str) -> dict[str, str]:
    locations = "".join(f"<url><loc>https://example.org{path}</loc></url>" for path in paths)
    return {"sitemap.xml": SITEMAP.format(locations)}


@pytest.mark.parametrize("html", GOOD.values(), ids=GOOD)
def test_good_link(tmp_path: Path, html: str) -> None:
    site = make_site(tmp_path, page_of(html) | sitemap("/some-repo/"))
    assert check_links(site, "/some-repo/") == []


@pytest.mark.parametrize(("html", "target", "reason"), BAD.values(), ids=BAD)
def test_bad_link(tmp_path: Path, html: str, target: str | None, reason: str) -> None:
    site = make_site(tmp_path, page_of(html) | sitemap("/some-repo/"))
    (broken,) = check_links(site, "/some-repo/")
    assert broken.page == "articles/one/index.html"
    assert reason in broken.reason
    if target is not None:
        assert broken.target == target


def test_each_link_is_reported_once_a_page_in_order(tmp_path: Path) -> None:
    link = '<a href="/none/">x</a>'
    pages = {"b/index.html": link * 2, "a/index.html": link + '<a href="#z">x</a>'}
    assert check_links(make_site(tmp_path, pages), "/") == [
        BrokenLink("a/index.html", "#z", "no anchor z in a/index.html"),
        BrokenLink("a/index.html", "/none/", "no file none/index.html"),
        BrokenLink("b/index.html", "/none/", "no file none/index.html"),
    ]


@pytest.mark.parametrize("base_path", ["/some-repo/", "/some-repo", "some-repo", "/some-repo//"])
def test_the_path_may_be_written_with_or_without_slashes(tmp_path: Path, base_path: str) -> None:
    site = make_site(tmp_path, page_of('<a href="/some-repo/actors/">x</a>'))
    assert check_links(site, base_path) == []


def test_the_page_for_missing_pages_needs_absolute_links(tmp_path: Path) -> None:
    html = '<a href="/r/actors/">x</a><a href="#a" id="a">x</a><a href="actors/">x</a>'
    (broken,) = check_links(make_site(tmp_path, {"404.html": html}), "/r/")
    assert (broken.page, broken.target) == ("404.html", "actors/")
    assert "any depth" in broken.reason


def test_the_sitemap_is_checked(tmp_path: Path) -> None:
    site = make_site(tmp_path, sitemap("/r/", "/r/actors/", "/r/none/", "/elsewhere/"))
    assert [(link.target, link.reason) for link in check_links(site, "/r/")] == [
        ("https://example.org/elsewhere/", "outside of /r/"),
        ("https://example.org/r/none/", "no file none/index.html"),
    ]


def test_a_sitemap_that_is_no_xml_is_an_error(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"sitemap.xml": "<urlset>"})
    with pytest.raises(SiteError, match="sitemap.xml: cannot be read"):
        check_links(site, "/")


def test_an_empty_page_has_no_anchors(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"empty.html": " \n"} | page_of('<a href="../../empty.html#a">x</a>'))
    (broken,) = check_links(site, "/")
    assert broken.reason == "no anchor a in empty.html"


def test_a_folder_without_a_site_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="holds no built site"):
        check_links(tmp_path, "/")
