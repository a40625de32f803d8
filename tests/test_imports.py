"""The direction of imports: who may use whom, and which file alone uses a large library."""

from __future__ import annotations

import pytest

from build_tools.imports import import_faults, modules_of, reached, used_parts
from tests.project import ROOT


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


def test_what_a_part_uses_is_gathered_from_its_modules() -> None:
    modules = {
        "annotate.dates": "from build_tools.lexicon import load\nfrom . import blocks",
        "annotate.blocks": "from build_tools import models, names\nimport re",
        "lexicon": "def load():\n    from .errors import LexiconError",
        "errors": "",
    }
    uses = used_parts(modules)
    assert uses == {
        "annotate": {"lexicon", "models", "names"},
        "lexicon": {"errors"},
        "errors": set(),
    }
    assert reached("annotate", uses) == {"lexicon", "models", "names", "errors"}


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
