"""Measures the annotations on a corpus that people annotated, and people against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from build_tools.models import Registry
from build_tools.seeds import plain_article
from build_tools.training.brat import GoldArticle, read_corpus
from build_tools.training.score import Tally

NAMES = (
    *(f"{role} {way}" for role in ("source", "cue", "content", "all") for way in ("exact", "overlap")),
    "relation",
)
SCHEMA_VERSION = 1


def evaluate(folder: Path, people: Path | None = None) -> dict[str, Any]:
    """Annotate the texts of a corpus without a registry, and score them.

    An article with several annotators counts once for each of them.

    Args:
        folder: Laid out as PolNeAR: `text/` and `attributions/`.
        people: A folder whose annotators are scored against each other, the same one by default.

    Returns:
        The figures in percent of `rules` and of `people`, and how many articles each rests on.

    Raises:
        SeedError: If the folder cannot be read.
    """
    from build_tools.annotate.pipeline import Annotator

    articles = read_corpus(folder)
    annotator = Annotator(Registry())
    ours = Tally()
    for article in articles:
        found = annotator.annotate(plain_article(article.path)).attributions
        for gold in article.versions:
            # People did not mark refusals to comment as attributions.
            ours.add(article.text, [one for one in found if one.content], gold)
    shared = articles if people is None else read_corpus(people)
    return {
        "schema_version": SCHEMA_VERSION,
        "corpus": f"{folder.resolve().parent.name} {folder.name}",
        "articles": len(articles),
        "people_articles": sum(len(article.versions) > 1 for article in shared),
        "rules": _percent(ours),
        "people": _percent(_people(shared)),
    }


def _people(articles: Iterable[GoldArticle]) -> Tally:
    """Each annotator of an article against each other one."""
    tally = Tally()
    for article in articles:
        for one, other in combinations(article.versions, 2):
            tally.add(article.text, one, other)
    return tally


def _percent(tally: Tally) -> dict[str, Any]:
    figures = tally.figures()
    rows: dict[str, Any] = {
        name: {
            "precision": round(100 * figures[name].precision, 1),
            "recall": round(100 * figures[name].recall, 1),
            "f1": round(100 * figures[name].f1, 1),
        }
        for name in NAMES
        if name in figures
    }
    rows["alpha"] = round(100 * tally.alpha(), 1)
    return rows


def write_measured(result: dict[str, Any], path: Path) -> None:
    """Keep the figures where the method page reads them."""
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
