"""The persons whom an article names in full, and which of them a surname can stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from build_tools.annotate.name_edges import (
    genders_of_given_names, genders_of_titles, titles_before, words,
)
from build_tools.names import fold

# Beyond this many words a phrase is no person's name.
_MOST_WORDS = 6
# Beyond this many persons of one name nobody could tell them apart, and looking would take long.
_MOST_NAMESAKES = 30
# A title and its short form begin alike: "Gen." and "General".
_LEAST_TITLE = 3
_ARTICLES_IN_NAMES = ("al-", "el-")


@dataclass(eq=False, slots=True)
class Person:
    """Somebody whom the article names in full.

    Attributes:
        name: The longest full name printed, evened out.
        start: Where that stands.
        entity: Id in the registry, None for one whom it does not know.
        first: Where a full name stands first.
        titles: What stands before the full name somewhere, and the titles that the registry gives.
    """

    name: str
    start: int
    entity: str | None
    first: int
    titles: set[str] = field(default_factory=set)

    @property
    def span(self) -> tuple[int, int]:
        """Where the longest full name stands."""
        return self.start, self.start + len(self.name)

    @property
    def gender(self) -> str | None:
        """Told by the given name, None where it does not tell."""
        return genders_of_given_names().get(fold(self.name.split()[0]))


class People:
    """Gathers the persons of one article, then tells who a short form can be."""

    def __init__(self) -> None:
        self._by_surname: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        self._by_entity: dict[str, Person] = {}

    def add(
        self,
        name: str,
        start: int,
        titles: Iterable[str] = (),
        entity: str | None = None,
        short_names: Iterable[str] = (),
    ) -> Person:
        """Enter a full name; a further print of one, with an initial more or less, is the same person.

        Args:
            name: Evened out.
            start: Where it stands.
            titles: What stands before it, folded.
            entity: Its id where the registry knows it.
            short_names: Further short forms that the registry gives.
        """
        forms = [*surnames_of(name), *map(fold, short_names)]
        person = self._by_entity.get(entity) if entity else None
        person = person or self._same(name, entity)
        if person is None:
            person = Person(name, start, entity, start)
        if entity:
            self._by_entity[entity] = person
        person.first = min(person.first, start)
        if len(name) > len(person.name):
            person.name, person.start = name, start
        person.titles.update(titles)
        for table, keys in ((self._by_surname, forms), (self._by_given, [fold(name.split()[0])])):
            for key in keys:
                held = table.setdefault(key, [])
                if len(held) < _MOST_NAMESAKES and person not in held:
                    held.append(person)
        return person

    def add_unknown(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Enter full names that the registry does not know, the longest first.

        One that is a surname of somebody entered ("Hage Ali" of "Mohanad Hage Ali") is nobody new.
        """
        for start, end in sorted(spans, key=lambda span: (-text.count(" ", *span), span)):
            name = text[start:end]
            if is_full_name(name) and not self.fitting(name):
                self.add(name, start, titles_before(text, start))

    def _same(self, name: str, entity: str | None) -> Person | None:
        """The one person entered already of whom this is another full form."""
        first, last = fold(name.split()[0]), surnames_of(name)[-1:]
        same = [
            person
            for key in last
            for person in self._by_surname.get(key, ())
            if _alike(first, fold(person.name.split()[0]))
            and not (entity and person.entity and entity != person.entity)
        ]
        if len(same) != 1:
            return None
        same[0].entity = same[0].entity or entity
        return same[0]

    def fitting(self, form: str, entities: Collection[str] = ()) -> list[Person]:
        """All persons for whom a surname can stand.

        Args:
            form: As printed.
            entities: Ids of those for whom the registry lists the form.
        """
        found = list(self._by_surname.get(fold(form), ()))
        listed = (self._by_entity[entity] for entity in entities if entity in self._by_entity)
        return found + [person for person in dict.fromkeys(listed) if person not in found]

    def unknown(self) -> list[Person]:
        """All persons whom the registry does not know, in order of the text."""
        everybody = dict.fromkeys(person for held in self._by_given.values() for person in held)
        return sorted((p for p in everybody if p.entity is None), key=lambda person: person.first)

    def called(self, form: str) -> list[Person]:
        """All persons who have this given name."""
        return self._by_given.get(fold(form), [])

    def settle(
        self, form: str, start: int, titles: Collection[str] = (), entities: Collection[str] = ()
    ) -> list[Person]:
        """The persons who are left for a surname: one where the article settles it.

        A title or form of address settles it where it is one person's alone; else it is whoever
        has been named in full by then, if that is one only.

        Args:
            form: The surname as printed.
            start: Where it stands.
            titles: What stands before it, folded.
            entities: Ids of those for whom the registry lists the form.
        """
        left = self.fitting(form, entities)
        if len(left) < 2:
            return left
        if titles:
            titled = [person for person in left if _holds(person.titles, titles)]
            if len(titled) == 1:
                return titled
            genders = {genders_of_titles()[title] for title in titles if title in genders_of_titles()}
            fitting = [person for person in left if person.gender in genders]
            if len(fitting) == 1 and all(p.gender for p in left):
                return fitting
        before = [person for person in left if person.first < start]
        return before or left


def surnames_of(name: str) -> list[str]:
    """The short forms of a person's full name, folded, the longest first.

    "Ursula von der Berg" gives "von der berg", "der berg" and "berg"; "Abd al-Iryan" gives
    "al-iryan" and "iryan".
    """
    parts = name.split()
    while len(parts) > 1 and parts[-1].strip(".,") in words("name_suffixes"):
        parts.pop()
    parts[-1] = parts[-1].rstrip(",")
    forms = [" ".join(parts[at:]) for at in range(1, len(parts))]
    if len(parts) > 1 and parts[-1].lower().startswith(_ARTICLES_IN_NAMES):
        forms.append(parts[-1].partition("-")[2])
    return [fold(form) for form in forms if form]


def is_full_name(name: str) -> bool:
    """Whether a name looks like a person's in full: words with capitals, and small ones inside."""
    parts = name.split()
    if not 2 <= len(parts) <= _MOST_WORDS or parts[-1] in words("organization_heads"):
        return False
    return bool(surnames_of(name)) and all(
        part in words("name_particles") or (part[0].isupper() and not any(c.isdigit() for c in part))
        or part.lower().startswith(_ARTICLES_IN_NAMES)
        for part in parts
    )


def _alike(one: str, other: str) -> bool:
    """Whether two given names may be the same: equal, or one is the other's initial."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _holds(held: Collection[str], asked: Collection[str]) -> bool:
    """Whether somebody holds each title that is asked for."""
    return all(any(_same_title(title, other) for other in held) for title in asked)


def _same_title(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _LEAST_TITLE and long.startswith(short))
