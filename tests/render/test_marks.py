"""What a mention becomes in the text: a link to its entity, or, of several at once, no link at all."""

from __future__ import annotations

from build_tools.settings import Settings
from tests.pages import parse


def test_they_leads_to_neither_and_names_both(real_site: Settings) -> None:
    page = parse(real_site.site / "articles" / "nasrallah-assures-iranians" / "index.html")
    joint = page.xpath('//*[contains(@class, "sb-mention--joint")]')
    assert joint
    for one in joint:
        assert one.tag == "span"
        entities = one.get("data-entity").split()
        assert len(entities) == len(set(entities)) > 1
        assert len(one.get("title").split(" and ")) == len(entities)
    both = [one for one in joint if one.get("data-entity") == "esmail-qaani hassan-nasrallah"]
    assert {one.text_content() for one in both} >= {"they", "them", "They"}
    assert {one.get("title") for one in both} == {"Esmail Qaani and Hassan Nasrallah"}


def test_no_two_elements_share_an_anchor(real_site: Settings) -> None:
    for path in sorted((real_site.site / "articles").glob("*/index.html")):
        ids = parse(path).xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), path
