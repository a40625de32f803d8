"""An article that tries to run something is shown as the words it is, and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from build_tools.settings import Settings
from tests.browser.hosting import Host
from tests.project import MINI_SEEDS


# What the page has of the article, as a reader sees it with everything unfolded.
ARTICLE_TEXT = """article => {
  const copy = article.cloneNode(true)
  for (const label of copy.querySelectorAll(".sb-label")) label.remove()
  return [...copy.children].map((block) => block.textContent).join("\\n")
}"""
# Nothing in a page that the corpus decides may be able to run.
RUNNABLE = """() => [...document.querySelectorAll("main *")].flatMap((element) => [
  ...(["SCRIPT", "IFRAME", "OBJECT", "EMBED", "STYLE", "BASE", "IMG"].includes(element.tagName)
    && element.closest(".sb-page") ? [element.outerHTML] : []),
  ...[...element.attributes]
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*(javascript|data|vbscript):/i.test(value))
    .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
])"""


@pytest.fixture(scope="module")
def mini_home(mini_site: Settings, new_host: Callable[[], Host]) -> str:
    """The address of the mini corpus' site."""
    host = new_host()
    host.site.symlink_to(mini_site.site, target_is_directory=True)
    return host.home


@pytest.fixture
def visitor(mini_home: str, open_context: Callable[..., BrowserContext]) -> Page:
    """A page whose dialogs, errors and requests to other hosts fail the test."""
    return open_context(mini_home).new_page()


@pytest.mark.parametrize("article", sorted(path.stem for path in MINI_SEEDS.glob("articles/*.txt")))
def test_article_is_its_own_words(article: str, visitor: Page, mini_home: str) -> None:
    visitor.goto(f"{mini_home}articles/{article}/")
    shown = visitor.locator("article.sb-text").evaluate(ARTICLE_TEXT)
    seed = (MINI_SEEDS / "articles" / f"{article}.txt").read_text(encoding="utf-8")
    assert shown.split() == seed.split()


def test_nothing_runs_on_any_page(mini_site: Settings, visitor: Page, mini_home: str) -> None:
    paths = [path for path in addresses(mini_site) if not is_redirect(mini_site.site / path)]
    assert len(paths) > 10
    for path in paths:
        visitor.goto(mini_home + path)
        assert visitor.evaluate(RUNNABLE) == [], path
        assert visitor.evaluate("typeof window.pwned") == "undefined", path


def test_redirects_lead_to_a_page(mini_site: Settings, visitor: Page, mini_home: str) -> None:
    paths = [path for path in addresses(mini_site) if is_redirect(mini_site.site / path)]
    assert paths
    for path in paths:
        visitor.goto(mini_home + path)
        visitor.wait_for_url(lambda url, left=path: url != mini_home + left)
        assert visitor.locator(".sb-page h1").count() == 1, path


def test_nothing_runs_in_search(visitor: Page, mini_home: str) -> None:
    visitor.goto(mini_home)
    visitor.keyboard.press("/")
    visitor.locator("#sb-search input[type=search]").fill("bold")
    visitor.locator("#sb-search .sb-hit").filter(has_text="<b>bold</b>").first.wait_for()
    assert visitor.locator("#sb-search").locator("b, script, img, iframe, [onclick]").count() == 0
    assert visitor.evaluate("typeof window.pwned") == "undefined"


def addresses(settings: Settings) -> list[str]:
    """The page addresses of a built site, below its home."""
    folders = [page.parent.relative_to(settings.site) for page in settings.site.rglob("index.html")]
    return sorted(f"{folder.as_posix()}/".removeprefix("./") for folder in folders)


def is_redirect(folder: Path) -> bool:
    """Whether a page sends its reader on."""
    return '<meta http-equiv="refresh"' in (folder / "index.html").read_text(encoding="utf-8")
