"""The texts of tests/cases together: enough of them, each once, and none that the network has read."""

from __future__ import annotations

from collections import Counter
from typing import Any

import yaml

from build_tools.training.inline import read_marked
from tests.project import ROOT

CASES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "cases").glob("*.yml"))
}
TRAINING = sorted((ROOT / "build_tools" / "training" / "data").glob("wire_t*.yml"))
# Shorter paragraphs may repeat by chance ("It rained.").
FEWEST_WORDS = 4


def cases() -> list[dict[str, Any]]:
    """All cases of all files, whatever their list is called."""
    return [
        case
        for content in CASES.values()
        for entries in content.values()
        if isinstance(entries, list)
        for case in entries
    ]


def test_there_are_enough_texts() -> None:
    assert len({case["text"] for case in cases()}) >= 250


def test_no_case_stands_twice() -> None:
    """Dates count from the report's day, so that a text with another day is another case."""
    counts = Counter((case["text"], case.get("from"), case.get("title")) for case in cases())
    assert [text for text, times in counts.items() if times > 1] == []


def test_no_case_was_trained_on() -> None:
    texts = [article.text for path in TRAINING for article in read_marked(path)]
    assert len(texts) > 100
    paragraphs = {line.strip() for case in cases() for line in case["text"].splitlines()}
    long = [paragraph for paragraph in paragraphs if len(paragraph.split()) >= FEWEST_WORDS]
    assert [paragraph for paragraph in long if any(paragraph in text for text in texts)] == []
