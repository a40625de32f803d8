"""Whatever a workflow runs is a `make` target, and that runs commands of ours that take its options."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from build_tools.annotate import cache
from build_tools.cli import main
from tests.project import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
# make, its targets, its variables and, where it is for the summary of the job, where it goes.
RUN = re.compile(r'make (?:--silent )?([a-z]+(?: [a-z]+)*)((?: [A-Z]+=\w+)*)( >> "\$GITHUB_STEP_SUMMARY")?')


def jobs(name: str) -> dict[str, Any]:
    return yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))["jobs"]


def steps(name: str, job: str, event: str | None = None) -> list[str]:
    """What the steps of a job run or use, in order; with an event, only those that it has run."""
    of_event = [one for one in jobs(name)[job]["steps"] if event is None or _is_for(one.get("if", ""), event)]
    return [one.get("run") or one["uses"].partition("@")[0] for one in of_event]


def _is_for(condition: str, event: str) -> bool:
    named = re.search(r"github\.event_name (==|!=) '(\w+)'", condition)
    if named is None:
        return not (event == "pull_request" and "default_branch" in condition)
    return (named[2] == event) == (named[1] == "==")


def run_faults(line: str) -> list[str]:
    """What keeps a line of a workflow from running on anybody's machine."""
    match = RUN.fullmatch(line.strip())
    if match is None:
        return [f"not a make target: {line}"]
    targets, variables = match[1].split(), match[2].split()
    makefile = (ROOT / "Makefile").read_text("utf-8")
    faults = [f"no target {one}" for one in targets if not re.search(rf"^{one}:.*##", makefile, re.MULTILINE)]
    names = [one.partition("=")[0] for one in variables]
    faults += [f"the Makefile knows no {one}" for one in names if f"$({one}" not in makefile]
    return faults or [fault for command in commands(targets, variables) for fault in command_faults(command)]


def commands(targets: list[str], variables: list[str]) -> list[list[str]]:
    """The commands of ours that `make` would run, each as its words behind `sourcebook`."""
    asked = ["make", "--dry-run", *targets, *variables]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = (shlex.split(line) for line in told.splitlines() if re.match(r"\S+/sourcebook ", line))
    return [words[1:] for words in lines]


def command_faults(words: list[str]) -> list[str]:
    name, *arguments = words
    command = main.commands.get(name)
    if command is None:
        return [f"there is no command {name}"]
    try:
        command.make_context(name, list(arguments))
    except click.UsageError as error:
        return [f"{name}: {error.format_message()}"]
    return []


RUNS = [
    pytest.param(step["run"], id=f"{path.name} {step['run']}")
    for path in sorted(WORKFLOWS.glob("*.yml"))
    for job in jobs(path.name).values()
    for step in job["steps"]
    if "run" in step
]


@pytest.mark.parametrize("line", RUNS)
def test_whatever_a_workflow_runs_can_be_run_by_hand(line: str) -> None:
    assert run_faults(line) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("pip install something", "not a make target: pip install something"),
        ("make site && rm -rf site", "not a make target: make site && rm -rf site"),
        ('make site >> "$GITHUB_ENV"', 'not a make target: make site >> "$GITHUB_ENV"'),
        ("make site\nmake test", "not a make target: make site\nmake test"),
        ("make palace", "no target palace"),
        ("make check COLOUR=red", "the Makefile knows no COLOUR"),
        ("make check FORMAT=markdown", "check: Invalid value for '--format': 'markdown' is not one of"),
        ("make changes AGAINST=site LIMIT=few", "changes: Invalid value for '--limit': 'few' is not a valid"),
    ],
)
def test_another_line_is_found(line: str, fault: str) -> None:
    (found,) = run_faults(line)
    assert found.startswith(fault)


def test_a_command_that_is_not_there_is_found() -> None:
    assert command_faults(["shout", "--loudly"]) == ["there is no command shout"]


def test_a_pull_request_is_built_and_told_what_it_does() -> None:
    assert steps("site.yml", "build", "pull_request") == [
        "actions/checkout",
        "actions/setup-python",
        "actions/cache",
        "make site",
        "actions/upload-artifact",
        'make --silent changes AGAINST=published FORMAT=markdown >> "$GITHUB_STEP_SUMMARY"',
        'make --silent review FORMAT=markdown LIMIT=10 >> "$GITHUB_STEP_SUMMARY"',
        "make check AGAINST=published FORMAT=github",
    ]


def test_a_push_is_built_checked_and_published() -> None:
    assert steps("site.yml", "build", "push") == [
        "actions/checkout",
        "actions/setup-python",
        "actions/cache",
        "actions/configure-pages",
        "make site",
        "make check AGAINST=published FORMAT=github",
        "actions/upload-pages-artifact",
    ]
    by_hand = steps("site.yml", "build", "workflow_dispatch")
    assert "make check FORMAT=github" in by_hand
    assert not any("AGAINST" in step for step in by_hand)
    assert jobs("site.yml")["deploy"]["needs"] == ["test", "build"]


def test_links_elsewhere_are_asked_by_the_clock_and_keep_nothing_from_being_published() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "links.yml").read_text("utf-8"))
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}  # YAML 1.1 reads the key `on` as true
    assert steps("links.yml", "links")[-1] == 'make --silent outbound FORMAT=markdown >> "$GITHUB_STEP_SUMMARY"'
    assert "links" not in yaml.safe_dump(jobs("site.yml"))


def test_the_cache_of_annotations_is_keyed_on_all_they_are_made_from(monkeypatch: pytest.MonkeyPatch) -> None:
    (step,) = [one for one in jobs("site.yml")["build"]["steps"] if "actions/cache@" in one.get("uses", "")]
    patterns = re.findall(r"'([^']+)'", step["env"]["PROGRAM"])
    read: list[str] = []
    real = Path.read_bytes

    def remember(path: Path) -> bytes:
        read.append(path.relative_to(ROOT).as_posix())
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", remember)
    cache._program_digest.__wrapped__()
    assert read
    assert [one for one in read if not any(_covers(pattern, one) for pattern in patterns)] == []
    assert [one for one in patterns if not any(_covers(one, path) for path in read)] == []
    assert step["with"]["key"].startswith("annotations-${{ env.PROGRAM }}-${{ hashFiles('seeds/**') }}")
    assert step["with"]["path"] == ".cache/sourcebook/annotations"


def _covers(pattern: str, path: str) -> bool:
    return path.startswith(pattern.removesuffix("**")) if pattern.endswith("/**") else path == pattern


def test_the_environment_is_cached_by_lock_files_and_python() -> None:
    setups = [
        step["with"]
        for path in WORKFLOWS.glob("*.yml")
        for job in jobs(path.name).values()
        for step in job["steps"]
        if "actions/setup-python@" in step.get("uses", "")
    ]
    assert len(setups) == 3
    for one in setups:
        assert one["python-version"]
        assert (one["cache"], one["cache-dependency-path"]) == ("pip", "requirements*.txt")
