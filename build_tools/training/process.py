"""Sets up processes that train: their memory, their threads, what they tell."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

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


def at_once(work: Callable[[Any], object], items: Iterable[Any], processes: int, threads: int) -> None:
    """Do the work for each item, in so many processes that do nothing else.

    Args:
        work: A function of a module or a method, bound to what can be pickled.
        threads: How many each process may use.
    """
    told = logging.getLogger().level
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), begin_process, (threads, told)
    ) as pool:
        list(pool.map(work, items))
