"""The commands `changes` and `published`: what a change does to the corpus, and where to compare it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from build_tools.cli_support import form_option, tells_errors
from build_tools.errors import SiteError
from build_tools.settings import Settings

if TYPE_CHECKING:
    from build_tools.changes.data import Data
    from build_tools.changes.rows import Changes

_SHOWN = 20


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@form_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"At most so many entries of each kind; {_SHOWN}, and all in JSON, where it is not given.",
)
@click.pass_obj
@tells_errors
def changes(settings: Settings, before: str, after: str | None, form: str, limit: int | None) -> None:
    """Tell what changes in the corpus from one site to another.

    BEFORE and AFTER are folders of data (site/data) or the addresses of published ones
    (https://…/data). AFTER is the project's own built site where it is not given; then it is told,
    too, how many corrections apply and what is wrong with published ids. Where nothing stands at
    the address of BEFORE yet, that is all there is to tell.

    Counts come first, then the entries: articles, entities, events, statements, mentions, unknown
    names, dates, epithets, ids and corrections.

    \b
    Exit codes:
      0  the changes were told, or nothing is published yet
      1  no site is built here, or the seeds cannot be used
      2  wrong usage: an unknown option, a folder or an address that cannot be read
    """
    from build_tools.changes.text import as_data, as_lines, as_markdown

    found = _compared(settings, before, after)
    if form == "json":
        click.echo(json.dumps(as_data(found, limit), ensure_ascii=False, indent=1))
        return
    for line in (as_markdown if form == "markdown" else as_lines)(found, _SHOWN if limit is None else limit):
        click.echo(line)


@click.command()
@click.pass_obj
@tells_errors
def published(settings: Settings) -> None:
    """Print the address that the site is published at, with a slash at its end.

    It stands in mkdocs.yml (site_url) or in SITE_URL, or follows from GITHUB_REPOSITORY (owner/name),
    which a workflow on GitHub sets. Exits with 1 where nothing tells it.
    """
    from build_tools.site_config import site_urls_of
    from build_tools.site_urls import LOCAL_SITE_URL

    address = site_urls_of(settings.root, os.environ).site
    if address == LOCAL_SITE_URL:
        raise SiteError(
            "nothing tells where the site is published: set site_url in mkdocs.yml, SITE_URL or"
            " GITHUB_REPOSITORY"
        )
    click.echo(address)


def _compared(settings: Settings, before: str, after: str | None) -> Changes:
    from build_tools.changes.compare import compare_folders, compare_project
    from build_tools.changes.data import read_data
    from build_tools.changes.quoting import read_texts
    from build_tools.changes.rows import Changes

    own = str(settings.site / "data")
    if after is None and not (settings.site / "index.html").is_file():
        raise SiteError("holds no built site; `sourcebook build` makes one", file=settings.site)
    was = _read(before, "BEFORE")
    if was is None:
        return Changes(before, after or own, published=False)
    texts = read_texts(settings.seeds)
    if after is not None:
        now = _read(after, "AFTER")
        if now is None:
            raise click.BadParameter(f"{after}: nothing is published there", param_hint="AFTER")
        return compare_folders(was, now, texts)
    now = read_data(own)
    assert now is not None  # a folder that cannot be read is an error
    return compare_project(was, now, texts, settings)


def _read(place: str, name: str) -> Data | None:
    from build_tools.changes.data import read_data

    try:
        return read_data(place)
    except SiteError as error:
        raise click.BadParameter(str(error), param_hint=name) from None
