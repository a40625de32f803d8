"""Macros for handwritten pages: links to actors, events and articles, statements, the timeline.

They read the data files that the build has written, so a handwritten page says what the corpus says.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.errors import RenderError
from build_tools.render.markup import inline
from build_tools.render.measured_tables import measured_tables

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

def define_env(env: MacrosPlugin) -> None:
    """Give handwritten pages their macros; called by the macros plugin."""
    docs = Path(env.conf["docs_dir"])

    def up() -> str:
        return "../" * env.page.url.count("/")

    def entry(file: str, kind: str, **wanted: str) -> dict[str, Any]:
        for one in _data(docs, file):
            if all(one[key] == value for key, value in wanted.items()):
                return one
        raise RenderError(
            f"there is no {kind} {' '.join(wanted.values())!r}", file=env.page.file.src_uri
        )

    def link(one: dict[str, Any], text: str | None, name: str = "name") -> str:
        return f'<a href="{up()}{one["url"]}">{inline(text or one[name])}</a>'

    @env.macro
    def actor(identifier: str, text: str | None = None) -> str:
        """A link to an actor, place or document."""
        return link(entry("entities", "entity", id=identifier), text)

    @env.macro
    def event(identifier: str, text: str | None = None) -> str:
        """A link to an event."""
        return link(entry("events", "event", id=identifier), text)

    @env.macro
    def article(identifier: str, text: str | None = None) -> str:
        """A link to an article."""
        return link(entry("articles", "article", id=identifier), text, name="title")

    @env.macro
    def statement(article_id: str, identifier: str) -> str:
        """A statement with its chain, as a block."""
        one = entry("statements", "statement", article=article_id, id=identifier)
        steps = [
            (
                f'<a href="{up()}{entry("entities", "entity", id=step["entity"])["url"]}">{inline(step["label"])}</a>'
                if step["entity"]
                else inline(step["label"])
            )
            + (" (unnamed)" if step["unnamed"] else "")
            for step in one["chain"]
        ]
        doubt = "" if one["shown"] else " · less certain"
        return (
            f'<blockquote class="sb-quoted"><p><a class="sb-quote" href="{up()}{one["url"]}">'
            f"{inline(one['content'])}</a></p>"
            f'<p class="sb-quote__from">{" → ".join(steps)} → this page{doubt}</p></blockquote>'
        )

    @env.macro
    def paragraph(article_id: str, number: int) -> str:
        """A paragraph of an article as its page shows it, annotations and notes included."""
        source = docs / "articles" / f"{article_id}.md"
        page_url = entry("articles", "article", id=article_id)["url"]
        if not source.is_file():
            raise RenderError("the article's page is missing; build the pages first", file=source)
        block = re.search(
            rf'^<div class="sb-block[^"]*" id="p{number}">.*?(?=^<(?:div|details) class="sb-block|^</article>)',
            source.read_text(encoding="utf-8"),
            re.DOTALL | re.MULTILINE,
        )
        if block is None:
            raise RenderError(f"{article_id} has no paragraph {number}", file=env.page.file.src_uri)
        html = block.group().rstrip().replace('href="../../', f'href="{up()}')
        html = html.replace('href="#', f'href="{up()}{page_url}#')
        return f'<div class="sb-text">\n{html}\n</div>'

    @env.macro
    def timeline(newest: int | None = None) -> str:
        """Events and articles by date; only the last few dated ones where a number is given."""
        rows = [row for row in _data(docs, "timeline") if row["date"] or newest is None]
        items = "".join(
            f'<li><span class="sb-timeline__date">{inline(row["date_in_words"])}</span> '
            f"{link(row, None)}</li>"
            for row in (rows[-newest:] if newest else rows)
        )
        return f'<ol class="sb-timeline">{items}</ol>'

    @env.macro
    def newest_articles(count: int = 5) -> str:
        """The newest articles, as a list."""
        rows = list(reversed(_data(docs, "articles")))[:count]
        items = "".join(
            f"<li>{link(row, None, name='title')} "
            f'<span class="sb-quote__from">{inline(row["chain"][-1]["label"])}, '
            f"{inline(row['date_in_words'])}</span></li>"
            for row in rows
        )
        return f'<ul class="sb-list">{items}</ul>'

    @env.macro
    def most_mentioned(count: int = 12) -> str:
        """The actors that the articles mention most, as a list."""
        rows = [row for row in _data(docs, "entities") if row["kind"] not in ("place", "document")]
        rows.sort(key=lambda row: (-row["mentions"], row["id"]))
        items = "".join(f"<li>{link(row, None)} {row['mentions']}</li>" for row in rows[:count])
        return f'<ul class="sb-cards">{items}</ul>'

    @env.macro
    def measured() -> str:
        """The figures that `sourcebook evaluate --write` kept, as tables."""
        path = docs / "data" / "measured.json"
        if not path.is_file():
            raise RenderError("no figures are kept; run `sourcebook evaluate --write`", file=path)
        return measured_tables(json.loads(path.read_text(encoding="utf-8")))

    @env.macro
    def counted(kind: str) -> int:
        """How many articles, entities, events or statements there are."""
        return len(_data(docs, kind))


def _data(docs: Path, kind: str) -> list[dict[str, Any]]:
    """A data file's entries. Read anew each time: `serve` rewrites the files."""
    path = docs / "data" / f"{kind}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))[kind]
    except FileNotFoundError:
        raise RenderError("the data file is missing; build the pages first", file=path) from None
