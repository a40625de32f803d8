"""Finds how an article characterises its actors: appositions, phrases before a name, "the … group"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.models import Attribution, Block, Epithet, Mention, Provenance, Span
from build_tools.names import even

_BARE = re.compile(r"the \w+", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w-]+(?:'s)?$")


def find_epithets(
    text: str,
    blocks: Sequence[Block],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> list[Epithet]:
    """The epithets of linked entities, in order of the text.

    An epithet belongs to the outlet, unless it stands inside the quotation of a statement.
    """
    smooth = even(text)
    kinds = [(block.start, block.end) for block in blocks if block.kind == "boilerplate"]
    found: dict[Span, Epithet] = {}
    starts = {mention.start: mention.end for mention in mentions if mention.form == "name"}
    for mention in mentions:
        if mention.entity is None or any(a <= mention.start < b for a, b in kinds):
            continue
        for span, pattern in _around(smooth, mention, starts):
            epithet = Epithet(
                *span,
                entity=mention.entity,
                provenance=Provenance("rule", f"epithets.{pattern}"),
                attribution=_speaker(text, span, attributions),
            )
            found.setdefault(span, epithet)
    return [
        epithet
        for epithet in sorted(found.values(), key=lambda e: (e.start, e.end))
        if not any(_holds(other, epithet) for other in found.values())
    ]


def _holds(longer: Epithet, shorter: Epithet) -> bool:
    """Whether one epithet is part of a longer one of the same entity."""
    inside = longer.start <= shorter.start and shorter.end <= longer.end
    return inside and longer is not shorter and longer.entity == shorter.entity


def _around(text: str, mention: Mention, starts: dict[int, int]) -> list[tuple[Span, str]]:
    if mention.form == "nominal":
        phrase = text[mention.start : mention.end]
        coloured = mention.provenance.producer == "nominals.class" and not _BARE.fullmatch(phrase)
        return [((mention.start, mention.end), "nominal")] if coloured else []
    if mention.form != "name" or mention.label == "place":
        return []
    spans: list[tuple[Span, str]] = []
    person = mention.label == "person"
    after = _apposition(person).match(text, mention.end)
    if after:
        spans.append((after.span("phrase"), "apposition"))
    if mention.label in ("person", "organization"):
        before = _before(text, mention.start, starts, person)
        if before:
            spans.append((before, "before-name"))
    return spans


def _before(text: str, end: int, starts: dict[int, int], person: bool) -> Span | None:
    """The phrase that ends where a name begins: a role noun and what stands before it.

    Walks back from the name over modifiers, linked names, plain or in the possessive, and further
    role nouns, up to a determiner.

    Args:
        starts: Begin -> end of the linked names.
        person: Whether the name is a person's; a person has other roles than a group.
    """
    nouns, every_noun, modifiers = _nouns(person), _nouns(True) | _nouns(False), _modifiers()
    names = {stop: begin for begin, stop in starts.items()}
    start = end
    while start > 0 and text[start - 1] == " ":
        word = _LAST_WORD.search(text, max(0, start - 31), start - 1)
        if word is None:
            break
        bare = word.group().removesuffix("'s")
        owner = names.get(word.start() + len(bare))
        if start == end and word.group() not in nouns:
            return None  # what stands before the name is no role
        if owner is not None:
            start = owner
        elif word.group().lower() in ("the", "a", "an"):
            return word.start(), end - 1
        elif bare in every_noun or word.group() in modifiers or "-" in bare or _is_name(bare):
            start = word.start()
        else:
            break
    return (start, end - 1) if start < end else None


def _is_name(word: str) -> bool:
    """Whether a word is capitalised and no function word: "Quds" in "Quds chief"."""
    return word[:1].isupper() and word not in load_lexicon("names")["sentence_openers"]


def _speaker(text: str, span: Span, attributions: Sequence[Attribution]) -> str | None:
    """The statement whose quotation marks hold the span; the innermost one."""
    best: tuple[int, str] | None = None
    for attribution in attributions:
        if attribution.kind == "indirect":
            continue
        for start, end in attribution.content:
            if start <= span[0] and span[1] <= end and _quoted(text, start, end, span):
                best = min(best or (end - start, attribution.id), (end - start, attribution.id))
    return best[1] if best else None


def _quoted(text: str, start: int, end: int, span: Span) -> bool:
    """Whether quotation marks stand open at the span, inside the content."""
    before = text[start : span[0]]
    opened = before.count("“") - before.count("”")
    return opened > 0 or before.count('"') % 2 == 1


@cache
def _nouns(person: bool) -> frozenset[str]:
    """The role nouns of persons, or those of states, groups and bodies."""
    lexicon = load_lexicon("epithets")
    own = lexicon["person_nouns"] if person else (*lexicon["group_nouns"], *lexicon["class_nouns"])
    return frozenset((*own, *lexicon["shared_nouns"]))


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(load_lexicon("epithets")["modifiers"])


@cache
def _apposition(person: bool) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted(_nouns(person))))
    return re.compile(
        rf"(?:,| -) (?P<phrase>(?:a|an|the|another|its|his|her) (?:[a-z][\w'.-]* |[A-Z][\w'.-]* ){{0,6}}?"
        rf"(?:{nouns})s?\b(?: (?:of|in|at|on|to|for|from) [^,.;:\n\"]{{2,70}}?)?)(?=,| -|\.)"
    )
