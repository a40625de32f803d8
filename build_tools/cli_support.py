"""What the commands share: how they print, and that a user's errors are told without a traceback."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

import click

from build_tools.errors import BuildToolsError

form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "markdown", "json"]),
    default="terminal",
    show_default=True,
    help="Lines for people, tables for a page, or one JSON object.",
)


def tells_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Print the errors a user can cause, one a line, and exit with 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BuildToolsError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(1)

    return wrapped
