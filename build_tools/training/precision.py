"""In which numbers the network is trained: bfloat16 where the processor multiplies it, else 32 bits.

A processor that does not know bfloat16 imitates it, at more than ten times the time of 32 bits.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache

import torch

# What `torch.cpu.get_capabilities` calls such processors: Intel's and AMD's, then ARM's.
_KNOW_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16", "sve_bf16")


@cache
def knows_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 by itself."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in _KNOW_BFLOAT16)


def fast_numbers() -> AbstractContextManager[object]:
    """A context in which torch computes in bfloat16, where that is faster."""
    return torch.autocast("cpu", torch.bfloat16) if knows_bfloat16() else nullcontext()
