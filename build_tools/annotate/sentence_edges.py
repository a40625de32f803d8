"""Finds where the text of a sentence begins and ends, without bullets, labels and datelines."""

from __future__ import annotations

from build_tools.annotate.drafts import Range
from build_tools.annotate.lines import Line
from build_tools.annotate.vocabulary import Vocabulary

_FINAL = frozenset((".", "…", "...", ";", ":", ",", "—", "–"))
_BULLETS = frozenset("•*-–—·►»▪●")
_NO_LABEL = frozenset((",", ".", "to", "(", ")"))
_LONGEST_LABEL = 7
_LONGEST_DATELINE = 14


def first_word(line: Line, sentence: Range, vocabulary: Vocabulary) -> int:
    """The first word of a sentence behind a bullet and a run-in label.

    Where the sentence begins inside a quotation, it is the quotation's first word.
    """
    at = sentence[0]
    while at < sentence[1] - 1 and line.words[at] in _BULLETS:
        at += 1
    if sentence[0] == 0:
        at = _after_dateline(line, _after_label(line, at, sentence[1], vocabulary), sentence[1])
    if line.quoted[at] >= 0:
        at = min(at, line.quotations[line.quoted[at]][0])
    return at


def _after_label(line: Line, at: int, end: int, vocabulary: Vocabulary) -> int:
    """The index after a label such as “Why it matters:”, `at` where there is none.

    A label is a short phrase that opens a paragraph and names nobody who speaks.
    """
    if line.block.kind != "body" or not line.capitalized(at):
        return at
    for index in range(at + 1, min(at + _LONGEST_LABEL, end - 1)):
        word = line.lower[index]
        if word == ":":
            return index + 1
        if line.quoted[index] >= 0 or word in _NO_LABEL or word in vocabulary.finite:
            break
    return at


def _after_dateline(line: Line, at: int, end: int) -> int:
    """The index after “BEIRUT, March 4 (Reuters) –”, `at` where there is none."""
    if not line.words[at].isupper() or len(line.words[at]) < 3:
        return at
    for index in range(at + 1, min(at + _LONGEST_DATELINE, end - 1)):
        if line.lower[index] in ("—", "–"):
            return index + 1
        if line.words[index].islower() or line.quoted[index] >= 0:
            break
    return at


def closing_bracket(line: Line, start: int, stop: int) -> int:
    """The first bracket from `start` on that closes what was opened before, else `stop`."""
    depth = 0
    for index in range(start, stop):
        if line.lower[index] == "(":
            depth += 1
        elif line.lower[index] == ")":
            depth -= 1
            if depth < 0:
                while index > start and line.lower[index - 1] in _FINAL:
                    index -= 1
                return index
    return stop


def last_word(line: Line, sentence: Range) -> int:
    """The index after the last word of a sentence, its full stop left out."""
    start, end = sentence
    while end > start and line.lower[end - 1] in _FINAL and (
        line.quoted[end - 1] < 0
    ):
        end -= 1
    return end
