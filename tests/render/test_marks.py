"""Which links the mentions of an article become; of several entities at once, none at all."""

from __future__ import annotations

import pytest
from lxml import html

from build_tools.corpus.assemble import assemble, view
from build_tools.models import Mention
from build_tools.render.links import Links, page
from build_tools.render.markup import render_marks
from build_tools.render.marks import article_marks
from build_tools.settings import Settings
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article
from tests.pages import parse

REGISTRY = registry_of(
    {
        "norland": {"kind": "state", "name": "Norland"},
        "guard": {"kind": "organization", "name": "Sea Guard"},
        "ada": {"kind": "person", "name": "Ada Holm"},
        "bo": {"kind": "person", "name": "Bo Lind"},
    }
)


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        ("An adviser to Norland leader Ada Holm", {"Norland": "norland", "Ada Holm": "ada"},
         [("An adviser to ", "bo"), ("Norland", "norland"), ("Ada Holm", "ada")]),
        ("the head of Norland’s Sea Guard", {"Norland": "norland", "Sea Guard": "guard"},
         [("the head of ", "bo"), ("Norland", "norland"), ("Sea Guard", "guard")]),
        ("Norland’s leader", {"Norland": "norland"}, [("Norland", "norland"), ("’s leader", "bo")]),
        ("the Norland leader", {"Norland": "norland"}, [("the ", "bo"), ("Norland", "norland"), (" leader", "bo")]),
        ("the Norland-backed head of Sea Guard", {"Norland": "norland", "Sea Guard": "guard"},
         [("the ", "bo"), ("Norland", "norland"), ("-backed head of ", "bo"), ("Sea Guard", "guard")]),
    ],
)  # fmt: skip
def test_no_word_of_somebody_else_leads_to_the_outer_one(
    text: str, inner: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    mentions = [Mention(0, len(text), "nominal", "person", "bo", RULE)]
    mentions += [
        Mention(text.index(words), text.index(words) + len(words), "name", "other", entity, RULE)
        for words, entity in inner.items()
    ]
    made = article("one", text, mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))
    corpus = view(assemble([made], REGISTRY))
    (marks,) = article_marks(corpus.articles["one"], corpus, Links(REGISTRY, page("articles/one")), {}).values()
    rendered = html.fragment_fromstring(render_marks(text, 0, len(text), marks), create_parent=True)
    assert rendered.text_content() == text
    assert [(link.text, link.get("href").split("/")[-2]) for link in rendered.iter("a")] == expected


def test_they_leads_to_neither_and_names_both(real_site: Settings) -> None:
    page = parse(real_site.site / "articles" / "nasrallah-assures-iranians" / "index.html")
    joint = page.xpath('//*[contains(@class, "sb-mention--joint")]')
    assert joint
    for one in joint:
        assert one.tag == "span"
        entities = one.get("data-entity").split()
        assert len(entities) == len(set(entities)) > 1
        assert len(one.get("title").split(" and ")) == len(entities)
    both = [one for one in joint if one.get("data-entity") == "esmail-qaani hassan-nasrallah"]
    assert {one.text_content() for one in both} >= {"they", "them", "They"}
    assert {one.get("title") for one in both} == {"Esmail Qaani and Hassan Nasrallah"}


def test_no_two_elements_share_an_anchor(real_site: Settings) -> None:
    for path in sorted((real_site.site / "articles").glob("*/index.html")):
        ids = parse(path).xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), path
