"""The MkDocs hook: makes plain `mkdocs build` and `mkdocs serve` build the whole site.

It writes the generated pages before MkDocs looks for them, keeps their HTML away from Markdown,
and indexes the built site for search. Everything it does is done elsewhere; it only says when.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

# MkDocs loads a hook by its path, so the package has to be found first. The path is put back once
# the hook is loaded; by then the package is known and its modules can still be imported.
PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.toc import AnchorLink, TableOfContents  # noqa: E402

from build_tools.content_policy import add_content_policy  # noqa: E402
from build_tools.errors import BuildToolsError, SiteError  # noqa: E402
from build_tools.search_index import write_search_index  # noqa: E402
from build_tools.site_config import SiteConfig, read_site_config, site_urls_of  # noqa: E402

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

MARKER = "<!-- sourcebook:html -->"
WATCHED = ("seeds", "build_tools/lexicons", "build_tools/templates", "build_tools/theme")

_MACROS_LOGGER = "mkdocs.plugins.mkdocs_macros.util"

_HEADING = re.compile(r"<h([1-3])\b[^>]*?\sid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.DOTALL)
# Quotation marks in text are escaped, so this stands inside tags only.
_ID = re.compile(r"\sid=\"([^\"]+)\"")
_WIDE = re.compile(r'class="[^"]*\b(?:sb-article-page|sb-compare-page|sb-timeline-page)\b')
_TAG = re.compile(r"<[^>]*>")
_STYLES = "assets/stylesheets/joined.css"
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_state = {"serves": False}

# HTML of the page that MkDocs is rendering, by source path: kept from `on_page_markdown` to
# `on_page_content`, which follow one another for each page.
_kept: dict[str, str] = {}


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    """Turn an error in the input into one that MkDocs reports without a traceback."""
    try:
        yield
    except BuildToolsError as error:
        raise PluginError(str(error)) from error


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the addresses of the site and its repository from the environment, and the language and
    the colours from `extra: sourcebook:`.

    What is set already stays: `mkdocs serve` sets its own address.
    """
    root = Path(config.config_file_path).parent
    with _told_by_mkdocs():
        own = read_site_config(root)
        urls = site_urls_of(root, os.environ)
        _check_language(own, config)
    config.theme["language"] = own.own.language
    config.extra["sourcebook_style"] = own.style()
    # The macros plugin tells a failed macro as a warning and ends the build, so `--quiet` would hide
    # why; and what it tells below that is of no use to anyone who builds a site.
    logging.getLogger(_MACROS_LOGGER).setLevel(logging.WARNING)
    # The same pages give the same bytes: without this, MkDocs stamps the day of the build.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    if not config.site_url:
        config.site_url = urls.site
    if not config.repo_url and urls.repository:
        config.repo_url = urls.repository
        config.repo_name = urls.repository_name
    return config


def _check_language(own: SiteConfig, config: MkDocsConfig) -> None:
    """Raise an error that helps, where the theme would only miss a file."""
    name = f"partials/languages/{own.own.language}.html"
    if own.own.language != "en" and not any((Path(d) / name).is_file() for d in config.theme.dirs):
        raise SiteError(
            f"the theme does not speak {own.own.language!r}",
            file=config.config_file_path,
            entry="extra.sourcebook.language",
        )


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the generated pages, unless `sourcebook build` has just done so."""
    if os.environ.get("SOURCEBOOK_PAGES_READY") == "1":
        return
    from build_tools.build import write_pages
    from build_tools.settings import Settings

    with _told_by_mkdocs():
        write_pages(Settings.for_root(Path(config.config_file_path).parent))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the theme's own styles and scripts, which no page uses, and join our stylesheets,
    without their comments, so that a page waits for one of them and not for sixteen.
    """
    ours = (config.docs_dir, config.theme.custom_dir)
    for file in list(files):
        of_the_theme = file.src_dir not in (None, *ours)
        if config.theme.custom_dir and of_the_theme and file.src_uri.startswith("assets/"):
            files.remove(file)
    joined = []
    for path in config.extra_css:
        file = files.get_file_from_path(path)
        if file is None:
            raise PluginError(f"extra_css: there is no {path!r} in {config.docs_dir}")
        joined.append(file.content_string)
        files.remove(file)
    files.append(File.generated(config, _STYLES, content=_dense("\n".join(joined))))
    config.extra_css = [_STYLES]
    return files


def _dense(css: str) -> str:
    """A stylesheet without comments and line ends; none of ours has either inside quotation marks."""
    return " ".join(_CSS_COMMENT.sub("", css).split())


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Hang each page outside the nav below the section of its list, so that its tab lights up."""
    parents = {page.url: page.parent for page in nav.pages if page.url}
    for file in files.documentation_pages():
        page = file.page
        if page is not None and page.parent is None and page not in nav.pages:
            page.parent = parents.get(page.url.split("/", 1)[0] + "/")
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set a generated page's HTML aside, so that Markdown never sees it."""
    head, marker, body = markdown.partition(MARKER)
    if not marker or head.strip():
        return markdown
    _kept[page.file.src_uri] = body.strip("\n")
    return ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put a generated page's HTML back, with its table of contents and its anchors."""
    kept = _kept.pop(page.file.src_uri, None)
    if kept is None:
        return html
    page.toc = contents_of(kept)
    page.meta.setdefault("hide", _hidden(kept, page.toc))
    page.present_anchor_ids = set(_ID.findall(kept))
    return kept


def on_startup(command: str, **_: object) -> None:
    """Note whether MkDocs serves: then its own script, which reloads the page, must be let in."""
    _state["serves"] = command == "serve"


def on_post_build(config: MkDocsConfig) -> None:
    """Give the built pages their policy, and index the site for search."""
    if not _state["serves"]:
        with _told_by_mkdocs():
            add_content_policy(Path(config.site_dir))
    if os.environ.get("SOURCEBOOK_NO_INDEX") == "1":
        return
    with _told_by_mkdocs():
        write_search_index(Path(config.site_dir))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Rebuild when an article, the registry, a word list or a template changes."""
    root = Path(config.config_file_path).parent
    for name in WATCHED:
        if (root / name).is_dir():
            server.watch(str(root / name))
    return server


def _hidden(html: str, contents: TableOfContents) -> list[str]:
    """The sidebars that a page does without: the margins of a wide page are its own."""
    if _WIDE.search(html, 0, 400):
        return ["navigation", "toc"]
    return [] if any(item.children for item in contents) else ["toc"]


def contents_of(html: str) -> TableOfContents:
    """The table of contents of generated HTML: its h1 to h3 that carry an id.

    Args:
        html: What the page writer made, so a heading is well-formed and its `id` double-quoted.
    """
    top: list[AnchorLink] = []
    open_headings: list[AnchorLink] = []
    for level, anchor, inner in _HEADING.findall(html):
        link = AnchorLink(_TAG.sub("", inner).strip(), anchor, int(level))
        while open_headings and open_headings[-1].level >= link.level:
            open_headings.pop()
        siblings = open_headings[-1].children if open_headings else top
        siblings.append(link)
        open_headings.append(link)
    return TableOfContents(top)
