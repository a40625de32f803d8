"""The encoder of the larger network that teaches the one that ships: MPNet's architecture.

It is BERT's with a learned bias for the distance between two pieces, shared by all layers (Song et
al. 2020, "MPNet"). Everything in it is computed in bfloat16, its weights included, which on two
cores is what makes training it possible at all; `state` keeps their exact values.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from build_tools.engine.runtime import VOCABULARY
from build_tools.errors import SeedError
from build_tools.training.encoder import Encoder, layer_state

# Our marks by the names that MPNet's vocabulary has for them.
_MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
_FARTHEST = 128  # pieces further apart share a bias
_BEFORE_FIRST = 2  # rows of MPNet's table of positions that stand for no piece
# What the transformers library calls the parts of a layer of MPNet.
_NAMES = {
    "mix": "attention.attn",
    "out": "attention.attn.o",
    "normalise_attention": "attention.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "normalise": "output.LayerNorm",
}


class LargerEncoder(Encoder):
    """An encoder whose attention knows how far apart two pieces are; the biases stay fixed."""

    def __init__(self, config: dict) -> None:
        super().__init__(config)
        self.distances = nn.Embedding(
            config["relative_attention_num_buckets"], config["num_attention_heads"]
        )
        self.distances.weight.requires_grad_(False)
        self.bfloat16()
        self.pieces.float()  # the input is made of these, which stay fixed

    def forward(self, embedded: Tensor, attended: Tensor | None = None) -> Tensor:
        """See `Encoder`."""
        with torch.autocast("cpu", enabled=False):
            x = embedded.bfloat16()
            x = self.drop(self.normalise(x + self.positions.weight[: x.shape[1]]))
            steps = _steps(x.shape[1], self.distances.num_embeddings)
            mask = self.distances(steps).permute(2, 0, 1)[None]
            if attended is not None:
                mask = mask + ((1.0 - attended.float()) * -1e4).bfloat16()[:, None, None, :]
            mask = mask.detach().contiguous()
            for layer in self.layers:
                x = layer(x, mask)
        return x


def _steps(length: int, count: int) -> Tensor:
    """Which bias each pair of places has, shape (length, length).

    Half of them are for what stands before, half for what stands after; near distances have one
    each, far ones share them by their logarithm (as in Raffel et al. 2020, "T5").
    """
    place = torch.arange(length)
    distance = place[None, :] - place[:, None]
    half = count // 2
    exact = half // 2
    apart = distance.abs()
    share = torch.log(apart.clamp(min=1).float() / exact) / math.log(_FARTHEST / exact)
    far = (exact + (share * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(apart < exact, apart, far) + half * (distance > 0)


def load_larger_encoder(folder: Path, vocabulary: Sequence[str]) -> LargerEncoder:
    """The encoder with a folder's weights, its table of word pieces in our order.

    Args:
        folder: As the transformers library writes MPNet: `config.json`, `vocab.txt`,
            `model.safetensors`.
        vocabulary: Our word pieces by their numbers.

    Raises:
        SeedError: If a file is missing, or MPNet lacks one of our pieces.
    """
    from safetensors.torch import load_file

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        theirs = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
        stored = load_file(folder / "model.safetensors")
    except OSError as error:
        raise SeedError(f"this is no folder of an MPNet model: {error}", file=folder) from error
    numbers = {piece: number for number, piece in enumerate(theirs)}
    ours = [_MARKS.get(piece, piece) for piece in vocabulary]
    unknown = [piece for piece in ours if piece not in numbers]
    if unknown:
        raise SeedError(f"the model does not have the word piece {unknown[0]!r}", file=folder)
    config["vocab_size"] = len(ours)
    config["max_position_embeddings"] -= _BEFORE_FIRST
    encoder = LargerEncoder(config)
    encoder.load_state_dict(_state(stored, torch.tensor([numbers[piece] for piece in ours]), config))
    return encoder


def _state(stored: dict[str, Tensor], order: Tensor, config: dict) -> dict[str, Tensor]:
    return {
        "pieces.weight": stored["embeddings.word_embeddings.weight"][order],
        "positions.weight": stored["embeddings.position_embeddings.weight"][_BEFORE_FIRST:],
        "distances.weight": stored["encoder.relative_attention_bias.weight"],
        "normalise.weight": stored["embeddings.LayerNorm.weight"],
        "normalise.bias": stored["embeddings.LayerNorm.bias"],
        **layer_state(stored, config["num_hidden_layers"], _NAMES, ("q", "k", "v")),
    }
