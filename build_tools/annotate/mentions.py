"""Links names and titles in an article to the registry; what stays open is left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from build_tools.annotate.metonyms import resolve_metonym
from build_tools.annotate.name_index import Hit, NameIndex
from build_tools.lexicon import load_lexicon
from build_tools.models import Label, Mention, Provenance
from build_tools.names import even

_PREVIOUS_WORD = re.compile(r"(\S+) $")
_NEXT_WORD = re.compile(r" (\w[\w'-]*)")
_SENTENCE_START = re.compile(r"(?:^|[\n\r]|[.!?:]['\")\]]* |[\"'(\[•>-] ?)$")
_NUMBER = re.compile(r"\d[\d.,]*$")
_DETERMINER = re.compile(r"\bthe $", re.IGNORECASE)
_POSSESSOR = re.compile(r"(?:'s|s') $")


def link_mentions(text: str, index: NameIndex) -> list[Mention]:
    """Every mention of a registry entity by a name or a title, in order of the text.

    A short name links where a full name of the same entity stands in the article, and no second
    candidate does. A name that is part of a longer, unknown name does not link.

    Args:
        text: An article's text; any text will do.

    Returns:
        Mentions that may nest but do not cross. `entity` is None where several candidates are left.
    """
    smooth = even(text)
    hits = list(index.find(smooth))
    established = {
        entity for hit in hits if hit.name.use == "full" for entity in hit.name.entities
    }
    starts = {hit.start for hit in hits}
    ends = {hit.end for hit in hits}
    mentions: list[Mention] = []
    for position, hit in enumerate(hits):
        mention = _decide(smooth, hit, index, established, starts, ends, hits, position)
        if mention is not None:
            mentions.append(mention)
    mentions += _titles(smooth, index, established, mentions)
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def _decide(
    text: str,
    hit: Hit,
    index: NameIndex,
    established: set[str],
    starts: set[int],
    ends: set[int],
    hits: Sequence[Hit],
    position: int,
) -> Mention | None:
    entities = hit.name.entities
    producer = f"mentions.{hit.name.use}"
    if hit.name.use == "short":
        entities = tuple(entity for entity in entities if entity in established)
        if not entities or _part_of_longer_name(text, hit, starts, ends):
            return None
    elif hit.name.use == "demonym":
        if hit.name.text.endswith("s") and _counted(text, hit.start):
            return None
    elif _part_of_other_name(text, hit, index, starts, ends):
        return None
    if len(entities) == 1 and entities[0] in index.metonyms and hit.name.use == "full":
        state = index.metonyms[entities[0]]
        actors = {
            at: index.labels[other.name.entities[0]] in ("state", "organization")
            or other.name.entities[0] in index.persons
            for other in hits[max(0, position - 2) : position + 3]
            for at in (other.start, other.end)
        }
        resolved = resolve_metonym(text, hit.start, hit.end, entities[0], state, actors)
        entities = (resolved,) if resolved else tuple(sorted((entities[0], state)))
        if resolved == state:
            producer = "mentions.metonym"
    decided = entities[0] if len(entities) == 1 else None
    return Mention(
        start=hit.start,
        end=hit.end,
        form="name",
        label=index.labels[entities[0]] if decided else _shared_label(entities, index),
        entity=decided,
        provenance=Provenance("registry", producer),
        candidates=() if decided else entities,
    )


def _shared_label(entities: Iterable[str], index: NameIndex) -> Label:
    labels = {index.labels[entity] for entity in entities}
    return labels.pop() if len(labels) == 1 else "other"


def _part_of_longer_name(text: str, hit: Hit, starts: set[int], ends: set[int]) -> bool:
    """Whether a short name has an unknown capitalised word before or behind it."""
    words = _words()
    before = _PREVIOUS_WORD.search(text, max(0, hit.start - 60), hit.start)
    if before:
        word = before.group(1)
        bare = word.strip("\"'(.")
        if (
            bare[:1].isupper()
            and not word.endswith((",", ";", ":", "'"))
            and not word.endswith("'s")
            and bare not in words["person_titles"]
            and bare not in words["calendar"]
            and before.end(1) not in ends
            and not (
                bare in words["sentence_openers"]
                and _SENTENCE_START.search(text, max(0, before.start(1) - 6), before.start(1))
            )
        ):
            return True
    after = _NEXT_WORD.match(text, hit.end)
    return bool(
        after
        and after.group(1)[0].isupper()
        and after.start(1) not in starts
        and after.group(1) not in words["calendar"]
    )


def _part_of_other_name(
    text: str, hit: Hit, index: NameIndex, starts: set[int], ends: set[int]
) -> bool:
    """Whether a one-word place or state is the beginning or the end of another name."""
    if " " in hit.name.text or index.labels[hit.name.entities[0]] not in ("state", "place"):
        return False
    words = _words()
    after = _NEXT_WORD.match(text, hit.end)
    if after and after.group(1) in words["name_heads"] and after.start(1) not in starts:
        return True
    if after and after.group(1)[0].isupper() and after.start(1) not in starts:
        before = _PREVIOUS_WORD.search(text, max(0, hit.start - 60), hit.start)
        # "Foreign Minister Jordan Smith": a given name that is a country's too.
        return bool(before and before.group(1) in words["person_titles"])
    return False


def _counted(text: str, start: int) -> bool:
    """Whether a number stands before `start`: so many people, not their state."""
    before = _PREVIOUS_WORD.search(text, max(0, start - 60), start)
    if before is None:
        return False
    word = before.group(1).lower()
    return bool(_NUMBER.match(word)) or word in _words()["numbers"]


def _titles(
    text: str, index: NameIndex, established: set[str], names: Sequence[Mention]
) -> list[Mention]:
    """Titles that stand for the person who holds them: "the supreme leader"."""
    if not index.titles:
        return []
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(t) for t in sorted(index.titles, key=len, reverse=True)) + r")\b",
        re.IGNORECASE,
    )
    by_end = {mention.end: mention for mention in names}
    by_start = {mention.start: mention for mention in names}
    found: list[Mention] = []
    for match in pattern.finditer(text):
        holders = [e for e in index.titles[match.group().lower()] if e in established]
        if not holders or _names_its_holder(text, match.end(), by_start):
            continue
        start = _determiner_start(text, match.start(), by_end)
        if start is None:
            continue
        decided = holders[0] if len(holders) == 1 else None
        found.append(
            Mention(
                start=start,
                end=match.end(),
                form="nominal",
                label="person",
                entity=decided,
                provenance=Provenance("registry", "mentions.title"),
                candidates=() if decided else tuple(sorted(holders)),
            )
        )
    return found


def _names_its_holder(text: str, end: int, by_start: dict[int, Mention]) -> bool:
    """Whether a name, or a further title and a name, follows at once."""
    after = _NEXT_WORD.match(text, end)
    while after and after.group(1) in _words()["person_titles"]:
        if after.start(1) in by_start:
            return True
        after = _NEXT_WORD.match(text, after.end(1))
    return bool(after and after.group(1)[0].isupper())


def _determiner_start(text: str, start: int, by_end: dict[int, Mention]) -> int | None:
    """Where the noun phrase of a title begins, None where it has no determiner."""
    possessor = _POSSESSOR.search(text, max(0, start - 3), start)
    if possessor:
        owner = by_end.get(possessor.start()) or by_end.get(possessor.start() + 1)
        return owner.start if owner else None
    # "the Iranian supreme leader", but not "the former supreme leader".
    nation = by_end.get(start - 1)
    before = nation.start if nation else start
    determined = _DETERMINER.search(text, max(0, before - 4), before)
    return determined.start() if determined else None


@cache
def _words() -> dict[str, frozenset[str]]:
    names = load_lexicon("names")
    numbers = load_lexicon("numbers")
    calendar = load_lexicon("calendar")
    return {
        "person_titles": frozenset(names["person_titles"]),
        "sentence_openers": frozenset(names["sentence_openers"]),
        "name_heads": frozenset(names["name_heads"]),
        "numbers": frozenset(numbers["words"]),
        "calendar": frozenset(calendar["names"]),
    }
