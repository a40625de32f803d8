"""Puts right what no share of labels tells: names that ran together, addresses and storms as names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from build_tools.engine.words import Words
from build_tools.lexicon import load_lexicon

# The address of a page or of a mailbox, or a file: what stands between two spaces.
_ADDRESS = re.compile(
    r"://|\w@\w+\.\w|^www\.|\w\.(?:docx?|pdf|xlsx?|pptx?|txt|rtf|html?|jpe?g|png|gif|zip)\b", re.IGNORECASE
)
_DASHES = frozenset("-–—")
_TWO_PEOPLE = 4  # words
_LONGEST_ADDRESS = 60  # words of a text to look at on either side


@dataclass(frozen=True)
class FoundName:
    """A name: its words, half open, its type and how sure the network is."""

    start: int
    end: int
    type: str
    probability: float


def put_right(words: Words, names: Iterable[FoundName]) -> Iterator[FoundName]:
    """The names that are no part of an address; “Dallas | Texas” and two people in a row apart."""
    for name in (_before_dash(words, one) for one in names if not _in_address(words, one)):
        strings = words.strings[name.start : name.end]
        at = 0
        if name.type == "place":
            at = _region_starts(strings)
        elif name.type == "person":
            at = _next_person_starts(strings)
        if at:
            yield replace(name, end=name.start + at)
        yield replace(name, start=name.start + at)


def _in_address(words: Words, name: FoundName) -> bool:
    start, end = name.start, name.end
    while start and name.start - start < _LONGEST_ADDRESS and touches(words, start - 1):
        start -= 1
    while end < len(words) and end - name.end < _LONGEST_ADDRESS and touches(words, end - 1):
        end += 1
    return end - start > 1 and _ADDRESS.search("".join(words.strings[start:end])) is not None


def _before_dash(words: Words, name: FoundName) -> FoundName:
    """“Ada Lind - Director” without what stands behind a dash with space around it."""
    for at in range(name.start + 1, name.end - 1):
        dash = words.strings[at] in _DASHES
        if dash and not touches(words, at - 1) and not touches(words, at):
            return replace(name, end=at)
    return name


def storms(words: Words, names: Sequence[FoundName]) -> list[FoundName]:
    """The names with those of storms as things: “Hurricane Rita”, and “Rita” wherever it stands."""
    called = {
        words.strings[name.start]
        for name in names
        if name.end - name.start == 1 and name.start and words.strings[name.start - 1] in listed("storms")
    }
    return [
        replace(name, type="other")
        if name.end - name.start == 1 and words.strings[name.start] in called
        else name
        for name in names
    ]


def touches(words: Words, at: int) -> bool:
    """Whether the word at a place stands right before the next one."""
    return (
        at + 1 < len(words)
        and bool(words.ends[at] == words.starts[at + 1])
        and bool(words.paragraphs[at] == words.paragraphs[at + 1])
    )


def _region_starts(strings: list[str]) -> int:
    """Which word begins the region at the end of a place's name; 0 where there is none or no other.

    The longest region counts: “Albany New York” has one of two words.
    """
    if tuple(word.lower() for word in strings) in _regions():
        return 0
    for at in range(1, len(strings)):
        tail = tuple(word.lower() for word in strings[at:])
        code = at == len(strings) - 1 and _is_code(strings[at])
        if tail in _regions() or code:
            return at if _may_end_town(strings[at - 1]) else 0
    return 0


def _is_code(word: str) -> bool:
    return word in listed("region_codes") or word.lower() in listed("plain_region_codes")


def _may_end_town(word: str) -> bool:
    joins = listed("before_a_region") | listed("place_modifiers")
    return word[0].isalnum() and word not in joins and word.title() not in joins


def _next_person_starts(strings: list[str]) -> int:
    """Which word begins the second of two people in a row, as lists have them; 0 for one person.

    Two given names with a word between them that is none: “Doug Sewell | Ana Snyder”.
    """
    if len(strings) != _TWO_PEOPLE or not all(word[0].isupper() for word in strings):
        return 0
    first, last, other, _ = (word.lower() in _given_names() for word in strings)
    return 2 if first and other and not last else 0


@cache
def _given_names() -> frozenset[str]:
    lexicon = load_lexicon("given_names")
    return frozenset(name.lower() for gender in ("he", "she") for name in lexicon[gender])


@cache
def _regions() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(region.lower().split()) for region in load_lexicon("names")["regions"])


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists of `names.yml`."""
    return frozenset(load_lexicon("names")[name])
