"""How many independent first publications stand behind what several articles report.

Two articles share an origin where their first publication is the same and their dates lie within a
week, or where much of the shorter one stands in the other too. A sentence or a quotation that two
articles share makes them no copies of one report: public words are quoted everywhere, and "on
condition of anonymity because they were not authorized to" is nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.corpus.groups import Groups
from build_tools.corpus.timeline import bounds
from build_tools.models import AnnotatedArticle, Article, Registry
from build_tools.names import even
from build_tools.seeds import plain_day

_WORD_OR_MARK = re.compile(r'\w+|"')

# A publication returns to a subject; after a week it is another report.
_SAME_REPORT_DAYS = 7
# So much of the shorter article, in words outside quotation marks, stands in the other too. Among
# the 840 articles of PolNeAR's training part, pairs of one report share half or more; what else is
# shared, such as a publication's standing note, makes up less than a quarter.
_MUCH = 1 / 3
_FEW_WORDS = 16
# So many reasons show why articles were put together; a hundred copies have thousands.
_REASONS = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles go back to one first publication.

    Attributes:
        words: A sentence.
        articles: The two, in order of id.
        shared: They share passages, which the page that compares them shows.
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
        day: EDTF of the earliest day of their reports, "about" it unless it is printed; None where
            nobody knows it. It tells one publication's reports apart.
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
                told = f"They go back to a report of {name} of the same days."
                join(other, identifier, told, shared=False)
        carried[key].append(identifier)
    words: dict[str, list[int]] = {}
    for identifier in ids:
        others = dict.fromkeys(reuse.other_article for reuse in articles[identifier].reuse)
        for other in others:
            if identifier < other and other in groups:
                share = _shared(articles[identifier], articles[other], words)
                if share >= _MUCH:
                    told = (
                        f"{share:.0%} of the words of the shorter one, quotations left aside, stand in the"
                        " other too."
                    )
                    join(identifier, other, told, shared=True)
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


def _shared(one: AnnotatedArticle, other: AnnotatedArticle, known: dict[str, list[int]]) -> float:
    """The share of the shorter article's words that stand in the other too, quotations left aside.

    Args:
        known: Article id -> where its words begin; what is missing is added.
    """
    for annotated in (one, other):
        if annotated.article.id not in known:
            known[annotated.article.id] = _words(annotated)
    shorter, longer = sorted((one, other), key=lambda a: (len(known[a.article.id]), a.article.id))
    words = known[shorter.article.id]
    shared = {
        start
        for reuse in shorter.reuse
        if reuse.other_article == longer.article.id
        for start in words[bisect_left(words, reuse.start) : bisect_left(words, reuse.end)]
    }
    return len(shared) / len(words) if len(shared) >= _FEW_WORDS else 0.0


def _words(annotated: AnnotatedArticle) -> list[int]:
    """Where the words of an article begin, quotations and boilerplate left out."""
    text = even(annotated.article.text)
    starts = []
    for block in annotated.blocks:
        quoted = False
        if block.kind != "boilerplate":
            for match in _WORD_OR_MARK.finditer(text, block.start, block.end):
                if match.group() == '"':
                    quoted = not quoted
                elif not quoted:
                    starts.append(match.start())
    return starts


def _of_one_report(one: AnnotatedArticle, other: AnnotatedArticle) -> bool:
    """Whether the dates allow two articles of one first publication to carry one report.

    A date that nobody knows allows it: independence is not claimed without a reason.
    """
    first, second = bounds(one.article.counts_from), bounds(other.article.counts_from)
    if first is None or second is None:
        return True
    return abs((first.lower - second.lower).days) <= _SAME_REPORT_DAYS


def _report_day(article: Article) -> str | None:
    """The day that an article's dates count from, marked as approximate where no text prints it."""
    stated = article.report_date if article.report_date and article.report_date.value else article.date
    if stated.value and stated.basis != "printed" and plain_day(stated.value):
        return f"{stated.value}~"
    return stated.value


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
    days = [_report_day(articles[member].article) for member in members]
    known = [(found.lower, day) for day in days if day and (found := bounds(day)) is not None]
    return Origin(
        entity.name if entity else label,
        entity.id if entity else None,
        tuple(members),
        tuple(dict.fromkeys(reasons))[:_REASONS],
        min(known)[1] if known else None,
    )
