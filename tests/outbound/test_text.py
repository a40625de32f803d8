"""The report counts all and lists what a person has to see, as text."""

from __future__ import annotations

from build_tools.outbound.addresses import Outbound
from build_tools.outbound.fetch import Answer, State
from build_tools.outbound.text import as_data, as_lines, as_markdown


def answer(url: str, state: State, told: str = "HTTP 200", target: str | None = None, pages: int = 1) -> Answer:
    return Answer(Outbound(url, tuple(f"p{n}.html" for n in range(pages))), state, told, target)


ANSWERS = [
    answer("https://a.example/", "good"),
    answer("https://b.example/|<b>x</b>", "broken", "HTTP 404", pages=5),
    answer("https://c.example/", "moved", target="https://d.example/"),
    answer("https://e.example/", "unclear", "timed out\x1b[2J"),
]


def test_lines() -> None:
    assert list(as_lines(ANSWERS, 3)) == [
        "4 addresses asked for: 1 good, 1 broken, 1 moved, 1 unclear, 3 of this site and its repository left out",
        "Nothing is there: 1",
        "  https://b.example/|<b>x</b>  HTTP 404",
        "    on p0.html, p1.html, p2.html and 2 pages more",
        "Moved for good: 1",
        "  https://c.example/  HTTP 200, now https://d.example/",
        "    on p0.html",
        "Not told: the server may turn programs away: 1",
        "  https://e.example/  timed out [2J",
        "    on p0.html",
    ]
    assert list(as_lines(ANSWERS[:1], 0)) == ["1 address asked for: 1 good"]


def test_markdown() -> None:
    text = "\n".join(as_markdown(ANSWERS, 0))
    assert text.startswith("## Links to other sites\n\n4 addresses asked for: 1 good, 1 broken")
    assert "| https\\://b\\.example/\\|&lt;b&gt;x&lt;/b&gt; | HTTP 404 | p0\\.html, " in text
    assert "<b>" not in text
    assert "### Moved for good: 1" in text


def test_data() -> None:
    found = as_data(ANSWERS, 2)
    assert (found["schema_version"], found["left_out"], len(found["links"])) == (1, 2, 4)
    assert found["links"][2] == {
        "url": "https://c.example/",
        "pages": ("p0.html",),
        "state": "moved",
        "told": "HTTP 200",
        "target": "https://d.example/",
    }
