"""Chooses how statements are decoded, and fits their confidence, on articles not trained on.

The development articles of PolNeAR mark no statement inside another, the marked texts kept back do;
the thresholds are chosen for the mean of both. Confidence is a logistic function of what the
decoding saw, fitted by Newton's method with a small ridge to whether a statement pairs up with an
annotated one as the scorer pairs them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from itertools import product
from typing import Any

import numpy as np

from build_tools.engine.decoding import Decoded, Settings, decode
from build_tools.engine.reading import Reading
from build_tools.engine.words import Words
from build_tools.training.brat import GoldArticle
from build_tools.training.judge import as_attribution, score
from build_tools.training.score import Tally

Found = Sequence[tuple[Words, Reading]]

_ENTER = (0.5, 1.0, 1.5)
_BOUNDARY = (0.0, 0.25, 0.5, 0.75)
_LEAST = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
_LEAST_NESTED = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_RIDGE = 1e-2
_NEARLY = 0.015  # of the sum of two F1
# What stands in for a fit where there is none: as likely right as wrong.
NO_CONFIDENCE: dict[str, Any] = {"bias": 0.0, "weights": [0.0] * 6}


def choose(
    dev: Sequence[GoldArticle], dev_found: Found, marked: Sequence[GoldArticle], marked_found: Found
) -> Settings:
    """The best settings of a small grid: first how spans are cut, then what is kept.

    The threshold for statements inside statements is the highest of those nearly as good as the
    best: one corpus marks none, and a wrong statement is worse than a missing one.
    """

    def tallies(settings: Settings) -> tuple[Tally, Tally]:
        return score(dev, dev_found, settings), score(marked, marked_found, settings)

    def relations(settings: Settings) -> float:
        return sum(tally.figures()["relation"].f1 for tally in tallies(settings))

    cuts = (replace(Settings(), enter=e, boundary=b) for e, b in product(_ENTER, _BOUNDARY))
    best = max(cuts, key=lambda settings: sum(map(_worth, tallies(settings))))
    kept = (replace(best, least_score=least) for least in _LEAST)
    best = max(kept, key=lambda settings: sum(map(_worth, tallies(settings))))
    return _highest([replace(best, least_nested=least) for least in _LEAST_NESTED], relations)


def _highest(rising: Sequence[Settings], worth: Callable[[Settings], float]) -> Settings:
    """The last of the settings whose worth is nearly the best."""
    worths = [worth(settings) for settings in rising]
    return [
        settings
        for settings, value in zip(rising, worths, strict=True)
        if value >= max(worths) - _NEARLY
    ][-1]


def _worth(tally: Tally) -> float:
    """Relations count most, then spans that are just right, then words."""
    figures = tally.figures()
    return (
        2 * figures["relation"].f1
        + figures["all exact"].f1
        + figures["content exact"].f1
        + tally.alpha()
    )


def decided(
    articles: Sequence[GoldArticle], found: Found, settings: Settings, nested: bool = True
) -> list[tuple[Decoded, bool]]:
    """Each statement found and whether it pairs up with one that people marked.

    Args:
        nested: Whether the statements inside others were marked; else those found do not count.
    """
    result: list[tuple[Decoded, bool]] = []
    for article, (words, reading) in zip(articles, found, strict=True):
        statements = decode(words, reading.cues, settings)
        statements = [one for one in statements if nested or not one.nested]
        gold = article.versions[0]
        ours = [as_attribution(words, one) for one in statements]
        pairing = Tally().add(article.text, ours, gold)
        result += [(one, pairing.found.get(at) is not None) for at, one in enumerate(statements)]
    return result


def fit_confidence(decisions: Sequence[tuple[Decoded, bool]]) -> dict[str, Any]:
    """The bias and the weights of the logistic function, as `settings.json` keeps them."""
    if not decisions:
        return NO_CONFIDENCE
    x = np.array([(1.0, *one.features) for one, _ in decisions])
    y = np.array([right for _, right in decisions], float)
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], _RIDGE * len(x) / 100)
    penalty[0] = 0.0

    def loss(weights: np.ndarray) -> float:
        z = x @ weights
        return float(np.logaddexp(0, z).sum() - y @ z + penalty @ weights**2 / 2)

    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        while loss(weights - step) > loss(weights) + 1e-9:
            step /= 2  # where few statements part cleanly, a whole step leads astray
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return {"bias": float(weights[0]), "weights": [float(w) for w in weights[1:]]}


def as_json(settings: Settings) -> dict[str, Any]:
    """Settings as `settings.json` keeps them."""
    return asdict(settings)
