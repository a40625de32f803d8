"""One pipeline over a folder of texts, as a process of its own, for `sourcebook bench --corpora`."""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

_WORD = re.compile(r"\w+")
_FIRST = "The mayor said that the bridge was closed."
# `resource` counts in KiB, on macOS in bytes.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


def run(name: str, place: Path, texts: Path, begun: float) -> dict[str, float]:
    """Start a pipeline, let it do all texts of a folder, and say what that took.

    Args:
        name: "ours", or "baseline" for a spaCy pipeline.
        place: The project's root, or the pipeline's folder.
        texts: Holds `*.txt`.
        begun: When the process was started, in seconds since the epoch.

    Returns:
        The fields of `bench_annotate.Pace`.
    """
    if hasattr(os, "sched_setaffinity"):  # not on macOS
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    annotate = _ours(place) if name == "ours" else _spacy(place)
    annotate("first", _FIRST)
    start, start_wall = os.times().user, time.time() - begun
    words = 0
    before = time.process_time()
    for path in sorted(texts.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        annotate(path.stem, text)
        words += len(_WORD.findall(text))
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT
    return {"start": start, "start_wall": start_wall, "cpu": cpu, "words": words, "peak": peak}


def _ours(root: Path) -> Callable[[str, str], object]:
    from build_tools.annotate.encode import encode_article
    from build_tools.annotate.pipeline import Annotator
    from build_tools.registry import load_registry
    from build_tools.seeds import load_articles, text_article
    from build_tools.settings import Settings

    seeds = Settings.for_root(root).seeds
    annotator = Annotator(load_registry(seeds, load_articles(seeds)))

    def annotate(identifier: str, text: str) -> str:
        annotated = annotator.annotate(text_article(identifier, text))
        return json.dumps(encode_article(annotated), ensure_ascii=False)

    return annotate


def _spacy(folder: Path) -> Callable[[str, str], object]:
    import spacy

    nlp = spacy.load(folder)
    return lambda _, text: nlp(text)


if __name__ == "__main__":
    told = run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]))
    print(json.dumps(told))
