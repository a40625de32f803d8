"""What an article's page says about the article as a whole."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from build_tools.build import write_pages
from build_tools.settings import Settings
from tests.pages import parse
from tests.project import MINI_SEEDS, ROOT, make_project


def test_a_fork_links_its_own_issue_form(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN001
    monkeypatch.setenv("GITHUB_REPOSITORY", "Somebody/reader")
    settings = Settings.for_root(make_project(tmp_path / "fork", MINI_SEEDS))
    write_pages(settings)
    page = (settings.docs / "articles" / "bridge-closes.md").read_text(encoding="utf-8")
    (link,) = [part.split('"')[0] for part in page.split('href="') if "/issues/new" in part[:80]]
    address = urlsplit(link.replace("&amp;", "&"))
    assert (address.netloc, address.path) == ("github.com", "/Somebody/reader/issues/new")
    query = parse_qs(address.query)
    assert query["page"] == ["https://somebody.github.io/reader/articles/bridge-closes/"]
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / query["template"][0]
    fields = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
    assert "page" in {field.get("id") for field in fields}


def test_the_header_says_what_is_inferred_and_why(real_site: Settings) -> None:
    page = parse(real_site.site / "articles" / "iranian-official-warns-all-means" / "index.html")
    (header,) = page.xpath('//header[contains(@class, "sb-header")]')
    text = " ".join(header.text_content().split())
    assert "outlet unknown" in text
    assert "about 2 July 2024" in text
    assert "inferred. The text prints no date." in text
    assert [step.text_content() for step in header.xpath('.//ol[contains(@class, "sb-chain")]/li')][-1] == "this page"


def test_neighbours_follow_the_dates(real_site: Settings) -> None:
    page = parse(real_site.site / "articles" / "iran-tells-hamas" / "index.html")
    (before,) = page.xpath('//nav[contains(@class, "sb-neighbours")]/a[@rel="prev"]/@href')
    (after,) = page.xpath('//nav[contains(@class, "sb-neighbours")]/a[@rel="next"]/@href')
    assert before.endswith("articles/clear-message-to-hamas/")
    assert after.endswith("articles/nasrallah-assures-iranians/")
