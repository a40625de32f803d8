"""A name is unknown in a corpus, not in an article; what becomes of one is told."""

from __future__ import annotations

from pathlib import Path

from build_tools.changes.data import Data
from build_tools.changes.rows import Row
from build_tools.changes.unknown_names import name_rows, unknown_names
from build_tools.checking.published import Entry
from tests.changes.corpora import ID, TEXTS, content, data, mention


def corpus(folder: Path, *mentions: Entry) -> Data:
    return data(folder, content() | {"mentions": list(mentions)})


def compared(folder: Path, before: list[Entry], after: list[Entry]) -> list[Row]:
    return list(name_rows(corpus(folder / "a", *before), corpus(folder / "b", *after), TEXTS))


def test_only_names_without_an_entity_are_unknown(tmp_path: Path) -> None:
    found = unknown_names(
        corpus(
            tmp_path,
            mention("Ada Holm", "ada-holm"),
            mention("Mayor", None, form="nominal"),
            mention("Erik Lind", None),
            mention("Lind", None, full_name="ERIK\u00a0LIND"),
        )
    )
    assert {key: [one["text"] for _, one in mentions] for key, mentions in found.items()} == {
        "erik lind": ["Erik Lind", "Lind"]
    }


def test_a_new_name_is_told_once_with_its_first_place(tmp_path: Path) -> None:
    lind, short = mention("Erik Lind", None), mention("Lind", None, full_name="Erik Lind")
    (row,) = compared(tmp_path, [], [lind, short])
    assert (row.change, row.subject, row.article) == ("new", "Erik Lind", ID)
    assert {one.what: one.after for one in row.differences} == {
        "label": "person",
        "mentions": "2",
        "articles": "1",
    }
    assert row.quotation is not None
    assert (row.quotation.paragraph, row.quotation.words) == (2, "Erik Lind")
    assert compared(tmp_path, [lind], [lind, short]) == []


def test_what_became_of_a_name(tmp_path: Path) -> None:
    lind = mention("Erik Lind", None)
    (linked,) = compared(tmp_path, [lind], [lind | {"entity": "erik-lind"}])
    (dropped,) = compared(tmp_path, [lind], [])
    assert (linked.change, linked.note) == ("known", "It is erik-lind now.")
    assert (dropped.change, dropped.note) == ("known", "It is not taken for a name any more.")
    before = corpus(tmp_path / "a", lind)
    after = data(tmp_path / "c", content() | {"articles": [], "statements": []}, annotated=False)
    (gone,) = name_rows(before, after, TEXTS)
    assert gone.note == "No article has it any more."
