"""One article's path through all extractors, network included: any text comes through whole."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.annotate.pipeline import Annotator, annotate_all
from build_tools.models import AnnotatedArticle
from build_tools.seeds import text_article
from tests.annotate.registries import registry_of

REGISTRY = registry_of(
    {
        "ada-holm": {
            "kind": "person", "name": "Ada Holm", "short_names": ["Holm"],
            "roles": [],
        },
        "norland": {"kind": "state", "name": "Norland", "demonyms": ["Norlander"]},
        "harbour-post": {"kind": "outlet", "name": "Harbour Post"},
    }
)  # fmt: skip


@cache
def annotator(model: bool) -> Annotator:
    return Annotator(REGISTRY, model=model)


def annotate(text: str, model: bool = True) -> AnnotatedArticle:
    return annotator(model).annotate(text_article("any", text))


def check(found: AnnotatedArticle) -> None:
    """Everything found stands in the text, in order, and points to what there is."""
    text = found.article.text
    spans = [(block.start, block.end) for block in found.blocks]
    spans += found.sentences
    spans += [(one.start, one.end) for one in (*found.mentions, *found.dates, *found.epithets)]
    ids = [one.id for one in found.attributions]
    assert len(set(ids)) == len(ids)
    for one in found.attributions:
        assert one.kind == "non-response" or one.content
        assert one.cue
        assert one.parent is None or one.parent in set(ids) - {one.id}
        assert one.confidence is None or 0 <= one.confidence <= 1
        for entity in (one.source_entity, one.addressee_entity, *one.relays):
            assert entity is None or entity in REGISTRY.entities
        spans += [*one.source, *one.cue, *one.content]
        spans += [one.addressee] if one.addressee else []
    for start, end in spans:
        assert 0 <= start < end <= len(text)
    for mention in found.mentions:
        assert mention.entity is None or mention.entity in REGISTRY.entities
    starts = [mention.start for mention in found.mentions]
    assert starts == sorted(starts)
    names = sorted((one.start, one.end) for one in found.mentions if one.form == "name")
    assert all(one[1] <= other[0] for one, other in zip(names, names[1:]))


WORDS = st.sampled_from(
    [
        "Ada Holm", "Holm", "Norland", "the Harbour Post", "said", "told", "says", "according to",
        "“", "”", "‘", "’", '"', "'", ",", ".", ":", "—", "(", ")", "and", "who", "that", "he",
        "she", "they", "the group", "officials", "two of the officials", "declined to comment",
        "denied", "reported", "on Tuesday", "last month", "Oct. 7", "\n", "\n\n", "\r\n", "\u2028",
        "•", "Photo:", "By", "\u00a0", "\0", "🙂", "שלום", "\u200f", "\u202e", "각", "e\u0301",
        "one of", "U.S.", "{{ x }}", "<b>", "the mayor said the bridge was shut",
    ]
)  # fmt: skip


@pytest.mark.parametrize("model", [True, False], ids=["network", "rules"])
@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.lists(WORDS, max_size=50).map(" ".join), st.text(max_size=200)))
def test_any_text_comes_through(text: str, model: bool) -> None:
    check(annotate(text, model))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "\n",
        "\0",
        "“",
        "\ufeff",
        "\u202e" * 300,
        "((((" * 3000,
        "“‘" * 3000,
        "one of " * 2000 + "them said no.",
        "He said " * 2000,
        "according to " + "one of " * 2000 + "them.",
        "Norland and " * 1000 + "Holm said no.",
        "an Iranian and " * 1000 + "envoy said no.",
        "one of Iranian and " * 1000 + "envoys said no.",
        "a" * 20_000,
        "각" * 20_000,
        "He said it was. " * 1000,
        "“We won,” he said.\n" * 500,
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_odd_texts_come_through(text: str) -> None:
    check(annotate(text))


def test_the_network_and_the_rules_are_told_apart() -> None:
    text = "The mayor said the bridge was shut.\n\nThe council declined to comment on Tuesday."
    methods = {one.kind: one.provenance.method for one in annotate(text).attributions}
    assert methods == {"indirect": "model", "non-response": "rule"}
    by_rule = annotate(text, model=False).attributions
    assert {one.provenance.method for one in by_rule} == {"rule"}
    assert {one.confidence for one in by_rule} == {None}


def test_articles_keep_their_order() -> None:
    texts = ["Ada Holm said no.", "", "It rained."]
    articles = [text_article(str(number), text) for number, text in enumerate(texts)]
    assert [one.article.id for one in annotate_all(articles, REGISTRY)] == ["0", "1", "2"]
