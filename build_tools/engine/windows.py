"""Cuts a text's words into windows that the encoder can take, and packs windows into arrays.

A window holds whole paragraphs where they fit, as it did when the network learned; only of a long
paragraph it holds a part. When a text is read, each word is judged once, in the window whose core
it stands in; the paragraphs around the core are context.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from build_tools.engine.words import Words
from build_tools.engine.wordpiece import WordPiece

# Word pieces in a window with a mark after each paragraph; the mark at its start is one more.
LONGEST = 254
CORE = 200
CONTEXT_BEFORE = 54
_ROUND = 16


@dataclass(frozen=True)
class Window:
    """Words `start` to `end` of a text, of which `core_start` to `core_end` are judged here."""

    words: Words
    start: int
    end: int
    core_start: int
    core_end: int

    def __len__(self) -> int:
        return self.end - self.start

    def pieces(self) -> int:
        """How many word pieces its words have."""
        return int(self.words.piece_counts[self.start : self.end].sum())


@dataclass(frozen=True)
class Batch:
    """Windows as arrays: b windows of at most p pieces and w words, filled up with zeros.

    Attributes:
        pieces, piece_shapes, piece_quotes: shape (b, p); the marks between paragraphs have shape 0.
        attended: shape (b, p), 1 for a piece, 0 for filling.
        first_pieces: shape (b, w), where each word's first piece stands.
        present: shape (b, w), true for a word, false for filling.
        edges, paragraphs, quotes: shape (b, w), as in `Words`.
    """

    pieces: np.ndarray
    piece_shapes: np.ndarray
    piece_quotes: np.ndarray
    attended: np.ndarray
    first_pieces: np.ndarray
    present: np.ndarray
    edges: np.ndarray
    paragraphs: np.ndarray
    quotes: np.ndarray


def _units(words: Words, most: int) -> list[tuple[int, int, int]]:
    """Paragraphs, long ones cut, as (first word, end, pieces with one mark)."""
    units = []
    i = 0
    while i < len(words):
        j, pieces = i, 1
        while j < len(words) and words.paragraphs[j] == words.paragraphs[i]:
            if j > i and pieces + words.piece_counts[j] > most:
                break
            pieces += int(words.piece_counts[j])
            j += 1
        units.append((i, j, pieces))
        i = j
    return units


def training_windows(words: Words, rng: random.Random) -> list[Window]:
    """Windows that cover the text once; where the first one ends varies from call to call."""
    units = _units(words, LONGEST - 2)
    windows = []
    room = rng.randint(60, LONGEST)
    k = 0
    while k < len(units):
        first, used = k, 0
        while k < len(units) and (k == first or used + units[k][2] <= room):
            used += units[k][2]
            k += 1
        start, end = units[first][0], units[k - 1][1]
        windows.append(Window(words, start, end, start, end))
        room = LONGEST
    return windows


def reading_windows(words: Words) -> list[Window]:
    """Windows whose cores cover the text once, each with as much context as fits."""
    units = _units(words, LONGEST - 2)
    windows = []
    k = 0
    while k < len(units):
        low, used = k, 0
        while k < len(units) and (k == low or used + units[k][2] <= CORE):
            used += units[k][2]
            k += 1
        first, high = low, k
        before = 0
        while low and used + units[low - 1][2] <= LONGEST:
            if before + units[low - 1][2] > CONTEXT_BEFORE:
                break
            low -= 1
            before += units[low][2]
            used += units[low][2]
        while high < len(units) and used + units[high][2] <= LONGEST:
            used += units[high][2]
            high += 1
        start, end = _fill(words, units[low][0], units[high - 1][1], used)
        windows.append(Window(words, start, end, units[first][0], units[k - 1][1]))
    return windows


def _fill(words: Words, start: int, end: int, used: int) -> tuple[int, int]:
    """Add words of the paragraphs that are cut at either side until the window is full."""
    same = words.paragraphs
    while start and same[start - 1] == same[start] and used + words.piece_counts[start - 1] <= LONGEST:
        start -= 1
        used += words.piece_counts[start]
    while end < len(words) and same[end] == same[end - 1] and used + words.piece_counts[end] <= LONGEST:
        used += words.piece_counts[end]
        end += 1
    return start, end


def pack(windows: Sequence[Window], wordpiece: WordPiece) -> Batch:
    """Windows as arrays: one as it is, several filled up to a multiple of 16 pieces and words."""
    rows = [_row(window, wordpiece) for window in windows]
    multiple = _ROUND if len(rows) > 1 else 1
    p = _up(max(len(row[0]) for row in rows), multiple)
    w = _up(max(len(window) for window in windows), multiple)
    pieces, shapes, quotes, attended = (np.zeros((len(rows), p), np.int64) for _ in range(4))
    first, edges, paragraphs, word_quotes = (np.zeros((len(rows), w), np.int64) for _ in range(4))
    present = np.zeros((len(rows), w), bool)
    for k, ((ids, shape, quote, firsts), window) in enumerate(zip(rows, windows, strict=True)):
        pieces[k, : len(ids)] = ids
        shapes[k, : len(ids)] = shape
        quotes[k, : len(ids)] = quote
        attended[k, : len(ids)] = 1
        n, cut = len(window), slice(window.start, window.end)
        first[k, :n] = firsts
        present[k, :n] = True
        edges[k, :n] = window.words.edges[cut]
        paragraphs[k, :n] = window.words.paragraphs[cut]
        word_quotes[k, :n] = window.words.quotes[cut]
    return Batch(pieces, shapes, quotes, attended, first, present, edges, paragraphs, word_quotes)


def _up(length: int, multiple: int) -> int:
    return -(-length // multiple) * multiple


def _row(window: Window, wordpiece: WordPiece) -> tuple[list[int], list[int], list[int], list[int]]:
    words = window.words
    ids, shapes, quotes, firsts = [wordpiece.start], [0], [0], []
    for i in range(window.start, window.end):
        if i > window.start and words.paragraphs[i] != words.paragraphs[i - 1]:
            ids.append(wordpiece.end)
            shapes.append(0)
            quotes.append(0)
        firsts.append(len(ids))
        pieces = words.pieces[i]
        ids += pieces
        shapes += [int(words.shapes[i])] * len(pieces)
        quotes += [int(words.quotes[i])] * len(pieces)
    return [*ids, wordpiece.end], [*shapes, 0], [*quotes, 0], firsts
