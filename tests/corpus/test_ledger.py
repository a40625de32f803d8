"""The ledger says what stands behind an unnamed source: copies of its words, or another origin."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.assemble import assemble, view
from build_tools.corpus.ledger import ledger
from build_tools.models import AnnotatedArticle, Attribution, Event, Passage, RelayStep
from build_tools.models import Registry
from tests.corpus.articles import RULE, article

WORDS = "the old bridge would be closed from the first of May until the bearings were new again"
COPY = f"One official said {WORDS}."
OTHER = "The bridge will be shut in May, engineers wrote."


# Longer than what it shares, so that it is no copy.
OWN = " ".join(f"Nobody in quarter {number} of the town was told of it." for number in range(12))


def told(identifier: str, text: str, relay: str) -> AnnotatedArticle:
    relays = (RelayStep(relay, relay, "printed", "told"),)
    if "said" not in text:
        return article(identifier, text, date="2019-05-13", relays=relays)
    cue = text.index("said")
    one = Attribution(
        f"s{cue}", ((0, cue - 1),), ((cue, cue + 4),), ((cue + 5, len(text) - 1),), "indirect", "unnamed", RULE,
        descriptor="One official", count=1,
    )  # fmt: skip
    return article(identifier, text, date="2019-05-13", relays=relays, attributions=(one,))


def closing(*reports: tuple[str, str]) -> Registry:
    passages = tuple(Passage(article_id, text, (0, len(text)), 1) for article_id, text in reports)
    return Registry({}, {"closed": Event("closed", "Closing", "2019-05", "printed", reports=passages)})


def test_a_copy_confirms_nothing_and_another_origin_may() -> None:
    made = [told("one", COPY, "wire"), told("two", COPY, "wire"), told("three", OTHER, "gazette")]
    registry = closing(("one", COPY), ("two", COPY), ("three", OTHER))
    entries = {entry.article: entry for entry in ledger(view(assemble(made, registry)))}
    assert entries["one"].copies == ("two",)
    assert entries["one"].elsewhere == (("closed", ("three",)),)


def test_the_same_words_in_another_report_are_told_apart() -> None:
    made = [told("one", COPY, "wire"), told("two", f"{COPY}\n{OWN}", "gazette")]
    first = ledger(view(assemble(made, closing(("one", COPY), ("two", COPY)))))[0]
    assert (first.article, first.copies, first.echoes) == ("one", ("two",), ())
    made[0] = told("one", f"{COPY}\n{OWN.replace('Nobody', 'No one at all').replace('was', 'had been')}", "wire")
    first = ledger(view(assemble(made, closing(("one", COPY), ("two", COPY)))))[0]
    assert (first.article, first.copies, first.echoes) == ("one", (), ("two",))


def test_a_passage_in_passing_is_not_what_a_source_is_used_for() -> None:
    made = [told("one", COPY, "wire"), told("three", OTHER, "gazette")]
    passing = "the first of May"
    start = COPY.index(passing)
    passages = (
        Passage("one", passing, (start, start + len(passing)), 1),
        Passage("three", OTHER, (0, len(OTHER)), 1),
    )
    registry = Registry({}, {"may": Event("may", "The first of May", "2019-05-01", "printed", reports=passages)})
    assert [entry.elsewhere for entry in ledger(view(assemble(made, registry)))] == [()]


def test_a_passage_inside_that_of_another_event_is_in_passing() -> None:
    made = [told("one", COPY, "wire"), told("three", OTHER, "gazette")]
    part = WORDS[:60]
    start = COPY.index(part)
    reports = {
        "may": (Passage("one", part, (start, start + len(part)), 1), Passage("three", OTHER, (0, len(OTHER)), 1)),
        "closed": (Passage("one", COPY, (0, len(COPY)), 1),),
    }
    events = {name: Event(name, name, "2019-05", "printed", reports=some) for name, some in reports.items()}
    alone = Registry({}, {"may": events["may"]})
    assert [entry.elsewhere for entry in ledger(view(assemble(made, alone)))] == [(("may", ("three",)),)]
    assert [entry.elsewhere for entry in ledger(view(assemble(made, Registry({}, events))))] == [()]


def test_who_speaks_inside_anothers_statement_alone_is_no_source_of_the_article() -> None:
    made = told("one", COPY, "wire")
    outer = made.attributions[0]
    at = COPY.index("would")
    inner = replace(
        outer, id=f"s{at}", source=((at - 11, at - 1),), cue=((at, at + 5),), content=((at + 6, at + 15),),
        descriptor="some engineers", parent=outer.id,
    )  # fmt: skip
    entries = ledger(view(assemble([replace(made, attributions=(outer, inner))], Registry({}, {}))))
    assert [(entry.descriptor, entry.inside) for entry in entries] == [("One official", False), ("some engineers", True)]
    again = replace(inner, id="s900", cue=((len(COPY) - 2, len(COPY) - 1),), parent=None)
    entries = ledger(view(assemble([replace(made, attributions=(outer, inner, again))], Registry({}, {}))))
    assert [entry.inside for entry in entries] == [False, False]


def test_one_description_is_listed_once() -> None:
    made = told("one", COPY, "wire")
    first = made.attributions[0]
    again = replace(first, id="s900", cue=((len(COPY) - 2, len(COPY) - 1),), descriptor="one official")
    (entry,) = ledger(view(assemble([replace(made, attributions=(first, again))], Registry({}, {}))))
    assert (entry.descriptor, entry.also, len(entry.statements)) == ("One official", (), 2)


def test_nothing_of_another_origin_is_said_to_be_nothing() -> None:
    made = [told("one", COPY, "wire"), told("two", COPY, "wire")]
    entries = ledger(view(assemble(made, closing(("one", COPY), ("two", COPY)))))
    assert [(entry.article, entry.elsewhere) for entry in entries] == [("one", ()), ("two", ())]
