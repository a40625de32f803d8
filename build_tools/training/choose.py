"""Chooses how statements are decoded, and fits their confidence, on articles not trained on.

The development articles of PolNeAR mark no statement inside another, the marked texts kept back do;
the thresholds are chosen for the mean of both. Confidence is a logistic function of what the decoding
saw, fitted by Newton's method with a small ridge to whether a statement pairs up with an annotated
one as the scorer pairs them.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def choose(
    dev: Sequence[GoldArticle], dev_found: Found, marked: Sequence[GoldArticle], marked_found: Found
) -> Settings:
    """The best settings of a small grid: first how spans are cut, then what is kept."""

    def worth(settings: Settings) -> float:
        on_dev = score(dev, dev_found, settings)
        on_marked = score(marked, marked_found, settings)
        return _worth(on_dev) + _worth(on_marked)

    best = max(
        (replace(Settings(), enter=e, boundary=b) for e, b in product(_ENTER, _BOUNDARY)), key=worth
    )
    best = max((replace(best, least_score=least) for least in _LEAST), key=worth)
    return max((replace(best, least_nested=least) for least in _LEAST_NESTED), key=worth)


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
    articles: Sequence[GoldArticle], found: Found, settings: Settings
) -> list[tuple[Decoded, bool]]:
    """Each statement found and whether it pairs up with one that people marked."""
    result: list[tuple[Decoded, bool]] = []
    for article, (words, reading) in zip(articles, found, strict=True):
        statements = decode(words, reading.cues, settings)
        gold = article.versions[0]
        pairing = Tally().add(article.text, [as_attribution(words, one) for one in statements], gold)
        result += [(one, pairing.found.get(at) is not None) for at, one in enumerate(statements)]
    return result


def fit_confidence(decisions: Sequence[tuple[Decoded, bool]]) -> dict[str, Any]:
    """The bias and the weights of the logistic function, as `settings.json` keeps them."""
    x = np.array([(1.0, *one.features) for one, _ in decisions])
    y = np.array([right for _, right in decisions], float)
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], _RIDGE * len(x) / 100)
    penalty[0] = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return {"bias": float(weights[0]), "weights": [float(w) for w in weights[1:]]}


def as_json(settings: Settings) -> dict[str, Any]:
    """Settings as `settings.json` keeps them."""
    return asdict(settings)
