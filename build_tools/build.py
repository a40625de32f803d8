"""The story of a build: read the seeds, annotate, put together, write pages, render the site."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from build_tools.annotate.cache import annotate_cached
from build_tools.corrections import apply_all
from build_tools.corpus.assemble import assemble, view
from build_tools.errors import SiteError
from build_tools.garbage import rare_collections
from build_tools.models import AnnotatedArticle, Registry
from build_tools.registry import load_registry
from build_tools.render.output import Written, write_outputs
from build_tools.render.pages import render_site
from build_tools.render.site import Site
from build_tools.seeds import load_articles
from build_tools.settings import Settings
from build_tools.site_config import site_urls_of

log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).resolve().parent
_RENDERERS = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "pagefind")


@dataclass(frozen=True)
class PagesReport:
    """What writing the pages did.

    Attributes:
        annotated: Articles annotated anew.
        pages: Files written, left alone and removed; None where nothing had changed at all.
    """

    annotated: int
    pages: Written | None


def read_corpus(
    settings: Settings, executor: Executor | None = None
) -> tuple[list[AnnotatedArticle], Registry, int]:
    """Seeds to annotated articles.

    Returns:
        The articles, the registry, and how many articles were annotated anew.

    Raises:
        BuildToolsError: For seeds that cannot be used.
    """
    articles = load_articles(settings.seeds)
    registry = load_registry(settings.seeds, articles)
    annotated, fresh = annotate_cached(articles, registry, settings.cache / "annotations", executor)
    return apply_all(annotated, settings.seeds, registry), registry, fresh


def write_pages(settings: Settings, executor: Executor | None = None) -> PagesReport:
    """Annotate what has changed and bring the generated pages under `docs/` up to date.

    Raises:
        BuildToolsError: For seeds that cannot be used; nothing is written then.
    """
    digest = _digest(_files(settings.seeds), _program(), _addresses(settings))
    stamp = settings.cache / "pages.stamp"
    manifest = settings.docs / ".generated.json"
    if _is_current(stamp, digest) and _all_there(settings.docs, manifest):
        log.info("pages: nothing has changed")
        return PagesReport(0, None)
    with rare_collections():
        annotated, registry, fresh = read_corpus(settings, executor)
        corpus = view(assemble(annotated, registry), settings.shown_from)
        site = Site(corpus, settings, site_urls_of(settings.root, os.environ))
        written = write_outputs(list(render_site(site)), settings.docs, manifest)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="utf-8")
    return PagesReport(fresh, written)


def build_site(settings: Settings) -> bool:
    """The whole site: pages, MkDocs, search index. The former site stays until the new one is whole.

    Returns:
        False where nothing had changed and the site was left as it is.

    Raises:
        BuildToolsError: For seeds that cannot be used, or a site that cannot be rendered.
    """
    write_pages(settings)
    versions = [f"{name} {version(name)}" for name in _RENDERERS]
    inputs = [*_files(settings.docs), settings.root / "mkdocs.yml"]
    digest = _digest(inputs, _program(), _addresses(settings), versions)
    stamp = settings.cache / "site.stamp"
    if _is_current(stamp, digest) and (settings.site / "index.html").is_file():
        log.info("site: nothing has changed")
        return False
    draft = settings.cache / "site-draft"
    _render_with_mkdocs(settings, draft)
    _swap(draft, settings.site)
    stamp.write_text(digest, encoding="utf-8")
    return True


def _render_with_mkdocs(settings: Settings, target: Path) -> None:
    """Run MkDocs, whose hook indexes the result for search.

    Raises:
        SiteError: If it fails; what it said is in the message.
    """
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(settings.root / "mkdocs.yml"), "--site-dir", str(target)]
    # The last one silences an announcement that Material prints on each run.
    environment = {**os.environ, "SOURCEBOOK_PAGES_READY": "1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=settings.root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = _complaints(done.stdout + done.stderr)
        raise SiteError(f"MkDocs could not render the site:\n{said}", file=settings.root / "mkdocs.yml")


def _complaints(output: str) -> str:
    """What MkDocs said, without its progress and without the tracebacks that plugins fence in."""
    unfenced = re.sub(r"^```$.*?^```$", "", output, flags=re.DOTALL | re.MULTILINE)
    lines = [line for line in unfenced.splitlines() if line.strip() and not line.startswith("INFO")]
    return "\n".join(lines)


def _swap(draft: Path, site: Path) -> None:
    """Put the new site in place of the former one, which goes only when the new one stands."""
    former = draft.with_name("site-former")
    shutil.rmtree(former, ignore_errors=True)
    if site.exists():
        site.rename(former)
    draft.rename(site)
    shutil.rmtree(former, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _program() -> list[Path]:
    """All that decides how pages look, beside the seeds."""
    return [path for path in _files(_PACKAGE) if path.suffix != ".pyc"]


def _addresses(settings: Settings) -> list[str]:
    urls = site_urls_of(settings.root, os.environ)
    return [urls.name, urls.site, urls.repository or ""]


def _digest(*parts: Iterable[Path | str]) -> str:
    result = hashlib.sha256()
    for part in parts:
        for item in part:
            if isinstance(item, Path):
                result.update(str(item).encode() + b"\0" + hashlib.sha256(item.read_bytes()).digest())
            else:
                result.update(item.encode() + b"\0")
        result.update(b"\1")
    return result.hexdigest()


def _is_current(stamp: Path, digest: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest


def _all_there(docs: Path, manifest: Path) -> bool:
    if not manifest.is_file():
        return False
    return all((docs / path).is_file() for path in json.loads(manifest.read_text(encoding="utf-8")))
