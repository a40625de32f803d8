"""The story of an article that is added: read it, describe it, see whether it is there, write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from build_tools.errors import SeedError
from build_tools.intake.arrival import Arrival, fetch, read_file, read_stream
from build_tools.intake.describe import Given, Proposal, describe
from build_tools.intake.language import unlike_english
from build_tools.intake.reading import Reading, read_plain
from build_tools.intake.seed_files import check_free, seed_paths, write_seed
from build_tools.intake.twins import NEAR, overlaps, same_address, same_text
from build_tools.models import Article, Registry
from build_tools.registry import load_registry
from build_tools.seeds import load_articles

STANDARD_INPUT = "-"


def arrive(source: str, stream: Callable[[], bytes]) -> Arrival:
    """Get what a curator names.

    Args:
        source: An address, a path, or "-" for what `stream` gives.

    Raises:
        SeedError: If it cannot be had, or is neither a page nor a text.
    """
    if source == STANDARD_INPUT:
        return read_stream(stream())
    if source.lower().startswith(("https://", "http://")):
        return fetch(source)
    if "://" in source:
        raise SeedError("an address must begin with https:// or http://", file=source)
    return read_file(Path(source))


def propose(seeds: Path, arrival: Arrival, given: Given, *, even_so: bool = False) -> Proposal:
    """What would be added.

    Args:
        even_so: Take an article that is nearly another one, or does not read as English.

    Raises:
        SeedError: If the article cannot be read or described, is there already, or its id is in
            use.
        BuildToolsError: If the seeds that are there cannot be used.
    """
    given.check()
    articles = load_articles(seeds) if any((seeds / "articles").glob("*.txt")) else ()
    proposal = describe(_read(arrival), given, _registry(seeds, articles), arrival.addresses)
    article = proposal.article
    if not even_so:
        _refuse_other_language(article.text, arrival.name)
    shared = _refuse_twin(seeds, article, arrival.addresses, articles, even_so=even_so)
    check_free(seeds, article.id)
    return Proposal(article, (*proposal.open, *shared))


def add(seeds: Path, arrival: Arrival, proposal: Proposal, *, keep_page: bool = False) -> list[Path]:
    """Write the article.

    Args:
        keep_page: Keep the page beside the seeds, as it came.

    Returns:
        The files written.

    Raises:
        SeedError: If it cannot be written, or there is no page to keep; nothing is left then.
    """
    if keep_page and arrival.kind != "page":
        raise SeedError("this is a plain text; there is no page to keep", file=arrival.name)
    page = arrival.raw if keep_page else None
    return write_seed(seeds, proposal.article, arrival.original_name, page)


def _read(arrival: Arrival) -> Reading:
    if arrival.kind == "text":
        return read_plain(arrival.text)
    # Costs half a second to import, which a plain text need not wait for.
    from build_tools.intake.page import read_page

    return read_page(arrival)


def _registry(seeds: Path, articles: tuple[Article, ...]) -> Registry:
    """The registry; empty for a new corpus, which begins with an article."""
    if not articles and not (seeds / "actors.yml").exists():
        return Registry()
    return load_registry(seeds, articles)


def _refuse_other_language(text: str, name: str) -> None:
    share = unlike_english(text)
    if share is not None:
        raise SeedError(
            f"this does not read as English, which is all that is annotated: {share:.0%} of its words "
            "are English function words; --even-so adds it all the same",
            file=name,
        )


def _refuse_twin(
    seeds: Path, new: Article, addresses: tuple[str, ...], articles: tuple[Article, ...], *, even_so: bool
) -> list[str]:
    """Refuse a copy of an article that is there.

    Returns:
        What new and old articles share, where that is no reason to refuse.
    """
    twin = same_text(new.text, articles)
    if twin is not None:
        raise SeedError("the article is there already: the same text", file=seed_paths(seeds, twin)[0])
    own = (*addresses, *((new.url,) if new.url else ()))
    twin = same_address(own, articles)
    if twin is not None:
        raise SeedError("the article is there already: the same address", file=seed_paths(seeds, twin)[1])
    notes = []
    for overlap in overlaps(new.text, articles):
        told = f"{overlap.share:.0%} of its runs of five words stand in both"
        if overlap.share >= NEAR and not even_so:
            raise SeedError(
                f"the article is there already, nearly word for word: {told}; --even-so adds it all the same",
                file=seed_paths(seeds, overlap.article)[0],
            )
        notes.append(f"it shares its report with {overlap.article}: {told}")
    return notes
