"""The network that is trained: one encoder with heads for cues, names and the parts of a statement.

A cue head labels each word (none, a cue's first or later word, the same for a cue inside another
statement's content). A parts head, given one cue, labels every word as none, source, content or
addressee and says where spans start and end, so that spans may be shared, broken and nested. A name
head labels names, a flag head marks belief and denial. What the labels are called and in which
order they stand is in `build_tools.engine.labels`.

The design follows a plain idea for predicates and their arguments: find the predicate, then label
every word in its light (as in Shi and Lin 2019, "Simple BERT Models for Relation Extraction and
Semantic Role Labeling").
"""

from __future__ import annotations

import random
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from build_tools.engine.labels import BOUNDARIES, CUE_LABELS, FLAGS, NAME_LABELS, PART_LABELS
from build_tools.engine.places import (
    DISTANCES,
    EDGE_KINDS,
    PARAGRAPH_STEPS,
    QUOTE_KINDS,
)
from build_tools.engine.words import QUOTE_STATES, SHAPES
from build_tools.training.encoder import Encoder
from build_tools.training.rounding import RoundedLinear

WIDTH = 128
HEADS = 4
HEAD_WIDTH = 192


class PooledDropout(nn.Module):
    """Dropout whose masks are cut from one pool: drawing them costs more than a layer here.

    A pool is drawn when it is first needed, so a run that is taken up again needs the same pools.
    """

    pools: ClassVar[dict[tuple[torch.dtype, float], Tensor]] = {}

    def __init__(self, rate: float = 0.1) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """x: any shape; a share of it set to zero while training."""
        if not self.training or not self.rate:
            return x
        key = (x.dtype, self.rate)
        pool = self.pools.get(key)
        if pool is None or pool.numel() < 2 * x.numel():
            drawn = torch.rand(max(8 << 20, 2 * x.numel())) >= self.rate
            pool = self.pools[key] = (drawn.float() / (1 - self.rate)).to(x.dtype)
        start = random.randrange(pool.numel() - x.numel())
        return x * pool[start : start + x.numel()].view(x.shape)


def _pool_dropout(module: nn.Module) -> None:
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p:
            setattr(module, name, PooledDropout(child.p))
        else:
            _pool_dropout(child)


