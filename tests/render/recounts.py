"""Counts again what pages count: what a number's link leads to, and what the data files hold.

Nothing that the pages are made with is used here: built HTML, JSON files and texts are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import yaml
from lxml import html

from build_tools.paragraphs import paragraph_spans
from build_tools.settings import Settings
from tests.pages import parse

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_VOICES = ("voices-named", "voices-unnamed", "voices-unsourced")


@dataclass
class Count:
    """A number on a page.

    Attributes:
        page: The URL of the page under the site's root ("actors/iran/").
        of: What it says it is a number of.
    """

    page: str
    of: str
    number: int
    element: html.HtmlElement


@dataclass
class Built:
    """A built site with its data."""

    settings: Settings
    _pages: dict[str, html.HtmlElement] = field(default_factory=dict)

    def page(self, url: str) -> html.HtmlElement:
        if url not in self._pages:
            self._pages[url] = parse(self.settings.site / url / "index.html")
        return self._pages[url]

    def urls(self) -> list[str]:
        """The URLs of the home page and of all generated ones."""
        listed = json.loads((self.settings.docs / ".generated.json").read_text(encoding="utf-8"))
        pages = (Path(path).with_suffix("") for path in listed if path.endswith(".md"))
        urls = (f"{page.parent if page.name == 'index' else page}/" for page in pages)
        return ["", *sorted(urls)]

    def data(self, name: str) -> list[dict]:
        path = self.settings.docs / "data" / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8"))[name]

    @cached_property
    def annotations(self) -> dict[str, dict]:
        files = sorted((self.settings.docs / "data" / "annotations").glob("*.json"))
        return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}

    @cached_property
    def shown(self) -> list[dict]:
        return [one for one in self.data("statements") if one["shown"]]

    def follow(self, page: str, href: str) -> tuple[str, str]:
        """The URL that a link on a page leads to, and the anchor."""
        address, anchor = urldefrag(urljoin(f"/{page}", href))
        return unquote(address).lstrip("/"), unquote(anchor)

    def kinds(self, article: str) -> list[str]:
        """What each paragraph of an article is: title, heading, body, caption, boilerplate."""
        blocks = self.page(f"articles/{article}/").xpath('//article[contains(@class, "sb-text")]/*')
        return [re.search(r"sb-block--(\w+)", block.get("class"))[1] for block in blocks]

    def text(self, article: str) -> str:
        # Lines end as they do in the file, whatever they are.
        path = self.settings.seeds / "articles" / f"{article}.txt"
        return path.read_bytes().decode("utf-8")

    def paragraph(self, article: str, offset: int) -> int:
        """The number of the paragraph that holds an offset."""
        spans = paragraph_spans(self.text(article))
        return next(n for n, (start, end) in enumerate(spans, 1) if start <= offset < end)

    @cached_property
    def mentions(self) -> dict[str, list[tuple[str, int, dict]]]:
        """Entity id -> (article, paragraph, mention), boilerplate left out."""
        found: dict[str, list[tuple[str, int, dict]]] = {}
        for article, annotated in self.annotations.items():
            kinds = self.kinds(article)
            for mention in annotated["mentions"]:
                number = self.paragraph(article, mention["start"])
                if mention["entity"] and kinds[number - 1] != "boilerplate":
                    found.setdefault(mention["entity"], []).append((article, number, mention))
        return found

    def words(self, article: str) -> dict[str, int]:
        """The words of title, headings and body by the kind of source they are attributed to."""
        text, kinds = self.text(article), self.kinds(article)
        owner: dict[int, str] = {}
        for one in self.annotations[article]["attributions"]:
            if one["parent"] is None and one["source_kind"] and self._is_shown(article, one["id"]):
                kind = "unnamed" if one["source_kind"] == "unnamed" else "named"
                for start, end in one["content"]:
                    for word in _WORD.finditer(text, start, end):
                        owner.setdefault(word.start(), kind)
        counts = {"named": 0, "unnamed": 0, "nobody": 0}
        for (start, end), kind in zip(paragraph_spans(text), kinds, strict=True):
            if kind in ("title", "heading", "body"):
                for word in _WORD.finditer(text, start, end):
                    counts[owner.get(word.start(), "nobody")] += 1
        return counts

    def _is_shown(self, article: str, identifier: str) -> bool:
        return any((one["article"], one["id"]) == (article, identifier) for one in self.shown)

    def origins(self, articles: set[str]) -> list[set[str]]:
        """The articles in groups of one origin, put together until nothing is left to join."""
        known = {one["id"]: one for one in self.data("articles")}
        groups = [{article} for article in sorted(articles)]
        joined = True
        while joined:
            joined = False
            for one in groups:
                for other in groups:
                    if one is not other and any(self._share(known[a], known[b]) for a in one for b in other):
                        one |= other
                        groups.remove(other)
                        joined = True
                        break
                if joined:
                    break
        return groups

    def _share(self, one: dict, other: dict) -> bool:
        if self._overlap(one["id"], other["id"]) or self._overlap(other["id"], one["id"]):
            return True
        first, second = one["chain"][0], other["chain"][0]
        keys = [step["entity"] or (step["label"] if step["role"] == "relay" else None) for step in (first, second)]
        if keys[0] is None or keys[0] != keys[1]:
            return False
        days = [self._report_day(article["id"]) for article in (one, other)]
        return None in days or abs((days[0] - days[1]).days) <= 7

    def _overlap(self, one: str, other: str) -> bool:
        """Whether a third of the first article's words outside quotation marks stand in the second."""
        text = self.text(one).translate(str.maketrans("“”„", '"""'))
        words, shared = 0, 0
        spans = [(r["start"], r["end"]) for r in self.annotations[one]["reuse"] if r["article"] == other]
        for (start, end), kind in zip(paragraph_spans(text), self.kinds(one), strict=True):
            for number, part in enumerate(re.finditer(r'[^"]+', text[start:end].replace('""', '" "'))):
                if number % 2 == int(text[start] == '"') and kind != "boilerplate":
                    for word in re.finditer(r"\w+", part.group()):
                        at = start + part.start() + word.start()
                        words += 1
                        shared += any(first <= at < last for first, last in spans)
        return shared >= 16 and shared >= words / 3

    def _report_day(self, article: str) -> date | None:
        path = self.settings.seeds / "articles" / f"{article}.yml"
        metadata = yaml.safe_load(path.read_text(encoding="utf-8"))
        value = (metadata.get("report_date") or metadata["date"])["value"]
        return date.fromisoformat(value.strip("~?")) if value else None


