"""The only writer of pages: writes what changed, removes what is no longer made."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import RenderError
from build_tools.models import OutputFile

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did to the folder, as counts of files."""

    written: int
    unchanged: int
    removed: int


def write_outputs(files: Iterable[OutputFile], folder: Path, manifest: Path) -> Written:
    """Bring `folder` to hold these files, and no others that an earlier run made.

    A file whose bytes are right already is left alone, so that a watcher sees no change. Files that
    no run made are never touched.

    Args:
        manifest: JSON file that lists what the last run made.

    Raises:
        RenderError: If a path leaves the folder, stands twice, or belongs to a handwritten file.
    """
    wanted: dict[str, bytes] = {}
    for file in files:
        parts = file.path.split("/")
        if file.path.startswith("/") or ".." in parts or "\\" in file.path:
            raise RenderError("the path leaves the output folder", file=file.path)
        if file.path in wanted:
            raise RenderError("two pages would be written to this path", file=file.path)
        wanted[file.path] = file.text.encode("utf-8")
    before = _read_manifest(manifest)
    for path in wanted.keys() - before:
        target = folder / path
        if target.exists() and target.read_bytes() != wanted[path]:
            raise RenderError("a file that was not generated stands here", file=target)
    written = 0
    for path, content in wanted.items():
        target = folder / path
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written += 1
    removed = 0
    for path in sorted(before - wanted.keys()):
        target = folder / path
        if target.is_file():
            target.unlink()
            removed += 1
            _remove_empty(target.parent, folder)
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps(sorted(wanted), indent=0) + "\n", encoding="utf-8")
    log.info("pages: %d written, %d unchanged, %d removed", written, len(wanted) - written, removed)
    return Written(written, len(wanted) - written, removed)


def _read_manifest(manifest: Path) -> set[str]:
    try:
        return set(json.loads(manifest.read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError):
        return set()


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
