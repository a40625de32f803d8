"""How many of the corrections apply, and which do not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.annotate.cache import annotate_cached
from build_tools.changes.rows import Row
from build_tools.checking.problems import Findings
from build_tools.corpus.review_corrections import correct_leniently
from build_tools.corrections import CorrectionsShape, corrections_path
from build_tools.errors import BuildToolsError, SeedError
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from build_tools.settings import Settings
from build_tools.yaml_source import load_yaml, validate


@dataclass(frozen=True, slots=True)
class Applied:
    """How many corrections there are and apply, and a row for each that is broken or idle."""

    entries: int
    applied: int
    rows: tuple[Row, ...]


def count_corrections(settings: Settings) -> Applied:
    """Apply the corrections of all articles, going on behind those that are broken.

    Raises:
        BuildToolsError: For articles or a registry that cannot be used.
    """
    articles = load_articles(settings.seeds)
    registry = load_registry(settings.seeds, articles)
    found, _ = annotate_cached(articles, registry, settings.cache / "annotations")
    shown = Findings(settings.root).shown
    entries = 0
    rows: list[Row] = []
    for annotated in found:
        path = corrections_path(settings.seeds, annotated.article.id)
        if not path.exists():
            continue
        entries += _entries(path)
        for one in correct_leniently(annotated, path, registry)[1]:
            subject = f"{shown(path)}:{one.line}" if one.line else shown(path)
            rows.append(Row("correction", one.problem, subject, article=one.article, note=one.message))
    broken = sum(row.change == "broken" for row in rows)
    return Applied(entries, max(0, entries - broken), tuple(rows))


def _entries(path: Path) -> int:
    """How many entries a file has; none where it cannot be read, which is told as a row of its own."""
    try:
        shape = validate(CorrectionsShape, load_yaml(path, SeedError), SeedError)
    except BuildToolsError:
        return 0
    sections = (shape.mentions, shape.attributions, shape.epithets, shape.dates, shape.events)
    return sum(len(held) for held in sections)
