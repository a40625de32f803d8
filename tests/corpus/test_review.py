"""The whole review list: every kind of row, chosen by kind and number, told in each form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.corpus.review import Review, review, select
from build_tools.corpus.review_rows import KINDS, EventRow, row_id
from build_tools.corpus.review_text import NOTHING, TITLES, as_data, as_lines, as_markdown, told
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from tests.corpus import review_project as project


@pytest.fixture
def whole(tmp_path: Path) -> Review:
    seeds = project.write_project(tmp_path)
    corrections = seeds / "articles" / f"{project.ID}.corrections.yml"
    corrections.write_text(project.CORRECTIONS, encoding="utf-8")
    articles = load_articles(seeds)
    registry = load_registry(seeds, articles)
    found, _ = project.annotate(articles, registry, tmp_path)
    return review(found, seeds, registry, 0.7)


def test_every_kind_is_there_once_and_in_order(whole: Review) -> None:
    assert [row.id for row in whole.rows] == [
        f"correction:{project.ID}:mentions.1",
        f"correction:{project.ID}:mentions.0",
        f"article:{project.ID}",
        "name:rosa_lind:person",
        "name:hil_league:other",
        "name:vale_town:other",
        project.STATEMENT,
        project.SOURCE,
        project.ADDRESSEE,
        "event:storm",
        project.DATE,
        f"unreviewed:{project.ID}",
    ]
    assert tuple(dict.fromkeys(row.kind for row in whole.rows)) == KINDS == tuple(TITLES)
    assert whole.totals == {kind: sum(row.kind == kind for row in whole.rows) for kind in KINDS}


def test_names_come_with_their_likely_matches(whole: Review) -> None:
    (league,) = [row for row in whole.rows if row.id == "name:hil_league:other"]
    assert [match.entity for match in league.matches] == ["hill-league"]


def test_selecting(whole: Review) -> None:
    few = select(whole, ("reference", "name"), 1)
    assert [row.id for row in few.rows] == ["name:rosa_lind:person", project.SOURCE]
    assert few.totals == {"name": 3, "reference": 2}
    assert select(whole) == whole
    assert select(Review((), {}), ("name",)) == Review((), {})


def test_lines(whole: Review) -> None:
    lines = list(as_lines(select(whole, ("name",), 1)))
    assert lines == [
        "Names that are not linked: 3 (the first 1)",
        "  name:rosa_lind:person",
        "    Rosa Lind (person); 2 mentions in 1 article; also Lind",
        f"      {project.ID} ¶2: Ada Holm said the ferry would run, and [Rosa Lind] said so too on Tuesday.",
        f"      {project.ID} ¶4: [Lind] left for Vale\u00a0Town with the Hil League.",
    ]
    assert list(as_lines(Review((), {}))) == [NOTHING]


def test_markdown_is_a_table_and_the_text_stays_text(whole: Review) -> None:
    lines = list(as_markdown(select(whole, ("reference",), 1)))
    assert lines[0] == "### Pronouns and descriptions that were left open: 2 (the first 1)\n"
    assert lines[1:3] == ["| what | known | where | row |", "| --- | --- | --- | --- |"]
    assert lines[3] == (
        "| She | pronoun, source of s98 | ferry-runs-late ¶3: <b>She</b> told him that the pier \\| "
        f"&lt;b&gt;was&lt;/b&gt; sound\\. | `{project.SOURCE}` |"
    ).replace("s98", project.STATEMENTS[2].id)
    assert list(as_markdown(Review((), {}))) == [NOTHING]


def test_data_is_json_with_every_field(whole: Review) -> None:
    data = json.loads(json.dumps(as_data(whole)))
    assert (data["schema_version"], data["totals"]) == (1, whole.totals)
    assert [row["id"] for row in data["rows"]] == [row.id for row in whole.rows]
    by_kind = {row["kind"]: row for row in reversed(data["rows"])}
    assert by_kind["event"] == {
        "kind": "event", "id": "event:storm", "event": "storm", "name": "Storm",
        "why": "No article says when.",
    }  # fmt: skip
    assert by_kind["statement"]["confidence"] == 0.5
    assert by_kind["statement"]["context"]["keyword"] == "said"
    assert by_kind["correction"]["problem"] == "broken"


def test_every_row_can_be_told(whole: Review) -> None:
    facts = {row.id: told(row) for row in whole.rows}
    assert facts["event:storm"].about == "Storm"
    assert facts[project.DATE].facts == ("it cannot be counted",)
    assert facts[f"article:{project.ID}"].facts == ("outlet unknown", "Cut off.")
    assert facts[f"correction:{project.ID}:mentions.0"].about == f"{project.ID}.corrections.yml:4"
    assert facts[f"unreviewed:{project.ID}"].facts == ("5 of 5 mentions", "3 of 3 statements", "1 of 1 dates")
    with pytest.raises(TypeError):
        told(project.TEXT)  # type: ignore[arg-type]


def test_an_event_without_a_reason_tells_none() -> None:
    assert told(EventRow("event:storm", "storm", "Storm", "")).facts == ()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Rosa Lind", "person"), "name:rosa_lind:person"),
        (("Al\u2011Vale & Co_1: x",), "name:al-vale_%26_co%5F1%3A_x"),
        (("O\u2019Hara",), "name:o%27hara"),
        (("Brázda",), "name:brázda"),
    ],
)
def test_ids_are_one_word(parts: tuple[str, ...], expected: str) -> None:
    assert row_id("name", *parts) == expected
