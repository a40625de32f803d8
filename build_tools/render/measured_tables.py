"""The figures that an evaluation kept, as tables for the method page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from build_tools.render.markup import inline

_PARTS = ("precision", "recall", "f1")


def measured_tables(measured: dict[str, Any]) -> str:
    """All corpora: statements first, then names.

    Args:
        measured: What `docs/data/measured.json` holds.

    Returns:
        HTML that Markdown leaves alone.
    """
    blocks = [block for result in measured.get("measured", ()) for block in _statements(result)]
    blocks += [block for result in measured.get("names", ()) for block in _names(result)]
    return "\n\n".join(blocks)


def _statements(result: dict[str, Any]) -> Iterator[str]:
    people = result["people"]
    against = ""
    if people:
        against = (
            " The last column is people against people, on "
            f"{result['people_articles']} articles that several of them annotated."
        )
    unmarked = ""
    if result["outermost"]:
        unmarked = (
            " People marked no statements inside others there: found ones count as wrong, but in the "
            "column “not nested”, where the program’s are left out."
        )
    yield (
        f"<p>Statements on {result['articles']} articles of the corpus {inline(result['corpus'])}, in "
        f"which people marked {result['statements']} statements; percent.{unmarked}{against}</p>"
    )
    yield _figures(result["program"], result["outermost"], people)
    yield (
        "<p>Of the statements of each kind that people marked, the share that was found. A statement "
        "may be of several kinds.</p>"
    )
    yield _kinds(result["kinds"], bool(people))
    if result["confidence"]:
        yield from _confidence(result["confidence"])


def _figures(program: dict[str, Any], outermost: dict[str, Any], people: dict[str, Any]) -> str:
    beside = {"Not nested, F1": outermost, "People, F1": people}
    beside = {head: figures for head, figures in beside.items() if figures}
    rows = []
    for name, figures in program.items():
        alone = name == "alpha"
        cells = ["", "", figures] if alone else [figures[part] for part in _PARTS]
        for others in beside.values():
            cells.append(others.get(name, "") if alone else others.get(name, {}).get("f1", ""))
        rows.append((name, *cells))
    return _table(("Figure", "Precision", "Recall", "F1", *beside), rows)


def _kinds(kinds: dict[str, Any], people: bool) -> str:
    rows = [
        (kind, row["statements"], row["recall"], *((row.get("people", ""),) if people else ()))
        for kind, row in kinds.items()
    ]
    return _table(("Kind", "Marked", "Found", *(("Found by people",) if people else ())), rows)


def _confidence(confidence: dict[str, Any]) -> Iterator[str]:
    shown = confidence["shown"]
    yield (
        "<p>Each statement has a confidence. Pages show at first what has "
        f"{confidence['threshold']} or more; of that, {shown['precision']} percent is right, and it "
        f"is {shown['recall']} percent of what people marked. Confidence and share of right ones "
        "differ by "
        f"{confidence['error']} percentage points on average.</p>"
    )
    yield _table(
        ("Confidence", "Statements", "Mean confidence", "Right"),
        (
            (
                f"{row['from']:.1f} to {row['to']:.1f}",
                *(row[part] for part in ("statements", "confidence", "precision")),
            )
            for row in confidence["bins"]
        ),
    )


def _names(result: dict[str, Any]) -> Iterator[str]:
    yield (
        f"<p>Names in {result['documents']} texts of the corpus {inline(result['corpus'])}, in which "
        f"people marked {result['names']} persons, organizations and places; percent. A name counts "
        "where its first and last letter and its type are the same.</p>"
    )
    rows = (
        (label, row["names"], *(row[part] for part in _PARTS))
        for label, row in result["program"].items()
    )
    yield _table(("Type", "Marked", "Precision", "Recall", "F1"), rows)


def _table(heads: Sequence[str], rows: Iterable[tuple[str | float, ...]]) -> str:
    """A table whose first column holds words and whose others hold figures."""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f"<tr><td>{inline(str(first))}</td>"
        + "".join(f'<td class="sb-number">{cell}</td>' for cell in cells)
        + "</tr>"
        for first, *cells in rows
    )
    return f'<table class="sb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
