"""Makes a throwaway project around any seeds folder, so that tests can build it without harm."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINI_SEEDS = ROOT / "tests" / "mini_site"

# What people write under docs/; all else there is generated.
_PAGES = ("*.md", "data/*.md", "essays/*.md")


def make_project(folder: Path, seeds: Path, *, handwritten: bool = False) -> Path:
    """A project in `folder` with a copy of `seeds`.

    Args:
        handwritten: Take the real handwritten pages; else plain ones that name nothing in the seeds.

    Returns:
        The project's root: `folder` itself.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(seeds, folder / "seeds")
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    # The configuration names the hook and the theme by their place in the project.
    (folder / "build_tools").symlink_to(ROOT / "build_tools", target_is_directory=True)
    docs = ROOT / "docs"
    for page in sorted(page for pattern in _PAGES for page in docs.glob(pattern)):
        name = page.relative_to(docs)
        target = folder / "docs" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if handwritten:
            shutil.copy(page, target)
        else:
            target.write_text(f"# {name}\n\nA page of a test site.\n", encoding="utf-8")
    if handwritten:
        shutil.copy(ROOT / "docs" / "data" / "measured.json", folder / "docs" / "data")
    return folder
