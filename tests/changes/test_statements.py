"""A statement is new, gone, moved or changed; what moves with it is not told again."""

from __future__ import annotations

import pytest

from build_tools.changes.rows import Row
from build_tools.changes.statements import statement_rows
from build_tools.checking.published import Entry
from tests.changes.corpora import SAID, TEXT, span, statement

Both = tuple[Entry, Entry]
SECOND = statement("said", 2, source="Erik Lind", content="*nothing*", method="model")


def compared(before: list[Both] | None, after: list[Both] | None, text: str | None = TEXT) -> list[Row]:
    def side(some: list[Both] | None) -> tuple[dict[str, Entry], Entry | None]:
        if some is None:
            return {}, None
        return {one["id"]: one for one, _ in some}, {"attributions": [inside for _, inside in some]}

    return list(statement_rows("one", text, side(before), side(after)))


def told(row: Row) -> dict[str, tuple[str | None, str | None]]:
    return {one.what: (one.before, one.after) for one in row.differences}


def changed(one: Both, **more: object) -> Both:
    return {**one[0], **more}, one[1]


def test_nothing_changes() -> None:
    assert compared([SAID, SECOND], [SAID, SECOND]) == []


def test_how_certain_it_is_does_not_count_as_long_as_it_is_shown() -> None:
    assert compared([changed(SAID, confidence=0.8)], [changed(SAID, confidence=0.9)]) == []
    (row,) = compared([SAID], [changed(SAID, shown=False)])
    assert told(row) == {"left out by default": (None, "yes")}


@pytest.mark.parametrize(
    ("more", "what", "before", "after"),
    [
        ({"source": "Ada Holm"}, "source", "Mayor Ada Holm", "Ada Holm"),
        ({"cue": "said the"}, "cue", "said", "said the"),
        ({"content": "the pier"}, "content", "the pier was | sound", "the pier"),
        ({"source_entity": "council"}, "speaker", "ada-holm", "council"),
        ({"source_entity": None}, "speaker", "ada-holm", None),
        ({"method": "curated"}, "method", "model", "curated"),
        ({"kind": "direct"}, "kind", "indirect", "direct"),
        ({"addressee_entity": "council"}, "addressee", None, "council"),
        ({"belief": True}, "belief", None, "yes"),
        ({"parent": "s1"}, "inside", None, "s1"),
    ],
)
def test_each_fact_is_compared(more: dict[str, object], what: str, before: str, after: str) -> None:
    (row,) = compared([SAID], [changed(SAID, **more)])
    assert (row.change, row.subject) == ("changed", SAID[0]["id"])
    assert told(row) == {what: (before, after)}


def test_new_and_gone_tell_all_that_is_known() -> None:
    new, gone = compared([SAID], [SECOND])
    assert (new.change, new.subject) == ("new", SECOND[0]["id"])
    assert told(new) == {
        "source": (None, "Erik Lind"),
        "cue": (None, "said"),
        "content": (None, "*nothing*"),
        "method": (None, "model"),
    }
    assert (gone.change, told(gone)["speaker"]) == ("gone", ("ada-holm", None))
    assert gone.quotation is not None
    assert (gone.quotation.paragraph, gone.quotation.left) == (2, "Mayor Ada Holm ")


def test_a_cue_whose_edge_has_moved_is_not_new() -> None:
    wider = changed(statement("Holm said"), **{**SAID[0], "id": f"s{span('Holm said')[0]}", "cue": "Holm said"})
    (row,) = compared([SAID], [wider])
    assert (row.change, row.subject) == ("moved", wider[0]["id"])
    assert told(row) == {"id": (SAID[0]["id"], wider[0]["id"]), "cue": ("said", "Holm said")}


def test_a_parent_that_has_moved_changes_nothing_inside_it() -> None:
    wider = changed(statement("Holm said"), **{**SAID[0], "id": f"s{span('Holm said')[0]}"})
    inner = changed(SECOND, parent=SAID[0]["id"])
    rows = compared([SAID, inner], [wider, changed(SECOND, parent=wider[0]["id"])])
    assert [row.change for row in rows] == ["moved"]
    rows = compared([SAID, inner], [wider, inner])
    assert [row.change for row in rows] == ["moved", "changed"]


def test_one_new_statement_stands_for_one_former_one() -> None:
    both = statement("said the pier was | sound. Erik Lind of the council said", id="s3")
    rows = compared([SAID, SECOND], [both])
    assert [(row.change, row.subject) for row in rows] == [("moved", "s3"), ("gone", SECOND[0]["id"])]


def test_an_article_that_came_or_went() -> None:
    assert [row.change for row in compared(None, [SAID])] == ["new"]
    (gone,) = compared([SAID], None, text=None)
    assert gone.quotation is not None
    assert (gone.change, gone.quotation.paragraph, gone.quotation.words) == ("gone", 2, "said")
