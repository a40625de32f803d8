"""Words are quoted from the seeds where they hold the text, and from the data where they do not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_tools.changes.quoting import quote, read_texts
from build_tools.changes.rows import Quotation
from tests.changes.corpora import TEXT, span

LONG = "One " * 30 + "here" + " two" * 30
TWO = f"Title\r\n\r\n{LONG}\n"


def test_words_with_those_around_them() -> None:
    assert quote(TEXT, span("Ada Holm"), "Ada Holm") == Quotation(
        2, "Mayor ", "Ada Holm", " said the pier was | sound. Erik Lind…"
    )
    assert quote(TEXT, span("Pier opens"), "Pier opens") == Quotation(1, "", "Pier opens", "")


def test_a_long_paragraph_is_cut_at_words() -> None:
    start = TWO.index("here")
    found = quote(TWO, (start, start + 4), "here")
    assert found.paragraph == 2
    assert found.left.startswith("…One ")
    assert found.right.endswith(" two…")
    assert len(found.left) <= 41
    assert len(found.right) <= 41


def test_without_a_text_the_data_speak() -> None:
    assert quote(None, (0, 4), "Pier", 7) == Quotation(7, "", "Pier", "")
    assert quote(TEXT, None, "Pier", 7) == Quotation(7, "", "Pier", "")
    assert quote(TEXT, (0, 4), "Pear", 7) == Quotation(7, "", "Pear", "")
    assert quote(TEXT, (5000, 5004), "Pear") == Quotation(None, "", "Pear", "")


def test_texts_are_known_by_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_bytes(b"a\r\nb")
    (tmp_path / "articles" / "two.txt").write_bytes(b"\xff\xfe")
    assert read_texts(tmp_path) == {hashlib.sha256(b"a\r\nb").hexdigest(): "a\r\nb"}
    assert read_texts(tmp_path / "none") == {}
