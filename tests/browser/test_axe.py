"""No page of any kind breaks a rule of axe, in light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

OpenContext = Callable[..., BrowserContext]

# One page of each kind.
PAGES = (
    "",
    "articles/",
    "articles/nasrallah-assures-iranians/",
    "actors/",
    "actors/hezbollah/",
    "outlets/reuters/",
    "places/gaza/",
    "documents/un-resolution-1701/",
    "events/",
    "events/khamenei-haniyeh-meeting/",
    "actors/hezbollah/statements-1/",
    "actors/hezbollah/with-israel/",
    "outlets/rbn/voices-1/",
    "compare/",
    "compare/clear-message-to-hamas--iran-tells-hamas/",
    "quotations/",
    "quotations/clear-message-to-hamas--s1927/",
    "origins/",
    "unnamed-sources/",
    "timeline/",
    "network/",
    "method/",
    "how-to-read/",
    "writing/",
    "developing/",
    "essays/one-report-two-articles/",
    "data/",
    "404.html",
)

# Off by default, for it is younger than the others: WCAG 2.2, 2.5.8. Colours make no difference to it.
OPTIONS = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(
    home: str, open_context: OpenContext, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    page = open_context(home, viewport=size, color_scheme=scheme, bypass_csp=True).new_page()
    found = {}
    for path in PAGES:
        answer = page.goto(home + path)
        assert answer is not None and answer.ok, path
        page.wait_for_timeout(150)  # scripts give tables their boxes and notes their tools
        rules = Axe().run(page, options=OPTIONS[scheme]).response["violations"]
        if rules:
            found[path] = [(rule["id"], rule["nodes"][0]["html"]) for rule in rules]
    assert found == {}
