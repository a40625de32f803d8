"""Measures the annotations on a corpus that people annotated, and people against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from spacy.language import Language

from build_tools.models import Registry
from build_tools.seeds import text_article
from build_tools.settings import SHOWN_FROM
from build_tools.training.brat import GoldArticle, read_corpus
from build_tools.training.breakdown import Calibration, Recall, worst
from build_tools.training.inline import read_marked
from build_tools.training.kinds import kinds_of
from build_tools.training.score import Figure, Pairing, Tally

NAMES = (
    *(f"{role} {way}" for role in ("source", "cue", "content", "all") for way in ("exact", "overlap")),
    "relation",
)
SCHEMA_VERSION = 3
WORST = 5


def evaluate(
    corpus: Path, people: Path | None = None, *, threshold: float = SHOWN_FROM, count: int = WORST
) -> dict[str, Any]:
    """Annotate the texts of a corpus without a registry, and score them.

    An article with several annotators counts once for each of them. The people who annotated
    PolNeAR did not mark refusals to comment as statements, so ours are left out there.

    Args:
        corpus: A folder laid out as PolNeAR, with `text/` and `attributions/`, a file of texts
            with marks in place, or a folder of such files.
        people: A folder whose annotators are scored against each other, the same one by default.
        threshold: The confidence from which on a statement is shown by default.
        count: How many of the worst articles to name.

    Returns:
        In percent: the figures of `program` and of `people`, and how many articles each rests on;
        `outermost`, the program's without its statements inside others, where the corpus marks none
        of these, else nothing;
        `kinds`, with the recall of each kind of statement by the program and by people, each of
        whom counts once as the one who is right; `confidence`, where statements have one;
        `worst`, the articles with the lowest relation F1.

    Raises:
        SeedError: If the corpus cannot be read.
    """
    from build_tools.annotate.pipeline import Annotator
    from build_tools.annotate.sentences import build_pipeline

    articles = read(corpus)
    annotator, splitter = Annotator(Registry()), build_pipeline()
    tally, outermost, recall, calibration = Tally(), Tally(), Recall(), Calibration()
    nests = any(one.nested for article in articles for version in article.versions for one in version)
    paired: list[tuple[str, list[Pairing]]] = []
    for article in articles:
        found = annotator.annotate(text_article(article.id, article.text)).attributions
        doc = splitter(article.text)
        pairings: list[Pairing] = []
        for gold in article.versions:
            marked = corpus.is_file() or any(one.kind is not None for one in gold)
            counted = [one for one in found if one.content or marked]
            pairing = tally.add(article.text, counted, gold)
            outermost.add(article.text, [one for one in counted if one.parent is None], gold)
            recall.add(kinds_of(doc, gold), pairing.gold)
            calibration.add(counted, pairing)
            pairings.append(pairing)
        paired.append((article.id or article.path.stem, pairings))
    shared = articles if people is None else read(people)
    several = sum(len(article.versions) > 1 for article in shared)
    people_tally, people_recall = _people(shared, splitter)
    return {
        "corpus": corpus.stem if corpus.is_file() else f"{corpus.resolve().parent.name} {corpus.name}",
        "statements": sum(len(version) for article in articles for version in article.versions),
        "articles": len(articles),
        "people_articles": several,
        "program": _percent(tally),
        "outermost": {} if nests else _percent(outermost),
        "people": _percent(people_tally) if several else {},
        "kinds": _kinds(recall, people_recall),
        "confidence": _confidence(calibration, threshold),
        "worst": worst(paired, count),
    }


def read(corpus: Path) -> list[GoldArticle]:
    """The annotated articles of a corpus in any of the layouts that `evaluate` takes.

    Raises:
        SeedError: If it has none of them.
    """
    if corpus.is_file():
        return read_marked(corpus)
    files = sorted(corpus.glob("*.yml"))
    if files and not (corpus / "attributions").is_dir():
        return [article for file in files for article in read_marked(file)]
    return read_corpus(corpus)


def _people(articles: Iterable[GoldArticle], splitter: Language) -> tuple[Tally, Recall]:
    """Each annotator of an article against each other one."""
    tally, recall = Tally(), Recall()
    for article in articles:
        if len(article.versions) < 2:
            continue
        doc = splitter(article.text)
        kinds = [kinds_of(doc, version) for version in article.versions]
        numbered = list(enumerate(article.versions))
        for (i, one), (j, other) in combinations(numbered, 2):
            pairing = tally.add(article.text, one, other)
            recall.add(kinds[i], pairing.found)
            recall.add(kinds[j], pairing.gold)
    return tally, recall


def _percent(tally: Tally) -> dict[str, Any]:
    figures = tally.figures()
    rows: dict[str, Any] = {name: figure(figures[name]) for name in NAMES if name in figures}
    rows["alpha"] = round(100 * tally.alpha(), 1)
    return rows


def figure(one: Figure) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    return {
        "precision": round(100 * one.precision, 1),
        "recall": round(100 * one.recall, 1),
        "f1": round(100 * one.f1, 1),
    }


def _kinds(recall: Recall, people: Recall) -> dict[str, dict[str, float]]:
    theirs = people.rows()
    rows = recall.rows()
    for kind, row in rows.items():
        if kind in theirs:
            row["people"] = theirs[kind]["recall"]
    return rows


def _confidence(calibration: Calibration, threshold: float) -> dict[str, Any] | None:
    error = calibration.error()
    if error is None:
        return None
    return {
        "bins": calibration.rows(),
        "error": round(100 * error, 1),
        "threshold": threshold,
        "shown": figure(calibration.shown(threshold)),
    }


def write_measured(result: dict[str, Any], path: Path, part: str = "measured") -> None:
    """Keep the figures where the method page reads them, beside those of other corpora.

    Args:
        result: Of one corpus, whose name is its `corpus`.
        path: A JSON file: `schema_version`, and below each part one entry a corpus in order of
            name.
        part: `measured` for statements, `names` for names.
    """
    content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept = {key: value for key, value in content.items() if isinstance(value, list)}
    others = [entry for entry in kept.get(part, []) if entry["corpus"] != result["corpus"]]
    kept[part] = sorted([*others, result], key=lambda entry: entry["corpus"])
    content = {"schema_version": SCHEMA_VERSION} | dict(sorted(kept.items()))
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
