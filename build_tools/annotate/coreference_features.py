"""Describes whom a pronoun may stand for by features: how near, in which role, how often spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from build_tools.annotate.coreference_types import Cluster, Markable, Pronoun
from build_tools.lexicon import load_lexicon

# Sentences back that a pronoun may reach.
REACH = 3
# Between a name and the pronoun that takes it up at once: "Iran and its ally".
_LINKS = frozenset(("and", "or", "but", "with", "that", "to", ","))
_STEPS = (1, 2, 4, 8, 16, 32)


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
        link = pronoun.before if pronoun.before in _LINKS else "a word"
        found.append(f"after {link} {pronoun.form}")
    if pronoun.opens:
        found.append(f"opens {last.role} {back}")
    if pronoun.does:
        found.append(f"{pronoun.does} {last.kind}")
    if around.was_subject:
        found.append(f"was subject {pronoun.role}")
    found.append(f"rank {min(around.rank, 3)}")
    if last.paired:
        found.append(f"paired {back}")
    if "+" in cluster.key:
        found.append("joined")
    if last.role == "subject" and around.subjects == 0:
        found.append(f"nearest subject {pronoun.form} {back}")
    if pronoun.role == last.role == "subject":
        found.append(f"parallel {back}")
    if not around.same_quotation:
        found.append("other quotation")
    if around.holder:
        found.append(f"holder direct {pronoun.direct} first {pronoun.first_said}")
    if around.last_source:
        found.append(f"last source reports {pronoun.reports} {back}")
    return found


def no_features(pronoun: Pronoun, candidates: int) -> list[str]:
    """The features of “none of them”."""
    found = [f"none {pronoun.form}", f"none of {min(candidates, 5)}"]
    if pronoun.pronoun == "it" and pronoun.form != "owner":
        found.append(f"it {pronoun.form} first {pronoun.first_said}")
        if pronoun.following and pronoun.following[0] in _expletive()["be"]:
            acts = pronoun.following[1:2] and pronoun.following[1].endswith("ing")
            found += ["it acts" if acts else "it be", f"it {pronoun.following[0]}"]
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


@cache
def _expletive() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_lexicon("coreference")["expletive"].items()}
