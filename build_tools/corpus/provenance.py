"""The chain of a statement and of an article: speaker, relays, outlet."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from build_tools.models import (
    AnnotatedArticle,
    Article,
    Attribution,
    Basis,
    ChainStep,
    Registry,
    RelayStep,
)

_ENTERED = "entered by a curator, from the whole of the article"
_CARRIED = "the same source spoke to it in the statement before"
# So many paragraphs on, a source may have begun to speak to somebody else.
_NEAR = 2
_NOT_NAMED = "the statement itself names no source"
_UNSURE = "It is less certain that the statement stands inside another one."
_ELSEWHERE = "Printed at another statement of the article:"
_PART = "The text does not say whether this is one of them."


def article_chain(article: Article, registry: Registry) -> tuple[ChainStep, ...]:
    """From the first publication that the article goes back to, to its outlet."""
    steps = [
        ChainStep("relay", relay.label, relay.outlet, relay.basis, relay.why, relay.scope == "whole")
        for relay in article.relays
    ]
    return (*steps, outlet_step(article, registry))


def outlet_step(article: Article, registry: Registry) -> ChainStep:
    """The publication that carried the article, or that nobody knows it."""
    outlet = article.outlet
    entity = registry.entities.get(outlet.value or "")
    label = entity.name if entity else outlet.value or "outlet unknown"
    return ChainStep("outlet", label, entity.id if entity else None, outlet.basis, outlet.why)


def statement_chain(
    annotated: AnnotatedArticle,
    attribution: Attribution,
    registry: Registry,
    by_id: Mapping[str, Attribution],
    carried: tuple[str, ...] = (),
    uncertain: Collection[str] = (),
) -> tuple[ChainStep, ...]:
    """From whoever is made responsible for the words to the article's outlet.

    First the source, then the speakers of the statements around it, each once in a row, then the
    publications that the
    text names as told, then the article's own relays, then its outlet. A relay is printed where the
    statement's own sentence names it, or a credit line of the article; any other is inferred. What
    only a less certain statement around it says stands in the chain as a step that may not hold.

    Args:
        by_id: The attributions of the same article.
        carried: Outlets to which the same source spoke just before (`carried_relays`).
        uncertain: The ids of those statements that pages do not show by default.
    """
    article = annotated.article
    steps = [source_step(article.text, attribution, registry)]
    relays = dict.fromkeys(attribution.relays, True)
    own = {relay.outlet for relay in article.relays}
    entered = [relay for relay in attribution.relays if not _is_printed(annotated, attribution, relay)]
    outer, seen = attribution, {attribution.id}
    while outer.parent and outer.parent in by_id and outer.parent not in seen:
        outer = by_id[outer.parent]
        seen.add(outer.id)
        step = replace(source_step(article.text, outer, registry), role="speaker")
        certain = outer.id not in uncertain
        # "I believe …, he said" went through nobody else.
        if step.entity is None or step.entity != steps[-1].entity:
            steps.append(step if certain else replace(step, certain=False, why=_UNSURE))
        for relay in outer.relays:
            if certain or relay not in own:
                relays[relay] = certain or relays.get(relay, False)
    # A publication that speaks itself told it to nobody before it printed it.
    relays.pop(steps[-1].entity or "", None)
    for relay, certain in relays.items():
        known = ("inferred", _ENTERED) if relay in entered else ("printed", "")
        step = _relay_step(relay, registry, *known)
        steps.append(step if certain else replace(step, certain=False, why=_UNSURE))
    for relay in carried:
        if relay not in relays:
            steps.append(_relay_step(relay, registry, "inferred", _CARRIED))
            relays[relay] = True
    for relay in article.relays:
        if relay.outlet is None or (relay.outlet not in relays and relay.outlet != steps[-1].entity):
            steps.append(_article_step(annotated, attribution, relay, registry))
    steps.append(outlet_step(article, registry))
    return tuple(steps)


def _is_printed(annotated: AnnotatedArticle, attribution: Attribution, outlet: str) -> bool:
    """Whether a statement's own sentence names an outlet; a curator may know it from another."""
    return attribution.provenance.method != "curated" or _is_named_beside(annotated, attribution, outlet)


