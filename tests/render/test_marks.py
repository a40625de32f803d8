"""Which links the mentions of an article become."""

from __future__ import annotations

import pytest
from lxml import html

from build_tools.corpus.assemble import assemble, view
from build_tools.models import Mention
from build_tools.render.links import Links, page
from build_tools.render.markup import render_marks
from build_tools.render.marks import article_marks
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article

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
    assert [(link.text, link.get("data-entity")) for link in rendered.iter("a")] == expected