def counts_of(built: Built) -> list[Count]:
    """Every number of the generated pages that says what it is a number of."""
    found = []
    for url in built.urls():
        for element in built.page(url).xpath("//*[@data-count]"):
            number = int(re.search(r"\d+", element.text_content())[0])
            found.append(Count(url, element.get("data-count"), number, element))
    return found


def _kwic(built: Built, entity_url: str) -> list[html.HtmlElement]:
    """The rows of mentions on an entity's page and its further pages."""
    urls = [entity_url, *(url for url in built.urls() if url.startswith(f"{entity_url}mentions-"))]
    return [row for url in urls for row in built.page(url).xpath('//li[contains(@class, "sb-kwic__row")]')]


def _articles_in(built: Built, rows: list[html.HtmlElement]) -> set[str]:
    return {re.search(r"articles/([^/]+)/", row.xpath(".//a/@href")[0])[1] for row in rows}


def _statements(built: Built, url: str, anchor: str) -> int:
    """The statements under a heading: on the page, or on the further pages where it has not all."""
    here = built.page(url).xpath(f'//section[h2[@id="{anchor}"]]//li[contains(@class, "sb-statement-item")]')
    further = [one for one in built.urls() if one.startswith(f"{url}statements-")]
    there = sum(
        len(built.page(one).xpath(f'//section[h2[@id="{anchor}"]]//li[contains(@class, "sb-statement-item")]'))
        for one in further
    )
    return there or len(here)


