"""Cuts a text into the words the encoder labels, with the case and the quotation marks around each.

A word is a run of letters and digits, or one other visible character. Lines are paragraphs.
Training and running share this file, so that a word means the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from build_tools.engine.wordpiece import WordPiece

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")

SHAPES = 9
OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
QUOTE_STATES = 4
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_SENTENCE_STARTS_AFTER = frozenset('.!?:"“”‘')


@dataclass
class Words:
    """The words of one text.

    Attributes:
        strings: the words as printed.
        starts, ends: shape (n,), character offsets into the text, half open.
        paragraphs: shape (n,), the running number of the line a word stands in.
        shapes: shape (n,), the case pattern of each word, below `SHAPES`.
        quotes: shape (n,), `OUTSIDE`, `INSIDE`, `OPENS` or `CLOSES`.
        edges: shape (n,), 1 for a line's first word, 2 for its last, 3 for both, else 0.
        pieces: the word pieces of each word, at least one.
        piece_counts: shape (n,).
    """

    strings: list[str]
    starts: np.ndarray
    ends: np.ndarray
    paragraphs: np.ndarray
    shapes: np.ndarray = field(init=False)
    quotes: np.ndarray = field(init=False)
    edges: np.ndarray = field(init=False)
    pieces: list[list[int]] = field(init=False)
    piece_counts: np.ndarray = field(init=False)

    def __len__(self) -> int:
        return len(self.strings)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words `start` to `end` (exclusive) stand in the text."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def spans(self, runs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Where each of some runs of words stands in the text."""
        return tuple(self.span(*run) for run in runs)

    def describe(self, wordpiece: WordPiece) -> Words:
        """Fill in what follows from the strings and their places: shapes, quotes, edges, pieces."""
        self.quotes = _quote_states(self)
        self.edges = _edges(self.paragraphs)
        starts_sentence = self.edges % 2 == 1
        for index in range(1, len(self)):
            if self.strings[index - 1] in _SENTENCE_STARTS_AFTER:
                starts_sentence[index] = True
        self.shapes = np.fromiter(
            map(_shape, self.strings, starts_sentence),
            np.int64,
            len(self),
        )
        self.pieces = [wordpiece.pieces(word) for word in self.strings]
        self.piece_counts = np.fromiter((len(p) for p in self.pieces), np.int64, len(self))
        return self


def split_words(text: str, wordpiece: WordPiece) -> Words:
    """The words of a text; any text will do, the empty one too."""
    strings: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[int] = []
    number = 0
    for line in _LINE.finditer(text):
        found = False
        for match in _WORD.finditer(text, line.start(), line.end()):
            found = True
            strings.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
            paragraphs.append(number)
        number += found
    return Words(
        strings,
        np.array(starts, np.int64),
        np.array(ends, np.int64),
        np.array(paragraphs, np.int64),
    ).describe(wordpiece)


def _shape(word: str, starts_sentence: bool) -> int:
    first = word[0]
    if not first.isalnum():
        return 7
    if first.isdigit():
        return 6
    if word.islower():
        return 1
    if len(word) == 1:
        return 8
    if word.isupper():
        return 4
    if first.isupper() and word[1:].islower():
        return 3 if starts_sentence else 2
    return 5


def _edges(paragraphs: np.ndarray) -> np.ndarray:
    if not len(paragraphs):
        return np.zeros(0, np.int64)
    change = paragraphs[1:] != paragraphs[:-1]
    first = np.concatenate(([True], change))
    last = np.concatenate((change, [True]))
    return first * 1 + last * 2


def _quote_states(words: Words) -> np.ndarray:
    """Where each word stands to quotation marks; every line starts outside them.

    A single mark closes only what a single mark opened, so an apostrophe is none.
    """
    states = np.zeros(len(words), np.int64)
    double = single = False
    for i, word in enumerate(words.strings):
        if i == 0 or words.paragraphs[i] != words.paragraphs[i - 1]:
            double = single = False
        if word in _OPENING or (word == '"' and not double):
            double, states[i] = True, OPENS
        elif word in _CLOSING or word == '"':
            double, states[i] = False, CLOSES
        elif not single and _opens_single(words, i):
            single, states[i] = True, OPENS
        elif single and _closes_single(words, i):
            single, states[i] = False, CLOSES
        elif double or single:
            states[i] = INSIDE
    return states


def _touches_before(words: Words, i: int) -> bool:
    return (
        i > 0
        and words.ends[i - 1] == words.starts[i]
        and words.paragraphs[i - 1] == words.paragraphs[i]
    )


def _touches_after(words: Words, i: int) -> bool:
    return (
        i + 1 < len(words)
        and words.starts[i + 1] == words.ends[i]
        and words.paragraphs[i + 1] == words.paragraphs[i]
    )


def _opens_single(words: Words, i: int) -> bool:
    if words.strings[i] not in "‘'":
        return False
    before = words.strings[i - 1] if _touches_before(words, i) else ""
    return _touches_after(words, i) and not before[-1:].isalnum()


def _closes_single(words: Words, i: int) -> bool:
    if words.strings[i] not in "’'":
        return False
    after = words.strings[i + 1] if _touches_after(words, i) else ""
    return _touches_before(words, i) and not after[:1].isalnum()
