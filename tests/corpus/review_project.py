"""A small invented project with something of every kind for the review list, annotated by hand."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from build_tools.annotate.blocks import split_blocks
from build_tools.models import (
    AnnotatedArticle,
    Article,
    Attribution,
    DateExpression,
    Mention,
    Provenance,
    Registry,
    Span,
)

MODEL = Provenance("model", "test")
ID = "ferry-runs-late"
TEXT = """Ferry to run late
Ada Holm said the ferry would run, and Rosa Lind said so too on Tuesday.
She told him that the pier | <b>was</b> sound.
Lind left for Vale\u00a0Town with the Hil League.
"""
META = """schema_version: 1
title: {value: "Ferry to run late", basis: printed}
outlet: {value: null, basis: unknown, why: "Cut off."}
date: {value: "2019-05-20", basis: printed}
"""
ACTORS = """# The people of the harbour.
schema_version: 1
actors:

  # ---- People ----

  ada-holm:
    kind: person
    name: "Ada\\u00a0Holm"   # as printed
    nationality: null

  hill-league:
    kind: organization
    name: Hill League
    aliases: [ 'League of the Hill' ]  # once

# The end.
"""
EVENTS = """schema_version: 1
events:
  storm: {name: Storm, date: null, date_basis: unknown, date_why: No article says when.}
"""
CORRECTIONS = """# What was read.
schema_version: 1
mentions:
  - {do: remove,  at: {paragraph: 2, exact: "ferry"}}   # no name
  - {do: add, at: {paragraph: 2, exact: boat}, entity: ada-holm}
"""


def place(words: str, number: int = 1) -> Span:
    """Where words stand for the first, second … time."""
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def _said(source: Span, cue: Span, content: str, **more: object) -> Attribution:
    return Attribution(
        f"s{cue[0]}", (source,), (cue,), (place(content),), "indirect", "named", MODEL, **more
    )  # type: ignore[arg-type]


STATEMENTS = (
    _said(place("Ada Holm"), place("said"), "the ferry would run", source_entity="ada-holm", confidence=0.9),
    _said(place("Rosa Lind"), place("said", 2), "so too", confidence=0.5),
    _said(place("She"), place("told"), "that the pier", addressee=place("him"), confidence=0.8),
)
MENTIONS = (
    Mention(*place("Ada Holm"), "name", "person", "ada-holm", MODEL),
    Mention(*place("Rosa Lind"), "name", "person", None, MODEL),
    Mention(*place("Lind", 2), "name", "person", None, MODEL, full_name="Rosa Lind"),
    Mention(*place("Vale\u00a0Town"), "name", "place", None, MODEL),
    Mention(*place("Hil League"), "name", "organization", None, MODEL),
)
DATES = (DateExpression(*place("Tuesday"), None, None, MODEL),)

STATEMENT = f"statement:{ID}:{STATEMENTS[1].id}"
SOURCE = f"reference:{ID}:{place('She')[0]}:{STATEMENTS[2].id}"
ADDRESSEE = f"reference:{ID}:{place('him')[0]}:{STATEMENTS[2].id}"
DATE = f"date:{ID}:{place('Tuesday')[0]}"


def annotate(
    articles: Sequence[Article], registry: Registry, folder: Path, executor: Executor | None = None
) -> tuple[list[AnnotatedArticle], int]:
    """Stands in for `annotate_cached`: finds what the tables above say."""
    found = [
        AnnotatedArticle(
            article, split_blocks(article.text), mentions=MENTIONS, attributions=STATEMENTS, dates=DATES
        )
        for article in articles
    ]
    return found, len(found)


def write_project(root: Path) -> Path:
    """The seeds of the project, without corrections, under `root`."""
    seeds = root / "seeds"
    (seeds / "articles").mkdir(parents=True)
    for name, text in (
        (f"articles/{ID}.txt", TEXT),
        (f"articles/{ID}.yml", META),
        ("actors.yml", ACTORS),
        ("events.yml", EVENTS),
    ):
        (seeds / name).write_bytes(text.encode())
    return seeds
