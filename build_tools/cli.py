"""The command line: each command is a thin layer over one function."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

import click

from build_tools.cli_add import add
from build_tools.cli_changes import changes, published
from build_tools.cli_check import check, schemas
from build_tools.cli_outbound import outbound
from build_tools.cli_review import review
from build_tools.cli_support import tells_errors
from build_tools.errors import BuildToolsError, SeedError
from build_tools.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder: the one that holds seeds/ and mkdocs.yml.",
)
@click.option("-v", "--verbose", is_flag=True, help="Say what is done.")
@click.version_option(package_name="sourcebook")
@click.pass_context
def main(context: click.Context, root: Path, verbose: bool) -> None:
    """Sourcebook: an annotated reader for news."""
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)
    context.obj = Settings.for_root(root)


for command in (add, changes, check, outbound, published, review, schemas):
    main.add_command(command)


@main.command()
@click.pass_obj
@tells_errors
def build(settings: Settings) -> None:
    """Annotate, render and index: the whole site, into site/."""
    from build_tools.build import build_site

    if build_site(settings):
        click.echo(f"The site is in {settings.site}")
    else:
        click.echo("Nothing has changed; the site is up to date.")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.pass_obj
@tells_errors
def serve(settings: Settings, address: str) -> None:
    """Show the site and rebuild it when something changes."""
    os.chdir(settings.root)
    # In the place of this process, so that whatever ends this one ends the server.
    os.execv(sys.executable, [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address])


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="One JSON object a line.")
@click.option("--no-curation", is_flag=True, help="Leave corrections out.")
@click.option("--date", "day", help="The day (YYYY-MM-DD) that relative dates count from.")
@click.pass_obj
@tells_errors
def annotate(
    settings: Settings, files: tuple[Path, ...], jsonl: bool, no_curation: bool, day: str | None
) -> None:
    """Annotate text files and print what was found.

    An article of the seeds is read with its metadata; any other file is linked against the same
    registry.
    """
    from build_tools.annotate.encode import encode_article
    from build_tools.annotate.pipeline import Annotator
    from build_tools.corrections import apply_file, corrections_path
    from build_tools.registry import load_registry
    from build_tools.seeds import load_article, load_articles, plain_article, valid_edtf

    if day is not None:
        try:
            valid_edtf(day)
        except ValueError as error:
            raise SeedError(f"--date {day}: {error}") from None
    registry = load_registry(settings.seeds, load_articles(settings.seeds))
    annotator = Annotator(registry)
    own = (settings.seeds / "articles").resolve()
    for file in files:
        seeded = file.resolve().parent == own and day is None
        article = load_article(file) if seeded else plain_article(file, day=day)
        annotated = annotator.annotate(article)
        corrections = corrections_path(settings.seeds, article.id)
        if seeded and not no_curation and corrections.exists():
            annotated = apply_file(annotated, corrections, registry)
        encoded = encode_article(annotated)
        click.echo(json.dumps(encoded, ensure_ascii=False, indent=None if jsonl else 1))


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@main.command()
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--articles", "most", type=click.IntRange(min=4), help="Use only the first so many.")
@click.option(
    "--corpora",
    type=_FOLDER,
    help="Measure annotating too, on polnear/dev in this folder, beside a small pipeline of spaCy's.",
)
@click.option(
    "--baseline",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where that pipeline lies; it is trained there, from the treebanks, where it is missing.",
)
@click.pass_obj
@tells_errors
def bench(
    settings: Settings,
    folder: Path | None,
    most: int | None,
    corpora: Path | None,
    baseline: Path | None,
) -> None:
    """Measure each stage of a build on a folder of texts, annotating on --corpora, or both."""
    from build_tools.bench import run_bench
    from build_tools.bench_annotate import BASELINE, bench_annotate

    if folder is None and corpora is None:
        raise click.UsageError("give a folder of texts, --corpora, or both")
    if folder is not None:
        run_bench(settings, folder, most)
    if corpora is not None:
        bench_annotate(settings, corpora, baseline or settings.root / BASELINE)


@main.command()
@click.argument("corpora", type=_FOLDER)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The weights folder.")
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="For checkpoints.")
@click.option(
    "--seed", "seeds", type=int, multiple=True, help="One for each branch, whose mean is kept."
)
@click.option("--epochs", type=click.IntRange(min=1), help="How often PolNeAR is gone through.")
@click.option(
    "--teacher",
    type=_FOLDER,
    help="An MPNet model, which is trained first and then teaches the network that ships.",
)
@click.option("--further", is_flag=True, help="Begin with the weights that are there.")
@click.pass_obj
@tells_errors
def train(
    settings: Settings,
    corpora: Path,
    out: Path | None,
    work: Path | None,
    seeds: tuple[int, ...],
    epochs: int | None,
    teacher: Path | None,
    further: bool,
) -> None:
    """Train the network on the corpora and write its weights; an interrupted run goes on.

    Needs the packages of the extra "train". Takes up to an hour and a half on two cores,
    and longer with --teacher.
    """
    try:
        from build_tools.engine.runtime import WEIGHTS
        from build_tools.training.run import SEEDS, train_all
    except ModuleNotFoundError as error:
        raise BuildToolsError(
            f"training needs the package {error.name}: install this project with its extra 'train'"
        ) from error
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", force=True
    )
    seeds = seeds or SEEDS
    kind = ["training" if teacher is None else "teaching", *(["further"] if further else [])]
    work = work or settings.root / ".cache" / "-".join([*kind, *map(str, seeds)])
    out = out or WEIGHTS
    train_all(corpora, out, work, seeds, epochs, model=teacher, further=out if further else None)


@main.command("train-baseline")
@click.argument("corpora", type=_FOLDER)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="The folder to write.")
@click.option("--steps", type=click.IntRange(min=1), help="Stop after so many batches.")
@click.pass_obj
@tells_errors
def train_baseline(settings: Settings, corpora: Path, into: Path | None, steps: int | None) -> None:
    """Train spaCy's small English pipeline on the treebanks, for `bench --corpora` to compare with."""
    from build_tools.bench_annotate import BASELINE
    from build_tools.training.baseline import STEPS, train

    target = into or settings.root / BASELINE
    train(corpora, target, sys.stdout, steps or STEPS)
    click.echo(f"The pipeline is in {target}")


