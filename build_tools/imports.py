"""The direction of imports: which part of the program may use which, and who owns a large library.

A part is a module or a folder right inside the package. `tests/test_imports.py` holds the program to
this, and `architecture.py` draws it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "build_tools"


@dataclass(frozen=True)
class Level:
    """Parts that stand side by side; each uses its own level and those below it.

    Attributes:
        name: What the parts have in common, for the picture.
        common: Whether they are used all over, so that it says little which part uses them.
    """

    name: str
    parts: frozenset[str]
    common: bool = False


def _level(name: str, parts: str, *, common: bool = False) -> Level:
    return Level(name, frozenset(parts.split()), common)


# From the foundation up. Parts of the first level use nothing of ours at all.
LEVELS = (
    _level("types", "models errors", common=True),
    _level(
        "tools",
        "settings garbage cli_support yaml_source lexicon names paragraphs site_urls markdown_text imports",
        common=True,
    ),
    _level("files, network", "seeds registry article_outlets corrections manifest curated_schemas engine site_config yaml_edit"),
    _level("one article", "annotate"),
    _level("all articles", "corpus"),
    _level("pages", "render intake search_index link_check content_policy"),
    _level("whole runs", "build checking training changes outbound"),
    _level("MkDocs, measuring", "hook macros bench_corpus bench_stage bench_annotate_stage"),
    _level("commands", "bench bench_annotate cli_add cli_changes cli_check cli_outbound cli_review architecture"),
    _level("all commands", "cli"),
    _level("start", "__main__"),
)
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
LEVEL_OF = {part: number for number, level in enumerate(LEVELS) for part in level.parts}


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


def used_parts(modules: Mapping[str, str]) -> dict[str, set[str]]:
    """Which other parts each part uses; a part that uses none is there too."""
    uses: dict[str, set[str]] = {}
    for module, source in modules.items():
        part = module.split(".")[0]
        if part == "__init__":
            continue
        used = uses.setdefault(part, set())
        for name in imported_by(module, source):
            top, _, rest = name.partition(".")
            other = rest.split(".")[0]
            if top == PACKAGE and other and other != part:
                used.add(other)
    return uses


def import_faults(modules: Mapping[str, str]) -> list[str]:
    """What is wrong with the imports between `modules` and of the libraries in `OWNERS`."""
    faults = []
    for module, source in modules.items():
        part = module.split(".")[0]
        if part == "__init__":
            continue
        if part not in LEVEL_OF:
            faults.append(f"{module}: {part} has no level yet")
            continue
        for name in imported_by(module, source):
            top = name.split(".")[0]
            if top in OWNERS and part not in OWNERS[top]:
                faults.append(f"{module}: only {' and '.join(sorted(OWNERS[top]))} may use {top}")
        for used in sorted(used_parts({module: source})[part]):
            if LEVEL_OF[part] == 0 or LEVEL_OF.get(used, 0) > LEVEL_OF[part]:
                faults.append(f"{module}: must not use {used}")
    uses = used_parts(modules)
    circles = sorted(part for part in uses if part in reached(part, uses))
    return faults + [f"a circle of imports through {part}" for part in circles]


def reached(part: str, uses: Mapping[str, set[str]]) -> set[str]:
    """All parts that `part` uses, itself or through others."""
    seen: set[str] = set()
    todo = [part]
    while todo:
        new = uses.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return seen
