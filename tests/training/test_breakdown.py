"""Counts by kind, by confidence and by article, small enough to check by hand."""

from __future__ import annotations

import pytest

from build_tools.models import Attribution, Provenance
from build_tools.training.breakdown import Calibration, Recall, worst
from build_tools.training.kinds import Kind
from build_tools.training.score import Pairing


def statement(confidence: float | None) -> Attribution:
    made = Provenance("rule" if confidence is None else "model", "test")
    return Attribution(
        "s0", (), ((0, 4),), ((5, 9),), "indirect", None, made, confidence=confidence
    )


def test_recall_by_kind() -> None:
    recall = Recall()
    kinds = [
        Kind("direct", "named", "not nested"),
        Kind("direct", "unnamed", "nested"),
        Kind("mixed", "named", "not nested"),
    ]
    recall.add(kinds, {0: 4, 1: None})  # the third has no word
    assert recall.rows() == {
        "direct": {"statements": 2, "recall": 50.0},
        "named": {"statements": 1, "recall": 100.0},
        "unnamed": {"statements": 1, "recall": 0.0},
        "nested": {"statements": 1, "recall": 0.0},
        "not nested": {"statements": 1, "recall": 100.0},
    }


def test_where_nothing_is_nested_nothing_is_said_of_it() -> None:
    recall = Recall()
    recall.add([Kind("direct", "named", "not nested")], {0: 0})
    assert list(recall.rows()) == ["direct", "named"]


def test_confidence_against_precision() -> None:
    calibration = Calibration()
    found = [statement(confidence) for confidence in (0.95, 0.91, 0.45, 1.0)]
    calibration.add(found, Pairing({0: 0, 1: None, 2: 1, 3: 2}, {0: 0, 1: 2, 2: 3, 3: None}))
    assert calibration.rows() == [
        {"from": 0.4, "to": 0.5, "statements": 1, "confidence": 45.0, "precision": 100.0},
        {"from": 0.9, "to": 1.0, "statements": 3, "confidence": 95.3, "precision": 66.7},
    ]
    assert calibration.error() == pytest.approx((0.55 + 0.86) / 4)
    shown = calibration.shown(0.5)
    assert (shown.precision, shown.recall) == (2 / 3, 2 / 4)
    assert calibration.shown(0).recall == 3 / 4


def test_rules_have_no_confidence_and_are_always_shown() -> None:
    calibration = Calibration()
    calibration.add([statement(None)], Pairing({0: 0}, {0: 0}))
    assert (calibration.rows(), calibration.error()) == ([], None)
    assert calibration.shown(1).recall == 1


def test_nothing_found_and_nothing_marked() -> None:
    calibration = Calibration()
    calibration.add([], Pairing({}, {}))
    assert calibration.shown(0.5).f1 == 0


def test_the_worst_articles_come_first() -> None:
    articles = [
        ("good", [Pairing({0: 0}, {0: 0})]),
        ("bad", [Pairing({0: None}, {0: None, 1: None})]),
        ("half", [Pairing({0: 0, 1: None}, {0: 0}), Pairing({0: 0}, {0: 0, 1: None})]),
        ("nothing marked", [Pairing({0: None}, {})]),
    ]
    assert [row["article"] for row in worst(articles, 9)] == ["bad", "half", "good"]
    (first,) = worst(articles, 1)
    assert first == {"article": "bad", "f1": 0.0, "found": 1, "marked": 2, "paired": 0}
    assert worst(articles, 2)[1]["f1"] == round(200 * 2 / 6, 1)
