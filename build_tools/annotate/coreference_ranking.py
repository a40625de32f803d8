"""Ranks those whom a pronoun may stand for, by weights that were fitted to annotated texts.

A log-linear model: each candidate, and “none of them”, has features; the sum of their weights is
its score, and the scores give probabilities.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from build_tools.annotate.coreference_markables import Gender, Markable, Role
from build_tools.errors import BuildToolsError

PronounClass = Literal["he", "she", "it", "they"]
PronounForm = Literal["subject", "object", "owner", "reflexive"]

WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "coreference.json"
# Sentences back that a pronoun may reach.
REACH = 3
# Between a name and the pronoun that takes it up at once: "Iran and its ally".
_LINKS = frozenset(("and", "or", "but", "with", "that", "to", ","))
_STEPS = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and where it stands.

    Attributes:
        form: What it is by its shape.
        role: What it is in its clause.
        following: The words after it, in lower case.
        before: The word before it.
        inside: Source key of the innermost statement whose content it stands in, with `direct`
            where that is within quotation marks.
        reports: Whether it is a source itself.
        opens: Whether a sentence or a quotation begins with it.
        does: What tells of its kind: “speaks” before a reporting verb, “has people” before a noun
            for people or bodies.
    """

    pronoun: PronounClass
    form: PronounForm
    role: Role
    line: int
    word: int
    start: int
    end: int
    sentence: int
    before: str = ""
    following: tuple[str, ...] = ()
    quoted: int = -1
    direct: bool = False
    reports: bool = False
    opens: bool = False
    does: str = ""


@dataclass(slots=True)
class Cluster:
    """Somebody or something that an article has spoken of, with all that stood for it so far."""

    key: str
    gender: Gender | None
    entities: tuple[str, ...]
    source: str | None
    named: bool
    markables: list[Markable] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether a page or the ledger of unnamed sources knows it."""
        return bool(self.entities) or self.source is not None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the features of a candidate are counted from, beside the candidate itself.

    Attributes:
        verbs: How many finite verbs stand between the candidate and the pronoun.
        words: How many words.
        comma: Whether a comma stands between them.
        recency: How many other candidates were spoken of after it.
        subjects: The same, for those who were subjects.
        holder: Whether the candidate is the source in whose statement the pronoun stands.
        last_source: Whether it is the source of the statement before.
        was_subject: Whether it was a subject in the sentence of the pronoun or the one before.
        rank: How many others were spoken of more often.
        same_quotation: Whether both stand in the same quotation, or both in none.
    """

    verbs: int
    words: int
    comma: bool
    recency: int
    subjects: int
    holder: bool
    last_source: bool
    was_subject: bool
    rank: int
    same_quotation: bool


def can_stand_for(pronoun: Pronoun, cluster: Cluster, last: Markable) -> bool:
    """Whether a pronoun agrees with a candidate in kind, number and gender.

    Args:
        last: The phrase by which the candidate was last spoken of; “the Iranians” are many, though
            Iran is not.
    """
    if pronoun.pronoun in ("he", "she"):
        return (
            last.kind in ("person", "unknown") and last.number != "many"
            and cluster.gender in (None, pronoun.pronoun)
        )
    if pronoun.pronoun == "it":
        return last.kind != "person" and last.number != "many" and cluster.gender is None
    return last.number != "one" and cluster.gender is None


