"""Puts annotated articles and the registry together, and sorts every finding under its entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from build_tools.corpus.certainty import certain_enough, shown_parent
from build_tools.corpus.events import find_event_mentions
from build_tools.corpus.joint_sources import joint_sources
from build_tools.corpus.provenance import carried_relays, statement_chain
from build_tools.corpus.reuse import add_reuse
from build_tools.corpus.timeline import bounds
from build_tools.corpus.unnamed import same_sources
from build_tools.models import (
    AnnotatedArticle,
    Attribution,
    ChainStep,
    Corpus,
    Epithet,
    EventMention,
    Mention,
    Registry,
    Relation,
)
from build_tools.settings import SHOWN_FROM


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution in its article, with its chain and the entities that its content names.

    Attributes:
        shown: Pages show and count it by default; False where its confidence is too low.
        parent: The id of the nearest statement around it that is shown.
        same_source: For an unnamed source, the id of the first statement by the same one.
        joint: The entities that make it together, where its source is several at once.
    """

    annotated: AnnotatedArticle
    attribution: Attribution
    chain: tuple[ChainStep, ...]
    about: tuple[str, ...]
    paragraph: int
    shown: bool = True
    parent: str | None = None
    same_source: str | None = None
    joint: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The entities that it is ascribed to."""
        one = self.attribution.source_entity
        return (one,) if one else self.joint

    @property
    def article(self) -> str:
        return self.annotated.article.id

    def words(self, part: str) -> str:
        """The text of `source`, `cue` or `content`; an ellipsis joins what stands apart."""
        text = self.annotated.article.text
        spans = getattr(self.attribution, part)
        return " … ".join(text[start:end] for start, end in spans)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether its content shares a character with the span."""
        return any(first < end and start < last for first, last in self.attribution.content)

    @property
    def addressee(self) -> str:
        """The addressee as printed, empty where there is none."""
        span = self.attribution.addressee
        return self.annotated.article.text[slice(*span)] if span else ""


