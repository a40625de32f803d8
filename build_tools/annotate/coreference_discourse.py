"""What an article has spoken of so far: whom each pronoun may stand for, seen from where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from build_tools.annotate.coreference_markables import Markable, Markables
from build_tools.annotate.coreference_ranking import (
    REACH, Cluster, Pronoun, Surroundings, can_stand_for, features, no_features,
)
from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.lexicon import load_lexicon
from build_tools.models import Attribution

# From here on "she" tells that somebody is a woman.
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that a pronoun may stand for; without a cluster, none of the others.

    Attributes:
        confidence: Of the phrase by which it was last spoken of.
    """

    cluster: Cluster | None
    features: list[str]
    confidence: float = 1.0


class Discourse:
    """Follows one article in order of its text.

    Attributes:
        clusters: Those spoken of so far, by key.
    """

    def __init__(
        self, lines: Sequence[Line], attributions: Sequence[Attribution], vocabulary: Vocabulary
    ) -> None:
        self.lines = lines
        self._vocabulary = vocabulary
        self.clusters: dict[str, Cluster] = {}
        self._markables = Markables(lines, attributions, vocabulary)
        self._attributions = sorted(attributions, key=lambda one: (one.cue or one.content)[0])
        self._cues = [(one.cue or one.content)[0][0] for one in self._attributions]
        self._sources = {one.source[0]: one.id for one in self._attributions if len(one.source) == 1}
        self._speakers: dict[str, str] = {}  # statement -> key of its source
        self._offsets = [0, *accumulate(len(line) for line in lines)]
        self._verbs, self._commas = self._counts()

    def _counts(self) -> tuple[list[int], list[int]]:
        """How many finite verbs, and commas, stand before each word of the article."""
        verbs, commas = [0], [0]
        for line, reader in zip(self.lines, self._markables.phrases, strict=True):
            for index in range(len(line)):
                verbs.append(verbs[-1] + reader.is_verb(index))
                commas.append(commas[-1] + (line.lower[index] == ","))
        return verbs, commas

    def walk(self) -> Iterator[Markable | Pronoun]:
        """Names, other phrases and pronouns in order of the text; a pronoun before what it opens."""
        pronouns = [p for number in range(len(self.lines)) for p in self._pronouns(number)]
        steps: list[Markable | Pronoun] = [*pronouns, *self._markables.find()]
        yield from sorted(steps, key=lambda step: (step.start, isinstance(step, Markable)))

    # Pronouns

    def _pronouns(self, number: int) -> Iterator[Pronoun]:
        line, reader = self.lines[number], self._markables.phrases[number]
        for index, word in enumerate(line.lower):
            known = _pronouns().get(word)
            if known is None or index in line.mentions:
                continue
            if line.words[index].isupper() and len(word) > 1:
                continue  # “US”
            span = line.span(index, index + 1)
            holder = self._holder(span[0])
            at = index + 1
            while at < len(line) and reader.is_adverb(at):
                at += 1
            acts = at < len(line) and (reader.is_verbal(at) or line.lower[at].startswith("'"))
            name, form = known
            role = "owner" if form == "owner" else "subject" if form == "subject" and acts else "object"
            yield Pronoun(
                name, form, role, number, index, *span, self._markables.sentence_of(number, index),
                before=line.lower[index - 1] if index else "",
                following=tuple(line.lower[index + 1 : index + 12]),
                quoted=line.quoted[index],
                direct=line.quoted[index] >= 0 and holder is not None and holder.kind != "indirect",
                reports=span in self._sources,
                opens=index in line.openings or line.quoted[index - 1] != line.quoted[index],
                does=self._does(number, at, form),
            )

    def _does(self, number: int, at: int, form: str) -> str:
        """What the words from `at` on tell of whom a pronoun before them stands for."""
        line = self.lines[number]
        if form != "owner":
            verb = self._vocabulary.verb_at(line.lower, at) if at < len(line) else None
            return "speaks" if form == "subject" and verb is not None else ""
        phrase = self._markables.phrases[number].any_core(at - 1, len(line)) if at < len(line) else None
        noun = self._vocabulary.nouns.get(line.lower[phrase.head]) if phrase is not None else None
        return f"has {noun.kind}" if noun is not None else ""

    def _holder(self, offset: int) -> Attribution | None:
        """The innermost statement whose content holds an offset."""
        holding = [
            one for one in self._attributions
            if any(start <= offset < end for start, end in one.content)
        ]
        return min(holding, key=lambda one: sum(e - s for s, e in one.content), default=None)

    def speaker(self, offset: int) -> str | None:
        """The key of whoever makes the innermost statement around an offset."""
        holder = self._holder(offset)
        return self._speakers.get(holder.id) if holder else None

    # What was spoken of

    def add(self, markable: Markable) -> Cluster:
        """Put a phrase with what it means."""
        cluster = self.clusters.get(markable.key)
        if cluster is None:
            cluster = self.clusters[markable.key] = Cluster(
                markable.key, markable.gender, markable.entities, markable.source, markable.named,
            )
        cluster.gender = cluster.gender or markable.gender
        cluster.markables.append(markable)
        for span, statement in self._sources.items():
            if span[0] <= markable.start < span[1] and markable.role not in ("modifier", "owner"):
                self._speakers.setdefault(statement, markable.key)
        return cluster

    def settle(self, pronoun: Pronoun, cluster: Cluster, confidence: float = 1.0) -> None:
        """Let a pronoun stand for a cluster from here on."""
        last = cluster.markables[-1]
        if confidence >= _SURE and pronoun.pronoun in ("he", "she"):
            cluster.gender = pronoun.pronoun
        self.add(
            replace(
                last, role=pronoun.role, line=pronoun.line, first=pronoun.word,
                stop=pronoun.word + 1, start=pronoun.start, end=pronoun.end,
                sentence=pronoun.sentence, pronoun=True,
                confidence=confidence,
            )
        )

    def candidates(self, pronoun: Pronoun) -> list[Candidate]:
        """Whom a pronoun may stand for, and as the last one “none of them”."""
        near: list[tuple[Cluster, Markable]] = []
        speaker = self.speaker(pronoun.start)
        for cluster in self.clusters.values():
            last = self._last_before(cluster, pronoun)
            if last is None or (pronoun.direct and cluster.key == speaker):
                continue  # nobody calls himself “he”
            if can_stand_for(pronoun, cluster, last):
                near.append((cluster, last))
        near.sort(key=lambda pair: -pair[1].start)
        before = self._last_source(pronoun)
        found: list[Candidate] = []
        subjects = 0
        for recency, (cluster, last) in enumerate(near):
            here = self._offsets[pronoun.line] + pronoun.word
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
            found.append(Candidate(cluster, named, last.confidence))
        return [*found, Candidate(None, no_features(pronoun, len(near)))]

    def _last_before(self, cluster: Cluster, pronoun: Pronoun) -> Markable | None:
        """The last phrase for a cluster that ends before a pronoun, None where it is too far away."""
        heading = self.lines[pronoun.line].block.kind != "body"
        for markable in reversed(cluster.markables):
            if pronoun.sentence - markable.sentence > REACH:
                return None
            if markable.end > pronoun.start:
                continue
            other = self.lines[markable.line].block.kind != "body"
            if heading or other:
                return markable if markable.line == pronoun.line else None
            return markable
        return None

    def _last_source(self, pronoun: Pronoun) -> str | None:
        """The key of the source of the last statement whose cue stands before a pronoun."""
        for at in range(bisect_left(self._cues, pronoun.start) - 1, -1, -1):
            key = self._speakers.get(self._attributions[at].id)
            if key is not None:
                return key
        return None

    def _quotation(self, line: int, word: int) -> tuple[int, int] | None:
        quoted = self.lines[line].quoted[word]
        return (line, quoted) if quoted >= 0 else None


@cache
def _pronouns() -> dict[str, tuple[str, str]]:
    lexicon = load_lexicon("coreference")["pronouns"]
    return {
        word: (name, form) for name, words in lexicon.items() for word, form in words.items()
        if name not in ("i", "we")
    }
