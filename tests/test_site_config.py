"""What makes a reader somebody's own is read from mkdocs.yml, and a slip in it is told with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from build_tools.errors import SiteError
from build_tools.site_config import ColourName, read_site_config, site_urls_of
from tests.project import ROOT

PLAIN = "site_name: Harbour News\n"


def config(root: Path, text: str) -> Path:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return root


def test_a_project_without_a_configuration_has_the_defaults(tmp_path: Path) -> None:
    found = read_site_config(tmp_path)
    assert (found.site_name, found.own.language, found.style()) == ("Sourcebook", "en", "")


def test_the_projects_own_configuration_is_read() -> None:
    found = read_site_config(ROOT)
    assert (found.site_name, found.own.language) == ("Sourcebook", "en")


def test_colours_become_a_rule(tmp_path: Path) -> None:
    text = PLAIN + (
        "extra:\n  generator: false\n  sourcebook:\n    language: de\n    colours:\n"
        '      light: {link: "#7a1f3d", content-lit: "#ffeeaa"}\n      dark: {link: "#F0A0B0"}\n'
    )
    found = read_site_config(config(tmp_path, text))
    assert found.own.language == "de"
    assert found.style() == (
        ":root{--sb-light-link:#7a1f3d;--sb-light-content-lit:#ffeeaa;--sb-dark-link:#F0A0B0;}"
    )


def test_what_only_mkdocs_understands_is_passed_over(tmp_path: Path) -> None:
    text = PLAIN + (
        "theme: {name: !ENV [THEME, material]}\n"
        "markdown_extensions:\n  - emoji: {index: !!python/name:material.extensions.emoji.twemoji }\n"
        "nav:\n  - 404: page.md\n"
    )
    assert read_site_config(config(tmp_path, text)).site_name == "Harbour News"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site_name: [a\n", "mkdocs.yml:2: not valid YAML"),
        ("site_name: 7\n", "mkdocs.yml:1: site_name: Input should be a valid string"),
        (PLAIN + "extra:\n  sourcebook:\n    colour: {}\n", "mkdocs.yml:4: extra.sourcebook.colour: unknown key"),
        (PLAIN + "extra:\n  sourcebook:\n    language: Deutsch\n", "mkdocs.yml:4: extra.sourcebook.language"),
        (
            PLAIN + 'extra:\n  sourcebook:\n    colours:\n      light:\n        links: "#7a1f3d"\n',
            "mkdocs.yml:6: extra.sourcebook.colours.light.links",
        ),
        (
            PLAIN + "extra:\n  sourcebook:\n    colours:\n      dark:\n        link: red;}body{}\n",
            "mkdocs.yml:6: extra.sourcebook.colours.dark.link",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SiteError, match=re.escape(told)):
        read_site_config(config(tmp_path, text))


def test_the_colours_are_those_of_the_stylesheet() -> None:
    css = (ROOT / "docs" / "assets" / "stylesheets" / "site.css").read_text("utf-8")
    for scheme in ("light", "dark"):
        plain = set(re.findall(rf"--sb-{scheme}-([\w-]+): #[0-9a-f]{{6}};", css))
        assert plain == set(get_args(ColourName))
    told = re.search(r"by their names there.*?:\n((?:\s+# .*\n)+)", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert set(re.findall(r"[\w-]+", told[1].replace("#", ""))) == set(get_args(ColourName))


@pytest.mark.parametrize(
    ("text", "environment", "name", "site", "repository", "repository_name"),
    [
        (PLAIN, {}, "Harbour News", "http://127.0.0.1:8000/", None, None),
        (
            PLAIN + "site_url: https://news.example\nrepo_url: https://git.example/a/b/\n",
            {"GITHUB_REPOSITORY": "o/n", "SITE_URL": "https://other.example/"},
            "Harbour News", "https://news.example/", "https://git.example/a/b", "a/b",
        ),
        (
            PLAIN + "repo_url: https://git.example/a/b\nrepo_name: Source\n",
            {"GITHUB_REPOSITORY": "o/n"},
            "Harbour News", "https://o.github.io/n/", "https://git.example/a/b", "Source",
        ),
    ],
)  # fmt: skip
def test_the_configuration_goes_before_the_environment(
    tmp_path: Path,
    text: str,
    environment: dict[str, str],
    name: str,
    site: str,
    repository: str | None,
    repository_name: str | None,
) -> None:
    urls = site_urls_of(config(tmp_path, text), environment)
    assert (urls.name, urls.site) == (name, site)
    assert (urls.repository, urls.repository_name) == (repository, repository_name)


@pytest.mark.parametrize("line", ["site_url: news.example", "repo_url: javascript:alert(1)"])
def test_an_address_that_is_none_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(SiteError, match=line.partition(":")[0]):
        site_urls_of(config(tmp_path, f"{PLAIN}{line}\n"), {})
