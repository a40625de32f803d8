"""Passages that stand in several articles are found on both sides, with what differs inside them."""

from __future__ import annotations

from build_tools.corpus.reuse import add_reuse
from build_tools.models import AnnotatedArticle, Reuse
from tests.corpus.articles import article

PASSAGE = (
    "The council will close the old bridge from the first of May until the engineers have "
    "replaced the bearings, two people close to the project said."
)
CHANGED = PASSAGE.replace("old bridge", "old stone bridge").replace(", two", ", three")


def words(annotated: AnnotatedArticle, reuse: Reuse) -> str:
    return annotated.article.text[reuse.start : reuse.end]


def test_a_passage_is_found_on_both_sides() -> None:
    one, other = add_reuse(
        [
            article("one", f"Nothing of this is shared.\n{PASSAGE}\nAn end."),
            article("other", PASSAGE.replace(" close", "\u00a0close") + "\nQuite another end."),
        ]
    )
    assert words(one, one.reuse[0]) == PASSAGE
    assert one.reuse[0].score == 1
    assert one.reuse[0].other_article == "other"
    assert other.article.text[one.reuse[0].other_start : one.reuse[0].other_end] == words(other, other.reuse[0])


def test_small_changes_do_not_end_a_passage() -> None:
    one, _ = add_reuse([article("one", PASSAGE), article("other", CHANGED)])
    assert len(one.reuse) == 1
    assert words(one, one.reuse[0]).startswith("The council will close")
    assert words(one, one.reuse[0]).endswith("the project said.")
    assert 0.7 < one.reuse[0].score < 1


def test_the_marks_of_a_quotation_belong_to_its_passage() -> None:
    quoted = "“We will all be closing the old bridge for good,”"
    one, other = add_reuse([article("one", f"{quoted} she said."), article("other", f"Then: {quoted}")])
    assert words(one, one.reuse[0]) == words(other, other.reuse[0]) == quoted


def test_what_is_not_shared_is_not_found() -> None:
    short = "The council will close the old bridge today, and nobody knows why it does so."
    one, other = add_reuse([article("one", PASSAGE), article("other", short)])
    assert one.reuse == other.reuse == ()


def test_boilerplate_does_not_count() -> None:
    line = "Sign up for our morning letter with all the news of the town and its bridges"
    one, _ = add_reuse([article("one", line + "\nA."), article("other", line + "\nB.")])
    assert one.reuse == ()


def test_a_formula_of_many_articles_is_no_passage() -> None:
    many = add_reuse([article(f"a{n:02}", PASSAGE) for n in range(25)])
    assert all(annotated.reuse == () for annotated in many)


def test_a_passage_printed_twice_in_one_article_is_found_twice() -> None:
    one, other = add_reuse([article("one", f"{PASSAGE} And so: {PASSAGE}"), article("other", PASSAGE)])
    assert [words(one, r) for r in one.reuse] == [PASSAGE] * 2
    assert len(other.reuse) == 2
