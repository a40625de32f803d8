"""Texts with marked statements as the network's training sees them."""

from __future__ import annotations

from hypothesis import strategies as st

from build_tools.engine.windows import Window
from build_tools.engine.words import Words, split_words
from build_tools.training.brat import GoldAttribution
from build_tools.training.targets import Text, statements_of
from tests.engine.pieces import WORDPIECE
from tests.marked import read_marks

STATEMENT = "<S1>He</S1> <C1>had said</C1> to <A1>her</A1> <Q1>it was</Q1>"
_SPAN = st.tuples(st.integers(0, 200), st.integers(0, 60)).map(lambda one: (one[0], one[0] + one[1]))
_SPANS = st.lists(_SPAN, max_size=3).map(tuple)
GOLD = st.builds(
    GoldAttribution,
    source=_SPANS,
    cue=_SPANS,
    content=_SPANS,
    addressee=_SPANS,
    nested=st.booleans(),
)


def words_of(text: str) -> Words:
    return split_words(text, WORDPIECE)


def text_of(marked: str, *, flat: bool = False, **known: bool) -> Text:
    text, gold = read_marks(marked, **known)
    words = words_of(text)
    return Text("a", words, statements_of(words, gold, flat), flat=flat)


def whole(text: Text) -> Window:
    return Window(text.words, 0, len(text.words), 0, len(text.words))
