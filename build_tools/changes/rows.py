"""What a comparison of two corpora is made of: a row for each thing that is new, gone or not the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "article", "entity", "event", "statement", "mention", "name", "date", "epithet", "id", "correction"
]
Change = Literal[
    "new", "gone", "changed", "renamed", "merged", "moved", "known", "broken", "idle", "error", "warning"
]
# In the order in which they are told.
KINDS: tuple[Kind, ...] = get_args(Kind)
CHANGES: tuple[Change, ...] = get_args(Change)

# What is known of a thing, by what it is called: words, a list whose order means nothing, or nothing.
Fact = str | tuple[str, ...] | None
Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not what it was.

    Attributes:
        what: What it is called ("speaker").
        before, after: None where nothing was, or is, known. Of a list, only what has gone and what
            has come.
    """

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article, with those around them inside their paragraph.

    Attributes:
        paragraph: Counted from 1; None where neither the data nor the seeds tell it.
    """

    paragraph: int | None
    left: str
    words: str
    right: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is new, gone or not what it was.

    Attributes:
        subject: Its id, address or name; a correction's file and line.
        article: The id of the article it stands in.
        note: A sentence that says more.
    """

    kind: Kind
    change: Change
    subject: str
    differences: tuple[Difference, ...] = ()
    article: str | None = None
    quotation: Quotation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """How many of a sort there were and are; None where that is not known."""

    what: str
    kind: Kind | None
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What one corpus has that the other has not.

    Attributes:
        before, after: The folder or address that was read.
        published: False where nothing was at `before`; there is nothing else to tell then.
        rows: In order of kind.
        notes: What else is to be known, a line each.
    """

    before: str
    after: str
    published: bool = True
    totals: tuple[Total, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, kind: Kind) -> list[Row]:
        """The rows of a kind."""
        return [row for row in self.rows if row.kind == kind]


def differences(before: Facts | None, after: Facts | None) -> tuple[Difference, ...]:
    """What is not the same of two things, or all that is known of the only one.

    Args:
        before, after: None for a thing that is new, or gone.
    """
    was, now = before or {}, after or {}
    pairs = ((what, *_told(was.get(what), now.get(what))) for what in dict.fromkeys((*was, *now)))
    return tuple(Difference(*one) for one in pairs if one[1] != one[2])


def change_of(before: object | None, after: object | None) -> Change:
    """Whether a thing is new, gone, or there and changed."""
    if before is None:
        return "new"
    return "gone" if after is None else "changed"


def count_changes(rows: list[Row]) -> dict[Change, int]:
    """How many rows there are of each change, in one order."""
    found = Counter(row.change for row in rows)
    return {change: found[change] for change in CHANGES if found[change]}


def _told(before: Fact, after: Fact) -> tuple[str | None, str | None]:
    """Both in words; of a list only what the other does not have."""
    if isinstance(before, tuple) or isinstance(after, tuple):
        was, now = _listed(before), _listed(after)
        gone, come = (one for one in was if one not in now), (one for one in now if one not in was)
        return ", ".join(gone) or None, ", ".join(come) or None
    return before or None, after or None


def _listed(fact: Fact) -> tuple[str, ...]:
    return (fact,) if isinstance(fact, str) else fact or ()
