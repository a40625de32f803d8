"""What is not certain enough is kept, but neither shown nor counted."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from build_tools.corpus.assemble import View, assemble, view
from build_tools.corpus.certainty import certain_enough, shown_parent
from build_tools.corpus.ledger import ledger
from build_tools.corpus.shares import attributed_shares
from build_tools.models import Attribution, Mention
from build_tools.settings import Settings
from build_tools.training.evaluate import evaluate
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article

REGISTRY = registry_of(
    {
        "wire": {"kind": "outlet", "name": "Newswire"},
        "ada": {"kind": "person", "name": "Ada Holm"},
        "erik": {"kind": "person", "name": "Erik Berg"},
    }
)
TEXT = "An aide told Newswire that Holm said that Berg left.\nThe aide added that rain fell."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


AIDE = Attribution(
    "s8", (span("An aide"),), (span("told"),), (span("that Holm said that Berg left"),), "indirect", "unnamed", RULE,
    descriptor="An aide", relays=("wire",),
)  # fmt: skip
HOLM = Attribution(
    "s32", (span("Holm"),), (span("said"),), (span("that Berg left"),), "indirect", "named", RULE,
    source_entity="ada", parent="s8",
)  # fmt: skip
RAIN = Attribution(
    "s62", (span("The aide"),), (span("added"),), (span("that rain fell"),), "indirect",
    "unnamed", RULE, descriptor="The aide",
)  # fmt: skip


def seen(aide: float | None, holm: float | None, rain: float | None = None, shown_from: float = 0.6) -> View:
    """The view of one article whose statements have these confidences."""
    found = zip((AIDE, HOLM, RAIN), (aide, holm, rain), strict=True)
    one = article(
        "one",
        TEXT,
        mentions=(Mention(*span("Berg"), "name", "person", "erik", RULE),),
        attributions=tuple(replace(attribution, confidence=value) for attribution, value in found),
    )
    return view(assemble([one], REGISTRY), shown_from)


@pytest.mark.parametrize(
    ("confidence", "shown"), [(None, True), (0.6, True), (1.0, True), (0.599, False), (0.0, False)]
)
def test_certain_enough(confidence: float | None, shown: bool) -> None:
    assert certain_enough(replace(AIDE, confidence=confidence), 0.6) is shown


@pytest.mark.parametrize(
    ("parents", "shown", "expected"),
    [
        ({"a": None}, "a", None),
        ({"a": "b", "b": None}, "ab", "b"),
        ({"a": "b", "b": None}, "a", None),
        ({"a": "b", "b": "c", "c": None}, "ac", "c"),
        ({"a": "b", "b": "c", "c": "b"}, "a", None),
        ({"a": "x"}, "a", None),
    ],
)
def test_shown_parent(parents: dict[str, str | None], shown: str, expected: str | None) -> None:
    by_id = {name: replace(AIDE, id=name, parent=parent) for name, parent in parents.items()}
    assert shown_parent(by_id["a"], by_id, set(shown)) == expected


def test_everything_is_found_and_only_what_is_certain_is_shown() -> None:
    made = seen(0.9, 0.3)
    assert [s.attribution.id for s in made.found["one"]] == ["s8", "s32", "s62"]
    assert [s.attribution.id for s in made.statements["one"]] == ["s8", "s62"]
    assert [one.id for one in made.articles["one"].attributions] == ["s8", "s62"]
    assert len(made.corpus.articles[0].attributions) == 3
    assert made.said_by["ada"] == []
    assert [s.attribution.id for s in made.said_about["erik"]] == ["s8"]


def test_the_threshold_is_the_callers() -> None:
    assert len(seen(0.9, 0.3, shown_from=0.2).statements["one"]) == 3
    assert len(seen(0.9, 0.3, shown_from=1.0).statements["one"]) == 1


def test_a_statement_stays_without_the_one_around_it() -> None:
    made = seen(0.3, 0.9)
    holm, rain = made.statements["one"]
    assert (holm.attribution.id, holm.parent) == ("s32", None)
    assert [(step.label, step.certain) for step in holm.chain[:3]] == [
        ("Ada Holm", True),
        ("An aide", False),
        ("Newswire", False),
    ]
    assert made.found["one"][1].attribution.parent == "s8"
    assert (made.through["wire"], made.relayed["wire"]) == ([], [])
    assert rain.same_source == "s62"
    certain = seen(0.9, 0.9).statements["one"]
    assert certain[1].parent == "s8"
    assert certain[2].same_source == "s8"


def test_shares_count_what_is_shown() -> None:
    assert attributed_shares(seen(0.9, 0.9).articles["one"]).unnamed == 9
    inner = attributed_shares(seen(0.3, 0.9).articles["one"])
    assert (inner.named, inner.unnamed) == (3, 3)


def test_the_ledger_leaves_uncertain_sources_out() -> None:
    (entry,) = ledger(seen(0.9, 0.9))
    assert (entry.descriptor, entry.also, len(entry.statements)) == ("An aide", ("The aide",), 2)
    (entry,) = ledger(seen(0.3, 0.9))
    assert (entry.descriptor, entry.also, len(entry.statements)) == ("The aide", (), 1)
    assert ledger(seen(0.3, 0.9, 0.1)) == []


def test_a_relay_is_not_carried_from_an_uncertain_statement() -> None:
    berg = replace(HOLM, id="s62", cue=RAIN.cue, parent=None)
    told = replace(HOLM, parent=None, relays=("wire",))
    for confidence, carried in ((0.9, True), (0.2, False)):
        one = article("one", TEXT, attributions=(replace(told, confidence=confidence), berg))
        last = view(assemble([one], REGISTRY)).statements["one"][-1]
        assert ("Newswire" in [step.label for step in last.chain]) is carried


def test_the_evaluation_measures_at_the_same_threshold() -> None:
    assert inspect.signature(evaluate).parameters["threshold"].default == Settings.shown_from
