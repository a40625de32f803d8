"""Corrections that are broken or idle are told; the others are applied all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.corpus.review_corrections import correct_leniently
from build_tools.models import AnnotatedArticle, Attribution, Mention
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article

REGISTRY = registry_of(
    {"ada": {"kind": "person", "name": "Ada Holm"}, "league": {"kind": "armed-group", "name": "Hill League"}}
)
TEXT = "Holm said the group would leave.\nLind added that rain fell."


def found() -> AnnotatedArticle:
    return article(
        "one",
        TEXT,
        mentions=(Mention(0, 4, "name", "person", "ada", RULE),),
        attributions=(
            Attribution(
                "s5", ((0, 4),), ((5, 9),), ((10, 31),), "indirect", "named", RULE,
                source_entity="ada", confidence=0.5,
            ),
        ),
    )  # fmt: skip


def corrected(folder: Path, body: str) -> tuple[AnnotatedArticle, list[tuple[object, ...]]]:
    path = folder / "one.corrections.yml"
    path.write_text("schema_version: 1\n" + body, encoding="utf-8")
    made, rows = correct_leniently(found(), path, REGISTRY)
    return made, [(row.id, row.line, row.problem, row.message) for row in rows]


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert correct_leniently(found(), tmp_path / "one.corrections.yml", REGISTRY) == (found(), [])


def test_what_applies_makes_no_row(tmp_path: Path) -> None:
    made, rows = corrected(
        tmp_path,
        """mentions:
  - {do: add, at: {paragraph: 1, exact: the group}, entity: league, form: nominal}
attributions:
  - {do: confirm, cue: {paragraph: 1, exact: said}}
""",
    )
    assert rows == []
    assert len(made.mentions) == 2
    assert made.attributions[0].confidence is None


def test_broken_anchors_are_told_and_the_rest_applies(tmp_path: Path) -> None:
    made, rows = corrected(
        tmp_path,
        """mentions:
  - {do: add, at: {paragraph: 1, exact: the crowd}, entity: league}
  - {do: add, at: {paragraph: 1, exact: the group}, entity: league, form: nominal}
attributions:
  - {do: confirm, cue: {paragraph: 2, exact: said}}
  - {do: confirm, cue: {paragraph: 2, exact: added}}
""",
    )
    assert rows == [
        ("correction:one:mentions.0", 3, "broken", "the words 'the crowd' do not stand in this paragraph"),
        ("correction:one:attributions.0", 6, "broken", "the words 'said' do not stand in this paragraph"),
        ("correction:one:attributions.1", 7, "broken", "there is no such annotation to confirm"),
    ]
    assert [mention.entity for mention in made.mentions] == ["ada", "league"]


def test_what_rests_on_a_broken_entry_falls_with_it(tmp_path: Path) -> None:
    made, rows = corrected(
        tmp_path,
        """attributions:
  - {do: add, cue: {paragraph: 2, exact: added}, kind: shouted}
  - {do: change, cue: {paragraph: 1, exact: said}, parent: {paragraph: 2, exact: added}}
""",
    )
    assert [(row[0], row[2]) for row in rows] == [
        ("correction:one:attributions.0", "broken"),
        ("correction:one:attributions.1", "broken"),
    ]
    assert made == found()


def test_what_the_program_has_caught_up_with_is_idle(tmp_path: Path) -> None:
    _, rows = corrected(
        tmp_path,
        """mentions:
  - {do: add, at: {paragraph: 1, exact: Holm}, entity: ada}
  - {do: remove, at: {paragraph: 2, exact: Lind}}
  - {do: add, at: {paragraph: 1, exact: the group}, entity: league, form: nominal}
attributions:
  - {do: change, cue: {paragraph: 1, exact: said}, source_entity: ada}
  - do: change
    cue: {paragraph: 1, exact: said}
    content: [{paragraph: 1, exact: the group, through: leave}]
""",
    )
    same = "the program finds the same; `do: confirm` says so"
    assert rows == [
        ("correction:one:mentions.0", 3, "idle", same),
        ("correction:one:mentions.1", 4, "idle", "there is nothing to remove"),
        ("correction:one:attributions.0", 7, "idle", same),
        ("correction:one:attributions.1", 8, "idle", same),
    ]


def test_a_section_that_was_read_to_the_end_needs_all_its_entries(tmp_path: Path) -> None:
    made, rows = corrected(
        tmp_path,
        """complete: [attributions]
mentions:
  - {do: add, at: {paragraph: 1, exact: Holm}, entity: ada}
attributions:
  - {do: change, cue: {paragraph: 1, exact: said}, source_entity: ada}
""",
    )
    assert [row[0] for row in rows] == ["correction:one:mentions.0"]
    assert [one.provenance.method for one in made.attributions] == ["curated"]


@pytest.mark.parametrize(
    ("body", "row"),
    [
        ("statements: []\n", ("correction:one:statements", 2, "broken", "unknown key")),
        ("mentions: [\n", ("correction:one:file", 3, "broken", None)),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(tmp_path: Path, body: str, row: tuple[object, ...]) -> None:
    made, ((*place, message),) = corrected(tmp_path, body)
    assert made == found()
    assert tuple(place) == row[:3]
    assert row[3] in (None, message)
