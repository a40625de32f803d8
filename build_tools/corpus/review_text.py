"""The review list in words: as lines, as Markdown, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import singledispatch
from typing import Any

from build_tools.corpus.review import Review
from build_tools.corpus.review_rows import (
    ArticleRow,
    CorrectionRow,
    DateRow,
    EventRow,
    Excerpt,
    NameRow,
    ReferenceRow,
    Row,
    RowKind,
    StatementRow,
    UnreviewedRow,
)
from build_tools.markdown_text import as_text, counted, flat, table

SCHEMA_VERSION = 1
TITLES: dict[RowKind, str] = {
    "correction": "Corrections that no longer apply",
    "article": "Articles without outlet or date",
    "name": "Names that are not linked",
    "statement": "Statements that are not certain enough to be shown",
    "reference": "Pronouns and descriptions that were left open",
    "event": "Events without a date",
    "date": "Date expressions without a value",
    "unreviewed": "What no person has looked at",
}
NOTHING = "Nothing wants a person."


@dataclass(frozen=True, slots=True)
class Told:
    """A row in words: what it is about, what is known of it, and where it stands."""

    about: str
    facts: tuple[str, ...]
    excerpts: tuple[Excerpt, ...] = ()


@singledispatch
def told(row: Row) -> Told:
    """A row in words."""
    raise TypeError(f"no row of the review list: {row!r}")


@told.register
def _(row: CorrectionRow) -> Told:
    place = f"{row.file}:{row.line}" if row.line else row.file
    return Told(place, (row.message,))


@told.register
def _(row: ArticleRow) -> Told:
    known = (row.why,) if row.why else ()
    return Told(row.article, (f"{' and '.join(row.unknown)} unknown", *known))


@told.register
def _(row: NameRow) -> Told:
    facts = [f"{counted(row.mentions, 'mention')} in {counted(row.articles, 'article')}"]
    if row.forms:
        facts.append(f"also {', '.join(row.forms)}")
    if row.candidates:
        facts.append(f"may be {' or '.join(row.candidates)}")
    if row.matches:
        likely = (f"{one.entity} ({one.name}, {one.likeness:.2f})" for one in row.matches)
        facts.append(f"like {', '.join(likely)}")
    return Told(f"{row.text} ({row.label})", tuple(facts), row.contexts)


@told.register
def _(row: StatementRow) -> Told:
    content = (f"content: {row.content}",) if row.content else ()
    facts = (f"confidence {row.confidence:.2f}", *content)
    return Told(row.source or "no source", facts, (row.context,))


@told.register
def _(row: ReferenceRow) -> Told:
    facts = [f"{row.form}, {row.role} of {row.statement}" if row.statement else row.form]
    if row.candidates:
        facts.append(f"may be {' or '.join(row.candidates)}")
    return Told(row.context.keyword, tuple(facts), (row.context,))


@told.register
def _(row: EventRow) -> Told:
    return Told(row.name, (row.why,) if row.why else ())


@told.register
def _(row: DateRow) -> Told:
    return Told(row.context.keyword, (row.why,), (row.context,))


@told.register
def _(row: UnreviewedRow) -> Told:
    facts = [f"{one.unreviewed} of {one.total} {one.what}" for one in row.counts if one.unreviewed]
    return Told(row.article, tuple(facts))


def heading(chosen: Review, kind: RowKind) -> str:
    """The title of a kind with its number of rows, and how many of them are shown."""
    shown = sum(row.kind == kind for row in chosen.rows)
    total = chosen.totals[kind]
    return f"{TITLES[kind]}: {total}" + ("" if shown == total else f" (the first {shown})")


def as_lines(chosen: Review) -> Iterator[str]:
    """The list as plain lines: a heading a kind, a row with its id, and below it where it stands."""
    for kind in chosen.totals:
        yield heading(chosen, kind)
        for row in chosen.rows:
            if row.kind == kind:
                words = told(row)
                yield f"  {row.id}"
                yield "    " + flat("; ".join((words.about, *words.facts)))
                for one in words.excerpts:
                    line = f"{one.article} ¶{one.paragraph}: {one.left}[{one.keyword}]{one.right}"
                    yield "      " + flat(line)
    if not chosen.totals:
        yield NOTHING


def as_markdown(chosen: Review) -> Iterator[str]:
    """The list as a table a kind. What comes from an article stays text: nothing of it is markup."""
    for kind in chosen.totals:
        yield f"### {heading(chosen, kind)}\n"
        yield from table(("what", "known", "where", "row"), (_cells(r) for r in chosen.rows if r.kind == kind))
    if not chosen.totals:
        yield NOTHING


def _cells(row: Row) -> tuple[str, ...]:
    words = told(row)
    places = "<br>".join(_place(one) for one in words.excerpts)
    return as_text(words.about), as_text("; ".join(words.facts)), places, f"`{row.id}`"


def _place(one: Excerpt) -> str:
    words = f"{as_text(one.left)}<b>{as_text(one.keyword)}</b>{as_text(one.right)}"
    return f"{as_text(one.article)} ¶{one.paragraph}: {words}"


def as_data(chosen: Review) -> dict[str, Any]:
    """The list as plain data for JSON: each row with its kind and its fields."""
    return {
        "schema_version": SCHEMA_VERSION,
        "totals": dict(chosen.totals),
        "rows": [{"kind": row.kind, **asdict(row)} for row in chosen.rows],
    }
