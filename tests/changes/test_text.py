"""A comparison in words: counts first, then the entries up to a limit, and nothing of them is markup."""

from __future__ import annotations

import json

from markdown_it import MarkdownIt

from build_tools.changes.rows import Changes, Difference, Quotation, Row, Total
from build_tools.changes.text import as_data, as_lines, as_markdown

HOSTILE = "<script>x</script> | **b** `c` [d](https://example.org) @e"


def mention(number: int, article: str = "one") -> Row:
    return Row(
        "mention",
        "new",
        f"Name {number}",
        (Difference("entity", None, "unknown"),),
        article,
        Quotation(number, "before ", f"Name {number}", " behind"),
    )


CHANGES = Changes(
    "https://example.org/data",
    "site/data",
    totals=(Total("mentions", "mention", 5, 8), Total("ids", "id", None, 4)),
    rows=(
        Row("article", "new", "two", (Difference("title", None, "Two"),), "two"),
        Row("event", "renamed", "start", (Difference("id", "open", "start"), Difference("date", "2019", None))),
        mention(1),
        mention(2),
        mention(3, "two"),
        Row("name", "known", "Erik Lind", (Difference("mentions", "1 mention", None),), "one", note="It is x now."),
        Row("correction", "broken", "one.corrections.yml:4", article="one", note="not there"),
    ),
    notes=("corrections: 1 of 2 apply",),
)


def test_lines() -> None:
    assert list(as_lines(CHANGES, 2)) == [
        "Compared with https://example.org/data",
        "  mentions       5       8  3 new",
        "  ids            –       4",
        "corrections: 1 of 2 apply",
        "one: mentions 2 new",
        "two: mentions 1 new",
        "",
        "Articles: 1 new",
        "  new  two",
        "    title: Two",
        "",
        "Events: 1 renamed",
        "  renamed  start",
        "    id: open → start; date: 2019 → –",
        "",
        "Mentions: 3 new",
        "  new  one ¶1",
        "    before [Name 1] behind",
        "    entity: unknown",
        "  new  one ¶2",
        "    before [Name 2] behind",
        "    entity: unknown",
        "  and 1 more",
        "",
        "Unknown names: 1 no longer unknown",
        "  no longer unknown  Erik Lind one",
        "    mentions: 1 mention; It is x now.",
        "",
        "Corrections: 1 broken",
        "  broken  one.corrections.yml:4 one",
        "    not there",
    ]


def test_markdown() -> None:
    lines = list(as_markdown(CHANGES, 1))
    assert "| two |  | 1 new |  |  |" in list(as_markdown(CHANGES, 2))
    assert lines[:2] == ["## What this changes in the corpus\n", "Compared with https\\://example\\.org/data\n"]
    assert "| mentions | 5 | 8 | 3 new |" in lines
    assert "| ids | – | 4 |  |" in lines
    assert "| one |  | 2 new |  |  |" in lines
    assert "| two |  | 1 new |  |  |" not in lines
    assert "and 1 more\n" in lines
    start = lines.index("### Mentions: 3 new\n")
    assert lines[start + 1 : start + 6] == [
        "| change | what | where | how |",
        "| --- | --- | --- | --- |",
        "| new |  | one ¶1: before <b>Name 1</b> behind | entity\\: unknown |",
        "",
        "and 2 more\n",
    ]
    assert "| renamed | start |  | id\\: open → start<br>date\\: 2019 → – |" in lines


def test_nothing_that_is_quoted_is_markup() -> None:
    row = Row(
        "statement", "changed", HOSTILE, (Difference("content", HOSTILE, f"a\n\n# b {HOSTILE}"),), HOSTILE,
        Quotation(1, HOSTILE, HOSTILE, HOSTILE), HOSTILE,
    )  # fmt: skip
    found = Changes(HOSTILE, "x", rows=(row,), notes=(HOSTILE,))
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(as_markdown(found)))
    inline = [one for token in tokens for one in token.children or ()]
    # Line breaks and the words in bold are ours; there is no other markup.
    assert {one.content for one in inline if one.type == "html_inline"} == {"<br>", "<b>", "</b>"}
    assert {one.type for one in inline} <= {"text", "text_special", "html_inline", "softbreak"}
    assert sum(token.type == "heading_open" for token in tokens) == 3
    text = "".join(one.content for one in inline)
    assert HOSTILE in text
    assert "\x1b" not in "".join(as_lines(Changes("x", "y", rows=(Row("event", "new", "a\x1b[2Jb"),))))


def test_a_long_fact_is_shortened() -> None:
    row = Row("event", "changed", "x", (Difference("name", "a" * 500, "b" * 500),))
    (line,) = [one for one in as_lines(Changes("x", "y", rows=(row,))) if "aaa" in one]
    assert len(line) < 310
    assert "a… → b" in line
    (change,) = as_data(Changes("x", "y", rows=(row,)))["changes"]
    assert len(change["differences"][0]["before"]) == 500


def test_data() -> None:
    found = json.loads(json.dumps(as_data(CHANGES, 1)))
    assert found["schema_version"] == 1
    assert (found["before"], found["after"], found["published"]) == ("https://example.org/data", "site/data", True)
    assert found["counts"]["mention"] == {"new": 3}
    assert [one["kind"] for one in found["changes"]] == ["article", "event", "mention", "name", "correction"]
    assert found["changes"][2]["quotation"] == {
        "paragraph": 1, "left": "before ", "words": "Name 1", "right": " behind",
    }  # fmt: skip
    assert len(as_data(CHANGES)["changes"]) == 7


def test_nothing_at_all() -> None:
    same = Changes("x", "y")
    assert list(as_lines(same))[-1] == "The corpus is what it was."
    assert list(as_markdown(same))[-1] == "The corpus is what it was.\n"
    unpublished = Changes("https://example.org/data", "y", published=False)
    assert list(as_lines(unpublished)) == [
        "Nothing is published at https://example.org/data yet: there is nothing to compare with."
    ]
    assert "there is nothing to compare with" in list(as_markdown(unpublished))[-1]
    assert as_data(unpublished)["published"] is False
