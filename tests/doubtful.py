"""A small project with one article more, whose statements have confidences that the tests choose.

What annotates is a double, so that nothing here rests on a model: it reads the statements off a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

import pytest

from build_tools.annotate.blocks import split_blocks
from build_tools.build import build_site
from build_tools.models import (
    AnnotatedArticle,
    Article,
    Attribution,
    Epithet,
    Mention,
    Provenance,
    Registry,
    Span,
)
from build_tools.settings import Settings
from tests.project import MINI_SEEDS, make_project

MODEL = Provenance("model", "test")
ID = "ferry-runs-late"
TEXT = """Ferry to run late

The ferry will run until midnight, Mayor Ada Holm told Vale Newswire.

A council official told Vale Newswire that Mara Lind had asked for a “nuisance boat”.

“Nobody asked me,” Erik Holm said. Another official said the pier was sound.

The last boat was full, the Harbour Gazette reported.
"""
META = """schema_version: 1
title: {value: "Ferry to run late", basis: printed}
outlet: {value: harbour-gazette, basis: printed}
date: {value: "2019-05-20", basis: printed}
"""
CONFIRMED = """schema_version: 1
attributions:
  - {do: confirm, cue: {paragraph: 5, exact: reported}}
"""


def span(words: str) -> Span:
    """Where words stand that stand once in the text."""
    assert TEXT.count(words) == 1, words
    return TEXT.index(words), TEXT.index(words) + len(words)


def _said(
    source: str, cue: str, content: str, confidence: float | None, *, entity: str | None = None, **more: object
) -> Attribution:
    """A statement whose cue stands behind its source."""
    start, end = span(f"{source} {cue}")
    return Attribution(
        f"s{end - len(cue)}",
        ((start, start + len(source)),),
        ((end - len(cue), end),),
        (span(content),),
        "direct" if content.startswith("“") else "indirect",
        "named" if entity else "unnamed",
        MODEL if confidence is not None else Provenance("rule", "test"),
        source_entity=entity,
        descriptor=None if entity else source,
        confidence=confidence,
        **more,
    )


MAYOR = _said("Ada Holm", "told", "The ferry will run until midnight", None, entity="ada-holm", relays=("vale-newswire",))
OUTER = _said(
    "A council official", "told", "that Mara Lind had asked for a “nuisance boat”", 0.699, relays=("vale-newswire",)
)
INNER = _said("Mara Lind", "had asked", "for a “nuisance boat”", 0.83, entity="mara-lind", parent=OUTER.id)
ENGINEER = _said("Erik Holm", "said", "“Nobody asked me,”", 0.7, entity="erik-holm")
PIER = _said("Another official", "said", "the pier was sound", 0.47, affiliation="osterby-council")
PAPER = _said("the Harbour Gazette", "reported", "The last boat was full", 0.2, entity="harbour-gazette")
STATEMENTS = (MAYOR, OUTER, INNER, ENGINEER, PIER, PAPER)
MENTIONS = (
    Mention(*span("Ada Holm"), "name", "person", "ada-holm", MODEL),
    Mention(*span("Mara Lind"), "name", "person", "mara-lind", MODEL),
    Mention(*span("Erik Holm"), "name", "person", "erik-holm", MODEL),
)


def annotate(
    articles: Sequence[Article], registry: Registry, folder: Path, executor: Executor | None = None
) -> tuple[list[AnnotatedArticle], int]:
    """Stands in for `annotate_cached`: finds what the tables above say, in the one article only."""
    return [_annotated(article) for article in articles], len(articles)


def _annotated(article: Article) -> AnnotatedArticle:
    blocks = split_blocks(article.text)
    if article.id != ID:
        return AnnotatedArticle(article, blocks)
    epithet = Epithet(*span("nuisance boat"), "lantern-bridge", MODEL, OUTER.id)
    return AnnotatedArticle(
        article, blocks, mentions=MENTIONS, attributions=STATEMENTS, epithets=(epithet,)
    )


def build_doubtful(folder: Path) -> Settings:
    """Build the site of the project under `folder`."""
    settings = Settings.for_root(make_project(folder, MINI_SEEDS))
    articles = settings.seeds / "articles"
    (articles / f"{ID}.txt").write_text(TEXT, encoding="utf-8")
    (articles / f"{ID}.yml").write_text(META, encoding="utf-8")
    (articles / f"{ID}.corrections.yml").write_text(CONFIRMED, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("build_tools.build.annotate_cached", annotate)
        assert build_site(settings)
    return settings
