"""A claim that two articles print is found by its source and its words, nested ones apart."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.assemble import View, assemble, view
from build_tools.corpus.claims import shared_claims
from build_tools.models import AnnotatedArticle, Registry
from tests.corpus.articles import article
from tests.render.plots.corpora import statement

FIRST = (
    "Two officials said Mayor Lind had told the council that the old bridge would stay shut until the "
    "new bearings came from the yard at the harbour. Holm said the ferry was full."
)


def reporting(identifier: str, text: str, *, denial: bool = False, by: str = "lind") -> AnnotatedArticle:
    """An article in which two officials say what Lind told the council, and Holm says something."""
    end = text.index(". Holm")
    inner = text[text.index("that the") : end]
    outer = text[text.index("Mayor Lind") : end]
    one = statement(text, "Two officials", "said", outer, source_kind="unnamed")
    other = replace(
        statement(text, "Mayor Lind", "told", inner, source_entity=by, denial=denial), parent=one.id
    )
    third = statement(text, "Holm", "said", text[end + len(". Holm said ") : -1], source_entity="holm")
    return article(identifier, text, attributions=(one, other, third))


def claims_of(*articles: AnnotatedArticle) -> list[list[tuple[str, str]]]:
    made: View = view(assemble(articles, Registry()))
    return [
        [(one.article, one.words("cue")) for one in found.statements]
        for found in shared_claims(made.statements)
    ]


def test_the_same_claim_by_the_same_source_in_other_words() -> None:
    second = FIRST.replace("would stay shut", "was going to stay shut").replace(
        "the ferry was full", "nobody had asked him"
    )
    assert claims_of(reporting("one", FIRST), reporting("two", second)) == [
        [("one", "said"), ("two", "said")],
        [("one", "told"), ("two", "told")],
    ]


def test_another_source_or_a_denial_is_another_claim() -> None:
    one = reporting("one", FIRST)
    shared = [[("one", "said"), ("two", "said")], [("one", "said"), ("two", "said")]]
    assert claims_of(one, reporting("two", FIRST, denial=True)) == shared
    assert claims_of(one, reporting("two", FIRST, by="holm")) == shared


def test_a_negation_is_another_claim() -> None:
    one, other = reporting("one", FIRST), reporting("two", FIRST.replace("would stay", "would not stay"))
    assert claims_of(one, other) == [[("one", "said"), ("two", "said")]]
    short = reporting("three", FIRST.replace("would stay", "wouldn’t stay"))
    assert [("three", "told"), ("two", "told")] in claims_of(other, short)


def test_other_numbers_are_told() -> None:
    def same(first: str, second: str) -> list[bool]:
        texts = (FIRST.replace("the new bearings", words) for words in (first, second))
        articles = [reporting(f"a{n}", text) for n, text in enumerate(texts)]
        made = view(assemble(articles, Registry()))
        return [claim.same_numbers for claim in shared_claims(made.statements)][:2]

    assert same("400 bearings", "400 bearings") == [True, True]
    assert same("400 bearings", "700 bearings") == [False, False]
    assert same("two bearings", "bearings") == [False, False]


def test_three_articles_are_one_claim() -> None:
    made = claims_of(*(reporting(name, FIRST) for name in ("one", "two", "three")))
    assert [len(found) for found in made] == [3, 3, 3]


def test_one_article_shares_nothing() -> None:
    assert claims_of(reporting("one", FIRST)) == []
    assert claims_of() == []
