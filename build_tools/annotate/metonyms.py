"""Decides whether the name of a capital stands for the place or for the government there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_tools.annotate.vocabulary import load_vocabulary
from build_tools.lexicon import load_lexicon

Reading = Literal["place", "state"]

# How far the words that decide may stand from the name: characters, then words.
_WINDOW = 90
_BEFORE_WORDS = 6
_AFTER_WORDS = 5
_WORD = re.compile(r"[\w'-]+")
# A clause ends where one of these stands; a stop counts only as the end of a sentence.
_CLAUSE_END = re.compile(r"[,;:!?\n\r()\"“”—–]|\.(?=\s|$)| - ")
_JOINED_AFTER = re.compile(r"-([a-z]+)")
_JOINED_BEFORE = re.compile(r"\b([A-Za-z]+)-$")
# "Washington, D.C."
_DISTRICT = re.compile(r",? (?:(?:[A-Z]\.){2}|[A-Z]{2}\b)")
_JOINED_NAME = re.compile(r"-[A-Z][\w'-]*(?: (\w+))?")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)') ")
_DATELINE = re.compile(r"(?:, [\w. ]{1,20})? ?(?:\([\w /.-]{2,30}\) ?)?(?:--?|—|–) ")
_DATELINE_BRACKET = re.compile(r" \([\w /.-]{2,30}\)")
_LINE_START = re.compile(r"(?:^|[\n\r])\W{0,3}$")
_WHERE = re.compile(r", where\b")
_APPOSITION = re.compile(r", (?:a|an|the|its|their) ")
_RELATIVE = re.compile(r", which ")
_ASIDE = re.compile(r", [^,.;:\n\"]{1,60}, ")
_ITEM_BEFORE = re.compile(r"(?:,| and| or) $")
_ITEM_AFTER = re.compile(r"(?:, [^,.;:\n]{1,60},)?(?: and | or |, )(?:the )?")
_LIST_GOES_ON = re.compile(r",? (?:and|or) ")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A name beside the capital's.

    Attributes:
        start, end: Its span.
        entity: Its id.
        actor: Whether it can only act, as a state or a person, and is no place.
    """

    start: int
    end: int
    entity: str
    actor: bool


def read_metonym(
    text: str, start: int, end: int, state: str, neighbours: Mapping[int, Neighbour]
) -> Reading | None:
    """What the name of a capital stands for, None where the words around it do not tell.

    The words right behind the name come first where they belong to it ("Tehran officials",
    "Tehran's streets"); then what governs it ("in Tehran", "a message to Tehran"), what it does
    ("Tehran has denied"), and beside whom it is listed.

    Args:
        text: The article's text, evened out.
        start, end: The name's span.
        state: The id of the state whose capital it is.
        neighbours: Offset where a name beside it begins or ends -> that name.
    """
    name = _Name(text, start, end, neighbours)
    for rule in (name.joined, name.owner, lambda: name.apposition(state), name.described,
                 name.governed, name.acting, name.listed):
        found = rule()
        if found is not None:
            return found
    return "place" if name.describes else None


