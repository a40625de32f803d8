"""Measures the annotations on a corpus that people annotated, and people against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from build_tools.models import Registry
from build_tools.seeds import text_article
from build_tools.training.brat import GoldArticle, read_corpus
from build_tools.training.inline import read_marked
from build_tools.training.score import Tally

NAMES = (
    *(f"{role} {way}" for role in ("source", "cue", "content", "all") for way in ("exact", "overlap")),
    "relation",
)
SCHEMA_VERSION = 1


def evaluate(corpus: Path, people: Path | None = None) -> dict[str, Any]:
    """Annotate the texts of a corpus without a registry, and score them.

    An article with several annotators counts once for each of them.

    Args:
        corpus: A folder laid out as PolNeAR, with `text/` and `attributions/`, or a file of texts
            with marks in place.
        people: A folder whose annotators are scored against each other, the same one by default.

    Returns:
        The figures in percent of `rules` and of `people`, and how many articles each rests on.

    Raises:
        SeedError: If the corpus cannot be read.
    """
    from build_tools.annotate.pipeline import Annotator

    articles = _read(corpus)
    annotator = Annotator(Registry())
    ours = Tally()
    for article in articles:
        found = annotator.annotate(text_article(article.id, article.text)).attributions
        for gold in article.versions:
            # People did not mark refusals to comment as attributions.
            ours.add(article.text, [one for one in found if one.content], gold)
    shared = articles if people is None else _read(people)
    return {
        "corpus": corpus.stem if corpus.is_file() else f"{corpus.resolve().parent.name} {corpus.name}",
        "statements": sum(len(version) for article in articles for version in article.versions),
        "articles": len(articles),
        "people_articles": sum(len(article.versions) > 1 for article in shared),
        "rules": _percent(ours),
        "people": _percent(_people(shared)),
    }


def _read(corpus: Path) -> list[GoldArticle]:
    return read_marked(corpus) if corpus.is_file() else read_corpus(corpus)


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
    """Keep the figures where the method page reads them, beside those of other corpora.

    Args:
        path: A JSON file: `schema_version` and `measured`, one entry a corpus in order of name.
    """
    kept = json.loads(path.read_text(encoding="utf-8"))["measured"] if path.is_file() else []
    others = [entry for entry in kept if entry["corpus"] != result["corpus"]]
    entries = sorted([*others, result], key=lambda entry: entry["corpus"])
    content = {"schema_version": SCHEMA_VERSION, "measured": entries}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
