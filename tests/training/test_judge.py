"""Measuring a network on annotated articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.engine.decoding import Settings, decode
from build_tools.training.brat import GoldArticle
from build_tools.training.judge import as_attribution, name_finder, readings, score, summary
from tests.engine.networks import SpellingNetwork
from tests.engine.pieces import WORDPIECE
from tests.marked import read_marks

RIGHT = "<S1>Berg</S1> <C1>said</C1> <Q1>the bridge had been shut for good</Q1>."
WRONG = "Berg <S1>never</S1> <C1>told</C1> <Q1>us</Q1> that the bridge had been shut."


def article(marked: str) -> GoldArticle:
    text, gold = read_marks(marked)
    return GoldArticle(Path("a.txt"), text, (tuple(gold),))


def test_a_decoded_statement_in_characters() -> None:
    one = article(RIGHT)
    ((words, reading),) = readings([one], SpellingNetwork(), WORDPIECE)
    (decoded,) = decode(words, reading.cues)
    found = as_attribution(words, decoded)
    (gold,) = one.versions[0]
    assert (found.source, found.cue) == (gold.source, gold.cue)
    assert found.content == ((gold.content[0][0], len(one.text)),)  # with the full stop


def test_scores_over_articles() -> None:
    articles = [article(RIGHT), article(WRONG)]
    found = readings(articles, SpellingNetwork(), WORDPIECE)
    figures = score(articles, found, Settings()).figures()
    assert figures["cue exact"].f1 == 1
    assert figures["content exact"].f1 == pytest.approx(0.5)
    assert (figures["relation"].precision, figures["relation"].recall) == (0.5, 0.5)
    # The statement with “told” is a nested one to this network.
    flat = score(articles, found, Settings(), nested=False).figures()
    assert (flat["relation"].precision, flat["relation"].recall) == (1, 0.5)


def test_the_summary_is_one_line() -> None:
    articles = [article(RIGHT)]
    tally = score(articles, readings(articles, SpellingNetwork(), WORDPIECE), Settings())
    assert summary(tally) == (
        "source 100.0/100.0, cue 100.0/100.0, content 100.0/100.0, all 100.0/100.0, "
        "relation 100.0/100.0/100.0, alpha 100.0"
    )


def test_names_in_characters() -> None:
    find = name_finder(SpellingNetwork(), WORDPIECE)
    assert find("From Oslo, the mayor") == [(5, 9, "place"), (15, 20, "person")]
