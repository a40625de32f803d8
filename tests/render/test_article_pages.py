"""What an article's page says about the article as a whole, and of each statement in words."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from build_tools.build import write_pages
from build_tools.settings import Settings
from tests.doubtful import ENGINEER, ID, INNER, MAYOR, OUTER, PAPER, PIER
from tests.pages import parse
from tests.project import MINI_SEEDS, ROOT, make_project


def test_a_fork_links_its_own_issue_form(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN001
    monkeypatch.setenv("GITHUB_REPOSITORY", "Somebody/reader")
    settings = Settings.for_root(make_project(tmp_path / "fork", MINI_SEEDS))
    write_pages(settings)
    page = (settings.docs / "articles" / "bridge-closes.md").read_text(encoding="utf-8")
    links = [part.split('"')[0] for part in page.split('href="') if "/issues/new" in part[:80]]
    *statements, whole = [urlsplit(link.replace("&amp;", "&")) for link in links]
    assert (whole.netloc, whole.path) == ("github.com", "/Somebody/reader/issues/new")
    query = parse_qs(whole.query)
    here = "https://somebody.github.io/reader/articles/bridge-closes/"
    assert query["page"] == [here]
    pages = [parse_qs(address.query)["page"][0] for address in statements]
    assert pages and all(page.startswith(f"{here}#s") for page in pages)
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / query["template"][0]
    fields = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
    # Those that docs/assets/javascripts/said.js fills in.
    assert {"page", "quote", "now"} <= {field.get("id") for field in fields}


@pytest.mark.parametrize(("repository", "heading"), [("Somebody/reader", "Cite and correct"), (None, "Cite")])
def test_only_a_site_with_a_repository_offers_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: str | None, heading: str
) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    if repository:
        monkeypatch.setenv("GITHUB_REPOSITORY", repository)
    settings = Settings.for_root(make_project(tmp_path / "fork", MINI_SEEDS))
    write_pages(settings)
    page = (settings.docs / "articles" / "bridge-closes.md").read_text(encoding="utf-8")
    assert f'<a href="#cite">{heading}</a></nav>' in page
    assert f'<h2 id="cite">{heading}</h2>' in page
    assert ("Correct this article" in page) == (repository is not None)


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


def test_statements_are_announced_in_words(doubtful_site: Settings) -> None:
    page = parse(doubtful_site.site / "articles" / ID / "index.html")
    found = {part.get("data-statement"): part.get("data-opens") for part in page.xpath("//*[@data-opens]")}
    assert found == {
        MAYOR.id: "statement by Ada Holm begins",
        OUTER.id: "statement by A council official, unnamed, begins",
        INNER.id: "statement by Mara Lind begins",
        ENGINEER.id: "statement by Erik Holm begins",
        PIER.id: "statement by Another official, unnamed, begins",
        PAPER.id: "statement by Harbour Gazette begins",
    }
    assert len(page.xpath("//*[@data-closes]")) == len(found)


def test_words_that_go_on_behind_a_gap_say_so(real_site: Settings) -> None:
    page = parse(real_site.site / "articles" / "iranian-official-warns-all-means" / "index.html")
    parts = page.xpath('//*[@data-statement="s367" and @data-opens]')
    assert [part.get("data-opens") for part in parts] == ["statement by Kamal Kharrazi begins", "statement goes on"]


def test_statements_are_numbered_in_the_order_of_their_notes(doubtful_site: Settings) -> None:
    page = parse(doubtful_site.site / "articles" / ID / "index.html")
    notes = page.xpath('//*[contains(@class, "sb-note ") or @class="sb-note"]/@id')
    shown = [note.removeprefix("note-") for note in notes if note not in (f"note-{OUTER.id}", f"note-{PIER.id}")]
    numbered = {part.get("data-statement"): int(part.get("data-number")) for part in page.xpath("//*[@data-number]")}
    assert numbered == {identifier: number for number, identifier in enumerate(shown, 1)}


def test_a_voice_has_its_chain_once(doubtful_site: Settings) -> None:
    page = parse(doubtful_site.site / "articles" / ID / "index.html")
    (voice,) = [one for one in page.find_class("sb-voice") if "Ada Holm" in one.find("h3").text_content()]
    words = " ".join(voice.text_content().split())
    assert words.startswith("Ada Holm named · 6 words, 11% → Vale Newswire → Harbour Gazette told:")
    assert words.count("Vale Newswire") == 1
