"""One stage of `sourcebook bench`, as a process of its own: `python -m build_tools.bench_stage`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from build_tools.build import read_corpus, write_pages
from build_tools.corpus.assemble import assemble, view
from build_tools.search_index import write_search_index
from build_tools.settings import Settings


def run_stage(stage: str, settings: Settings) -> int:
    """Do one stage of a build.

    Args:
        stage: `annotate`; `corpus`, which finds the annotations there already; `pages`, which puts
            the corpus together too; or `search`.

    Returns:
        How many articles it annotated.

    Raises:
        BuildToolsError: If the project cannot be built.
        ValueError: For an unknown stage.
    """
    if stage == "annotate":
        return read_corpus(settings)[2]
    if stage == "corpus":
        annotated, registry, fresh = read_corpus(settings)
        view(assemble(annotated, registry), settings.shown_from)
        return fresh
    if stage == "pages":
        return write_pages(settings).annotated
    if stage == "search":
        write_search_index(settings.site)
        return 0
    raise ValueError(f"there is no stage {stage!r}")


if __name__ == "__main__":
    annotated = run_stage(sys.argv[1], Settings.for_root(Path(sys.argv[2])))
    print(json.dumps({"annotated": annotated}))
