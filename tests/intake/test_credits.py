"""Credits are found in their forms; outlets are told by name and by site, or not at all."""

from __future__ import annotations

import pytest

from build_tools.annotate.blocks import split_blocks
from build_tools.intake.credits import Outlets, find_credits, own_byline, site_of
from build_tools.models import Entity, Registry

REGISTRY = Registry(
    {
        entity.id: entity
        for entity in (
            Entity("harbour-gazette", "outlet", "The Harbour Gazette", short_names=("Gazette",)),
            Entity("vale-newswire", "outlet", "Vale Newswire", aliases=("VNW",)),
            Entity("norvale-post", "outlet", "Norvale Post", aliases=("post.example",), short_names=("NP",)),
            Entity("nightly-post", "outlet", "Nightly Post", short_names=("NP",)),
            Entity("tor-vang", "person", "Tor Vang"),
        )
    }
)
OUTLETS = Outlets(REGISTRY)
BODY = "The ferry ran aground on a sandbank, the harbour office said."


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Harbour Gazette", "harbour-gazette"),
        ("harbour  gazette.", "harbour-gazette"),
        ("Gazette", "harbour-gazette"),
        ("vnw", "vale-newswire"),
        ("NP", None),  # of two outlets
        ("Tor Vang", None),  # of no outlet
        ("Harbour Gazettes", None),
        ("", None),
    ],
)
def test_find(name: str, outlet: str | None) -> None:
    assert OUTLETS.find(name) == outlet


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.harbourgazette.co.uk/town/ferry", "harbour-gazette"),
        ("https://harbour-gazette.com/", "harbour-gazette"),
        ("https://news.valenewswire.example/1", "vale-newswire"),
        ("https://post.example/1", "norvale-post"),
        ("https://harbourgazette.blogsite.com/", None),
        ("https://gazette.com/", None),  # a short name is too little
        ("http://127.0.0.1:8000/ferry", None),
    ],
)
def test_at(url: str, outlet: str | None) -> None:
    assert OUTLETS.at(url) == outlet


def test_site_of() -> None:
    assert site_of("https://edition.news.co.uk/x") == "news.co.uk"
    assert site_of("https://a.gazette.example/x") == "gazette.example"


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        (f"OSTERBY, June 3 (Vale Newswire) - {BODY}", [("vale-newswire", "whole")]),
        (f"(VNW) – {BODY}", [("vale-newswire", "whole")]),
        (f"OSTERBY (Vale Newswire/Norvale Post) — {BODY}", [("norvale-post", "whole"), ("vale-newswire", "whole")]),
        ("(Vale Newswire)", [("vale-newswire", "whole")]),
        ("By Vale Newswire", [("vale-newswire", "whole")]),
        ("By Ann Reed, Vale Newswire", [("vale-newswire", "whole")]),
        ("By Ann Reed for the Norvale Post", [("norvale-post", "whole")]),
        ("With files from VNW", [("vale-newswire", "part")]),
        ("Vale Newswire contributed to this report.", [("vale-newswire", "part")]),
        ("Copyright 2019 Vale Newswire. All rights reserved.", [("vale-newswire", "whole")]),
        ("This article was first published by the Norvale Post on June 2.", [("norvale-post", "whole")]),
        ("• VNW", [("vale-newswire", "whole")]),
        ("Source » post.example", [("norvale-post", "whole")]),
        ("Source: Vale Newswire.", [("vale-newswire", "whole")]),
        # Forms that name a publication whether the registry knows it or not.
        (f"OSTERBY (Coast Wire) - {BODY}", [("Coast Wire", "whole")]),
        ("Source: Coast Wire", [("Coast Wire", "whole")]),
        ("By Ann Reed for Coast Wire", [("Coast Wire", "whole")]),
        # What is no credit.
        ("By Ann Reed", []),
        ("By Ann Reed, harbour correspondent", []),
        ("• END", []),
        ("(Continued)", []),
        (f"A diplomat told Vale Newswire that {BODY}", []),
        ("By land or for sea, the ferry was late again on Sunday.", []),
        ("The source: a leak in the hull (Vale Newswire) that nobody saw.", []),
        ("File: The ferry in winter. (Ira Quill/Vale Newswire)", []),
    ],
)
def test_find_credits(line: str, credits: list[tuple[str, str]]) -> None:
    text = f"Ferry runs aground\n\n{line}\n\n{BODY}\n"
    found = find_credits(text, split_blocks(text), OUTLETS)
    assert sorted((credit.outlet or credit.name, credit.scope) for credit in found) == credits
    assert all(credit.quote in line for credit in found)


def test_the_nearest_to_the_sources_comes_first_and_each_once() -> None:
    text = f"Source: Norvale Post\nOSTERBY (VNW) - {BODY}\nSource: Vale Newswire\n"
    found = find_credits(text, split_blocks(text), OUTLETS)
    assert [credit.outlet for credit in found] == ["vale-newswire", "norvale-post"]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("by Harbour Gazette Staff", "harbour-gazette"),
        ("June 3, 2019 in Town, by the Harbour Gazette’s newsroom", "harbour-gazette"),
        ("by Ann Reed", None),
        ("by Coast Wire Staff", None),
        ("The ferry was found by Harbour Gazette staff on Sunday.", None),
    ],
)
def test_own_byline(line: str, outlet: str | None) -> None:
    text = f"Ferry runs aground\n\n{line}\n\n{BODY}\n"
    found = own_byline(text, split_blocks(text), OUTLETS)
    assert found == (None if outlet is None else (outlet, line))


def test_named() -> None:
    text = (
        "File: The ferry in winter. (Harbour Gazette)\n\n"
        "The Harbour Gazettes and NP are none of ours.\n\n"
        "VNW was told so, and Vale Newswire and the Norvale Post.\n"
    )
    named = OUTLETS.named(text, split_blocks(text))
    assert [(entity.id, number) for entity, number in named] == [("vale-newswire", 3), ("norvale-post", 3)]
