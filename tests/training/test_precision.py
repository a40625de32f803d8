"""Training computes in bfloat16 just where the processor says that it knows it."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from build_tools.training import precision  # noqa: E402


@pytest.mark.parametrize(
    ("capabilities", "kind"),
    [
        ({"avx2": True, "avx512_bf16": False, "cpu_name": "any"}, "float32"),
        ({"avx2": True, "avx512_bf16": True}, "bfloat16"),
        ({"amx_bf16": True}, "bfloat16"),
        ({}, "float32"),
    ],
)
def test_numbers(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, object], kind: str
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities)
    precision.knows_bfloat16.cache_clear()
    try:
        with precision.fast_numbers():
            product = torch.ones(2, 2) @ torch.ones(2, 2)
    finally:
        precision.knows_bfloat16.cache_clear()
    assert product.dtype == getattr(torch, kind)
