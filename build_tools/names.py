"""How a name is compared, and what an id is made of.

To compare names, typography is evened out, letters are not, and offsets stay.
"""

from __future__ import annotations

import re
import unicodedata

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

# Letters that no accent was put on, and that have a plain form all the same.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def even(text: str) -> str:
    """The text with one kind of space, apostrophe, quotation mark and hyphen.

    Each character becomes exactly one, so that offsets into the result are offsets into `text`.
    """
    return text.translate(_TABLE)


def fold(name: str) -> str:
    """The form in which two names are the same name: even, without regard to case."""
    return even(name).casefold()


def id_words(name: str) -> list[str]:
    """The words that an id is made of: a-z and 0-9 only; none for a name in another alphabet.

    An accent is left out and an apostrophe closes up ("O’Hara" gives "ohara").
    """
    plain = unicodedata.normalize("NFKD", fold(name).replace("'", "").translate(_PLAIN))
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