class Convolution(nn.Module):
    """A residual convolution over words, normalised."""

    def __init__(self, width: int, spread: int) -> None:
        super().__init__()
        self.convolve = nn.Conv1d(width, width, 5, padding=2 * spread, dilation=spread)
        self.normalise = nn.LayerNorm(width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        """x: shape (n, w, width); present: shape (n, w, 1), 0 for filling."""
        y = self.convolve((x * present).transpose(1, 2)).transpose(1, 2)
        return self.normalise(x + self.drop(F.gelu(y)))


class Attention(nn.Module):
    """One layer of attention among the words, given a cue; normalised and residual."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.mix = RoundedLinear(width, 3 * width)
        self.out = RoundedLinear(width, width)
        self.normalise = nn.LayerNorm(width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        """x: shape (n, w, width); present: shape (n, w, 1), 0 for filling."""
        n, w, d = x.shape
        q, k, v = (
            part.reshape(n, w, self.heads, d // self.heads).transpose(1, 2)
            for part in self.mix(x).split(d, -1)
        )
        scores = (q / (d // self.heads) ** 0.5) @ k.transpose(-1, -2)
        scores += (1.0 - present.transpose(1, 2).unsqueeze(1)) * -1e4
        with torch.autocast("cpu", enabled=False):  # which would widen the largest of all arrays
            y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(n, w, d)
        return self.normalise(x + self.drop(self.out(y)))


class Parts(nn.Module):
    """The parts head: for each of n cues, the labels and boundaries of w words."""

    def __init__(self, hidden: int, width: int = WIDTH) -> None:
        super().__init__()
        self.word = RoundedLinear(hidden, width)
        self.gate = RoundedLinear(hidden, width)
        self.cue = nn.Linear(2 * hidden, width)
        self.cue_gate = nn.Linear(2 * hidden, width)
        self.places = nn.ModuleList(
            nn.Embedding(size, width)
            for size in (DISTANCES, PARAGRAPH_STEPS, EDGE_KINDS, QUOTE_KINDS)
        )
        for table in self.places:
            nn.init.normal_(table.weight, std=0.1)
        self.normalise = nn.LayerNorm(width)
        self.drop = nn.Dropout(0.1)
        self.near = Convolution(width, 1)
        self.all = Attention(width, HEADS)
        self.far = Convolution(width, 3)
        self.label = RoundedLinear(width, len(PART_LABELS))
        self.boundary = RoundedLinear(width, len(BOUNDARIES))
        nn.init.constant_(self.boundary.bias, -4.0)
        self.flag = nn.Sequential(nn.Linear(2 * hidden, 64), nn.GELU(), nn.Linear(64, len(FLAGS)))

    def project(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What `forward` takes of encoded words, shape (b, w, h): two of shape (b, w, width)."""
        return self.word(words), self.gate(words)

    def forward(
        self,
        word: Tensor,
        gate: Tensor,
        first: Tensor,
        last: Tensor,
        places: Tensor,
        present: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Label words in the light of cues.

        Args:
            word, gate: shape (n, w, width), the projected words of each cue's window.
            first, last: shape (n, h), the encoded first and last word of each cue.
            places: shape (n, w, 4), where each word stands to the cue, as `places.describe` says.
            present: shape (n, w), false for filling.

        Returns:
            Logits of the labels, shape (n, w, labels), of the boundaries, shape (n, w, boundaries),
            and of the flags, shape (n, flags).
        """
        cue = torch.cat([first, last], -1)
        x = word + self.cue(cue)[:, None] + gate * self.cue_gate(cue)[:, None]
        for number, table in enumerate(self.places):
            x = x + table(places[:, :, number])
        here = present.unsqueeze(-1).to(x.dtype)
        x = self.drop(F.gelu(self.normalise(x)))
        x = self.far(self.all(self.near(x, here), here), here)
        return self.label(x), self.boundary(x), self.flag(cue)


class Network(nn.Module):
    """The encoder and its heads.

    Args:
        encoder: Its word piece embeddings stay fixed.
        teacher: How wide a teacher's encoded words are, where some are to be learned from: a layer
            that does not ship makes the own ones as wide.
    """

    def __init__(self, encoder: Encoder, teacher: int | None = None) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.hidden
        encoder.pieces.weight.requires_grad_(False)
        self.shapes = nn.Embedding(SHAPES, hidden)
        self.quotes = nn.Embedding(QUOTE_STATES, hidden)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        self.drop = nn.Dropout(0.1)
        self.cue = _head(hidden, len(CUE_LABELS))
        self.name = _head(hidden, len(NAME_LABELS))
        self.parts = Parts(hidden)
        self.likened = None if teacher is None else nn.Linear(hidden, teacher)
        _pool_dropout(self)

    def embed(self, pieces: Tensor, shapes: Tensor, quotes: Tensor) -> Tensor:
        """What goes into the encoder: shape (b, p, h), before positions and normalisation."""
        return self.encoder.pieces(pieces) + self.shapes(shapes) + self.quotes(quotes)

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """The encoded words of a batch of windows, shape (b, w, h)."""
        embedded = self.embed(batch["pieces"], batch["piece_shapes"], batch["piece_quotes"])
        states = self.encoder(embedded, batch["attended"])
        index = batch["first_pieces"].unsqueeze(-1).expand(-1, -1, states.shape[-1])
        return self.drop(torch.gather(states, 1, index))


def _head(hidden: int, labels: int) -> nn.Sequential:
    return nn.Sequential(
        RoundedLinear(hidden, HEAD_WIDTH),
        nn.GELU(),
        nn.Dropout(0.1),
        RoundedLinear(HEAD_WIDTH, labels),
    )
