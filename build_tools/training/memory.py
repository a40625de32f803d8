"""Lets a process keep the memory that it has: a step of training wants much, and gives it back.

By default glibc hands large arrays back to the system when they are done with, and every page of
the next one is fetched anew; where the system is itself a guest of another, that took longer than
the arithmetic.
"""

from __future__ import annotations

import ctypes

# Numbers of glibc's `malloc.h` (see `man 3 mallopt`), and what they are set to.
_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8
_SETTINGS = ((_TRIM_THRESHOLD, -1), (_MMAP_MAX, 0), (_ARENA_MAX, 1))


def keep_memory() -> bool:
    """Let this process give no memory back until it ends; whether the C library knows how."""
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library than glibc
        return False
    return all([set_option(name, value) for name, value in _SETTINGS])
