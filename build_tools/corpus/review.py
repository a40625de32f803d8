"""The review list: what wants a person, over all articles, and what is wrong with the corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.corpus.events import find_event_mentions
from build_tools.corpus.review_corrections import correct_leniently
from build_tools.corpus.review_gaps import incomplete_articles, open_dates, undated_events
from build_tools.corpus.review_matches import NameIndex
from build_tools.corpus.review_names import open_names
from build_tools.corpus.review_rows import KINDS, CorrectionRow, NameRow, Row, RowKind
from build_tools.corpus.review_statements import open_references, uncertain_statements, unreviewed
from build_tools.corrections import corrections_path
from build_tools.models import AnnotatedArticle, Registry


@dataclass(frozen=True, slots=True)
class Review:
    """The rows of a review list, in order of kind.

    Attributes:
        totals: How many rows there are of each kind, those left out included.
    """

    rows: tuple[Row, ...]
    totals: dict[RowKind, int]


def review(
    found: Iterable[AnnotatedArticle], seeds: Path, registry: Registry, shown_from: float
) -> Review:
    """Gather what wants a person.

    Args:
        found: The articles as the program annotates them, without their corrections.
        seeds: The folder that the corrections are read from; those that apply are applied.
        shown_from: The least confidence, 0 to 1, of the statements that pages show by default.
    """
    rows: list[Row] = []
    articles: list[AnnotatedArticle] = []
    faults: list[CorrectionRow] = []
    for annotated in found:
        path = corrections_path(seeds, annotated.article.id)
        corrected, wrong = correct_leniently(annotated, path, registry)
        articles.append(corrected)
        faults += wrong
    rows += sorted(faults, key=lambda row: row.problem == "idle")
    rows += incomplete_articles(annotated.article for annotated in articles)
    rows += _names(articles, registry)
    rows += uncertain_statements(articles, shown_from)
    rows += open_references(articles)
    rows += undated_events(registry)
    rows += open_dates(articles)
    rows += unreviewed(articles, find_event_mentions(articles, registry))
    return Review(tuple(rows), dict(Counter(row.kind for row in rows)))


def _names(articles: Iterable[AnnotatedArticle], registry: Registry) -> Iterator[NameRow]:
    index = NameIndex(registry)
    for row in open_names(articles):
        yield replace(row, matches=index.matches(row.text, row.label))


def select(whole: Review, kinds: Collection[RowKind] = (), limit: int | None = None) -> Review:
    """The rows of some kinds, at most so many of each.

    Args:
        kinds: All where none is given.
        limit: None for all.
    """
    wanted = [kind for kind in KINDS if kind in (kinds or KINDS) and kind in whole.totals]
    rows = [row for kind in wanted for row in [r for r in whole.rows if r.kind == kind][:limit]]
    return Review(tuple(rows), {kind: whole.totals[kind] for kind in wanted})
