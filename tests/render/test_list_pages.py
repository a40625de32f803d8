"""What the lists show of their rows."""

from __future__ import annotations

import json

import pytest

from build_tools.settings import Settings
from tests.pages import parse


def test_each_article_of_an_origin_stands_with_its_own_chain(real_site: Settings) -> None:
    data = json.loads((real_site.docs / "data" / "articles.json").read_text(encoding="utf-8"))
    chains = {one["id"]: [step["label"] for step in one["chain"]] for one in data["articles"]}
    groups = parse(real_site.site / "origins" / "index.html").find_class("sb-origin")
    shown = {}
    for group in groups:
        (article,) = group.find_class("sb-origin__article")
        (chain,) = group.find_class("sb-chain")
        steps = [step.xpath("string(a | span[@class='sb-step'])") for step in chain]
        shown[article.get("href").strip("/").split("/")[-1]] = steps[:-1]
    assert len(groups) == len(shown)
    assert shown == chains


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("origins", ["Home", "Articles"]),
        ("quotations", ["Home", "Articles"]),
        ("network", ["Home", "Actors"]),
        ("unnamed-sources", ["Home", "Actors"]),
        ("timeline", ["Home", "Events"]),
        ("articles", ["Home"]),
        ("outlets/rbn", ["Home", "Actors", "Outlets"]),
        ("actors/hamas", ["Home", "All actors"]),
    ],
)
def test_the_way_to_a_page_names_its_section_once(real_site: Settings, page: str, path: list[str]) -> None:
    links = parse(real_site.site / page / "index.html").xpath('//nav[@class="sb-path"]//a')
    assert [link.text for link in links] == path
    for link in links:
        assert (real_site.site / page / link.get("href") / "index.html").exists()
