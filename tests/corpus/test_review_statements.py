"""Uncertain statements, open references, and what no person has looked at."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.review_rows import Count
from build_tools.corpus.review_statements import open_references, uncertain_statements, unreviewed
from build_tools.models import Attribution, Epithet, EventMention, Mention, Provenance, Span
from tests.corpus.articles import RULE, article

TEXT = "She told him that rain fell.\nThe mayor and Lind said they left.\nHolm spoke; they did."
CURATED = Provenance("curated", "one.corrections.yml:3")


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return start, start + len(words)


SHE = Attribution(
    "s4", (span("She"),), (span("told"),), (span("that rain fell"),), "indirect", "named", RULE,
    addressee=span("him"), confidence=0.4,
)  # fmt: skip
MAYOR = Attribution(
    "s48", (span("The mayor"),), (span("said"),), (span("they left"),), "indirect", "named", RULE,
    confidence=0.65,
)  # fmt: skip
HOLM = Attribution("s70", (span("Holm"),), (span("spoke"),), (), "indirect", "named", RULE, source_entity="ada")


def test_the_uncertain_come_first_surest_first() -> None:
    one = article("one", TEXT, attributions=(SHE, MAYOR, replace(HOLM, confidence=0.7)))
    rows = uncertain_statements([one], 0.7)
    assert [(row.id, row.confidence) for row in rows] == [
        ("statement:one:s48", 0.65),
        ("statement:one:s4", 0.4),
    ]
    assert (rows[1].source, rows[1].content) == ("She", "that rain fell")
    assert (rows[1].context.left, rows[1].context.keyword) == ("She ", "told")
    assert uncertain_statements([one], 0.4) == []


def references(*attributions: Attribution, mentions: tuple[Mention, ...] = ()) -> list[tuple[object, ...]]:
    one = article("one", TEXT, mentions=mentions, attributions=attributions)
    return [(r.id, r.role, r.form, r.context.keyword, r.candidates) for r in open_references([one])]


def test_open_sources_and_addressees() -> None:
    assert references(SHE, MAYOR, HOLM) == [
        ("reference:one:0:s4", "source", "pronoun", "She", ()),
        ("reference:one:9:s4", "addressee", "pronoun", "him", ()),
        ("reference:one:29:s48", "source", "nominal", "The mayor", ()),
    ]


def test_what_is_known_or_decided_is_no_open_reference() -> None:
    linked = replace(SHE, source_entity="ada", addressee_entity="erik")
    unnamed = replace(SHE, source_kind="unnamed", addressee=span("that"))
    assert references(linked, unnamed, replace(MAYOR, provenance=CURATED)) == []


def test_a_source_with_an_unknown_name_or_two_names_is_left_to_others() -> None:
    both = replace(MAYOR, source=(span("The mayor and Lind"),))
    lind = Mention(*span("Lind"), "name", "person", "lind", RULE)
    mayor = Mention(*span("The mayor"), "nominal", "person", "ada", RULE)
    assert references(both, mentions=(mayor, lind)) == []
    assert references(both, mentions=(replace(lind, entity=None),)) == []
    assert len(references(both, mentions=(lind,))) == 1


def test_a_pronoun_for_two_is_resolved() -> None:
    two = tuple(Mention(*span("She"), "pronoun", "person", entity, RULE) for entity in ("ada", "lind"))
    assert references(replace(SHE, addressee=None), mentions=two) == []


def test_mentions_that_are_no_names_and_have_no_entity() -> None:
    they = Mention(*span("they"), "pronoun", "person", None, RULE, ("ada", "erik"))
    second = span("they", span("they")[1])
    decided = Mention(*second, "pronoun", "person", None, CURATED)
    name = Mention(*span("Holm"), "name", "person", None, RULE)
    assert references(mentions=(they, name, decided)) == [
        (f"reference:one:{they.start}", "mention", "pronoun", "they", ("ada", "erik"))
    ]


def test_counts_of_what_nobody_has_seen() -> None:
    passages = [
        EventMention("storm", "one", 0, 28, 1, CURATED),
        EventMention("storm", "one", 29, 60, 2, RULE),
        EventMention("storm", "two", 0, 28, 1, CURATED),
    ]
    one = article(
        "one",
        TEXT,
        mentions=(Mention(*span("Holm"), "name", "person", "ada", RULE),),
        attributions=(replace(SHE, provenance=CURATED), MAYOR),
        epithets=(Epithet(*span("The mayor"), "ada", CURATED),),
    )
    two = article("two", TEXT, attributions=(replace(SHE, provenance=CURATED),))
    (row,) = unreviewed([one, two], passages)
    assert (row.id, row.counts) == (
        "unreviewed:one",
        (
            Count("mentions", 1, 1),
            Count("statements", 1, 2),
            Count("epithets", 0, 1),
            Count("dates", 0, 0),
            Count("event passages", 1, 2),
        ),
    )
