"""Makes names of what the network says of each word: cuts them, mends their edges, settles types.

The best sequence of labels is searched (Viterbi), so that a name is judged as a whole and not word
by word. Then small words, hyphens and “, Inc.” join what belongs together, and a name that stands
in a text several times has one type there, by the evidence for all of its places together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from build_tools.engine.labels import NAME_LABELS, NAME_TYPES
from build_tools.engine.name_cuts import FoundName, listed, put_right, storms, touches
from build_tools.engine.words import Words

# Chosen on the development texts of two treebanks: what a step into a name of each type costs, and
# what one into the middle of a name costs that began nowhere.
ENTER = {"person": 0.25, "organization": 1.25, "place": 0.5, "other": 0.75}
HEADLESS = 2.0
# Words whose share of no name is above this end a stretch that is searched.
_SURELY_NONE = 0.99
_LEAST_SHARE = 1e-7


def find_names(words: Words, shares: np.ndarray) -> list[FoundName]:
    """The names of a text, in order and apart from each other; none goes over the end of a line.

    Args:
        shares: shape (n, labels), the share of each name label of each word.
    """
    joined = _joined(words, list(cut_names(shares, words.paragraphs)))
    return storms(words, _agreed(words, list(put_right(words, joined)), shares))


def cut_names(shares: np.ndarray, paragraphs: np.ndarray) -> Iterator[FoundName]:
    """The names on the best sequence of labels.

    Args:
        shares: shape (n, labels).
        paragraphs: shape (n,), the line that each word stands in.
    """
    open_words = np.flatnonzero(shares[:, 0] < _SURELY_NONE)
    if not len(open_words):
        return
    cuts = (np.diff(open_words) > 1) | (np.diff(paragraphs[open_words]) != 0)
    for stretch in np.split(open_words, np.flatnonzero(cuts) + 1):
        start = int(stretch[0])
        yield from _names_of(shares[start : int(stretch[-1]) + 1], start)


def _names_of(shares: np.ndarray, offset: int) -> Iterator[FoundName]:
    labels = _best_labels(shares)
    for start, end in _spans(labels):
        first = labels[end - 1] - (labels[end - 1] % 2 == 0)
        sure = float(shares[start:end, first : first + 2].sum(-1).mean())
        yield FoundName(offset + start, offset + end, NAME_TYPES[first // 2], sure)


def _spans(labels: np.ndarray) -> list[tuple[int, int]]:
    """The first word and the end of each name.

    A name that begins with a later word lost its first one to a longer name of another type right
    before: “Agriculture Tove | Lange” is “Agriculture | Tove Lange”.
    """
    found: list[tuple[int, int]] = []
    word = 0
    while word < len(labels):
        if not labels[word]:
            word += 1
            continue
        headless = labels[word] % 2 == 0
        start, end = word, word + 1
        while end < len(labels) and labels[end] == labels[word] + (not headless):
            end += 1
        if headless and found and found[-1][1] == word and word - found[-1][0] > 1:
            start = word - 1
            found[-1] = (found[-1][0], start)
        found.append((start, end))
        word = end
    return found


def _best_labels(shares: np.ndarray) -> np.ndarray:
    """The likeliest sequence of labels of a stretch of words, shape (n,)."""
    scores = np.log(np.maximum(shares, _LEAST_SHARE))
    steps = _steps()
    best = scores[0] + steps[0]  # as behind a word that is no name
    back = np.zeros(scores.shape, np.int64)
    for word in range(1, len(scores)):
        ways = best[:, None] + steps
        back[word] = ways.argmax(0)
        best = ways.max(0) + scores[word]
    labels = np.zeros(len(scores), np.int64)
    labels[-1] = best.argmax()
    for word in range(len(scores) - 1, 0, -1):
        labels[word - 1] = back[word, labels[word]]
    return labels


@cache
def _steps() -> np.ndarray:
    """What the step from each label to each costs, shape (labels, labels)."""
    count = len(NAME_LABELS)
    steps = np.zeros((count, count))
    steps[:, 1::2] = [-ENTER[kind] for kind in NAME_TYPES]
    steps[:, 2::2] = -HEADLESS
    for later in range(2, count, 2):
        steps[[later - 1, later], later] = 0.0
    return steps


def _joined(words: Words, names: Sequence[FoundName]) -> list[FoundName]:
    """The names without marks at their edges, and with what belongs to them beside them."""
    joined: list[FoundName] = []
    for name in filter(None, (_bare(words, name) for name in names)):
        name = _with_hyphened_particle(words, name)
        before = joined[-1] if joined else None
        if before is not None and _belong_together(words, before, name):
            surer = max(before, name, key=lambda one: one.probability)
            kind = before.type if words.strings[name.start] in listed("company_suffixes") else surer.type
            joined[-1] = FoundName(
                before.start, max(before.end, name.end), kind, surer.probability
            )
        else:
            joined.append(name)
    return [_with_stop(words, name) for name in joined]


def _bare(words: Words, name: FoundName) -> FoundName | None:
    """A name that begins and ends with letters or digits, or with the stop of a short form."""
    start, end = name.start, name.end
    while start < end and not words.strings[start][0].isalnum():
        start += 1
    while start < end and not words.strings[end - 1][0].isalnum() and words.strings[end - 1] != ".":
        end -= 1
    return replace(name, start=start, end=end) if start < end else None


def _with_hyphened_particle(words: Words, name: FoundName) -> FoundName:
    """“al-Sadr” whole, where the network found one half."""
    start, end = name.start, name.end
    if _is_hyphened_particle(words, end - 1):
        end += 2
    if start >= 2 and _is_hyphened_particle(words, start - 2):
        start -= 2
    return replace(name, start=start, end=end)


def _is_hyphened_particle(words: Words, at: int) -> bool:
    """Whether a small word of names stands there with a hyphen and a capital right behind."""
    strings = words.strings
    return (
        at + 2 < len(strings)
        and strings[at].lower() in _hyphened()
        and strings[at + 1] in "-‑"
        and touches(words, at)
        and touches(words, at + 1)
        and strings[at + 2][0].isupper()
    )


def _belong_together(words: Words, before: FoundName, name: FoundName) -> bool:
    """Whether two names in a row are one: they overlap, or “bin | Laden”, or “Lind | , Inc.”."""
    if name.start < before.end:
        return True
    strings, gap = words.strings, name.start - before.end
    if words.paragraphs[before.end - 1] != words.paragraphs[name.start]:
        return False
    if gap == 0 and before.end - before.start == 1:
        if strings[before.start].lower() in listed("name_particles"):
            return True
    comma = gap == 1 and strings[before.end] == ","
    return (gap == 0 or comma) and strings[name.start] in listed("company_suffixes")


def _with_stop(words: Words, name: FoundName) -> FoundName:
    """“Inc.” and “Corp.” with their stop, and a sentence's stop left out."""
    strings, end = words.strings, name.end
    short = strings[end - 1] in listed("company_suffixes")
    if short and end < len(strings) and strings[end] == "." and touches(words, end - 1):
        return replace(name, end=end + 1)
    if strings[end - 1] == "." and end - name.start > 1:
        last = strings[end - 2]
        if len(last) > 1 and last not in listed("company_suffixes"):
            return replace(name, end=end - 1)
    return name


def _agreed(words: Words, names: Sequence[FoundName], shares: np.ndarray) -> list[FoundName]:
    """The names with one type for all places where the same words stand: the one of most weight.

    Each place gives every type its share. A person's whole name speaks for the last word of it too,
    where that stands alone.
    """
    weights: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    printed = [tuple(words.strings[name.start : name.end]) for name in names]
    for form, name in zip(printed, names, strict=True):
        inside = shares[name.start : name.end]
        for number, kind in enumerate(NAME_TYPES):
            weight = float(inside[:, 2 * number + 1 : 2 * number + 3].sum(-1).mean())
            weights[form][kind] += weight
            if kind == "person" == name.type and len(form) > 1:
                weights[form[-1:]][kind] += weight
    # A tie goes to the type that comes first, so that the same text gives the same names.
    return [
        replace(name, type=max(weights[form], key=weights[form].__getitem__))
        for form, name in zip(printed, names, strict=True)
    ]


@cache
def _hyphened() -> frozenset[str]:
    return listed("name_particles") | listed("hyphened_articles")
