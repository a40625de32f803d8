"""The MkDocs hook: generated HTML passes through MkDocs untouched, and the environment is heeded."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from build_tools import hook
from build_tools.errors import SeedError
from build_tools.settings import Settings
from tests.project import ROOT

# Each would be changed by Markdown, by attr_list or by a template if it passed through one.
HOSTILE = [
    "<p>{{ 7*7 }} {% raw %} {# #}</p>",
    "<p>*stars* _under_ `code` [link](javascript:alert(1)) ![img](x.png)</p>",
    "<p>one</p>\n\n    indented, after a blank line\n\n<p>two</p>",
    "<p>1 &lt; 2 &amp; “3”\u00a0— end</p>{: onclick=alert(1) }",
    '<p>--8<-- "mkdocs.yml"</p>\n\n---\ntitle: other\n---',
]


def keep(body: str, name: str = "articles/a.md") -> tuple[str, SimpleNamespace]:
    """Send a generated page's body through the two page events."""
    page = SimpleNamespace(
        file=SimpleNamespace(src_uri=name), toc=None, present_anchor_ids=set(), meta={}
    )
    markdown = hook.on_page_markdown(f"{hook.MARKER}\n{body}\n", page, None, None)
    assert markdown == ""
    return hook.on_page_content("", page, None, None), page


@pytest.mark.parametrize("body", HOSTILE)
def test_generated_html_is_kept(body: str) -> None:
    html, _ = keep(body)
    assert html == body


@pytest.mark.parametrize("markdown", ["# A title", "", f"Text first.\n{hook.MARKER}\n<p>html</p>"])
def test_handwritten_pages_stay_markdown(markdown: str) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"))
    assert hook.on_page_markdown(markdown, page, None, None) == markdown
    assert hook.on_page_content("<p>rendered</p>", page, None, None) == "<p>rendered</p>"


@pytest.mark.parametrize(
    ("html", "outline"),
    [
        ("<p>nothing</p>", ""),
        ("<h2>no id</h2>", ""),
        ('<h2 id="a">A &amp; <b>B</b></h2>', "A &amp; B - #a\n"),
        (
            '<h1 id="t">T</h1><h2 class="x" id="a">A</h2><h3 id="b">B</h3><h2 id="c">C</h2>',
            "T - #t\n    A - #a\n        B - #b\n    C - #c\n",
        ),
        ('<h3 id="deep">first</h3><h2 id="a">A</h2>', "first - #deep\nA - #a\n"),
    ],
)
def test_contents_come_from_headings(html: str, outline: str) -> None:
    assert str(hook.contents_of(html)) == outline


def test_anchors_are_known_to_the_link_check() -> None:
    _, page = keep('<div class="sb-block" id="p7" data-id="no"><p>x</p></div><h2 id="voices">V</h2>')
    assert page.present_anchor_ids == {"p7", "voices"}


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        ('<div class="sb-page sb-article-page"><h2 id="a">A</h2></div>', ["navigation", "toc"]),
        ('<div class="sb-page"><h1 id="t">T</h1><h2 id="a">A</h2></div>', []),
        ('<div class="sb-page"><h1 id="t">T</h1></div>', ["toc"]),
    ],
)
def test_sidebars_give_way(html: str, hidden: list[str]) -> None:
    _, page = keep(html)
    assert page.meta["hide"] == hidden


