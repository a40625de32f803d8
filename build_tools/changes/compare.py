"""The story of a comparison: two sites' data, and, for a site just built, what its seeds say besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.changes.annotations import SECTIONS, annotation_rows
from build_tools.changes.corrections import count_corrections
from build_tools.changes.data import Data
from build_tools.changes.ids import checked_rows, moved_rows, vanished_rows
from build_tools.changes.quoting import Texts
from build_tools.changes.registered import article_rows, registered_rows
from build_tools.changes.renaming import follow, successors
from build_tools.changes.rows import KINDS, Changes, Kind, Row, Total
from build_tools.changes.statements import statement_rows
from build_tools.changes.unknown_names import name_rows, unknown_names
from build_tools.checking.published import Published
from build_tools.settings import Settings

_WITHIN: tuple[Kind, ...] = ("mention", "date", "epithet")


def compare(before: Data, after: Data, texts: Texts) -> Changes:
    """All that one site has and the other has not, from their data files alone.

    Args:
        texts: The articles' texts, to quote from.
    """
    ids = after.ids or ()
    entities = successors("entity", before.entities, after.entities, ids)
    events = successors("event", before.events, after.events, ids)
    totals = _totals(before, after)
    before = follow(before, entities, events)
    rows = [
        *article_rows(before.articles, after.articles),
        *registered_rows("entity", before.entities, after.entities, entities),
        *registered_rows("event", before.events, after.events, events),
        *name_rows(before, after, texts),
        *moved_rows(before.ids or (), ids),
    ]
    for article in _compared(before, after):
        rows += _rows_within(article, before, after, texts)
    notes = [f"There is no ids.json at {one.place}." for one in (before, after) if one.ids is None]
    return Changes(before.place, after.place, True, totals, _ordered(rows), tuple(notes))


def compare_folders(before: Data, after: Data, texts: Texts) -> Changes:
    """Compare two sites whose seeds are not at hand: a page that is gone is told, and no reason."""
    found = compare(before, after, texts)
    if before.ids is None or after.ids is None:
        return found
    return replace(found, rows=_ordered([*found.rows, *vanished_rows(before.ids, after.ids)]))


def compare_project(before: Data, after: Data, texts: Texts, settings: Settings) -> Changes:
    """Compare a site with the project's own: its seeds tell what is wrong with ids and corrections.

    Raises:
        BuildToolsError: For seeds that cannot be used.
    """
    found = compare(before, after, texts)
    corrections = count_corrections(settings)
    rows, notes = [*found.rows, *corrections.rows], list(found.notes)
    if before.ids is not None:
        faults, told = checked_rows(Published(before.place, before.ids), settings)
        rows += faults
        notes += told
    notes.append(f"corrections: {corrections.applied} of {corrections.entries} apply")
    total = Total("corrections that apply", "correction", None, corrections.applied)
    return replace(
        found, rows=_ordered(rows), notes=tuple(notes), totals=(*found.totals, total)
    )


def _compared(before: Data, after: Data) -> list[str]:
    """The articles whose annotations are compared: first those that both have, then the others.

    Offsets into one text mean nothing in another: an article whose text has changed is left out.
    """
    both = sorted(before.articles.keys() & after.articles.keys())
    same = [one for one in both if _digest(before, one) == _digest(after, one)]
    return [*same, *sorted(after.articles.keys() - before.articles.keys()),
            *sorted(before.articles.keys() - after.articles.keys())]  # fmt: skip


def _digest(data: Data, article: str) -> str:
    return str(data.articles[article].get("text_sha256"))


def _rows_within(article: str, before: Data, after: Data, texts: Texts) -> Iterator[Row]:
    text = texts.get(_digest(after if article in after.articles else before, article))
    was, now = before.annotations.get(article), after.annotations.get(article)
    yield from statement_rows(
        article,
        text,
        (before.statements.get(article, {}), was),
        (after.statements.get(article, {}), now),
    )
    for kind in _WITHIN:
        yield from annotation_rows(kind, article, text, was, now)


def _ordered(rows: list[Row]) -> tuple[Row, ...]:
    """The rows by kind; inside a kind they stay in the order they came in."""
    return tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))


def _totals(before: Data, after: Data) -> tuple[Total, ...]:
    pairs = zip(_counts(before), _counts(after), strict=True)
    return tuple(Total(what, kind, old, new) for (what, kind, old), (_, _, new) in pairs)


def _counts(data: Data) -> Iterator[tuple[str, Kind | None, int | None]]:
    statements = [one for article in data.statements.values() for one in article.values()]
    yield "articles", "article", len(data.articles)
    yield "entities", "entity", len(data.entities)
    yield "events", "event", len(data.events)
    yield "statements", "statement", len(statements)
    yield "of them curated", None, sum(one.get("method") == "curated" for one in statements)
    for kind in _WITHIN:
        if kind == "date":
            yield "unknown names", "name", len(unknown_names(data))
        yield SECTIONS[kind], kind, sum(len(one[SECTIONS[kind]]) for one in data.annotations.values())
    yield "ids", "id", None if data.ids is None else len(data.ids)
