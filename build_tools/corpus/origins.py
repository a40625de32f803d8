"""How many independent first publications stand behind what several articles report.

Two articles share an origin where their first publication is the same and their dates lie within a
week, or where they share a passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.corpus.groups import Groups
from build_tools.corpus.timeline import bounds
from build_tools.models import AnnotatedArticle, Registry

# A publication returns to a subject; after a week it is another report.
_SAME_REPORT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that go back to one first publication.

    Attributes:
        label: The publication, or what is known instead.
        entity: Its entity id, None where it has none.
        articles: Ids, in order.
        reasons: Why they were put together, a sentence each.
    """

    label: str
    entity: str | None
    articles: tuple[str, ...]
    reasons: tuple[str, ...]


def origins(
    article_ids: Iterable[str], articles: Mapping[str, AnnotatedArticle], registry: Registry
) -> tuple[Origin, ...]:
    """Group articles by the first publication that they go back to."""
    ids = sorted(set(article_ids))
    groups = Groups(ids)
    reasons: dict[str, list[str]] = {identifier: [] for identifier in ids}

    def join(one: str, other: str, reason: str) -> None:
        joined = groups.join(one, other)
        if joined:
            first, second = joined
            reasons[first] += [*reasons.pop(second), reason]

    carried: dict[str, list[str]] = {}
    for identifier in ids:
        key, label = _first_publication(articles[identifier])
        if key is None:
            continue
        for other in carried.setdefault(key, []):
            if _of_one_report(articles[other], articles[identifier]):
                join(other, identifier, f"They go back to a report of {label} of the same days.")
        carried[key].append(identifier)
    for identifier in ids:
        for reuse in articles[identifier].reuse:
            if reuse.other_article in groups:
                join(identifier, reuse.other_article, "They share a passage word for word, or nearly.")
    return tuple(
        _origin(members, reasons[first], articles, registry)
        for first, members in groups.members().items()
    )


def _of_one_report(one: AnnotatedArticle, other: AnnotatedArticle) -> bool:
    """Whether the dates allow two articles of one first publication to carry one report.

    A date that nobody knows allows it: independence is not claimed without a reason.
    """
    first, second = bounds(one.article.counts_from), bounds(other.article.counts_from)
    if first is None or second is None:
        return True
    return abs((first.lower - second.lower).days) <= _SAME_REPORT_DAYS


def _first_publication(annotated: AnnotatedArticle) -> tuple[str | None, str]:
    """Its key and label: the relay nearest to the sources, else the outlet."""
    article = annotated.article
    if article.relays:
        first = article.relays[0]
        return (first.outlet or f"label:{first.label}"), first.label
    return article.outlet.value, article.outlet.value or "an unknown outlet"


def _origin(
    members: list[str],
    reasons: list[str],
    articles: Mapping[str, AnnotatedArticle],
    registry: Registry,
) -> Origin:
    keys = [_first_publication(articles[member]) for member in members]
    key, label = next((pair for pair in keys if pair[0] is not None), keys[0])
    entity = registry.entities.get(key or "")
    return Origin(
        entity.name if entity else label,
        entity.id if entity else None,
        tuple(members),
        tuple(dict.fromkeys(reasons)),
    )
