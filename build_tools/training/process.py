"""Sets up a process that trains: its memory, its threads, what it tells."""

from __future__ import annotations

import logging

import torch

from build_tools.training.memory import keep_memory


def begin_process(threads: int, told: int | None = None) -> None:
    """Set up this process for training.

    Args:
        threads: How many of them torch may use.
        told: The level from which on messages are shown; not given where that is set already.
    """
    if told is not None:
        logging.basicConfig(level=told, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    keep_memory()
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.use_deterministic_algorithms(True)  # else sums over threads differ from run to run
    torch.utils.deterministic.fill_uninitialized_memory = False  # every value is written anyway
