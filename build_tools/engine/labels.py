"""The labels that the network's heads give, in the order of their outputs."""

from __future__ import annotations

from typing import Final

# A cue's first and later words; the last two are for a cue inside another statement's content.
CUE_LABELS: Final = ("none", "first", "later", "first nested", "later nested")
NONE, FIRST, LATER, FIRST_NESTED, LATER_NESTED = range(5)

PART_LABELS: Final = ("none", "source", "content", "addressee")
SOURCE, CONTENT, ADDRESSEE = 1, 2, 3

BOUNDARIES: Final = ("source starts", "source ends", "content starts", "content ends")

NAME_TYPES: Final = ("person", "organization", "place", "other")
# Odd numbers are first words, the even ones after them later words of the same type.
NAME_LABELS: Final = (
    "none",
    *(f"{where} {kind}" for kind in NAME_TYPES for where in ("first", "later")),
)

FLAGS: Final = ("belief", "denial")
