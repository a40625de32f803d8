"""Finds the phrases of an article that a pronoun may stand for: names, unnamed sources, other noun phrases.

Phrases that nobody links are found too. A pronoun that may stand for one of them is not resolved
to an actor by mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS, NounPhrases, Phrase
from build_tools.annotate.word_tests import POSSESSIVES
from build_tools.annotate.vocabulary import Vocabulary, plural
from build_tools.lexicon import load_lexicon
from build_tools.models import Attribution, Mention

Kind = Literal["person", "body", "place", "thing", "unknown"]
Number = Literal["one", "many", "either"]
Role = Literal["subject", "object", "oblique", "owner", "owner of subject", "modifier"]
Gender = Literal["he", "she"]

_KINDS: dict[str, Kind] = {
    "person": "person", "organization": "body", "state": "body", "place": "place",
    "document": "thing",
}
_NOUN_KINDS: dict[str, Kind] = {
    "unnamed": "person", "people": "person", "office": "person", "group": "person",
    "body": "body", "outlet": "body", "document": "thing", "name": "unknown",
}
# Endings of nouns for what somebody does.
_DOER = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant")
# Between a name and its verb an apposition of at most so many words may stand.
_APPOSITION = 25


@dataclass(frozen=True, slots=True)
class Markable:
    """A phrase that refers to somebody or something.

    Attributes:
        key: The same for phrases that mean the same.
        entities: Registry ids; several for “A and B”, none for what nobody links.
        source: Id of the statement whose unnamed source the phrase is.
        named: Whether it is a name, or a nominal that was linked.
        line, first, stop: Its paragraph, and its words there as a half-open range.
        start, end: Its span in the text.
        sentence: The number of its sentence in the article.
        pronoun: Whether it is a pronoun that was resolved.
        confidence: How sure it is that the phrase means what its key says.
    """

    key: str
    kind: Kind
    number: Number
    gender: Gender | None
    role: Role
    line: int
    first: int
    stop: int
    start: int
    end: int
    sentence: int
    entities: tuple[str, ...] = ()
    source: str | None = None
    named: bool = False
    pronoun: bool = False
    confidence: float = 1.0


class Markables:
    """Finds the markables of an article.

    Attributes:
        lines: The article's paragraphs.
        bases: The number of the first sentence of each.
        phrases: A reader of noun phrases for each paragraph; it reads inside quotations too.
    """

    def __init__(
        self, lines: Sequence[Line], attributions: Sequence[Attribution], vocabulary: Vocabulary
    ) -> None:
        self.lines = lines
        self.vocabulary = vocabulary
        self.words = vocabulary.words
        self.phrases = [
            NounPhrases(replace(line, quoted=[-1] * len(line)), vocabulary) for line in lines
        ]
        self.bases: list[int] = []
        total = 0
        for line in lines:
            self.bases.append(total)
            total += max(1, len(line.sentences))
        self._sources: dict[int, Attribution] = {}
        for attribution in attributions:
            for start, _ in attribution.source[:1]:
                self._sources.setdefault(start, attribution)

    def sentence_of(self, number: int, word: int) -> int:
        """The number, in the article, of the sentence of a word of line `number`."""
        at = bisect_right(self.lines[number].sentences, word, key=lambda sentence: sentence[0]) - 1
        return self.bases[number] + max(0, at)

    def find(self) -> list[Markable]:
        """All markables but pronouns, in order of the text; outer ones before inner ones."""
        found: list[Markable] = []
        for number in range(len(self.lines)):
            in_line = list(self._in_line(number))
            found += self._without_appositions(number, in_line)
            found += self._joined(number, in_line)
        return sorted(found, key=lambda markable: (markable.start, -markable.end))

    # Reading a line

    def _in_line(self, number: int) -> Iterator[Markable]:
        line = self.lines[number]
        for first, stop in line.sentences:
            covered = first
            for index in range(first, stop):
                linked = line.mentions.get(index, ())
                for end, mention in linked:
                    yield self._of_mention(number, index, min(end, stop), mention)
                inside = index < covered
                named = max((end for end, m in linked if m.form == "name"), default=first)
                covered = max(covered, named)
                if inside or not (linked or self._may_open(number, index)):
                    continue
                phrase = self._phrase(number, index, stop)
                if phrase is None or phrase.end <= named:
                    continue
                covered = max(covered, phrase.end)
                for part in self._parts(number, phrase):
                    markable = self._of_phrase(number, part, stop)
                    if markable is not None:
                        yield markable

    def _parts(self, number: int, phrase: Phrase) -> Iterator[Phrase]:
        """A phrase and the owners in it, names of mentions apart: “the firm’s chairman”, “the firm”."""
        line = self.lines[number]
        for at in range(phrase.start + 1, phrase.head):
            if line.lower[at] in POSSESSIVES and not self._is_linked(number, at):
                noun = self.vocabulary.nouns.get(line.lower[at - 1])
                kind = "name" if line.capitalized(at - 1) else noun.kind if noun else "other"
                yield Phrase(phrase.start, at, at - 1, kind)
        if phrase.mention is None or phrase.mention.form != "name":
            yield phrase

    def _is_linked(self, number: int, stop: int) -> bool:
        """Whether a linked name ends at a word."""
        mentions = self.lines[number].mentions
        return any(
            end == stop for first in range(max(0, stop - 8), stop) for end, _ in mentions.get(first, ())
        )

    def _phrase(self, number: int, index: int, stop: int) -> Phrase | None:
        """The noun phrase that starts at a word; also “the other” and “one of them”."""
        line = self.lines[number]
        lower, nouns = line.lower, self.vocabulary.nouns
        if lower[index] in _lists("indefinite"):
            return Phrase(index, index + 1, index, "people")
        phrase = self.phrases[number].any_core(index, stop)
        if phrase is not None and phrase.kind != "pronoun":
            singular = lower[index] in _lists("singular") and phrase.head > index + 1
            if singular and phrase.kind == "other" and _looks_plural(lower[phrase.head]):
                # “a paper exists”: the verb is no part of the phrase
                head = phrase.head - 1
                noun = nouns.get(lower[head])
                return replace(phrase, end=phrase.head, head=head, kind=noun.kind if noun else "other")
            return phrase
        at = index + (lower[index] in ("the", "all", "both"))
        if at < stop and (lower[at] in self.vocabulary.numbers or lower[at] in _lists("stand_ins")):
            return Phrase(index, at + 1, at, "people")
        return None

    def _may_open(self, number: int, index: int) -> bool:
        """Whether a noun phrase that counts may start with a word."""
        line, reader = self.lines[number], self.phrases[number]
        word = line.lower[index]
        if word in self.words["determiners"] or word in self.words["possessives"]:
            return True
        if word in self.vocabulary.numbers or word[0].isdigit() or word in _lists("indefinite"):
            return True
        if line.starts[index] in self._sources:
            return True
        noun = self.vocabulary.nouns.get(word)
        if noun is not None and noun.plural:
            return True
        before = line.lower[index - 1] if index not in line.openings else ""
        if (
            _looks_plural(word) and len(word) > 3 and not reader.is_verb(index)
            and word not in self.words["time"] and word not in self.words["other_pronouns"]
            and (not before or before in self.words["prepositions"] or reader.is_verb(index - 1)
                 or before in self.words["conjunctions"] or before == ",")
            and (not line.capitalized(index) or not before)
        ):
            return True
        if not line.capitalized(index) or word in self.words["time"]:
            return False
        return index not in line.openings or line.words[index] in line.proper or (
            index + 1 < len(line) and line.capitalized(index + 1)
        )

    def _of_mention(self, number: int, first: int, stop: int, mention: Mention) -> Markable:
        line = self.lines[number]
        kind = _KINDS.get(mention.label, "unknown")
        phrase = Phrase(first, stop, stop - 1, "name", mention=mention)
        people = kind == "body" and line.lower[stop - 1].endswith("s") and _is_people(mention, line, stop)
        text = " ".join(line.words[first:stop])
        # A person whom the registry does not know is known by the surname.
        loose = text.split()[-1] if kind == "person" else text
        entity = mention.entity
        return self._markable(
            number, phrase, len(line),
            key=entity or f"name:{loose.lower()}",
            kind=kind,
            number_of="many" if people else "one" if kind != "body" else "either",
            gender=self._gender_of_name(line, first, stop) if kind in ("person", "unknown") else None,
            entities=(entity,) if entity else (),
            named=True,
        )

    def _of_phrase(self, number: int, phrase: Phrase, stop: int) -> Markable | None:
        line = self.lines[number]
        head = line.lower[phrase.head]
        before = line.lower[phrase.start - 1] if phrase.start else ""
        opens = line.lower[phrase.start]
        if before in (*self.words["be"], "as") and opens in ("a", "an") or head in self.words["time"]:
            return None  # what somebody is
        source = self._sources.get(line.starts[phrase.start])
        unnamed = source is not None and source.source_kind == "unnamed"
        noun = self.vocabulary.nouns.get(head)
        kind = _NOUN_KINDS.get(phrase.kind, "thing")
        gender = _genders().get(head)
        named = phrase.kind == "name" and line.capitalized(phrase.head)
        if kind == "thing" and (gender is not None or head in _people()):
            kind = "person"
        elif kind == "thing" and noun is None and head.endswith(_DOER) and not named:
            kind = "unknown"
        if unnamed:
            kind = "person"
        plurals = (noun is not None and noun.plural) or (noun is None and _looks_plural(head))
        many = plurals or phrase.kind == "group" or (unnamed and (source.count or 1) > 1)
        if opens in ("one", "each", "another") or (unnamed and source.count == 1):
            many = False  # “one of the drivers”
        elif self.vocabulary.numbers.get(head, 0) > 1:
            many = True
        key = f"noun:{head}"
        if named:
            key, many = f"name:{head}", False
            gender = self._gender_of_name(line, phrase.start, phrase.end)
        elif unnamed:
            key = f"source:{source.id}"
        elif phrase.kind == "people" and noun is None:
            key = f"noun:{head}:{line.starts[phrase.head]}"
        elif opens in ("a", "an", "another", "one"):
            key = f"noun:{head}:{line.starts[phrase.head]}"
        number_of: Number = "many" if many else "either" if kind in ("body", "unknown") else "one"
        return self._markable(
            number, phrase, stop, key=key, kind=kind, number_of=number_of, gender=gender,
            source=source.id if unnamed else None, named=named,
        )

    def _markable(
        self, number: int, phrase: Phrase, stop: int, *, key: str, kind: Kind, number_of: Number,
        gender: Gender | None, entities: tuple[str, ...] = (), source: str | None = None,
        named: bool = False,
    ) -> Markable:
        start, end = self.lines[number].span(phrase.start, phrase.end)
        return Markable(
            key, kind, number_of, gender, self.role(number, phrase, stop), number, phrase.start,
            phrase.end, start, end, self.sentence_of(number, phrase.start), entities, source, named,
        )

    # What a phrase is in its clause

    def role(self, number: int, phrase: Phrase, limit: int) -> Role:
        """What a phrase is in its clause, by its neighbours."""
        line, reader = self.lines[number], self.phrases[number]
        lower, at = line.lower, phrase.end
        before = lower[phrase.start - 1] if phrase.start else ""
        depends = before in self.words["prepositions"] and before not in self.words["subordinators"]
        if at < limit and lower[at] in POSSESSIVES:
            owned = reader.any_core(at + 1, limit)
            acts = not depends and owned is not None and self._acts(number, owned, limit)
            return "owner of subject" if acts else "owner"
        if phrase.kind == "name" and at < limit and self._goes_on(number, at, limit):
            return "modifier"
        if line.starts[phrase.start] in self._sources:
            return "subject"
        if phrase.kind == "name" and before != "to" and self._opens_infinitive(line, at, limit):
            return "subject"  # “urged Norway to sign”: it is Norway that signs
        if depends:
            return "oblique"
        return "subject" if self._acts(number, phrase, limit) else "object"

    def _opens_infinitive(self, line: Line, at: int, limit: int) -> bool:
        """Whether “to” and a verb stand at a word, as far as can be seen."""
        if at + 1 >= limit or line.lower[at] != "to" or line.capitalized(at + 1):
            return False
        word = line.lower[at + 1]
        return word[0].isalpha() and not any(
            word in self.words[name] for name in ("determiners", "possessives", "other_pronouns")
        )

    def _acts(self, number: int, phrase: Phrase, limit: int) -> bool:
        """Whether a verb follows a phrase, or what belongs to it."""
        line, reader = self.lines[number], self.phrases[number]
        reached, _ = reader.after_head(phrase, limit)
        for place in (phrase.end, reached, self._after_apposition(line, reached, limit)):
            while place < limit and reader.is_adverb(place):
                place += 1
            if place < limit and (reader.is_verb(place) or reader.is_verbal(place)):
                return True
        return False

    def _goes_on(self, number: int, at: int, limit: int) -> bool:
        """Whether a name stands before the noun that the phrase is about: “Iranian officials”."""
        line, reader = self.lines[number], self.phrases[number]
        if line.lower[at] == "-":
            return True
        if reader.is_verb(at) or not reader.in_phrase(at, at - 1):
            return False
        if reader.is_verbal(at):  # “Iran denies”, but “rebel attacks have”
            return at + 1 < limit and reader.is_verb(at + 1)
        return True

    def _after_apposition(self, line: Line, at: int, limit: int) -> int:
        """Where the words after an apposition or aside begin, `limit` where there is none."""
        if at >= limit or line.lower[at] not in COMMAS:
            return limit
        for index in range(at + 1, min(limit, at + _APPOSITION)):
            if line.lower[index] == line.lower[at]:
                return index + 1
        return limit

    def _gender_of_name(self, line: Line, first: int, stop: int) -> Gender | None:
        """Told by a form of address before a name, or by the given name."""
        for index in range(max(0, first - 2), first + 1):
            if line.lower[index] in _genders() and line.capitalized(index):
                return _genders()[line.lower[index]]
        return _given_names().get(line.lower[first]) if stop > first + 1 else None

    # Phrases beside each other

    def _without_appositions(self, number: int, found: list[Markable]) -> list[Markable]:
        """Give a phrase that says more about a name the name's identity: “A, a baker, …”."""
        line = self.lines[number]
        by_stop = {markable.stop: markable for markable in found if markable.named}
        result: list[Markable] = []
        for markable in found:
            name = by_stop.get(markable.first - 1)
            if (
                name is not None and not markable.named
                and line.lower[markable.first - 1] in (*COMMAS, "(")
                and name.role != "modifier"
                and name.kind in (markable.kind, "unknown")
                and self._closes(line, markable.stop, name.sentence)
            ):
                gender = name.gender or markable.gender
                markable = replace(
                    markable, key=name.key, entities=name.entities, kind=markable.kind,
                    named=name.named, source=name.source, gender=gender, role=name.role,
                )
            result.append(markable)
        return result

    def _closes(self, line: Line, at: int, sentence: int) -> bool:
        """Whether a comma or the end follows before another verb: not an item of a list."""
        for index in range(at, len(line)):
            word = line.lower[index]
            if word in COMMAS or word in (".", ")", "who", "which") or index in line.openings:
                return True
            if word in ("and", "or"):
                return False
        return True

    def _joined(self, number: int, found: list[Markable]) -> Iterator[Markable]:
        """“A and B” as one: several people, or several bodies."""
        line = self.lines[number]
        starts: dict[int, Markable] = {}
        for markable in found:
            starts.setdefault(markable.first, markable)
        for one in found:
            other = starts.get(one.stop + 1)
            if (
                other is None or one.stop >= len(line) or line.lower[one.stop] != "and"
                or one.role == "modifier" or other.role in ("modifier", "owner")
                or {one.kind, other.kind} not in ({"person"}, {"body"})
                or one.key == other.key
            ):
                continue
            both = one.entities and other.entities
            yield replace(
                one,
                key="+".join(sorted((one.key, other.key))),
                number="many",
                gender=None,
                role=other.role,
                stop=other.stop,
                end=other.end,
                entities=(*one.entities, *other.entities) if both else (),
                source=None,
            )


def _is_people(mention: Mention, line: Line, stop: int) -> bool:
    """Whether a state's mention is a word for its people: “the Iranians”."""
    return mention.label == "state" and line.lower[stop - 1] not in (mention.entity or "").split("-")


def _looks_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is")) or noun in ("people", "children", "men", "women")


@cache
def _genders() -> dict[str, Gender]:
    lexicon = load_lexicon("coreference")["genders"]
    return {noun: gender for gender in ("he", "she") for noun in lexicon[gender]}


@cache
def _people() -> frozenset[str]:
    """Nouns for people that head no source, in both numbers."""
    nouns = load_lexicon("coreference")["people"]
    return frozenset((*nouns, *map(plural, nouns)))


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("coreference")[name])


@cache
def _given_names() -> dict[str, Gender]:
    lexicon = load_lexicon("given_names")
    return {name.lower(): gender for gender in ("he", "she") for name in lexicon[gender]}
