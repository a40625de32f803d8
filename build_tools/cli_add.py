"""`sourcebook add`: brings an article into the seeds and says what it could not establish."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from build_tools.cli_support import tells_errors
from build_tools.models import Stated
from build_tools.paragraphs import paragraph_spans
from build_tools.settings import Settings

if TYPE_CHECKING:
    from build_tools.intake.describe import Proposal


@click.command("add")
@click.argument("source")
@click.option("--id", "identifier", help="The article's id, for good; else made of its title.")
@click.option("--outlet", help="The outlet that carried it: its id or name in the registry.")
@click.option("--date", "day", help="The day of publication, in EDTF: YYYY-MM-DD.")
@click.option("--title", help="Its title.")
@click.option("--url", help="Its address, where SOURCE is a file.")
@click.option("--even-so", is_flag=True, help="Add it though it is nearly one that is there, or not English.")
@click.option("--keep-page", is_flag=True, help="Keep the page too, in seeds/pages/.")
@click.option("--dry-run", is_flag=True, help="Print the two files and write nothing.")
@click.pass_obj
@tells_errors
def add(
    settings: Settings,
    source: str,
    identifier: str | None,
    outlet: str | None,
    day: str | None,
    title: str | None,
    url: str | None,
    even_so: bool,
    keep_page: bool,
    dry_run: bool,
) -> None:
    """Add an article: SOURCE is an address, a saved page, a text file, or - for standard input.

    Writes its text and metadata into seeds/articles/, each value with how it is known. Nothing is
    overwritten.

    \b
    Exit codes:
      0  the article is written, or with --dry-run shown
      1  it cannot be read, is not English, is there already, or its id is in use; nothing is written
      2  wrong usage
    """
    from build_tools.intake.add import add as write
    from build_tools.intake.add import arrive, propose
    from build_tools.intake.describe import Given
    from build_tools.intake.seed_files import metadata_text, seed_paths

    # It tells what it discards; what that means for the article is told below.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    arrival = arrive(source, sys.stdin.buffer.read)
    given = Given(identifier, outlet, day, title, url)
    proposal = propose(settings.seeds, arrival, given, even_so=even_so)
    article = proposal.article
    text, metadata = seed_paths(settings.seeds, article.id)
    if dry_run:
        click.echo(f"==> {_shown(text, settings)}")
        click.echo(article.text, nl=not article.text.endswith("\n"))
        click.echo(f"==> {_shown(metadata, settings)}")
        click.echo(metadata_text(article, metadata, settings.seeds), nl=False)
    else:
        for path in write(settings.seeds, arrival, proposal, keep_page=keep_page):
            click.echo(f"written: {_shown(path, settings)}")
    # A dry run leaves standard output to the two files.
    _tell(proposal, err=dry_run)


def _tell(proposal: Proposal, *, err: bool) -> None:
    article = proposal.article
    paragraphs = len(paragraph_spans(article.text))
    lines = [f"text: {len(article.text.split())} words in {paragraphs} paragraphs"]
    for name, stated in (("title", article.title), ("outlet", article.outlet), ("date", article.date)):
        lines.append(f"{name}: {_told(stated)}")
    lines += [f"relay: {relay.label}, {relay.basis}: {relay.why}" for relay in article.relays]
    lines.append(f"url: {article.url or 'unknown'}")
    if proposal.open:
        lines += ["to look at:", *(f"  - {note}" for note in proposal.open)]
    click.echo("\n".join(lines), err=err)


def _told(stated: Stated) -> str:
    value = stated.value or "unknown"
    basis = f", {stated.basis}" if stated.value else ""
    return f"{value}{basis}: {stated.why}" if stated.why else f"{value}{basis}"


def _shown(path: Path, settings: Settings) -> str:
    return str(path.relative_to(settings.root)) if path.is_relative_to(settings.root) else str(path)
