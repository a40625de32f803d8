"""Puts phrases beside each other together: appositions, “A and B”, and “who” with what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.annotate.coreference_phrases import FreePhrases
from build_tools.annotate.coreference_types import Markable
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import COMMAS


def join_appositions(line: Line, found: Sequence[Markable]) -> list[Markable]:
    """Give a phrase beside a name the name's identity: “A, a baker, …”, “the baker, A, …”."""
    names = [markable for markable in found if markable.named and markable.role != "modifier"]
    by_stop = {name.stop: name for name in names}
    by_start = {name.first: name for name in names}
    result: list[Markable] = []
    for markable in found:
        name = None
        if not markable.named and line.lower[markable.first - 1] in (*COMMAS, "("):
            name = by_stop.get(markable.first - 1)
            if name is not None and not _closes(line, markable.stop):
                name = None
        if name is None and _opens_apposition(line, markable):
            name = by_start.get(markable.stop + 1)
            if name is not None and not _is_enclosed(line, name.stop):
                name = None
        if name is not None and name.kind in (markable.kind, "unknown"):
            markable = replace(
                markable,
                key=name.key,
                entities=name.entities,
                named=name.named,
                source=name.source,
                gender=name.gender or markable.gender,
            )
        result.append(markable)
    return result


def _opens_apposition(line: Line, markable: Markable) -> bool:
    """Whether a name in commas may follow a phrase for a person: “his sister, A, …”."""
    return (
        not markable.named
        and markable.kind == "person"
        and markable.number == "one"
        and markable.is_whole
        and line.lower[markable.stop : markable.stop + 1] == [","]
    )


def _is_enclosed(line: Line, stop: int) -> bool:
    """Whether a comma or the end closes an apposition, and no list goes on."""
    if stop >= len(line) or line.lower[stop] in (".", ")"):
        return True
    return line.lower[stop] == "," and line.lower[stop + 1 : stop + 2] not in (["and"], ["or"])


def _closes(line: Line, at: int) -> bool:
    """Whether a comma or the end follows before “and”: not an item of a list."""
    for index in range(at, len(line)):
        word = line.lower[index]
        if word in COMMAS or word in (".", ")", "who", "which") or index in line.openings:
            return True
        if word in ("and", "or"):
            return False
    return True


def join_pairs(line: Line, found: Sequence[Markable]) -> list[Markable]:
    """The markables with “A and B” as one beside them: several people, or several bodies.

    What belongs to a preposition before A belongs to it before B too, though a verb follows B.
    """
    pairs = list(_pairs(line, found))
    edges = {at for pair in pairs for at in (pair.first, pair.stop)}
    oblique = {pair.stop for pair in pairs if pair.role == "oblique"}
    members = [
        replace(
            one,
            role="oblique" if one.stop in oblique and one.role == "subject" else one.role,
            paired=one.first in edges or one.stop in edges,
        )
        for one in found
    ]
    return [*members, *pairs]


def _pairs(line: Line, found: Sequence[Markable]) -> Iterator[Markable]:
    starts: dict[int, Markable] = {}
    for markable in found:
        starts.setdefault(markable.first, markable)
    for one in found:
        other = starts.get(one.stop + 1)
        if other is None or line.lower[one.stop] != "and" or one.key == other.key:
            continue
        if one.role == "modifier" or other.role in ("modifier", "owner"):
            continue
        if {one.kind, other.kind} not in ({"person"}, {"body"}):
            continue
        both = one.entities and other.entities
        yield replace(
            one,
            key="+".join(sorted((one.key, other.key))),
            number="many",
            gender=None,
            role="oblique" if one.role == "oblique" else other.role,
            stop=other.stop,
            end=other.end,
            entities=(*one.entities, *other.entities) if both else (),
            source=None,
        )


def find_relatives(reader: FreePhrases, found: Sequence[Markable]) -> Iterator[Markable]:
    """“who” and “which” right behind a phrase, where they are the subject of a verb."""
    line = reader.line
    for one in found:
        at = one.stop + (line.lower[one.stop : one.stop + 1] == [","])
        word = line.lower[at] if at < len(line) else ""
        person = one.kind in ("person", "unknown")
        if not ((word == "who" and person) or (word == "which" and one.kind != "person")):
            continue
        if not one.is_whole or not (reader.acts(at + 1) or line.starts[at] in reader.sources):
            continue
        before = line.lower[one.first - 1] if one.first else ""
        if word == "which" and before in reader.words["prepositions"]:
            continue  # “the raid on A, which …”
        start, end = line.span(at, at + 1)
        yield replace(one, role="subject", first=at, stop=at + 1, start=start, end=end, pronoun=True)
