"""The direction of imports: who may use whom, and which file alone uses a large library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "build_tools"
ROOT = Path(__file__).resolve().parent.parent

# From the foundation up. A part uses its own level and those below it.
LEVELS = (
    {"models", "errors"},
    {"settings", "garbage", "cli_support", "yaml_source", "lexicon", "names", "paragraphs", "site_urls"},
    {"seeds", "registry", "corrections", "manifest", "curated_schemas", "engine"},
    {"annotate"},
    {"corpus"},
    {"render", "intake", "search_index", "link_check"},
    {"build", "checking", "training"},
    {"hook", "macros", "bench_corpus", "bench_stage", "bench_annotate_stage"},
    {"bench", "bench_annotate", "cli_add", "cli_check", "cli_review"},
    {"cli"},
    {"__main__"},
)
# These import nothing of ours at all.
FOUNDATION = LEVELS[0]
OWNERS = {
    "spacy": {"annotate", "training", "bench_annotate_stage"},
    "thinc": {"annotate", "training"},
    "onnxruntime": {"engine", "training"},
    "onnx": {"training"},
    "safetensors": {"training"},
    "torch": {"training"},
    "jinja2": {"render"},
    "rich": {"cli_review"},
    "trafilatura": {"intake"},
    "courlan": {"intake"},
    "mkdocs": {"hook"},
    "material": {"hook"},
}
LEVEL_OF = {part: level for level, parts in enumerate(LEVELS) for part in parts}


def modules_of(root: Path) -> dict[str, str]:
    """The source of each module of the package, by its dotted name inside the package."""
    return {
        ".".join(path.relative_to(root / PACKAGE).with_suffix("").parts): path.read_text("utf-8")
        for path in sorted((root / PACKAGE).rglob("*.py"))
    }


def imported_by(module: str, source: str) -> Iterator[str]:
    """The dotted names that `module` imports, those inside functions included."""
    inside = [PACKAGE, *module.split(".")]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = inside[: len(inside) - node.level] if node.level else []
            base = ".".join([*parent, *([node.module] if node.module else [])])
            yield base
            if base == PACKAGE:
                yield from (f"{base}.{alias.name}" for alias in node.names)


def import_faults(modules: dict[str, str]) -> list[str]:
    """What is wrong with the imports between `modules` and of the libraries in `OWNERS`."""
    faults = []
    uses: dict[str, set[str]] = {}
    for module, source in modules.items():
        part = module.split(".")[0]
        if part == "__init__":
            continue
        if part not in LEVEL_OF:
            faults.append(f"{module}: {part} has no level yet")
            continue
        for name in imported_by(module, source):
            top, _, rest = name.partition(".")
            if top in OWNERS and part not in OWNERS[top]:
                faults.append(f"{module}: only {' and '.join(sorted(OWNERS[top]))} may use {top}")
            used = rest.split(".")[0]
            if top != PACKAGE or not used or used == part:
                continue
            uses.setdefault(part, set()).add(used)
            if part in FOUNDATION or LEVEL_OF.get(used, 0) > LEVEL_OF[part]:
                faults.append(f"{module}: must not use {used}")
    return faults + [f"a circle of imports through {part}" for part in sorted(_in_circle(uses))]


def _in_circle(uses: dict[str, set[str]]) -> set[str]:
    def reached(part: str) -> set[str]:
        seen: set[str] = set()
        todo = [part]
        while todo:
            new = uses.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        return seen

    return {part for part in uses if part in reached(part)}


def test_imports_point_one_way() -> None:
    modules = modules_of(ROOT)
    assert {"errors", "hook", "annotate.pipeline"} <= modules.keys()
    assert import_faults(modules) == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("annotate.quotes", "from build_tools.render.links import url", "must not use render"),
        ("corpus.kwic", "import build_tools.build", "must not use build"),
        ("seeds", "def load():\n    from build_tools import corpus", "must not use corpus"),
        ("render.pages", "from ..cli import main", "must not use cli"),
        ("models", "from build_tools.errors import BuildToolsError", "must not use errors"),
        ("corpus.reuse", "import spacy.tokens", "only annotate and bench_annotate_stage and training may use spacy"),
        ("annotate.dates", "from jinja2 import Environment", "only render may use jinja2"),
        ("annotate.reader", "from build_tools.training.score import Tally", "must not use training"),
        ("engine.words", "from build_tools.annotate.lines import Line", "must not use annotate"),
        ("engine.reading", "import torch", "only training may use torch"),
        ("build", "from mkdocs.commands import build", "only hook may use mkdocs"),
        ("novelty", "", "novelty has no level yet"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str, fault: str) -> None:
    assert import_faults({module: source}) == [f"{module}: {fault}"]


def test_a_circle_is_found() -> None:
    faults = import_faults(
        {
            "names": "from build_tools.lexicon import load",
            "lexicon": "from build_tools.names import key",
        }
    )
    assert faults == ["a circle of imports through lexicon", "a circle of imports through names"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("annotate.pipeline", "import spacy\nfrom build_tools.registry import load_registry"),
        ("annotate.quotes", "from .pipeline import make\nfrom build_tools.annotate import blocks"),
        ("cli", "from build_tools import build, seeds\nimport click"),
        ("annotate.reader", "from build_tools.engine.words import Words"),
        ("training.judge", "from build_tools.engine import words\nimport build_tools.annotate"),
    ],
)
def test_a_right_import_passes(module: str, source: str) -> None:
    assert import_faults({module: source}) == []
