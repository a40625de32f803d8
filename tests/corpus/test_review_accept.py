"""What a person decides is written as an entry that says so, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.corpus.review import Review, review
from build_tools.corpus.review_accept import Decision, accept, find_row
from build_tools.corpus.review_rows import NameRow
from build_tools.errors import BuildToolsError
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from build_tools.yaml_edit import YamlEdit
from tests.corpus import review_project as project

Decide = Callable[..., YamlEdit]
SCHEMA_LINE = "# yaml-language-server: $schema=../../build_tools/schemas/curated/corrections.schema.json\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return project.write_project(tmp_path)


def listed(seeds: Path) -> Review:
    articles = load_articles(seeds)
    registry = load_registry(seeds, articles)
    found, _ = project.annotate(articles, registry, seeds)
    return review(found, seeds, registry, 0.7)


@pytest.fixture
def decide(seeds: Path) -> Decide:
    """Decide a row of the list as it is by then."""

    def decided(row: str, **decision: object) -> YamlEdit:
        articles = load_articles(seeds)
        registry = load_registry(seeds, articles)
        found, _ = project.annotate(articles, registry, seeds)
        whole = review(found, seeds, registry, 0.7)
        by_id = {annotated.article.id: annotated for annotated in found}
        return accept(find_row(whole, row), Decision(**decision), seeds, registry, by_id)  # type: ignore[arg-type]

    return decided


def corrections(seeds: Path) -> Path:
    return seeds / "articles" / f"{project.ID}.corrections.yml"


def test_an_alias_of_an_entity_that_has_some(seeds: Path, decide: Decide) -> None:
    edit = decide("name:hil_league:other", value="hill-league")
    assert (edit.path, edit.line, edit.added) == (seeds / "actors.yml", 15, ["Hil League"])
    expected = project.ACTORS.replace("of the Hill' ]", "of the Hill', Hil League ]")
    assert edit.path.read_bytes().decode() == expected
    assert load_registry(seeds).entities["hill-league"].aliases == ("League of the Hill", "Hil League")


def test_an_alias_of_an_entity_that_has_none(seeds: Path, decide: Decide) -> None:
    decide("name:rosa_lind:person", value="ada-holm")
    expected = project.ACTORS.replace("# as printed\n", "# as printed\n    aliases: [Rosa Lind]\n")
    assert (seeds / "actors.yml").read_bytes().decode() == expected


def test_a_new_actor_stands_behind_the_last(seeds: Path, decide: Decide) -> None:
    edit = decide("name:rosa_lind:person", new="person")
    entry = "\n  rosa-lind:\n    kind: person\n    name: Rosa Lind\n    short_names: [Lind]\n"
    expected = project.ACTORS.replace("# once\n", "# once\n" + entry)
    assert edit.path.read_bytes().decode() == expected


def test_a_new_place_makes_the_file_where_there_is_none(seeds: Path, decide: Decide) -> None:
    edit = decide("name:vale_town:other", new="place", identifier="vale")
    assert (edit.path, edit.path.read_text("utf-8")) == (
        seeds / "places.yml",
        "# yaml-language-server: $schema=../build_tools/schemas/curated/places.schema.json\n"
        "schema_version: 1\nplaces:\n  vale:\n    kind: place\n    name: Vale Town\n",
    )
    assert load_registry(seeds).entities["vale"].kind == "place"


@pytest.mark.parametrize(
    ("name", "forms", "names"),
    [
        (
            "Rosa Lind", ("Lind", "ROSA LIND", "Rosa B. Lind", "Rosa\u00a0B. Lind", "La Lind"),
            "  aliases: [Rosa B. Lind, La Lind]\n  short_names: [Lind]",
        ),
        ("Rosa Lind", (), "  short_names: [Lind]"),
        # Only an article tells which of them is the surname.
        ("Rosa Vale Lind", (), ""),
        ("Rosa Vale Lind", ("Vale Lind",), "  short_names: [Vale Lind]"),
        # These are names of the league.
        ("Rosa League", ("League of the Hill",), "  short_names: [League]"),
        ("Hill Rosa", ("Hill League",), "  short_names: [Rosa]"),
    ],
)  # fmt: skip
def test_other_spellings_become_aliases_and_surnames_short_names(
    seeds: Path, name: str, forms: tuple[str, ...], names: str
) -> None:
    registry = load_registry(seeds, load_articles(seeds))
    row = NameRow("name:x", name, "person", forms, (), 9, 1, ())
    edit = accept(row, Decision(new="person"), seeds, registry, {})
    assert edit.added[0].partition(f"name: {name}")[2].removeprefix("\n") == names


def test_a_surname_of_somebody_known_is_a_short_name(seeds: Path) -> None:
    registry = load_registry(seeds, load_articles(seeds))
    row = NameRow("name:x", "Holm", "person", (), ("ada-holm",), 9, 1, ())
    accept(row, Decision(value="ada-holm"), seeds, registry, {})
    expected = project.ACTORS.replace("# as printed\n", "# as printed\n    short_names: [Holm]\n")
    assert (seeds / "actors.yml").read_bytes().decode() == expected


def test_a_statement_is_confirmed_in_a_new_file(seeds: Path, decide: Decide) -> None:
    edit = decide(project.STATEMENT)
    assert edit.path == corrections(seeds)
    assert edit.path.read_text("utf-8") == (
        SCHEMA_LINE + "schema_version: 1\nattributions:\n"
        '  - {do: confirm, cue: {paragraph: 2, exact: said, suffix: " so"}}\n'
    )
    after = listed(seeds)
    assert project.STATEMENT not in {row.id for row in after.rows}
    assert "correction" not in after.totals


def test_a_statement_is_removed_and_the_rest_of_the_file_stays(seeds: Path, decide: Decide) -> None:
    before = project.CORRECTIONS.replace("exact: boat", "exact: ferry").replace("  # no name", "\t# “no” name")
    corrections(seeds).write_bytes(before.encode())
    decide(project.STATEMENT, reject=True)
    entry = '  - {do: remove, cue: {paragraph: 2, exact: said, suffix: " so"}}\n'
    assert corrections(seeds).read_bytes().decode() == before + "attributions:\n" + entry
    decide(project.SOURCE)
    assert corrections(seeds).read_bytes().decode() == (
        before + "attributions:\n" + entry + "  - {do: confirm, cue: {paragraph: 3, exact: told}}\n"
    )


@pytest.mark.parametrize(
    ("row", "words", "key"), [(project.SOURCE, "She", "source"), (project.ADDRESSEE, "him", "addressee")]
)
def test_a_reference_is_linked(seeds: Path, decide: Decide, row: str, words: str, key: str) -> None:
    edit = decide(row, value="ada-holm")
    assert edit.path.read_text("utf-8").removeprefix(SCHEMA_LINE) == (
        "schema_version: 1\nmentions:\n"
        f"  - {{do: add, at: {{paragraph: 3, exact: {words}}}, entity: ada-holm, form: pronoun}}\n"
        "attributions:\n"
        f"  - {{do: change, cue: {{paragraph: 3, exact: told}}, {key}_entity: ada-holm}}\n"
    )
    assert len(edit.added) == 2
    assert row not in {row.id for row in listed(seeds).rows}


@pytest.mark.parametrize(
    ("decision", "written"),
    [
        ({}, "{do: confirm, at: {paragraph: 2, exact: Tuesday}}"),
        ({"reject": True}, "{do: remove, at: {paragraph: 2, exact: Tuesday}}"),
        ({"value": "2019-05-14"}, '{do: add, at: {paragraph: 2, exact: Tuesday}, value: "2019-05-14"}'),
    ],
)
def test_a_date_is_decided(seeds: Path, decide: Decide, decision: dict[str, object], written: str) -> None:
    edit = decide(project.DATE, **decision)
    assert edit.added == [f"dates:\n  - {written}"]
    assert project.DATE not in {row.id for row in listed(seeds).rows}


@pytest.mark.parametrize(
    ("row", "decision", "part"),
    [
        ("name:nobody:person", {}, "there is no row 'name:nobody:person'"),
        ("name:rosa_lind:person", {}, "say which entity it is with --as, or what kind with --new"),
        ("name:rosa_lind:person", {"reject": True}, "say which entity it is"),
        ("name:rosa_lind:person", {"value": "nobody"}, "there is no entity 'nobody'"),
        ("name:rosa_lind:person", {"new": "person", "identifier": "ada-holm"}, "'ada-holm' is taken"),
        ("name:rosa_lind:person", {"new": "person", "identifier": "A b"}, "nothing was written"),
        ("event:storm", {}, "by hand, in seeds/events.yml"),
        (f"article:{project.ID}", {}, f"by hand, in seeds/articles/{project.ID}.yml"),
        (f"unreviewed:{project.ID}", {}, f"in seeds/articles/{project.ID}.corrections.yml"),
        (project.STATEMENT, {"value": "ada-holm"}, "it takes no --as"),
        (project.STATEMENT, {"new": "person"}, "only a name"),
        (project.SOURCE, {"value": "nobody"}, "there is no entity 'nobody'"),
        (project.SOURCE, {"reject": True}, "do so by hand"),
        (project.SOURCE, {"value": "ada-holm", "reject": True}, "contradict each other"),
        (project.DATE, {"value": "soon"}, "nothing was written, for it would not load:"),
    ],
)
def test_what_cannot_be_decided_so_changes_nothing(
    seeds: Path, decide: Decide, row: str, decision: dict[str, object], part: str
) -> None:
    before = {path: path.read_bytes() for path in seeds.rglob("*") if path.is_file()}
    with pytest.raises(BuildToolsError) as caught:
        decide(row, **decision)
    assert part in str(caught.value)
    assert {path: path.read_bytes() for path in seeds.rglob("*") if path.is_file()} == before


def test_a_name_that_is_somebody_elses_is_taken_back(seeds: Path, decide: Decide) -> None:
    decide("name:hil_league:other", value="hill-league")
    before = (seeds / "actors.yml").read_bytes()
    articles = load_articles(seeds)
    registry = load_registry(seeds, articles)
    row = NameRow("name:x", "hil league", "other", (), (), 1, 1, ())
    with pytest.raises(BuildToolsError, match="belongs to ada-holm already|belongs to hill-league already"):
        accept(row, Decision(value="ada-holm"), seeds, registry, {})
    assert (seeds / "actors.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (project.CORRECTIONS, "corrections.yml:5: .*'boat' do not stand"),
        ("", "must be a mapping"),
        ("mentions: [", "not valid YAML"),
    ],
)
def test_a_file_with_a_fault_is_left_alone(seeds: Path, decide: Decide, text: str, part: str) -> None:
    corrections(seeds).write_text(text, encoding="utf-8")
    with pytest.raises(BuildToolsError, match=part):
        decide(project.STATEMENT)
    assert corrections(seeds).read_text("utf-8") == text
