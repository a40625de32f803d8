"""Every URL and anchor of the site is made here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from build_tools.models import Attribution, EntityKind, Mention, Registry, Reuse

SECTIONS: dict[EntityKind, str] = {
    "person": "actors",
    "organization": "actors",
    "armed-group": "actors",
    "state": "actors",
    "government-body": "actors",
    "alliance": "actors",
    "outlet": "outlets",
    "place": "places",
    "document": "documents",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: its source file under docs/ and its URL under the site's root.

    Attributes:
        source: "actors/hamas.md".
        url: "actors/hamas/", empty for the home page.
    """

    source: str
    url: str

    @property
    def up(self) -> str:
        """The relative way from this page to the site's root: "../../"."""
        return "../" * self.url.count("/")


@cache
def page(path: str) -> Page:
    """The page of a path without extension: "actors/hamas", "actors/index", "timeline"."""
    url = path.removesuffix("index").strip("/")
    return Page(f"{path}.md", f"{url}/" if url else "")


class Links:
    """Makes links from one page to others.

    All links are relative, so that the site works under any path.

    Attributes:
        up: The relative way to the site's root; pages of one depth share it, and so their links.
    """

    def __init__(self, registry: Registry, here: Page) -> None:
        self._registry = registry
        self.up = here.up

    def to(self, path: str, anchor: str = "") -> str:
        """A link to the page of a path without extension."""
        url = self.up + page(path).url
        return (url or "./") + (f"#{anchor}" if anchor else "")

    def entity(self, identifier: str, anchor: str = "") -> str:
        """A link to an entity's page."""
        return self.to(entity_path(self._registry, identifier), anchor)

    def event(self, identifier: str, anchor: str = "") -> str:
        """A link to an event's page."""
        return self.to(f"events/{identifier}", anchor)

    def article(self, identifier: str, anchor: str = "") -> str:
        """A link to an article's page."""
        return self.to(f"articles/{identifier}", anchor)

    def paragraph(self, article: str, number: int) -> str:
        """A link to a paragraph of an article."""
        return self.article(article, paragraph_anchor(number))

    def statement(self, article: str, attribution: Attribution) -> str:
        """A link to a statement in its article."""
        return self.article(article, attribution.id)

    def compare(self, one: str, other: str) -> str:
        """A link to the page that compares two articles."""
        return self.to(compare_path(one, other))

    def mention(self, article: str, mention: Mention) -> str:
        """A link to a mention in its article."""
        return self.article(article, mention_anchor(mention))


def entity_path(registry: Registry, identifier: str) -> str:
    """The path, without extension, of an entity's page."""
    return f"{SECTIONS[registry.entities[identifier].kind]}/{identifier}"


def paragraph_anchor(number: int) -> str:
    """The id of a paragraph's element."""
    return f"p{number}"


def mention_anchor(mention: Mention) -> str:
    """The id of a mention's element. The text never changes, and so neither does this."""
    return f"m{mention.start}-{mention.end}"


def compare_path(one: str, other: str) -> str:
    """The path of the page that compares two articles, whichever way round."""
    first, second = sorted((one, other))
    return f"compare/{first}--{second}"


def quotation_path(article: str, attribution: Attribution) -> str:
    """The path of the page of an utterance, or of one of its versions."""
    return f"quotations/{article}--{attribution.id}"


def compare_anchor(article: str, reuse: Reuse) -> str:
    """The id of a shared passage on its page: where it begins in the first of the two articles."""
    first = article < reuse.other_article
    return f"x{reuse.start if first else reuse.other_start}"


def note_anchor(attribution: Attribution) -> str:
    """The id of the note that spells out a statement's chain."""
    return f"note-{attribution.id}"