@main.command()
@click.option(
    "--corpus",
    "corpora",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="A folder laid out as PolNeAR (text/*.txt and attributions/*.ann), a file of marked texts, "
    "or a folder of such files. May be given several times.",
)
@click.option(
    "--people",
    type=_FOLDER,
    help="A folder whose annotators are compared with each other; else the same one.",
)
@click.option("--names", type=_FOLDER, help="Measure names on uner-ewt and ud-gum in this folder.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="The confidence shown by default.")
@click.option("--worst", "count", type=click.IntRange(min=0), help="How many articles to name.")
@click.option("--write", is_flag=True, help="Keep the figures for the method page.")
@click.pass_obj
@tells_errors
def evaluate(
    settings: Settings,
    corpora: tuple[Path, ...],
    people: Path | None,
    names: Path | None,
    threshold: float | None,
    count: int | None,
    write: bool,
) -> None:
    """Measure statements and names against people's, and people against each other."""
    from build_tools.training import evaluate as statements
    from build_tools.training.evaluate_names import evaluate_names, own_finder
    from build_tools.training.report import name_report, statement_report

    if not corpora and names is None:
        raise click.UsageError("give --corpus, --names, or both")
    kept = settings.root / "docs" / "data" / "measured.json"
    for corpus in corpora:
        result = statements.evaluate(
            corpus,
            people,
            threshold=settings.shown_from if threshold is None else threshold,
            count=statements.WORST if count is None else count,
        )
        click.echo(statement_report(result) + "\n")
        if write:
            statements.write_measured(result, kept)
    for result in evaluate_names(names, own_finder()) if names is not None else ():
        click.echo(name_report(result) + "\n")
        if write:
            statements.write_measured(result, kept, "names")
