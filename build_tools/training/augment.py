"""Writes a text's words a little differently, so that the network leans on no corpus's print.

Other quotation marks, a headline in capitals, bullets and run-in labels before a paragraph. The
statements and names move with their words.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from build_tools.engine.words import Words
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.targets import Statement, Text

_MARKS = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "single": ("‘", "’"),
    "guillemets": ("«", "»"),
}
_DOUBLE = frozenset('“”"')
QUOTES_SHARE, CAPITALS_SHARE, BULLETS_SHARE, LABELS_SHARE = 0.3, 0.1, 0.08, 0.08
_LABELS_FILE = Path(__file__).parent / "data" / "run_in_labels.yml"


def read_run_in_labels() -> list[list[str]]:
    """The run-in labels of the data file, each as words."""
    labels = yaml.safe_load(_LABELS_FILE.read_text(encoding="utf-8"))["labels"]
    return [label.split() for label in labels]


def vary(text: Text, rng: random.Random, wordpiece: WordPiece, labels: list[list[str]]) -> Text:
    """The text as it is, or written differently in one or more ways."""
    if not len(text.words):
        return text
    strings = list(text.words.strings)
    changed = False
    if rng.random() < QUOTES_SHARE:
        changed |= _change_quotes(text.words, strings, rng.choice(sorted(_MARKS)))
    if rng.random() < CAPITALS_SHARE:
        for number in np.flatnonzero(text.words.paragraphs == text.words.paragraphs[0]):
            strings[number] = strings[number].upper()
        changed = True
    before: dict[int, list[str]] = {}
    if rng.random() < BULLETS_SHARE:
        bullet = rng.choice("•-*–")
        for start in _line_starts(text.words):
            if rng.random() < 0.5:
                before[start] = [bullet]
    if labels and rng.random() < LABELS_SHARE:
        for start in _line_starts(text.words):
            if rng.random() < 0.2:
                before.setdefault(start, []).extend(rng.choice(labels))
    if not changed and not before:
        return text
    return _rebuilt(text, strings, before, wordpiece)


def _line_starts(words: Words) -> list[int]:
    return [int(i) for i in np.flatnonzero(words.edges % 2 == 1) if i]


def _change_quotes(words: Words, strings: list[str], style: str) -> bool:
    """Give the double quotation marks another style; nothing where a line's marks do not pair."""
    opening, closing = _MARKS[style]
    changed = False
    by_line: dict[int, list[int]] = {}
    for number, word in enumerate(strings):
        if word in _DOUBLE:
            by_line.setdefault(int(words.paragraphs[number]), []).append(number)
    for numbers in by_line.values():
        if len(numbers) % 2:
            continue
        for count, number in enumerate(numbers):
            strings[number] = closing if count % 2 else opening
            changed = True
    return changed


def _rebuilt(
    text: Text, strings: list[str], before: dict[int, list[str]], wordpiece: WordPiece
) -> Text:
    """The text with other strings and with words put in; a word put in has no width."""
    old = text.words
    new_strings: list[str] = []
    origin: list[int] = []
    place = np.zeros(len(old), np.int64)
    for number, word in enumerate(strings):
        for extra in before.get(number, ()):
            new_strings.append(extra)
            origin.append(number)
        place[number] = len(new_strings)
        new_strings.append(word)
        origin.append(number)
    source = np.array(origin)
    inserted = np.ones(len(source), bool)
    inserted[place] = False
    starts = old.starts[source]
    ends = np.where(inserted, starts, old.ends[source])
    words = Words(new_strings, starts, ends, old.paragraphs[source]).describe(wordpiece)
    names = None
    if text.names is not None:
        names = np.where(inserted, 0, text.names[source])
    statements = None
    if text.statements is not None:
        statements = [_moved(one, place) for one in text.statements]
    return replace(text, words=words, names=names, statements=statements)


def _moved(one: Statement, place: np.ndarray) -> Statement:
    return replace(
        one,
        cue=(int(place[one.cue[0]]), int(place[one.cue[1] - 1]) + 1),
        source=place[one.source],
        content=place[one.content],
        addressee=place[one.addressee],
    )
