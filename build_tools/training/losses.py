"""What a batch of windows costs: how far the heads of the network are from what was marked.

Where a teacher was asked, it counts as well how far they are from its shares of the labels, which
tell how near each wrong label was (Hinton et al. 2015, "Distilling the Knowledge in a Neural
Network"), and how far the encoded words are from its own (Jiao et al. 2020, "TinyBERT").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from build_tools.engine.labels import (
    ADDRESSEE, CONTENT, FIRST, FIRST_NESTED, LATER, LATER_NESTED, NONE, SOURCE,
)
from build_tools.engine.places import describe
from build_tools.engine.windows import Batch, Window
from build_tools.training.network import Network
from build_tools.training.precision import fast_numbers
from build_tools.training.targets import Targets, Text, add_spurious, add_unmarked

CUES_MULTIPLE = 16
UNKNOWN_SHARE = 0.02
WEIGHTS = {"cue": 2.0, "name": 2.0, "parts": 4.0, "boundaries": 4.0, "flags": 0.3, "words": 1.0}
# How much of a loss comes from the teacher, and how far its shares are evened out.
TAUGHT, EVENED = 0.6, 2.0
_GOES_ON = {FIRST: LATER, FIRST_NESTED: LATER_NESTED}


def as_tensors(batch: Batch) -> dict[str, Tensor]:
    """A batch's arrays as tensors."""
    return {name: torch.from_numpy(array) for name, array in vars(batch).items()}


@dataclass(frozen=True)
class Answers:
    """What a teacher says of a batch, as logits in 16 bits.

    Attributes:
        words: shape (b, w, h), what it makes of each word before its heads.
        cue, name: shape (b, w, labels).
        parts, boundaries: shape (n, w, labels), for the first n cues of the targets; None where
            there is no cue.
    """

    words: Tensor
    cue: Tensor
    name: Tensor
    parts: Tensor | None = None
    boundaries: Tensor | None = None


@torch.no_grad()
def ask(
    teacher: Network, batch: Batch, targets: Targets, windows: Sequence[Window], texts: Sequence[Text]
) -> Answers:
    """The answers of a network in evaluation mode.

    Where nobody marked statements, the teacher's cues are added to the targets, their parts left
    open: those are learned from its answers alone.
    """
    arrays = as_tensors(batch)
    with fast_numbers():
        encoded = teacher.encode(arrays)
        cue, name = teacher.cue(encoded).half(), teacher.name(encoded).half()
    add_taught(targets, cue, windows, texts)
    if not targets.cues:
        return Answers(encoded.half(), cue, name)
    cues = np.array(targets.cues, np.int64)
    parts, boundaries, _ = _parts_logits(teacher, batch, arrays, encoded, cues)
    return Answers(encoded.half(), cue, name, parts.half(), boundaries.half())


def add_taught(
    targets: Targets, cue: Tensor, windows: Sequence[Window], texts: Sequence[Text]
) -> None:
    """Add a teacher's cues where nobody marked statements, their parts left open.

    Args:
        cue: The teacher's logits, shape (b, w, labels).
    """
    best = cue.argmax(-1).numpy()
    for k, (window, text) in enumerate(zip(windows, texts, strict=True)):
        if text.statements is None:
            for start, end in _cues_of(best[k, : len(window)]):
                add_unmarked(targets, k, start, end)


def batch_losses(
    network: Network,
    batch: Batch,
    targets: Targets,
    windows: Sequence[Window],
    texts: Sequence[Text],
    spurious: bool,
    unknown: int,
    answers: Answers | None = None,
) -> dict[str, Tensor]:
    """The losses of a batch by head.

    Args:
        spurious: Whether cues that the network finds wrongly are added to the targets.
        unknown: The word piece that some pieces are hidden behind.
        answers: Those of a teacher to the same batch; its cues are added to the targets.
    """
    arrays = as_tensors(batch)
    if UNKNOWN_SHARE:
        hidden = torch.rand(arrays["pieces"].shape) < UNKNOWN_SHARE
        hidden &= arrays["piece_shapes"] > 0
        arrays["pieces"] = torch.where(hidden, unknown, arrays["pieces"])
    with fast_numbers():
        encoded = network.encode(arrays)
        cue = network.cue(encoded).float()
        name = network.name(encoded).float()
    losses = {
        "cue": allowed_loss(cue, torch.from_numpy(targets.cue)),
        "name": allowed_loss(name, torch.from_numpy(targets.name)),
    }
    if answers is not None:
        add_taught(targets, answers.cue, windows, texts)
        present = arrays["present"]
        losses["cue"] = _mixed(losses["cue"], taught_loss(cue, answers.cue, present))
        losses["name"] = _mixed(losses["name"], taught_loss(name, answers.name, present))
        if network.likened is not None:
            words = network.likened(encoded).float()
            losses["words"] = _unlike(words, answers.words.float(), present)
    if spurious:
        _add_found(cue.detach(), targets, windows, texts)
    if targets.cues:
        losses.update(_parts_losses(network, batch, arrays, encoded, targets, answers))
    return losses


