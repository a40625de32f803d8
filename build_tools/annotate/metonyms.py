"""Decides whether the name of a capital stands for the place or for the government there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from build_tools.lexicon import load_lexicon

_BEFORE = re.compile(r"([\w'-]+) $")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)') ([\w-]+)(?: ([\w-]+))?")
_AFTER = re.compile(r" ([\w'-]+)(?: ([\w'-]+))?")
_ITEM_BEFORE = re.compile(r"(?:,| and| or) $")
_ITEM_AFTER = re.compile(r"(?:, [^,.;:\n]{1,60},)?(?: and | or |, )")


def resolve_metonym(
    text: str, start: int, end: int, place: str, state: str, actors: Mapping[int, bool]
) -> str | None:
    """The place, the state, or None where the words around the name do not tell.

    A possessive and a verb of doing, saying or wanting show a government; a preposition of place
    and a noun behind the name show a place; an item of a list is what its neighbours are.

    Args:
        text: The article's text, evened out.
        start, end: The name's span.
        place, state: Entity ids.
        actors: Offset where a neighbouring name begins or ends -> whether it names an actor.
    """
    words = _words()
    before = _BEFORE.search(text, max(0, start - 40), start)
    previous = before.group(1).lower() if before else ""
    possessive = _POSSESSIVE.match(text, end)
    if possessive:
        # "its northern suburbs", "its Center for …"; anything else is a government's.
        urban = not words["urban_nouns"].isdisjoint(possessive.groups())
        return place if urban or possessive.group(1)[0].isupper() else state
    if previous in words["locative_words"]:
        return place
    after = _AFTER.match(text, end)
    following = after.group(1) if after else ""
    if following in words["agentive_words"] or previous in words["object_verbs"]:
        return state
    if _beside_actor(text, start, end, actors):
        return state
    if following in words["copulas"]:
        complement = after.group(2) or "" if after else ""
        acts = complement.endswith("ing") or complement in words["attitude_words"]
        return state if acts else None
    if following[:1].islower() and following not in ("and", "or"):
        return place
    return None


def _beside_actor(text: str, start: int, end: int, actors: Mapping[int, bool]) -> bool:
    """Whether the name stands in a list beside the name of an actor."""
    item = _ITEM_AFTER.match(text, end)
    if item and actors.get(item.end()):
        return True
    listed = _ITEM_BEFORE.search(text, max(0, start - 5), start)
    return bool(listed and actors.get(listed.start()))


@cache
def _words() -> dict[str, frozenset[str]]:
    lexicon = load_lexicon("names")
    return {
        key: frozenset(lexicon[key])
        for key in (
            "urban_nouns",
            "locative_words",
            "agentive_words",
            "object_verbs",
            "copulas",
            "attitude_words",
        )
    }
