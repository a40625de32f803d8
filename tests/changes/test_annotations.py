"""What stands at a span is new, gone, or not what it was; nothing else is told."""

from __future__ import annotations

import pytest

from build_tools.changes.annotations import annotation_rows
from build_tools.changes.rows import Kind
from build_tools.checking.published import Entry
from tests.changes.corpora import TEXT, at, mention

Differences = dict[str, tuple[str | None, str | None]]
Told = tuple[str, str, Differences]
HOLM = mention("Ada Holm", "ada-holm")
LIND = mention("Erik Lind", None)


def annotations(kind: Kind, entries: list[Entry]) -> Entry:
    lists: Entry = {"mentions": [], "dates": [], "epithets": []}
    return lists | {f"{kind}s": entries}


def compared(kind: Kind, before: list[Entry], after: list[Entry]) -> list[Told]:
    rows = annotation_rows(kind, "one", TEXT, annotations(kind, before), annotations(kind, after))
    return [
        (row.change, row.subject, {one.what: (one.before, one.after) for one in row.differences})
        for row in rows
    ]


def known(before: str | None, after: str | None) -> Differences:
    """What is told of a mention of a person by name, of the entity that it is or was."""
    rest = {"label": "person", "form": "name", "method": "registry"}
    found = {what: (value if before else None, value if after else None) for what, value in rest.items()}
    return {"entity": (before, after), **found}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([HOLM, LIND], [HOLM, LIND], []),
        ([HOLM, LIND], [LIND, HOLM], []),
        (
            [],
            [HOLM],
            [("new", "Ada Holm", known(None, "ada-holm"))],
        ),
        (
            [LIND],
            [],
            [("gone", "Erik Lind", known("unknown", None))],
        ),
        (
            [LIND],
            [LIND | {"entity": "erik-lind"}],
            [("changed", "Erik Lind", {"entity": ("unknown", "erik-lind")})],
        ),
        (
            [HOLM],
            [HOLM | {"method": "curated"}],
            [("changed", "Ada Holm", {"method": ("registry", "curated")})],
        ),
        (
            [LIND | {"candidates": ["a", "b"]}],
            [LIND | {"candidates": ["b", "c"]}],
            [("changed", "Erik Lind", {"may be": ("a", "c")})],
        ),
        (
            [HOLM],
            [HOLM, HOLM | {"entity": "council"}],
            [("changed", "Ada Holm", {"entity": (None, "council")})],
        ),
        (
            [mention("Ada Holm", "x"), mention("Erik Lind", "y")],
            [mention("Ada", "x"), mention("Erik Lind", "z")],
            [
                ("new", "Ada", known(None, "x")),
                ("gone", "Ada Holm", known("x", None)),
                ("changed", "Erik Lind", {"entity": ("y", "z")}),
            ],
        ),
    ],
)
def test_mentions(before: list[Entry], after: list[Entry], told: list[Told]) -> None:
    assert compared("mention", before, after) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([at("Monday", value="2019-05-20")], [at("Monday", value="2019-05-20")], []),
        ([], [at("Monday", value=None)], [("new", "Monday", {"value": (None, "open")})]),
        (
            [at("Monday", value=None)],
            [at("Monday", value="2019-05-20")],
            [("changed", "Monday", {"value": ("open", "2019-05-20")})],
        ),
        ([at("Monday", value="2019")], [], [("gone", "Monday", {"value": ("2019", None)})]),
    ],
)
def test_dates(before: list[Entry], after: list[Entry], told: list[Told]) -> None:
    assert compared("date", before, after) == told


def test_epithets() -> None:
    outlets = at("Mayor", entity="ada-holm", attribution=None)
    assert compared("epithet", [outlets], [outlets | {"attribution": "s9"}]) == [
        ("changed", "Mayor", {"words of": ("the outlet", "a source")})
    ]
    assert compared("epithet", [outlets | {"attribution": "s9"}], [outlets | {"attribution": "s8"}]) == []


def test_a_row_names_its_place() -> None:
    (row,) = annotation_rows("mention", "one", TEXT, None, annotations("mention", [LIND]))
    assert row.article == "one"
    assert row.quotation is not None
    assert (row.quotation.paragraph, row.quotation.words) == (2, "Erik Lind")
    (unread,) = annotation_rows("mention", "one", None, annotations("mention", [LIND]), None)
    assert unread.quotation is not None
    assert (unread.quotation.paragraph, unread.quotation.words) == (None, "Erik Lind")
