"""Where things lie and how the program decides. One frozen value, made once, handed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# The least confidence of a statement that pages show and count unless their reader asks for more.
SHOWN_FROM = 0.7


@dataclass(frozen=True)
class Settings:
    """Paths and thresholds.

    Attributes:
        root: The project's root; everything else lies under it unless said otherwise.
        seeds: Articles and registry.
        docs: MkDocs' source folder; the generated pages go there beside the handwritten ones.
        site: The built site.
        cache: Annotations of articles that have not changed.
        kwic_rows: Rows of mentions in context on one page; more go to further pages.
        facet_actors: How many of the most mentioned actors search offers as a facet.
        shown_from: The least confidence, 0 to 1, of the statements that pages show by default.
    """

    root: Path
    seeds: Path
    docs: Path
    site: Path
    cache: Path
    kwic_rows: int = 200
    facet_actors: int = 40
    shown_from: float = SHOWN_FROM

    @classmethod
    def for_root(cls, root: Path) -> Settings:
        """The usual layout under `root`."""
        root = root.resolve()
        return cls(
            root=root,
            seeds=root / "seeds",
            docs=root / "docs",
            site=root / "site",
            cache=root / ".cache" / "sourcebook",
        )
