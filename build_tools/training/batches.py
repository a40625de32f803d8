"""Cuts texts into batches of windows, each text written a little differently each time."""

from __future__ import annotations

import random
from collections.abc import Sequence

from build_tools.engine.windows import Window, training_windows
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.augment import read_run_in_labels, vary
from build_tools.training.targets import Text

WINDOWS_AT_ONCE = 8
Batch = tuple[list[Window], list[Text]]


def cut_batches(
    texts: Sequence[Text], rng: random.Random, wordpiece: WordPiece
) -> list[Batch]:
    """The windows of texts in batches, like lengths together, with the text of each window.

    Args:
        rng: Decides how the texts are written, where they are cut and in which order the batches are.
    """
    pairs, labels = [], read_run_in_labels()
    for text in texts:
        varied = vary(text, rng, wordpiece, labels)
        if len(varied.words):
            pairs += [(window, varied) for window in training_windows(varied.words, rng)]
    pairs.sort(key=lambda pair: pair[0].pieces() + 12 * rng.random())
    groups = [pairs[at : at + WINDOWS_AT_ONCE] for at in range(0, len(pairs), WINDOWS_AT_ONCE)]
    rng.shuffle(groups)
    return [([w for w, _ in group], [t for _, t in group]) for group in groups]