class _Name:
    """The name of a capital among its words.

    Attributes:
        before: The words of the clause before it, in lower case, nearest last.
        after: The words right behind it, nearest first, in lower case but for capitals.
        describes: Whether a determiner before it belongs to a noun behind it.
    """

    def __init__(
        self, text: str, start: int, end: int, neighbours: Mapping[int, Neighbour]
    ) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._neighbours = neighbours
        clause = _CLAUSE_END.split(text[max(0, start - _WINDOW) : start])[-1]
        self.before = [word.lower() for word in _WORD.findall(clause)][-_BEFORE_WORDS:]
        self.after = self._words_behind(end)
        words = _words()
        self.describes = bool(
            self.previous in words["determiners"] and self.after and self.after[0][0].islower()
        )

    @property
    def previous(self) -> str:
        """The word right before the name, empty at the beginning of a clause."""
        return self.before[-1] if self.before else ""

    def _words_behind(self, at: int) -> list[str]:
        """The words from an offset to the end of the clause."""
        piece = self._text[at : at + _WINDOW]
        stop = _CLAUSE_END.search(piece)
        if not piece.startswith(" "):
            return []
        return _WORD.findall(piece[: stop.start()] if stop else piece)[:_AFTER_WORDS]

    # The rules, in their order

    def joined(self) -> Reading | None:
        """Of what a hyphen joins to it: "pro-Tehran", "Tehran-based", "the Tehran-Moscow axis"."""
        words = _words()
        before = _JOINED_BEFORE.search(self._text, max(0, self._start - 10), self._start)
        if before and before.group(1).lower() in words["joined_before"]:
            return "state"
        found = _JOINED_AFTER.match(self._text, self._end)
        if found:
            if found.group(1) in words["joined_to_places"]:
                return "place"
            return "state" if found.group(1) in words["joined_to_states"] else None
        pair = _JOINED_NAME.match(self._text, self._end)
        if pair:
            return "place" if pair.group(1) in words["links_of_places"] else "state"
        return None

    def owner(self) -> Reading | None:
        """Of what it owns: its streets and its institutes are the city's, the rest a government's."""
        found = _POSSESSIVE.match(self._text, self._end)
        if found is None:
            return None
        words = _words()
        owned = self._words_behind(found.end() - 1)
        for word in owned:
            if word[0].isupper():
                # "its Center for …", but "its Foreign Ministry".
                of_state = word in words["state_bodies"] or word in words["person_titles"]
                return "state" if of_state else "place"
            if word in words["urban_nouns"]:
                return "place"
            if word in words["locative_words"] and word.endswith("ern"):
                continue
            if word in words["small_words"]:
                break
        return "state"

    def apposition(self, state: str) -> Reading | None:
        """Of a dateline, of "…, where", "…, a port", and of its own state behind a comma."""
        text, end = self._text, self._end
        said = _APPOSITION.match(text, end)
        if _WHERE.match(text, end) or _DISTRICT.match(text, end):
            return "place"
        if said and self._is_urban(self._words_behind(said.end() - 1)):
            return "place"
        opens = _LINE_START.search(text, max(0, self._start - 4), self._start)
        if opens and (_DATELINE.match(text, end) or _DATELINE_BRACKET.match(text, end)):
            return "place"
        if text.startswith(", ", end):
            behind = self._neighbours.get(end + 2)
            if behind is not None and behind.entity == state and behind.start == end + 2:
                return None if _LIST_GOES_ON.match(text, behind.end) else "place"
        return None

    def described(self) -> Reading | None:
        """Of a noun that it describes: "Tehran officials", "a Tehran hospital"."""
        words = _words()
        for word in self.after[:2]:
            if word in words["government_nouns"]:
                return "state"
            if word in words["urban_nouns"] or word in words["local_nouns"]:
                return "place"
            if not (self.describes and word.islower()):
                return None
        return None

    def governed(self) -> Reading | None:
        """Of the verb or preposition before it, and of what stands before that."""
        words = _words()
        previous = self.previous
        earlier = self.before[:-1]
        if previous in words["locative_words"]:
            return "state" if not words["attitudes"].isdisjoint(earlier[-2:]) else "place"
        if previous in words["acting_prepositions"]:
            return "place" if self._nearest(earlier) == "place" else "state"
        if previous in words["open_prepositions"]:
            return self._nearest(earlier) or self._is_concerned()
        if previous in words["auxiliaries"]:
            return "state"  # a question: "What does Tehran want?"
        told_to = self.after[:1] == ["to"] and previous.endswith("ed")
        return "state" if told_to or previous in words["object_verbs"] else None

    def _is_concerned(self) -> Reading | None:
        """Of an action left to it ("up to Tehran to decide"), and of "For Tehran, …"."""
        to_act = self.after[:1] == ["to"] and self.previous in ("to", "for", "on")
        topic = self.before == ["for"] and self._text.startswith(",", self._end)
        return "state" if to_act or topic else None

    def _nearest(self, earlier: list[str]) -> Reading | None:
        """Whether movement or dealings stand nearest before the name."""
        words = _words()
        for word in reversed(earlier):
            if word in words["dealings"]:
                return "state"
            if word in words["movement"]:
                return "place"
        return None

    def acting(self) -> Reading | None:
        """Of the verb behind it."""
        after = self.after
        relative = _RELATIVE.match(self._text, self._end)
        aside = _ASIDE.match(self._text, self._end)
        if relative:
            after = self._words_behind(relative.end() - 1)
        elif aside and not after:
            after = self._words_behind(aside.end() - 1)
        while after and self._is_adverb(after[0]):
            after = after[1:]
        if not after or after[0][0].isupper():
            return None
        words = _words()
        verb, rest = after[0].lower(), [word.lower() for word in after[1:]]
        if verb == "and" and rest[:1] == ["its"]:
            return "place" if rest[1:2] and rest[1] in words["urban_nouns"] else "state"
        if verb in words["place_verbs"]:
            return "place"
        if verb in words["auxiliaries"]:
            while rest and (self._is_adverb(rest[0]) or rest[0] in words["auxiliaries"]):
                rest = rest[1:]
            if verb in ("has", "have", "had") and not words["place_possessions"].isdisjoint(rest):
                return "place"
            if rest and rest[0] in words["copulas"]:
                return self._state_of(rest[1:])
            return "place" if rest and rest[0] in words["place_verbs"] else "state"
        if verb in words["copulas"]:
            return self._state_of(rest)
        if rest[:1] == ["by"]:
            return "place" if verb in words["place_states"] else None
        if verb in words["agentive_words"] or self._reports(after) or self._has_object(verb, rest):
            return "state"
        if verb == "to" and not self.before:
            return "state"  # a headline: "Tehran to sign pact"
        return None

    def _state_of(self, rest: list[str]) -> Reading | None:
        """Of what it is, or of what is done to it."""
        words = _words()
        while rest and rest[0] not in words["attitude_words"] and self._is_adverb(rest[0]):
            rest = rest[1:]
        if not rest:
            return None
        if not words["place_states"].isdisjoint(rest[:2]) or self._is_urban(rest):
            return "place"
        acted_on = rest[0] in words["object_verbs"] or rest[0] in words["agentive_words"]
        acts = rest[0].endswith("ing") or rest[0] in words["attitude_words"]
        return "state" if acts or acted_on else None

    def _is_urban(self, phrase: list[str]) -> bool:
        """Whether a short phrase, up to its first small word, is one for a city."""
        words = _words()
        start = 1 if phrase and phrase[0] in words["determiners"] else 0
        for word in phrase[start : start + 3]:
            if word in words["urban_nouns"] or word in words["small_words"]:
                return word in words["urban_nouns"]
        return False

    def _is_adverb(self, word: str) -> bool:
        vocabulary = load_vocabulary().words
        if word in _words()["copulas"]:
            return False
        listed = word in vocabulary["adverbs"] or word in vocabulary["negations"]
        return listed or (word.endswith("ly") and word not in vocabulary["not_adverbs"])

    def _has_object(self, verb: str, rest: list[str]) -> bool:
        """Whether a word that looks like a verb has an object: "dropped its claims", "owns the mine"."""
        inflected = verb in load_vocabulary().words["past_verbs"] or verb.endswith(("ed", "s"))
        return bool(inflected and rest) and rest[0] in _words()["determiners"]

    def _reports(self, after: list[str]) -> bool:
        form = load_vocabulary().verb_at([word.lower() for word in after], 0)
        return form is not None and not form.tenses.isdisjoint(("present", "past"))

    def listed(self) -> Reading | None:
        """Of its neighbours in a list: beside an actor it acts, unless both are gone to."""
        text = self._text
        item = _ITEM_AFTER.match(text, self._end)
        beside = self._neighbours.get(item.end()) if item else None
        if beside is not None and beside.start == item.end() and beside.actor:
            return "state"
        before = _ITEM_BEFORE.search(text, max(0, self._start - 5), self._start)
        beside = self._neighbours.get(before.start()) if before else None
        if beside is None or beside.start >= before.start() or not beside.actor:
            return None
        first = _Name(text, beside.start, before.start(), {})
        return first.governed() or "state"


@cache
def _words() -> dict[str, frozenset[str]]:
    names = load_lexicon("names")
    lists = {key: frozenset(words) for key, words in load_lexicon("metonyms").items()}
    grammar = load_vocabulary().words
    return lists | {
        "person_titles": frozenset(names["person_titles"]),
        "state_bodies": frozenset(names["state_bodies"]),
        "small_words": grammar["prepositions"] | grammar["conjunctions"] | grammar["auxiliaries"],
    }
