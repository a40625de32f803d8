"""Resolves "the group" and "the Lebanese group" where only one entity can be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import LABELS, Block, Mention, Provenance, Registry
from build_tools.names import even


def resolve_nominals(
    text: str, blocks: Sequence[Block], names: Sequence[Mention], registry: Registry
) -> list[Mention]:
    """Nominal mentions of groups, alliances and outlets.

    With an adjective of nationality, the entity is the one of that kind and nationality that the
    article names. Without one, it is the one of that kind that the paragraph has named so far.
    Where there are none or several, the phrase stays unmarked.

    Args:
        names: The linked names of the article, in order.
    """
    smooth = even(text)
    named = {mention.entity for mention in names if mention.entity in registry.entities}
    found: list[Mention] = []
    for block in blocks:
        if block.kind == "boilerplate":
            continue
        inside = [m for m in names if block.start <= m.start and m.end <= block.end]
        for match in _pattern().finditer(smooth, block.start, block.end):
            start, end = match.span()
            kinds = load_lexicon("epithets")["class_nouns"][match.group("noun").lower()]
            nations = {
                m.entity
                for m in inside
                if start < m.start and m.end <= end and m.label == "state" and m.entity
            }
            if any(start <= m.start and m.end <= end and m.entity not in nations for m in inside):
                continue
            candidates = {
                entity
                for entity in (
                    named if nations else {m.entity for m in inside if m.end <= start}
                )
                if entity in registry.entities and registry.entities[entity].kind in kinds
            }
            if nations:
                candidates = {c for c in candidates if registry.entities[c].nationality in nations}
            if len(candidates) == 1:
                entity = candidates.pop()
                found.append(
                    Mention(
                        start,
                        end,
                        "nominal",
                        LABELS[registry.entities[entity].kind],
                        entity,
                        Provenance("rule", "nominals.class"),
                    )
                )
    return found


@cache
def _pattern() -> re.Pattern[str]:
    lexicon = load_lexicon("epithets")
    nouns = "|".join(map(re.escape, lexicon["class_nouns"]))
    modifiers = "|".join(map(re.escape, lexicon["modifiers"]))
    # An adjective of nationality is any capitalised word here; it counts only if it is linked.
    return re.compile(
        rf"\b[Tt]he (?:(?:{modifiers}|[A-Z][a-z]+(?:-backed)?) ){{0,4}}(?P<noun>{nouns})\b(?! (?:of|that|which|leaders?|led)\b)"
    )
