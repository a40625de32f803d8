"""A small corpus built by hand, with names that would be elements, for tests of the plots."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from build_tools.corpus.assemble import assemble, view
from build_tools.models import (
    AnnotatedArticle,
    Attribution,
    DateExpression,
    Entity,
    Event,
    Mention,
    Passage,
    Registry,
)
from build_tools.render.site import Site
from build_tools.settings import Settings
from build_tools.site_urls import site_urls
from tests.corpus.articles import RULE, article

HOSTILE = '<b>&"'
TEXT = (
    "Bridge closes\n\n"
    "The mayor said on May 13 that the bridge was tired.\n\n"
    "Two officials said that Osterby had known since March 2004. Nobody asked why.\n"
)


def statement(text: str, source: str, cue: str, content: str, **more: object) -> Attribution:
    """A statement by the words of its parts, each the first of its kind behind the one before."""
    at = text.index(source)
    said = text.index(cue, at + len(source))
    start = text.index(content, said + len(cue))
    parts = ((at, at + len(source)),), ((said, said + len(cue)),), ((start, start + len(content)),)
    more = {"source_kind": "named", **more}
    return Attribution(f"s{said}", *parts, "indirect", provenance=RULE, **more)  # type: ignore[arg-type]


def date_expression(text: str, words: str, value: str | None) -> DateExpression:
    """A date by its words."""
    start = text.index(words)
    return DateExpression(start, start + len(words), value, None, RULE)


def bridge_article(
    identifier: str = "bridge", outlet: str | None = "gazette", day: str | None = "2019-05-14"
) -> AnnotatedArticle:
    """An article with a named and an unnamed source, two dates, and a place that is spoken of."""
    bridge = TEXT.index("the bridge")
    osterby = TEXT.index("Osterby")
    return article(
        identifier,
        TEXT,
        outlet=outlet,
        date=day,
        attributions=(
            statement(TEXT, "The mayor", "said", "that the bridge was tired", source_entity="mayor"),
            statement(
                TEXT,
                "Two officials",
                "said",
                "that Osterby had known since March 2004",
                source_kind="unnamed",
                affiliation="council",
                descriptor="Two officials",
            ),
        ),
        dates=(date_expression(TEXT, "May 13", "2019-05-13"), date_expression(TEXT, "March 2004", "2004-03")),
        mentions=(
            Mention(bridge, bridge + 10, "nominal", "place", "bridge-place", RULE),
            Mention(osterby, osterby + 7, "name", "place", "osterby", RULE),
        ),
    )  # fmt: skip


def passage(text: str, quote: str, identifier: str = "bridge", paragraph: int = 2) -> Passage:
    """A passage by its words."""
    start = text.index(quote)
    return Passage(identifier, quote, (start, start + len(quote)), paragraph)


def registry_of(*events: Event) -> Registry:
    """The entities that the article names, some with hostile names, and the given events."""
    entities = (
        Entity("bridge-place", "place", f"Bridge {HOSTILE}"),
        Entity("council", "government-body", "Council"),
        Entity("gazette", "outlet", "Gazette & Sons"),
        Entity("mayor", "person", f"Mayor {HOSTILE}"),
        Entity("osterby", "place", "Osterby"),
    )
    return Registry({one.id: one for one in entities}, {one.id: one for one in events})


def site_of(articles: list[AnnotatedArticle], registry: Registry, folder: Path) -> Site:
    """A site of these articles; nothing is read from the folder."""
    return Site(view(assemble(articles, registry)), Settings.for_root(folder), site_urls({}))


def parse(markup: str) -> html.HtmlElement:
    """Markup as a browser would read it."""
    return html.fragment_fromstring(f"<div>{markup}</div>")


def hrefs(tree: html.HtmlElement) -> list[str]:
    """The addresses of all links, in order."""
    return tree.xpath(".//a/@href")


def page_of(text: str) -> html.HtmlElement:
    """The HTML of a page file, behind its front matter."""
    return parse(text.split("-->", 1)[1])
