"""Which passages of which articles report an event.

Those that the registry quotes, those that stand word for word or nearly so in another article too,
and sentences that call the event by a name of it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from build_tools.errors import BuildToolsError, SeedError, raise_all
from build_tools.models import (
    AnnotatedArticle,
    EventDecision,
    EventMention,
    Provenance,
    Registry,
    Span,
)
from build_tools.names import even

# A copy has to hold so much of a passage.
_MOST_OF_IT = 0.8


def find_event_mentions(
    articles: Iterable[AnnotatedArticle], registry: Registry
) -> tuple[EventMention, ...]:
    """Curated report passages, their copies in other articles, and sentences with an event's name.

    What a correction decides about a passage is done last.

    What overlaps a passage of the same event that is listed already is not listed a second time.

    Returns:
        In order of event, article and place in the text.

    Raises:
        SeedError: For a correction of a passage that is not found; a group where there are several.
    """
    known = {annotated.article.id: annotated for annotated in articles}
    curated = Provenance("curated", "events.reports")
    copied = Provenance("rule", "events.copies")
    named = Provenance("registry", "events.names")
    found: list[EventMention] = []
    taken: dict[tuple[str, str], list[Span]] = {}
    for event in registry.events.values():
        for passage in event.reports:
            found.append(EventMention(event.id, passage.article, *passage.span, passage.paragraph, curated))
            taken.setdefault((event.id, passage.article), []).append(passage.span)
    found += _added(known.values(), taken)
    for event in registry.events.values():
        for passage in event.reports:
            for other, span in _copies(known.get(passage.article), passage.span, known):
                block = other.block_at(span[0])
                if block is not None and _is_free(taken, event.id, other.article.id, span):
                    found.append(EventMention(event.id, other.article.id, *span, block.number, copied))
    names = {
        even(name): event.id for event in registry.events.values() for name in event.names
    }
    if names:
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
        for annotated in known.values():
            article = annotated.article
            for match in pattern.finditer(even(article.text)):
                event = names[match.group()]
                block = annotated.block_at(match.start())
                if block is None or block.kind == "boilerplate":
                    continue
                span = _sentence(annotated, match.span())
                if _is_free(taken, event, article.id, span):
                    found.append(EventMention(event, article.id, *span, block.number, named))
    errors: list[BuildToolsError] = []
    for annotated in known.values():
        for decision in annotated.event_decisions:
            try:
                if decision.do != "add":
                    found = _decided(found, annotated.article.id, decision)
            except SeedError as error:
                errors.append(error)
    raise_all(errors)
    return tuple(sorted(found, key=lambda m: (m.event, m.article, m.start, m.end)))


def _added(
    articles: Iterable[AnnotatedArticle], taken: dict[tuple[str, str], list[Span]]
) -> Iterator[EventMention]:
    """The passages that people added by corrections."""
    for annotated in articles:
        for one in annotated.event_decisions:
            if one.do == "add":
                taken.setdefault((one.event, annotated.article.id), []).append((one.start, one.end))
                yield _curated(annotated.article.id, one)


def _decided(found: list[EventMention], article: str, one: EventDecision) -> list[EventMention]:
    """The passages with those that the program found at a place removed, confirmed or changed.

    Raises:
        SeedError: If it found none there.
    """
    there = [
        mention
        for mention in found
        if (mention.event, mention.article) == (one.event, article)
        and mention.start < one.end
        and one.start < mention.end
        and mention.provenance.method != "curated"
    ]
    if not there:
        raise SeedError(
            f"the program finds no passage on {one.event!r} there to {one.do}; what events.yml quotes is"
            " put right there",
            file=one.file,
            line=one.line,
        )
    rest = [mention for mention in found if mention not in there]
    if one.do == "change":
        return [*rest, _curated(article, one)]
    if one.do == "confirm":
        return [*rest, *(replace(mention, provenance=_provenance(one)) for mention in there)]
    return rest


def _curated(article: str, one: EventDecision) -> EventMention:
    return EventMention(one.event, article, one.start, one.end, one.paragraph, _provenance(one))


def _provenance(one: EventDecision) -> Provenance:
    return Provenance("curated", f"{one.file}:{one.line}")


def _is_free(
    taken: dict[tuple[str, str], list[Span]], event: str, article: str, span: Span
) -> bool:
    """Whether no passage of the event overlaps `span` yet; if so, it is taken from now on."""
    spans = taken.setdefault((event, article), [])
    if any(a < span[1] and span[0] < b for a, b in spans):
        return False
    spans.append(span)
    return True


def _copies(
    annotated: AnnotatedArticle | None, span: Span, known: Mapping[str, AnnotatedArticle]
) -> Iterator[tuple[AnnotatedArticle, Span]]:
    """Where a passage stands, word for word or nearly so, in other articles.

    Positions inside a shared passage are carried over in proportion, and then to the edges of words:
    the wording of the two may differ a little.
    """
    for reuse in annotated.reuse if annotated else ():
        start, end = max(span[0], reuse.start), min(span[1], reuse.end)
        if end - start < _MOST_OF_IT * (span[1] - span[0]):
            continue
        other = known[reuse.other_article]
        scale = (reuse.other_end - reuse.other_start) / (reuse.end - reuse.start)
        first = reuse.other_start + round((start - reuse.start) * scale)
        last = reuse.other_start + round((end - reuse.start) * scale)
        text = other.article.text
        while first > reuse.other_start and text[first - 1].isalnum():
            first -= 1
        while last < reuse.other_end and text[last].isalnum():
            last += 1
        yield other, (first, last)


def _sentence(annotated: AnnotatedArticle, span: Span) -> Span:
    """The sentence around `span`, the span itself where no sentence holds it."""
    position = bisect.bisect_right(annotated.sentences, span[0], key=lambda s: s[0]) - 1
    if position >= 0:
        start, end = annotated.sentences[position]
        if span[1] <= end:
            return start, end
    return span
