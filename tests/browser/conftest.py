"""The real site, built once and served under a sub-path, and a browser that forgives nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from tests.browser.hosting import Host, build_into, find_chromium, start_host
from tests.browser.watch import Watch
from tests.project import make_project

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder drive the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium. Where none is found, tests are skipped, and fail under CI."""
    path = find_chromium()
    if path is None:
        told = "no Chromium on the PATH; name one by SOURCEBOOK_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def new_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Host]]:
    """Starts static hosts, each with an empty folder."""
    hosts: list[Host] = []

    def start() -> Host:
        hosts.append(start_host(tmp_path_factory.mktemp("www")))
        return hosts[-1]

    yield start
    for host in hosts:
        host.stop()


@pytest.fixture(scope="session")
def home(
    first_corpus: Path, new_host: Callable[[], Host], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of the real articles' site."""
    host = new_host()
    project = make_project(tmp_path_factory.mktemp("real"), first_corpus, handwritten=True)
    build_into(host, project)
    return host.home


def wait_for_scripts(page: Page) -> None:
    """Let `goto` and `reload` come back when the page's components listen, not at its load."""

    def waiting(visit: Callable[..., Response | None]) -> Callable[..., Response | None]:
        def visit_and_wait(*address: str, **options: object) -> Response | None:
            response = visit(*address, **options)
            if page.locator("script[src$='start.js']").count():
                page.locator("html[data-started]").wait_for(state="attached")
            return response

        return visit_and_wait

    page.goto, page.reload = waiting(page.goto), waiting(page.reload)  # type: ignore[method-assign]


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts for the site at an address; a fault in any fails the test."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def start(home: str, **options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
        context.set_default_timeout(10_000)
        watch = Watch(home)
        context.on("page", watch.follow)
        if options.get("java_script_enabled", True):
            context.on("page", wait_for_scripts)
        opened.append((context, watch))
        return context

    yield start
    for context, _ in opened:
        context.close()
    assert [fault for _, watch in opened for fault in watch.faults] == []


@pytest.fixture
def page(home: str, open_context: Callable[..., BrowserContext]) -> Page:
    """A page at the home of the real site, on a wide screen, with JavaScript."""
    page = open_context(home).new_page()
    page.goto(home)
    return page
