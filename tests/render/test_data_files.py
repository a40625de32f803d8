"""The data files keep to their schema, and the pages to the data."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from build_tools.settings import Settings
from tests.project import ROOT

SCHEMAS = ROOT / "build_tools" / "schemas"
KINDS = ("articles", "entities", "events", "statements", "timeline", "ids")


def read(settings: Settings, path: str) -> dict:
    return json.loads((settings.site / "data" / path).read_text(encoding="utf-8"))


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("kind", KINDS)
def test_data_files_keep_to_their_schema(real_site: Settings, mini_site: Settings, kind: str) -> None:
    for settings in (real_site, mini_site):
        content = read(settings, f"{kind}.json")
        validator("data").validate(content)
        assert content[kind]


def test_the_schema_refuses_other_things() -> None:
    assert list(validator("data").iter_errors({"schema_version": 2, "articles": []}))
    assert list(validator("data").iter_errors({"schema_version": 1, "colours": []}))
    assert list(validator("data").iter_errors({"schema_version": 1, "timeline": [{"id": "x"}]}))


def test_annotation_files_keep_to_their_schema(real_site: Settings, mini_site: Settings) -> None:
    for settings in (real_site, mini_site):
        files = sorted((settings.site / "data" / "annotations").glob("*.json"))
        assert len(files) == len(read(settings, "articles.json")["articles"])
        for file in files:
            validator("annotation").validate(json.loads(file.read_text(encoding="utf-8")))


def test_addresses_in_the_data_lead_somewhere(real_site: Settings) -> None:
    for kind in KINDS:
        for entry in read(real_site, f"{kind}.json")[kind]:
            path, _, anchor = entry["url"].partition("#")
            page = real_site.site / path / "index.html"
            assert page.is_file()
            if anchor:
                assert f'id="{anchor}"' in page.read_text(encoding="utf-8")
