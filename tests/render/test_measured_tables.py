"""The figures of an evaluation on the method page."""

from __future__ import annotations

from lxml import html

from build_tools.render.measured_tables import measured_tables

ROW = {"precision": 80.1, "recall": 70.2, "f1": 74.8}
RESULT = {
    "corpus": "press <dev>",
    "statements": 9,
    "articles": 3,
    "people_articles": 2,
    "program": {"relation": ROW, "alpha": 52.4},
    "outermost": {"relation": ROW | {"f1": 76.0}, "alpha": 53.0},
    "people": {"relation": ROW | {"f1": 74.7}, "alpha": 75.2},
    "kinds": {"direct": {"statements": 4, "recall": 76.2, "people": 95.0}, "no source": {"statements": 1, "recall": 0.0}},
    "confidence": {
        "bins": [{"from": 0.9, "to": 1.0, "statements": 5, "confidence": 95.3, "precision": 91.5}],
        "error": 3.8,
        "threshold": 0.5,
        "shown": ROW,
    },
    "worst": [],
}  # fmt: skip
NAMES = {"corpus": "ud-gum dev", "documents": 2, "names": 7, "program": {"person": {"names": 7} | ROW}}


def rows(text: str) -> list[list[list[str]]]:
    """The cells of each table."""
    root = html.fromstring(f"<div>{text}</div>")
    return [
        [[cell.text_content() for cell in row] for row in table.iter("tr")] for table in root.iter("table")
    ]


def test_statements_have_people_beside_them() -> None:
    figures, kinds, confidence = rows(measured_tables({"measured": [RESULT]}))
    assert figures == [
        ["Figure", "Precision", "Recall", "F1", "Not nested, F1", "People, F1"],
        ["relation", "80.1", "70.2", "74.8", "76.0", "74.7"],
        ["alpha", "", "", "52.4", "53.0", "75.2"],
    ]
    assert kinds == [
        ["Kind", "Marked", "Found", "Found by people"],
        ["direct", "4", "76.2", "95.0"],
        ["no source", "1", "0.0", ""],
    ]
    assert confidence[1] == ["0.9 to 1.0", "5", "95.3", "91.5"]


def test_without_people_and_confidence_nothing_stands_in_their_place() -> None:
    alone = RESULT | {"outermost": {}, "people": {}, "people_articles": 0, "confidence": None}
    text = measured_tables({"measured": [alone]})
    assert "inside others" not in text
    figures, kinds = rows(text)
    assert figures[0] == ["Figure", "Precision", "Recall", "F1"]
    assert kinds[0] == ["Kind", "Marked", "Found"]


def test_names_come_after_statements_and_words_are_escaped() -> None:
    text = measured_tables({"measured": [RESULT], "names": [NAMES]})
    assert rows(text)[-1] == [
        ["Type", "Marked", "Precision", "Recall", "F1"],
        ["person", "7", "80.1", "70.2", "74.8"],
    ]
    assert "&lt;dev&gt;" in text
    assert "<dev>" not in text
