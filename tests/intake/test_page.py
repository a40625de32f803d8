"""An article is read off a page: its own letters, its headline, and what its metadata say."""

from __future__ import annotations

import pytest

from build_tools.errors import SeedError
from build_tools.intake.arrival import Arrival, read_stream
from build_tools.intake.page import read_page
from build_tools.models import Stated
from tests.intake.news import HEADLINE, PARAGRAPHS, TEXT, page


def test_the_text_is_the_page_s_letter_for_letter() -> None:
    reading = read_page(read_stream(page().encode()))
    assert reading.text == TEXT
    assert reading.notes == ()


def test_nothing_is_put_in_that_the_page_has_not() -> None:
    more = (
        *PARAGRAPHS,
        "<b>Ada Holm</b>, the <a href='/x'>mayor</a>, said:<br>“Wait.”",
        "</p><ul><li>Boats: two</li><li>Café: shut</li></ul>"
        "<table><tr><th>Boat</th><th>Trips</th></tr><tr><td>Ida</td><td>7</td></tr></table><p>",
        "A soft\u00adhyphen and a tab\tare the page’s; so are &lt;b&gt; and &amp;amp; and {{ 7*7 }}.",
    )
    lines = read_page(read_stream(page(paragraphs=more).encode())).text.split("\n\n")
    assert lines[5:] == [
        "Ada Holm, the mayor, said:",
        "“Wait.”",
        "Boats: two",
        "Café: shut",
        "Boat Trips",
        "Ida 7",
        "A soft\u00adhyphen and a tab are the page’s; so are <b> and &amp; and {{ 7*7 }}.\n",
    ]


def test_a_paragraph_that_the_page_has_in_another_form_is_told() -> None:
    cut = (*PARAGRAPHS, "The ferry <button>Share</button> was built in Norvale ninety years ago.")
    reading = read_page(read_stream(page(paragraphs=cut).encode()))
    assert reading.text.endswith("The ferry was built in Norvale ninety years ago.\n")
    (note,) = reading.notes
    assert "in another form, compare them: “The ferry was built" in note


def test_metadata() -> None:
    reading = read_page(read_stream(page().encode()))
    assert reading.title == Stated(HEADLINE, "printed")
    assert reading.site == "Harbour Gazette"
    assert reading.address == "https://gazette.example/ferry"
    assert reading.day.value == "2019-06-03"
    assert reading.day.basis == "inferred"
    assert "“article:published_time”" in reading.day.why


@pytest.mark.parametrize(
    ("head", "headline", "title"),
    [
        # The only headline that is not the site's name is printed.
        ("", HEADLINE, Stated(HEADLINE, "printed")),
        ("", "Osterby <em>ferry</em><br>aground", Stated("Osterby ferry aground", "printed")),
        # What stands in the metadata alone is not.
        ('<meta property="og:title" content="Ferry aground">', None, "Ferry aground"),
    ],
)
def test_titles(head: str, headline: str | None, title: Stated | str) -> None:
    found = read_page(read_stream(page(head=head, headline=headline).encode()))
    if isinstance(title, Stated):
        assert found.title == title
        assert found.text.startswith(f"{title.value}\n")
    else:
        assert (found.title.value, found.title.basis) == (title, "inferred")
        assert found.text.startswith(PARAGRAPHS[0])


def test_a_page_without_metadata_says_so() -> None:
    reading = read_page(read_stream(page(head="").encode()))
    assert reading.day == Stated(None, "unknown")
    assert (reading.address, reading.site, reading.authors, reading.licence) == (None, None, (), None)


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2019-06-03",'
            ' "datePublished": "2019-06-03"}</script>',
            "“datePublished”",
        ),
        ('<link rel="canonical" href="https://gazette.example/2019/06/03/ferry">', "address holds it"),
    ],
)
def test_where_the_day_stands_is_told(head: str, part: str) -> None:
    day = read_page(read_stream(page(head=head).encode())).day
    assert day.value == "2019-06-03"
    assert part in day.why


def test_the_address_it_was_fetched_from_stands_in_for_its_own() -> None:
    raw = page(head="").encode()
    arrival = Arrival("x", "page", raw.decode(), raw, "x", ("https://gazette.example/f",))
    assert read_page(arrival).address == "https://gazette.example/f"


@pytest.mark.parametrize("raw", [b"<html></html>", b"<html><body><script>x()</script></body></html>", b"<html><p> </p>"])
def test_a_page_without_text_is_refused(raw: bytes) -> None:
    with pytest.raises(SeedError, match="standard input: no article was found on the page"):
        read_page(read_stream(raw))
