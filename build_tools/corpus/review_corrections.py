"""Corrections that no longer apply: broken anchors, and entries that the program has caught up with."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import yaml

from build_tools.corpus.review_anchors import span_of
from build_tools.corpus.review_rows import CorrectionRow, Problem, row_id
from build_tools.corrections import apply_file
from build_tools.errors import BuildToolsError, SeedError
from build_tools.models import AnnotatedArticle, Provenance, Registry, Span
from build_tools.yaml_source import YamlSource, load_yaml

# A section of the file and the place of an entry in it.
_Entry = tuple[str, int]

_SECTIONS = ("mentions", "epithets", "dates", "attributions")
_FINDS_THE_SAME = "the program finds the same; `do: confirm` says so"
_NOTHING_TO_REMOVE = "there is nothing to remove"
_ANYBODY = Provenance("rule", "")


def correct_leniently(
    found: AnnotatedArticle, path: Path, registry: Registry
) -> tuple[AnnotatedArticle, list[CorrectionRow]]:
    """Apply the corrections that can be applied, and tell what is wrong with the others.

    Args:
        found: The article as the program annotates it.
        path: Its corrections; nothing is done where there is no such file.

    Returns:
        The corrected article, and a row for each entry that is broken or that changes nothing.
    """
    if not path.exists():
        return found, []
    identifier = found.article.id
    rows: list[CorrectionRow] = []
    faults: dict[_Entry, list[str]] = {}
    try:
        corrected = apply_file(found, path, registry)
    except BuildToolsError as group:
        errors = list(group.each())
        whole = [error for error in errors if _entry_of(error) is None]
        if whole:
            rows = [
                _row(identifier, path, one.entry or "file", one.line, "broken", one.message) for one in whole
            ]
            return found, rows
        corrected, faults = _with_the_rest(found, load_yaml(path, SeedError), registry, errors)
    source = load_yaml(path, SeedError)
    for (section, index), messages in faults.items():
        told = "; ".join(dict.fromkeys(messages))
        line = source.line((section, index))
        rows.append(_row(identifier, path, f"{section}.{index}", line, "broken", told))
    rows += _idle(found, corrected, source, faults)
    return corrected, sorted(rows, key=lambda row: (row.line or 0, row.id))


def _entry_of(error: BuildToolsError) -> _Entry | None:
    """The entry that an error is about, None where it is about something else in the file."""
    section, _, rest = (error.entry or "").partition(".")
    index = rest.partition(".")[0]
    return (section, int(index)) if index.isdecimal() else None


def _row(
    article: str, path: Path, place: str, line: int | None, problem: Problem, message: str
) -> CorrectionRow:
    identifier = row_id("correction", article, place)
    return CorrectionRow(identifier, article, path.name, line, problem, message)


def _with_the_rest(
    found: AnnotatedArticle, source: YamlSource, registry: Registry, errors: list[BuildToolsError]
) -> tuple[AnnotatedArticle, dict[_Entry, list[str]]]:
    """The article with the entries applied that are sound.

    Args:
        errors: What the file as it stands gives; each names an entry.

    Returns:
        The article, and the other entries with what is wrong: what rests on a broken one falls with it.
    """
    faults: dict[_Entry, list[str]] = {}
    # Section -> the places in the file of the entries that are still tried.
    kept = {key: list(range(len(held))) for key, held in source.data.items() if isinstance(held, list)}
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / source.path.name
        while True:
            broken = [(_entry_of(error), error.message) for error in errors]
            for (section, index), message in broken:  # type: ignore[misc]  # each names one
                faults.setdefault((section, kept[section][index]), []).append(message)
            kept = {key: [n for n in held if (key, n) not in faults] for key, held in kept.items()}
            rest = {key: [source.data[key][n] for n in held] for key, held in kept.items()}
            draft.write_text(yaml.safe_dump(source.data | rest, allow_unicode=True), encoding="utf-8")
            try:
                return apply_file(found, draft, registry), faults
            except BuildToolsError as group:
                errors = list(group.each())


def _idle(
    found: AnnotatedArticle,
    corrected: AnnotatedArticle,
    source: YamlSource,
    broken: Collection[_Entry],
) -> Iterator[CorrectionRow]:
    """A row for each entry after which the article says what it said before.

    Not so in a section that was read to the end (`complete`): what is not in it is left out.
    """
    for section in _SECTIONS:
        if section in source.data.get("complete", ()):
            continue
        for index, entry in enumerate(source.data.get(section, ())):
            # To confirm changes nothing by intent: it says that a person has looked.
            if (section, index) in broken or entry["do"] == "confirm":
                continue
            span = span_of(found.article, entry.get("cue") or entry["at"])
            if _at(found, section, span) == _at(corrected, section, span):
                told = _NOTHING_TO_REMOVE if entry["do"] == "remove" else _FINDS_THE_SAME
                line = source.line((section, index))
                place = f"{section}.{index}"
                yield _row(found.article.id, source.path, place, line, "idle", told)


def _at(annotated: AnnotatedArticle, section: str, span: Span) -> set[object]:
    """What stands at `span`, whoever found it and however sure of it."""
    if section == "attributions":
        return {
            replace(one, provenance=_ANYBODY, confidence=None)
            for one in annotated.attributions
            if one.cue and one.cue[0][0] == span[0]
        }
    return {
        replace(one, provenance=_ANYBODY)
        for one in getattr(annotated, section)
        if (one.start, one.end) == span
    }
