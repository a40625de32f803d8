"""Links names and titles in an article to the registry; what stays open is left open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from build_tools.annotate.name_spans import NameSpan, NameSpans
from build_tools.annotate.inner_names import links_inside
from build_tools.annotate.metonyms import Neighbour, Reading, read_metonym
from build_tools.annotate.name_edges import (
    given_name_before, has_age, is_at_a_place, may_be_given_name, titles_before,
    word_before, word_behind, words,
)
from build_tools.annotate.name_index import Hit, NameIndex
from build_tools.annotate.name_types import Votes
from build_tools.annotate.people import People
from build_tools.annotate.title_mentions import find_titles
from build_tools.lexicon import load_lexicon
from build_tools.models import Mention, Provenance
from build_tools.names import even

_BARE_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,]*$")
_LISTED = re.compile(r",? (?:and|or) |, |[/-]")
# How much the registry's word for a one-word name weighs against a component's. A capital often
# stands where persons do ("Oslund said"), so one vote does not outweigh it.
_PRIOR = 0.5
_PRIOR_OF_CAPITALS = 1.0


def link_mentions(text: str, index: NameIndex, found: NameSpans | None = None) -> list[Mention]:
    """Every mention of a registry entity by a name or a title, in order of the text.

    A short name links where a full name of the same entity stands in the article, and no second
    candidate does; a surname that fits two persons links where a title or the order of the text
    settles it (`People.settle`). A name that is part of a longer, unknown name does not link
    (`inner_names.links_inside`). A one-word name of a place does not link where it is a person's.

    Args:
        text: An article's text; any text will do.
        found: The names that a statistical component found there.

    Returns:
        Mentions that may nest but do not cross. `entity` is None where several candidates are left.
    """
    linker = _Linker(even(text), index, found or NameSpans())
    names = linker.names()
    titles = find_titles(linker.text, index.titles, linker.established, names)
    return sorted([*names, *titles], key=lambda mention: (mention.start, -mention.end))


class _Linker:
    """Decides what each name found in one text stands for.

    Attributes:
        text: The text, evened out.
        established: Ids of the entities whose full name stands in the text.
    """

    def __init__(self, text: str, index: NameIndex, found: NameSpans) -> None:
        self.text = text
        self._index = index
        self._found = found
        self._hits = list(index.find(text))
        self._starts = {hit.start for hit in self._hits}
        self._ends = {hit.end for hit in self._hits}
        self.established = {
            entity for hit in self._hits if hit.name.use == "full" for entity in hit.name.entities
        }
        self._votes = Votes()
        for name in found:
            self._votes.add(text[name.start : name.end], name.label, name.probability)
        self._people = self._named_people()
        self._readings: dict[int, Reading | None] = {}

    # Who is named

    def _named_people(self) -> People:
        """All persons whom the text names in full, those whom the registry does not know too."""
        people = People()
        known: list[Hit] = []
        for hit in self._hits:
            if hit.name.use == "full" and len(hit.name.entities) == 1:
                entity = hit.name.entities[0]
                if entity in self._index.offices:
                    known.append(hit)
                    titles = (*titles_before(self.text, hit.start), *self._index.offices[entity])
                    short = self._index.short_names[entity]
                    people.add(self.text[hit.start : hit.end], hit.start, titles, entity, short)
        people.add_unknown(self.text, self._unknown_people(known))
        return people

    def _unknown_people(self, known: Sequence[Hit]) -> Iterable[tuple[int, int]]:
        starts = [hit.start for hit in known]
        for name in self._found:
            # At or right before the name's end a known person's name may begin.
            at = bisect_right(starts, name.end - 1) - 1
            if name.label == "person" and (at < 0 or known[at].end <= name.start):
                yield name.start, name.end
        for hit in self._hits:
            begin = self._given_name(hit)
            if begin is not None:
                yield begin, hit.end

    def _given_name(self, hit: Hit) -> int | None:
        """Where a person's name begins that ends with this surname, or with this place's name."""
        if " " in hit.name.text or hit.name.use == "demonym" or self._found.exact(hit.start, hit.end):
            return None
        begin = given_name_before(self.text, hit.start)
        surname = hit.name.use == "short" and self._label(hit.name.entities) == "person"
        place = self._label(hit.name.entities) in ("place", "state")
        return begin if begin is not None and begin not in self._starts and (surname or place) else None

    def _label(self, entities: Sequence[str]) -> str:
        labels = {self._index.labels[entity] for entity in entities}
        return labels.pop() if len(labels) == 1 else "other"

    # What each name stands for

    def names(self) -> list[Mention]:
        """A mention for each name that links, or that only several candidates are left for."""
        decided = [self._decide(hit) for hit in self._hits]
        self._read_metonyms(decided)
        return [
            self._metonym(position, mention) if position in self._readings else mention
            for position, mention in enumerate(decided)
            if mention is not None
        ]

    def _decide(self, hit: Hit) -> Mention | None:
        name, entities = hit.name, hit.name.entities
        longer = self._found.around(hit.start, hit.end)
        own = longer if longer is not None and (longer.start, longer.end) == (hit.start, hit.end) else None
        label = self._index.labels[entities[0]]
        if longer is not own and not (
            self._is_run_together(longer)
            or links_inside(self.text, hit.start, hit.end, label, longer)
        ):
            return None
        if name.use == "short" and self._label(entities) == "person":
            return self._surname(hit, entities, own)
        if name.use == "short":
            entities = tuple(entity for entity in entities if entity in self.established)
            if not entities or (own is None and self._part_of_longer_name(hit)):
                return None
        elif name.use == "demonym":
            if name.text.endswith("s") and self._counted(hit.start):
                return None
        elif own is None and self._part_of_other_name(hit):
            return None
        if self._is_person(hit, own):
            return self._surname(hit, name.also, own) if name.also else None
        return self._mention(hit, entities)

    def _is_run_together(self, longer: NameSpan) -> bool:
        """Whether a longer name holds nothing but known names: "… assures Sudland Norland will …"."""
        if longer.label == "person":
            return False
        first = bisect_left(self._hits, longer.start, key=lambda hit: hit.start)
        last = bisect_left(self._hits, longer.end, key=lambda hit: hit.start)
        known = sum(hit.end - hit.start for hit in self._hits[first:last])
        return last - first > 1 and known + last - first - 1 == longer.end - longer.start

    def _mention(self, hit: Hit, entities: Sequence[str], open_: bool = False) -> Mention:
        decided = entities[0] if len(entities) == 1 and not open_ else None
        return Mention(
            start=hit.start,
            end=hit.end,
            form="name",
            label=self._label(entities),
            entity=decided,
            provenance=Provenance("registry", f"mentions.{hit.name.use}"),
            candidates=() if decided else tuple(sorted(entities)),
        )

    def _surname(self, hit: Hit, entities: Sequence[str], own: NameSpan | None) -> Mention | None:
        """The person whom a short name stands for, among all whom the article names."""
        text, start = self.text, hit.start
        trusted = own is not None and own.label == "person"
        if self._given_name(hit) is not None or (not trusted and self._part_of_longer_name(hit)):
            return None
        if own is not None and own.label == "place" and self._is_place(hit):
            return None
        left = self._people.settle(hit.name.text, start, titles_before(text, start), entities)
        known = [person.entity for person in left if person.entity]
        if not left:
            # Nobody of this name is named in full: those of the registry are left.
            return self._mention(hit, entities, open_=True) if trusted else None
        return self._mention(hit, known, open_=len(left) > 1) if known else None

    def _is_place(self, hit: Hit) -> bool:
        """Whether a surname that a component takes for a place is one: "in Austin, Texas"."""
        somewhere = self._found.is_place_behind(self.text, hit.end)
        return somewhere or is_at_a_place(self.text, hit.start)

    def _is_person(self, hit: Hit, own: NameSpan | None) -> bool:
        """Whether a one-word name of something else is a person's here.

        A component's word counts where the article gives it grounds (somebody of that surname
        named in full, a title, an age), or where its evidence over the article outweighs the
        registry's. Without its word, a surname counts that was named in full before.
        """
        name = hit.name
        label = self._label(name.entities)
        if " " in name.text or label == "person":
            return False
        fits = self._people.fitting(name.text, name.also)
        if own is None:
            before = any(person.first < hit.start for person in fits)
            if label not in ("state", "place") or name.use == "demonym":
                return False
            return (before and not is_at_a_place(self.text, hit.start)) or self._given_name(hit) is not None
        if own.label != "person":
            return False
        if fits or titles_before(self.text, hit.start) or has_age(self.text, hit.end):
            return True
        if label not in ("state", "place"):
            return False
        capital = any(entity in self._index.metonyms for entity in name.entities)
        people, places, bodies = (
            self._votes.of(name.text, kind) for kind in ("person", "place", "organization")
        )
        return people > places + bodies + (_PRIOR_OF_CAPITALS if capital else _PRIOR)

    # Capitals

    def _read_metonyms(self, decided: Sequence[Mention | None]) -> None:
        """What each name of a capital stands for; in a list, one may tell the next or the last."""
        for position, mention in enumerate(decided):
            if mention is not None and mention.entity in self._index.metonyms:
                state = self._index.metonyms[mention.entity]
                near = self._neighbours(position)
                self._readings[position] = read_metonym(
                    self.text, mention.start, mention.end, state, near
                )
        for order, step in ((sorted(self._readings), -1), (sorted(self._readings, reverse=True), 1)):
            for position in order:
                other = position + step
                if self._readings[position] is None and self._readings.get(other):
                    first, second = (self._hits[at] for at in sorted((position, other)))
                    if _LISTED.fullmatch(self.text, first.end, second.start):
                        self._readings[position] = self._readings[other]

    def _neighbours(self, position: int) -> dict[int, Neighbour]:
        """The names around a name, by where each begins and ends."""
        found: dict[int, Neighbour] = {}
        for hit in self._hits[max(0, position - 2) : position + 3]:
            entity = hit.name.entities[0]
            actor = self._index.labels[entity] not in ("place", "document")
            found[hit.start] = found[hit.end] = Neighbour(hit.start, hit.end, entity, actor)
        return found

    def _metonym(self, position: int, mention: Mention) -> Mention:
        hit, reading = self._hits[position], self._readings[position]
        if reading == "place":
            return mention
        place = hit.name.entities[0]
        state = self._index.metonyms[place]
        if reading is None:
            return self._mention(hit, (place, state))
        return Mention(
            hit.start, hit.end, "name", self._index.labels[state], state,
            Provenance("registry", "mentions.metonym"),
        )

    # The words beside a name

    def _part_of_longer_name(self, hit: Hit) -> bool:
        """Whether a short name has an unknown capitalised word before or behind it."""
        before = word_before(self.text, hit.start)
        if before and before.end(1) not in self._ends and may_be_given_name(self.text, before):
            return True
        after = word_behind(self.text, hit.end)
        return bool(
            after
            and after.group(1)[0].isupper()
            and after.start(1) not in self._starts
            and after.group(1) not in words("calendar")
        )

    def _part_of_other_name(self, hit: Hit) -> bool:
        """Whether a place or a state is the beginning or the end of another name."""
        if self._label(hit.name.entities) not in ("state", "place"):
            return False
        after = word_behind(self.text, hit.end)
        if after is None or after.start(1) in self._starts:
            return False
        word = _BARE_WORD.match(after.group(1)).group()
        if word in words("name_heads"):
            return " " not in hit.name.text or word != "City"
        if " " in hit.name.text:
            return False
        # "Foreign Minister Jordan Smith": a given name that is a country's too.
        return after.group(1)[0].isupper() and bool(titles_before(self.text, hit.start))

    def _counted(self, start: int) -> bool:
        """Whether a number stands before `start`: so many people, not their state."""
        before = word_before(self.text, start)
        if before is None:
            return False
        word = before.group(1).lower()
        return bool(_NUMBER.match(word)) or word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    return frozenset(load_lexicon("numbers")["words"])
