"""Cuts one word into the pieces of the encoder's vocabulary, longest match first.

The method is WordPiece as BERT's uncased models use it: lower case, accents dropped, pieces that
continue a word written with `##`.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

_LONGEST_WORD = 100
PAD, UNKNOWN, START, END, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"


class WordPiece:
    """A vocabulary, one piece a line, and the cutting of words by it."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = self.ids[UNKNOWN], self.ids[START], self.ids[END]
        self._known: dict[str, list[int]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPiece:
        """The vocabulary of a UTF-8 file with one piece a line."""
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def pieces(self, word: str) -> list[int]:
        """The ids of a word's pieces, at least one; a word that cannot be cut is `[UNK]`."""
        known = self._known.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._known) < 200_000:
                self._known[word] = known
        return known

    def _cut(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return [self.unknown]
        plain = "".join(
            c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"
        )
        if len(plain) > _LONGEST_WORD:  # Hangul comes apart into its letters
            return [self.unknown]
        ids: list[int] = []
        start = 0
        while start < len(plain):
            prefix = "##" if start else ""
            end = len(plain)
            while end > start and (prefix + plain[start:end]) not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            ids.append(self.ids[prefix + plain[start:end]])
            start = end
        return ids or [self.unknown]
