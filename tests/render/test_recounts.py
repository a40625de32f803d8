"""Every number on a page is a count of what its link leads to, and of what the data files hold."""

from __future__ import annotations

import re

import pytest
from lxml import html

from build_tools.settings import Settings
from tests.render.recounts import Built, counts_of, listed, recounted

# What the pages of each site count; a kind that no page shows any more would go unchecked.
_KINDS = {
    "real": {
        "about", "all-origins", "among", "articles", "beside-links", "by", "carried", "claim-articles", "common-words", "dates", "events",
        "figure-articles", "form", "members", "mention-articles", "mentions", "named", "named-share", "origins",
        "links", "list", "nobody-share", "pairs", "paragraphs", "part", "quotations", "relayed", "reports", "rows", "statements", "together",
        "unnamed-share", "variants", "voice", "voice-share", "voice-words", "voices-named", "voices-unnamed",
        "voices-unsourced", "words",
    },
    "mini": {
        "about", "all-origins", "among", "articles", "beside-links", "by", "dates", "events", "figure-articles", "form", "links", "list", "members",
        "mention-articles", "mentions", "named", "named-share", "nobody-share", "origins", "reports", "rows",
        "statements", "unnamed-share", "voice", "voice-share", "voice-words", "voices-named", "voices-unnamed", "words",
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=["real", "mini"])
def site(request: pytest.FixtureRequest) -> tuple[str, Built]:
    settings: Settings = request.getfixturevalue(f"{request.param}_site")
    return request.param, Built(settings)


def test_each_number_is_what_its_link_leads_to(site: tuple[str, Built]) -> None:
    name, built = site
    counts = counts_of(built)
    assert {count.of for count in counts} >= _KINDS[name]
    wrong = [(c.page, c.of, c.number, found) for c in counts if (found := listed(built, c)) != c.number]
    assert wrong == []


def test_each_number_is_what_the_data_hold(site: tuple[str, Built]) -> None:
    _, built = site
    counts = [(count, recounted(built, count)) for count in counts_of(built)]
    assert len([found for _, found in counts if found is not None]) > len(counts) / 2
    assert [(c.page, c.of, c.number, found) for c, found in counts if found not in (None, c.number)] == []


# Numbers that are no counts of ours: words of the articles and of the registry, dates, addresses, drawings.
_QUOTED = {
    "sb-text", "sb-quote", "sb-passage", "sb-kwic", "sb-citations", "sb-passage-text", "sb-alone", "sb-quote__from",
    "sb-chain", "sb-chain-inline", "sb-whys", "sb-figures", "sb-strips", "sb-timeline", "sb-reports", "sb-basis",
}  # fmt: skip
_COUNTS = re.compile(
    r"^\W*[1-9]\d*\W*$|[1-9]\d*%?\W? (?:articles?|statements?|mentions?|passages?|words?|origins?|paragraphs?|events?|dates?|named|unnamed)\b"
)
# Columns whose numbers are no counts: the day, the share of words in common, what links stand beside.
_COLUMNS = {"As printed", "Meant", "EDTF", "Date", "Alike", "Where", "Here", "Passage"}


def test_a_number_that_looks_like_a_count_says_of_what(site: tuple[str, Built]) -> None:
    _, built = site
    bare = []
    for url in built.urls()[1:]:
        for text in built.page(url).xpath('//*[contains(concat(" ", @class, " "), " sb-page ")]//text()'):
            parent = text.getparent().getparent() if text.is_tail else text.getparent()
            if _COUNTS.search(text) and not _is_told([parent, *parent.iterancestors()]):
                bare.append((url, " ".join(text.split())))
    assert bare == []


def _is_told(around: list[html.HtmlElement]) -> bool:
    """Whether a text is a count that says of what, a link, or nothing that we count."""
    if any(one.get("data-count") or one.tag in ("a", "h1", "code", "svg") for one in around):
        return True
    if _QUOTED & {name for one in around for name in (one.get("class") or "").split()}:
        return True
    if any(one.tag == "dd" and one.xpath("string(preceding-sibling::dt[1])") == "Date" for one in around):
        return True
    cell = next((one for one in around if one.tag == "td"), None)
    if cell is None:
        return False
    heads = cell.xpath("ancestor::table[1]/thead//th")
    return " ".join(heads[len(cell.xpath("preceding-sibling::*"))].text_content().split()) in _COLUMNS


def test_a_number_that_is_wrong_is_found(mini_site: Settings) -> None:
    built = Built(mini_site)
    count = next(count for count in counts_of(built) if count.of == "about")
    assert listed(built, count) == recounted(built, count) == count.number
    url, _ = built.follow(count.page, count.element.get("href"))
    built.page(url).xpath('//section[h2[@id="about"]]//li[contains(@class, "sb-statement-item")]')[0].drop_tree()
    assert listed(built, count) == count.number - 1
    del built.shown[next(n for n, one in enumerate(built.shown) if url.split("/")[1] in one["about"])]
    assert recounted(built, count) == count.number - 1
