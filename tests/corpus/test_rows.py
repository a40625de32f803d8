"""Rows of context, and shares of attributed words."""

from __future__ import annotations

from build_tools.corpus.kwic import kwic_row
from build_tools.corpus.shares import attributed_shares, count_words
from build_tools.models import Attribution, Mention
from tests.corpus.articles import RULE, article

TEXT = "First line.\nThe mayor said that Ada Holm’s well-known plan had failed, and left."


def mention(start: int, end: int, entity: str | None = None, *candidates: str) -> Mention:
    return Mention(start, end, "name", "person", entity, RULE, candidates)


def test_a_row_is_cut_at_words_and_stays_in_its_paragraph() -> None:
    row = kwic_row(article("one", TEXT), mention(32, 40), width=18)
    assert (row.left, row.keyword, row.right) == ("…mayor said that ", "Ada Holm", "’s well-known…")
    whole = kwic_row(article("one", TEXT), mention(32, 40), width=500)
    assert whole.left == "The mayor said that "
    assert whole.right == "’s well-known plan had failed, and left."
    assert whole.paragraph == 2
    assert kwic_row(article("one", "A.\n\nB."), mention(2, 3)) is None


def statement(identifier: str, content: tuple, kind: str | None, parent: str | None = None) -> Attribution:
    return Attribution(identifier, (), (), (content,), "indirect", kind, RULE, parent=parent)


def test_shares_count_each_word_once() -> None:
    one = article(
        "one",
        TEXT,
        attributions=(
            statement("s1", (27, 69), "unnamed"),
            statement("s2", (32, 40), "named", parent="s1"),
            statement("s3", (12, 21), None),
        ),
    )
    shares = attributed_shares(one)
    assert shares.unnamed == count_words("that Ada Holm’s well-known plan had failed")
    assert (shares.named, shares.total) == (0, count_words(TEXT))
    assert shares.percent("unnamed") == round(100 * shares.unnamed / shares.total)


def test_an_empty_share_is_zero() -> None:
    assert attributed_shares(article("one", "Share:")).percent("named") == 0
