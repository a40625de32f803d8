"""Tells whom a definite phrase takes up: “the Lebanese group”, “the Quds chief”, “the ministry”, “the official”.

Each way of taking up asks for one candidate and no other; where two are left the phrase stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from build_tools.annotate.coreference_descriptions import Descriptions
from build_tools.annotate.coreference_types import Cluster, Markable
from build_tools.annotate.coreference_words import class_nouns, colours, listed
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Attribution, EntityKind, Registry

Rule = Literal["source", "part", "role", "class", "name"]

# How many paragraphs back an unnamed source may be taken up by its noun alone.
_SOURCE_REACH = 2
# How many sentences back a person may be taken up by a noun alone.
_BARE_REACH = 8
# How many words of “of …” behind a noun narrow it down.
_NARROWING = 5
_DEFINITE = frozenset(("the", "this", "that"))
_CLAUSE_MARKS = frozenset((",", ";", "that"))
_NARROWING_WORDS = frozenset(
    ("of", "that", "which", "who", "whose", "led", "called", "known", "named")
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The cluster that a phrase takes up, and how: as a part of it, or as itself."""

    cluster: Cluster
    rule: Rule


class Nominals:
    """Tells what the definite phrases of one article take up."""

    def __init__(
        self,
        lines: Sequence[Line],
        attributions: Sequence[Attribution],
        registry: Registry,
        vocabulary: Vocabulary,
    ) -> None:
        self._lines = lines
        self._registry = registry
        self._words = vocabulary.words
        self._affiliations = {one.id: one.affiliation for one in attributions}
        self._sources: list[Cluster] = []
        self._in_paragraph: dict[int, dict[str, Cluster]] = {}
        self._described = Descriptions(lines, registry, vocabulary)
        self._named = {
            mention.entity
            for line in lines
            for found in line.mentions.values()
            for _, mention in found
            if mention.entity in registry.entities
        }

    def note(self, markable: Markable, cluster: Cluster) -> None:
        """Remember a phrase and the cluster that it was put with."""
        self._described.note(markable)
        if markable.pronoun or "+" in cluster.key:
            return
        self._in_paragraph.setdefault(markable.line, {})[cluster.key] = cluster
        if cluster.source is not None and len(cluster.markables) == 1:
            self._sources.append(cluster)

    def take_up(self, markable: Markable, clusters: Mapping[str, Cluster]) -> Taken | None:
        """The one before it that a phrase stands for, None where there is none or may be several."""
        line = self._lines[markable.line]
        if markable.named or markable.pronoun or line.titled:
            return None
        head = line.lower[markable.stop - 1]
        if markable.source is not None and markable.kind == "person":
            found = self._source(markable, head)
            if found is not None:
                return Taken(found, "part" if self._is_part(markable) else "source")
        definite = line.lower[markable.first] in _DEFINITE
        between = line.lower[markable.first : markable.stop]
        if markable.number == "many" or not listed("not_the_same").isdisjoint(between):
            return None
        if self._described.is_person_noun(head):
            if not definite and not self._states_in(markable):
                return None
            found = self._person(markable, head, clusters)
            return Taken(found, "role") if found is not None else None
        if not definite or self._is_narrowed(line, markable.stop):
            return None
        if self._described.was_introduced(head, markable.start):
            return None
        found = self._by_class(markable, head)
        if found is not None:
            return Taken(found, "class")
        found = self._by_name(markable, head, clusters)
        return Taken(found, "name") if found is not None else None

    # Unnamed sources

    def _source(self, markable: Markable, head: str) -> Cluster | None:
        """The unnamed source that “the official” or “two of the officials” goes on from."""
        part = self._is_part(markable)
        line = self._lines[markable.line]
        if line.lower[markable.first] not in ("the", "that", "those") and not part:
            return None
        own = self._affiliations.get(markable.source or "")
        found: list[Cluster] = []
        for cluster in reversed(self._sources):
            first, last = cluster.markables[0], cluster.markables[-1]
            if last.line < markable.line - _SOURCE_REACH:
                continue
            several = part and first.number == "many"
            theirs = self._affiliations.get(cluster.source or "")
            if (
                (several or first.number == markable.number)
                and self._lines[first.line].lower[first.stop - 1] == head
                and own in (None, theirs)
            ):
                found.append(cluster)
        if part or markable.number == "many":  # the ones right before
            return max(found, key=lambda cluster: cluster.markables[-1].start, default=None)
        return found[0] if len(found) == 1 else None

    def _is_part(self, markable: Markable) -> bool:
        """Whether a phrase speaks of some of those before: “two of the officials”."""
        words = self._lines[markable.line].lower[markable.first : markable.stop]
        return words[1:3] in (["of", "the"], ["of", "those"])

    # People

    def _person(
        self, markable: Markable, head: str, clusters: Mapping[str, Cluster]
    ) -> Cluster | None:
        """The named person whom the text or the registry has described so."""
        if head in self._described.nouns:
            return None  # somebody without a name was called so
        words = self._content(markable, head)
        found: list[Cluster] = []
        for key, descriptions in self._described.by_noun.get(head, {}).items():
            cluster = clusters[key]
            if words:
                fits = any(words <= description.words for description in descriptions)
            else:
                near = markable.sentence - cluster.markables[-1].sentence <= _BARE_REACH
                fits = near and any(description.in_text for description in descriptions)
            if fits:
                found.append(cluster)
        if len(found) != 1:
            return None
        agrees = markable.gender is None or found[0].gender in (None, markable.gender)
        return found[0] if agrees else None

    # Bodies

    def _by_class(self, markable: Markable, head: str) -> Cluster | None:
        """The only group, state or outlet that can be meant by “the group”, “the country” …"""
        kinds = class_nouns().get(head, ())
        states = self._states_in(markable)
        if not kinds or not self._is_coloured(markable):
            return None
        line = self._lines[markable.line]
        if states:
            return self._of_state(states, kinds)
        here = self._possible(markable.line, kinds)
        if not here and line.sentences and markable.first < line.sentences[0][1]:
            here = self._possible(self._paragraph_before(markable.line), kinds)
        if len(here) != 1 or not here[0].entities or self._is_object_of(markable, here[0]):
            return None
        return here[0]

    def _of_state(self, states: set[str], kinds: Collection[str]) -> Cluster | None:
        """“the Lebanese group”: the only one of that kind and nationality in the article."""
        found = [
            identifier
            for identifier in self._named
            if self._registry.entities[identifier].kind in kinds
            and self._registry.entities[identifier].nationality in states
        ]
        if len(found) != 1:
            return None
        before = (self._in_paragraph[line] for line in sorted(self._in_paragraph, reverse=True))
        return next((clusters[found[0]] for clusters in before if found[0] in clusters), None)

    def _possible(self, number: int, kinds: Collection[str]) -> list[Cluster]:
        """Those that a paragraph has spoken of so far and that a noun may take up."""
        return [
            cluster
            for cluster in self._in_paragraph.get(number, {}).values()
            if self._kind(cluster) in kinds
            or (not cluster.entities and self._may_be_body(cluster))
        ]

    def _by_name(
        self, markable: Markable, head: str, clusters: Mapping[str, Cluster]
    ) -> Cluster | None:
        """The body whose name ends with the noun: “the Rail Union” and “the union”."""
        if head in self._described.nouns:
            return None
        words = self._content(markable, head)
        found = [
            clusters[key]
            for key, names in self._described.by_last_word.get(head, {}).items()
            if any(words <= name for name in names)
        ]
        return found[0] if len(found) == 1 else None

    # Tests

    def _kind(self, cluster: Cluster) -> EntityKind | None:
        return self._registry.entities[cluster.entities[0]].kind if cluster.entities else None

    def _may_be_body(self, cluster: Cluster) -> bool:
        """Whether a name that nobody knows may be that of a group."""
        return cluster.named and cluster.markables[0].kind in ("body", "unknown")

    def _states_in(self, markable: Markable) -> set[str]:
        """The states whose names stand in a phrase: “the Lebanese group”."""
        line = self._lines[markable.line]
        return {
            mention.entity
            for index in range(markable.first, markable.stop)
            for end, mention in line.mentions.get(index, ())
            if mention.label == "state" and mention.entity and end < markable.stop
        }

    def _content(self, markable: Markable, head: str) -> frozenset[str]:
        """The words of a phrase beside its noun and its determiner, with “of …” behind it."""
        line = self._lines[markable.line]
        words = [w for w in line.lower[markable.first : markable.stop - 1] if w[0].isalnum()]
        if line.lower[markable.stop : markable.stop + 1] in (["of"], ["for"]):
            words += list(self._described.behind(line, markable.stop))[:_NARROWING]
        return frozenset(words) - self._words["determiners"] - self._words["prepositions"] - {head}

    def _is_coloured(self, markable: Markable) -> bool:
        """Whether all words before the noun only colour it: “the Shiite terror group”."""
        line = self._lines[markable.line]
        at = markable.first + 1
        while at < markable.stop - 1:
            held = line.mention_at(at)
            if held is not None and held[1].label == "state":
                at = held[0] + 2 * (line.lower[held[0] : held[0] + 2] == ["-", "backed"])
            elif line.lower[at] in colours():
                at += 1
            else:
                return False
        return True

    def _is_narrowed(self, line: Line, stop: int) -> bool:
        """Whether what follows a noun tells which one is meant, so that it takes up nothing."""
        following = line.lower[stop] if stop < len(line) else ""
        if following in COMMAS and stop + 1 < len(line) and line.capitalized(stop + 1):
            return True  # “the company, Lumen,”
        return following in _NARROWING_WORDS

    def _is_object_of(self, markable: Markable, cluster: Cluster) -> bool:
        """Whether the candidate is the subject whose object the phrase is: “A fought the group”."""
        last = cluster.markables[-1]
        if markable.role != "object" or last.role != "subject" or last.sentence != markable.sentence:
            return False
        between = self._lines[markable.line].lower[last.stop : markable.first]
        return _CLAUSE_MARKS.isdisjoint(between)

    def _paragraph_before(self, number: int) -> int:
        """The paragraph of text before a paragraph, headings apart; -1 for none."""
        return next((n for n in range(number - 1, -1, -1) if self._lines[n].block.kind == "body"), -1)
