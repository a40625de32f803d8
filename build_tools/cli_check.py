"""The commands `check` and `schemas`: what is wrong with a project, and what helps to get it right."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from build_tools.cli_support import tells_errors
from build_tools.errors import SiteError
from build_tools.settings import Settings


@click.command()
@click.option(
    "--against",
    "place",
    metavar="FILE-OR-URL",
    help="Compare the ids with those of a published site: its data/ids.json. "
    "Where nothing stands at the address yet, there is nothing to compare.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines for people, one JSON object, or annotations for a workflow on GitHub.",
)
@click.pass_obj
@tells_errors
def check(settings: Settings, place: str | None, form: str) -> None:
    """Check seeds, registry, corrections and, where it is built, the site's data and links.

    All problems are told, each with its file, line and entry where they are known. Files are named
    from the project's folder.

    \b
    Exit codes:
      0  nothing is wrong; there may be warnings
      1  there is at least one error
      2  wrong usage: an unknown option, a file or address of --against that cannot be read
    """
    from build_tools.checking.formats import as_github, as_json, as_text
    from build_tools.checking.project import check_project
    from build_tools.checking.published import read_published
    from build_tools.site_config import site_urls_of

    try:
        published = read_published(place) if place is not None else None
    except SiteError as error:
        raise click.BadParameter(str(error), param_hint="--against") from None
    report = check_project(settings, urlsplit(site_urls_of(settings.root, os.environ).site).path, published)
    if form == "json":
        click.echo(as_json(report))
    else:
        folder = _from_repository(settings.root)
        for problem in report.problems:
            if form == "github":
                click.echo(as_github(problem, folder))
            else:
                click.echo(as_text(problem), err=True)
        for note in report.notes:
            click.echo(note)
    if report.failed:
        sys.exit(1)


@click.command()
def schemas() -> None:
    """Write the JSON Schemas of the YAML files anew, after a change of the shapes they are made from."""
    from build_tools.curated_schemas import FOLDER, write_curated_schemas

    changed = write_curated_schemas(FOLDER)
    for path in changed:
        click.echo(path.name)
    if not changed:
        click.echo(f"The schemas in {FOLDER.name}/ are up to date.")


def _from_repository(root: Path) -> str:
    """The project's folder from the repository's, which a workflow's runner names; else from here."""
    repository = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    return root.relative_to(repository).as_posix() if root.is_relative_to(repository) else ""
