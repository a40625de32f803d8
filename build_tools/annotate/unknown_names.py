"""Finds names that the registry does not know, for the review list, and groups their short forms.

A statistical component's names come first; sure patterns fill in what it leaves out, and a second
look at the text finds the surnames and repeats that both passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from build_tools.annotate.name_edges import (
    is_at_a_place, may_be_given_name, opens_sentence, word_before, word_behind, words,
)
from build_tools.annotate.name_groups import NameGroups, Sense
from build_tools.annotate.name_patterns import names_by_pattern
from build_tools.annotate.name_spans import NameSpan, NameSpans, trim
from build_tools.models import Block, Mention, Method, Provenance, Span
from build_tools.names import even, fold

_WORD = re.compile(r"\w+")
_LOWER_WORD = re.compile(r"\b[^\W\d_A-ZÀ-ÖØ-Þ]\w*")
_SMALL_EDGES = re.compile(r"(?:'s|of|the|and|for|in)\b")
_SMALL_END = re.compile(r"\b(?:of|the|and|for|in)$")
# Shorter names in capitals are words too; shorter surnames are syllables of other names.
_CAPITALS_LENGTH = 4
_SURNAME_LENGTH = 3
# Lists of words that are somebody's surname only where the component finds it.
_NO_SURNAMES = ("name_suffixes", "calendar", "person_titles", "sentence_openers")


def find_unknown_names(
    text: str, blocks: Sequence[Block], known: Sequence[Mention], found: NameSpans | None = None
) -> list[Mention]:
    """Names without an entity, each with a type, and with its full form where it is a short one.

    The same name has one type in an article, by the evidence for all its mentions together; so
    have a person's full name and the surname that goes with it. A surname that fits two persons
    stays without a full form, unless a title or the order of the text settles it.

    Args:
        text: An article's text.
        blocks: Its lines; boilerplate and bylines are left out.
        known: Mentions that are linked, or were left open, already. Nothing found here touches a
            name among them or crosses a nominal.
        found: The names that a statistical component found.

    Returns:
        Mentions without an entity, in order of the text.
    """
    smooth = even(text)
    taken = _Taken(known)
    names = [piece for name in found or () for piece in _free_pieces(smooth, name, taken)]
    methods: dict[NameSpan, Method] = dict.fromkeys(names, "model")
    for name in names:
        taken.add(name.start, name.end)
    for name in names_by_pattern(smooth, blocks):
        span = trim(smooth, name.start, name.end, name.label)
        if span is not None and taken.is_free(*span):
            taken.add(*span)
            methods[NameSpan(*span, name.label)] = "rule"
    names = NameSpans(methods)
    groups = NameGroups(smooth, names, known)
    mentions = [_mention(text, groups, name, methods[name]) for name in names]
    for start, end in _repeats(smooth, blocks, names, groups):
        if taken.is_free(start, end):
            taken.add(start, end)
            mentions.append(_repeat(text, groups, start, end))
    return sorted(mentions, key=lambda mention: mention.start)


def _mention(text: str, groups: NameGroups, name: NameSpan, method: Method) -> Mention:
    sense = groups.sense(name.start, name.end, name)
    return _made(text, name.start, name.end, sense, Provenance(method, f"names.{sense.label}"))


def _repeat(text: str, groups: NameGroups, start: int, end: int) -> Mention:
    return _made(text, start, end, groups.sense(start, end), Provenance("rule", "names.repeat"))


def _made(text: str, start: int, end: int, sense: Sense, provenance: Provenance) -> Mention:
    full = text[slice(*sense.full)] if sense.full else None
    return Mention(start, end, "name", sense.label, None, provenance, sense.candidates, full)


class _Taken:
    """The spans that names stand in already, none over another, and those of nominals."""

    def __init__(self, known: Iterable[Mention]) -> None:
        known = list(known)
        self._names = sorted({(m.start, m.end) for m in known if m.form != "nominal"})
        self._nominals = sorted({(m.start, m.end) for m in known if m.form == "nominal"})
        self._longest = max((end - start for start, end in self._nominals), default=0)

    def add(self, start: int, end: int) -> None:
        """Enter a name."""
        insort(self._names, (start, end))

    def is_free(self, start: int, end: int) -> bool:
        """Whether a name there would touch no other and cross no nominal."""
        return not self.touched(start, end) and not self._crosses(start, end)

    def touched(self, start: int, end: int) -> list[Span]:
        """The names that share a character with a span, in order."""
        at = bisect_left(self._names, (start, start))
        first = at - 1 if at and self._names[at - 1][1] > start else at
        return self._names[first : bisect_left(self._names, (end, end))]

    def _crosses(self, start: int, end: int) -> bool:
        first = bisect_left(self._nominals, (start - self._longest, 0))
        for one, other in self._nominals[first : bisect_left(self._nominals, (end, end))]:
            inside = one <= start and end <= other and (one, other) != (start, end)
            if other > start and not inside:
                return True
        return False


def _free_pieces(text: str, name: NameSpan, taken: _Taken) -> Iterator[NameSpan]:
    """A name, or what is left of it beside the linked names that it touches.

    Of "Hill League Media Office", with the league linked, the office is left. A person's name is
    not cut.
    """
    inside = taken.touched(name.start, name.end)
    if not inside:
        if taken.is_free(name.start, name.end):
            yield name
        return
    if name.label == "person":
        return
    edges = [name.start, *(edge for span in inside for edge in span), name.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start >= end:
            continue
        span = trim(text, *_without_small_words(text, start, end), name.label)
        # A single word is a name of its own behind a comma only: "Oslund, Ohio".
        if span and (" " in text[slice(*span)] or text.startswith(", ", start)):
            if text[span[0]].isupper() and taken.is_free(*span):
                yield NameSpan(*span, name.label, name.probability)


def _without_small_words(text: str, start: int, end: int) -> Span:
    """A span without the words at its edges that join it to the names beside it."""
    while start < end and (not text[start].isalnum() or _SMALL_EDGES.match(text, start, end)):
        match = _SMALL_EDGES.match(text, start, end)
        start = match.end() if match else start + 1
    while start < end and (not text[end - 1].isalnum() or _SMALL_END.search(text, start, end)):
        match = _SMALL_END.search(text, start, end)
        end = match.start() if match else end - 1
    return start, end


def _repeats(
    text: str, blocks: Sequence[Block], names: NameSpans, groups: NameGroups
) -> Iterator[Span]:
    """Where a name stands again, or a surname of somebody named in full, in one pass."""
    forms: dict[str, dict[str, bool]] = {}  # first word -> form -> whether it is a surname
    for form, is_surname in _forms(text, names, groups):
        word = _WORD.match(form)
        if word:
            forms.setdefault(word.group(), {}).setdefault(form, is_surname)
    if not forms:
        return
    ordered = {word: sorted(held.items(), key=lambda item: -len(item[0])) for word, held in forms.items()}
    small = set(_LOWER_WORD.findall(text))
    for block in blocks:
        if block.kind in ("boilerplate", "byline"):
            continue
        for match in _WORD.finditer(text, block.start, block.end):
            start = match.start()
            for form, is_surname in ordered.get(match.group(), ()):
                end = start + len(form)
                if end > block.end or not text.startswith(form, start) or text[end : end + 1].isalnum():
                    continue
                if not is_surname or _may_be_surname(text, start, end, small):
                    yield start, end
                break


def _forms(text: str, names: NameSpans, groups: NameGroups) -> Iterator[tuple[str, bool]]:
    """What to look for again: names of several words, abbreviations, and surnames."""
    for name in names:
        printed = text[name.start : name.end]
        if " " in printed:
            yield printed, False
            yield printed.upper(), False
    for short in groups.abbreviations:
        yield short, False
    for person in groups.people.unknown():
        parts = person.name.split()
        for at in range(1, len(parts)):
            form = " ".join(parts[at:])
            if len(form) < _SURNAME_LENGTH or any(form in words(name) for name in _NO_SURNAMES):
                continue
            yield form, True
            if len(form) >= _CAPITALS_LENGTH:
                yield form.upper(), True


def _may_be_surname(text: str, start: int, end: int, small: set[str]) -> bool:
    """Whether a word that is somebody's surname stands alone as a name here.

    Args:
        small: The words that the text has in lower case; one of them at the beginning of a
            sentence is no name.
    """
    if is_at_a_place(text, start) or (opens_sentence(text, start) and fold(text[start:end]) in small):
        return False
    if text[start - 1 : start] in ("-", ".") or text[end : end + 1] == "-":
        return False
    before, after = word_before(text, start), word_behind(text, end)
    if before and may_be_given_name(text, before):
        return False
    return after is None or not after.group(1)[0].isupper() or after.group(1) in words("calendar")