def _is_named_beside(annotated: AnnotatedArticle, attribution: Attribution, outlet: str) -> bool:
    """Whether the sentence in which a statement's cue stands names an outlet."""
    if not attribution.cue:
        return False
    at = attribution.cue[0][0]
    start, end = next((s for s in annotated.sentences if s[0] <= at < s[1]), (at, at))
    return any(m.entity == outlet and start <= m.start < end for m in annotated.mentions)


def _article_step(
    annotated: AnnotatedArticle, attribution: Attribution, relay: RelayStep, registry: Registry
) -> ChainStep:
    """A relay of the article in the chain of a statement that does not name it as told."""
    certain = relay.scope == "whole"
    basis, whys = relay.basis, [relay.why]
    if (
        basis == "printed"
        and not _is_credited(annotated, relay, registry)
        and not (relay.outlet and _is_named_beside(annotated, attribution, relay.outlet))
    ):
        basis, whys = "inferred", [_ELSEWHERE, relay.why]
    if not certain:
        whys.append(_PART)
    return ChainStep("relay", relay.label, relay.outlet, basis, " ".join(why for why in whys if why), certain)


def _is_credited(annotated: AnnotatedArticle, relay: RelayStep, registry: Registry) -> bool:
    """Whether a credit line names a relay; it holds for every statement of the article."""
    entity = registry.entities.get(relay.outlet or "")
    names = {relay.label, *((entity.name, *entity.aliases) if entity else ())}
    lines = [
        annotated.article.text[block.start : block.end] for block in annotated.blocks if block.kind == "byline"
    ]
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line, re.IGNORECASE) for name in names for line in lines
    )


def _relay_step(outlet: str, registry: Registry, basis: Basis, why: str) -> ChainStep:
    """An outlet that a source spoke to."""
    entity = registry.entities.get(outlet)
    return ChainStep("relay", entity.name if entity else outlet, outlet, basis, why)


def source_step(text: str, attribution: Attribution, registry: Registry) -> ChainStep:
    """Who is made responsible, as a first step."""
    entity = registry.entities.get(attribution.source_entity or "")
    if not attribution.source:
        if entity is not None:
            return ChainStep("source", entity.name, entity.id, "inferred", _NOT_NAMED)
        return ChainStep("source", "no source named", None, "unknown")
    printed = " ".join(text[start:end] for start, end in attribution.source)
    if attribution.source_kind == "unnamed":
        return ChainStep("source", attribution.descriptor or printed, None, "printed", unnamed=True)
    if entity is not None:
        return ChainStep("source", entity.name, entity.id, "printed")
    # The words are the outlet's.
    return ChainStep("source", f"“{printed}”", None, "printed")


def carried_relays(annotated: AnnotatedArticle) -> dict[str, tuple[str, ...]]:
    """Relays that a statement shares with the one before it by the same named source.

    "X told the Courier that …" and, in the next paragraph, "“…,” he said": both were told to the
    Courier. It holds within two paragraphs, and for named sources only.

    Returns:
        Attribution id -> outlet ids, for statements that name no relay themselves.
    """
    carried: dict[str, tuple[str, ...]] = {}
    last: dict[str, tuple[tuple[str, ...], int]] = {}
    for attribution in sorted(annotated.attributions, key=lambda one: one.cue):
        source = attribution.source_entity
        block = annotated.block_at(attribution.cue[0][0]) if attribution.cue else None
        if source is None or block is None or attribution.parent is not None:
            continue
        relays, number = last.get(source, ((), 0))
        if attribution.relays:
            relays = attribution.relays
        elif relays and block.number - number <= _NEAR:
            carried[attribution.id] = relays
        else:
            relays = ()
        last[source] = (relays, block.number)
    return carried
