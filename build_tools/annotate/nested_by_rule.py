"""Statements inside statements that the network has passed over, by the patterns.

The network was taught few statements inside others' contents. There the patterns are nearly always
right: nobody but the outer speaker answers for what they find, and so they are let in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.annotate.attribution_patterns import Patterns
from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line
from build_tools.annotate.overlaps import settle
from build_tools.annotate.unnamed_sources import asks_for_anonymity
from build_tools.annotate.vocabulary import Vocabulary


def find_nested(
    lines: Sequence[Line], drafts: Sequence[Draft], vocabulary: Vocabulary
) -> list[Draft]:
    """The statements by rule whose cue and source stand in the content of one of `drafts`.

    Args:
        lines: The paragraphs that are searched.
        drafts: The statements that were found; their cues are left alone.
        vocabulary: The word lists.
    """
    pieces: dict[int, list[Range]] = {}
    taken: dict[int, set[int]] = {}
    for draft in drafts:
        taken.setdefault(draft.line, set()).update(range(*draft.cue))
        for number, start, end in draft.pieces():
            pieces.setdefault(number, []).append((start, end))
    found: list[Draft] = []
    for number, contents in sorted(pieces.items()):
        cues = taken.get(number, set())
        found += _in_line(lines[number], number, contents, cues, vocabulary)
    return found


def _in_line(
    line: Line, number: int, contents: Sequence[Range], taken: set[int], vocabulary: Vocabulary
) -> Iterator[Draft]:
    patterns: Patterns | None = None
    for sentence, inside in _with_pieces(line.sentences, contents):
        if not any(_has_verb(line, sentence, piece, taken, vocabulary) for piece in inside):
            continue
        patterns = patterns or Patterns(line, number, vocabulary)
        group = [
            draft
            for draft in patterns.in_sentence(sentence)
            if not asks_for_anonymity(line, draft.cue[0], vocabulary)
        ]
        settle(patterns.phrases, group)
        for draft in group:
            if draft.silent or draft.source is None or not taken.isdisjoint(range(*draft.cue)):
                continue
            if line.lower[draft.source.start : draft.source.end] == ["it"]:
                continue  # "it underscores that …": a fact does, as often as a body says
            clause = (min(draft.source.start, draft.cue[0]), max(draft.source.end, draft.cue[1]))
            around = _holding(inside, clause)
            if around is None:
                continue
            draft.content = list(_clipped(draft.content, around))
            if draft.content and not _says_nothing(line, draft.content[0][0], vocabulary):
                yield draft


def _says_nothing(line: Line, start: int, vocabulary: Vocabulary) -> bool:
    """Whether a content is no whole one: “little in the way of reform”, or it opens with a verb.

    Of “a gap that she argues | allowed the fire” the rest stands before the cue, where the patterns
    do not look.
    """
    words = vocabulary.words
    if line.lower[start] in words["hardly_anything"]:
        return True
    if start + 1 >= len(line):
        return False
    verb, object_word = line.lower[start : start + 2]
    objects = words["determiners"] | words["possessives"]
    return vocabulary.is_past(verb) and object_word in objects


def _with_pieces(
    sentences: Iterable[Range], contents: Iterable[Range]
) -> Iterator[tuple[Range, list[Range]]]:
    """Each sentence, in order, with the pieces of contents that reach into it.

    A line may hold thousands of both, so each piece is looked at only where it can stand.
    """
    waiting = sorted(contents)
    at = 0
    inside: list[Range] = []
    for sentence in sentences:
        while at < len(waiting) and waiting[at][0] < sentence[1]:
            inside.append(waiting[at])
            at += 1
        inside = [piece for piece in inside if piece[1] > sentence[0]]
        yield sentence, inside


def _has_verb(
    line: Line, sentence: Range, piece: Range, taken: set[int], vocabulary: Vocabulary
) -> bool:
    """Whether a reporting verb that is no cue yet stands in a piece of a sentence, unquoted."""
    for index in range(max(sentence[0], piece[0]), min(sentence[1], piece[1])):
        if index not in taken and line.quoted[index] < 0:
            if vocabulary.verb_at(line.lower, index) is not None:
                return True
    return False


def _holding(contents: Iterable[Range], clause: Range) -> Range | None:
    """The shortest content that holds a cue clause."""
    around = [one for one in contents if one[0] <= clause[0] and clause[1] <= one[1]]
    return min(around, key=lambda one: one[1] - one[0], default=None)


def _clipped(content: Iterable[Range], around: Range) -> Iterator[Range]:
    """What lies inside the outer content."""
    for start, end in content:
        low, high = max(start, around[0]), min(end, around[1])
        if low < high:
            yield low, high
