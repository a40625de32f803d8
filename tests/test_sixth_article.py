"""An article that reports a known event appears on every page that concerns it, with no other change."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.build import build_site
from build_tools.settings import Settings
from tests.project import make_project
from tests.render.recounts import Built, counts_of, listed, recounted

ID = "sixth-article"
# Synthetic; the second and the last paragraph are those of the report that two articles carry.
TEXT = """Tehran told Hamas it would stay out, officials say

Ayatollah Ali Khamenei has told Ismail Haniyeh that Tehran would stay out of the war, a diplomat told Reuters.

The supreme leader pressed Haniyeh to silence those voices in the Palestinian group publicly calling for Iran and its powerful Lebanese ally Hezbollah to join the battle against Israel in full force, a Hamas official told Reuters.

The Oct. 7 attack took the group’s allies by surprise, the diplomat said.

“When you wake up the bear with such an attack, it’s quite difficult for your allies to stand in the same position as you,” said Mohanad Hage Ali of the Carnegie Middle East Center.
"""
METADATA = """schema_version: 1
title: {value: "Tehran told Hamas it would stay out, officials say", basis: printed}
outlet: {value: ya-libnan, basis: inferred, why: "Synthetic."}
date: {value: "2023-11-17", basis: inferred, why: "Synthetic."}
relays:
  - {outlet: reuters, label: Reuters, basis: printed, why: "“a Hamas official told Reuters”.", scope: whole}
"""


@pytest.fixture(scope="module")
def built(first_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = make_project(tmp_path_factory.mktemp("sixth") / "project", first_corpus, handwritten=True)
    (root / "seeds" / "articles" / f"{ID}.txt").write_text(TEXT, encoding="utf-8")
    (root / "seeds" / "articles" / f"{ID}.yml").write_text(METADATA, encoding="utf-8")
    settings = Settings.for_root(root)
    assert build_site(settings)
    return Built(settings)


def words(built: Built, url: str, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in built.page(url).xpath(path)]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "articles/",
        "events/khamenei-haniyeh-meeting/",
        "events/october-7-attack/",
        "actors/ali-khamenei/",
        "actors/ismail-haniyeh/",
        "actors/mohanad-hage-ali/",
        "actors/carnegie-middle-east-center/",
        "outlets/ya-libnan/",
        "outlets/reuters/",
        "compare/",
        f"compare/iran-tells-hamas--{ID}/",
        f"compare/clear-message-to-hamas--{ID}/",
        "origins/",
        "timeline/",
        "network/",
        "unnamed-sources/",
    ],
)
def test_it_appears(built: Built, url: str) -> None:
    hrefs = built.page(url).xpath("//main//a/@href")
    assert any(f"articles/{ID}/" in href or f"--{ID}/" in href for href in hrefs)


def test_the_event_has_an_article_more_and_no_origin_more(built: Built) -> None:
    (told,) = words(built, "events/khamenei-haniyeh-meeting/", '//dt[text()="Reported in"]/following-sibling::dd[1]')
    assert told == "3 articles, 1 independent origin: Reuters of about 15 November 2023"
    origins = words(built, "events/khamenei-haniyeh-meeting/", '//li[@id="origin-1"]')
    assert "Tehran told Hamas it would stay out, officials say" in origins[0]
    assert "They go back to a report of Reuters of the same days." in origins[0]


def test_the_quotation_has_a_version_more(built: Built) -> None:
    page = "quotations/clear-message-to-hamas--s1927/"
    assert len(words(built, page, "//tbody/tr")) == 3
    (version,) = words(built, page, f'//tbody/tr[@data-article="{ID}"]')
    assert "stand in the same position as you" in version
    # Its own address leads there.
    (own,) = [url for url in built.urls() if url.startswith(f"quotations/{ID}--")]
    leads = built.page(own).xpath("//main//p/a/@href")
    assert [built.follow(own, href)[0] for href in leads] == [page]


def test_all_numbers_follow(built: Built) -> None:
    counts = counts_of(built)
    wrong = [(c.page, c.of, c.number, found) for c in counts if (found := listed(built, c)) != c.number]
    assert wrong == []
    assert [c.page for c in counts if recounted(built, c) not in (None, c.number)] == []
