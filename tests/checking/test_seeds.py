"""Every fault of the seeds is told in one run, with its file, line and entry."""

from __future__ import annotations

import pytest

from build_tools.settings import Settings
from tests.checking.small import check, edit


def test_sound_seeds_have_no_problem(small: Settings) -> None:
    report = check(small)
    assert report.problems == ()
    assert not report.failed
    assert report.notes == (
        "seeds: 2 articles, 4 entities, 2 events",
        "links: no site is built yet; `sourcebook build` makes one",
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "found", "part"),
    [
        ("articles/pier-opens.yml", "basis: printed}\ndate", "basis: guessed}\ndate",
         ("seeds", 3, "outlet.basis"), "guessed"),
        ("articles/pier-opens.txt", "Pier opens", "Pier\x00opens",
         ("seeds", 1, None), "control character"),
        ("manifest.yml", "  pier-opens:\n", "  pier-leaks:\n",
         ("seeds", 3, "articles.pier-leaks"), "no article pier-leaks.txt"),
        ("manifest.yml", "schema_version: 1", "schema_version: 1\nwithdrawn: {hill: gone}",
         ("seeds", 2, "withdrawn.hill"), "match pattern"),
        ("articles/pier-shuts.txt", "Monday", "Sunday",
         ("seeds", 6, "articles.pier-shuts"), "bytes that came"),
        ("actors.yml", "kind: outlet", "kind: paper",
         ("registry", 11, "actors.courier.kind"), "paper"),
        ("places.yml", "would close", "would burn",
         ("registry", 7, "places.old-pier.described_in.0.quote"), "does not stand"),
        ("actors.yml", "name: Courier", "name: Courier\n    former_ids: [town-hall]",
         ("registry", 13, "actors.courier.former_ids.0"), "stands under council already"),
        ("articles/pier-opens.yml", "value: courier", "value: currier",
         ("registry", 3, "outlet.value"), "no outlet 'currier'"),
        ("events.yml", "[pier-opening]", "[closing]",
         ("registry", 8, "events.opening.former_ids.0"), "in use"),
        ("articles/pier-shuts.corrections.yml", "exact: said", "exact: whispered",
         ("corrections", 3, "attributions.0.cue.exact"), "do not stand"),
        ("articles/pier-shuts.corrections.yml", "confirm", "shout",
         ("corrections", 3, "attributions.0.do"), "shout"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(
    small: Settings, name: str, old: str, new: str, found: tuple[str, int, str | None], part: str
) -> None:
    edit(small, name, old, new)
    report = check(small)
    assert report.failed
    problem = report.problems[0]
    if name.endswith("pier-shuts.txt"):
        name = "manifest.yml"
    assert (problem.check, problem.line, problem.entry) == found
    assert problem.file == f"seeds/{name}"
    assert part in problem.message


def test_an_article_that_is_not_listed_is_a_warning(small: Settings) -> None:
    articles = small.seeds / "articles"
    (articles / "third.txt").write_text("A third\n", encoding="utf-8")
    (articles / "third.yml").write_text((articles / "pier-shuts.yml").read_text("utf-8"), "utf-8")
    report = check(small)
    (problem,) = report.problems
    assert not report.failed
    assert (problem.severity, problem.file, problem.line) == ("warning", "seeds/manifest.yml", 2)
    assert "third.txt is not listed" in problem.message


def test_one_fault_does_not_hide_another(small: Settings) -> None:
    edit(small, "articles/pier-opens.yml", "2019-05-20", "soon")
    edit(small, "actors.yml", "kind: outlet", "kind: paper")
    edit(small, "events.yml", 'date: "2020-01"', "date: then")
    edit(small, "articles/pier-shuts.corrections.yml", "confirm", "shout")
    problems = check(small).problems
    assert [(p.check, p.file) for p in problems] == [
        ("seeds", "seeds/articles/pier-opens.yml"),
        ("registry", "seeds/actors.yml"),
        ("registry", "seeds/events.yml"),
        ("corrections", "seeds/articles/pier-shuts.corrections.yml"),
    ]


def test_passages_of_an_article_with_bad_metadata_are_still_found(small: Settings) -> None:
    edit(small, "articles/pier-shuts.yml", "2020-01-07", "soon")
    (problem,) = check(small).problems
    assert problem.file == "seeds/articles/pier-shuts.yml"


def test_a_text_that_cannot_be_read_is_not_blamed_on_the_registry(small: Settings) -> None:
    (small.seeds / "articles" / "pier-shuts.txt").write_bytes(b"\xff\n")
    report = check(small)
    assert [(p.check, p.file) for p in report.problems] == [
        ("seeds", "seeds/articles/pier-shuts.txt"),
        ("seeds", "seeds/manifest.yml"),
    ]
    assert "registry: not checked, for there is an article that cannot be read" in report.notes
