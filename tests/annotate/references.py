"""Pronouns and definite phrases as the program resolves them, for tests of other parts."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.coreference import resolve_references
from build_tools.annotate.sentences import build_pipeline
from build_tools.models import Block, Mention, Registry

NLP = build_pipeline()


def nominals_of(
    text: str, blocks: Sequence[Block], names: Sequence[Mention], registry: Registry
) -> list[Mention]:
    """The definite phrases that stand for entities, in a text whose statements do not matter."""
    found = resolve_references(NLP(text), blocks, names, [], registry).mentions
    return [mention for mention in found if mention.form == "nominal"]
