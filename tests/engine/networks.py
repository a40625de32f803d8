"""A network that answers by word pieces alone, so that tests know what there is to be found."""

from __future__ import annotations

from typing import Any

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
    NAME_LABELS,
    PART_LABELS,
    SOURCE,
)
from build_tools.engine.windows import Batch
from tests.engine.pieces import WORDPIECE

_CUES = {"said": FIRST, "told": FIRST_NESTED, "ed": LATER}
_NAMES = {"oslo": 5, "mayor": 1, "bridge": 2}  # a place; a person of one word, and its next word


class SpellingNetwork:
    """Says that “said”, “told” and “oslo” are what they look like, in whatever window.

    Of a cue, the word before it is the source and all after it in the window the content.
    """

    def read(self, batch: Batch) -> tuple[Any, np.ndarray, np.ndarray]:
        """See `engine.reading.Network`."""
        first = np.take_along_axis(batch.pieces, batch.first_pieces, 1)
        return first, _shares(first, _CUES, len(CUE_LABELS)), _shares(first, _NAMES, len(NAME_LABELS))

    def parts(
        self, batch: Batch, encoded: Any, cues: np.ndarray, places: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """See `engine.reading.Network`."""
        n, w = len(cues), batch.edges.shape[1]
        labels = np.zeros((n, w), np.int64)
        for number, (_, start, end) in enumerate(cues):
            labels[number, end:] = CONTENT
            labels[number, max(start - 1, 0) : start] = SOURCE
            labels[number, : max(start - 1, 0)] = ADDRESSEE
        labels *= batch.present[cues[:, 0]]
        parts = np.eye(len(PART_LABELS))[labels] * 0.9 + 0.025
        return parts, np.full((n, w, len(BOUNDARIES)), 0.5), np.full((n, len(FLAGS)), 0.5)


def _shares(first: np.ndarray, labels: dict[str, int], count: int) -> np.ndarray:
    found = np.zeros_like(first)
    for word, label in labels.items():
        found[first == WORDPIECE.ids.get(word, -1)] = label
    return np.eye(count)[found] * 0.9 + 0.1 / count
