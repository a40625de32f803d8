"""Each value is proposed with how it is known; what is not known stays open and is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.errors import SeedError
from build_tools.intake.describe import RIGHTS, Given, describe, propose_id
from build_tools.intake.reading import Reading, read_plain
from build_tools.models import Entity, Registry, Stated
from tests.intake.news import HEADLINE, TEXT

REGISTRY = Registry(
    {
        "harbour-gazette": Entity("harbour-gazette", "outlet", "Harbour Gazette"),
        "vale-newswire": Entity("vale-newswire", "outlet", "Vale Newswire"),
    }
)
PAGE = Reading(
    TEXT,
    Stated(HEADLINE, "printed"),
    site="Harbour Gazette",
    address="https://gazette.example/ferry",
    day=Stated("2019-06-03", "inferred", "The page gives it."),
)
SENTENCE = "The ferry ran aground on a sandbank, the harbour office said.\n"


def test_a_page_with_everything() -> None:
    proposal = describe(PAGE, Given(), REGISTRY)
    article = proposal.article
    assert article.id == "osterby-ferry-runs-aground-off-norvale"
    assert article.text == TEXT
    assert article.title == Stated(HEADLINE, "printed")
    assert (article.outlet.value, article.outlet.basis) == ("harbour-gazette", "inferred")
    assert article.date == PAGE.day
    assert article.url == "https://gazette.example/ferry"
    assert article.rights == RIGHTS
    (relay,) = article.relays
    assert (relay.outlet, relay.label) == ("vale-newswire", "Vale Newswire")
    assert (relay.basis, relay.scope) == ("printed", "whole")
    assert relay.why == "“OSTERBY, June 3 (Vale Newswire) -”."
    assert proposal.open == ()


def test_a_text_with_nothing() -> None:
    proposal = describe(read_plain(SENTENCE), Given(), REGISTRY)
    article = proposal.article
    assert [article.title.basis, article.outlet.basis, article.date.basis] == ["unknown"] * 3
    assert (article.relays, article.url) == ((), None)
    assert article.id == "the-ferry-ran-aground-on-a"
    assert [note.split(":")[0] for note in proposal.open] == ["title", "outlet", "date", "url"]
    assert "it begins with “The ferry ran aground on a …”" in proposal.open[0]


def test_what_the_curator_says_goes_first() -> None:
    given = Given("ferry", "Vale Newswire", "2019-06~", "Ferry news", "https://other.example/1")
    article = describe(PAGE, given, REGISTRY).article
    assert (article.id, article.url) == ("ferry", "https://other.example/1")
    assert (article.title.value, article.outlet.value) == ("Ferry news", "vale-newswire")
    assert article.date.value == "2019-06~"
    for stated in (article.title, article.outlet, article.date):
        assert stated.basis == "inferred"
        assert stated.why.startswith("Given by the curator")
    # The agency's own report was not passed on.
    assert article.relays == ()


def test_what_the_curator_says_is_printed_where_the_text_prints_it() -> None:
    text = f"Ferry aground\n\nJune 3, 2019\n\n{SENTENCE}"
    article = describe(read_plain(text), Given(date="2019-06-03", title="ferry  aground"), REGISTRY).article
    assert article.title == Stated("Ferry aground", "printed")
    assert article.date == Stated("2019-06-03", "printed", "“June 3, 2019”.")


@pytest.mark.parametrize(
    ("given", "part"),
    [
        (Given(id="Ferry Aground"), "--id Ferry Aground: an article's id may hold"),
        (Given(date="3 June"), "--date 3 June: not an EDTF date"),
        (Given(url="javascript:alert(1)"), "--url javascript:alert(1): a URL must begin"),
        (Given(title=" "), "--title: a title has a word at least"),
    ],
)
def test_what_no_article_could_have_is_refused(given: Given, part: str) -> None:
    with pytest.raises(SeedError) as caught:
        given.check()
    assert part in str(caught.value)


def test_an_unknown_outlet_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SeedError) as caught:
        describe(PAGE, Given(outlet="coast-wire"), REGISTRY)
    assert str(caught.value) == (
        "--outlet coast-wire: the registry has no such outlet; it has: harbour-gazette, vale-newswire"
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("June 3, 2019", ("2019-06-03", "printed")),
        ("Monday, June 3, 2019 10:15 GMT", ("2019-06-03", "printed")),
        ("June 3, 2019 in Town, by Ann Reed", ("2019-06-03", "printed")),
        ("Published June 3, 2019", ("2019-06-03", "printed")),
        ("Published June 3, 2019, updated June 5, 2019", (None, "unknown")),
        ("June 3", (None, "unknown")),
        ("June 2019", (None, "unknown")),
        ("Osterby remembers the flood of June 3, 2019", (None, "unknown")),
        ("The council met on June 3, 2019.", (None, "unknown")),
    ],
)
def test_dates_that_a_text_prints(line: str, date: tuple[str | None, str]) -> None:
    found = describe(read_plain(f"Ferry aground\n\n{line}\n\n{SENTENCE}"), Given(), REGISTRY).article.date
    assert (found.value, found.basis) == date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"Ferry aground\n\nAnn Reed, Coast Wire, 3 June 2019\n\n{SENTENCE}", "stands “3 June 2019”: is that"),
        (f"NORVALE, June 3 (Coast Wire) - {SENTENCE}", "stands “June 3”: is that"),
        (f"Published June 3, 2019, updated June 5, 2019\n\n{SENTENCE}", "“June 3, 2019”, “June 5, 2019”: is that"),
        (f"Ferry aground\n\n{SENTENCE} It was the wettest night that anybody in the town remembers since June 3, 2019.", ""),
    ],
)
def test_a_date_that_may_be_the_day_is_told(text: str, said: str) -> None:
    (note,) = (one for one in describe(read_plain(text), Given(), REGISTRY).open if one.startswith("date: "))
    assert said in note
    assert ("At its head" in note) is bool(said)


def test_a_heading_further_down_is_no_date_of_publication() -> None:
    text = f"Ferry aground\n\n{SENTENCE}\nJune 3, 2019\n\n{SENTENCE}"
    assert describe(read_plain(text), Given(), REGISTRY).article.date.basis == "unknown"


def test_a_printed_day_decides_which_of_the_page_s_it_is() -> None:
    text = f"Published June 3, 2019, updated June 5, 2019\n\n{SENTENCE}"
    date = describe(replace(PAGE, text=text), Given(), REGISTRY).article.date
    assert (date.value, date.basis) == ("2019-06-03", "printed")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TEXT, HEADLINE),
        (f"Share this article\n\nFerry aground\n\n{SENTENCE}", "Ferry aground"),
        (f"June 3, 2019\n\nFerry aground\n\n{SENTENCE}", "Ferry aground"),
        (f"by Ann Reed\n\n{SENTENCE}", None),
        ("Ferry aground", None),  # a text is more than its title
    ],
)
def test_titles_of_plain_texts(text: str, title: str | None) -> None:
    assert read_plain(text).title.value == title


@pytest.mark.parametrize(
    ("change", "outlet", "basis", "why"),
    [
        (
            {"site": None, "address": "https://www.harbourgazette.com/1"},
            "harbour-gazette", "inferred", "www.harbourgazette.com",
        ),
        (
            {"text": f"by Harbour Gazette Staff\n\n{SENTENCE}", "site": None},
            "harbour-gazette", "printed", "“by Harbour Gazette Staff”.",
        ),
        ({"site": "Coast Wire"}, None, "unknown", "“Coast Wire”, which is not in the registry"),
        ({"site": None, "address": "https://coast.example/1"}, None, "unknown", "the site coast.example"),
    ],
)
def test_outlets(change: dict[str, str], outlet: str | None, basis: str, why: str) -> None:
    proposal = describe(replace(PAGE, **change), Given(), REGISTRY)
    found = proposal.article.outlet
    assert (found.value, found.basis) == (outlet, basis)
    assert why in found.why
    assert any("Enter it in actors.yml" in note for note in proposal.open) is (outlet is None)


def test_addresses() -> None:
    def url(address: str | None, *fetched: str) -> tuple[str | None, bool]:
        proposal = describe(replace(PAGE, address=address), Given(), REGISTRY, fetched)
        return proposal.article.url, any("as its own address" in note for note in proposal.open)

    assert url(None, "https://a.example/1", "https://a.example/2") == ("https://a.example/2", False)
    assert url("https://www.a.example/own", "https://a.example/2") == ("https://www.a.example/own", False)
    # A copy that points at its original is not the original.
    assert url("https://b.example/own", "https://a.example/2") == ("https://a.example/2", True)


def test_publications_that_may_be_relays_are_told() -> None:
    text = f"OSTERBY (Coast Wire) - {SENTENCE}\nA sailor told Vale Newswire so.\n"
    proposal = describe(replace(PAGE, text=text), Given(), REGISTRY)
    assert proposal.article.relays == ()
    assert any("credits “Coast Wire”, which is not in the registry" in note for note in proposal.open)
    assert any("names Vale Newswire (paragraph 2); enter" in note for note in proposal.open)


def test_an_agency_among_the_authors_is_a_relay() -> None:
    reading = replace(PAGE, text=SENTENCE, authors=("Ann Reed", "Vale Newswire", "Harbour Gazette"))
    (relay,) = describe(reading, Given(), REGISTRY).article.relays
    assert (relay.outlet, relay.basis) == ("vale-newswire", "inferred")


def test_a_licence_is_told_instead_of_the_usual_rights() -> None:
    article = describe(replace(PAGE, licence="CC BY 4.0"), Given(), REGISTRY).article
    assert article.rights == "The page names a licence: “CC BY 4.0”."


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("Osterby’s ferry: aground!", "osterbys-ferry-aground"),
        ("Norvale tells Osterby that it will not pay for the ferry", "norvale-tells-osterby"),
        ("Café “Zur Fähre” reopens", "cafe-zur-fahre-reopens"),
        ("It will not", "it-will-not"),
        ("61", "61"),
    ],
)
def test_ids(title: str, identifier: str) -> None:
    assert propose_id(title) == identifier


def test_no_id_without_latin_letters() -> None:
    with pytest.raises(SeedError, match="give one by --id"):
        propose_id("Паром")
