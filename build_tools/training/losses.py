"""What a batch of windows costs: how far the heads of the network are from what was marked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from build_tools.engine.labels import FIRST, FIRST_NESTED, LATER, LATER_NESTED
from build_tools.engine.places import describe
from build_tools.engine.windows import Batch, Window
from build_tools.training.network import Network
from build_tools.training.precision import fast_numbers
from build_tools.training.targets import Targets, Text, add_spurious

CUES_MULTIPLE = 16
UNKNOWN_SHARE = 0.02
WEIGHTS = {"cue": 2.0, "name": 1.5, "parts": 4.0, "boundaries": 4.0, "flags": 0.3}
_GOES_ON = {FIRST: LATER, FIRST_NESTED: LATER_NESTED}


def as_tensors(batch: Batch) -> dict[str, Tensor]:
    """A batch's arrays as tensors."""
    return {name: torch.from_numpy(array) for name, array in vars(batch).items()}


def batch_losses(
    network: Network,
    batch: Batch,
    targets: Targets,
    windows: Sequence[Window],
    texts: Sequence[Text],
    spurious: bool,
    unknown: int,
) -> dict[str, Tensor]:
    """The losses of a batch by head; spurious cues are added to the targets where asked for."""
    arrays = as_tensors(batch)
    if UNKNOWN_SHARE:
        hidden = torch.rand(arrays["pieces"].shape) < UNKNOWN_SHARE
        hidden &= arrays["piece_shapes"] > 0
        arrays["pieces"] = torch.where(hidden, unknown, arrays["pieces"])
    losses: dict[str, Tensor] = {}
    with fast_numbers():
        encoded = network.encode(arrays)
        cue = network.cue(encoded).float()
        name = network.name(encoded).float()
    losses["cue"] = allowed_loss(cue, torch.from_numpy(targets.cue))
    losses["name"] = allowed_loss(name, torch.from_numpy(targets.name))
    if spurious:
        _add_found(cue.detach(), targets, windows, texts)
    if targets.cues:
        losses.update(_parts_losses(network, batch, arrays, encoded, targets))
    return losses


def _parts_losses(
    network: Network, batch: Batch, arrays: dict[str, Tensor], encoded: Tensor, targets: Targets
) -> dict[str, Tensor]:
    cues = np.array(targets.cues, np.int64)
    filling = -len(cues) % CUES_MULTIPLE
    cues = np.concatenate([cues, np.tile([[0, 0, 1]], (filling, 1))])
    empty = [np.zeros_like(targets.parts[0])] * filling
    unknown = [np.full_like(targets.boundaries[0], -1)] * filling
    no_flags = [np.full_like(targets.flags[0], -1)] * filling
    window = torch.from_numpy(cues[:, 0])
    with fast_numbers():
        word, gate = network.parts.project(encoded)
        labels, boundaries, flags = network.parts(
            word[window],
            gate[window],
            encoded[window, torch.from_numpy(cues[:, 1])],
            encoded[window, torch.from_numpy(cues[:, 2] - 1)],
            torch.from_numpy(describe(batch, cues)),
            arrays["present"][window],
        )
    return {
        "parts": allowed_loss(labels.float(), torch.from_numpy(np.stack(targets.parts + empty))),
        "boundaries": _binary_loss(
            boundaries.float(), torch.from_numpy(np.stack(targets.boundaries + unknown))
        ),
        "flags": _binary_loss(
            flags.float(), torch.from_numpy(np.stack(targets.flags + no_flags).astype(np.float32))
        ),
    }


def allowed_loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """The mean over words of how little falls on their allowed labels; words with none apart."""
    known = allowed.any(-1)
    if not known.any():
        return logits.sum() * 0.0
    scores = logits.log_softmax(-1)[known]
    return -scores.masked_fill(~allowed[known], -1e9).logsumexp(-1).mean()


def _binary_loss(logits: Tensor, marks: Tensor) -> Tensor:
    """Binary cross-entropy where the mark is known, summed over a word's marks, mean over words."""
    known = marks >= 0
    if not known.any():
        return logits.sum() * 0.0
    each = F.binary_cross_entropy_with_logits(logits, marks.clamp(min=0), reduction="none")
    return (each * known).sum() / known.any(-1).sum()


def _add_found(
    cue: Tensor, targets: Targets, windows: Sequence[Window], texts: Sequence[Text]
) -> None:
    """Add the cues that the network finds where there are none as cues without parts."""
    best = cue.argmax(-1).numpy()
    taken = {(k, i) for k, start, end in targets.cues for i in range(start, end)}
    for k, (window, text) in enumerate(zip(windows, texts, strict=True)):
        if text.statements is None:
            continue
        word = 0
        while word < len(window):
            first = int(best[k, word])
            later = _GOES_ON.get(first)
            if later is None or targets.cue[k, word, first] or (k, word) in taken:
                word += 1
                continue
            end = word + 1
            while end < len(window) and best[k, end] == later and (k, end) not in taken:
                end += 1
            # A cue that may be nested and unmarked is left open.
            if not (text.flat and targets.cue[k, word].sum() > 1):
                add_spurious(targets, k, word, end, window)
            word = end
