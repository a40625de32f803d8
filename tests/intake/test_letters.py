"""Paragraphs get the page's own characters back, or none."""

from __future__ import annotations

import pytest

from build_tools.intake.letters import PageLetters


@pytest.mark.parametrize(
    ("page", "line", "restored"),
    [
        ("x\n  The\u00a0ferry\n  sailed. y", "The ferry sailed.", "The\u00a0ferry sailed."),
        ("Sand\u00adbank and zero\u200bwidth", "Sandbank and zerowidth", "Sand\u00adbank and zero\u200bwidth"),
        ("Cafe\u0301", "Cafe\u0301", "Cafe\u0301"),
        # Cells stand together on the page.
        ("PierCrackEast4 m", "East 4 m", "East 4 m"),
        ("The ferry sailed.", "The ferry sank.", None),
        ("anything", " ", None),
    ],
)
def test_restore(page: str, line: str, restored: str | None) -> None:
    assert PageLetters(page).restore(line) == restored


def test_of_several_places_the_next_one_counts() -> None:
    letters = PageLetters("He said. A word. He\u00a0said.")
    assert letters.restore("He said.") == "He said."
    assert letters.restore("He said.") == "He\u00a0said."
    assert letters.restore("A word.") == "A word."
