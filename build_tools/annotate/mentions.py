"""Links names and titles in an article to the registry; what stays open is left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from build_tools.annotate.metonyms import resolve_metonym
from build_tools.annotate.name_index import Hit, NameIndex
from build_tools.lexicon import load_lexicon
from build_tools.models import Mention, Provenance
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
    linker = _Linker(even(text), index)
    names = linker.names()
    titles = _titles(linker.text, index, linker.established, names)
    return sorted([*names, *titles], key=lambda mention: (mention.start, -mention.end))


class _Linker:
    """Decides what each name found in one text stands for.

    Attributes:
        text: The text, evened out.
        established: Ids of the entities whose full name stands in the text.
    """

    def __init__(self, text: str, index: NameIndex) -> None:
        self.text = text
        self._index = index
        self._hits = list(index.find(text))
        self._starts = {hit.start for hit in self._hits}
        self._ends = {hit.end for hit in self._hits}
        self.established = {
            entity for hit in self._hits if hit.name.use == "full" for entity in hit.name.entities
        }

    def names(self) -> list[Mention]:
        """A mention for each name that links, or that only several candidates are left for."""
        found = (self._decide(position, hit) for position, hit in enumerate(self._hits))
        return [mention for mention in found if mention is not None]

    def _decide(self, position: int, hit: Hit) -> Mention | None:
        entities = hit.name.entities
        producer = f"mentions.{hit.name.use}"
        if hit.name.use == "short":
            entities = tuple(entity for entity in entities if entity in self.established)
            if not entities or self._part_of_longer_name(hit):
                return None
        elif hit.name.use == "demonym":
            if hit.name.text.endswith("s") and self._counted(hit.start):
                return None
        elif self._part_of_other_name(hit):
            return None
        if hit.name.use == "full" and len(entities) == 1 and entities[0] in self._index.metonyms:
            place, state = entities[0], self._index.metonyms[entities[0]]
            actors = self._actors_near(position)
            resolved = resolve_metonym(self.text, hit.start, hit.end, place, state, actors)
            entities = (resolved,) if resolved else tuple(sorted((place, state)))
            if resolved == state:
                producer = "mentions.metonym"
        decided = entities[0] if len(entities) == 1 else None
        labels = {self._index.labels[entity] for entity in entities}
        return Mention(
            start=hit.start,
            end=hit.end,
            form="name",
            label=labels.pop() if len(labels) == 1 else "other",
            entity=decided,
            provenance=Provenance("registry", producer),
            candidates=() if decided else entities,
        )

    def _actors_near(self, position: int) -> dict[int, bool]:
        """Where the names around a name begin and end, and whether each can only be an actor."""
        near = self._hits[max(0, position - 2) : position + 3]
        return {
            at: self._index.labels[hit.name.entities[0]] not in ("place", "document")
            for hit in near
            for at in (hit.start, hit.end)
        }

    def _part_of_longer_name(self, hit: Hit) -> bool:
        """Whether a short name has an unknown capitalised word before or behind it."""
        before = _PREVIOUS_WORD.search(self.text, max(0, hit.start - 60), hit.start)
        if before and before.end(1) not in self._ends and self._may_be_a_name(before):
            return True
        after = _NEXT_WORD.match(self.text, hit.end)
        return bool(
            after
            and after.group(1)[0].isupper()
            and after.start(1) not in self._starts
            and after.group(1) not in _words()["calendar"]
        )

    def _may_be_a_name(self, before: re.Match[str]) -> bool:
        """Whether the word before a surname may be a given name: capitalised, and nothing else."""
        words = _words()
        word = before.group(1)
        bare = word.strip("\"'(.")
        if not bare[:1].isupper() or word.endswith((",", ";", ":", "'", "'s")):
            return False
        if bare in words["person_titles"] or bare in words["calendar"]:
            return False
        opens = _SENTENCE_START.search(self.text, max(0, before.start(1) - 6), before.start(1))
        return not (opens and bare in words["sentence_openers"])

    def _part_of_other_name(self, hit: Hit) -> bool:
        """Whether a one-word place or state is the beginning or the end of another name."""
        label = self._index.labels[hit.name.entities[0]]
        if " " in hit.name.text or label not in ("state", "place"):
            return False
        words = _words()
        after = _NEXT_WORD.match(self.text, hit.end)
        if after is None or after.start(1) in self._starts:
            return False
        if after.group(1) in words["name_heads"]:
            return True
        # "Foreign Minister Jordan Smith": a given name that is a country's too.
        before = _PREVIOUS_WORD.search(self.text, max(0, hit.start - 60), hit.start)
        titled = before is not None and before.group(1) in words["person_titles"]
        return after.group(1)[0].isupper() and titled

    def _counted(self, start: int) -> bool:
        """Whether a number stands before `start`: so many people, not their state."""
        before = _PREVIOUS_WORD.search(self.text, max(0, start - 60), start)
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
    dates = load_lexicon("dates")
    months = dates["months"]
    calendar = [*months, *dates["weekdays"], *(s for month in months.values() for s in month["short"])]
    return {
        "person_titles": frozenset(names["person_titles"]),
        "sentence_openers": frozenset(names["sentence_openers"]),
        "name_heads": frozenset(names["name_heads"]),
        "numbers": frozenset(numbers["words"]),
        "calendar": frozenset(calendar),
    }
