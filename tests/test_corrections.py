"""A person's corrections override the program; one that cannot be applied is refused with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.corrections import apply_file
from build_tools.errors import BuildToolsError
from build_tools.models import AnnotatedArticle, Attribution, Epithet, Event, Mention
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article

REGISTRY = registry_of(
    {
        "ada": {"kind": "person", "name": "Ada Holm"},
        "league": {"kind": "armed-group", "name": "Hill League"},
        "wire": {"kind": "outlet", "name": "Newswire"},
    }
)
TEXT = "Holm said the group would leave.\n“Go now,” she told Newswire. “Go now, I said.”"


def annotated() -> AnnotatedArticle:
    return article(
        "one",
        TEXT,
        mentions=(Mention(0, 4, "name", "person", "league", RULE),),
        attributions=(
            Attribution("s5", ((0, 4),), ((5, 9),), ((10, 31),), "indirect", "named", RULE, source_entity="league"),
        ),
        epithets=(Epithet(10, 19, "ada", RULE),),
    )


def apply(folder: Path, body: str) -> AnnotatedArticle:
    path = folder / "one.corrections.yml"
    path.write_text("schema_version: 1\n" + body, encoding="utf-8")
    return apply_file(annotated(), path, REGISTRY)


def test_change_replaces_only_what_is_given(tmp_path: Path) -> None:
    made = apply(
        tmp_path,
        """mentions:
  - {do: change, at: {paragraph: 1, exact: Holm}, entity: ada}
attributions:
  - {do: change, cue: {paragraph: 1, exact: said}, source_entity: ada, belief: true}
""",
    )
    (mention,) = made.mentions
    assert (mention.entity, mention.label, mention.provenance.method) == ("ada", "person", "curated")
    assert mention.provenance.producer == "one.corrections.yml:3"
    (one,) = made.attributions
    assert (one.source_entity, one.belief, one.content, one.kind) == ("ada", True, ((10, 31),), "indirect")
    assert one.provenance.method == "curated"


def test_add_remove_and_confirm(tmp_path: Path) -> None:
    made = apply(
        tmp_path,
        """mentions:
  - {do: confirm, at: {paragraph: 1, exact: Holm}}
  - {do: add, at: {paragraph: 1, exact: the group}, entity: league, form: nominal}
  - {do: remove, at: {paragraph: 1, exact: leave}}
epithets:
  - {do: remove, at: {paragraph: 1, exact: the group}}
attributions:
  - {do: remove, cue: {paragraph: 1, exact: said}}
  - do: add
    cue: {paragraph: 2, exact: told}
    source: [{paragraph: 2, exact: she}]
    content:
      - {paragraph: 2, exact: “Go now,”}
      - {paragraph: 2, exact: “Go, through: "”", prefix: "Newswire. "}
    kind: direct
    source_kind: named
    source_entity: ada
    relays: [wire]
""".replace("exact: “Go, through", 'exact: "“Go", through').replace("exact: “Go now,”", 'exact: "“Go now,”"'),
    )
    assert [(m.entity, m.form, m.provenance.method) for m in made.mentions] == [
        ("league", "name", "curated"),
        ("league", "nominal", "curated"),
    ]
    assert made.epithets == ()
    (one,) = made.attributions
    assert [TEXT[a:b] for a, b in one.content] == ["“Go now,”", "“Go now, I said.”"]
    assert (one.id, one.relays, one.source_entity) == (f"s{one.cue[0][0]}", ("wire",), "ada")


def test_a_mention_of_several_and_dates(tmp_path: Path) -> None:
    made = apply(
        tmp_path,
        """mentions:
  - {do: add, at: {paragraph: 1, exact: Holm}, entities: [ada, league]}
dates:
  - {do: add, at: {paragraph: 1, exact: leave}, value: 2023-10/.., anchor: "2024-01-02"}
  - {do: add, at: {paragraph: 2, exact: told}}
