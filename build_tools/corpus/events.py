"""Which passages of which articles report an event: those the registry quotes and those it names."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from build_tools.models import AnnotatedArticle, EventMention, Provenance, Registry, Span
from build_tools.names import even


def find_event_mentions(
    articles: Iterable[AnnotatedArticle], registry: Registry
) -> tuple[EventMention, ...]:
    """Curated report passages, and sentences that hold one of an event's names.

    A sentence that overlaps a curated passage of the same event is not listed a second time.

    Returns:
        In order of event, article and place in the text.
    """
    curated = Provenance("curated", "events.reports")
    named = Provenance("registry", "events.names")
    found: list[EventMention] = []
    taken: dict[tuple[str, str], list[Span]] = {}
    for event in registry.events.values():
        for passage in event.reports:
            found.append(EventMention(event.id, passage.article, *passage.span, passage.paragraph, curated))
            taken.setdefault((event.id, passage.article), []).append(passage.span)
    names = {
        even(name): event.id for event in registry.events.values() for name in event.names
    }
    if names:
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
        for annotated in articles:
            article = annotated.article
            for match in pattern.finditer(even(article.text)):
                event = names[match.group()]
                block = annotated.block_at(match.start())
                if block is None or block.kind == "boilerplate":
                    continue
                start, end = _sentence(annotated, match.span())
                spans = taken.setdefault((event, article.id), [])
                if any(a < end and start < b for a, b in spans):
                    continue
                spans.append((start, end))
                found.append(EventMention(event, article.id, start, end, block.number, named))
    return tuple(sorted(found, key=lambda m: (m.event, m.article, m.start, m.end)))


def _sentence(annotated: AnnotatedArticle, span: Span) -> Span:
    """The sentence around `span`, the span itself where no sentence holds it."""
    position = bisect.bisect_right(annotated.sentences, span[0], key=lambda s: s[0]) - 1
    if position >= 0:
        start, end = annotated.sentences[position]
        if span[1] <= end:
            return start, end
    return span
