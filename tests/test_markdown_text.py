"""Words of others stay words, in Markdown and on a terminal."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from build_tools.markdown_text import as_text, counted, flat, shortened, table

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> &lt;b&gt; &amp;",
    "a | b || c",
    "**bold** __bold__ *it* _it_ ~~gone~~ ~gone~",
    "[words](https://example.org) ![image](x) [^1] [x]: y",
    "`code` ``more``",
    "\\| \\` \\\\",
    "https://example.org www.example.org a@example.org",
    "@somebody #12 :smile: $x$ ::error::",
    "--- | ---",
    "<!-- comment -->",
    "“Quotes” — ‘and’ é 日本",
]


def rendered(markdown: str) -> list[tuple[str, str]]:
    """The tokens of a page, those inside a paragraph or a cell included."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [(one.type, one.content) for token in tokens for one in (token.children or [token])]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words_in_a_cell(words: str) -> None:
    lines = "\n".join(table(("what", "who"), [(as_text(words), "x")]))
    tokens = rendered(lines)
    markup = ("html", "link", "image", "code", "em", "strong", "s_")
    assert [kind for kind, _ in tokens if kind.startswith(markup)] == []
    cells = [content for kind, content in tokens if kind in ("text", "text_special")]
    assert "".join(cells) == f"whatwho{words}x"
    assert sum(kind == "td_open" for kind, _ in tokens) == 2


def test_one_line_and_no_command_for_a_terminal() -> None:
    assert flat("a\r\n\tb\x1b[31mc\x00d\u2028e\u202ef\x9bg") == "a b [31mc d e f g"
    assert flat("“é” 日本") == "“é” 日本"
    assert as_text("a\n# b") == "a \\# b"


def test_small_words() -> None:
    assert [counted(1, "page"), counted(2, "page"), counted(0, "entity", "entities")] == [
        "1 page",
        "2 pages",
        "0 entities",
    ]
    assert shortened("abcd", 4) == "abcd"
    assert shortened("abc de", 5) == "abc…"