""",
    )
    assert [(m.start, m.end, m.entity, m.label) for m in made.mentions] == [
        (0, 4, "ada", "person"),
        (0, 4, "league", "organization"),
    ]
    assert [(TEXT[d.start : d.end], d.value, d.anchor) for d in made.dates] == [
        ("leave", "2023-10/..", "2024-01-02"),
        ("told", None, None),
    ]


SAID = "\n  - {do: add, cue: {paragraph: 2, exact: told}, kind: direct, parent: {paragraph: 1, exact: said}}\n"


def test_what_was_read_to_the_end_has_only_what_the_curator_lists(tmp_path: Path) -> None:
    listed = "  - {do: add, cue: {paragraph: 1, exact: said}, kind: indirect}\n"
    assert len(apply(tmp_path, "attributions:" + SAID).attributions) == 2
    made = apply(tmp_path, "complete: [attributions]\nattributions:" + SAID + listed)
    assert [one.provenance.method for one in made.attributions] == ["curated"] * 2
    with pytest.raises(BuildToolsError, match="yml:4: .*no statement with this cue"):
        apply(tmp_path, "complete: [attributions]\nattributions:" + SAID)


def test_a_statement_keeps_the_id_that_it_is_given(tmp_path: Path) -> None:
    cue = TEXT.index("said")
    moved = (
        "attributions:\n  - {do: remove, cue: {paragraph: 1, exact: said}}\n"
        "  - {do: add, cue: {paragraph: 1, exact: Holm}, kind: indirect, id: s%d}\n"
        "  - {do: add, cue: {paragraph: 2, exact: told}, kind: direct, parent: {paragraph: 1, exact: Holm}}\n" % cue
    )
    outer, inner = apply(tmp_path, moved).attributions
    assert (outer.id, outer.cue, inner.parent) == (f"s{cue}", ((0, 4),), f"s{cue}")
    (renamed,) = apply(tmp_path, "attributions:\n  - {do: change, cue: {paragraph: 1, exact: said}, id: s3}\n").attributions
    assert renamed.id == "s3"
    (same,) = apply(tmp_path, "attributions:\n  - {do: change, cue: {paragraph: 1, exact: said}, id: null}\n").attributions
    assert same.id == f"s{cue}"


@pytest.mark.parametrize("body", ["do: confirm", "do: change, belief: true"])
def test_what_a_person_looked_at_is_certain(tmp_path: Path, body: str) -> None:
    path = tmp_path / "one.corrections.yml"
    path.write_text(
        "schema_version: 1\nattributions:\n  - {cue: {paragraph: 1, exact: said}, " + body + "}\n",
        encoding="utf-8",
    )
    plain = annotated()
    (found,) = plain.attributions
    unsure = replace(plain, attributions=(replace(found, confidence=0.2),))
    (one,) = apply_file(unsure, path, REGISTRY).attributions
    assert (one.confidence, one.provenance.method) == (None, "curated")


@pytest.mark.parametrize(
    ("body", "line", "part"),
    [
        ("mentions:\n  - {do: add, at: {paragraph: 1, exact: nobody}, entity: ada}\n", 3, "'nobody' do not stand"),
        ("mentions:\n  - {do: add, at: {paragraph: 2, exact: Go now}, entity: ada}\n", 3, "stand 2 times"),
        ("mentions:\n  - {do: add, at: {paragraph: 9, exact: Go}, entity: ada}\n", 3, "there are 2 paragraphs"),
        ("mentions:\n  - {do: add, at: {paragraph: 1, exact: Holm}, entity: bob}\n", 3, "no entity 'bob'"),
        ("mentions:\n  - {do: change, at: {paragraph: 1, exact: leave}, entity: ada}\n", 3, "no such annotation to change"),
        ("attributions:\n  - {do: confirm, cue: {paragraph: 2, exact: told}}\n", 3, "no such annotation to confirm"),
        ("attributions:\n  - {do: add, cue: {paragraph: 2, exact: told}}\n", 3, "needs a kind"),
        ("attributions:\n  - {do: change, cue: {paragraph: 1, exact: said}, relays: [x]}\n", 3, "no entity 'x'"),
        ("attributions:\n  - {do: shout, cue: {paragraph: 1, exact: said}}\n", 3, "attributions.0.do"),
        ("attributions:\n  - {do: confirm, cue: {paragraph: 1, exact: said}, id: s3}\n", 3, "`do: confirm` takes no id"),
        ("attributions:\n  - {do: change, cue: {paragraph: 1, exact: said}, id: said}\n", 3, "attributions.0.id"),
        (
            f"attributions:\n  - {{do: add, cue: {{paragraph: 2, exact: told}}, kind: direct, id: s{TEXT.index('said')}}}\n",
            3, "another statement has this id",
        ),
        ("statements: []\n", 2, "statements: unknown key"),
        ("mentions:\n  - {do: add, at: {paragraph: 1, exact: leave}, entities: [bob]}\n", 3, "no entity 'bob'"),
        ("mentions:\n  - {do: add, at: {paragraph: 1, exact: leave}, entity: ada, entities: [ada]}\n", 3, "either"),
        ("dates:\n  - {do: add, at: {paragraph: 1, exact: leave}, value: soon}\n", 3, "EDTF"),
        ("complete: [mentions]\n", 2, "complete"),
        ("epithets:\n  - {do: add, at: {paragraph: 1, exact: leave}}\n", 3, "needs an entity"),
    ],
)
def test_what_cannot_be_applied_is_refused(tmp_path: Path, body: str, line: int, part: str) -> None:
    with pytest.raises(BuildToolsError) as caught:
        apply(tmp_path, body)
    assert f"one.corrections.yml:{line}: " in str(caught.value)
    assert part in str(caught.value)


def test_every_fault_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildToolsError) as caught:
        apply(
            tmp_path,
            "mentions:\n  - {do: add, at: {paragraph: 1, exact: x1}, entity: ada}\n"
            "  - {do: add, at: {paragraph: 1, exact: x2}, entity: ada}\n",
        )
    assert "x1" in str(caught.value)
    assert "x2" in str(caught.value)


def test_what_was_decided_about_an_event_is_kept_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "one.corrections.yml"
    path.write_text(
        "schema_version: 1\nevents:\n"
        "  - {do: add, at: {paragraph: 1, exact: the group would leave}, event: leaving}\n"
        "  - {do: remove, at: {paragraph: 2, exact: “Go now, suffix: ', I'}, event: leaving}\n",
        encoding="utf-8",
    )
    registry = replace(REGISTRY, events={"leaving": Event("leaving", "Leaving", None, "unknown")})
    added, removed = apply_file(annotated(), path, registry).event_decisions
    assert (added.do, TEXT[added.start : added.end], added.paragraph) == ("add", "the group would leave", 1)
    assert (added.file, added.line, removed.line) == ("one.corrections.yml", 3, 4)
    assert (removed.do, removed.start) == ("remove", TEXT.index("“Go now, I"))
    path.write_text(
        "schema_version: 1\nevents:\n"
        "  - {do: add, at: {paragraph: 1, exact: nowhere}, event: leaving}\n"
        "  - {do: add, at: {paragraph: 1, exact: Holm}, event: nothing}\n",
        encoding="utf-8",
    )
    with pytest.raises(BuildToolsError) as told:
        apply_file(annotated(), path, registry)
    assert "one.corrections.yml:3: events.0.at.exact: the words 'nowhere' do not stand" in str(told.value)
    assert "one.corrections.yml:4: events.1.event: there is no event 'nothing'" in str(told.value)
