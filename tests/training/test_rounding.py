"""Matrices that round in training as they will when they ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

import onnxruntime  # noqa: E402
from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: E402
from torch import nn  # noqa: E402

from build_tools.training.rounding import RoundedLinear, let_round  # noqa: E402


def layer() -> RoundedLinear:
    torch.manual_seed(3)
    return RoundedLinear(24, 10)


def test_it_is_a_plain_layer_until_told() -> None:
    rounded = layer()
    x = torch.randn(2, 5, 24)
    plain = nn.functional.linear(x, rounded.weight, rounded.bias)
    assert torch.equal(rounded(x), plain)
    both = nn.Sequential(rounded, nn.GELU())
    let_round(both, True)
    assert not torch.equal(rounded(x), plain)
    let_round(both, False)
    assert torch.equal(rounded(x), plain)


def test_it_rounds_as_what_ships(tmp_path: Path) -> None:
    """Nearer to onnxruntime's eight bits than to the unrounded layer, by far."""
    rounded = layer().eval()
    x = torch.randn(1, 40, 24) * 3 + 1
    raw, small = tmp_path / "raw.onnx", tmp_path / "small.onnx"
    torch.onnx.export(rounded, (x,), str(raw), input_names=["x"], opset_version=17, dynamo=False)
    quantize_dynamic(
        raw, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul"],
    )  # fmt: skip
    (shipped,) = onnxruntime.InferenceSession(small.read_bytes()).run(None, {"x": x.numpy()})
    with torch.no_grad():
        plain = rounded(x).numpy()
        rounded.rounds = True
        found = rounded(x).numpy()
    assert np.abs(found - shipped).mean() < 0.2 * np.abs(plain - shipped).mean()


def test_each_window_has_steps_of_its_own() -> None:
    rounded = layer()
    rounded.rounds = True
    small, large = torch.randn(1, 5, 24), 1000 * torch.randn(1, 5, 24)
    assert torch.equal(rounded(torch.cat([small, large]))[:1], rounded(small))


def test_gradients_pass() -> None:
    rounded = layer()
    x = torch.randn(2, 5, 24, requires_grad=True)
    rounded(x).sum().backward()
    plain_x, plain_weight = x.grad.clone(), rounded.weight.grad.clone()
    x.grad = rounded.weight.grad = None
    rounded.rounds = True
    rounded(x).sum().backward()
    assert torch.allclose(x.grad, plain_x, atol=0.05)
    assert torch.allclose(rounded.weight.grad, plain_weight, atol=0.1)
    assert torch.isfinite(rounded(torch.zeros(1, 2, 24))).all()
