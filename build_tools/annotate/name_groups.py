"""Gives the unknown names of one article their types, and short forms their full form.

The evidence for a name is summed over the article, and over a person's full name and surname.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.annotate.name_spans import NameLabel, NameSpan, NameSpans
from build_tools.annotate.name_edges import (
    genders_of_given_names, is_at_a_place, titles_before, words,
)
from build_tools.annotate.name_types import Votes
from build_tools.annotate.people import People, is_full_name, surnames_of
from build_tools.models import Mention, Span
from build_tools.names import fold

_ABBREVIATION = re.compile(r" \((?:the )?([A-Z][A-Za-z&.-]{1,9})\)")
# What a title before a name, and a noun like "Institute" at its end, weigh beside the component's
# word. A centre or a bank may be meant as a place.
_TITLE_WEIGHT = 1.0
_HEAD_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name is taken for.

    Attributes:
        label: Its type.
        full: Where its full form stands, None where it is one itself or no single one fits.
        candidates: Registry ids of the persons it may be, sorted, where that is not settled.
    """

    label: NameLabel
    full: Span | None = None
    candidates: tuple[str, ...] = ()


class NameGroups:
    """The names of one article, seen together.

    Attributes:
        people: The persons named in full, those of the registry among them.
        abbreviations: Abbreviation, as printed -> the span of the name it stands behind in brackets.
    """

    def __init__(self, text: str, names: NameSpans, known: Sequence[Mention]) -> None:
        """Weigh all names.

        Args:
            text: Evened out.
            names: The unknown names.
            known: Mentions that are linked already.
        """
        self._text = text
        self._names = names
        self._short = self._short_forms(names)
        self._votes = Votes()
        for name in names:
            if not self._is_placed(name):
                self._vote(name)
        self.abbreviations = self._find_abbreviations(names)
        self._types = self._settle_types(names)
        self.people = self._gather(names, known)

    def sense(self, start: int, end: int, found: NameSpan | None = None) -> Sense:
        """What the name at a span is taken for.

        Args:
            found: The name as it was found; None for a repeat of one.
        """
        name = self._text[start:end]
        if found is not None and self._is_placed(found):
            return Sense("place")
        label = self._types.get(fold(name)) or (found.label if found else "person")
        full = self.abbreviations.get(name)
        if full is not None:
            return Sense(label, full)
        return self._person(name, start) if label == "person" else Sense(label)

    def _person(self, name: str, start: int) -> Sense:
        """The one person whom a surname, a given name or another full form can stand for."""
        left = self.people.settle(name, start, titles_before(self._text, start))
        if not left and is_full_name(name):
            left = [self.people.add(name, start)]
        if not left:
            called = self.people.called(name)
            left = called if len(called) == 1 and called[0].first < start else []
        if len(left) == 1 and left[0].entity is None:
            same = fold(left[0].name) == fold(name)
            return Sense("person", None if same else left[0].span)
        return Sense("person", candidates=tuple(sorted(p.entity for p in left if p.entity)))

    # Types

    def _type_at(self, name: NameSpan) -> NameLabel | None:
        return self._types.get(fold(self._text[name.start : name.end]))

    def _short_forms(self, names: Iterable[NameSpan]) -> dict[str, set[str]]:
        """Surname -> the full names it may be short for; all folded."""
        short: defaultdict[str, set[str]] = defaultdict(set)
        for printed in {self._text[name.start : name.end] for name in names}:
            if is_full_name(printed):
                for surname in surnames_of(printed):
                    short[surname].add(fold(printed))
        return short

    def _is_placed(self, name: NameSpan) -> bool:
        """Whether a name that may be a surname stands as that of a place: "in Lind, Ohio"."""
        printed = self._text[name.start : name.end]
        if name.label != "place" or fold(printed) not in self._short:
            return False
        somewhere = self._names.is_place_behind(self._text, name.end)
        return somewhere or is_at_a_place(self._text, name.start)

    def _vote(self, name: NameSpan) -> None:
        printed = self._text[name.start : name.end]
        self._votes.add(printed, name.label, name.probability)
        if printed.split()[-1] in words("organization_heads"):
            self._votes.add(printed, "organization", _HEAD_WEIGHT)
        elif titles_before(self._text, name.start) and (name.label != "place" or " " not in printed):
            self._votes.add(printed, "person", _TITLE_WEIGHT)

    def _find_abbreviations(self, names: Iterable[NameSpan]) -> dict[str, Span]:
        found: dict[str, Span] = {}
        for name in names:
            match = _ABBREVIATION.match(self._text, name.end)
            printed = self._text[name.start : name.end]
            if match and " " in printed and _abbreviates(match.group(1), printed):
                found.setdefault(match.group(1), (name.start, name.end))
        return found

    def _settle_types(self, names: Iterable[NameSpan]) -> dict[str, NameLabel]:
        types: dict[str, NameLabel] = {}
        for key in dict.fromkeys(fold(self._text[name.start : name.end]) for name in names):
            label = self._votes.type_of((key,))
            if label is not None:
                types[key] = label
        for surname, full in sorted(self._short.items()):
            together = (surname, *full)
            if (
                len(full) == 1 and surname in types
                and any(self._may_be_person(name) for name in full)
                and self._votes.makes_person(together)
            ):
                types.update(dict.fromkeys(together, "person"))
        for short, span in self.abbreviations.items():
            printed = self._text[slice(*span)]
            label = self._votes.type_of((short, printed))
            if label is not None:
                types[fold(short)] = types[fold(printed)] = label
        return types

    def _may_be_person(self, full: str) -> bool:
        """Whether anything but a surname speaks for a person: no evidence turns "North America"."""
        known = full.split()[0] in genders_of_given_names()
        return known or self._votes.of(full, "person") > 0

    # Persons

    def _gather(self, names: Iterable[NameSpan], known: Iterable[Mention]) -> People:
        people = People()
        for mention in known:
            printed = self._text[mention.start : mention.end]
            if mention.label == "person" and mention.form == "name" and mention.entity and " " in printed:
                titles = titles_before(self._text, mention.start)
                people.add(printed, mention.start, titles, mention.entity)
        persons = [(name.start, name.end) for name in names if self._type_at(name) == "person"]
        people.add_unknown(self._text, persons)
        return people


def _abbreviates(short: str, full: str) -> bool:
    """Whether the capitals of an abbreviation begin words of a name, in their order."""
    initials = iter(word[0].casefold() for part in full.split() for word in part.split("-") if word)
    letters = [letter.casefold() for letter in short if letter.isupper()]
    return len(letters) > 1 and all(letter in initials for letter in letters)
