"""Where each word of a window stands to a cue, as small numbers the parts head looks up."""

from __future__ import annotations

from typing import Final

import numpy as np

from build_tools.engine.windows import Batch
from build_tools.engine.words import INSIDE, QUOTE_STATES

_STEPS: Final = np.array([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 28, 36, 46, 60, 80, 110, 150])
_PARAGRAPHS_AWAY: Final = 3

DISTANCES: Final = 2 * len(_STEPS) + 1
PARAGRAPH_STEPS: Final = 2 * _PARAGRAPHS_AWAY + 1
EDGE_KINDS: Final = 4
QUOTE_KINDS: Final = 2 * QUOTE_STATES


def describe(batch: Batch, cues: np.ndarray) -> np.ndarray:
    """Where the words stand to each cue.

    Args:
        batch: b windows of w words.
        cues: shape (n, 3), each cue's window, first word and end, counted in its window.

    Returns:
        Shape (n, w, 4): the distance to the cue in steps that grow (the middle one is the cue
        itself), the paragraphs away from it, the word's place in its line, and its place to
        quotation marks together with whether the cue stands in quotation marks.
    """
    window, start, end = cues[:, 0], cues[:, 1:2], cues[:, 2:3]
    word = np.arange(batch.edges.shape[1])[None, :]
    away = np.where(word < start, word - start, np.where(word < end, 0, word - end + 1))
    distance = np.sign(away) * np.searchsorted(_STEPS, np.abs(away), side="right") + len(_STEPS)
    line = batch.paragraphs[window]
    own_line = np.take_along_axis(line, start, 1)
    step = np.clip(line - own_line, -_PARAGRAPHS_AWAY, _PARAGRAPHS_AWAY) + _PARAGRAPHS_AWAY
    quotes = batch.quotes[window]
    quoted = np.take_along_axis(quotes, start, 1) == INSIDE
    return np.stack([distance, step, batch.edges[window], quotes + QUOTE_STATES * quoted], -1)