@pytest.mark.parametrize(
    ("given", "environment", "site_url", "repo_url"),
    [
        ({}, {}, "http://127.0.0.1:8000/", None),
        ({}, {"GITHUB_REPOSITORY": "o/n"}, "https://o.github.io/n/", "https://github.com/o/n"),
        (
            {"site_url": "http://127.0.0.1:9/n/"},
            {"SITE_URL": "https://news.example/"},
            "http://127.0.0.1:9/n/",
            None,
        ),
    ],
)
def test_addresses_come_from_the_environment(
    given: dict[str, str],
    environment: dict[str, str],
    site_url: str,
    repo_url: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for name in ("SITE_URL", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    config = mkdocs_config(tmp_path, "site_name: Sample\n", **given)

    hook.on_config(config)

    assert (config.site_url, config.repo_url) == (site_url, repo_url)


def mkdocs_config(root: Path, text: str, **given: str) -> SimpleNamespace:
    """As much of MkDocs' configuration as the hook asks for, from a file with this text."""
    path = root / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    theme = Theme("material")
    bare = {"site_url": None, "repo_url": None, "repo_name": None, "extra": {}, "theme": theme}
    return SimpleNamespace(**bare | {"config_file_path": str(path)} | given)


def test_language_and_colours_come_from_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    own = 'extra: {sourcebook: {language: de, colours: {light: {link: "#7a1f3d"}}}}'
    config = mkdocs_config(tmp_path, f"site_name: Sample\n{own}\n")
    hook.on_config(config)
    assert config.theme["language"] == "de"
    assert "--sb-light-link:#7a1f3d" in config.extra["sourcebook_style"]


def test_a_language_that_the_theme_does_not_speak_is_told(tmp_path: Path) -> None:
    config = mkdocs_config(tmp_path, "site_name: Sample\nextra: {sourcebook: {language: tlh}}\n")
    with pytest.raises(PluginError, match="does not speak 'tlh'"):
        hook.on_config(config)


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A stand-in for build_tools.build, whose work has tests of its own."""
    module = ModuleType("build_tools.build")
    monkeypatch.setitem(sys.modules, "build_tools.build", module)
    monkeypatch.delenv("SOURCEBOOK_PAGES_READY", raising=False)
    return module


def test_pages_are_written_before_the_build(writer: ModuleType, tmp_path: Path) -> None:
    roots = []
    writer.write_pages = lambda settings: roots.append(settings.root)
    hook.on_pre_build(SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml")))
    assert roots == [tmp_path]


def test_pages_that_are_ready_are_not_written_again(
    writer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCEBOOK_PAGES_READY", "1")
    writer.write_pages = lambda settings: pytest.fail("written twice")
    hook.on_pre_build(SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml")))


def test_bad_input_is_told_without_a_traceback(writer: ModuleType, tmp_path: Path) -> None:
    def write_pages(settings: object) -> None:
        raise SeedError("not UTF-8", file="seeds/articles/a.txt")

    writer.write_pages = write_pages
    with pytest.raises(PluginError, match=r"seeds/articles/a\.txt: not UTF-8"):
        hook.on_pre_build(SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml")))


def make_project(root: Path, *, hooks: bool) -> Path:
    docs = root / "docs"
    (docs / "articles").mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n\n[there](articles/a.md#p1)\n", encoding="utf-8")
    (docs / "articles" / "index.md").write_text("# Articles\n", encoding="utf-8")
    body = "\n".join(f'<div id="p{n}">{html}</div>' for n, html in enumerate(HOSTILE, 1))
    (docs / "articles" / "a.md").write_text(
        f'---\ntitle: "A &lt;b&gt;"\n---\n{hook.MARKER}\n{body}\n', encoding="utf-8"
    )
    lines = [
        "site_name: Sample",
        "nav: [{Home: index.md}, {Texts: [{Articles: articles/index.md}]}]",
        "not_in_nav: /articles/*",
        "theme: mkdocs",
        "plugins: []",
        f"hooks: [{Path(hook.__file__)}]" if hooks else "",
        "validation: {links: {anchors: warn}}",
    ]
    (root / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")
    return root / "mkdocs.yml"


def build_project(root: Path, monkeypatch: pytest.MonkeyPatch, *, hooks: bool = True) -> Path:
    monkeypatch.setenv("SOURCEBOOK_PAGES_READY", "1")
    monkeypatch.setenv("SOURCEBOOK_NO_INDEX", "1")
    config = load_config(str(make_project(root, hooks=hooks)), strict=True)
    build(config)
    return Path(config.site_dir)


def test_real_build_keeps_the_html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = build_project(tmp_path, monkeypatch)
    page = (site / "articles" / "a" / "index.html").read_text(encoding="utf-8")
    for html in HOSTILE:
        assert html in page


def test_page_has_its_text_without_the_hook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_project(tmp_path, monkeypatch, hooks=False)
    page = (site / "articles" / "a" / "index.html").read_text(encoding="utf-8")
    assert HOSTILE[0] in page


def test_the_site_has_its_own_styles_and_scripts_alone(mini_site: Settings) -> None:
    assets = mini_site.site / "assets"
    own = ROOT / "docs" / "assets"
    scripts = {path.name for path in (assets / "javascripts").iterdir()}
    assert scripts == {path.name for path in (own / "javascripts").glob("*.js")}
    (styles,) = (assets / "stylesheets").iterdir()
    css = styles.read_text(encoding="utf-8")
    assert "/*" not in css and "\n" not in css
    for path in (own / "stylesheets").glob("*.css"):
        rule = re.search(r"^\.[^{,]*\{\n  [^;]*;", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert rule is None or " ".join(rule[0].split()) in css, path.name


def test_a_page_waits_for_one_stylesheet_and_no_script(mini_site: Settings) -> None:
    pages = [path.read_text("utf-8") for path in mini_site.site.rglob("*.html")]
    pages = [page for page in pages if 'http-equiv="refresh"' not in page]
    assert len(pages) > 10
    for page in pages:
        assert re.findall(r'<link rel="stylesheet" href="[^"]*?([^"/]+)">', page) == ["joined.css"]
        assert re.findall(r"<script\s([^>]*)>", page) and all(
            'type="module"' in attributes for attributes in re.findall(r"<script\s([^>]*)>", page)
        )


def test_two_builds_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    sites = [build_project(tmp_path / name, monkeypatch) for name in ("one", "two")]
    first, second = (
        {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.*")
         if path.is_file()}
        for site in sites
    )
    assert first == second
    assert b"1970" in first["sitemap.xml"], "the day of the build must not be in the site"
