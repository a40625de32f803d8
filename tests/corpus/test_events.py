"""Which passages report an event: those quoted, their copies, those with a name, and what people decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.corpus.assemble import assemble
from build_tools.errors import BuildToolsError
from build_tools.models import AnnotatedArticle, Event, EventDecision, Passage, Registry
from tests.corpus.articles import article

QUOTED = "The council closed the old bridge on Monday after engineers had found a long crack in its pier."
COPIED = "The council closed the old bridge early on Monday after engineers had found a long crack in its pier."
NAMED = "The bridge closing angered many."
LATER = "Nobody knows when it will open."
EVENT = Event(
    "closed",
    "Closing of the bridge",
    "2019-05-13",
    "printed",
    names=("bridge closing",),
    reports=(Passage("one", QUOTED, (0, len(QUOTED)), 1),),
)
REGISTRY = Registry({}, {"closed": EVENT})


def decision(do: str, words: str, text: str, line: int = 5) -> EventDecision:
    start = text.index(words)
    return EventDecision(do, "closed", start, start + len(words), 1, "two.corrections.yml", line)  # type: ignore[arg-type]


def passages(*decisions: EventDecision) -> list[tuple[str, str, str]]:
    """Article, words and method of each passage; the second article has the decisions."""
    texts = {"one": QUOTED, "two": f"{COPIED}\n{NAMED} {LATER}"}
    made: list[AnnotatedArticle] = []
    for identifier, text in texts.items():
        end = text.find("\n")
        split = text.find(LATER)
        sentences = ((0, end if end > 0 else len(text)), (end + 1, split - 1), (split, len(text)))
        made.append(article(identifier, text, sentences=sentences if end > 0 else ((0, len(text)),)))
    made[1] = replace(made[1], event_decisions=decisions)
    corpus = assemble(made, REGISTRY)
    return [
        (one.article, texts[one.article][one.start : one.end], one.provenance.method) for one in corpus.event_mentions
    ]


def test_what_is_quoted_what_is_copied_and_what_is_named_reports_the_event() -> None:
    assert passages() == [
        ("one", QUOTED, "curated"),
        ("two", COPIED, "rule"),
        ("two", NAMED, "registry"),
    ]


def test_people_decide() -> None:
    text = f"{COPIED}\n{NAMED} {LATER}"
    assert passages(
        decision("remove", "The council", text),
        decision("confirm", NAMED, text),
        decision("add", LATER, text),
    ) == [("one", QUOTED, "curated"), ("two", NAMED, "curated"), ("two", LATER, "curated")]
    changed = passages(decision("change", "The council closed the old bridge", text))
    assert changed[1] == ("two", "The council closed the old bridge", "curated")


def test_what_a_person_added_is_not_found_again() -> None:
    text = f"{COPIED}\n{NAMED} {LATER}"
    assert [one for one in passages(decision("add", NAMED, text)) if one[1] == NAMED] == [("two", NAMED, "curated")]


def test_a_decision_about_nothing_is_told_with_its_place() -> None:
    text = f"{COPIED}\n{NAMED} {LATER}"
    with pytest.raises(BuildToolsError) as told:
        passages(decision("remove", LATER, text, 7), decision("confirm", LATER, text, 8))
    assert "two.corrections.yml:7: the program finds no passage on 'closed' there to remove" in str(told.value)
    assert "two.corrections.yml:8" in str(told.value)
