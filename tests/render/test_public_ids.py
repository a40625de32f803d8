"""`ids.json` names every id once, in one order, and statements keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_tools.corrections import apply_file
from build_tools.models import AnnotatedArticle, Attribution, Event, Registry
from build_tools.render.public_ids import public_ids
from build_tools.render.redirects import redirects
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article
from tests.render.test_data_files import validator

TEXT = "The mayor, Ada Holm, said that the bridge would open soon.\n“No,” Erik Lind told her."
ENTITIES = {
    "wire": {"kind": "outlet", "name": "Newswire", "former_ids": ["cable"]},
    "ada": {"kind": "person", "name": "Ada Holm"},
}
SAID, TOLD = TEXT.index("said"), TEXT.index("told")


def annotated(identifier: str = "one") -> AnnotatedArticle:
    said = Attribution(
        f"s{SAID}", ((11, 19),), ((SAID, SAID + 4),), ((SAID + 10, 57),), "indirect", "named", RULE,
        confidence=0.4,
    )  # fmt: skip
    told = Attribution(f"s{TOLD}", (), ((TOLD, TOLD + 4),), ((59, 64),), "direct", None, RULE)
    return article(identifier, TEXT, attributions=(told, said))


def registry() -> Registry:
    events = {i: Event(i, i.title(), None, "unknown", former_ids=("old-" + i,)) for i in ("war", "day")}
    return Registry(registry_of(ENTITIES).entities, events)


def test_every_id_stands_there_once_in_order() -> None:
    ids = public_ids([annotated("two"), annotated("one")], registry())
    assert [(one["kind"], one["url"]) for one in ids] == [
        ("article", "articles/one/"),
        ("article", "articles/two/"),
        ("entity", "actors/ada/"),
        ("entity", "outlets/wire/"),
        ("event", "events/day/"),
        ("event", "events/war/"),
        ("former", "actors/cable/"),
        ("former", "documents/cable/"),
        ("former", "events/old-day/"),
        ("former", "events/old-war/"),
        ("former", "outlets/cable/"),
        ("former", "places/cable/"),
        ("statement", f"articles/one/#s{SAID}"),
        ("statement", f"articles/one/#s{TOLD}"),
        ("statement", f"articles/two/#s{SAID}"),
        ("statement", f"articles/two/#s{TOLD}"),
    ]
    assert ids == public_ids([annotated("one"), annotated("two")], registry())
    assert ids[0]["paragraphs"] == 2


def test_a_statement_is_anchored_by_its_words() -> None:
    *_, said, told = public_ids([annotated()], Registry())
    assert (said["exact"], told["exact"]) == ("said", "told")
    assert said["prefix"] == "The mayor, Ada Holm, "
    assert said["suffix"] == " that the bridge would open soon"
    assert len(said["suffix"]) == 32
    for one in (said, told):
        assert TEXT.count(one["prefix"] + one["exact"] + one["suffix"]) == 1
    assert not said["curated"]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"url": "articles/one/#p1"},
        {"exact": ""},
        {"article": None},
        {"curated": "no"},
        {"id": "35"},
        {"kind": "sentence"},
        {"name": "x"},
    ],
)
def test_the_schema_takes_these_ids_and_no_others(change: dict[str, object]) -> None:
    schema: Draft202012Validator = validator("data")
    handmade = annotated()
    ids = public_ids([handmade], registry())
    ids[0]["text_sha256"] = "0" * 64
    ids[-1].update(change)
    assert schema.is_valid({"schema_version": 1, "ids": ids}) == (not change)


def test_a_former_id_redirects_from_wherever_its_page_may_have_stood() -> None:
    found = [(one.id, one.page.url, one.target, one.name) for one in redirects(registry())]
    assert found == [
        ("cable", "actors/cable/", "outlets/wire", "Newswire"),
        ("cable", "outlets/cable/", "outlets/wire", "Newswire"),
        ("cable", "places/cable/", "outlets/wire", "Newswire"),
        ("cable", "documents/cable/", "outlets/wire", "Newswire"),
        ("old-war", "events/old-war/", "events/war", "War"),
        ("old-day", "events/old-day/", "events/day", "Day"),
    ]


@pytest.mark.parametrize(
    ("body", "known"),
    [
        # The edges of the spans move; the cue begins where it did.
        ("{do: change, cue: {paragraph: 1, exact: said, through: that}}", "said that"),
        ("{do: change, cue: {paragraph: 1, exact: said}, content: [{paragraph: 1, exact: soon}]}", "said"),
        ("{do: change, cue: {paragraph: 1, exact: said}, source: [{paragraph: 1, exact: The mayor}]}", "said"),
        ("{do: confirm, cue: {paragraph: 1, exact: said}}", "said"),
        # So does the cue's beginning, and the entry says which statement it is.
        (
            "{do: remove, cue: {paragraph: 1, exact: said}}\n  - {do: add, id: s%d, cue: {paragraph: 1, exact: "
            '", said"}, kind: indirect}' % SAID,
            ", said",
        ),
        # Another statement of the article changes, goes or comes.
        ("{do: change, cue: {paragraph: 2, exact: told her}, belief: true}", "said"),
        ("{do: remove, cue: {paragraph: 2, exact: told}}", "said"),
        ("{do: add, cue: {paragraph: 1, exact: would open}, kind: indirect}", "said"),
    ],
)
def test_a_statement_keeps_its_id(tmp_path: Path, body: str, known: str) -> None:
    path = tmp_path / "one.corrections.yml"
    path.write_text(f"schema_version: 1\nattributions:\n  - {body}\n", encoding="utf-8")
    corrected = apply_file(annotated(), path, Registry())
    kept = [one for one in public_ids([corrected], Registry()) if one["id"] == f"s{SAID}"]
    assert [(one["url"], one["exact"]) for one in kept] == [(f"articles/one/#s{SAID}", known)]


def test_a_cue_that_begins_elsewhere_is_another_statement(tmp_path: Path) -> None:
    path = tmp_path / "one.corrections.yml"
    path.write_text(
        "schema_version: 1\nattributions:\n"
        "  - {do: remove, cue: {paragraph: 1, exact: said}}\n"
        '  - {do: add, cue: {paragraph: 1, exact: ", said"}, kind: indirect, content: [{paragraph: 1, exact: soon}]}\n',
        encoding="utf-8",
    )
    corrected = apply_file(annotated(), path, Registry())
    assert sorted(one.id for one in corrected.attributions) == [f"s{SAID - 2}", f"s{TOLD}"]
