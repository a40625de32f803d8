"""The registry's names, ready for finding: longest first, with what each may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from build_tools.models import LABELS, Label, Registry
from build_tools.names import even

Use = Literal["full", "short", "demonym"]

_WORD = re.compile(r"\w+")
# Shorter names in capitals are words too ("US" and "us").
_CAPITALS_LENGTH = 4
# Prepositions and articles inside a capitalised name stay small.
_SMALL_WORD = 4

@dataclass(frozen=True, slots=True)
class Name:
    """A name and the entities it may stand for; several only for a shared short name.

    Attributes:
        also: Entities that have it for a short name, where it is somebody's full name too.
    """

    text: str
    use: Use
    entities: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text, before anything is decided about it."""

    start: int
    end: int
    name: Name


class NameIndex:
    """Finds the registry's names in a text.

    Attributes:
        labels: Entity id -> coarse type.
        metonyms: Place id -> id of the state for which its name may stand.
        titles: Title, in lower case -> ids of its holders.
        offices: Id of a person -> the words of the titles, in lower case.
        short_names: Id of a person -> its short names.
    """

    def __init__(self, registry: Registry) -> None:
        uses: dict[tuple[str, Use], list[str]] = {}
        self.labels: dict[str, Label] = {}
        self.metonyms: dict[str, str] = {}
        self.titles: dict[str, list[str]] = {}
        self.offices: dict[str, frozenset[str]] = {}
        self.short_names: dict[str, tuple[str, ...]] = {}
        for entity in registry.entities.values():
            self.labels[entity.id] = LABELS[entity.kind]
            if entity.kind == "person":
                self.offices[entity.id] = frozenset(
                    word.lower() for title in entity.titles for word in even(title).split()
                )
                self.short_names[entity.id] = tuple(map(even, entity.short_names))
            for use, names in (
                ("full", (entity.name, *entity.aliases)),
                ("short", entity.short_names),
                ("demonym", entity.demonyms),
            ):
                for name in names:
                    for form in _forms(even(name)):
                        uses.setdefault((form, use), []).append(entity.id)
            for place in entity.metonyms:
                self.metonyms[place] = entity.id
            for title in entity.titles:
                self.titles.setdefault(even(title).lower(), []).append(entity.id)
        self._by_word: dict[str, list[Name]] = {}
        for (form, use), entities in uses.items():
            own = tuple(sorted(set(entities)))
            also = set(uses.get((form, "short"), ())) - set(own) if use != "short" else ()
            name = Name(form, use, own, tuple(sorted(also)))
            word = _WORD.match(form)
            if word:
                self._by_word.setdefault(word.group(), []).append(name)
        for names in self._by_word.values():
            names.sort(key=lambda name: (-len(name.text), name.use))

    def find(self, text: str) -> Iterator[Hit]:
        """The longest names in `text`, left to right, none inside another.

        Args:
            text: Already evened out (`names.even`).
        """
        end = 0
        for match in _WORD.finditer(text):
            start = match.start()
            # The end of a longer abbreviation ("U.S.R.") is no name of its own.
            if start < end or (start > 1 and text[start - 1] == "." and text[start - 2].isalnum()):
                continue
            for name in self._by_word.get(match.group(), ()):
                stop = start + len(name.text)
                if text.startswith(name.text, start) and _is_boundary(text, stop):
                    yield Hit(start, stop, name)
                    end = stop
                    break


def _forms(name: str) -> Iterator[str]:
    """The name; in capitals, as headlines have it; one in lower case also as it begins a sentence,
    and with its words capitalised ("Axis of Resistance")."""
    forms = {name: None}
    if len(name) >= _CAPITALS_LENGTH:
        forms[name.upper()] = None
    if name[:1].islower():
        forms[name[:1].upper() + name[1:]] = None
        forms[" ".join(w if len(w) < _SMALL_WORD else w[:1].upper() + w[1:] for w in name.split(" "))] = None
    yield from forms


def _is_boundary(text: str, stop: int) -> bool:
    """No word goes on at `stop`."""
    if stop >= len(text):
        return True
    return not (text[stop].isalnum() and text[stop - 1].isalnum()) and text[stop] != "_"
