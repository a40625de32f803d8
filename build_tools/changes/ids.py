"""What becomes of published ids: which have moved, and what a check finds wrong with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.changes.rows import Difference, Row
from build_tools.checking.ids import check_ids
from build_tools.checking.problems import Findings
from build_tools.checking.published import Entry, Published
from build_tools.checking.seeds import check_seeds
from build_tools.settings import Settings


def moved_rows(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[Row]:
    """A row for each published page that redirects to another now."""
    now = {one["url"]: one for one in after}
    for one in before:
        present = now.get(one["url"])
        if present and present["kind"] == "former" and one["kind"] != "former":
            yield Row("id", "moved", one["url"], (Difference("address", one["url"], present.get("to")),))


def vanished_rows(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[Row]:
    """A row for each published page that is not there any more, for sites without their seeds.

    Statements are left out: they are compared by themselves.
    """
    now = {one["url"] for one in after}
    for one in before:
        if one["url"] not in now and one["kind"] != "statement":
            yield Row("id", "gone", one["url"], note="Nothing redirects from it.")


def checked_rows(published: Published, settings: Settings) -> tuple[list[Row], list[str]]:
    """A row for each fault that `sourcebook check --against` finds with ids.

    Returns:
        The rows, and a note where the ids could not be compared.
    """
    seeds = Findings(settings.root)
    corpus = check_seeds(settings, seeds)
    findings = Findings(settings.root)
    check_ids(published, corpus, settings, findings)
    report = findings.report()
    rows = [
        Row("id", one.severity, f"{one.file}:{one.line}" if one.line else one.file or "", note=one.message)
        for one in report.problems
    ]
    return rows, list(report.notes)
