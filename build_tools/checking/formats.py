"""A report as text, as JSON, and as the workflow commands that GitHub shows beside a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from build_tools.annotate.encode import SCHEMA_VERSION
from build_tools.checking.problems import Problem, Report
from build_tools.errors import BuildToolsError


def as_text(problem: Problem) -> str:
    """A problem in a line: severity, file and line, entry, message."""
    told = BuildToolsError(
        problem.message, file=problem.file, entry=problem.entry, line=problem.line
    )
    return f"{problem.severity}: {told}"


def as_json(report: Report) -> str:
    """The report as `schemas/check.schema.json` describes it."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "notes": report.notes,
        "problems": [asdict(problem) for problem in report.problems],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def as_github(problem: Problem, folder: str = "") -> str:
    """A problem as a workflow command (`::error file=…,line=…,title=…::message`).

    What GitHub reads as syntax is escaped, so a message holds one command and no other.

    Args:
        folder: The project's root, from the root of the repository.
    """
    properties = {
        "file": (Path(folder) / problem.file).as_posix() if problem.file is not None else None,
        "line": problem.line,
        "title": problem.check,
    }
    told = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    message = f"{problem.entry}: {problem.message}" if problem.entry else problem.message
    return f"::{problem.severity} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
