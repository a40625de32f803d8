"""What must hold on the five real articles: all names linked, all links good, pages both ways."""

from __future__ import annotations

import re

import pytest

from build_tools.build import read_corpus
from build_tools.corpus.assemble import View, assemble, view
from build_tools.link_check import check_links
from build_tools.models import Mention
from build_tools.names import even
from build_tools.paragraphs import paragraph_spans
from build_tools.settings import Settings
from tests.pages import parse


@pytest.fixture(scope="module")
def corpus(real_site: Settings) -> View:
    annotated, registry, _ = read_corpus(real_site)
    return view(assemble(annotated, registry))


def test_every_name_that_occurs_is_linked(corpus: View) -> None:
    """A second, simpler search for the registry's full names finds nothing unlinked."""
    missed = []
    for annotated in corpus.articles.values():
        text = even(annotated.article.text)
        linked = [m for m in annotated.mentions if m.entity]
        for entity in corpus.registry.entities.values():
            for name in (entity.name, *entity.aliases):
                for match in re.finditer(rf"(?<![\w]){re.escape(even(name))}(?!\w)", text):
                    if not any(m.start <= match.start() and match.end() <= m.end for m in linked):
                        missed.append((annotated.article.id, name, match.start()))
    assert missed == []


def test_surnames_are_linked_once_the_full_name_stands(corpus: View) -> None:
    missed = []
    for annotated in corpus.articles.values():
        text = even(annotated.article.text)
        named = {m.entity for m in annotated.mentions if m.form == "name"}
        linked = [m for m in annotated.mentions if m.entity]
        for entity in corpus.registry.entities.values():
            if entity.kind != "person" or entity.id not in named:
                continue
            for name in entity.short_names:
                for match in re.finditer(rf"(?<![\w]){re.escape(even(name))}(?!\w)", text):
                    if not any(m.start <= match.start() and match.end() <= m.end for m in linked):
                        missed.append((annotated.article.id, name, match.start()))
    assert missed == []


def test_nothing_is_left_undecided(corpus: View) -> None:
    def open_mentions(mentions: tuple[Mention, ...]) -> list[tuple[str, ...]]:
        return [m.candidates for m in mentions if m.candidates]

    assert [open_mentions(a.mentions) for a in corpus.articles.values()] == [[]] * len(corpus.articles)


def test_every_annotation_lies_inside_one_paragraph(corpus: View) -> None:
    for annotated in corpus.articles.values():
        spans = paragraph_spans(annotated.article.text)
        found = [(m.start, m.end) for m in annotated.mentions]
        for one in annotated.attributions:
            found += [*one.source, *one.cue, *one.content]
        found += [(d.start, d.end) for d in annotated.dates]
        for start, end in found:
            assert start < end
            assert any(a <= start and end <= b for a, b in spans), annotated.article.text[start:end]


def test_no_statement_is_counted_that_is_folded_away(corpus: View) -> None:
    kinds = {
        annotated.block_at(one.cue[0][0]).kind
        for annotated in corpus.articles.values()
        for one in annotated.attributions
    }
    assert kinds <= {"title", "heading", "body"}


def test_the_built_site_has_no_broken_link(real_site: Settings, mini_site: Settings) -> None:
    assert check_links(real_site.site, "/") == []
    assert check_links(mini_site.site, "/") == []


def test_every_entity_and_event_has_a_page_that_links_back(real_site: Settings, corpus: View) -> None:
    for identifier, annotated in corpus.articles.items():
        page = parse(real_site.site / "articles" / identifier / "index.html")
        hrefs = set(page.xpath("//article//a/@href"))
        for mention in annotated.mentions:
            block = annotated.block_at(mention.start)
            if mention.entity is None or block.kind == "boilerplate":
                continue
            target = next(h for h in hrefs if h.rstrip("/").endswith(f"/{mention.entity}"))
            entity_page = (real_site.site / "articles" / identifier / target).resolve() / "index.html"
            back = f"articles/{identifier}/#m{mention.start}-{mention.end}"
            pages = [entity_page, *sorted(entity_page.parent.glob("mentions-*/index.html"))]
            assert any(back in one.read_text(encoding="utf-8") for one in pages), back
