"""A small vocabulary of word pieces and texts of any kind, so that tests need no weights."""

from __future__ import annotations

from string import ascii_lowercase, digits, punctuation

from hypothesis import strategies as st

from build_tools.engine.wordpiece import END, MASK, PAD, START, UNKNOWN, WordPiece

_JAMO = "\u1100\u1161\u11a8"  # the letters of 각
_WORDS = ("the", "said", "told", "mayor", "bridge", "oslo", "##ed", "##ing")
WORDPIECE = WordPiece(
    [
        PAD, UNKNOWN, START, END, MASK, *punctuation, *ascii_lowercase, *digits, *_JAMO,
        *(f"##{letter}" for letter in ascii_lowercase + digits + _JAMO), *_WORDS,
    ]
)  # fmt: skip

_ODD = st.sampled_from(
    [
        "said", "The mayor", "can't", "U.S.", " ", "\n", "\r\n", "\u2028", "\x85", "\x1c", "\t", "\0",
        "\u00a0", "“", "”", "‘", "’", '"', "'", "«", "»", "„", "_", ".", ",", "(", "🙂", "👩‍🚀", "שלום",
        "\u200f", "\u202e", "e\u0301", "\u0301", "각", "ﬁ", "İ", "①", "１", "ß", "\ud800", "\udfff",
    ]
)  # fmt: skip
# Lone surrogates too, which no UTF-8 file holds.
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(_ODD, max_size=40).map("".join),
)
