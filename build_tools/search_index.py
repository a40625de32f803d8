"""The search index: runs Pagefind over a built site and keeps of its output what the site uses."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from pathlib import Path

from build_tools.errors import SiteError

log = logging.getLogger(__name__)

BUNDLE = "pagefind"
# Pagefind's own interfaces, which the site's search dialog replaces.
UNUSED = (
    "pagefind-component-ui.css",
    "pagefind-component-ui.js",
    "pagefind-highlight.js",
    "pagefind-modular-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-ui.css",
    "pagefind-ui.js",
)
TIMEOUT_SECONDS = 1800


def write_search_index(site: Path) -> Path:
    """Index the pages of a built site into `site/pagefind/`.

    A page takes part by an element with `data-pagefind-body`. The same pages give the same bytes.

    Args:
        site: Folder with the built HTML.

    Returns:
        The folder of the index.

    Raises:
        SiteError: If there is no such folder, or Pagefind cannot be run or fails.
    """
    if not site.is_dir():
        raise SiteError("there is no built site to index", file=site)
    bundle = site / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)
    command = [
        sys.executable, "-m", "pagefind",
        "--site", str(site), "--output-subdir", BUNDLE, "--force-language", "en", "--quiet",
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SiteError(f"Pagefind could not index the site: {error}", file=site) from error
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip()
        raise SiteError(
            f"Pagefind could not index the site (exit status {done.returncode}): {told}", file=site
        )
    if not (bundle / "pagefind-entry.json").is_file():
        raise SiteError("Pagefind left no index behind", file=bundle)
    for name in UNUSED:
        (bundle / name).unlink(missing_ok=True)
    log.info("search index written to %s", bundle)
    return bundle
