"""A project of two short articles whose every part is at hand, so that a test can break one of them.

What annotates is a double: a statement is what follows each "said", so nothing here rests on a model.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from build_tools.annotate.blocks import split_blocks
from build_tools.checking.problems import Report
from build_tools.checking.project import check_project
from build_tools.checking.published import Published
from build_tools.corpus.assemble import assemble, view
from build_tools.corrections import apply_all
from build_tools.models import AnnotatedArticle, Article, Attribution, Provenance, Registry
from build_tools.registry import load_registry
from build_tools.render.data_files import data_files
from build_tools.render.redirects import redirects
from build_tools.render.site import Site
from build_tools.seeds import load_articles
from build_tools.settings import Settings
from build_tools.site_urls import SiteUrls

RULE = Provenance("rule", "test")
TEXTS = {
    "pier-opens": "Pier opens\n\nMayor Ada Holm said the pier was sound. Erik Lind said nothing of it.\n",
    "pier-shuts": "Pier shuts\n\nThe council said on Monday that the Old Pier would close.\n",
}
FILES = {
    "articles/pier-opens.yml": """schema_version: 1
title: {value: Pier opens, basis: printed}
outlet: {value: courier, basis: printed}
date: {value: "2019-05-20", basis: printed}
""",
    "articles/pier-shuts.yml": """schema_version: 1
title: {value: Pier shuts, basis: printed}
outlet: {value: null, basis: unknown}
date: {value: "2020-01-07", basis: printed}
""",
    "articles/pier-shuts.corrections.yml": """schema_version: 1
attributions:
  - {do: confirm, cue: {paragraph: 2, exact: said}}
""",
    "actors.yml": """schema_version: 1
actors:
  ada-holm:
    kind: person
    name: Ada Holm
  council:
    kind: government-body
    name: Town Council
    former_ids: [town-hall]
  courier:
    kind: outlet
    name: Courier
""",
    "places.yml": """schema_version: 1
places:
  old-pier:
    kind: place
    name: Old Pier
    described_in:
      - {article: pier-shuts, quote: the Old Pier would close}
""",
    "events.yml": """schema_version: 1
events:
  opening:
    name: Opening of the pier
    date: "2019-05"
    date_basis: inferred
    date_why: The report is of that month.
    former_ids: [pier-opening]
  closing:
    name: Closing of the pier
    date: "2020-01"
    date_basis: inferred
    date_why: The report is of that month.
""",
}


def annotate(
    articles: Sequence[Article],
    registry: Registry,
    folder: Path,
    executor: Executor | None = None,
) -> tuple[list[AnnotatedArticle], int]:
    """Stands in for `annotate_cached`."""
    return [annotated(article) for article in articles], len(articles)


def annotated(article: Article) -> AnnotatedArticle:
    """The article with a statement for each "said"."""
    statements = tuple(
        Attribution(
            f"s{found.start(1)}", (), (found.span(1),), (found.span(2),), "indirect", None, RULE
        )
        for found in re.finditer(r"\b(said) ([^.]+)", article.text)
    )
    return AnnotatedArticle(article, split_blocks(article.text), attributions=statements)


def make_small(root: Path) -> Settings:
    """Write the seeds of the project."""
    settings = Settings.for_root(root)
    (settings.seeds / "articles").mkdir(parents=True)
    manifest = "schema_version: 1\narticles:\n"
    for identifier, text in TEXTS.items():
        (settings.seeds / "articles" / f"{identifier}.txt").write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        manifest += f"  {identifier}:\n    original_name: {identifier}.html\n    sha256: {digest}\n"
    for name, text in {**FILES, "manifest.yml": manifest}.items():
        (settings.seeds / name).write_text(text, encoding="utf-8")
    return settings


def corpus_of(settings: Settings) -> tuple[list[AnnotatedArticle], Registry]:
    """The articles with their corrections, and the registry."""
    articles = load_articles(settings.seeds)
    registry = load_registry(settings.seeds, articles)
    return apply_all([annotated(one) for one in articles], settings.seeds, registry), registry


def build_small(settings: Settings) -> None:
    """Build a bare site of the seeds: a page without words at each address, and the data files."""
    articles, registry = corpus_of(settings)
    corpus = view(assemble(articles, registry))
    files = {file.path: file.text for file in data_files(Site(corpus, settings, SiteUrls("http://x/")))}
    files["index.html"] = "<p>Home</p>"
    for one in articles:
        anchors = "".join(f'<p id="{statement.id}">x</p>' for statement in one.attributions)
        files[f"articles/{one.article.id}/index.html"] = anchors
    for one in redirects(registry):
        target = f"{one.page.up}{one.target}/"
        refresh = f'<html><meta http-equiv="refresh" content="0; url={target}"></html>'
        files[f"{one.page.url}index.html"] = refresh
        files[f"{one.target}/index.html"] = "<p>Here</p>"
    for path, text in files.items():
        target_file = settings.site / path
        target_file.parent.mkdir(parents=True, exist_ok=True)
        target_file.write_text(text, encoding="utf-8")


def check(settings: Settings, published: Published | None = None) -> Report:
    """Check the project as the command line does."""
    return check_project(settings, "/", published)


def edit(settings: Settings, name: str, old: str, new: str) -> None:
    """Replace words that stand once in a file of the seeds."""
    path = settings.seeds / name
    text = path.read_bytes().decode()
    assert text.count(old) == 1, (name, old)
    path.write_bytes(text.replace(old, new).encode())
