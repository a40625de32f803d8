"""Finds the phrases of an article that a pronoun may stand for: names, unnamed sources, other noun phrases.

Phrases that nobody links are found too. A pronoun that may stand for one of them is not resolved
to an actor by mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from build_tools.annotate.coreference_neighbours import find_relatives, join_appositions, join_pairs
from build_tools.annotate.coreference_phrases import FreePhrases
from build_tools.annotate.coreference_roles import Roles
from build_tools.annotate.coreference_types import Gender, Kind, Markable, Number
from build_tools.annotate.coreference_words import (
    gender_of_name, gender_of_noun, looks_plural, may_name_person, names_person,
)
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.annotate.word_tests import POSSESSIVES
from build_tools.models import Attribution, Mention

_KINDS: dict[str, Kind] = {
    "person": "person", "organization": "body", "state": "body", "place": "place",
    "document": "thing",
}
_NOUN_KINDS: dict[str, Kind] = {
    "unnamed": "person", "people": "person", "office": "person", "group": "person",
    "body": "body", "outlet": "body", "document": "thing", "name": "unknown",
}
_INDEFINITE = frozenset(("a", "an", "another", "one"))


class Markables:
    """Finds the markables of an article.

    Attributes:
        lines: The article's paragraphs.
        readers: A reader of noun phrases for each of them.
    """

    def __init__(
        self, lines: Sequence[Line], attributions: Sequence[Attribution], vocabulary: Vocabulary
    ) -> None:
        self.lines = lines
        self._vocabulary = vocabulary
        self._sources: dict[int, Attribution] = {}
        for attribution in attributions:
            for start, _ in attribution.source[:1]:
                self._sources.setdefault(start, attribution)
        self.readers = [FreePhrases(line, self._sources.keys(), vocabulary) for line in lines]
        self._roles = [Roles(reader) for reader in self.readers]
        self._bases: list[int] = []
        total = 0
        for line in lines:
            self._bases.append(total)
            total += max(1, len(line.sentences))

    def sentence_of(self, number: int, word: int) -> int:
        """The number, in the article, of the sentence of a word of line `number`."""
        at = bisect_right(self.lines[number].sentences, word, key=lambda sentence: sentence[0]) - 1
        return self._bases[number] + max(0, at)

    def find(self) -> list[Markable]:
        """All markables but pronouns, in order of the text; outer ones before inner ones."""
        found: list[Markable] = []
        for number, (line, reader) in enumerate(zip(self.lines, self.readers, strict=True)):
            in_line = join_appositions(line, list(self._in_line(number)))
            found += join_pairs(line, in_line)
            found += find_relatives(reader, in_line)
        return sorted(found, key=lambda markable: (markable.start, -markable.end))

    def _in_line(self, number: int) -> Iterator[Markable]:
        line, reader = self.lines[number], self.readers[number]
        for first, stop in line.sentences:
            covered = first
            for index in range(first, stop):
                linked = line.mentions.get(index, ())
                for end, mention in linked:
                    yield self._of_mention(number, index, min(end, stop), mention)
                inside = index < covered
                named = max((end for end, m in linked if m.form == "name"), default=first)
                covered = max(covered, named)
                if inside or not (linked or reader.may_open(index)):
                    continue
                ends = {end for end, _ in linked}
                for phrase in reader.phrases(index, stop):
                    covered = max(covered, phrase.end)
                    markable = self._of_phrase(number, phrase, stop)
                    if markable is not None and phrase.end > named and phrase.end not in ends:
                        yield markable

    def _of_mention(self, number: int, first: int, stop: int, mention: Mention) -> Markable:
        line = self.lines[number]
        kind = _KINDS.get(mention.label, "unknown")
        entity = mention.entity
        # A name that the registry does not know is known by its full form in the article.
        unknown = mention.full_name or " ".join(line.words[first:stop])
        gender = None
        if kind in ("person", "unknown"):
            whole = mention.full_name is None and "-" not in (entity or "")
            gender = gender_of_name(line, first, stop, whole=whole)
        count: Number = "one" if kind != "body" else "either"
        return self._markable(
            number, Phrase(first, stop, stop - 1, "name", mention=mention), len(line),
            key=entity or f"name:{unknown.lower()}",
            kind=kind,
            count="many" if _is_people(mention, line.lower[stop - 1]) else count,
            gender=gender,
            entities=(entity,) if entity else (),
            named=True,
        )  # fmt: skip

    def _of_phrase(self, number: int, phrase: Phrase, stop: int) -> Markable | None:
        """A phrase that no mention covers, None for one that tells what somebody is."""
        line = self.lines[number]
        head, opens = line.lower[phrase.head], line.lower[phrase.start]
        before = line.lower[phrase.start - 1] if phrase.start else ""
        words = self._vocabulary.words
        if head in words["time"] or (opens in ("a", "an") and (before in words["be"] or before == "as")):
            return None
        owns = phrase.end < len(line) and line.lower[phrase.end] in POSSESSIVES
        source = None if owns else self._sources.get(line.starts[phrase.start])
        if source is not None and source.source_kind != "unnamed":
            source = None
        named = source is None and phrase.kind == "name" and line.capitalized(phrase.head)
        kind = "person" if source is not None else self._kind(phrase, head, named)
        gender = gender_of_noun(head)
        if named:
            gender = gender_of_name(line, phrase.start, phrase.end)
        count: Number = "either" if kind in ("body", "unknown") else "one"
        if not named and self._is_many(phrase, head, opens, source):
            count = "many"
        return self._markable(
            number, phrase, stop,
            key=self._key(line, phrase, source, named),
            kind=kind,
            count=count,
            gender=gender,
            source=source.id if source is not None else None,
            named=named,
        )  # fmt: skip

    def _kind(self, phrase: Phrase, head: str, named: bool) -> Kind:
        kind = _NOUN_KINDS.get(phrase.kind, "thing")
        if kind != "thing" or named:
            return kind
        if names_person(head):
            return "person"
        known = self._vocabulary.nouns.get(head) is not None
        return "unknown" if may_name_person(head) and not known else "thing"

    def _is_many(self, phrase: Phrase, head: str, opens: str, source: Attribution | None) -> bool:
        """Whether a phrase is for several: not “one of the drivers”."""
        if opens in ("one", "each", "another") or (source is not None and source.count == 1):
            return False
        noun = self._vocabulary.nouns.get(head)
        plural = noun.plural if noun is not None else looks_plural(head)
        several = source is not None and (source.count or 1) > 1
        return plural or several or phrase.kind == "group" or self._vocabulary.numbers.get(head, 0) > 1

    def _key(self, line: Line, phrase: Phrase, source: Attribution | None, named: bool) -> str:
        """The same for phrases with the same noun; “a driver” is somebody new."""
        head = line.lower[phrase.head]
        if named:
            return f"name:{head}"
        if source is not None:
            return f"source:{source.id}"
        stands_in = phrase.kind == "people" and head not in self._vocabulary.nouns
        if stands_in or line.lower[phrase.start] in _INDEFINITE:
            return f"noun:{head}:{line.starts[phrase.head]}"
        return f"noun:{head}"

    def _markable(
        self, number: int, phrase: Phrase, stop: int, *, key: str, kind: Kind, count: Number,
        gender: Gender | None, entities: tuple[str, ...] = (), source: str | None = None,
        named: bool = False,
    ) -> Markable:  # fmt: skip
        start, end = self.lines[number].span(phrase.start, phrase.end)
        return Markable(
            key, kind, count, gender, self._roles[number].role(phrase, stop), number, phrase.start,
            phrase.end, start, end, self.sentence_of(number, phrase.start), entities, source, named,
        )  # fmt: skip


def _is_people(mention: Mention, word: str) -> bool:
    """Whether a state's mention is a word for its people: “the Iranians”."""
    return (
        mention.label == "state" and word.endswith("s") and word not in (mention.entity or "").split("-")
    )
