"""Copies of an article are found; other articles on the same matter are not copies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.intake.twins import NEAR, SHARES, overlaps, same_address, same_text
from build_tools.seeds import load_articles, text_article
from tests.intake.news import HEADLINE, PARAGRAPHS, TEXT
from tests.project import ROOT

FERRY = replace(
    text_article("ferry", TEXT),
    url="https://www.gazette.example/ferry/?id=7&utm_source=x#top",
)
OTHER = text_article("other", "The Lantern Bridge is shut. Nobody knows for how long it will be.")
THERE = (OTHER, FERRY)


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        (TEXT, "ferry"),
        (TEXT.replace("\u00a0", " ").replace("“", '"').replace("\n\n", "\r\n").upper(), "ferry"),
        (TEXT + "Read more", None),
        ("…", None),
    ],
)
def test_same_text(text: str, twin: str | None) -> None:
    assert same_text(text, THERE) == twin


def test_texts_without_words_are_not_the_same() -> None:
    assert same_text("…", (text_article("dots", "."),)) is None


@pytest.mark.parametrize(
    ("address", "twin"),
    [
        ("http://gazette.example/ferry?id=7", "ferry"),
        ("https://GAZETTE.example/ferry/?utm_medium=y&id=7", "ferry"),
        ("https://gazette.example/ferry?id=8", None),
        ("https://gazette.example/Ferry?id=7", None),
        ("https://gazette.example:8080/ferry?id=7", None),
        ("https://other.example/ferry?id=7", None),
    ],
)
def test_same_address(address: str, twin: str | None) -> None:
    assert same_address((address,), THERE) == twin


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        # Without its title, with what stands around it on a page, and cut off.
        ("\n".join(PARAGRAPHS), 1.0, 1.0),
        (f"Share\n{TEXT}\nRead more: the bridge", 1.0, 1.0),
        ("\n".join(PARAGRAPHS[:2]), 1.0, 1.0),
        # One word changed of more than a hundred.
        (TEXT.replace("sandbank", "reef"), NEAR, 0.999),
        # Half of it written anew: the same report, another article.
        (f"{HEADLINE}\n{PARAGRAPHS[0]}\n" + "A whole new paragraph of other words follows. " * 9, SHARES, NEAR),
    ],
)
def test_overlaps(text: str, least: float, most: float) -> None:
    (overlap,) = overlaps(text, THERE)
    assert overlap.article == "ferry"
    assert least <= overlap.share <= most


@pytest.mark.parametrize("text", ["Too short.", "Another ferry sank off Norvale, the harbour office said on Monday night."])
def test_other_articles_do_not_overlap(text: str) -> None:
    assert overlaps(text, THERE) == []


@pytest.mark.usefixtures("first_corpus")
def test_the_bounds_tell_the_real_articles_apart() -> None:
    articles = load_articles(ROOT / "seeds")
    found = {
        frozenset((article.id, overlap.article)): overlap.share
        for article in articles
        for overlap in overlaps(article.text, [a for a in articles if a is not article])
    }
    # Two articles that carry one agency's report in different words; no others share one.
    assert found.keys() == {frozenset(("iran-tells-hamas", "clear-message-to-hamas"))}
    assert all(SHARES < share < NEAR for share in found.values())
