"""Reads a text with the network: where the cues and names are, and what each cue's words are.

What the network says window by window is gathered here for the whole text, still as probabilities;
`decoding` makes spans of them. The network itself is behind `Network`, so that training measures
the very code that runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from build_tools.engine.labels import FIRST, FIRST_NESTED, LATER, LATER_NESTED, NAME_LABELS, NONE
from build_tools.engine.names import FoundName, find_names
from build_tools.engine.places import describe
from build_tools.engine.windows import Batch, Window, pack, reading_windows
from build_tools.engine.words import Words
from build_tools.engine.wordpiece import WordPiece

LEAST_CUE = 0.15
_CUES_AT_ONCE = 32


class Network(Protocol):
    """What answers for a batch of windows; all answers are probabilities."""

    def read(self, batch: Batch) -> tuple[Any, np.ndarray, np.ndarray]:
        """The encoded words, and the shares of cue labels (b, w, labels) and of name labels."""

    def parts(
        self, batch: Batch, encoded: Any, cues: np.ndarray, places: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The shares of part labels (n, w, labels), of boundaries and of flags (n, flags)."""


@dataclass(frozen=True)
class FoundCue:
    """A cue and what the network says of the words around it.

    Attributes:
        start, end: the cue's words, half open, counted in the text.
        probability: that a cue starts here.
        nested: the share of it that goes to a cue inside another statement's content.
        offset: the number of the first word that `parts` speaks of.
        parts: shape (w, labels); boundaries: shape (w, boundaries); flags: shape (flags,).
    """

    start: int
    end: int
    probability: float
    nested: float
    offset: int
    parts: np.ndarray
    boundaries: np.ndarray
    flags: np.ndarray


@dataclass
class Reading:
    """All that the network found in one text, in order of place."""

    cues: list[FoundCue] = field(default_factory=list)
    names: list[FoundName] = field(default_factory=list)


def read(
    texts: Sequence[Words], network: Network, wordpiece: WordPiece, least_cue: float = LEAST_CUE
) -> list[Reading]:
    """Read texts, window by window.

    One window fits a processor's cache, and its reading does not hang on those beside it.

    Args:
        least_cue: how likely a cue must be for its parts to be looked at.
    """
    readings = []
    for words in texts:
        reading = Reading()
        names = np.zeros((len(words), len(NAME_LABELS)))
        for window in reading_windows(words):
            shares = _read_window(window, network, wordpiece, reading, least_cue)
            core = slice(window.core_start - window.start, window.core_end - window.start)
            names[window.core_start : window.core_end] = shares[core]
        reading.names = find_names(words, names)
        readings.append(reading)
    return readings


def _read_window(
    window: Window, network: Network, wordpiece: WordPiece, reading: Reading, least_cue: float
) -> np.ndarray:
    """Add a window's cues to the reading; returns the shares of name labels of its words."""
    batch = pack([window], wordpiece)
    encoded, (cue_shares,), (name_shares,) = network.read(batch)
    found = [(0, start, end) for start, end in find_cues(cue_shares, window, least_cue)]
    size = len(window)
    for at in range(0, len(found), _CUES_AT_ONCE):
        cues = np.array(found[at : at + _CUES_AT_ONCE], np.int64)
        parts, boundaries, flags = network.parts(batch, encoded, cues, describe(batch, cues))
        for number, (_, start, end) in enumerate(cues.tolist()):
            first = cue_shares[start]
            likely = float(first[FIRST] + first[FIRST_NESTED])
            reading.cues.append(
                FoundCue(
                    window.start + start,
                    window.start + end,
                    likely,
                    float(first[FIRST_NESTED]) / likely,
                    window.start,
                    parts[number, :size],
                    boundaries[number, :size],
                    flags[number],
                )
            )
    return name_shares


def find_cues(shares: np.ndarray, window: Window, least: float) -> Iterator[tuple[int, int]]:
    """The cues that start in a window's core, as words of the window, half open."""
    starts = shares[:, FIRST] + shares[:, FIRST_NESTED]
    goes_on = shares[:, LATER] + shares[:, LATER_NESTED]
    word = window.core_start - window.start
    stop = window.core_end - window.start
    while word < stop:
        if starts[word] < least or starts[word] < goes_on[word]:
            word += 1
            continue
        end = word + 1
        while end < len(window) and goes_on[end] > max(shares[end, NONE], starts[end]):
            end += 1
        yield word, end
        word = end
