"""What one speaker told one addressee is put side by side where articles retell it in other words."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.assemble import assemble, view
from build_tools.corpus.claims import shared_claims
from build_tools.corpus.retold import retold
from build_tools.models import AnnotatedArticle, Registry
from tests.corpus.articles import article
from tests.render.plots.corpora import statement

LONG = "You gave us no warning of your strike on the harbour and we will not join the march"


def told(identifier: str, *contents: str, to: str | None = "council", belief: bool = False) -> AnnotatedArticle:
    """An article in which Lind told the council each of these things, a sentence each."""
    text, made = "", []
    for content in contents:
        start = len(text)
        text += f"Lind told the council: {content}. "
        one = statement(text[start:], "Lind", "told", content, source_entity="lind", addressee_entity=to, belief=belief)
        spans = {
            part: tuple((a + start, b + start) for a, b in getattr(one, part)) for part in ("source", "cue", "content")
        }
        made.append(replace(one, id=f"s{spans['cue'][0][0]}", **spans))
    return article(identifier, text, attributions=tuple(made))


def groups(*articles: AnnotatedArticle) -> list[list[tuple[str, str]]]:
    statements = view(assemble(articles, Registry())).statements
    found = retold(statements, shared_claims(statements))
    return [[(one.article, one.words("content")) for one in group] for group in found]


def test_one_utterance_that_is_told_in_two_parts_elsewhere() -> None:
    first = "of having given no prior warning of the strikes on the harbour"
    second = "that it would not join the march on the harbour"
    third = "that lanterns are dear"
    assert groups(told("one", LONG), told("two", first, second, third)) == [
        [("one", LONG), ("two", first), ("two", second)],
    ]


def test_it_needs_an_addressee_and_words() -> None:
    other = "of having given no prior warning of the strikes on the harbour"
    assert groups(told("one", LONG, to=None), told("two", other, to=None)) == []
    assert groups(told("one", LONG, belief=True), told("two", other, belief=True)) == []
    assert groups(told("one", LONG), told("two", "of sleeping in the harbour")) == []
    assert groups(told("one", LONG, other)) == []


def test_what_is_one_claim_already_is_not_told_again() -> None:
    assert shared_claims(view(assemble([told("one", LONG), told("two", LONG)], Registry())).statements)
    assert groups(told("one", LONG), told("two", LONG)) == []
