"""Looks at the words beside a name: titles, given names, and what makes it part of a longer one.

All functions take a text that is evened out (`names.even`) and look at a few words only.
"""

from __future__ import annotations

import re
from functools import cache

from build_tools.lexicon import load_lexicon
from build_tools.names import fold

_REACH = 60
_PREVIOUS_WORD = re.compile(r"(\S+) $")
_NEXT_WORD = re.compile(r" (\w[\w'-]*)")
_SENTENCE_START = re.compile(r"(?:^|[\n\r]|[.!?:]['\")\]]* |[\"'(\[•>-] ?)$")
_PLACED = re.compile(r"\b(?:in|near|outside|inside|around|across|throughout) $", re.IGNORECASE)
_AGE_BEHIND = re.compile(r", \d{1,2}[,.]")
_MOST_TITLES = 5
# A longer word with a stop is no shortened title; a longer one is no initial.
_SHORT_TITLE = 4
_INITIAL = 2


def word_before(text: str, start: int) -> re.Match[str] | None:
    """The word before an offset, as group 1, where one space stands between them."""
    return _PREVIOUS_WORD.search(text, max(0, start - _REACH), start)


def word_behind(text: str, end: int) -> re.Match[str] | None:
    """The word behind an offset, as group 1, where one space stands between them."""
    return _NEXT_WORD.match(text, end)


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at an offset."""
    return _SENTENCE_START.search(text, max(0, start - 6), start) is not None


def titles_before(text: str, start: int) -> tuple[str, ...]:
    """The titles and forms of address right before a name, folded, nearest first."""
    found: list[str] = []
    before = word_before(text, start)
    while before and len(found) < _MOST_TITLES and is_title(before.group(1)):
        found.append(fold(before.group(1).strip("\"'(.")))
        before = word_before(text, before.start(1))
    return tuple(found)


def is_title(word: str) -> bool:
    """Whether a word with its marks is a title, written with a capital; "General." ends a sentence."""
    bare = word.strip("\"'(.")
    return bare in words("person_titles") and not (word.endswith(".") and len(bare) > _SHORT_TITLE)


def may_be_given_name(text: str, before: re.Match[str]) -> bool:
    """Whether the word before a surname may be a given name: capitalised, and nothing else."""
    word = before.group(1)
    bare = word.strip("\"'(.")
    if not bare[:1].isupper() or word.endswith((",", ";", ":", "'", "'s", '"', ")", "!", "?")):
        return False
    if word.endswith(".") and len(bare) > _INITIAL:
        return False  # the last word of a sentence
    if is_title(word) or bare in words("calendar"):
        return False
    return not (opens_sentence(text, before.start(1)) and bare in words("sentence_openers"))


def given_name_before(text: str, start: int) -> int | None:
    """Where a person's name begins whose surname begins at `start`; None where nobody's does.

    The word before must be a known given name, or stand behind a title.
    """
    before = word_before(text, start)
    if before is None or not may_be_given_name(text, before) or before.group(1)[-1] in ".)":
        return None
    begin = before.end(1) - len(before.group(1).lstrip("\"'("))
    known = fold(text[begin : before.end(1)]) in genders_of_given_names()
    return begin if known or titles_before(text, begin) else None


def is_at_a_place(text: str, start: int) -> bool:
    """Whether a preposition stands before a name that hardly stands before a person's."""
    return _PLACED.search(text, max(0, start - 12), start) is not None


def has_age(text: str, end: int) -> bool:
    """Whether somebody's age stands behind a name: "Lind, 34, said"."""
    return _AGE_BEHIND.match(text, end) is not None


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of `names.yml`, or `calendar`: days and months, short ones too."""
    if name != "calendar":
        return frozenset(load_lexicon("names")[name])
    dates = load_lexicon("dates")
    months = dates["months"]
    return frozenset((*months, *dates["weekdays"], *(s for m in months.values() for s in m["short"])))


@cache
def genders_of_given_names() -> dict[str, str]:
    """Given name, folded -> "he" or "she", for names that tell."""
    lexicon = load_lexicon("given_names")
    return {fold(name): gender for gender in ("he", "she") for name in lexicon[gender]}


@cache
def genders_of_titles() -> dict[str, str]:
    """Form of address, folded, without its stop -> "he" or "she"."""
    genders = load_lexicon("coreference")["genders"]
    return {fold(word.rstrip(".")): gender for gender in ("he", "she") for word in genders[gender]}
