"""The JSON that the project writes is described by a schema, which takes the good and no bad."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from build_tools.annotate.encode import encode_article
from build_tools.models import (
    AnnotatedArticle,
    Article,
    Attribution,
    DateExpression,
    Epithet,
    Mention,
    Provenance,
    Reuse,
    Stated,
)
from tests.project import ROOT

SCHEMAS = sorted((ROOT / "build_tools" / "schemas").glob("*.json"))
ANNOTATION = json.loads(
    (ROOT / "build_tools" / "schemas" / "annotation.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(ANNOTATION)

GOOD: dict[str, Any] = {
    "schema_version": 1,
    "id": "bridge-closed",
    "text_sha256": "0" * 64,
    "mentions": [
        {
            "start": 0, "end": 8, "text": "Ada Holm", "form": "name", "label": "person",
            "entity": "ada-holm", "method": "registry",
        },
        {
            "start": 20, "end": 24, "text": "Holm", "form": "name", "label": "person",
            "entity": None, "candidates": ["ada-holm", "erik-holm"], "method": "registry",
        },
        {
            "start": 60, "end": 64, "text": "Lind", "form": "name", "label": "person",
            "entity": None, "full_name": "Rosa Lind", "method": "model",
        },
    ],
    "attributions": [
        {
            "id": "s9", "source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 30], [35, 60]],
            "kind": "direct", "source_kind": "named", "source_entity": "ada-holm",
            "affiliation": None, "addressee_entity": "erik-holm", "relays": ["morning-courier"],
            "parent": None, "belief": False, "method": "rule",
        },
        {
            "id": "s70", "source": [[62, 69]], "cue": [[70, 85]], "content": [],
            "kind": "non-response", "source_kind": "unnamed", "source_entity": None,
            "descriptor": "two aides", "count": 2, "affiliation": "town-council",
            "anonymity_reason": "to speak freely", "addressee": [90, 95], "addressee_entity": None,
            "relays": [], "parent": "s9", "belief": False, "denial": True, "confidence": 0.5,
            "method": "model",
        },
    ],
    "dates": [
        {"start": 3, "end": 13, "text": "last month", "value": "2024-02"},
        {"start": 20, "end": 31, "text": "recent days", "value": None},
    ],
    "epithets": [
        {"start": 0, "end": 9, "text": "the mayor", "entity": "ada-holm"},
        {"start": 40, "end": 49, "text": "the mayor", "entity": "ada-holm", "attribution": "s9"},
    ],
    "reuse": [
        {
            "start": 0, "end": 40, "article": "bridge-opened", "other_start": 5, "other_end": 45,
            "score": 1.0,
        },
    ],
}  # fmt: skip

Change = Callable[[dict[str, Any]], object]
BAD: dict[str, Change] = {
    "another version": lambda o: o.update(schema_version=2),
    "no version": lambda o: o.pop("schema_version"),
    "no id": lambda o: o.update(id=""),
    "a key nobody knows": lambda o: o.update(source="x"),
    "a digest that is none": lambda o: o.update(text_sha256="abc"),
    "no list of reuse": lambda o: o.pop("reuse"),
    "an offset below 0": lambda o: o["mentions"][0].update(start=-1),
    "an offset that is text": lambda o: o["mentions"][0].update(start="0"),
    "an unknown form": lambda o: o["mentions"][0].update(form="noun"),
    "an unknown label": lambda o: o["mentions"][0].update(label="PERSON"),
    "an entity that is no id": lambda o: o["mentions"][0].update(entity="Ada Holm"),
    "no word about the entity": lambda o: o["mentions"][0].pop("entity"),
    "an unknown method": lambda o: o["mentions"][0].update(method="guess"),
    "candidates beside an entity": lambda o: o["mentions"][1].update(entity="ada-holm"),
    "candidates of whom there are none": lambda o: o["mentions"][1].update(candidates=[]),
    "a full name beside an entity": lambda o: o["mentions"][0].update(full_name="Ada M. Holm"),
    "a span of one offset": lambda o: o["attributions"][0].update(source=[[0]]),
    "a span of three offsets": lambda o: o["attributions"][0].update(cue=[[9, 13, 14]]),
    "a span that is not in a list": lambda o: o["attributions"][0].update(content=[14, 30]),
    "a statement without content": lambda o: o["attributions"][0].update(content=[]),
    "a non-response with content": lambda o: o["attributions"][1].update(content=[[0, 4]]),
    "an unknown kind": lambda o: o["attributions"][0].update(kind="quoted"),
    "an unknown kind of source": lambda o: o["attributions"][0].update(source_kind="person"),
    "a relay that is null": lambda o: o["attributions"][0].update(relays=[None]),
    "a parent that is no statement": lambda o: o["attributions"][1].update(parent=9),
    "a belief that is text": lambda o: o["attributions"][0].update(belief="no"),
    "no source at all": lambda o: o["attributions"][1].update(count=0),
    "more than certain": lambda o: o["attributions"][1].update(confidence=1.5),
    "an addressee by name": lambda o: o["attributions"][1].update(addressee="Holm"),
    "a date without a word on its value": lambda o: o["dates"][0].pop("value"),
    "a date with an empty value": lambda o: o["dates"][0].update(value=""),
    "a date whose value is a number": lambda o: o["dates"][0].update(value=2024),
    "an epithet of nobody": lambda o: o["epithets"][0].update(entity=None),
    "a passage like no other": lambda o: o["reuse"][0].update(score=2),
}


def faults(value: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_schema_is_valid(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["schema_version"] == {"const": 1}


def test_the_schema_of_annotations_is_there() -> None:
    assert "annotation.schema.json" in [path.name for path in SCHEMAS]


def test_good_annotations_pass() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("change", BAD.values(), ids=BAD.keys())
def test_bad_annotations_fail(change: Change) -> None:
    bad = copy.deepcopy(GOOD)
    change(bad)
    assert bad != GOOD
    assert faults(bad) != []


def test_what_the_encoder_writes_passes() -> None:
    text = "Ada Holm said on Monday: “No.” The mayor left."
    unknown = Stated(None, "unknown")
    article = Article("bridge-closed", text, "0" * 64, unknown, unknown, unknown)
    rule = Provenance("rule", "test")
    annotated = AnnotatedArticle(
        article,
        blocks=(),
        mentions=(
            Mention(0, 8, "name", "person", "ada-holm", rule),
            Mention(4, 8, "name", "person", None, rule, ("ada-holm", "erik-holm")),
            Mention(35, 40, "name", "person", None, rule, full_name="Mayor Holm"),
        ),
        attributions=(
            Attribution("s9", ((0, 8),), ((9, 13),), ((25, 30),), "direct", "named", rule),
            Attribution("s40", (), ((40, 44),), (), "non-response", None, rule, addressee=(0, 8)),
        ),
        dates=(DateExpression(17, 23, "2024-09-23", "2024-09-24", rule),),
        epithets=(Epithet(31, 40, "ada-holm", rule, "s9"),),
        reuse=(Reuse(0, 8, "bridge-opened", 0, 8, 1.0),),
    )
    encoded = json.loads(json.dumps(encode_article(annotated)))
    assert faults(encoded) == []
    assert encoded["dates"][0]["text"] == "Monday"
