"""Names that the registry does not know are found by a title before or a noun behind them."""

from __future__ import annotations

import pytest

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.name_spans import NameLabel, NameSpan, NameSpans
from build_tools.annotate.unknown_names import find_unknown_names
from build_tools.models import Mention, Provenance
from tests.annotate.registries import registry_of

INDEX = NameIndex(registry_of({"ada-holm": {"kind": "person", "name": "Ada Holm"}}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Lars Berg spoke.", [("Lars Berg", "person")]),
        ("Minister Ada Holm spoke.", []),
        ("Dr. Jane O’Neill’s book sold.", [("Jane O’Neill", "person")]),
        ("President Ursula von der Berg spoke.", [("Ursula von der Berg", "person")]),
        ("He joined the Grey River Institute.", [("Grey River Institute", "organization")]),
        ("The Ministry said no.", []),
        ("A minister spoke with the director.", []),
        ("Share:", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_unknown_names(text, split_blocks(text), link_mentions(text, INDEX))
    assert [(text[m.start : m.end], m.label) for m in found] == expected
    assert all(m.entity is None for m in found)


def spans(text: str, *names: tuple[str, NameLabel, float]) -> NameSpans:
    """Names as a component may give them, each the next of its words in the text."""
    found: list[NameSpan] = []
    for words, label, probability in names:
        start = text.index(words, found[-1].end if found else 0)
        found.append(NameSpan(start, start + len(words), label, probability))
    return NameSpans(found)


def test_each_name_tells_how_it_was_found() -> None:
    text = "Rosa Lind met Foreign Minister Lars Berg. Lind left."
    found = find_unknown_names(text, split_blocks(text), [], spans(text, ("Rosa Lind", "person", 1.0)))
    assert [(text[m.start : m.end], m.provenance.method, m.provenance.producer) for m in found] == [
        ("Rosa Lind", "model", "names.person"),
        ("Lars Berg", "rule", "names.person"),
        ("Lind", "rule", "names.repeat"),
    ]


def test_the_surest_type_wins() -> None:
    text = "Vale burns. Vale weeps. Vale hopes."
    names = spans(text, ("Vale", "person", 0.4), ("Vale", "place", 0.9), ("Vale", "person", 0.3))
    found = find_unknown_names(text, split_blocks(text), [], names)
    assert [m.label for m in found] == ["place"] * 3


def test_a_full_form_is_given_letter_for_letter() -> None:
    text = "Jane O’Neill left. O’Neill slept."
    names = spans(text, ("Jane O’Neill", "person", 1.0), ("O’Neill", "person", 1.0))
    found = find_unknown_names(text, split_blocks(text), [], names)
    assert [m.full_name for m in found] == [None, "Jane O’Neill"]


@pytest.mark.parametrize(
    ("nominal", "expected"),
    [("the Vale chief", ["Vale"]), ("Vale", []), ("Vale chief of", ["Vale"]), ("the Va", [])],
)
def test_a_name_may_stand_inside_a_nominal_but_not_cross_it(nominal: str, expected: list[str]) -> None:
    text = "They asked the Vale chief of police."
    start = text.index(nominal)
    rule = Provenance("rule", "test")
    known = [Mention(start, start + len(nominal), "nominal", "person", "ada-holm", rule)]
    found = find_unknown_names(text, split_blocks(text), known, spans(text, ("Vale", "place", 1.0)))
    assert [text[m.start : m.end] for m in found] == expected


def test_long_hyphenated_words_and_runs_of_capitals_are_read_in_one_pass() -> None:
    """Each of these took quadratic time with unbounded patterns; here it would not end."""
    for text in ("A-" * 200_000, "A" * 400_000, "Aa " * 100_000, "Minister " * 50_000):
        assert all(m.entity is None for m in find_unknown_names(text, split_blocks(text), []))
