"""Writes a trained network as the files that ship: two ONNX graphs, the word piece table, settings.

The graphs' matrices are kept in eight bits, a scale for each output (onnxruntime's dynamic
quantization); the word piece table too, a scale for each piece, so that looking pieces up needs no
graph. Nothing here is a pickle.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from build_tools.engine.runtime import ENCODER, PARTS, PIECES, SCALES, SETTINGS, VOCABULARY
from build_tools.training.network import Convolution, Network
from build_tools.training.rounding import let_round

OPSET = 17


class _FusedAttention(torch.autograd.Function):
    """Stands for onnxruntime's own attention in a graph that is only ever exported."""

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The node that is written."""
        node = graph.op(
            "com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads
        )
        return node.setType(query.type())

    @staticmethod
    def forward(
        _: Any, query: Tensor, key: Tensor, value: Tensor, heads: int
    ) -> Tensor:
        """Something of the right shape."""
        return torch.zeros_like(query)


class _Fused(nn.Module):
    """Attention without a mask: what ships reads windows one by one, which need no filling."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, mixed: Tensor, _: Tensor) -> Tensor:
        query, key, value = mixed.chunk(3, -1)
        return _FusedAttention.apply(query, key, value, self.heads)


class _Encode(nn.Module):
    """Embedded pieces to encoded words, their projections, and shares of cue and name labels."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        for layer in network.encoder.layers:
            layer.attend = _Fused(layer.attend.heads)

    def forward(self, embedded: Tensor, first_pieces: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        states = network.encoder(embedded)
        words = torch.gather(
            states, 1, first_pieces.unsqueeze(-1).expand(-1, -1, network.encoder.hidden)
        )
        word, gate = network.parts.project(words)
        return words, word, gate, network.cue(words).softmax(-1), network.name(words).softmax(-1)


class _Convolve(nn.Module):
    """The same convolution as one matrix product, which eight bits serve better."""

    def __init__(self, layer: Convolution) -> None:
        super().__init__()
        weight = layer.convolve.weight  # (out, in, 5)
        self.spread = layer.convolve.dilation[0]
        self.mix = nn.Linear(weight.shape[1] * 5, weight.shape[0])
        with torch.no_grad():
            self.mix.weight.copy_(weight.permute(0, 2, 1).reshape(weight.shape[0], -1))
            self.mix.bias.copy_(layer.convolve.bias)
        self.normalise = layer.normalise

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        w, reach = x.shape[1], 2 * self.spread
        padded = F.pad(x * present, (0, 0, reach, reach))
        around = [padded[:, step * self.spread : step * self.spread + w] for step in range(5)]
        return self.normalise(x + F.gelu(self.mix(torch.cat(around, -1))))


class _Label(nn.Module):
    """Projected words and cues to shares of part labels, boundaries and flags."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.parts = network.parts
        self.parts.near = _Convolve(network.parts.near)
        self.parts.far = _Convolve(network.parts.far)

    def forward(self, *arrays: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        labels, boundaries, flags = self.parts(*arrays)
        return labels.softmax(-1), boundaries.sigmoid(), flags.sigmoid()


def export(
    network: Network,
    vocabulary: Path,
    settings: dict[str, Any],
    folder: Path,
    spared: Sequence[str] = (),
    reduce_range: bool = True,
) -> None:
    """Write the files into a folder, which is made; files of the same names are replaced.

    Args:
        network: In evaluation mode; its parts are changed and it serves no more afterwards.
        spared: Names of matrices in the graphs that stay in 32 bits.
        reduce_range: Weights in seven bits, which processors without VNNI multiply exactly.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network = network.float().eval()
    let_round(network, False)
    _write_pieces(network, folder)
    shutil.copyfile(vocabulary, folder / VOCABULARY)
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        for name, build in ((ENCODER, _write_encoder), (PARTS, _write_parts)):
            raw = Path(scratch) / name
            build(network, raw)
            quantize_dynamic(
                raw,
                folder / name,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=reduce_range,
                op_types_to_quantize=["MatMul"],
                nodes_to_exclude=_nodes(raw, spared),
            )


def _nodes(graph: Path, spared: Sequence[str]) -> list[str]:
    import onnx

    return [
        node.name
        for node in onnx.load(graph).graph.node
        if node.op_type == "MatMul" and any(part in node.name for part in spared)
    ]


def _write_pieces(network: Network, folder: Path) -> None:
    table = network.encoder.pieces.weight.detach().numpy()
    scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12)
    np.save(folder / PIECES, np.round(table / scales).astype(np.int8))
    extra = np.concatenate(
        [network.shapes.weight.detach().numpy(), network.quotes.weight.detach().numpy()]
    )
    np.savez(folder / SCALES, pieces=scales.astype(np.float32), extra=extra.astype(np.float32))


def _write_encoder(network: Network, path: Path) -> None:
    hidden = network.encoder.hidden
    arrays = (torch.zeros(2, 24, hidden), torch.zeros(2, 16, dtype=torch.long))
    _write(
        _Encode(network), arrays, ["embedded", "first_pieces"],
        ["words", "word", "gate", "cues", "names"],
        {"embedded": "bp", "first_pieces": "bw", "words": "bw", "word": "bw",
         "gate": "bw", "cues": "bw", "names": "bw"},
        path,
    )  # fmt: skip


def _write_parts(network: Network, path: Path) -> None:
    width, hidden = network.parts.label.in_features, network.encoder.hidden
    arrays = (
        torch.zeros(3, 16, width),
        torch.zeros(3, 16, width),
        torch.zeros(3, hidden),
        torch.zeros(3, hidden),
        torch.zeros(3, 16, 4, dtype=torch.long),
        torch.ones(3, 16, dtype=torch.bool),
    )
    _write(
        _Label(network), arrays, ["word", "gate", "first", "last", "places", "present"],
        ["parts", "boundaries", "flags"],
        {"word": "nw", "gate": "nw", "first": "n", "last": "n", "places": "nw", "present": "nw",
         "parts": "nw", "boundaries": "nw", "flags": "n"},
        path,
    )  # fmt: skip


def _write(
    module: nn.Module,
    arrays: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, str],
    path: Path,
) -> None:
    dynamic = {name: dict(enumerate(letters)) for name, letters in axes.items()}
    torch.onnx.export(
        module.eval(), arrays, str(path), input_names=inputs, output_names=outputs,
        dynamic_axes=dynamic, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
