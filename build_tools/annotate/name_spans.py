"""The names that a statistical component found in a text, as plain spans that can be looked up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from spacy.tokens import Doc

from build_tools.annotate.name_edges import genders_of_given_names, is_title, word_behind, words
from build_tools.annotate.sentences import text_of
from build_tools.models import Block
from build_tools.names import even, fold

NameLabel = Literal["person", "organization", "place", "other"]

_LABELS: dict[str, NameLabel] = {label: label for label in get_args(NameLabel)}
_EDGES = " \t\"'“”‘’()[]{}<>,;:!?*_|/\\-–—•"
_POSSESSIVE = re.compile(r"'s$")
_ARTICLE = re.compile(r"the ", re.IGNORECASE)
_FIRST_WORD = re.compile(r"(\S+) +(?=\S)")
# A capital, or a letter of a script that has none.
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]")


class NameSpan(NamedTuple):
    """A name as it stands in the text, without article, title and possessive.

    Attributes:
        start, end: Its span.
        label: Its type.
        probability: How sure the component is of span and type, 0 to 1.
    """

    start: int
    end: int
    label: NameLabel
    probability: float = 1.0


class NameSpans:
    """Names in order of the text, none over another; the first and longest of those that overlap."""

    def __init__(self, names: Iterable[NameSpan] = ()) -> None:
        self._names: list[NameSpan] = []
        for name in sorted(names, key=lambda one: (one.start, -one.end)):
            if not self._names or self._names[-1].end <= name.start:
                self._names.append(name)
        self._starts = [name.start for name in self._names]

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[NameSpan]:
        return iter(self._names)

    def is_place_behind(self, text: str, end: int) -> bool:
        """Whether a place stands behind a comma: "Lind, Ohio"."""
        behind = self.around(end + 2, end + 3) if text.startswith(", ", end) else None
        return behind is not None and behind.start == end + 2 and behind.label == "place"

    def around(self, start: int, end: int) -> NameSpan | None:
        """The name that holds a span, or is just that span."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and self._names[at].end >= end:
            return self._names[at]
        return None

    def exact(self, start: int, end: int) -> NameSpan | None:
        """The name that stands just there."""
        name = self.around(start, end)
        return name if name is not None and (name.start, name.end) == (start, end) else None


def name_spans(doc: Doc, blocks: Sequence[Block]) -> NameSpans:
    """The names in `doc.ents` that can be an actor's, a place's or a thing's.

    Those in boilerplate are left out, and so are those in a byline, who wrote and are not written
    about; so is what goes over the end of a line, and a bare day or month.

    Args:
        doc: Its entities carry one of the labels of `NameLabel`; any other label is "other".
        blocks: The article's lines, in order.
    """
    text = even(text_of(doc))
    starts = [block.start for block in blocks]
    names = []
    for span in doc.ents:
        at = bisect_right(starts, span.start_char) - 1
        if at < 0 or span.end_char > blocks[at].end or blocks[at].kind in ("boilerplate", "byline"):
            continue
        label = _LABELS.get(span.label_, "other")
        trimmed = trim(text, span.start_char, span.end_char, label)
        if trimmed is not None and not _is_title_of(text, *trimmed):
            names.append(NameSpan(*trimmed, label))
    return NameSpans(names)


def trim(text: str, start: int, end: int, label: NameLabel) -> tuple[int, int] | None:
    """The bare name inside a span, None where nothing is left that can be one.

    Args:
        text: Evened out.
    """
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive:
        end = possessive.start()
    article = _ARTICLE.match(text, start, end)
    if article:
        start = article.end()
    if label == "person":
        start = _behind_titles(text, start, end)
    name = text[start:end]
    bare_date = label != "person" and name.rstrip(".").capitalize() in words("calendar")
    return (start, end) if len(name) > 1 and not bare_date and _CAPITAL.search(name) else None


def _is_title_of(text: str, start: int, end: int) -> bool:
    """Whether all words are titles and a name follows: "Ayatollah", "Prime Minister"."""
    after = word_behind(text, end)
    named = after is not None and after.group(1)[0].isupper()
    return named and all(is_title(word) for word in text[start:end].split())


def _behind_titles(text: str, start: int, end: int) -> int:
    """Where a person's name begins behind what stands before it: "US President", "the singer"."""
    given = genders_of_given_names()
    begin = start
    for match in _FIRST_WORD.finditer(text, start, end):
        word = match.group(1)
        if fold(word) in given:
            break
        if fold(word.rstrip(".,")) in _titles():
            begin = match.end()
        elif match.start() == begin and word[0].islower() and "-" not in word:
            if word not in words("name_particles"):
                begin = match.end()
    left = text[begin:end].rstrip(".")
    return start if left in words("name_suffixes") else begin


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(fold, words("person_titles")))
