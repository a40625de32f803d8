"""What a check finds, as data: problems with their place, and notes of what was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from build_tools.errors import BuildToolsError

Check = Literal["seeds", "registry", "corrections", "data", "links", "ids"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person has to mend, or at least to know.

    Attributes:
        check: Which check found it.
        message: What is wrong and, where it helps, what to do.
        severity: Only an error makes the check fail.
        file: Relative to the project's root, with forward slashes, where the file is inside it.
        line: Counted from 1.
        entry: The entry inside the file as a dotted path, or the link inside the page.
    """

    check: Check
    message: str
    severity: Severity = "error"
    file: str | None = None
    line: int | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found.

    Attributes:
        notes: What was checked, a line each.
        problems: Errors first, then warnings; each by check, and by file and line inside a check.
    """

    notes: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(slots=True)
class Findings:
    """Gathers problems and notes while the checks run.

    Attributes:
        root: The project's root, which the files of problems are named from.
    """

    root: Path
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def taking(self, check: Check) -> Iterator[None]:
        """Turn the errors that a block raises into problems and go on behind it."""
        try:
            yield
        except BuildToolsError as error:
            self.add(check, error)

    def add(self, check: Check, error: BuildToolsError, severity: Severity = "error") -> None:
        """Take an error, or each of a group, as a problem."""
        for one in error.each():
            file = self.shown(one.file) if one.file is not None else None
            self.problems.append(Problem(check, one.message, severity, file, one.line, one.entry))

    def shown(self, path: Path | str) -> str:
        """A file as problems name it."""
        path = Path(path)
        inside = path.is_relative_to(self.root)
        return (path.relative_to(self.root) if inside else path).as_posix()

    def report(self) -> Report:
        """What was gathered, in order."""
        return Report(tuple(self.notes), tuple(sorted(self.problems, key=_order)))


def _order(problem: Problem) -> tuple[object, ...]:
    """What is not known comes last: a file that has no line, and then what has no file."""
    file, line = problem.file, problem.line
    check = get_args(Check).index(problem.check)
    return problem.severity != "error", check, file is None, file or "", line is None, line or 0
