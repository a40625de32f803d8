"""What every page needs: the corpus, the addresses, the templates, and how a page file is made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from build_tools.corpus.assemble import Statement, View
from build_tools.corpus.quotations import quotation_variants
from build_tools.corpus.shares import Shares, attributed_shares
from build_tools.corpus.timeline import bounds, spoken_date
from build_tools.models import AnnotatedArticle, Article, OutputFile, Passage
from build_tools.render.links import Links, Page, note_anchor, paragraph_anchor, quotation_path
from build_tools.render.markup import escape
from build_tools.settings import Settings
from build_tools.site_urls import SiteUrls

MARKER = "<!-- sourcebook:html -->"
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_TITLE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance in several articles.

    Attributes:
        versions: In order of article and text.
        path: Of its page, without extension; `other_paths`: where its other versions lead to it.
    """

    versions: tuple[Statement, ...]
    path: str
    other_paths: tuple[str, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that print it."""
        return tuple(dict.fromkeys(one.article for one in self.versions))


@dataclass(frozen=True)
class Site:
    """The corpus by entity, and what turns it into pages."""

    view: View
    settings: Settings
    urls: SiteUrls

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["site"] = self
        environment.globals["spoken_date"] = spoken_date
        environment.globals["spoken_confidence"] = spoken_confidence
        environment.globals["note_anchor"] = note_anchor
        environment.globals["paragraph_anchor"] = paragraph_anchor
        return environment

    def render(
        self, page: Page, template: str, title: str, description: str = "", **context: object
    ) -> OutputFile:
        """One page: front matter for MkDocs, a marker, and HTML that no other program interprets.

        Args:
            title: As plain text; MkDocs prints front matter as it is, so it is escaped here.
            context: What the template asks for, besides `page`, `links` and `site`.
        """
        body = self._environment.get_template(template).render(
            page=page, title=title, links=Links(self.view.registry, page), **context
        )
        front = [f"title: {_quoted(title)}"]
        if description:
            front.append(f"description: {_quoted(description)}")
        # A brace begins a template language; none ever sees one in article text.
        html = "\n".join(line for line in body.split("\n") if line.strip()).replace("{", "&#123;")
        text = "---\n" + "\n".join(front) + f"\n---\n{MARKER}\n{html}\n"
        return OutputFile(page.source, text)

    def article(self, identifier: str) -> AnnotatedArticle:
        """An article by its id."""
        return self.view.articles[identifier]

    def name(self, identifier: str) -> str:
        """An entity's name by its id."""
        return self.view.registry.entities[identifier].name

    def article_title(self, identifier: str) -> str:
        """A title to link with: the printed one, or the article's first words in brackets."""
        return self._titles[identifier]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {i: title_of(annotated.article) for i, annotated in self.view.articles.items()}

    def outlet_name(self, article: Article) -> str:
        """The outlet's name, or that nobody knows it."""
        entity = self.view.registry.entities.get(article.outlet.value or "")
        return entity.name if entity else article.outlet.value or "outlet unknown"

    def year(self, article: Article) -> str | None:
        """The year of publication, for the search facet."""
        known = bounds(article.date.value)
        return str(known.lower.year) if known else None

    def by_article(self, passages: tuple[Passage, ...]) -> list[Passage]:
        """Passages in the order of the corpus and of the text."""
        order = {identifier: n for n, identifier in enumerate(self.view.articles)}
        return sorted(passages, key=lambda p: (order[p.article], p.span))

    def references(self, passages: tuple[Passage, ...]) -> list[tuple[str, list[int]]]:
        """The articles that passages stand in, each with its paragraphs."""
        found: dict[str, list[int]] = {}
        for passage in self.by_article(passages):
            numbers = found.setdefault(passage.article, [])
            if passage.paragraph not in numbers:
                numbers.append(passage.paragraph)
        return list(found.items())

    def paragraphs(self, found: Iterable[tuple[str, int]]) -> list[tuple[str, list[int]]]:
        """Paragraphs, as article and number, by article."""
        articles: dict[str, list[int]] = {}
        for article, number in found:
            articles.setdefault(article, []).append(number)
        return list(articles.items())

    @cached_property
    def salient(self) -> frozenset[str]:
        """The most mentioned actors; search offers only these as a facet."""
        entities = self.view.registry.entities
        actors = [e for e in self.ranked_entities() if entities[e].kind not in ("place", "document")]
        return frozenset(actors[: self.settings.facet_actors])

    def source_facets(self, statements: Iterable[Statement]) -> list[tuple[str, str]]:
        """Which kinds of source statements have, named or unnamed, for the search facet."""
        kinds = {one.attribution.source_kind for one in statements}
        named = kinds & {"named", "document", "outlet"}
        return [("sources", word) for word, some in (("Named", named), ("Unnamed", "unnamed" in kinds)) if some]

    def ranked_entities(self) -> list[str]:
        """Entities that are mentioned, the most mentioned first, ties by id."""
        counts = {entity: len(found) for entity, found in self.view.mentions.items()}
        return sorted(counts, key=lambda entity: (-counts[entity], entity))

    def shares(self, identifier: str) -> Shares:
        """How much of an article is attributed, and to whom; counted once."""
        if identifier not in self._shares:
            self._shares[identifier] = attributed_shares(self.view.articles[identifier])
        return self._shares[identifier]

    @cached_property
    def _shares(self) -> dict[str, Shares]:
        return {}

    def statement_item(self, statement: Statement, links: Links, *, title: bool = True) -> Markup:
        """A statement as an item of a list. It stands on many pages and is made once.

        Args:
            title: Name the article as well as the paragraph.
        """
        return self._piece("statement_item", statement, links, title)

    def chain_inline(self, statement: Statement, links: Links) -> Markup:
        """A statement's chain in a line, made once like its item."""
        return self._piece("chain_inline", statement, links)

    def _piece(self, macro: str, statement: Statement, links: Links, *options: bool) -> Markup:
        """A piece of HTML about a statement, the same on all pages of one depth."""
        key = (macro, statement.article, statement.attribution.id, links.up, options)
        if key not in self._pieces:
            pieces = self._environment.get_template("_macros.html").module
            self._pieces[key] = getattr(pieces, macro)(statement, links, self, *options)
        return self._pieces[key]

    @cached_property
    def _pieces(self) -> dict[tuple[object, ...], Markup]:
        return {}

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The utterances that stand in several articles."""
        found = []
        for versions in quotation_variants(self.view.articles, self.view.statements):
            path, *others = (quotation_path(one.article, one.attribution) for one in versions)
            found.append(Quotation(versions, path, tuple(others)))
        return tuple(found)

    def quotation_of(self, statement: Statement) -> Quotation | None:
        """The utterance that a statement is a version of, None where it stands in one article."""
        return self._quotation_of.get((statement.article, statement.attribution.id))

    @cached_property
    def _quotation_of(self) -> dict[tuple[str, str], Quotation]:
        return {(v.article, v.attribution.id): one for one in self.quotations for v in one.versions}

    def source_name(self, statement: Statement) -> str:
        """The source as a reader would call it."""
        return statement.chain[0].label


def title_of(article: Article) -> str:
    """The printed title, or the first words in square brackets where there is none."""
    if article.title.value:
        return article.title.value
    words = article.text.split()
    dots = "…" if len(words) > _TITLE_WORDS else ""
    return f"[{' '.join(words[:_TITLE_WORDS])}{dots}]"


def spoken_confidence(confidence: float) -> str:
    """A confidence with two digits, cut off and not rounded: 0.599 must not look like 0.60."""
    return str(Decimal(str(confidence)).quantize(Decimal("0.01"), ROUND_DOWN))


def _quoted(text: str) -> str:
    """A YAML string that holds the escaped text; JSON strings are YAML strings."""
    return json.dumps(" ".join(escape(text).replace("{", "&#123;").split()), ensure_ascii=False)
