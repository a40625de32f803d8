"""How a name is compared: typography is evened out, letters are not, and offsets stay."""

from __future__ import annotations

_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"
_APOSTROPHES = "\u2018\u2019\u02bc\u2032"
_QUOTES = "\u201c\u201d\u201e\u2033"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"

_TABLE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)


def even(text: str) -> str:
    """The text with one kind of space, apostrophe, quotation mark and hyphen.

    Each character becomes exactly one, so that offsets into the result are offsets into `text`.
    """
    return text.translate(_TABLE)


def fold(name: str) -> str:
    """The form in which two names are the same name: even, without regard to case."""
    return even(name).casefold()
