"""The figures of an evaluation as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.training.evaluate import NAMES


def statement_report(result: dict[str, Any]) -> str:
    """The figures of one corpus of statements, as `evaluate` gives them."""
    return "\n".join(
        [*_figures(result), "", *_kinds(result), *_confidence(result), "", *_worst(result)]
    )


def name_report(result: dict[str, Any]) -> str:
    """The figures of one corpus of names, as `evaluate_names` gives them."""
    lines = [
        f"{result['corpus']}: {result['names']} names in {result['documents']} documents; "
        "same start, end and type; percent",
        f"{'':16}{'names':>7}{'precision':>11}{'recall':>8}{'F1':>7}",
    ]
    for label, row in result["program"].items():
        lines.append(
            f"{label:16}{row['names']:7}{row['precision']:11.1f}{row['recall']:8.1f}{row['f1']:7.1f}"
        )
    return "\n".join(lines)


def _figures(result: dict[str, Any]) -> Iterator[str]:
    sides = _sides(result)
    yield (
        f"{result['corpus']}: program on {result['articles']} articles, people against people on "
        f"{result['people_articles']}; precision / recall / F1, percent"
    )
    if "not nested" in sides:
        yield "not nested: without statements inside others, which this corpus does not mark"
    yield _line("", sides)
    for name in NAMES:
        yield _line(name, (_cell(rows.get(name)) for rows in sides.values()))
    yield _line("alpha", (str(rows.get("alpha", "-")) for rows in sides.values()))


def _sides(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    sides = {"program": result["program"], "not nested": result["outermost"]}
    return {name: rows for name, rows in sides.items() if rows} | {"people": result["people"]}


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:16}" + "".join(f" {cell:22}" for cell in cells).rstrip()


def _cell(row: dict[str, float] | None) -> str:
    return f"{row['precision']} / {row['recall']} / {row['f1']}" if row else "-"


def _kinds(result: dict[str, Any]) -> Iterator[str]:
    yield f"{'recall by kind':20}{'marked':>8}{'program':>9}{'people':>8}"
    for kind, row in result["kinds"].items():
        people = row.get("people", "-")
        yield f"{kind:20}{row['statements']:8}{row['recall']:9}{people:>8}"


def _confidence(result: dict[str, Any]) -> Iterator[str]:
    confidence = result["confidence"]
    if confidence is None:
        return
    yield f"\n{'confidence':12}{'found':>7}{'mean':>7}{'precision':>11}"
    for row in confidence["bins"]:
        bounds = f"{row['from']:.1f} to {row['to']:.1f}"
        yield f"{bounds:12}{row['statements']:7}{row['confidence']:7}{row['precision']:11}"
    yield f"mean distance of confidence and precision: {confidence['error']}"
    yield f"from {confidence['threshold']} on: {_cell(confidence['shown'])}"


def _worst(result: dict[str, Any]) -> Iterator[str]:
    yield f"{'worst articles, F1':56}{'F1':>6}{'found':>7}{'marked':>8}{'paired':>8}"
    for row in result["worst"]:
        yield (
            f"{row['article'][:55]:56}{row['f1']:6}{row['found']:7}{row['marked']:8}{row['paired']:8}"
        )
