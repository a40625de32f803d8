"""What nobody has told yet: events and expressions without a date, articles without outlet or date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.corpus.review_rows import ArticleRow, DateRow, EventRow, excerpt, row_id
from build_tools.models import AnnotatedArticle, Article, Registry


def undated_events(registry: Registry) -> Iterator[EventRow]:
    """The events without a date, in order of id."""
    for event in registry.events.values():
        if event.date is None:
            yield EventRow(row_id("event", event.id), event.id, event.name, event.date_why)


def open_dates(articles: Iterable[AnnotatedArticle]) -> Iterator[DateRow]:
    """The date expressions without a value, but for those that a person left open."""
    for annotated in articles:
        article = annotated.article
        undated = article.counts_from is None
        why = "the article has no date to count from" if undated else "it cannot be counted"
        for date in annotated.dates:
            if date.value is None and date.provenance.method != "curated":
                span = (date.start, date.end)
                identifier = row_id("date", article.id, date.start)
                yield DateRow(identifier, article.id, span, why, excerpt(annotated, span))


def incomplete_articles(articles: Iterable[Article]) -> Iterator[ArticleRow]:
    """The articles whose outlet or date is unknown."""
    for article in articles:
        stated = {"outlet": article.outlet, "date": article.date}
        unknown = tuple(name for name, one in stated.items() if one.value is None)
        if unknown:
            why = " ".join(stated[name].why for name in unknown if stated[name].why)
            yield ArticleRow(row_id("article", article.id), article.id, unknown, why)  # type: ignore[arg-type]