def _parts_losses(
    network: Network,
    batch: Batch,
    arrays: dict[str, Tensor],
    encoded: Tensor,
    targets: Targets,
    answers: Answers | None,
) -> dict[str, Tensor]:
    count = len(targets.cues)
    cues = np.array(targets.cues, np.int64)
    cues = np.concatenate([cues, np.tile([[0, 0, 1]], (-count % CUES_MULTIPLE, 1))])
    labels, boundaries, flags = (
        logits[:count] for logits in _parts_logits(network, batch, arrays, encoded, cues)
    )
    losses = {
        "parts": allowed_loss(labels, torch.from_numpy(np.stack(targets.parts))),
        "boundaries": _binary_loss(boundaries, torch.from_numpy(np.stack(targets.boundaries))),
        "flags": _binary_loss(flags, torch.from_numpy(np.stack(targets.flags).astype(np.float32))),
    }
    if answers is not None and answers.parts is not None:
        asked = len(answers.parts)
        present = arrays["present"][torch.from_numpy(cues[:asked, 0])]
        taught = taught_loss(*map(_without_addressees, (labels[:asked], answers.parts)), present)
        shares = F.binary_cross_entropy_with_logits(
            boundaries[:asked], answers.boundaries.float().sigmoid(), reduction="none"
        )
        losses["parts"] = _mixed(losses["parts"], taught)
        losses["boundaries"] = _mixed(losses["boundaries"], shares.sum(-1)[present].mean())
    return losses


def _parts_logits(
    network: Network, batch: Batch, arrays: dict[str, Tensor], encoded: Tensor, cues: np.ndarray
) -> tuple[Tensor, Tensor, Tensor]:
    """What the parts head gives for cues, shape (n, 3): window, first word and end."""
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
    return labels.float(), boundaries.float(), flags.float()


def _without_addressees(logits: Tensor) -> Tensor:
    """Logits with the addressee's share given to none: most texts have taught a teacher no addressee."""
    nothing = logits[..., [NONE, ADDRESSEE]].logsumexp(-1, keepdim=True)
    return torch.cat([nothing, logits[..., [SOURCE, CONTENT]]], -1)


def _mixed(marked: Tensor, taught: Tensor) -> Tensor:
    return (1 - TAUGHT) * marked + TAUGHT * taught


def taught_loss(logits: Tensor, teacher: Tensor, present: Tensor) -> Tensor:
    """How far shares are from a teacher's, both evened out, mean over the words that are there.

    Args:
        logits, teacher: shape (…, w, labels).
        present: shape (…, w).
    """
    theirs = (teacher.float() / EVENED).log_softmax(-1)
    ours = (logits / EVENED).log_softmax(-1)
    apart = (theirs.exp() * (theirs - ours)).sum(-1)
    return apart[present].mean() * EVENED**2


def _unlike(words: Tensor, wanted: Tensor, present: Tensor) -> Tensor:
    """How far encoded words are from a teacher's, as a share of how far those are from nothing.

    Args:
        words, wanted: shape (b, w, h).
        present: shape (b, w).
    """
    words, wanted = words[present], wanted[present]
    return ((words - wanted).square().sum(-1) / wanted.square().sum(-1).clamp(min=1e-6)).mean()


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


def _cues_of(labels: np.ndarray) -> Iterator[tuple[int, int]]:
    """The first word and the end of each cue by the labels of a window's words."""
    word = 0
    while word < len(labels):
        later = _GOES_ON.get(int(labels[word]))
        end = word + 1
        while later is not None and end < len(labels) and labels[end] == later:
            end += 1
        if later is not None:
            yield word, end
        word = end


def _add_found(
    cue: Tensor, targets: Targets, windows: Sequence[Window], texts: Sequence[Text]
) -> None:
    """Add the cues that the network finds where there are none as cues without parts."""
    best = cue.argmax(-1).numpy()
    taken = {(k, i) for k, start, end in targets.cues for i in range(start, end)}
    for k, (window, text) in enumerate(zip(windows, texts, strict=True)):
        if text.statements is None:
            continue
        for start, end in _cues_of(best[k, : len(window)]):
            if targets.cue[k, start, best[k, start]] or (k, start) in taken:
                continue
            end = next((i for i in range(start, end) if (k, i) in taken), end)
            # A cue that may be nested and unmarked is left open.
            if not (text.flat and targets.cue[k, start].sum() > 1):
                add_spurious(targets, k, start, end, window)
