"""What kind an annotated statement is, read off its spans or told by its own keys."""

from __future__ import annotations

import re

import pytest

from build_tools.annotate.sentences import build_pipeline
from build_tools.models import Span
from build_tools.training.brat import GoldAttribution
from build_tools.training.kinds import Kind, kinds_of

NLP = build_pipeline()
_MARK = re.compile(r"<(/?)([SCQ])([0-9])>")
_ROLES = {"S": "source", "C": "cue", "Q": "content"}


def kinds(marked: str) -> list[Kind]:
    """Of the statements that `<S1>…</S1>` and so on mark, in order of their numbers."""
    spans: dict[str, dict[str, list[Span]]] = {}
    opened: dict[str, int] = {}
    removed = 0
    for match in _MARK.finditer(marked):
        at = match.start() - removed
        removed += len(match.group())
        closing, role, number = match.groups()
        if closing:
            spans.setdefault(number, {}).setdefault(role, []).append((opened.pop(role + number), at))
        else:
            opened[role + number] = at
    gold = [
        GoldAttribution(**{_ROLES[role]: tuple(found) for role, found in spans[number].items()})
        for number in sorted(spans)
    ]
    return kinds_of(NLP(_MARK.sub("", marked)), gold)


@pytest.mark.parametrize(
    ("marked", "wording", "source"),
    [
        ("<S1>Anna Berg</S1> <C1>said</C1> <Q1>it would rain</Q1>.", "indirect", "named"),
        ("<Q1>“It will rain,”</Q1> <C1>said</C1> <S1>an official</S1>.", "direct", "unnamed"),
        ("<S1>The report</S1> <C1>says</C1> <Q1>it was “a farce” then</Q1>.", "mixed", "document or outlet"),
        ("<Q1>It will rain</Q1>, <C1>it is said</C1>.", "indirect", "no source"),
        ("<S1>Two officials</S1> <C1>declined to comment</C1>.", "non-response", "unnamed"),
        ("A lawyer met <S1>Dahl</S1>, <S1>who</S1> <C1>said</C1> <Q1>no</Q1>.", "indirect", "named"),
        ("They met officials <S1>who</S1> <C1>said</C1> <Q1>it broke</Q1>.", "indirect", "unnamed"),
        ("<S1>A spokesman, Carl Dahl</S1>, <C1>said</C1> <Q1>it broke</Q1>.", "indirect", "named"),
        ("<Q1>“No,”</Q1> <S1>Berg</S1> <C1>said</C1>.\n\n<Q1>“Not ever.”</Q1>", "direct", "named"),
        ("<S1>Berg</S1> <C1>said</C1> <Q1>no</Q1>.\n\n<Q1>“Not ever.”</Q1>", "mixed", "named"),
        ("<C1> </C1>Rain.", "non-response", "no source"),
    ],
)
def test_kinds_are_read_off_the_spans(marked: str, wording: str, source: str) -> None:
    assert kinds(marked) == [Kind(wording, source, "not nested")]


def test_a_statement_inside_another_is_nested() -> None:
    outer, inner = kinds(
        "<S1>Berg</S1> <C1>said</C1> <Q1><S2>Dahl</S2> <C2>told</C2> her <Q2>it was over</Q2></Q1>."
    )
    assert (outer.place, inner.place) == ("not nested", "nested")


def test_statements_that_know_their_kind_keep_it() -> None:
    gold = GoldAttribution(
        source=((0, 4),), cue=((5, 9),), kind="direct", source_kind="outlet", nested=True
    )
    assert kinds_of(NLP("Berg said no."), [gold]) == [Kind("direct", "document or outlet", "nested")]
