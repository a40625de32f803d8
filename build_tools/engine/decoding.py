"""Makes statements of what the network says of a cue and the words around it.

Doubt about a cue lowers the shares of all its words alike, so these are divided by their peak
before spans are cut; then the best sequence of labels is searched (Viterbi) with the boundary
shares weighing the steps from one label to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from build_tools.engine.labels import ADDRESSEE, BOUNDARIES, CONTENT, PART_LABELS, SOURCE
from build_tools.engine.reading import FoundCue
from build_tools.engine.words import Words

_TOP = 5  # content words whose mean is the peak
_CUES_AT_ONCE = 64  # a text of a megabyte may hold tens of thousands


@dataclass(frozen=True)
class Settings:
    """How spans are cut; chosen on the development articles.

    Attributes:
        least_score: the least product of the cue's probability and its content's peak.
        least_nested: the same for a cue inside another statement's content.
        enter: what a step into source, content or addressee costs.
        boundary: the weight of the boundary shares.
        gap: how many words without letters or digits may lie between two pieces of one content.
    """

    least_score: float = 0.25
    least_nested: float = 0.4
    enter: float = 1.0
    boundary: float = 0.5
    gap: int = 2


@dataclass(frozen=True)
class Decoded:
    """A statement in words of the text; runs are half open.

    Attributes:
        score: the cue's probability times its content's peak, not calibrated.
        features: what the calibration looks at.
    """

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    addressee: tuple[tuple[int, int], ...]
    nested: bool
    belief: bool
    denial: bool
    score: float
    features: tuple[float, ...]


def decode(
    words: Words, cues: Sequence[FoundCue], settings: Settings | None = None
) -> list[Decoded]:
    """The statements of one text, in the order of their cues."""
    settings = settings or Settings()
    kept = [cue for cue in cues if _score(cue) >= _least(cue, settings)]
    width = max((len(cue.parts) for cue in kept), default=0)
    found: list[Decoded | None] = []
    for at in range(0, len(kept), _CUES_AT_ONCE):
        group = kept[at : at + _CUES_AT_ONCE]
        labels = _best_labels(group, width, settings)
        found += [
            _statement(words, cue, row, settings) for cue, row in zip(group, labels, strict=True)
        ]
    return [one for one in found if one]


def _peaks(cue: FoundCue) -> tuple[float, float]:
    content = np.sort(cue.parts[:, CONTENT])[-_TOP:].mean()
    return float(content), float(cue.parts[:, SOURCE].max())


def _score(cue: FoundCue) -> float:
    return cue.probability * _peaks(cue)[0]


def _least(cue: FoundCue, settings: Settings) -> float:
    return settings.least_nested if cue.nested > 0.5 else settings.least_score


def _normalised(cue: FoundCue) -> np.ndarray:
    """Shares of the part labels as if the cue were certain, shape (w, labels)."""
    shares = cue.parts.astype(np.float64)
    content, source = _peaks(cue)
    content = max(content, 1e-6)
    shares[:, CONTENT] /= content
    shares[:, ADDRESSEE] /= content
    if source > 0.5 * content:
        shares[:, SOURCE] /= source
    parts = np.minimum(shares[:, 1:], 0.999)
    none = np.maximum(1 - parts.sum(-1, keepdims=True), 1e-5)
    shares = np.concatenate((none, parts), -1)
    return shares / shares.sum(-1, keepdims=True)


def _best_labels(cues: Sequence[FoundCue], width: int, settings: Settings) -> list[np.ndarray]:
    """The best label sequence of each cue's words, which are filled up to `width`."""
    sizes = [len(cue.parts) for cue in cues]
    n, w, k = len(cues), width, len(PART_LABELS)
    scores = np.zeros((n, w, k))
    bounds = np.full((n, w, len(BOUNDARIES)), 0.5)
    for row, cue in enumerate(cues):
        scores[row, : sizes[row]] = np.log(np.maximum(_normalised(cue), 1e-6))
        scores[row, sizes[row] :, 1:] = -1e3  # filling is none
        bounds[row, : sizes[row]] = np.clip(cue.boundaries, 0.02, 0.98)
    steps = _steps(bounds, settings)
    best = scores[:, 0] + steps[:, 0, 0]
    back = np.zeros((n, w, k), np.int64)
    rows = np.arange(n)
    for word in range(1, w):
        ways = best[:, :, None] + steps[:, word]
        back[:, word] = ways.argmax(1)
        best = ways.max(1) + scores[:, word]
    labels = np.zeros((n, w), np.int64)
    labels[:, -1] = best.argmax(-1)
    for word in range(w - 1, 0, -1):
        labels[:, word - 1] = back[rows, word, labels[:, word]]
    return [labels[row, :size] for row, size in enumerate(sizes)]


