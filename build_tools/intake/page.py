"""Reads an article off a page in HTML: its paragraphs, its headline and what its metadata say.

trafilatura decides which parts of the page are the article. Its text is not taken as it is: it sets
marks before list items and between cells that are not on the page. The paragraphs are read from the
tree that it makes instead, and their characters from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from build_tools.errors import SeedError
from build_tools.intake.arrival import Arrival
from build_tools.intake.letters import PageLetters
from build_tools.intake.reading import Reading
from build_tools.models import Stated
from build_tools.names import fold

# Elements of trafilatura's tree that begin and end a line.
_LINES = frozenset(("body", "code", "div", "head", "item", "lb", "list", "p", "pre", "quote", "row", "table"))
_LINE_ENDS = re.compile(r"[\r\n]+")
_RENDERED_AS_SPACE = re.compile(r"[ \t\n\r\f]+")
# Its guesses from anything in a page that looks like a date are not wanted; the reason for a date
# could not be told.
_DATES = {"original_date": True, "extensive_search": False}


def read_page(arrival: Arrival) -> Reading:
    """The article of a page.

    Raises:
        SeedError: If there is none.
    """
    url = arrival.addresses[-1] if arrival.addresses else None
    tree = load_html(arrival.text)
    found = tree is not None and bare_extraction(
        arrival.text,
        url=url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if not found:
        raise SeedError("no article was found on the page", file=arrival.name)
    lines, notes = _own_letters(list(_lines(found.body)), tree)
    if not lines:
        raise SeedError("no article was found on the page", file=arrival.name)
    site = _site_name(found.sitename, found.url or url)
    title, lines = _title(found.title, _headline(tree, site), lines)
    return Reading(
        text="\n\n".join(lines) + "\n",
        title=title,
        site=site,
        address=found.url if (found.url or "").startswith(("https://", "http://")) else None,
        authors=tuple(part.strip() for part in (found.author or "").split(";") if part.strip()),
        day=_day(tree, found.date, found.url or url),
        licence=found.license,
        notes=tuple(notes),
    )


def _lines(body: etree._Element) -> Iterator[str]:
    """The paragraphs of trafilatura's tree, in order."""
    parts: list[str] = []

    def ended() -> list[str]:
        lines = [line.strip() for line in _LINE_ENDS.split("".join(parts))]
        parts.clear()
        return [line for line in lines if line]

    def walk(element: etree._Element) -> Iterator[str]:
        breaks = element.tag in _LINES
        if breaks:
            yield from ended()
        parts.append(element.text or "")
        for child in element:
            yield from walk(child)
            parts.append(child.tail or "")
        if breaks:
            yield from ended()
        elif element.tag == "cell":
            parts.append(" ")

    yield from walk(body)


def _own_letters(lines: list[str], tree: HtmlElement) -> tuple[list[str], list[str]]:
    """The paragraphs with the page's characters, and a note on each that the page has not."""
    shown = "//text()[not(parent::script or parent::style or parent::title)]"
    letters = PageLetters("".join(tree.xpath(shown)))
    restored, notes = [], []
    for line in lines:
        own = letters.restore(line)
        if own is None:
            notes.append(f"the page has these words in another form, compare them: “{line[:60]}…”")
        restored.append(line if own is None else own)
    return restored, notes


def _site_name(name: str | None, url: str | None) -> str | None:
    """The site's name; None where it is only its host, or the address of a page about it."""
    if not name or "://" in name:
        return None
    host = (urlsplit(url).hostname or "") if url else ""
    return None if fold(name) in (host, host.removeprefix("www.")) else name


def _headline(tree: HtmlElement, site: str | None) -> str | None:
    """What the page's only first heading says, the site's name left aside."""
    headings = []
    for element in tree.iter("h1"):
        for line_break in element.iter("br"):
            line_break.tail = " " + (line_break.tail or "")
        text = _RENDERED_AS_SPACE.sub(" ", element.text_content()).strip()
        if text and (site is None or fold(text) != fold(site)):
            headings.append(text)
    return headings[0] if len(set(headings)) == 1 else None


def _title(
    declared: str | None, headline: str | None, lines: list[str]
) -> tuple[Stated, list[str]]:
    """The title and the lines, headed by the headline that the page prints above them."""
    for title in (headline, declared):
        for line in lines if title else ():
            if _same(line, title):
                return Stated(line, "printed"), lines
    if headline:
        return Stated(headline, "printed"), [headline, *lines]
    if declared:
        why = "The page’s metadata give it; the text does not print it."
        return Stated(declared, "inferred", why), lines
    return Stated(None, "unknown", "The page has no title."), lines


def _same(one: str, other: str | None) -> bool:
    return other is not None and fold(" ".join(one.split())) == fold(" ".join(other.split()))


def _day(tree: HtmlElement, day: str | None, url: str | None) -> Stated:
    """The day that the page's metadata give, with the place where they give it."""
    if not day:
        return Stated(None, "unknown")
    labels = []
    for element in tree.iter("meta", "time"):
        if day in (element.get("content") or element.get("datetime") or ""):
            names = (element.get(key) for key in ("property", "name", "itemprop"))
            labels.append(next(filter(None, names), str(element.tag)))
    for element in tree.xpath('//script[@type="application/ld+json"]'):
        labels += re.findall(rf'"(\w+)"\s*:\s*"{day}', element.text or "")
    # Where it gives the day several times, what it calls the day of publication says most.
    labels.sort(key=lambda label: "publish" not in label.lower())
    if labels:
        why = f"The page gives it as “{labels[0]}”; the text does not print it."
    elif url and re.search(day.replace("-", "[-/]?"), url):
        why = "The page’s address holds it; the text does not print it."
    else:
        why = "The page holds it outside the text, which does not print it."
    return Stated(day, "inferred", why)
