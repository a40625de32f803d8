"""Invented news to add: a town, its ferry, and pages that tell of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from tests.project import MINI_SEEDS

HEADLINE = "Osterby ferry runs aground off Norvale"
PARAGRAPHS = (
    "OSTERBY, June 3 (Vale Newswire) - The Osterby ferry ran aground on a sandbank off Norvale on "
    "Sunday with 61 people aboard, the harbour office said.",
    "“Nobody was hurt, and the tide will lift her,” said Tor Vang, the harbour master.",
    "The ferry has carried everybody across since the Lantern\u00a0Bridge was closed in May. Its "
    "owner, a company of three brothers, did not answer questions about the boat’s age.",
    "Passengers waited five hours for two fishing boats, which took them ashore in groups of ten. "
    "The harbour office will say next week whether the ferry may sail again.",
)
TEXT = "\n\n".join((HEADLINE, *PARAGRAPHS)) + "\n"

GAZETTE = (
    '<meta property="og:site_name" content="Harbour Gazette">'
    '<meta property="og:title" content="Ferry aground">'
    '<meta property="article:published_time" content="2019-06-03T21:30:00+02:00">'
    '<link rel="canonical" href="https://gazette.example/ferry">'
)

GERMAN = """Der Stadtrat hat seine Entscheidung über die Fähre auf Juni verschoben, sagten zwei Beamte am Montag,
nachdem ein Gutachten gewarnt hatte, dass der westliche Pier in keinem weiteren Winter zu halten war.
„Wir schicken niemanden über einen Pier, dem wir nicht trauen“, sagte die Vorsitzende der Zeitung. Der
Betreiber bestritt, dass seine Schiffe den Pier in all den Jahren beschädigt hätten."""


def page(
    *, head: str = GAZETTE, headline: str | None = HEADLINE, paragraphs: tuple[str, ...] = PARAGRAPHS
) -> str:
    """A page of a newspaper's site, with what stands around an article."""
    above = "" if headline is None else f"<h1>{headline}</h1>"
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>{head}</head>'
        '<body><nav><a href="/">Home</a> <a href="/town">Town</a></nav>'
        f"<article>{above}{body}</article><footer>All rights reserved</footer></body></html>"
    )


def corpus(folder: Path) -> Path:
    """A project in `folder` with the small corpus and a manifest of it; returns its seeds."""
    seeds = folder / "seeds"
    shutil.copytree(MINI_SEEDS, seeds)
    listed = {
        path.stem: {"original_name": path.name, "sha256": "0" * 64}
        for path in sorted((seeds / "articles").glob("*.txt"))
    }
    manifest = {"schema_version": 1, "articles": listed, "withdrawn": {"events/old/": "told twice"}}
    text = "# Kept by hand.\n" + yaml.safe_dump(manifest, sort_keys=False)
    (seeds / "manifest.yml").write_text(text, encoding="utf-8")
    return seeds


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
