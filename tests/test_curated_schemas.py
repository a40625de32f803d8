"""The JSON Schemas of curated YAML are those of the shapes, take the seeds and refuse what is wrong."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools.curated_schemas import FOLDER, SHAPES, curated_schemas, schema_line, schema_name
from tests.project import MINI_SEEDS, ROOT

SEEDS = ROOT / "seeds"
FILES = [path for folder in (SEEDS, MINI_SEEDS) for path in sorted(folder.rglob("*.yml"))]
OWN = [path for path in FILES if path.is_relative_to(SEEDS)]
PLACE: dict[str, Any] = {"kind": "place", "name": "Hill"}
PASSAGE = {"article": "one", "quote": "the hill"}
GOOD: dict[str, dict[str, Any]] = {
    "actors": {"actors": {"ada-holm": {"kind": "person", "name": "Ada Holm", "roles": [
        {"title": "mayor", "passages": [PASSAGE], "time": "2019"}]}}},
    "article": {"title": {"value": None, "basis": "unknown"}, "outlet": {"value": "x", "basis": "printed"},
                "date": {"value": "2019", "basis": "inferred", "why": "so"},
                "relays": [{"label": "Wire", "basis": "printed", "scope": "part"}]},
    "corrections": {"attributions": [{"do": "change", "cue": {"paragraph": 1, "exact": "said"},
                                      "source_kind": None, "belief": True}]},
    "documents": {"documents": {"act": {"kind": "document", "name": "Act"}}},
    "events": {"events": {"march": {"name": "March", "date": None, "date_basis": "unknown", "figures": [
        {**PASSAGE, "what": "people", "text": "400", "value": 400.5}]}}},
    "manifest": {"articles": {"one": {"original_name": "1.html", "sha256": "0" * 64}},
                 "withdrawn": {"articles/one/#s35": "asked for", "events/march/": "no such march"}},
    "places": {"places": {"hill": {**PLACE, "former_ids": ["mound"]}}},
}  # fmt: skip
BAD: list[tuple[str, tuple[str | int, ...], Any]] = [
    ("actors", ("schema_version",), 2),
    ("actors", ("actors", "Ada Holm"), {"kind": "person", "name": "Ada Holm"}),
    ("actors", ("actors", "ada-holm", "kind"), "place"),
    ("actors", ("actors", "ada-holm", "name"), " Ada"),
    ("actors", ("actors", "ada-holm", "roles", 0, "passages"), []),
    ("actors", ("actors", "ada-holm", "wikidata"), "P31"),
    ("article", ("colour",), "red"),
    ("article", ("title",), "A title"),
    ("article", ("date", "basis"), "guessed"),
    ("article", ("relays", 0, "scope"), "most"),
    ("corrections", ("attributions", 0, "do"), "shout"),
    ("corrections", ("attributions", 0, "cue", "paragraph"), 0),
    ("corrections", ("attributions", 0, "cue"), "said"),
    ("documents", ("documents", "act", "kind"), "place"),
    ("events", ("events", "march", "figures", 0, "value"), "many"),
    ("events", ("events", "march", "part_of"), "Long War"),
    ("manifest", ("articles", "one", "sha256"), "abc"),
    ("manifest", ("withdrawn", "events/march/"), ""),
    ("manifest", ("withdrawn", "timeline/"), "no use"),
    ("places", ("places", "hill", "former_ids"), "mound"),
]


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8")))


def test_the_kept_schemas_are_those_of_the_shapes() -> None:
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert kept == curated_schemas(), "`sourcebook schemas` writes them anew"
    assert GOOD.keys() == SHAPES.keys()


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_is_valid_and_takes_what_is_good(name: str) -> None:
    schema = validator(name).schema
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:2] == ["$schema", "title"]
    good = {"schema_version": 1, **GOOD[name]}
    assert list(validator(name).iter_errors(good)) == []
    # What editors are told is what the program does.
    SHAPES[name][0].model_validate(good)


@pytest.mark.parametrize(("name", "path", "value"), BAD)
def test_a_schema_refuses_what_is_bad(name: str, path: tuple[str | int, ...], value: object) -> None:
    bad = copy.deepcopy({"schema_version": 1, **GOOD[name]})
    inner: Any = bad
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert list(validator(name).iter_errors(bad))
    with pytest.raises(ValueError, match="validation error"):
        SHAPES[name][0].model_validate(bad)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_schema_takes_the_seeds(path: Path) -> None:
    name = schema_name(path)
    assert name is not None
    content = yaml.safe_load(path.read_text("utf-8"))
    assert list(validator(name).iter_errors(content)) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("actors.yml", "../build_tools/schemas/curated/actors.schema.json"),
        ("manifest.yml", "../build_tools/schemas/curated/manifest.schema.json"),
        ("articles/one.yml", "../../build_tools/schemas/curated/article.schema.json"),
        ("articles/one.corrections.yml", "../../build_tools/schemas/curated/corrections.schema.json"),
        # An article may be called as a file of the registry is.
        ("articles/events.yml", "../../build_tools/schemas/curated/article.schema.json"),
    ],
)
def test_an_editor_is_told_the_schema(file: str, line: str) -> None:
    told = schema_line(SEEDS / file, SEEDS)
    assert told == f"# yaml-language-server: $schema={line}"
    assert (SEEDS / file).parent.joinpath(line).resolve().is_file()


def test_a_file_without_a_schema_has_no_line() -> None:
    with pytest.raises(ValueError, match=r"moods\.yml has no schema"):
        schema_line(SEEDS / "moods.yml", SEEDS)


def first_line(path: Path) -> str:
    return path.read_text("utf-8").partition("\n")[0]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_each_file_of_the_seeds_names_its_schema(path: Path) -> None:
    assert first_line(path) == schema_line(path, SEEDS)


def examples(guide: str) -> list[dict[str, Any]]:
    """The examples of whole YAML files in a guide."""
    blocks = re.findall(r"^ *```yaml\n(.*?)^ *```", (ROOT / guide).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [yaml.safe_load(block) for block in blocks if "schema_version" in block]


@pytest.mark.parametrize(("guide", "number"), [("README.md", 2), ("docs/curating.md", 3)])
def test_the_examples_of_the_guides_are_sound(guide: str, number: int) -> None:
    found = examples(guide)
    assert len(found) == number
    for example in found:
        lists = isinstance(example.get("events"), list)  # corrections have a list of that name
        name = next((key for key in ("actors", "events") if key in example and not lists), "corrections")
        SHAPES[name][0].model_validate(example)
        assert list(validator(name).iter_errors(example)) == []