@dataclass(slots=True)
class View:
    """The corpus by entity, event and outlet. Built once; the pages only read it.

    Only `corpus` and `found` hold the statements that are not certain enough to be shown by default.

    Attributes:
        articles: Article id -> the article with the statements that are shown; one whose parent is
            not shown stands inside the next statement around it, or inside none.
        statements: Article id -> the same statements, in order; `found`: all of its statements.
        said_by, said_to, said_about: Entity id -> statements. Of what is ascribed to an entity,
            `thought_by` holds the beliefs and `silent` the refusals to respond.
        mentions: Entity id -> (article, mention), in order of article and text; what stands in
            boilerplate, which is folded away and says nothing new, is left out.
        beside: Entity id -> other entity id -> the paragraphs that name both, as article and number.
        reports: Event id -> passages; `events_in`: article id -> the same.
        events_of: Entity id -> ids of the events it takes part in or that happened there.
        related_to: Entity id -> (other id, relation) that point to it.
        carried: Outlet id -> ids of the articles it carried; `relayed`: … that it passed on.
        through: Outlet id -> statements that it passed on, nested ones too, as their chains say; those
            whose chain is not certain of it are left out.
    """

    corpus: Corpus
    articles: dict[str, AnnotatedArticle] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    said_by: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    thought_by: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    silent: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    said_to: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    said_about: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    unnamed: list[Statement] = field(default_factory=list)
    mentions: dict[str, list[tuple[AnnotatedArticle, Mention]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    epithets: dict[str, list[tuple[AnnotatedArticle, Epithet]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    beside: dict[str, dict[str, list[tuple[str, int]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    reports: dict[str, list[EventMention]] = field(default_factory=lambda: defaultdict(list))
    events_in: dict[str, list[EventMention]] = field(default_factory=lambda: defaultdict(list))
    events_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    related_to: dict[str, list[tuple[str, Relation]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    carried: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    relayed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    through: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))

    @property
    def registry(self) -> Registry:
        return self.corpus.registry


def assemble(annotated: Iterable[AnnotatedArticle], registry: Registry) -> Corpus:
    """The corpus in order of date and id, with shared passages and event passages found."""
    ordered = sorted(annotated, key=_by_date)
    articles = add_reuse(ordered)
    return Corpus(articles, registry, find_event_mentions(articles, registry))


def _by_date(annotated: AnnotatedArticle) -> tuple[str, str]:
    known = bounds(annotated.article.date.value)
    return (known.lower.isoformat() if known else "9999", annotated.article.id)


def view(corpus: Corpus, shown_from: float = SHOWN_FROM) -> View:
    """Sort every finding of the corpus under the entities and events it belongs to.

    Args:
        shown_from: The least confidence of a statement that is shown and counted.
    """
    result = View(corpus)
    for annotated in corpus.articles:
        _add_article(result, annotated, shown_from)
    for mention in corpus.event_mentions:
        result.reports[mention.event].append(mention)
        result.events_in[mention.article].append(mention)
    for event in corpus.registry.events.values():
        for entity in dict.fromkeys((*event.participants, *event.places)):
            result.events_of[entity].append(event.id)
    for entity in corpus.registry.entities.values():
        for relation in entity.relations:
            result.related_to[relation.target].append((entity.id, relation))
    return result


def _add_article(result: View, annotated: AnnotatedArticle, shown_from: float) -> None:
    article = annotated.article
    if article.outlet.value:
        result.carried[article.outlet.value].append(article.id)
    paragraphs: dict[int, set[str]] = defaultdict(set)
    for mention in annotated.mentions:
        block = annotated.block_at(mention.start)
        if mention.entity is not None and block is not None and block.kind != "boilerplate":
            result.mentions[mention.entity].append((annotated, mention))
            paragraphs[block.number].add(mention.entity)
    for number, together in sorted(paragraphs.items()):
        for entity in together:
            for other in together - {entity}:
                result.beside[entity][other].append((article.id, number))
    for epithet in annotated.epithets:
        result.epithets[epithet.entity].append((annotated, epithet))
    _add_statements(result, annotated, shown_from)
    relays = {relay.outlet for relay in article.relays if relay.outlet}
    relays.update(relay for one in result.statements[article.id] for relay in one.attribution.relays)
    for relay in sorted(relays):
        result.relayed[relay].append(article.id)


def _add_statements(result: View, annotated: AnnotatedArticle, shown_from: float) -> None:
    """Sort the statements of an article, and keep the article as it is shown by default."""
    identifier = annotated.article.id
    by_id = {attribution.id: attribution for attribution in annotated.attributions}
    kept = tuple(one for one in annotated.attributions if certain_enough(one, shown_from))
    shown = {one.id for one in kept}
    uncertain = by_id.keys() - shown
    parents = {one.id: shown_parent(one, by_id, shown) for one in annotated.attributions}
    result.articles[identifier] = replace(
        annotated, attributions=tuple(replace(one, parent=parents[one.id]) for one in kept)
    )
    carried = carried_relays(replace(annotated, attributions=kept))
    unnamed = same_sources(annotated.article.text, kept)
    for attribution in annotated.attributions:
        told = carried.get(attribution.id, ())
        chain = statement_chain(annotated, attribution, result.registry, by_id, told, uncertain)
        statement = _statement(
            annotated,
            attribution,
            chain,
            shown=attribution.id not in uncertain,
            parent=parents[attribution.id],
            same_source=unnamed.get(attribution.id),
        )
        result.found[identifier].append(statement)
        if statement.shown:
            _sort(result, statement)


def _sort(result: View, statement: Statement) -> None:
    """Put a statement that is shown under everyone whom it concerns."""
    attribution = statement.attribution
    result.statements[statement.article].append(statement)
    for outlet in dict.fromkeys(step.entity for step in statement.chain if step.role == "relay" and step.certain):
        if outlet is not None:
            result.through[outlet].append(statement)
    for source in statement.sources:
        if attribution.kind == "non-response":
            ascribed = result.silent
        else:
            ascribed = result.thought_by if attribution.belief else result.said_by
        ascribed[source].append(statement)
    if attribution.addressee_entity:
        result.said_to[attribution.addressee_entity].append(statement)
    if attribution.source_kind == "unnamed":
        result.unnamed.append(statement)
    for entity in statement.about:
        result.said_about[entity].append(statement)


def _statement(
    annotated: AnnotatedArticle,
    attribution: Attribution,
    chain: tuple[ChainStep, ...],
    *,
    shown: bool,
    parent: str | None,
    same_source: str | None,
) -> Statement:
    about = {
        mention.entity
        for mention in annotated.mentions
        for start, end in attribution.content
        if mention.entity and start <= mention.start and mention.end <= end
    }
    joint = joint_sources(annotated, attribution)
    first = min((*attribution.source, *attribution.cue, *attribution.content))
    return Statement(
        annotated=annotated,
        attribution=attribution,
        chain=chain,
        about=tuple(sorted(about - {attribution.source_entity, *joint})),
        paragraph=annotated.paragraph_at(attribution.cue[0][0] if attribution.cue else first[0]),
        shown=shown,
        parent=parent,
        same_source=same_source,
        joint=joint,
    )
