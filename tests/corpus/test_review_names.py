"""Names that are not linked: grouped, counted, in their contexts."""

from __future__ import annotations

from build_tools.corpus.review_names import open_names
from build_tools.corpus.review_rows import NameRow
from build_tools.models import AnnotatedArticle, Label, Mention, Provenance
from tests.corpus.articles import article

MODEL = Provenance("model", "test")


def named(identifier: str, text: str, *names: tuple[str, Label] | tuple[str, Label, str | tuple[str, ...]]) -> AnnotatedArticle:
    """An article with unknown names: words, type, and a full form or candidates."""
    mentions = []
    at = 0
    for words, label, *more in names:
        at = text.index(words, at)
        full = more[0] if more and isinstance(more[0], str) else None
        candidates = more[0] if more and isinstance(more[0], tuple) else ()
        mentions.append(
            Mention(at, at + len(words), "name", label, None, MODEL, candidates, full)
        )
        at += len(words)
    return article(identifier, text, mentions=tuple(mentions))


def told(names: list[NameRow]) -> list[tuple[object, ...]]:
    return [(n.text, n.label, n.forms, n.candidates, n.mentions, n.articles) for n in names]


def test_spellings_are_one_name_and_the_most_frequent_comes_first() -> None:
    one = named("one", "Al-Vale fell.\nAl\u2011Vale rose. Oslo.", ("Al-Vale", "place"), ("Al\u2011Vale", "place"), ("Oslo", "place"))
    two = named("two", "AL-VALE BURNS", ("AL-VALE", "organization"))
    assert told(open_names([one, two])) == [
        ("Al-Vale", "place", ("AL-VALE",), (), 3, 2),
        ("Oslo", "place", (), (), 1, 1),
    ]


def test_a_person_and_a_place_of_one_name_are_two() -> None:
    one = named("one", "Marlow met him in Marlow.", ("Marlow", "person"), ("Marlow", "place"))
    assert {(n.text, n.label) for n in open_names([one])} == {("Marlow", "person"), ("Marlow", "place")}


def test_short_forms_stand_under_the_full_name() -> None:
    one = named("one", "Rosa Lind spoke. Lind left.", ("Rosa Lind", "person"), ("Lind", "person", "Rosa Lind"))
    two = named("two", "Lind slept.", ("Lind", "person"))
    assert told(open_names([one, two])) == [("Rosa Lind", "person", ("Lind",), (), 3, 2)]


def test_a_surname_of_two_persons_stands_alone() -> None:
    one = named("one", "Rosa Lind spoke.", ("Rosa Lind", "person"))
    two = named("two", "Karl Lind spoke.", ("Karl Lind", "person"))
    three = named("three", "Lind slept.", ("Lind", "person"))
    assert [n.text for n in open_names([one, two, three])] == ["Karl Lind", "Lind", "Rosa Lind"]


def test_candidates_are_kept_apart_and_ids_too() -> None:
    one = named("one", "Rosa Lind met Lind.", ("Rosa Lind", "person"), ("Lind", "person", ("ada-lind",)))
    two = named("two", "Lind.", ("Lind", "person", ("ada-lind", "karl-lind")))
    rows = open_names([one, two])
    assert [row.id for row in rows] == [
        "name:lind:person:ada-lind",
        "name:lind:person:ada-lind:karl-lind",
        "name:rosa_lind:person",
    ]
    assert told(rows) == [
        ("Lind", "person", (), ("ada-lind",), 1, 1),
        ("Lind", "person", (), ("ada-lind", "karl-lind"), 1, 1),
        ("Rosa Lind", "person", (), (), 1, 1),
    ]


def test_a_full_form_in_capitals_only_is_shown_as_it_stands() -> None:
    one = named("one", "ROSA LIND WINS\nLind wept.", ("ROSA LIND", "person"), ("Lind", "person", "ROSA LIND"))
    assert [n.text for n in open_names([one])] == ["ROSA LIND"]


def test_contexts_come_from_different_articles() -> None:
    one = named("one", "Vale a. Vale b. Vale c. Vale d.", *[("Vale", "place")] * 4)
    two = named("two", "Vale e.", ("Vale", "place"))
    (name,) = open_names([one, two])
    assert [(row.article, row.left, row.keyword, row.right) for row in name.contexts] == [
        ("one", "", "Vale", " a. Vale b. Vale c. Vale d."),
        ("two", "", "Vale", " e."),
        ("one", "Vale a. ", "Vale", " b. Vale c. Vale d."),
    ]


def test_what_is_linked_decided_no_name_or_boilerplate_is_left_out() -> None:
    caption = "File photo: Vale, a town by the sea, at dusk."
    text = f"{caption}\nShe left.\n{caption}"
    linked = Mention(12, 16, "name", "place", "vale", MODEL)
    pronoun = Mention(46, 49, "pronoun", "person", None, MODEL, ("ada", "eve"))
    again = text.index("Vale", 20)
    repeated = Mention(again, again + 4, "name", "place", None, MODEL)
    decided = Mention(42, 45, "name", "other", None, Provenance("curated", "test"))
    made = article("one", text, mentions=(linked, decided, pronoun, repeated))
    assert open_names([made]) == []
