"""The errors a user can cause. A message names the file, the entry and the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class BuildToolsError(Exception):
    """Bad input, told to the user without a traceback.

    Args:
        message: What is wrong and, where it helps, what would be right.
        file: The file the fault is in.
        entry: The entry inside the file, as a dotted path ("actors.hamas.kind").
        line: The line of the entry, counted from 1.
    """

    def __init__(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        entry: str | None = None,
        line: int | None = None,
    ) -> None:
        self.message = message
        self.file = str(file) if file is not None else None
        self.entry = entry
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        place = self.file or ""
        if place and self.line is not None:
            place += f":{self.line}"
        parts = [part for part in (place, self.entry, self.message) if part]
        return ": ".join(parts)

    def each(self) -> Iterator[BuildToolsError]:
        """This error; of a group, each that is in it, and in the groups inside it."""
        yield self


class SeedError(BuildToolsError):
    """An article or its metadata cannot be used."""


class RegistryError(BuildToolsError):
    """An entry of the registry cannot be used."""


class LexiconError(BuildToolsError):
    """A word list that ships with the program cannot be used."""


class RenderError(BuildToolsError):
    """A page cannot be written."""


class SiteError(BuildToolsError):
    """The built site is not sound: a broken link, a failed search index."""


class ErrorGroup(BuildToolsError):
    """Several errors found in one pass; each stands on a line of its own.

    Args:
        errors: At least one error.
    """

    def __init__(self, errors: list[BuildToolsError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in errors))

    def each(self) -> Iterator[BuildToolsError]:
        for error in self.errors:
            yield from error.each()


def raise_all(errors: list[BuildToolsError]) -> None:
    """Raise what was gathered: nothing, the one error, or all of them as a group.

    Raises:
        BuildToolsError: If `errors` is not empty.
    """
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ErrorGroup(errors)
