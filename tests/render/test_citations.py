"""Citations of an article: what is known is in each form, what is not is in none."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.models import Article, Stated
from build_tools.render.citations import Citation, bibtex_escaped, cite, csl_date
from build_tools.site_urls import LOCAL_SITE_URL, SiteUrls

URLS = SiteUrls("https://somebody.github.io/reader/")
ADDRESS = "https://somebody.github.io/reader/articles/bridge-closes/"
PRINTED = Stated("2019-05-14", "printed")


def article(
    *,
    title: str | None = "Osterby closes Lantern Bridge",
    outlet: Stated = Stated("harbour-gazette", "printed"),
    date: Stated = PRINTED,
    url: str | None = None,
) -> Article:
    stated = Stated(title, "printed" if title else "unknown")
    return Article("bridge-closes", "", "", stated, outlet, date, url=url)


def cited(
    one: Article, title: str = "Osterby closes Lantern Bridge", outlet: str = "Harbour Gazette", urls: SiteUrls = URLS
) -> Citation:
    return cite(one, title, outlet, urls)


def fields(bibtex: str) -> dict[str, str]:
    """The fields of an entry, read as BibTeX reads them: by counting braces."""
    found = {}
    for match in re.finditer(r"^ {2}(\w+) = (\w+|\{)", bibtex, re.MULTILINE):
        name, value = match.groups()
        if value == "{":
            depth, at = 1, match.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(bibtex[at], 0)
                at += 1
            value = bibtex[match.end() : at - 1]
            assert bibtex[at] in ",\n"
        found[name] = value
    return found


def test_what_is_printed_is_cited() -> None:
    found = cited(article())
    assert found.text == (
        f"“Osterby closes Lantern Bridge”, Harbour Gazette, 14 May 2019. Annotated text: Sourcebook, {ADDRESS}"
    )
    assert found.bibtex.startswith("@article{bridge-closes,\n")
    assert fields(found.bibtex) == {
        "title": "{Osterby closes Lantern Bridge}",
        "journal": "{Harbour Gazette}",
        "year": "2019",
        "month": "may",
        "day": "14",
        "note": "Annotated text in Sourcebook.",
        "url": ADDRESS,
    }
    assert json.loads(found.csl) == [
        {
            "id": "bridge-closes",
            "type": "article-newspaper",
            "title": "Osterby closes Lantern Bridge",
            "container-title": "Harbour Gazette",
            "issued": {"date-parts": [[2019, 5, 14]]},
            "URL": ADDRESS,
            "archive": "Sourcebook",
            "note": "Annotated text in Sourcebook.",
        }
    ]


def test_what_nobody_knows_is_left_out_and_said() -> None:
    one = article(title=None, outlet=Stated(None, "unknown"), date=Stated(None, "unknown"))
    found = cited(one, "[Osterby closes…]", "outlet unknown")
    assert found.text == f"[Osterby closes…], outlet unknown, undated. Annotated text: Sourcebook, {ADDRESS}"
    assert found.bibtex.startswith("@misc{")
    assert fields(found.bibtex).keys() == {"title", "note", "url"}
    (item,) = json.loads(found.csl)
    assert not item.keys() & {"container-title", "issued"}
    assert item["note"] == "Outlet unknown; undated; annotated text in Sourcebook."


def test_what_is_inferred_says_so() -> None:
    one = article(
        outlet=Stated("harbour-gazette", "inferred", "why"), date=Stated("2019-05-14~", "inferred", "why")
    )
    found = cited(one)
    assert "about 14 May 2019 (outlet and date inferred)." in found.text
    (item,) = json.loads(found.csl)
    assert item["issued"] == {"date-parts": [[2019, 5, 14]], "circa": True}
    assert item["note"].startswith("About 14 May 2019; outlet and date inferred;")
    assert fields(found.bibtex)["note"] == item["note"]


def test_the_publishers_address_is_kept() -> None:
    found = cited(article(url="https://gazette.example/?a=1&b=2"))
    assert "Published at https://gazette.example/?a=1&b=2" in json.loads(found.csl)[0]["note"]
    assert r"a=1\&b=2" in fields(found.bibtex)["note"]


def test_a_site_on_this_machine_has_no_address() -> None:
    found = cited(article(), urls=SiteUrls(LOCAL_SITE_URL))
    assert found.text.endswith("Sourcebook, articles/bridge-closes/")
    assert "url" not in fields(found.bibtex)
    assert "URL" not in json.loads(found.csl)[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("2019-05-14", {"date-parts": [[2019, 5, 14]]}),
        ("2019-05", {"date-parts": [[2019, 5]]}),
        ("2019", {"date-parts": [[2019]]}),
        ("2019-05-14?", {"date-parts": [[2019, 5, 14]], "circa": True}),
        ("2019-05/2019-07", {"literal": "May 2019 – July 2019"}),
        ("2019-05-14/..", {"literal": "from 14 May 2019"}),
        ("[..2019-05]", {"literal": "by May 2019"}),
    ],
)
def test_dates_claim_no_more_than_is_known(value: str | None, expected: object) -> None:
    assert csl_date(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100% of R&D, $5 #1 a_b", r"100\% of R\&D, \$5 \#1 a\_b"),
        ("{x} \\ ~ ^", r"\textbraceleft{}x\textbraceright{} \textbackslash{} \textasciitilde{} \textasciicircum{}"),
        (" two\n lines ", "two lines"),
        ("“Ørsted” – don’t", "“Ørsted” – don’t"),
    ],
)
def test_bibtex_is_escaped(text: str, expected: str) -> None:
    assert bibtex_escaped(text) == expected


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_title_gives_an_entry_that_can_be_read(title: str, outlet: str) -> None:
    found = cited(article(title=title or None), title, outlet)
    assert fields(found.bibtex)["title"] == f"{{{bibtex_escaped(title)}}}"
    assert fields(found.bibtex)["url"] == ADDRESS
    assert json.loads(found.csl)[0]["title"] == title
