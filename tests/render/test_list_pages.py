"""What the lists show of their rows."""

from __future__ import annotations

import json

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
