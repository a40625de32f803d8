"""What an article has spoken of so far: whom each pronoun may stand for, seen from where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from build_tools.annotate.coreference_features import (
    REACH, Surroundings, can_stand_for, features, no_features,
)
from build_tools.annotate.coreference_markables import Markables
from build_tools.annotate.coreference_nominals import Nominals, Taken
from build_tools.annotate.coreference_pronouns import Pronouns
from build_tools.annotate.coreference_statements import Statements
from build_tools.annotate.coreference_types import Cluster, Markable, Pronoun
from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Attribution, Registry, Span

# From here on "she" tells that somebody is a woman.
_SURE = 0.8
# A pronoun reaches no further back than this many words.
_FAR = 250
# A paragraph of more words is a list, or has lost its line ends; nothing is resolved there.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that a pronoun may stand for; without a cluster, none of the others.

    Attributes:
        confidence: Of the phrase by which it was last spoken of.
        speaks: Whether the pronoun stands in what it is said to have said.
        spoke_last: Whether the statement before is its own.
    """

    cluster: Cluster | None
    features: list[str]
    confidence: float = 1.0
    speaks: bool = False
    spoke_last: bool = False


class Discourse:
    """Follows one article in order of its text.

    Attributes:
        lines: The paragraphs that are read.
        clusters: Those spoken of so far, by key.
        taken_up: What definite phrases stand for, by span.
    """

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        attributions: Sequence[Attribution],
        registry: Registry,
        vocabulary: Vocabulary,
    ) -> None:
        self.lines = [line for line in lines if len(line) <= _LONGEST]
        self.clusters: dict[str, Cluster] = {}
        self.taken_up: dict[Span, Taken] = {}
        self._recent: dict[str, Cluster] = {}
        self._statements = Statements(attributions)
        self._markables = Markables(self.lines, attributions, vocabulary)
        self._nominals = Nominals(self.lines, attributions, registry, vocabulary)
        self._pronouns = Pronouns(
            text, self._markables.readers, self._statements, self._markables.sentence_of
        )
        self._vocabulary = vocabulary
        words = vocabulary.words
        self._clause_ends = frozenset((",", ";", ":", "“", "”", '"')).union(
            words["conjunctions"], words["subordinators"], words["relatives"]
        )
        self._offsets = [0, *accumulate(len(line) for line in self.lines)]
        self._verbs, self._commas = self._counts()

    def _counts(self) -> tuple[list[int], list[int]]:
        """How many finite verbs, and commas, stand before each word of the article."""
        verbs, commas = [0], [0]
        for reader in self._markables.readers:
            for index, word in enumerate(reader.line.lower):
                verbs.append(verbs[-1] + reader.is_verb(index))
                commas.append(commas[-1] + (word == ","))
        return verbs, commas

    def walk(self) -> Iterator[Markable | Pronoun]:
        """Names, other phrases and pronouns in order of the text; a pronoun before what it opens."""
        steps: list[Markable | Pronoun] = [
            *self._pronouns.third_persons(), *self._markables.find()
        ]
        yield from sorted(steps, key=lambda step: (step.start, isinstance(step, Markable)))

    def first_persons(self) -> Iterator[tuple[Span, bool, Cluster]]:
        """“I” and “we” in quotations: where, whether it is “we”, and who speaks there."""
        for span, several, statement in self._pronouns.first_persons():
            cluster = self.clusters.get(self._statements.speaker_of(statement) or "")
            if cluster is not None:
                yield span, several, cluster

    # What was spoken of

    def add(self, markable: Markable) -> Cluster:
        """Put a phrase with what it means."""
        taken = self._nominals.take_up(markable, self.clusters)
        if taken is not None:
            self.taken_up[markable.start, markable.end] = taken
            if taken.rule != "part":
                markable = replace(
                    markable,
                    key=taken.cluster.key,
                    entities=taken.cluster.entities,
                    source=taken.cluster.source,
                    kind=taken.cluster.markables[-1].kind,
                )
        cluster = self.clusters.get(markable.key)
        if cluster is None:
            cluster = self.clusters[markable.key] = Cluster(
                markable.key, markable.gender, markable.entities, markable.source, markable.named
            )
        cluster.gender = cluster.gender or markable.gender
        cluster.markables.append(markable)
        self._recent[cluster.key] = cluster
        self._nominals.note(markable, cluster)
        self._statements.note(markable)
        return cluster

    def settle(self, pronoun: Pronoun, cluster: Cluster, confidence: float = 1.0) -> None:
        """Let a pronoun stand for a cluster from here on."""
        if confidence >= _SURE and pronoun.pronoun in ("he", "she"):
            cluster.gender = pronoun.pronoun
        self.add(
            replace(
                cluster.markables[-1],
                role=pronoun.role,
                line=pronoun.line,
                first=pronoun.word,
                stop=pronoun.word + 1,
                start=pronoun.start,
                end=pronoun.end,
                sentence=pronoun.sentence,
                pronoun=True,
                paired=False,
                confidence=confidence,
            )
        )

    # Whom a pronoun may stand for

    def candidates(self, pronoun: Pronoun) -> list[Candidate]:
        """Whom a pronoun may stand for, the nearest first, and as the last one “none of them”."""
        near = self._near(pronoun)
        speaker = self._statements.speaker(pronoun.start)
        before = self._statements.last_speaker(pronoun.start)
        here = self._offsets[pronoun.line] + pronoun.word
        found: list[Candidate] = []
        subjects = 0
        for recency, (cluster, last) in enumerate(near):
            if recency == 0 and self._is_object_of(pronoun, last):
                continue  # “the king told him”
            there = self._offsets[last.line] + last.stop
            around = Surroundings(
                verbs=self._verbs[here] - self._verbs[there],
                words=here - there,
                comma=self._commas[here] > self._commas[there],
                recency=recency,
                subjects=subjects,
                holder=cluster.key == speaker,
                last_source=cluster.key == before,
                was_subject=any(
                    m.role == "subject" and m.sentence >= pronoun.sentence - 1
                    for m in cluster.markables[-4:]
                ),
                rank=sum(len(other.markables) > len(cluster.markables) for other, _ in near),
                same_quotation=self._quotation(last.line, last.first)
                == self._quotation(pronoun.line, pronoun.word),
            )
            subjects += last.role == "subject"
            named = features(pronoun, cluster, last, around)
            found.append(
                Candidate(cluster, named, last.confidence, around.holder, around.last_source)
            )
        return [*found, Candidate(None, no_features(pronoun, len(near)))]

    def _near(self, pronoun: Pronoun) -> list[tuple[Cluster, Markable]]:
        """Those that agree with a pronoun, each with its last phrase, the nearest first."""
        speaker = self._statements.speaker(pronoun.start) if pronoun.direct else None
        here = self._offsets[pronoun.line] + pronoun.word
        found: list[tuple[Cluster, Markable]] = []
        for key, cluster in list(self._recent.items()):
            newest = cluster.markables[-1]
            if here - self._offsets[newest.line] - newest.stop > _FAR:
                del self._recent[key]
                continue
            last = self._last_before(cluster, pronoun)
            # Nobody calls himself “he”.
            if last is not None and key != speaker and can_stand_for(pronoun, cluster, last):
                found.append((cluster, last))
        return sorted(found, key=lambda pair: -pair[1].start)

    def _last_before(self, cluster: Cluster, pronoun: Pronoun) -> Markable | None:
        """The last phrase for a cluster that ends before a pronoun, None where it is too far away.

        Headings stand by themselves: nothing in them is taken up elsewhere, nor the other way round.
        """
        heading = self.lines[pronoun.line].block.kind != "body"
        for markable in reversed(cluster.markables):
            if pronoun.sentence - markable.sentence > REACH:
                return None
            if markable.end <= pronoun.start:
                apart = heading or self.lines[markable.line].block.kind != "body"
                return None if apart and markable.line != pronoun.line else markable
        return None

    def _is_object_of(self, pronoun: Pronoun, last: Markable) -> bool:
        """Whether a phrase is the subject of the verb whose object the pronoun is."""
        is_object = pronoun.form == "object" or (pronoun.pronoun == "it" and pronoun.role == "object")
        if not is_object or pronoun.form == "reflexive" or last.role != "subject":
            return False
        if last.sentence != pronoun.sentence:
            return False
        reader = self._markables.readers[pronoun.line]
        between = reader.line.lower[last.stop : pronoun.word]
        if not between or not self._clause_ends.isdisjoint(between):
            return False
        reports = self._vocabulary.verb_at(between, len(between) - 1) is not None
        return between[-1] == "to" or reports or reader.is_verb(pronoun.word - 1)

    def _quotation(self, line: int, word: int) -> tuple[int, int] | None:
        quoted = self.lines[line].quoted[word]
        return (line, quoted) if quoted >= 0 else None
