"""The command `review`: what wants a person, and what a person decides of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

import click

from build_tools.cli_support import form_option, tells_errors
from build_tools.corpus.review_rows import KINDS, Excerpt, RowKind
from build_tools.models import AnnotatedArticle, EntityKind, Registry
from build_tools.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from build_tools.corpus.review import Review
    from build_tools.corpus.review_text import Told

_DECISION = ("value", "new", "identifier", "reject")


@click.command()
@form_option
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only rows of this kind; may be given several times.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows of each kind.")
@click.option(
    "--accept",
    "rows",
    metavar="ROW",
    multiple=True,
    help="Decide this row, and write the entry that says so; of several, each is decided alike.",
)
@click.option(
    "--as",
    "value",
    metavar="ENTITY",
    help="With --accept: the entity that it is; for a date expression, its EDTF value.",
)
@click.option(
    "--new", type=click.Choice(get_args(EntityKind)), help="With --accept: a new entity of this kind."
)
@click.option("--id", "identifier", metavar="ID", help="With --new: its id, if not made of its name.")
@click.option("--reject", is_flag=True, help="With --accept: it is none; a correction removes it.")
@click.pass_obj
@tells_errors
def review(
    settings: Settings,
    form: str,
    kinds: tuple[RowKind, ...],
    limit: int | None,
    rows: tuple[str, ...],
    **decision: Any,
) -> None:
    """List what wants a person, or decide a row of it with --accept.

    Listed are corrections that no longer apply, articles without outlet or date, names that are not
    linked, statements below the threshold, pronouns and descriptions left open, events and date
    expressions without a date, and how much of each article no person has looked at.

    \b
    What --accept writes:
      a name        with --as another name of the entity, with --new a new entry of the registry
      a statement   a correction that confirms it, or with --reject removes it
      a reference   with --as corrections that link it; without, one that leaves it open
      a date        with --as a correction with its value; without, one that leaves it open

    \b
    Exit codes:
      0  the list was printed, or what was decided is written
      1  the seeds cannot be used, there is no such row, or it does not take that decision
      2  wrong usage
    """
    if not rows and any(decision[name] for name in _DECISION):
        raise click.UsageError("--as, --new, --id and --reject decide a row: name it with --accept")
    if rows and (kinds or limit or form != "terminal"):
        raise click.UsageError("--accept prints what it writes; it goes without --format, --kind and --limit")
    if decision["identifier"] and not decision["new"]:
        raise click.UsageError("--id is the id of a new entity: it needs --new")
    if sum(bool(decision[name]) for name in ("value", "new", "reject")) > 1:
        raise click.UsageError("give one of --as, --new and --reject")
    if decision["identifier"] and len(rows) > 1:
        raise click.UsageError("--id is the id of one entity: give one --accept")
    if rows:
        _accept(settings, rows, decision)
    else:
        _list(settings, form, kinds, limit)


def _read(settings: Settings) -> tuple[dict[str, AnnotatedArticle], Registry]:
    """The articles by id as the program annotates them, without corrections, and the registry."""
    from build_tools.annotate.cache import annotate_cached
    from build_tools.registry import load_registry
    from build_tools.seeds import load_articles

    articles = load_articles(settings.seeds)
    registry = load_registry(settings.seeds, articles)
    found, _ = annotate_cached(articles, registry, settings.cache / "annotations")
    return {annotated.article.id: annotated for annotated in found}, registry


def _list(settings: Settings, form: str, kinds: tuple[RowKind, ...], limit: int | None) -> None:
    from build_tools.corpus.review import review as gather
    from build_tools.corpus.review import select
    from build_tools.corpus.review_text import as_data, as_lines, as_markdown

    found, registry = _read(settings)
    chosen = select(gather(found.values(), settings.seeds, registry, settings.shown_from), kinds, limit)
    if form == "json":
        click.echo(json.dumps(as_data(chosen), ensure_ascii=False, indent=1))
    elif form == "terminal" and sys.stdout.isatty():
        show(chosen)
    else:
        for line in (as_markdown if form == "markdown" else as_lines)(chosen):
            click.echo(line)


def _accept(settings: Settings, rows: tuple[str, ...], decision: dict[str, Any]) -> None:
    from build_tools.corpus.review import review as gather
    from build_tools.corpus.review_accept import Decision, accept, find_row
    from build_tools.registry import load_registry

    found, registry = _read(settings)
    whole = gather(found.values(), settings.seeds, registry, settings.shown_from)
    articles = [annotated.article for annotated in found.values()]
    # All are looked up before the first is written.
    for row in [find_row(whole, identifier) for identifier in rows]:
        edit = accept(row, Decision(**decision), settings.seeds, registry, found)
        click.echo(f"{edit.path.relative_to(settings.root).as_posix()}:{edit.line}")
        for entry in edit.added:
            click.echo(entry)
        registry = load_registry(settings.seeds, articles)


def show(chosen: Review, console: Console | None = None) -> None:
    """Print a review list on a terminal, its ids and the words in question set off.

    Args:
        console: Where to; the standard output by default.
    """
    from rich.console import Console
    from rich.padding import Padding

    from build_tools.corpus.review_text import NOTHING, heading, told

    # Nothing in an article's text is markup or an emoji code here.
    console = console or Console(highlight=False, markup=False, emoji=False)
    for kind in chosen.totals:
        console.rule(heading(chosen, kind), align="left", style="dim")
        for row in chosen.rows:
            if row.kind == kind:
                # An id is copied: it stays in one piece, however narrow the terminal is.
                console.print(row.id, style="cyan", soft_wrap=True)
                for depth, line in _styled(told(row)):
                    console.print(Padding(line, (0, 0, 0, depth)))
    if not chosen.totals:
        console.print(NOTHING)


def _styled(words: Told) -> Iterator[tuple[int, Text]]:
    """The lines below a row's id, each with how far it stands in."""
    from rich.text import Text

    yield 2, Text.assemble((words.about, "bold"), *(f"; {fact}" for fact in words.facts))
    for one in words.excerpts:
        yield 4, _in_context(one)


def _in_context(one: Excerpt) -> Text:
    from rich.text import Text

    place = (f"{one.article} ¶{one.paragraph}: ", "dim")
    return Text.assemble(place, one.left, (one.keyword, "bold yellow"), one.right)
