"""What single words tell of whom a pronoun can stand for: nouns for people, genders, plurals."""

from __future__ import annotations

from functools import cache

from build_tools.annotate.coreference_types import Gender
from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import plural
from build_tools.lexicon import load_lexicon

# Endings of nouns for what somebody does.
_DOER = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant")
_PLURALS = frozenset(("people", "children", "men", "women"))


def listed(name: str) -> frozenset[str]:
    """A list of `coreference.yml`."""
    return _list("coreference", name)


def class_nouns() -> dict[str, list[str]]:
    """Nouns for a kind of body, each with the kinds of entity that it can stand for."""
    return load_lexicon("epithets")["class_nouns"]


def colours() -> frozenset[str]:
    """Words that may stand before such a noun without telling which body it is."""
    return frozenset(word.lower() for word in _list("epithets", "modifiers"))


def is_office(word: str) -> bool:
    """Whether a noun tells what a person is in a body: “chief”, “spokesman”."""
    return word in _list("epithets", "person_nouns")


def looks_plural(word: str) -> bool:
    """Whether a noun is plural by its ending; a verb in -s looks the same."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def names_person(noun: str) -> bool:
    """Whether a noun, in either number, is for people: one of the list, or one with a gender."""
    return noun in _people() or gender_of_noun(noun) is not None


def may_name_person(noun: str) -> bool:
    """Whether a noun has the ending of what somebody does: “archer”, “typist”."""
    return noun.endswith(_DOER)


def gender_of_noun(noun: str) -> Gender | None:
    """Whether a noun is for a man or a woman, None for neither."""
    return _genders().get(noun)


def gender_of_name(line: Line, first: int, stop: int, *, whole: bool = False) -> Gender | None:
    """Told by a form of address before a name, or by the given name.

    Args:
        line: The paragraph.
        first, stop: The words of the name, half open.
        whole: Whether a single word is all that the text gives of the name, and no surname.
    """
    for index in range(max(0, first - 2), first + 1):
        if line.lower[index] in _genders() and line.capitalized(index):
            return _genders()[line.lower[index]]
    return _given_names().get(line.lower[first]) if whole or stop > first + 1 else None


@cache
def _list(lexicon: str, name: str) -> frozenset[str]:
    return frozenset(load_lexicon(lexicon)[name])


@cache
def _people() -> frozenset[str]:
    nouns = load_lexicon("coreference")["people"]
    return frozenset((*nouns, *map(plural, nouns)))


@cache
def _genders() -> dict[str, Gender]:
    return _by_gender(load_lexicon("coreference")["genders"])


@cache
def _given_names() -> dict[str, Gender]:
    return _by_gender(load_lexicon("given_names"))


def _by_gender(lexicon: dict[Gender, list[str]]) -> dict[str, Gender]:
    return {word.lower(): gender for gender, words in lexicon.items() for word in words}
