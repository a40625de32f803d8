"""Finds names that the registry does not know, for the review list. Only sure patterns count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import Block, Mention, Provenance
from build_tools.names import even

# One to four capitalised words, particles between them ("Ursula von der Leyen", "Al-Iryani").
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ](?:'(?=[A-Z]))?[\w-]*\w(?:'(?!s\b)\w+)*"
_PARTICLE = r"(?:al|bin|ibn|abu|de|del|della|der|di|du|la|le|van|von|ten|ter)"
_NAME = rf"{_CAPITALISED}(?: (?:{_PARTICLE} )*{_CAPITALISED}){{0,3}}"


def find_unknown_names(
    text: str, blocks: Sequence[Block], known: Sequence[Mention]
) -> list[Mention]:
    """Names after a person's title, and names that end like an organization's.

    Args:
        known: Mentions that are linked already; nothing found here touches them.

    Returns:
        Mentions without an entity, in order of the text.
    """
    smooth = even(text)
    taken = [(mention.start, mention.end) for mention in known]
    found: list[Mention] = []
    for block in blocks:
        if block.kind == "boilerplate":
            continue
        for label, pattern in _patterns():
            for match in pattern.finditer(smooth, block.start, block.end):
                start, end = match.span("name")
                if end - start < 3 or any(start < stop and begin < end for begin, stop in taken):
                    continue
                taken.append((start, end))
                found.append(
                    Mention(start, end, "name", label, None, Provenance("rule", f"names.{label}"))
                )
    return sorted(found, key=lambda mention: mention.start)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lexicon = load_lexicon("names")
    titles = "|".join(map(re.escape, lexicon["person_titles"]))
    heads = "|".join(map(re.escape, lexicon["organization_heads"]))
    openers = "|".join(map(re.escape, lexicon["sentence_openers"]))
    return (
        (
            "organization",
            re.compile(
                rf"\b(?!(?:{openers}|{titles})\b)(?P<name>(?:{_CAPITALISED} (?:(?:of|for|and) )?){{1,5}}(?:{heads}))\b(?! [A-Z])"
            ),
        ),
        (
            "person",
            re.compile(
                rf"\b(?:{titles})\.? (?!(?:{titles}|{heads}|{openers})\b)(?P<name>{_NAME})(?! (?:{heads})\b)"
            ),
        ),
    )
