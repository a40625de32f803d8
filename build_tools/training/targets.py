"""Turns annotated texts into what the network is to say about each word.

What a corpus leaves open is left open here: PolNeAR marks no statements inside statements and no
addressees, and most texts mark either statements or names. A word's target is therefore the set of
labels that are not wrong for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from build_tools.engine.labels import (
    ADDRESSEE,
    BOUNDARIES,
    CONTENT,
    CUE_LABELS,
    FIRST,
    FIRST_NESTED,
    FLAGS,
    LATER,
    LATER_NESTED,
    NAME_LABELS,
    NAME_TYPES,
    NONE,
    PART_LABELS,
    SOURCE,
)
from build_tools.engine.windows import Window
from build_tools.engine.words import Words
from build_tools.models import Span
from build_tools.training.brat import GoldAttribution

_OTHER = NAME_TYPES.index("other")


@dataclass(frozen=True)
class Statement:
    """A statement in words of a text; the parts are sorted word numbers, empty where missing."""

    cue: tuple[int, int]
    source: np.ndarray
    content: np.ndarray
    addressee: np.ndarray
    nested: bool
    flags: tuple[bool, ...] | None


@dataclass(frozen=True)
class Text:
    """A text's words with what is known of them.

    Attributes:
        statements: None where nobody marked statements.
        flat: whether statements inside statements, addressees and flags are left unmarked.
        names: shape (n,), the numbers of name labels; None where nobody marked names.
        other_names: whether names that are no person, organization or place are marked too.
    """

    id: str
    words: Words
    statements: list[Statement] | None = None
    flat: bool = False
    names: np.ndarray | None = None
    other_names: bool = True


@dataclass
class Targets:
    """What a batch of windows is to say; b windows, w words, n cues.

    Attributes:
        cue: shape (b, w, labels), the labels that would do; all false where nothing is known.
        name: shape (b, w, labels), likewise.
        cues: shape (n, 3), window, first word and end of the cues that the parts are given for.
        parts: shape (n, w, labels), likewise.
        boundaries: shape (n, w, boundaries), 1 where a span starts or ends, -1 where unknown.
        flags: shape (n, flags), 1, 0, or -1 where unknown.
    """

    cue: np.ndarray
    name: np.ndarray
    cues: list[tuple[int, int, int]] = field(default_factory=list)
    parts: list[np.ndarray] = field(default_factory=list)
    boundaries: list[np.ndarray] = field(default_factory=list)
    flags: list[np.ndarray] = field(default_factory=list)


def word_numbers(words: Words, spans: Sequence[Span]) -> np.ndarray:
    """The numbers of the words that touch any of the spans, sorted."""
    found: set[int] = set()
    for start, end in spans:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left"))
        found.update(range(first, last))
    return np.array(sorted(found), np.int64)


def statements_of(words: Words, gold: Sequence[GoldAttribution], flat: bool) -> list[Statement]:
    """The statements that have a cue and a content; of a broken cue, its first piece."""
    statements = []
    for one in gold:
        cue = word_numbers(words, one.cue)
        content = word_numbers(words, one.content)
        if not len(cue) or not len(content):
            continue
        start = end = int(cue[0])
        for number in cue:
            if number > end + 1:
                break
            end = int(number)
        statements.append(
            Statement(
                (start, end + 1),
                word_numbers(words, one.source),
                content,
                word_numbers(words, one.addressee),
                one.nested and not flat,
                None if flat else (one.belief, one.denial),
            )
        )
    return statements


def name_labels(words: Words, names: Sequence[tuple[int, int, str]]) -> np.ndarray:
    """The name label of each word, shape (n,)."""
    labels = np.zeros(len(words), np.int64)
    for start, end, kind in names:
        numbers = word_numbers(words, [(start, end)])
        if len(numbers):
            labels[numbers] = 2 * NAME_TYPES.index(kind) + 2
            labels[numbers[0]] -= 1
    return labels


def targets_of(windows: Sequence[Window], texts: Sequence[Text], width: int) -> Targets:
    """The targets of windows, each with its text, for windows filled up to `width` words."""
    result = Targets(
        np.zeros((len(windows), width, len(CUE_LABELS)), bool),
        np.zeros((len(windows), width, len(NAME_LABELS)), bool),
    )
    for k, (window, text) in enumerate(zip(windows, texts, strict=True)):
        if text.names is not None:
            _name_targets(result.name[k], window, text)
        if text.statements is not None:
            _statement_targets(result, k, window, text)
    return result


def _name_targets(name: np.ndarray, window: Window, text: Text) -> None:
    labels = text.names[window.start : window.end]
    name[np.arange(len(window)), labels] = True
    if not text.other_names:
        unmarked = np.flatnonzero(labels == 0)
        name[unmarked, 2 * _OTHER + 1] = True
        name[unmarked, 2 * _OTHER + 2] = True


def _statement_targets(result: Targets, k: int, window: Window, text: Text) -> None:
    cue = result.cue[k]
    size, width = len(window), cue.shape[0]
    cue[:size, NONE] = True
    if text.flat:
        for statement in text.statements:
            inside = _within(statement.content, window)
            cue[inside, FIRST_NESTED] = cue[inside, LATER_NESTED] = True
    for statement in text.statements:
        start, end = statement.cue[0] - window.start, statement.cue[1] - window.start
        if start < 0 or end > size:
            continue
        cue[start:end] = False
        cue[start, FIRST_NESTED if statement.nested else FIRST] = True
        cue[start + 1 : end, LATER_NESTED if statement.nested else LATER] = True
        labels = np.zeros(width, np.int64)
        labels[_within(statement.addressee, window)] = ADDRESSEE
        labels[_within(statement.content, window)] = CONTENT
        labels[_within(statement.source, window)] = SOURCE
        parts = np.zeros((width, len(PART_LABELS)), bool)
        parts[np.arange(size), labels[:size]] = True
        if text.flat:
            parts[:size, ADDRESSEE] |= labels[:size] == 0
        result.cues.append((k, start, end))
        result.parts.append(parts)
        result.boundaries.append(_boundaries(labels, size))
        flags = statement.flags
        result.flags.append(np.array([-1] * len(FLAGS) if flags is None else flags, np.float32))


def add_spurious(result: Targets, k: int, start: int, end: int, window: Window) -> None:
    """Teach that a cue, found where there is none, has no parts."""
    width = result.cue.shape[1]
    parts = np.zeros((width, len(PART_LABELS)), bool)
    parts[: len(window), 0] = True
    result.cues.append((k, start, end))
    result.parts.append(parts)
    result.boundaries.append(_boundaries(np.zeros(width, np.int64), len(window)))
    result.flags.append(np.full(len(FLAGS), -1, np.float32))


def add_unmarked(result: Targets, k: int, start: int, end: int) -> None:
    """Add a cue of which nothing is known but where it stands."""
    width = result.cue.shape[1]
    result.cues.append((k, start, end))
    result.parts.append(np.zeros((width, len(PART_LABELS)), bool))
    result.boundaries.append(np.full((width, len(BOUNDARIES)), -1, np.float32))
    result.flags.append(np.full(len(FLAGS), -1, np.float32))


def _within(numbers: np.ndarray, window: Window) -> np.ndarray:
    return numbers[(numbers >= window.start) & (numbers < window.end)] - window.start


def _boundaries(labels: np.ndarray, size: int) -> np.ndarray:
    marks = np.full((len(labels), len(BOUNDARIES)), -1, np.float32)
    marks[:size] = 0
    for number, part in enumerate((SOURCE, CONTENT)):
        is_part = np.concatenate(([False], labels[:size] == part, [False]))
        marks[:size, 2 * number] = is_part[1:-1] & ~is_part[:-2]
        marks[:size, 2 * number + 1] = is_part[1:-1] & ~is_part[2:]
    return marks
