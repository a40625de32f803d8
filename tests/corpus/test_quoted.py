"""The matrix of an event counts each statement once, and names participants who are not quoted."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.assemble import assemble, view
from build_tools.corpus.quoted import Quoted, Voice, who_is_quoted
from build_tools.models import Entity, Passage, Registry, Relation
from tests.corpus.articles import article
from tests.render.plots.corpora import statement

TEXT = "Lind said it was shut. An official said it was old. A poster said it was gone. It was said to be so."
LINES = (
    ("Lind", "it was shut", {"source_entity": "lind"}),
    ("An official", "it was old", {"source_kind": "unnamed", "affiliation": "council"}),
    ("A poster", "it was gone", {"source_kind": "document"}),
)
HERE = (Passage("one", "Lind", (0, 4), 1),)
REGISTRY = Registry(
    {
        "council": Entity("council", "government-body", "Council"),
        "league": Entity("league", "organization", "League"),
        "town": Entity("town", "state", "Town"),
        "office": Entity("office", "government-body", "Office", relations=(Relation("part-of", "town", HERE),)),
        "lind": Entity("lind", "person", "Lind", relations=(Relation("leads", "office", HERE),)),
    }
)


def quoted(*participants: str) -> Quoted:
    said = tuple(statement(TEXT, source, "said", content, **more) for source, content, more in LINES)
    cue = TEXT.index("said to be")
    nobody = replace(said[0], id=f"s{cue}", source=(), cue=((cue, cue + 4),), source_kind=None, source_entity=None)
    articles = [
        article("one", TEXT, outlet="gazette", date="2019-05-01", attributions=(*said, nobody)),
        article("two", TEXT, outlet="courier", date="2019-05-02", attributions=said[:1]),
        article("three", TEXT, date="2019-05-03", attributions=said[1:2]),
        article("four", TEXT, outlet="gazette", date="2019-05-04", attributions=said[:1]),
        article("five", TEXT, outlet="herald", date="2019-05-05"),
    ]
    made = view(assemble(articles, REGISTRY))
    by_article = {name: made.statements[name] for name in made.articles}
    return who_is_quoted(by_article, made.articles, participants, made.related_to)


LIND, COUNCIL, POSTER, NOBODY = (
    Voice("lind", True), Voice("council", False), Voice("", True, "A poster"), Voice("", True),
)  # fmt: skip


def test_each_statement_is_counted_once() -> None:
    matrix = quoted()
    assert matrix.outlets == ("gazette", "courier", None, "herald")
    assert {key: len(found) for key, found in matrix.cells.items()} == {
        (LIND, "gazette"): 2,
        (LIND, "courier"): 1,
        (COUNCIL, "gazette"): 1,
        (COUNCIL, None): 1,
        (POSTER, "gazette"): 1,
        (NOBODY, "gazette"): 1,
    }
    assert matrix.voices == (LIND, COUNCIL, NOBODY, POSTER)
    assert [one.article for one in matrix.cells[LIND, "gazette"]] == ["one", "four"]


def test_participants_come_first_and_the_silent_are_told() -> None:
    matrix = quoted("league", "council", "lind", "town")
    assert [voice.entity for voice in matrix.voices[:4]] == ["league", "council", "lind", "town"]
    assert matrix.voices.count(LIND) == 1
    assert matrix.silent == ("league", "council", "town")
    # Unnamed sources of the council speak; Lind leads an office that is part of the town.
    assert matrix.through == {"council": (COUNCIL,), "town": (LIND,)}


def test_nothing_is_reported() -> None:
    matrix = who_is_quoted({}, {}, ["league"], {})
    assert (matrix.outlets, matrix.cells, matrix.silent) == ((), {}, ("league",))
