"""Remembers how an article describes those it names, and which nouns it has used for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.annotate.coreference_types import Markable
from build_tools.annotate.coreference_words import is_office, listed
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.annotate.word_tests import HYPHENS, POSSESSIVES
from build_tools.models import Entity, Registry

# How many words before a name, or behind the noun of an apposition, may describe a person.
_DESCRIPTION = 8
# How many words may stand between “a” and its noun.
_MODIFIERS = 5
# An office stands at the beginning of a role's title.
_OFFICE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Description:
    """How somebody was described: by which words, in lower case, and whether the text did so."""

    words: frozenset[str]
    in_text: bool


class Descriptions:
    """What was said so far of those whom an article names.

    Attributes:
        nouns: The nouns for those without a name.
        by_noun: Noun for a person -> key of the person -> descriptions with that noun.
        by_last_word: Last word of a body's name, in lower case -> key -> names as words.
    """

    def __init__(self, lines: Sequence[Line], registry: Registry, vocabulary: Vocabulary) -> None:
        self._lines = lines
        self._registry = registry
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self.nouns: set[str] = set()
        self.by_noun: dict[str, dict[str, list[Description]]] = {}
        self.by_last_word: dict[str, dict[str, list[frozenset[str]]]] = {}
        self._known: set[str] = set()
        self._introduced: dict[str, int] | None = None

    def note(self, markable: Markable) -> None:
        """Remember a phrase: what it calls somebody without a name, or how it describes a name."""
        if markable.pronoun:
            return
        line = self._lines[markable.line]
        if not markable.named:
            if not markable.entities:
                self.nouns.add(line.lower[markable.stop - 1])
            return
        if markable.key not in self._known:
            self._known.add(markable.key)
            self._note_registry(markable)
        if markable.kind == "body":
            self._note_name(markable.key, line.lower[markable.first : markable.stop])
        if markable.kind in ("person", "unknown"):
            self._note_words(markable, line)

    def _note_registry(self, markable: Markable) -> None:
        for identifier in markable.entities:
            entity = self._registry.entities[identifier]
            if entity.kind == "person":
                for noun, words in self._registered(entity):
                    self._add(noun, markable.key, words, in_text=False)
            else:
                for name in (entity.name, *entity.aliases):
                    self._note_name(markable.key, name.lower().split())

    def _note_name(self, key: str, words: list[str]) -> None:
        if len(words) > 1:
            names = self.by_last_word.setdefault(words[-1], {}).setdefault(key, [])
            names.append(frozenset(words))

    def _note_words(self, markable: Markable, line: Line) -> None:
        """Remember the title before a name, or an apposition to one."""
        if line.capitalized(markable.stop - 1):
            words = list(self._before(line, markable.first))
        elif markable.first and line.lower[markable.first - 1] in COMMAS:
            words = [*line.lower[markable.first : markable.stop], *self.behind(line, markable.stop)]
        else:
            return
        for word in words:
            if self.is_person_noun(word):
                self._add(word, markable.key, frozenset(words), in_text=True)

    def _add(self, noun: str, key: str, words: frozenset[str], *, in_text: bool) -> None:
        self.by_noun.setdefault(noun, {}).setdefault(key, []).append(Description(words, in_text))

    def _before(self, line: Line, first: int) -> Iterator[str]:
        """The words of a title before a name, from right to left."""
        for at in range(first - 1, max(-1, first - 1 - _DESCRIPTION), -1):
            word = line.lower[at]
            belongs = word == "of" or word in POSSESSIVES or self.is_person_noun(word)
            if not (line.capitalized(at) or belongs) or word in self._words["time"]:
                return
            if line.quoted[at] != line.quoted[first]:
                return
            yield word

    def behind(self, line: Line, stop: int) -> Iterator[str]:
        """The words of a phrase with “of” or the like that goes on after a noun."""
        if stop >= len(line) or line.lower[stop] not in self._words["prepositions"]:
            return
        verbs = self._words["past_verbs"] | self._words["auxiliaries"]
        for word in line.lower[stop : stop + _DESCRIPTION]:
            if not (word[0].isalnum() or word in POSSESSIVES or word in HYPHENS) or word in verbs:
                return
            yield word

    def _registered(self, entity: Entity) -> Iterator[tuple[str, frozenset[str]]]:
        """What the registry knows of a person: offices, and what the person leads."""
        for role in entity.roles:
            words = role.title.lower().replace("’", "'").replace("'s", "").split()
            for word in words[:_OFFICE_WORDS]:
                if self.is_person_noun(word):
                    yield word, frozenset(words)
        for relation in entity.relations:
            target = self._registry.entities.get(relation.target)
            if relation.type == "leads" and target is not None:
                names = (target.name, *target.aliases, *target.short_names)
                words = frozenset(word for name in names for word in name.lower().split())
                yield from ((noun, words) for noun in listed("leaders"))

    def is_person_noun(self, word: str) -> bool:
        """Whether a singular noun tells what somebody is."""
        noun = self._vocabulary.nouns.get(word)
        if noun is not None:
            return noun.kind in ("unnamed", "office", "people") and not noun.plural
        return is_office(word)

    def was_introduced(self, noun: str, offset: int) -> bool:
        """Whether a noun stood before an offset with “a”, for something that had no name yet."""
        if self._introduced is None:
            self._introduced = dict(reversed(list(self._introductions())))
        return self._introduced.get(noun, offset) < offset

    def _introductions(self) -> Iterator[tuple[str, int]]:
        """Nouns with “a” before them, appositions and the like apart, in order of the text."""
        for line in self._lines:
            for at, word in enumerate(line.lower):
                if word not in listed("singular"):
                    continue
                before = line.lower[at - 1] if at else ""
                if before in (*COMMAS, "as") or before in self._words["be"]:
                    continue
                for index in range(at + 1, min(len(line), at + 1 + _MODIFIERS)):
                    yield line.lower[index], line.starts[index]
