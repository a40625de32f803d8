"""Finds every broken internal link of the built site, raw HTML included.

MkDocs checks the links it wrote itself; most links here stand in raw HTML, so the finished files
are read instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from lxml import etree

from build_tools.errors import SiteError

# Attributes that hold one address. `srcset` and a refresh hold it among other words.
_LINKS = etree.XPath(
    "//@href | //@src | //@poster | //@action | //@formaction | //@cite | //object/@data"
    " | //@*[name() = 'xlink:href']"
)
_SRCSETS = etree.XPath("//@srcset")
_REFRESHES = etree.XPath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
_ANCHORS = etree.XPath("//@id | //a/@name", smart_strings=False)
_EMBEDS_DATA = {"img", "source"}
_OTHER_SCHEMES = {"mailto", "tel"}
# Browsers drop these inside an address and around it: "java\nscript:" runs.
_DROPPED_INSIDE = re.compile(r"[\t\r\n]")
_DROPPED_AROUND = "".join(map(chr, range(33)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s[^,]*)?(?:,|$)")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
_NOT_FOUND_PAGE = "404.html"
_SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True, order=True)
class BrokenLink:
    """A link that leads nowhere.

    Attributes:
        page: The file it stands in, relative to the site, with forward slashes.
        target: The link as written.
        reason: Why it does not work.
    """

    page: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page links to and can be linked at.

    Both are joined by line ends: a site of thousands of pages has a million ids, which as
    separate strings would take ten times the memory.
    """

    links: str
    anchors: str

    def has_anchor(self, name: str) -> bool:
        return f"\n{name}\n" in self.anchors


def check_links(site_dir: Path, base_path: str) -> list[BrokenLink]:
    """Every broken internal link of a built site.

    A link works if its file exists, letter for letter, and the file has the anchor it names.
    External links are only checked for their form: nothing is fetched. An absolute address counts
    as internal where the sitemap names the same host.

    Args:
        site_dir: The built site.
        base_path: The path it is served under ("/", "/some-repo/").

    Returns:
        Sorted by page and target; each link of a page once.

    Raises:
        SiteError: If `site_dir` holds no built site.
    """
    files = {path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()}
    if "index.html" not in files:
        raise SiteError("holds no built site; run `make site` first", file=site_dir)
    base_path = "/" + f"{base_path.strip('/')}/".lstrip("/")
    locations = _sitemap_locations(site_dir)
    hosts = {urlsplit(location).netloc for location in locations}
    pages = {name: _read(site_dir / name) for name in sorted(files) if name.endswith(".html")}
    resolve = _Resolver(files, pages, base_path, hosts)
    broken = [
        BrokenLink(name, link, reason)
        for name, page in pages.items()
        for link in page.links.split("\n")
        if (reason := resolve.fault(name, link)) is not None
    ]
    broken += [
        BrokenLink(_SITEMAP, location, reason)
        for location in locations
        if (reason := resolve.fault(_SITEMAP, location)) is not None
    ]
    return sorted(broken)


class _Resolver:
    """Says of a link on a page whether it works."""

    def __init__(
        self, files: set[str], pages: dict[str, _Page], base_path: str, hosts: set[str]
    ) -> None:
        self._files = files
        self._pages = pages
        self._base_path = base_path
        self._hosts = hosts
        # Pages of one folder share most of their links: the header, the navigation, the footer.
        self._file_of = lru_cache(maxsize=100_000)(self._find_file)

    def fault(self, page: str, link: str) -> str | None:
        """Why `link`, as it stands on `page`, does not work; None where it does."""
        scheme = _SCHEME.match(link)
        if scheme is not None:
            return self._fault_with_scheme(page, link, scheme[1].lower())
        if link.startswith("//"):
            return _fault_of_form(link)
        path, _, fragment = link.partition("#")
        path = path.partition("?")[0]
        if page == _NOT_FOUND_PAGE and path and not path.startswith("/"):
            return "relative, but this page is shown at any depth"
        if not path:
            return self._fault_of_anchor(page, fragment)
        return self._fault_of_path(page.rpartition("/")[0], path, fragment)

    def _fault_with_scheme(self, page: str, link: str, scheme: str) -> str | None:
        if scheme in _OTHER_SCHEMES:
            return None
        if scheme not in ("http", "https"):
            return f"{scheme}: is not allowed in a link"
        fault = _fault_of_form(link)
        if fault is not None:
            return fault
        parts = urlsplit(link)
        if parts.netloc not in self._hosts:
            return None
        # Another site of the same owner may stand beside this one; the sitemap is all ours.
        if page != _SITEMAP and not parts.path.startswith(self._base_path):
            return None
        return self._fault_of_path("", parts.path or "/", parts.fragment)

    def _fault_of_path(self, folder: str, path: str, fragment: str) -> str | None:
        file, fault = self._file_of(folder, path)
        if fault is None and fragment:
            return self._fault_of_anchor(file, fragment)
        return fault

    def _find_file(self, folder: str, path: str) -> tuple[str, str | None]:
        """The file that `path` means on a page of `folder`, and what is wrong with it."""
        here = f"{self._base_path}{folder}/" if folder else self._base_path
        address = unquote(urljoin(here, path))
        if not address.startswith(self._base_path):
            return "", f"outside of {self._base_path}"
        file = address.removeprefix(self._base_path)
        if file == "" or file.endswith("/"):
            file += "index.html"
        if file in self._files:
            return file, None
        if f"{file}/index.html" in self._files:
            return "", "a folder; its address ends with a slash"
        return "", f"no file {file}"

    def _fault_of_anchor(self, file: str, fragment: str) -> str | None:
        name = unquote(fragment.partition(":~:")[0])
        if name in ("", "top") or file not in self._pages or self._pages[file].has_anchor(name):
            return None
        return f"no anchor {name} in {file}"


def _read(path: Path) -> _Page:
    """The links and anchors of one HTML file, each once, in order of appearance."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    data = path.read_bytes()
    if not data.strip():
        return _Page("", "")
    root = lxml.html.document_fromstring(data, parser=parser)
    links = dict.fromkeys(_addresses(root))
    anchors = dict.fromkeys(_ANCHORS(root))
    return _Page("\n".join(links), "\n" + "\n".join(anchors) + "\n")


def _addresses(root: lxml.html.HtmlElement) -> Iterator[str]:
    for value in _LINKS(root):
        address = _as_browsers_read(value)
        if address.startswith("data:") and value.is_attribute and value.attrname == "src":
            if value.getparent().tag in _EMBEDS_DATA:
                continue
        yield address
    for value in _SRCSETS(root):
        if not value.lstrip().startswith("data:"):
            yield from (_as_browsers_read(match) for match in _CANDIDATE.findall(value))
    for value in _REFRESHES(root):
        match = _REFRESH.match(value)
        if match is not None:
            yield _as_browsers_read(match[1])


def _as_browsers_read(address: str) -> str:
    return _DROPPED_INSIDE.sub("", address).strip(_DROPPED_AROUND)


def _fault_of_form(link: str) -> str | None:
    """What is wrong with an address that names a host; None where it could be one."""
    if re.search(r"\s", link):
        return "white space in an address"
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"not an address: {error}"
    return None if host else "an address without a host"


def _sitemap_locations(site_dir: Path) -> list[str]:
    """The addresses in the sitemap; none where the site has no sitemap."""
    path = site_dir / _SITEMAP
    if not path.is_file():
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise SiteError(f"cannot be read: {error.msg}", file=path) from error
    return [(element.text or "").strip() for element in root.iter("{*}loc")]