def features(
    pronoun: Pronoun, cluster: Cluster, last: Markable, around: Surroundings
) -> list[str]:
    """The features of one candidate, by name.

    Args:
        last: The phrase by which the candidate was last spoken of.
    """
    back = min(pronoun.sentence - last.sentence, REACH)
    found = [
        f"back {back}",
        f"{last.role} {back}",
        f"{pronoun.form} {last.role} {back}",
        f"kind {last.kind} {pronoun.form}",
        f"recency {min(around.recency, 4)}",
        f"subjects {min(around.subjects, 3)}",
        f"spoken of {sum(len(cluster.markables) >= step for step in _STEPS[:4])}",
        f"words {sum(around.words >= step for step in _STEPS)}",
        "named" if cluster.named else "source" if cluster.source else "common",
        f"pronoun before {back}" if last.pronoun else "no pronoun before",
    ]
    if back == 0:
        found.append(f"verbs {min(around.verbs, 3)} {last.role} {pronoun.form}")
        if around.comma:
            found.append(f"comma {pronoun.form}")
    if last.line == pronoun.line:
        found.append("same paragraph")
    if around.words == 1:
        found.append(f"after {pronoun.before if pronoun.before in _LINKS else 'a word'}")
    if pronoun.opens:
        found.append(f"opens {last.role} {back}")
    if pronoun.does:
        found.append(f"{pronoun.does} {last.kind}")
    if around.was_subject:
        found.append(f"was subject {pronoun.role}")
    found.append(f"rank {min(around.rank, 3)}")
    if "+" in cluster.key:
        found.append("joined")
    if last.role == "subject" and around.subjects == 0:
        found.append(f"nearest subject {pronoun.form} {back}")
    if pronoun.role == last.role == "subject":
        found.append(f"parallel {back}")
    if not around.same_quotation:
        found.append("other quotation")
    if around.holder:
        found.append(f"holder direct {pronoun.direct}")
    if around.last_source:
        found.append(f"last source reports {pronoun.reports} {back}")
    return found


def no_features(pronoun: Pronoun, candidates: int) -> list[str]:
    """The features of “none of them”."""
    found = [f"none {pronoun.form}", f"none of {min(candidates, 5)}"]
    if pronoun.pronoun == "it" and pronoun.form != "owner":
        found.append(f"it {pronoun.form}")
        if pronoun.following and pronoun.following[0] in _expletive()["be"]:
            found += ["it be", f"it {pronoun.following[0]}"]
        if pronoun.before in _expletive()["after"]:
            found.append("made it")
        if _is_empty(pronoun.following):
            found.append("it is so to")
    if pronoun.quoted >= 0:
        found.append("none quoted")
    return found


def _is_empty(following: tuple[str, ...]) -> bool:
    """Whether “it” only holds the place of what comes: “it would be hard, they said, to leave”."""
    for at, word in enumerate(following[:3]):
        if word in _expletive()["copulas"]:
            rest = following[at + 1 :]
            return bool(rest) and not rest[0].endswith("ing") and not _expletive()["openers"].isdisjoint(rest[1:])
    return False


class Ranker:
    """Gives the probability of each candidate.

    Attributes:
        weights: For each class of pronouns, feature -> weight. “He” and “she” share theirs.
    """

    def __init__(self, weights: dict[str, dict[str, float]]) -> None:
        self.weights = weights

    def probabilities(self, pronoun: Pronoun, options: Sequence[Sequence[str]]) -> list[float]:
        """The probability of each option, given its features; they sum to 1."""
        weights = self.weights.get(weight_class(pronoun), {})
        scores = [sum(weights.get(name, 0.0) for name in option) for option in options]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]


def weight_class(pronoun: Pronoun) -> str:
    """Under which name the weights of a pronoun are kept."""
    return "person" if pronoun.pronoun in ("he", "she") else pronoun.pronoun


@cache
def load_ranker(path: Path = WEIGHTS) -> Ranker:
    """The weights that ship with the program.

    Raises:
        BuildToolsError: If the file is missing or malformed.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Ranker(content["weights"])
    except (OSError, ValueError, KeyError) as error:
        raise BuildToolsError(f"the weights of pronouns cannot be read: {error}", file=path) from None


@cache
def _expletive() -> dict[str, frozenset[str]]:
    from build_tools.lexicon import load_lexicon

    return {name: frozenset(words) for name, words in load_lexicon("coreference")["expletive"].items()}
