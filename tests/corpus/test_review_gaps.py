"""Events, expressions and articles that nobody could date, and articles of no known outlet."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.review_gaps import incomplete_articles, open_dates, undated_events
from build_tools.models import DateExpression, Event, Provenance, Registry, Stated
from tests.corpus.articles import RULE, article

TEXT = "On Tuesday it rained for decades, in 2019."


def test_undated_events() -> None:
    storm = Event("storm", "Storm", None, "unknown", "No article says when.")
    flood = Event("flood", "Flood", "2019", "printed")
    rows = list(undated_events(Registry({}, {"flood": flood, "storm": storm})))
    assert [(row.id, row.name, row.why) for row in rows] == [("event:storm", "Storm", "No article says when.")]


def test_open_dates_say_why() -> None:
    dates = (
        DateExpression(3, 10, None, None, RULE),
        DateExpression(21, 32, None, None, Provenance("curated", "one.corrections.yml:3")),
        DateExpression(37, 41, "2019", None, RULE),
    )
    undated, dated = article("one", TEXT, dates=dates), article("two", TEXT, date="2020-01-01", dates=dates)
    assert [(row.id, row.context.keyword, row.why) for row in open_dates([undated, dated])] == [
        ("date:one:3", "Tuesday", "the article has no date to count from"),
        ("date:two:3", "Tuesday", "it cannot be counted"),
    ]


def test_incomplete_articles() -> None:
    neither = article("one", TEXT).article
    dated = replace(neither, id="two", date=Stated("2020-01-01", "printed"), outlet=Stated(None, "unknown", "Cut off."))
    whole = replace(dated, id="three", outlet=Stated("wire", "printed"))
    assert [(row.id, row.unknown, row.why) for row in incomplete_articles([neither, dated, whole])] == [
        ("article:one", ("outlet", "date"), ""),
        ("article:two", ("outlet",), "Cut off."),
    ]
