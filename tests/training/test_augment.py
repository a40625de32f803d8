"""Texts written differently: marks, capitals, bullets and labels change, the words stay."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.words import INSIDE, split_words
from build_tools.training import augment
from build_tools.training.augment import read_run_in_labels, vary
from build_tools.training.brat import GoldAttribution
from build_tools.training.targets import Text, name_labels, statements_of
from tests.engine.pieces import ANY_TEXT, WORDPIECE
from tests.marked import read_marks
from tests.training.marked_texts import GOLD, text_of

SHARES = ("QUOTES_SHARE", "CAPITALS_SHARE", "BULLETS_SHARE", "LABELS_SHARE")
Only = Callable[[str], None]
LABELS = [["Why", "it", "matters", ":"]]
_QUOTES = "“”\"‘’«»"
MARKED = """\
<S1>Anna Berg</S1> <C1>said</C1> <Q1>it was “over”</Q1>
<Q2>“No,”</Q2> <S2>he</S2> <C2>told</C2> <A2>her</A2>
It rained
It snowed"""


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Only:
    """Let one way of writing differently always happen and the others never."""

    def set_share(name: str) -> None:
        for share in SHARES:
            monkeypatch.setattr(augment, share, float(share == name))

    return set_share


def varied(seed: int = 0, marked: str = MARKED) -> Text:
    return vary(text_of(marked), random.Random(seed), WORDPIECE, LABELS)


def marks_of(text: Text) -> str:
    return "".join(word for word in text.words.strings if word in _QUOTES)


def test_a_text_may_stay_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for share in SHARES:
        monkeypatch.setattr(augment, share, 0.0)
    text = text_of(MARKED)
    assert vary(text, random.Random(0), WORDPIECE, LABELS) is text
    empty = text_of("")
    assert vary(empty, random.Random(0), WORDPIECE, LABELS) is empty


def test_quotation_marks(only: Only) -> None:
    only("QUOTES_SHARE")
    found = {marks_of(varied(seed)) for seed in range(40)}
    assert found == {"“”“”", '""""', "‘’‘’", "«»«»"}
    for seed in range(10):
        words = varied(seed).words
        inside = [w for w, state in zip(words.strings, words.quotes, strict=True) if state == INSIDE]
        assert inside == ["over", "No", ","]


def test_marks_that_do_not_pair_stay(only: Only) -> None:
    only("QUOTES_SHARE")
    marked = "“We won\nHe <C1>said</C1> “<Q1>no</Q1>”"
    found = {marks_of(varied(seed, marked)) for seed in range(40)}
    assert found == {"““”", '“""', "“‘’", "“«»"}


def test_capitals_in_the_first_line_alone(only: Only) -> None:
    only("CAPITALS_SHARE")
    text = varied()
    assert text.words.strings[:6] == ["ANNA", "BERG", "SAID", "IT", "WAS", "“"]
    assert text.words.strings[9:] == text_of(MARKED).words.strings[9:]
    assert text.words.shapes[:5].tolist() == [4] * 5


@pytest.mark.parametrize("share", ["BULLETS_SHARE", "LABELS_SHARE"])
def test_what_is_put_before_a_line(only: Only, share: str) -> None:
    only(share)
    added = set()
    for seed in range(60):
        words = varied(seed).words
        new = words.ends == words.starts
        added.update(words.strings[number] for number in np.flatnonzero(new))
        starts = np.flatnonzero(words.edges % 2)
        assert not new[0]  # never before the headline
        # Whatever is new stands together at the start of its line.
        for number in np.flatnonzero(new):
            assert number in starts or new[number - 1]
    assert added == (set("•-*–") if share == "BULLETS_SHARE" else set(LABELS[0]))


def test_statements_and_names_move_with_their_words(only: Only) -> None:
    only("BULLETS_SHARE")
    before = text_of(MARKED)
    before = replace(before, names=name_labels(before.words, [(0, 9, "person")]))
    after = next(
        text
        for seed in range(60)
        if len((text := vary(before, random.Random(seed), WORDPIECE, LABELS)).words)
        == len(before.words) + 3
    )
    words = after.words.strings
    assert [words[one.cue[0]] for one in after.statements] == ["said", "told"]
    assert [words[number] for number in after.statements[1].content] == ["“", "No", ",", "”"]
    assert [words[number] for number in after.statements[1].addressee] == ["her"]
    assert after.names.tolist() == [1, 2, *[0] * (len(words) - 2)]
    assert len(before.words) == len(after.words) - 3  # the old text is untouched


_SPAN_TEXTS = st.one_of(ANY_TEXT, st.just(read_marks(MARKED)[0]))


@given(_SPAN_TEXTS, st.lists(GOLD, max_size=3), st.integers())
def test_every_statement_keeps_its_words(
    content: str, gold: list[GoldAttribution], seed: int
) -> None:
    words = split_words(content, WORDPIECE)
    names = name_labels(words, [(0, 3, "person"), (5, 9, "other")])
    text = Text("a", words, statements_of(words, gold, False), names=names)
    with pytest.MonkeyPatch.context() as patch:
        for share in SHARES:
            patch.setattr(augment, share, 0.5)
        after = vary(text, random.Random(seed), WORDPIECE, LABELS)
    old = after.words.ends > after.words.starts

    def told(number: int) -> tuple[int, int]:
        return int(after.words.starts[number]), int(after.words.ends[number])

    places = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert [told(number) for number in np.flatnonzero(old)] == places
    for one, moved in zip(text.statements, after.statements, strict=True):
        cue = [number for number in range(*moved.cue) if old[number]]
        assert [told(number) for number in cue] == places[slice(*one.cue)]
        for part in ("source", "content", "addressee"):
            assert [told(number) for number in getattr(moved, part)] == [
                places[number] for number in getattr(one, part)
            ]
        assert (moved.nested, moved.flags) == (one.nested, one.flags)
    assert after.names[old].tolist() == names.tolist()
    assert not after.names[~old].any()
    for number, place in zip(np.flatnonzero(old), range(len(words)), strict=True):
        one, other = after.words.strings[number], words.strings[place]
        assert one in (other, other.upper()) or (one in _QUOTES and other in _QUOTES)


def test_chance_alone_decides() -> None:
    def strings(seed: int) -> list[str]:
        return varied(seed).words.strings

    assert strings(3) == strings(3)
    assert len({tuple(strings(seed)) for seed in range(40)}) > 3


def test_labels_of_the_data_file() -> None:
    labels = read_run_in_labels()
    assert len(labels) >= 10
    assert all(label and all(label) for label in labels)
