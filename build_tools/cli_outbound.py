"""The command `outbound`: whether the addresses that the site links to elsewhere are still there."""

from __future__ import annotations

import json
import os

import click

from build_tools.cli_support import form_option, tells_errors
from build_tools.settings import Settings


@click.command()
@form_option
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to one host.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=20.0,
    show_default=True,
    help="Seconds to wait for an answer.",
)
@click.pass_obj
@tells_errors
def outbound(settings: Settings, form: str, pause: float, timeout: float) -> None:
    """Ask for each address that the built site links to elsewhere, once, and tell what became of it.

    Links to the site itself and to its repository are left out. An address is asked for by HEAD and,
    where that is refused, by GET; one request at a time goes to a host.

    \b
    Exit codes:
      0  the report was printed, whatever it says
      1  no site is built here
      2  wrong usage
    """
    from build_tools.outbound.addresses import outbound_addresses
    from build_tools.outbound.fetch import fetch_all
    from build_tools.outbound.text import as_data, as_lines, as_markdown
    from build_tools.site_config import site_urls_of

    urls = site_urls_of(settings.root, os.environ)
    own = [url for url in (urls.site, urls.repository) if url]
    addresses, left_out = outbound_addresses(settings.site, own)
    agent = "Sourcebook-link-check" + (f" (+{urls.repository})" if urls.repository else "")
    answers = fetch_all(addresses, agent, pause=pause, timeout=timeout)
    if form == "json":
        click.echo(json.dumps(as_data(answers, left_out), ensure_ascii=False, indent=1))
        return
    for line in (as_markdown if form == "markdown" else as_lines)(answers, left_out):
        click.echo(line)
