"""The addresses of the site and its repository, as the environment gives them."""

from __future__ import annotations

import pytest

from build_tools.errors import SiteError
from build_tools.site_urls import SiteUrls, site_urls

LOCAL = "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, SiteUrls(LOCAL)),
        ({"SITE_URL": "", "GITHUB_REPOSITORY": ""}, SiteUrls(LOCAL)),
        ({"SITE_URL": "https://news.example/book"}, SiteUrls("https://news.example/book/")),
        (
            {"GITHUB_REPOSITORY": "Owner/book"},
            SiteUrls("https://owner.github.io/book/", "https://github.com/Owner/book", "Owner/book"),
        ),
        (
            {"GITHUB_REPOSITORY": "owner/owner.github.io"},
            SiteUrls(
                "https://owner.github.io/",
                "https://github.com/owner/owner.github.io",
                "owner/owner.github.io",
            ),
        ),
        (
            {"GITHUB_REPOSITORY": "owner/book", "SITE_URL": "https://news.example/"},
            SiteUrls("https://news.example/", "https://github.com/owner/book", "owner/book"),
        ),
        (
            {
                "GITHUB_REPOSITORY": "owner/book",
                "GITHUB_SERVER_URL": "https://git.example/",
                "SITE_URL": "https://news.example/",
            },
            SiteUrls("https://news.example/", "https://git.example/owner/book", "owner/book"),
        ),
    ],
)
def test_addresses(environment: dict[str, str], expected: SiteUrls) -> None:
    assert site_urls(environment) == expected


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SITE_URL": "news.example"}, "SITE_URL"),
        ({"SITE_URL": "javascript:alert(1)"}, "SITE_URL"),
        ({"GITHUB_REPOSITORY": "book"}, "owner/name"),
        ({"GITHUB_REPOSITORY": "owner/"}, "owner/name"),
        ({"GITHUB_REPOSITORY": "a/b/c"}, "owner/name"),
    ],
)
def test_bad_addresses_are_told(environment: dict[str, str], told: str) -> None:
    with pytest.raises(SiteError, match=told):
        site_urls(environment)
