"""A published id goes on working, or the check says what to write so that it does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from build_tools.checking.published import Published
from build_tools.render.public_ids import public_ids
from build_tools.settings import Settings
from tests.checking.small import TEXTS, build_small, check, corpus_of, edit

FIRST_SAID = TEXTS["pier-opens"].index("said")
SECOND_SAID = TEXTS["pier-opens"].rindex("said")


def published(settings: Settings) -> Published:
    """What stands online: the ids of the project before a test changes it."""
    return Published("ids.json", tuple(public_ids(*corpus_of(settings))))


def rename_actor(settings: Settings) -> None:
    edit(settings, "actors.yml", "  ada-holm:", "  mayor-holm:")


def merge_council(settings: Settings) -> None:
    text = (settings.seeds / "actors.yml").read_text("utf-8")
    text = re.sub(r"  council:\n.*\n.*\n.*\n", "", text)
    text = text.replace("name: Ada Holm", "name: Ada Holm\n    aliases: [Town Council]")
    (settings.seeds / "actors.yml").write_text(text, "utf-8")


def drop_event(settings: Settings) -> None:
    text = (settings.seeds / "events.yml").read_text("utf-8")
    (settings.seeds / "events.yml").write_text(text[: text.index("  closing:")], "utf-8")


def rename_article(settings: Settings) -> None:
    for path in sorted((settings.seeds / "articles").glob("pier-opens.*")):
        path.rename(path.with_name("pier-is-open" + path.suffix))
    edit(settings, "manifest.yml", "  pier-opens:", "  pier-is-open:")


def drop_article(settings: Settings) -> None:
    for path in (settings.seeds / "articles").glob("pier-opens.*"):
        path.unlink()
    text = (settings.seeds / "manifest.yml").read_text("utf-8")
    (settings.seeds / "manifest.yml").write_text(re.sub(r"  pier-opens:\n.*\n.*\n", "", text), "utf-8")


CASES: dict[str, tuple[Callable[[Settings], object], list[tuple[str | None, int | None, str | None]], str]] = {
    "an actor renamed": (
        rename_actor,
        [("seeds/actors.yml", 3, "actors.mayor-holm")],
        "the published id 'ada-holm' is gone, and nothing redirects from actors/ada-holm/;"
        " list 'ada-holm' under `former_ids` here",
    ),
    "an event renamed": (
        lambda s: edit(s, "events.yml", "  closing:", "  pier-closing:"),
        [("seeds/events.yml", 9, "events.pier-closing")],
        "list 'closing' under `former_ids` here",
    ),
    "an event dropped": (
        drop_event,
        [("seeds/events.yml", None, "events.closing")],
        "or, where none does, its address under `withdrawn` in seeds/manifest.yml",
    ),
    "an actor that becomes an outlet": (
        lambda s: edit(s, "actors.yml", "kind: government-body", "kind: outlet"),
        [("seeds/actors.yml", 6, "actors.council")],
        "the page has moved from actors/council/ to outlets/council/; give this entry another id",
    ),
    "a former id dropped": (
        lambda s: edit(s, "events.yml", "    former_ids: [pier-opening]\n", ""),
        [("seeds/events.yml", 3, "events.opening")],
        "events/pier-opening/ led to events/opening/, and its redirect is gone",
    ),
    "a former id given again": (
        lambda s: (
            edit(s, "events.yml", "    former_ids: [pier-opening]\n", ""),
            edit(s, "events.yml", "  closing:", "  pier-opening:\n    former_ids: [closing]"),
        ),
        [("seeds/events.yml", 8, "events.pier-opening")],
        "this id was given before",
    ),
    "an article renamed": (
        rename_article,
        [("seeds/articles/pier-is-open.txt", None, "articles/pier-opens/")],
        "its text is now called 'pier-is-open': give it its old id back",
    ),
    "an article dropped": (
        drop_article,
        [("seeds/articles/pier-opens.txt", None, "articles/pier-opens/")],
        "put it back, or list its page under `withdrawn`",
    ),
    "a curated statement dropped": (
        lambda s: edit(s, "articles/pier-shuts.corrections.yml", "do: confirm", "do: remove"),
        [("seeds/articles/pier-shuts.corrections.yml", None, "s24")],
        "the curated statement articles/pier-shuts/#s24 (“said”) is gone; put it back",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "places", "part"), CASES.values(), ids=CASES)
def test_an_id_that_vanished_is_an_error(
    small: Settings,
    change: Callable[[Settings], object],
    places: list[tuple[str | None, int | None, str | None]],
    part: str,
) -> None:
    before = published(small)
    change(small)
    report = check(small, before)
    assert report.failed
    assert [(p.file, p.line, p.entry) for p in report.problems] == places
    assert part in report.problems[0].message
    assert {(p.check, p.severity) for p in report.problems} == {("ids", "error")}


def test_all_addresses_of_a_merged_actor_are_told(small: Settings) -> None:
    before = published(small)
    merge_council(small)
    problems = check(small, before).problems
    assert problems[0].message.startswith("the published id 'council' is gone")
    assert (problems[0].file, problems[0].line) == ("seeds/actors.yml", 3)
    # The redirects from what it had been called before it was merged are gone with it.
    assert all("town-hall/ led to actors/council/" in p.message for p in problems[1:])
    edit(small, "actors.yml", "aliases:", "former_ids: [council, town-hall]\n    aliases:")
    assert check(small, before).problems == ()


def test_nothing_changed_is_nothing_wrong(small: Settings) -> None:
    before = published(small)
    build_small(small)
    report = check(small, before)
    assert report.problems == ()
    assert report.notes[-1] == f"ids: {len(before.ids or ())} of ids.json compared"


def test_a_renamed_id_needs_its_redirect_in_the_built_site(small: Settings) -> None:
    before = published(small)
    build_small(small)
    rename_actor(small)
    edit(small, "actors.yml", "name: Ada Holm", "name: Ada Holm\n    former_ids: [ada-holm]")
    (problem,) = check(small, before).problems
    assert problem.file == "site/actors/ada-holm/index.html"
    assert "no redirect to actors/mayor-holm/ is built here" in problem.message
    build_small(small)
    assert check(small, before).problems == ()
    # One that leads elsewhere is none.
    page = small.site / "actors" / "ada-holm" / "index.html"
    page.write_text(page.read_text("utf-8").replace("mayor-holm", "council"), "utf-8")
    assert check(small, before).failed


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (FIRST_SAID - len("Holm "), f"(“Holm said”) is gone; its words are now in s{FIRST_SAID}, and `id: s22` in a correction there keeps this address"),
        (FIRST_SAID + len("said the "), "(“pier was ”) is gone"),
    ],
)
def test_a_statement_that_the_program_no_longer_finds_is_a_warning(
    small: Settings, start: int, told: str
) -> None:
    (first, *rest) = (one for one in published(small).ids or () if one["kind"] == "statement")
    words = TEXTS["pier-opens"][start : start + len("Holm said")]
    url = f"articles/pier-opens/#s{start}"
    lost = {**first, "id": f"s{start}", "url": url, "exact": words}
    report = check(small, Published("ids.json", (lost, *rest)))
    (problem,) = report.problems
    assert not report.failed
    assert (problem.severity, problem.line) == ("warning", 3)
    assert (problem.file, problem.entry) == ("seeds/articles/pier-opens.txt", f"s{start}")
    assert problem.message == f"the statement {url} {told}"


def test_a_statement_that_a_correction_leaves_out_is_told_as_one(small: Settings) -> None:
    before = published(small)
    (small.seeds / "articles" / "pier-opens.corrections.yml").write_text(
        "schema_version: 1\nattributions:\n"
        '  - {do: remove, cue: {paragraph: 2, exact: said, prefix: "Lind "}}\n',
        "utf-8",
    )
    (problem,) = check(small, before).problems
    assert (problem.severity, problem.entry) == ("warning", f"s{SECOND_SAID}")
    assert problem.message.endswith("a correction leaves it out")


@pytest.mark.parametrize(
    ("change", "address"),
    [
        (drop_event, "events/closing/"),
        (drop_article, "articles/pier-opens/"),
        (CASES["a curated statement dropped"][0], "articles/pier-shuts/#s24"),
    ],
)
def test_what_is_withdrawn_may_be_gone(
    small: Settings, change: Callable[[Settings], object], address: str
) -> None:
    before = published(small)
    edit(small, "manifest.yml", "articles:\n", f"withdrawn:\n  {address}: taken down\narticles:\n")
    (problem,) = check(small, before).problems
    assert (problem.file, problem.line) == ("seeds/manifest.yml", 3)
    assert "withdrawn and is in the seeds" in problem.message
    change(small)
    assert check(small, before).problems == ()


def test_a_changed_text_is_an_error(small: Settings) -> None:
    before = published(small)
    edit(small, "articles/pier-opens.txt", "nothing", "a word")
    texts = [p for p in check(small, before).problems if p.check == "ids"]
    assert [p.file for p in texts] == ["seeds/articles/pier-opens.txt"]
    assert "the text is not the one that was published" in texts[0].message


def test_other_paragraphs_are_an_error(small: Settings) -> None:
    before = published(small)
    ids = [{**one, "paragraphs": 9} if one["kind"] == "article" else one for one in before.ids or ()]
    problems = check(small, Published("ids.json", tuple(ids))).problems
    assert [p.file for p in problems] == [f"seeds/articles/pier-{x}.txt" for x in ("opens", "shuts")]
    assert "had 9 paragraphs when it was published and has 2 now" in problems[0].message


def test_seeds_with_errors_are_not_compared(small: Settings) -> None:
    before = published(small)
    edit(small, "actors.yml", "kind: outlet", "kind: paper")
    report = check(small, before)
    assert [p.check for p in report.problems] == ["registry"]
    assert report.notes[-1] == "ids: not compared, for the seeds have errors"


def test_a_first_publication_has_nothing_to_compare_with(small: Settings) -> None:
    report = check(small, Published("https://example.org/data/ids.json", None))
    assert report.problems == ()
    assert report.notes[-1] == "ids: nothing is published at https://example.org/data/ids.json yet"
