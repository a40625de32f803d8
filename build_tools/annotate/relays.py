"""Finds the outlets that a statement passed through: “told X”, “in an interview with X”."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Draft
from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Mention, Registry

_LOOK_BACK = 6


def find_relays(
    line: Line, drafts: Sequence[Draft], registry: Registry, vocabulary: Vocabulary
) -> dict[int, tuple[str, ...]]:
    """The relays that a sentence names, by the position of the draft they belong to.

    Args:
        line: The paragraph.
        drafts: The statements of one of its sentences; at least one.
        registry: Tells outlets from other entities.
        vocabulary: Has the nouns of occasions.
    """
    found: dict[int, list[str]] = {}
    for position, draft in enumerate(drafts):
        if line.lower[draft.cue[0]] in vocabulary.words["citing"]:
            found[position] = _who_cites(drafts, position, registry)
        reporter = _outlet(draft.reporter.mention if draft.reporter else None, registry)
        if reporter is not None:
            found[position] = [reporter]
    for first in range(*drafts[0].sentence):
        for last, mention in line.mentions.get(first, ()):
            outlet = _outlet(mention, registry)
            if outlet is None or line.quoted[first] >= 0:
                continue
            if not _is_told(line, first, vocabulary):
                continue
            owner = _owner(drafts, first, last)
            if owner is not None and outlet not in found.get(owner, []):
                found.setdefault(owner, []).append(outlet)
    return {position: tuple(relays) for position, relays in found.items() if relays}


def _who_cites(drafts: Sequence[Draft], position: int, registry: Registry) -> list[str]:
    """The outlet whose report rests on what a draft says: “…, X reported, citing two officials”."""
    sources = [
        _outlet(draft.source.mention if draft.source is not None else None, registry)
        for draft in drafts
    ]
    return [name for name in sources if name is not None and name != sources[position]][:1]


def _outlet(mention: Mention | None, registry: Registry) -> str | None:
    """The outlet that a mention stands for, None where it stands for something else."""
    entity = registry.entities.get(mention.entity or "") if mention is not None else None
    return entity.id if entity is not None and entity.kind == "outlet" else None


def _is_told(line: Line, first: int, vocabulary: Vocabulary) -> bool:
    """Whether what stands before an outlet says that somebody spoke to it."""
    words = line.lower[max(0, first - _LOOK_BACK) : first]
    while words and words[-1] in vocabulary.words["determiners"]:
        words.pop()
    if not words:
        return False
    form = vocabulary.verb_at(words, len(words) - 1)
    if form is not None and form.verb.addressee == "must":
        return True
    spoken = vocabulary.words["occasions"] | vocabulary.words["speaking"]
    return _spoken_to(words, spoken, vocabulary)


def follows_occasion(line: Line, first: int, vocabulary: Vocabulary) -> bool:
    """Whether a word follows “in an interview with” or the like."""
    words = line.lower[max(0, first - _LOOK_BACK) : first]
    return _spoken_to(words, vocabulary.words["occasions"], vocabulary)


def _spoken_to(words: list[str], spoken: frozenset[str], vocabulary: Vocabulary) -> bool:
    ends = bool(words) and words[-1] in vocabulary.words["relay_prepositions"]
    return ends and not spoken.isdisjoint(words)


def _owner(drafts: Sequence[Draft], first: int, last: int) -> int | None:
    """The position of the draft whose cue clause holds an outlet's name."""
    best: int | None = None
    for position, draft in enumerate(drafts):
        if any(start <= first < end for start, end in draft.content):
            continue
        source = draft.source
        if source is not None and source.start <= first and last <= source.end:
            continue
        if best is None or abs(draft.cue[0] - first) < abs(drafts[best].cue[0] - first):
            best = position
    return best