def _steps(bounds: np.ndarray, settings: Settings) -> np.ndarray:
    """What the step from each label to each costs before a word: shape (n, w, labels, labels)."""
    n, w, _ = bounds.shape
    k = len(PART_LABELS)
    yes, no = settings.boundary * np.log(bounds), settings.boundary * np.log(1 - bounds)
    steps = np.zeros((n, w, k, k))
    for number, part in enumerate((SOURCE, CONTENT)):
        starts_yes, starts_no = yes[:, :, 2 * number], no[:, :, 2 * number]
        ends_yes = np.pad(yes[:, :-1, 2 * number + 1], ((0, 0), (1, 0)))
        ends_no = np.pad(no[:, :-1, 2 * number + 1], ((0, 0), (1, 0)))
        for before in range(k):
            for after in range(k):
                starts = after == part and before != part
                ends = before == part and after != part
                steps[:, :, before, after] += starts_yes if starts else starts_no
                steps[:, :, before, after] += ends_yes if ends else ends_no
    for after in range(1, k):
        for before in range(k):
            if before != after:
                steps[:, :, before, after] -= settings.enter
    return steps


def _runs(numbers: np.ndarray) -> list[tuple[int, int]]:
    """Numbers in order as runs, half open."""
    if not len(numbers):
        return []
    cuts = np.flatnonzero(np.diff(numbers) > 1) + 1
    return [(int(run[0]), int(run[-1]) + 1) for run in np.split(numbers, cuts)]


def _statement(
    words: Words, cue: FoundCue, labels: np.ndarray, settings: Settings
) -> Decoded | None:
    labels = labels.copy()
    own = slice(cue.start - cue.offset, cue.end - cue.offset)
    labels[own] = np.where(labels[own] == CONTENT, CONTENT, 0)

    def runs(part: int) -> list[tuple[int, int]]:
        found = _runs(np.flatnonzero(labels == part))
        return [(start + cue.offset, end + cue.offset) for start, end in found]

    content = _joined(words, runs(CONTENT), labels, cue, settings.gap)
    if not content:
        return None
    content_peak, source_peak = _peaks(cue)
    chosen = labels[labels > 0]
    sure = cue.parts[np.arange(len(labels)), labels][labels > 0].mean() if len(chosen) else 0.0
    return Decoded(
        (cue.start, cue.end),
        _likeliest(runs(SOURCE), cue, SOURCE),
        tuple(content),
        _likeliest(runs(ADDRESSEE), cue, ADDRESSEE),
        cue.nested > 0.5,
        bool(cue.flags[0] > 0.5),
        bool(cue.flags[1] > 0.5),
        cue.probability * content_peak,
        (cue.probability, content_peak, source_peak, float(sure), cue.nested, float(len(content))),
    )


def _likeliest(
    runs: list[tuple[int, int]], cue: FoundCue, part: int
) -> tuple[tuple[int, int], ...]:
    """Of several runs the one with the most weight: a statement has one source."""
    if not runs:
        return ()
    shares = cue.parts[:, part]
    return (max(runs, key=lambda run: shares[run[0] - cue.offset : run[1] - cue.offset].sum()),)


def _joined(
    words: Words, runs: list[tuple[int, int]], labels: np.ndarray, cue: FoundCue, gap: int
) -> list[tuple[int, int]]:
    """Pieces with nothing but marks between them as one; pieces of nothing but marks left out."""
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= gap:
            between = range(joined[-1][1], start)
            blank = all(not words.strings[i][0].isalnum() for i in between)
            own = any(cue.start <= i < cue.end or labels[i - cue.offset] for i in between)
            if blank and not own:
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    spoken = [run for run in joined if any(words.strings[i][0].isalnum() for i in range(*run))]
    return spoken
