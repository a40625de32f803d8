"""The registry is refused, with its place, wherever it contradicts itself or the articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import BuildToolsError
from build_tools.models import Article, Registry, Stated
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from tests.project import ROOT

UNKNOWN = Stated(None, "unknown")
ARTICLE = Article("one", "The mayor, Ada Smith, spoke.\nShe spoke twice.", "", UNKNOWN, UNKNOWN, UNKNOWN)

ACTORS = """schema_version: 1
actors:
  ada-smith:
    kind: person
    name: Ada Smith
    short_names: [Smith]
    relations:
      - type: leads
        target: council
        passages:
          - {article: one, quote: "The mayor, Ada Smith"}
  council:
    kind: organization
    name: Town Council
"""
EVENTS = """schema_version: 1
events:
  speech:
    name: The speech
    date: "2024-05"
    date_basis: inferred
    participants: [ada-smith]
    reports:
      - {article: one, quote: "Ada Smith, spoke"}
"""


def read(folder: Path, actors: str = ACTORS, events: str = EVENTS, places: str = "") -> Registry:
    (folder / "actors.yml").write_text(actors, encoding="utf-8")
    (folder / "events.yml").write_text(events, encoding="utf-8")
    if places:
        (folder / "places.yml").write_text(places, encoding="utf-8")
    return load_registry(folder, [ARTICLE])


def test_passages_are_found_in_their_article(tmp_path: Path) -> None:
    registry = read(tmp_path)
    passage = registry.entities["ada-smith"].relations[0].passages[0]
    assert ARTICLE.text[slice(*passage.span)] == "The mayor, Ada Smith"
    assert passage.paragraph == 1
    assert registry.events["speech"].reports[0].span == (11, 27)


def test_prefix_and_suffix_tell_passages_apart(tmp_path: Path) -> None:
    events = EVENTS.replace('quote: "Ada Smith, spoke"', 'quote: spoke, suffix: " twice"')
    passage = read(tmp_path, events=events).events["speech"].reports[0]
    assert passage.paragraph == 2
    assert ARTICLE.text[slice(*passage.span)] == "spoke"


@pytest.mark.parametrize(
    ("old", "new", "place", "part"),
    [
        ("name: Ada Smith", "name: Ada Smith\n    colour: red", "actors.yml:6", "colour: unknown key"),
        ("kind: person", "kind: wizard", "actors.yml:4", "actors.ada-smith.kind"),
        ("target: council", "target: parliament", "actors.yml:9", "no entity 'parliament'"),
        ("type: leads", "type: hates", "actors.yml:8", "relations.0.type"),
        ("[Smith]", "[Smith, Smith]", "actors.yml:6", "given twice"),
        ("name: Town Council", "name: Ada SMITH", "actors.yml:14", "belongs to ada-smith already"),
        ("  council:", "  ada-smith:", "actors.yml:12", "key is given twice"),
        ("  council:", "  Council:", "actors.yml:12", "actors.Council"),
        ('quote: "The mayor, Ada Smith"', 'quote: "The mayor, Ada  Smith"', "actors.yml:11", "does not stand in one"),
        ('quote: "The mayor, Ada Smith"', "quote: spoke", "actors.yml:11", "stands 2 times in one"),
        ("article: one", "article: two", "actors.yml:11", "there is no article 'two'"),
        ("name: Town Council", "name: Town Council\n    wikidata: none", "actors.yml:15", "wikidata"),
        ("name: Town Council", "name: Town Council\n    former_ids: [ada-smith]", "actors.yml:15", "is in use"),
        ("name: Town Council", "name: Town Council\n    nationality: rome", "actors.yml:15", "no entity 'rome'"),
    ],
)
def test_bad_actors(tmp_path: Path, old: str, new: str, place: str, part: str) -> None:
    actors = ACTORS.replace(old, new, 1)
    assert actors != ACTORS
    with pytest.raises(BuildToolsError) as caught:
        read(tmp_path, actors=actors)
    assert f"{tmp_path}/{place}" in str(caught.value)
    assert part in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "place", "part"),
    [
        ("[ada-smith]", "[nobody]", "events.yml:7", "no entity 'nobody'"),
        ('"2024-05"', '"May 2024"', "events.yml:5", "not an EDTF date"),
        ("date_basis: inferred", "date_basis: unknown", "events.yml:5", "a date is null exactly"),
        ("name: The speech", "name: The speech\n    part_of: speech", "events.yml:5", "no other event"),
    ],
)
def test_bad_events(tmp_path: Path, old: str, new: str, place: str, part: str) -> None:
    with pytest.raises(BuildToolsError) as caught:
        read(tmp_path, events=EVENTS.replace(old, new, 1))
    assert f"{tmp_path}/{place}" in str(caught.value)
    assert part in str(caught.value)


def test_an_id_belongs_to_one_file(tmp_path: Path) -> None:
    places = "schema_version: 1\nplaces:\n  council:\n    kind: place\n    name: Council Bluffs\n"
    with pytest.raises(BuildToolsError) as caught:
        read(tmp_path, places=places)
    assert "places.yml:3" in str(caught.value)
    assert "stands in actors.yml already" in str(caught.value)


def test_short_names_may_be_shared(tmp_path: Path) -> None:
    actors = ACTORS + "  bob-smith:\n    kind: person\n    name: Bob Smith\n    short_names: [Smith]\n"
    assert set(read(tmp_path, actors=actors).entities) == {"ada-smith", "bob-smith", "council"}


def test_a_corpus_may_begin_without_a_registry(tmp_path: Path) -> None:
    registry = load_registry(tmp_path)
    assert (registry.entities, registry.events) == ({}, {})


@pytest.mark.usefixtures("first_corpus")
def test_the_real_registry_loads() -> None:
    registry = load_registry(ROOT / "seeds", load_articles(ROOT / "seeds"))
    assert len(registry.events) >= 30
    assert {"actor", "place", "document"} <= {
        "actor" if e.kind not in ("place", "document") else e.kind for e in registry.entities.values()
    }
