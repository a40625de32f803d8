"""Choosing how statements are decoded, and how often such statements are right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.engine.decoding import Decoded, Settings
from build_tools.engine.reading import FoundCue, Reading
from build_tools.engine.runtime import Calibration
from build_tools.engine.words import Words, split_words
from build_tools.training.brat import GoldArticle
from build_tools.training.choose import NO_CONFIDENCE, as_json, choose, decided, fit_confidence
from tests.engine.pieces import WORDPIECE
from tests.marked import read_marks

_SENTENCE = "<S1>Berg</S1> <C1>said</C1> <Q1>it was all over now</Q1>."
Texts = tuple[list[GoldArticle], list[tuple[Words, Reading]]]


def texts(*cues: tuple[bool, float, float]) -> Texts:
    """An article for each cue: whether people marked it, how sure the network is, how nested."""
    articles, found = [], []
    text, gold = read_marks(_SENTENCE)
    words = split_words(text, WORDPIECE)
    for marked, sure, nested in cues:
        parts = np.full((len(words), 4), 0.01)
        parts[np.arange(len(words)), [1, 0, 2, 2, 2, 2, 2, 0]] = 0.97
        boundaries = np.full((len(words), 4), 0.5)
        cue = FoundCue(1, 2, sure, nested, 0, parts, boundaries, np.zeros(2))
        articles.append(GoldArticle(Path("a.txt"), text, (tuple(gold) if marked else (),)))
        found.append((words, Reading([cue])))
    return articles, found


def test_thresholds_part_right_from_wrong() -> None:
    dev = texts((True, 0.9, 0.0), (True, 0.37, 0.0), (False, 0.34, 0.0), (False, 0.3, 0.0))
    marked = texts((True, 0.9, 0.9), (True, 0.75, 0.9), (False, 0.7, 0.9), (False, 0.55, 0.9))
    chosen = choose(*dev, *marked)
    assert chosen.least_score == 0.35
    assert chosen.least_nested == 0.7


def test_where_nothing_differs_fewest_nested_ones_are_kept() -> None:
    """A wrong statement is worse than a missing one."""
    dev = texts((True, 0.9, 0.0))
    chosen = choose(*dev, *dev)
    assert chosen.least_nested == 0.8
    assert decided(*dev, chosen) == decided(*dev, Settings())


def test_a_threshold_that_costs_a_statement_is_too_high() -> None:
    dev = texts((True, 0.9, 0.0), (True, 0.33, 0.0))
    marked = texts((True, 0.9, 0.9), (True, 0.55, 0.9))
    chosen = choose(*dev, *marked)
    assert chosen.least_score <= 0.3
    assert chosen.least_nested == 0.5


def test_what_is_right_pairs_up_with_what_is_marked() -> None:
    found = decided(*texts((True, 0.9, 0.0), (False, 0.8, 0.0), (True, 0.1, 0.0)), Settings())
    assert [(round(one.score, 2), right) for one, right in found] == [(0.87, True), (0.78, False)]


def test_nested_statements_count_only_where_they_are_marked() -> None:
    found = texts((True, 0.9, 0.9), (True, 0.9, 0.0))
    assert [one.nested for one, _ in decided(*found, Settings(), nested=True)] == [True, False]
    assert [one.nested for one, _ in decided(*found, Settings(), nested=False)] == [False]


def decision(*features: float, right: bool) -> tuple[Decoded, bool]:
    return Decoded((0, 1), (), ((1, 2),), (), False, False, False, 0.5, features), right


def calibration(decisions: list[tuple[Decoded, bool]]) -> Calibration:
    fitted = fit_confidence(decisions)
    return Calibration(fitted["bias"], tuple(fitted["weights"]))


def test_confidence_is_how_many_are_right() -> None:
    decisions = [decision(0.0, 0.5, right=number % 4 != 0) for number in range(40)]
    assert calibration(decisions).confidence((0.0, 0.5)) == pytest.approx(0.75, abs=0.01)


def test_confidence_follows_the_feature_that_tells() -> None:
    decisions = [
        decision(number / 100, number % 7 / 7, right=number % 10 < number / 10)
        for number in range(100)
    ]
    fitted = calibration(decisions)
    assert fitted.confidence((0.9, 0.5)) > 0.8 > 0.2 > fitted.confidence((0.1, 0.5))
    assert abs(fitted.weights[1]) < fitted.weights[0] / 5


@given(
    st.lists(
        st.tuples(*[st.floats(0, 1)] * 3, st.floats(0, 12), st.booleans()), min_size=1, max_size=40
    )
)
def test_any_decisions_give_a_confidence(rows: list[tuple[float, float, float, float, bool]]) -> None:
    decisions = [decision(*features, right=right) for *features, right in rows]
    fitted = calibration(decisions)
    given_out = [fitted.confidence(one.features) for one, _ in decisions]
    assert np.isfinite([fitted.bias, *fitted.weights]).all()
    right = np.mean([right for _, right in decisions])
    assert np.mean(given_out) == pytest.approx(right, abs=0.01)


def test_without_a_statement_there_is_no_confidence() -> None:
    assert fit_confidence([]) == NO_CONFIDENCE
    confidence = Calibration(NO_CONFIDENCE["bias"], tuple(NO_CONFIDENCE["weights"]))
    assert confidence.confidence((0.9,) * 6) == 0.5


def test_settings_survive_their_file() -> None:
    settings = Settings(0.3, 0.6, 0.5, 0.75, 1)
    assert Settings(**as_json(settings)) == settings