def listed(built: Built, count: Count) -> int:
    """How many things a number's link leads to."""
    element, of = count.element, count.of
    row = element.xpath("ancestor::tr[1]")
    if of == "beside-links":
        return len(row[0].xpath('./td[last()]//a[starts-with(normalize-space(), "¶")]'))
    if of == "links":
        return len(row[0].xpath("./td[last()]//a"))
    if of == "paragraphs":
        return len(built.page(count.page).find_class("sb-paragraph"))
    if of == "members":
        return len(row[0].find_class("sb-origin__article"))
    if of == "events":
        return len(element.getparent().xpath("./ul/li"))
    if of == "among":
        return len(element.xpath("following-sibling::a"))
    if of == "claim-articles":
        links = element.xpath('ancestor::section[1]//a[@class="sb-quote"]/@href')
        return len({built.follow(count.page, href)[0] for href in links})
    if of == "figure-articles":
        rows = [a.get("href")[1:] for a in element.xpath('preceding-sibling::a[starts-with(@href, "#figure-")]')]
        cells = [built.page(count.page).get_element_by_id(r).xpath('./td[@data-label="Where"]/a/@href')[0] for r in rows]
        return len({built.follow(count.page, href)[0] for href in cells})
    if of in ("list", "rows", "part"):
        return _under(built, count)
    if of.startswith("voice-"):
        return _of_voice(built, count)
    url, anchor = built.follow(count.page, element.get("href", "#ribbon" if _of_ribbon(of) else ""))
    tree = built.page(url)
    if anchor:
        tree.get_element_by_id(anchor)
    simple: dict[str, Callable[[], int]] = {
        "mentions": lambda: len(_kwic(built, url)),
        "named": lambda: sum(_is_name(built, url, row) for row in _kwic(built, url)),
        "mention-articles": lambda: len(_articles_in(built, _kwic(built, url))),
        "form": lambda: sum(
            _is_name(built, url, row) and row.find_class("sb-kwic__keyword")[0].text == element.get("data-of")
            for row in _kwic(built, url)
        ),
        **dict.fromkeys(("by", "about"), lambda: _statements(built, url, of)),
        "statements": lambda: len(tree.xpath('//section[h2[@id="voices"]]//li[contains(@class, "sb-statement-item")]')),
        "origins": lambda: len(tree.xpath('//section[h2[@id="origins"]]/ul/li')),
        **dict.fromkeys(("articles", "quotations", "all-origins"), lambda: len(tree.xpath("//table//tbody/tr"))),
        **dict.fromkeys(("dates", "reports"), lambda: len(tree.xpath(f'//section[h2[@id="{of}"]]//tbody/tr'))),
        **dict.fromkeys(("carried", "relayed"), lambda: len(tree.xpath(f'//h3[@id="{of}"]/following::ul[1]/li'))),
        "variants": lambda: len(set(tree.xpath("//table//tbody/tr/@data-article"))),
        "pairs": lambda: len(tree.find_class("sb-compare__pair")),
        "common-words": lambda: sum(
            len(re.findall(r"\w+", text))
            for text in tree.xpath('//tr[@class="sb-compare__pair"]/td[1]/span//text()[not(parent::del)]')
        ),
        "together": lambda: len(tree.find_class("sb-paragraph")),
        "voice": lambda: _voices(built, url, f"^{re.escape(anchor)}$"),
        **dict.fromkeys(_VOICES, lambda: _voices(built, url, f"^{of.removeprefix('voices-')}-")),
        "words": lambda: _ribbon(tree, "total"),
        **dict.fromkeys(("named-share", "unnamed-share"), lambda: _ribbon(tree, of.removesuffix("-share"))),
        "nobody-share": lambda: 100 - _ribbon(tree, "named") - _ribbon(tree, "unnamed"),
    }
    return simple[of]()


def _of_ribbon(of: str) -> bool:
    return of == "words" or of.endswith("-share")


def _under(built: Built, count: Count) -> int:
    """What stands under the heading of a list, or on a further page of one."""
    if count.of == "list":
        return _statements(built, count.page, count.element.getparent().get("id"))
    if count.of == "rows":
        return len(_kwic(built, count.page))
    first, last = map(int, re.findall(r"\d+", count.element.text_content()))
    items = built.page(count.page).xpath('//li[contains(@class, "sb-statement-item") or contains(@class, "sb-kwic__row")]')
    # The number is the first; it stands where the last leaves room for all that is listed.
    return first if last - first + 1 == len(items) else -1


def _of_voice(built: Built, count: Count) -> int:
    """The words of a voice's statements, or their share of the words of the article."""
    words = 0
    for quote in count.element.xpath('ancestor::section[1]//a[contains(@class, "sb-quote")]'):
        cue = sum(len(_WORD.findall(one.text_content())) for one in quote.find_class("sb-quote__cue"))
        words += len(_WORD.findall(quote.text_content())) - cue
    if count.of == "voice-words":
        return words
    return round(100 * words / _ribbon(built.page(count.page), "total"))


def _is_name(built: Built, url: str, row: html.HtmlElement) -> bool:
    """Whether a row's mention is marked as a name where it stands in its article."""
    article, anchor = built.follow(url, row.find_class("sb-kwic__keyword")[0].get("href"))
    marks = built.page(article).xpath(f'//*[@id="{anchor}"]')
    return "sb-mention--name" in marks[0].get("class")


def _voices(built: Built, url: str, anchors: str) -> int:
    """The statements under the headings of an outlet's voices whose anchors match."""
    base = re.sub(r"\d+/$", "", url)
    sections = [
        section
        for page in built.urls()
        if page.startswith(base)
        for section in built.page(page).xpath("//section[h2/@id]")
    ]
    return sum(
        len(section.xpath("./ul/li")) for section in sections if re.search(anchors, section.xpath("./h2/@id")[0])
    )


