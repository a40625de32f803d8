"""What a process of training asks of the C library, in a process of its own: it lasts to its end."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.project import ROOT

# Arrays of 64 MB are used and dropped; afterwards only memory that was kept is still the process's.
SCRIPT = """
from build_tools.training.memory import keep_memory
import resource, sys
if sys.argv[1] == "keep":
    assert keep_memory()
faults = []
for _ in range(6):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    block = bytearray(b"x") * (64 << 20)
    del block
    faults.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
print(sum(faults[2:]))
"""


def _faults(mode: str) -> int:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, mode], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(run.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library than glibc")
def test_memory_that_was_fetched_once_is_not_fetched_again() -> None:
    assert _faults("keep") < _faults("give back") / 10
