"""A comparison in words: as lines, as Markdown, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from dataclasses import asdict
from typing import Any

from build_tools.changes.rows import (
    KINDS,
    Change,
    Changes,
    Difference,
    Kind,
    Quotation,
    Row,
    Total,
    count_changes,
)
from build_tools.markdown_text import as_text, flat, shortened, table

SCHEMA_VERSION = 1
# What is told of each kind, and what is counted inside an article.
_TITLES: dict[Kind, str] = {
    "article": "Articles",
    "entity": "Entities",
    "event": "Events",
    "statement": "Statements",
    "mention": "Mentions",
    "name": "Unknown names",
    "date": "Dates",
    "epithet": "Epithets",
    "id": "Ids",
    "correction": "Corrections",
}
_WITHIN: tuple[Kind, ...] = ("statement", "mention", "date", "epithet")
# A change that does not say itself in a word.
_SAID: dict[Change, str] = {"known": "no longer unknown", "idle": "without effect"}

_NOTHING_THERE = "Nothing is published at {} yet: there is nothing to compare with."
_NOTHING = "The corpus is what it was."
_HEADING = "What this changes in the corpus"
_LONGEST = 140
_UNKNOWN = "–"


def as_lines(found: Changes, limit: int | None = None) -> Iterator[str]:
    """The comparison as plain lines: the counts first, then the entries.

    Args:
        limit: How many entries of each kind, and articles, None for all; the others are counted.
    """
    if not found.published:
        yield _NOTHING_THERE.format(flat(found.before))
        return
    yield f"Compared with {flat(found.before)}"
    width = max((len(one.what) for one in found.totals), default=0)
    for total in found.totals:
        before, after = _number(total.before), _number(total.after)
        yield f"  {total.what:<{width}} {before:>7} {after:>7}  {_of_total(found, total)}".rstrip()
    yield from (flat(note) for note in found.notes)
    articles = _by_article(found)
    for article, counts in articles[:limit]:
        told = (f"{_TITLES[kind].lower()} {words}" for kind, words in counts.items() if words)
        yield f"{flat(article)}: {'; '.join(told)}"
    yield from _more(articles, limit)
    for kind, rows in _sections(found):
        yield ""
        yield f"{_TITLES[kind]}: {_counted(rows)}"
        for row in rows[:limit]:
            yield f"  {_said(row)}  " + flat(_subject(row))
            if row.quotation is not None:
                yield "    " + flat(_in_line(row.quotation))
            told_of = "; ".join((*(_difference(row, one) for one in row.differences), row.note)).strip("; ")
            if told_of:
                yield "    " + flat(told_of)
        yield from (f"  {more}" for more in _more(rows, limit))
    if not found.rows:
        yield _NOTHING


def as_markdown(found: Changes, limit: int | None = None) -> Iterator[str]:
    """The comparison as Markdown tables. What comes from an article or the registry stays text.

    Args:
        limit: How many entries of each kind, and articles, None for all; the others are counted.
    """
    yield f"## {_HEADING}\n"
    if not found.published:
        yield _NOTHING_THERE.format(as_text(found.before)) + "\n"
        return
    yield f"Compared with {as_text(found.before)}\n"
    yield from table(
        ("", "before", "now", "what changes"),
        (
            (total.what, _number(total.before), _number(total.after), _of_total(found, total))
            for total in found.totals
        ),
    )
    yield from (f"- {as_text(note)}" for note in found.notes)
    yield ""
    articles = _by_article(found)
    if articles:
        yield "### By article\n"
        yield from table(
            ("article", *(_TITLES[kind].lower() for kind in _WITHIN)),
            ((as_text(article), *(told[kind] for kind in _WITHIN)) for article, told in articles[:limit]),
        )
        yield from (f"{more}\n" for more in _more(articles, limit))
    for kind, rows in _sections(found):
        yield f"### {_TITLES[kind]}: {_counted(rows)}\n"
        yield from table(("change", "what", "where", "how"), (_cells(row) for row in rows[:limit]))
        yield from (f"{more}\n" for more in _more(rows, limit))
    if not found.rows:
        yield f"{_NOTHING}\n"


def as_data(found: Changes, limit: int | None = None) -> dict[str, Any]:
    """The comparison as plain data for JSON.

    Args:
        limit: How many entries of each kind, None for all; `counts` has all of them.
    """
    sections = list(_sections(found))
    return {
        "schema_version": SCHEMA_VERSION,
        "before": found.before,
        "after": found.after,
        "published": found.published,
        "totals": [asdict(total) for total in found.totals],
        "counts": {kind: count_changes(rows) for kind, rows in sections},
        "notes": list(found.notes),
        "changes": [asdict(row) for _, rows in sections for row in rows[:limit]],
    }


def _sections(found: Changes) -> Iterator[tuple[Kind, list[Row]]]:
    """The kinds that have rows, with them."""
    for kind in KINDS:
        rows = found.of(kind)
        if rows:
            yield kind, rows


def _by_article(found: Changes) -> list[tuple[str, dict[Kind, str]]]:
    """What changes inside each article, in words, by kind; empty words where nothing does."""
    rows: dict[str, dict[Kind, list[Row]]] = {}
    for row in found.rows:
        if row.kind in _WITHIN and row.article is not None:
            rows.setdefault(row.article, {kind: [] for kind in _WITHIN})[row.kind].append(row)
    return [
        (article, {kind: _counted(some) for kind, some in rows[article].items()}) for article in sorted(rows)
    ]


def _counted(rows: list[Row]) -> str:
    return ", ".join(f"{n} {_SAID.get(change, change)}" for change, n in count_changes(rows).items())


def _of_total(found: Changes, total: Total) -> str:
    return _counted(found.of(total.kind)) if total.kind is not None else ""


def _more(some: Sized, limit: int | None) -> tuple[str, ...]:
    return (f"and {len(some) - limit} more",) if limit is not None and len(some) > limit else ()


def _cells(row: Row) -> tuple[str, ...]:
    told = [as_text(_difference(row, one)) for one in row.differences]
    if row.note:
        told.append(as_text(row.note))
    return _said(row), as_text(_name(row)), _where(row), "<br>".join(told)


def _where(row: Row) -> str:
    if row.quotation is None:
        return as_text(row.article) if row.article and row.article != row.subject else ""
    one = row.quotation
    words = f"{as_text(one.left)}<b>{as_text(shortened(one.words, _LONGEST))}</b>{as_text(one.right)}"
    return f"{as_text(_place(row))}: {words}"


def _name(row: Row) -> str:
    """The id or name; nothing where the quotation says it all."""
    return "" if row.kind in ("mention", "date", "epithet") else shortened(row.subject, _LONGEST)


def _subject(row: Row) -> str:
    place = _place(row) if row.article != row.subject else ""
    return " ".join(part for part in (_name(row), place) if part)


def _place(row: Row) -> str:
    number = row.quotation.paragraph if row.quotation else None
    return (row.article or "") + (f" ¶{number}" if number is not None else "")


def _in_line(one: Quotation) -> str:
    return f"{one.left}[{shortened(one.words, _LONGEST)}]{one.right}"


def _said(row: Row) -> str:
    return _SAID.get(row.change, row.change)


def _difference(row: Row, one: Difference) -> str:
    """What was and is; of a thing that is there only once, what it is."""
    before, after = (shortened(words, _LONGEST) if words else _UNKNOWN for words in (one.before, one.after))
    if row.change == "new":
        return f"{one.what}: {after}"
    if row.change in ("gone", "known"):
        return f"{one.what}: {before}"
    return f"{one.what}: {before} → {after}"


def _number(count: int | None) -> str:
    return _UNKNOWN if count is None else str(count)