def _ribbon(tree: html.HtmlElement, part: str) -> int:
    """What the ribbon's own marks add up to: their titles tell their words."""
    figure = tree.get_element_by_id("ribbon")
    words = {"named": 0, "unnamed": 0, "nobody": 0}
    for title in figure.xpath(".//*[local-name()='a']"):
        told = title.get("aria-label") or title.xpath("string(.//*[local-name()='title'])")
        source = re.search(r"\((named|unnamed) source\): ¶", told)
        words[source[1] if source else "nobody"] += int(re.search(r"(\d+) words?$", told)[1])
    total = sum(words.values())
    return total if part == "total" else round(100 * words[part] / total)


def recounted(built: Built, count: Count) -> int | None:
    """The same number from the data files, None for what stands on pages alone."""
    element, of = count.element, count.of
    if of in _OF_ENTITIES:
        url = built.follow(count.page, element.get("href"))[0]
        return _OF_ENTITIES[of](built, url.split("/")[1], element)
    if of == "dates":
        article = built.follow(count.page, element.get("href"))[0].split("/")[1]
        return len(built.annotations[article]["dates"])
    if of == "statements" or (_of_ribbon(of) and of != "voice-share"):
        article = built.follow(count.page, element.get("href", ""))[0].split("/")[1]
        if of == "statements":
            return sum(one["article"] == article for one in built.shown)
        words = built.words(article)
        total = sum(words.values())
        if of == "words":
            return total
        named, unnamed = (round(100 * words[kind] / total) for kind in ("named", "unnamed"))
        return {"named-share": named, "unnamed-share": unnamed}.get(of, 100 - named - unnamed)
    if of in ("reports", "origins"):
        if count.page.startswith("quotations/"):
            articles = set(built.page(count.page).xpath("//tbody/tr/@data-article"))
            return len(built.origins(articles))
        event = built.follow(count.page, element.get("href"))[0].split("/")[1]
        (reports,) = [one["reports"] for one in built.data("events") if one["id"] == event]
        articles = {report["article"] for report in reports}
        return len(articles) if of == "reports" else len(built.origins(articles))
    if of in ("articles", "all-origins"):
        articles = {one["id"] for one in built.data("articles")}
        return len(articles) if of == "articles" else len(built.origins(articles))
    if of == "pairs":
        left, right = built.follow(count.page, element.get("href"))[0].split("/")[1].split("--")
        shared = [one for one in built.annotations[left]["reuse"] if one["article"] == right]
        return len({(built.paragraph(left, r["start"]), built.paragraph(right, r["other_start"])) for r in shared})
    if of.startswith("voices-"):
        outlet = count.page.split("/")[1]
        carried = {one["id"] for one in built.data("articles") if one["outlet"]["value"] == outlet}
        kinds = {"unnamed": {"unnamed"}, "unsourced": {None}}.get(of.removeprefix("voices-"), {"named", "document", "outlet"})
        return sum(one["article"] in carried and one["source_kind"] in kinds for one in built.shown)
    if of in ("together", "beside-links") and element.xpath("ancestor::tr[starts-with(@id, 'with-')]"):
        entity = count.page.split("/")[1]
        other = element.xpath("ancestor::tr[1]/@id")[0].removeprefix("with-")
        places = [{(a, n) for a, n, _ in built.mentions.get(one, ())} for one in (entity, other)]
        return len(places[0] & places[1])
    return None


def _ascribed(built: Built, entity: str) -> int:
    return sum(
        entity in (one["source_entity"], *one["joint_sources"]) and not one["belief"] and one["kind"] != "non-response"
        for one in built.shown
    )


def _in_chains(built: Built, entity: str, role: str) -> int:
    """The articles in whose chain, or in that of one of their statements, an entity has a role."""
    chains = [(one["id"], one["chain"]) for one in built.data("articles")]
    chains += [(one["article"], one["chain"]) for one in built.data("statements")]
    return len({a for a, chain in chains for step in chain if (step["role"], step["entity"]) == (role, entity)})


_OF_ENTITIES: dict[str, Callable[[Built, str, html.HtmlElement], int]] = {
    "mentions": lambda built, entity, _: len(built.mentions.get(entity, ())),
    "mention-articles": lambda built, entity, _: len({article for article, _, _ in built.mentions.get(entity, ())}),
    "named": lambda built, entity, _: sum(m["form"] == "name" for _, _, m in built.mentions.get(entity, ())),
    "form": lambda built, entity, element: sum(
        m["form"] == "name" and m["text"] == element.get("data-of") for _, _, m in built.mentions.get(entity, ())
    ),
    "carried": lambda built, entity, _: _in_chains(built, entity, "outlet"),
    "relayed": lambda built, entity, _: _in_chains(built, entity, "relay"),
    "by": lambda built, entity, _: _ascribed(built, entity),
    "about": lambda built, entity, _: sum(entity in one["about"] for one in built.shown),
}
