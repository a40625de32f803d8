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
# So many reasons show why articles were put together; a hundred copies have thousands.
_REASONS = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles go back to one first publication.

    Attributes:
        words: A sentence.
        articles: The two, in order of id.
        shared: They share a passage, which the page that compares them shows.
    """

    words: str
    articles: tuple[str, str]
    shared: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that go back to one first publication.

    Attributes:
        label: The publication, or what is known instead.
        entity: Its entity id, None where it has none.
        articles: Ids, in order.
        reasons: Why they were put together, the first few.
        day: EDTF of the earliest day of their reports, None where nobody knows it. It tells one
            publication's reports apart.
    """

    label: str
    entity: str | None
    articles: tuple[str, ...]
    reasons: tuple[Reason, ...]
    day: str | None = None


def origins(
    article_ids: Iterable[str], articles: Mapping[str, AnnotatedArticle], registry: Registry
) -> tuple[Origin, ...]:
    """Group articles by the first publication that they go back to."""
    ids = sorted(set(article_ids))
    groups = Groups(ids)
    reasons: dict[str, list[Reason]] = {identifier: [] for identifier in ids}

    def join(one: str, other: str, words: str, *, shared: bool) -> None:
        joined = groups.join(one, other)
        if joined:
            first, second = joined
            reasons[first] += reasons.pop(second)
        reasons[groups.leader(one)].append(Reason(words, (min(one, other), max(one, other)), shared))

    carried: dict[str, list[str]] = {}
    for identifier in ids:
        key, label = _first_publication(articles[identifier])
        if key is None:
            continue
        name = registry.entities[key].name if key in registry.entities else label
        for other in carried.setdefault(key, []):
            if _of_one_report(articles[other], articles[identifier]):
                words = f"They go back to a report of {name} of the same days."
                join(other, identifier, words, shared=False)
        carried[key].append(identifier)
    for identifier in ids:
        for reuse in articles[identifier].reuse:
            if reuse.other_article in groups:
                words = "They share a passage word for word, or nearly."
                join(identifier, reuse.other_article, words, shared=True)
    return tuple(
        _origin(members, reasons[first], articles, registry)
        for first, members in groups.members().items()
    )


def origins_among(found: Iterable[Origin], article_ids: Iterable[str]) -> tuple[Origin, ...]:
    """Those of some origins to which any of these articles goes back.

    Two articles may share an origin only through a third one, so a part of the articles of an event
    is counted by the origins of all of them.
    """
    wanted = set(article_ids)
    return tuple(one for one in found if not wanted.isdisjoint(one.articles))


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
    reasons: list[Reason],
    articles: Mapping[str, AnnotatedArticle],
    registry: Registry,
) -> Origin:
    keys = [_first_publication(articles[member]) for member in members]
    key, label = next((pair for pair in keys if pair[0] is not None), keys[0])
    entity = registry.entities.get(key or "")
    days = [articles[member].article.counts_from for member in members]
    known = [(found.lower, day) for day in days if (found := bounds(day)) is not None]
    return Origin(
        entity.name if entity else label,
        entity.id if entity else None,
        tuple(members),
        tuple(dict.fromkeys(reasons))[:_REASONS],
        min(known)[1] if known else None,
    )
