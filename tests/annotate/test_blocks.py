"""Lines of a page are told apart by their form."""

from __future__ import annotations

import pytest

from build_tools.annotate.blocks import split_blocks
from build_tools.paragraphs import paragraph_number, paragraph_spans

LONG = "The council met on Monday and agreed to close the bridge for repairs."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (LONG, "body"),
        ("A heading without a full stop", "heading"),
        ("‘First line of defense’", "heading"),
        ("Share:", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("read more:", "boilerplate"),
        ("Most Popular", "boilerplate"),
        ("Shares fell on Monday.", "body"),
        ("Read my lips, he said.", "body"),
        ("File: The bridge at dawn, March 5, 2024. (Ann Lee/Newsphoto)", "caption"),
        ("FILE : The bridge in winter.", "caption"),
        ("This picture taken from the shore shows smoke over the bridge on May 1.", "caption"),
        ("A composite photo showing the mayor, left, and the engineer.", "caption"),
        ("The mayor at her desk, May 2. (Photo by Ann Lee/Newsphoto)", "caption"),
        pytest.param(
            "The picture taken by critics of the bridge is bleak.",
            "body",
            marks=pytest.mark.xfail(reason="a sentence about a picture has the form of a caption"),
        ),
        ("The council met. (The mayor was away.)", "body"),
        ("By Ann Lee", "byline"),
        ("November 16, 2023 in News, Video by Staff", "byline"),
        ("Source » example.com", "byline"),
        ("• NEWSWIRE", "byline"),
        ("• The mayor said the bridge would stay closed.", "body"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert [block.kind for block in split_blocks(line)] == [kind]


def test_title_is_known_from_metadata_and_prints_twice() -> None:
    text = "Bridge closed for good, mayor says\n\nBridge closed for good, mayor says\n\n" + LONG
    assert [b.kind for b in split_blocks(text, "Bridge closed for good, mayor says")] == [
        "title",
        "boilerplate",
        "body",
    ]


def test_a_long_line_printed_twice_is_boilerplate_and_a_short_one_is_not() -> None:
    text = f"{LONG}\n“No.”\n{LONG}\n“No.”"
    assert [b.kind for b in split_blocks(text)] == ["body", "body", "boilerplate", "body"]


def test_numbers_and_spans() -> None:
    text = "\n\n  One. \r\n\r\n\u00a0\nTwo.\n"
    assert [(b.number, text[b.start : b.end]) for b in split_blocks(text)] == [(1, "One."), (2, "Two.")]
    assert paragraph_spans("") == []
    assert paragraph_number(text, text.index("Two")) == 2
