"""Decides whether a name that the registry knows links inside a longer name that it does not know."""

from __future__ import annotations

import re

from build_tools.annotate.name_spans import NameSpan
from build_tools.annotate.name_edges import is_title, words
from build_tools.models import Label

_APART_BEFORE = re.compile(r"(?:[-/,;:(\"]| and| or| &|'s|s') ?$")
_APART_AFTER = re.compile(r"(?:'s?(?!\w)|[-/,;:)\"]|,? (?:and|or|&)\b)")
_OF = frozenset(("of", "for"))
_SMALL = frozenset(("of", "the", "and", "for", "in"))


def links_inside(text: str, start: int, end: int, label: Label, longer: NameSpan) -> bool:
    """Whether the name at a span links, although a longer name was found around it.

    It does where it stands apart ("Norland's Ministry of Trade", "the Norland-Sudland border"),
    where the rest leaves it what it is ("Republic of Norland"), where a title follows ("Norland
    President Ada Holm"), and where the longer name is that of its own body ("Norland Army",
    "Parliament of Norland"). It does not in "University of Oslund", "Norland International",
    "Oslund Square" or "Karl Sidon". A name of several words is left alone only where the rest
    shows an organization of that name: what the component found may reach too far.

    Args:
        text: Evened out.
        start, end: The inner name's span.
        label: Its type.
    """
    if _APART_BEFORE.search(text, longer.start, start) or _APART_AFTER.match(text, end, longer.end):
        return True
    before = text[longer.start : start].split()
    after = text[end : longer.end].split()
    if after and is_title(after[0]) and longer.label == "person":
        return True
    if label == "person" and longer.label == "person":
        return " " in text[start:end]
    rest = [word for word in (*before, *after) if word not in _SMALL]
    if label in ("state", "place") and all(word.capitalize() in words("place_modifiers") for word in rest):
        return True
    if label != "person" and longer.label != "person" and _is_body(before, after):
        return True
    return " " in text[start:end] and not _is_named_after(before, after)


def _is_body(before: list[str], after: list[str]) -> bool:
    """Whether the rest is a body's: "… Army", "… Foreign Ministry", "Parliament of …"."""
    if not before:
        return bool(after) and after[-1].capitalize() in words("state_bodies")
    while before and before[-1] == "the":
        before = before[:-1]
    return (
        not after
        and before[-1:] == ["of"]
        and any(word.capitalize() in words("state_bodies") for word in before)
    )


def _is_named_after(before: list[str], after: list[str]) -> bool:
    """Whether the rest is a noun for an organization, a street or a treaty."""
    heads = words("name_heads") | words("organization_heads")
    if after and not heads.isdisjoint((after[0], after[-1])):
        return True
    return len(before) > 1 and before[-1] in _OF and not heads.isdisjoint(before)
