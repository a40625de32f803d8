"""Macros for handwritten pages: links, quoted passages, statements, the timeline, examples.

They read the articles and the data files that the build has written, so a handwritten page says
what the corpus says. docs/writing.md shows each of them.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from build_tools.errors import BuildToolsError, RenderError
from build_tools.names import even
from build_tools.paragraphs import paragraph_spans
from build_tools.render.examples import example_actor, example_event, example_statement
from build_tools.render.links import paragraph_anchor
from build_tools.render.markup import inline
from build_tools.render.measured_tables import measured_tables
from build_tools.seeds import read_text
from build_tools.settings import Settings

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


def define_env(env: MacrosPlugin) -> None:
    """Give handwritten pages their macros; called by the macros plugin."""
    docs = Path(env.conf["docs_dir"])
    seeds = Settings.for_root(Path(env.conf["config_file_path"]).parent).seeds

    def up() -> str:
        return "../" * env.page.url.count("/")

    def entry(file: str, kind: str, **wanted: str) -> dict[str, Any]:
        for one in _data(docs, file):
            if all(one[key] == value for key, value in wanted.items()):
                return one
        raise RenderError(f"there is no {kind} {' '.join(map(str, wanted.values()))!r}")

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
    def passage(article_id: str, number: int, exact: str) -> str:
        """Words of a paragraph, letter for letter and in quotation marks, linked to it."""
        url = entry("articles", "article", id=article_id)["url"]
        text, _ = read_text(seeds / "articles" / f"{article_id}.txt")
        words = _standing_there(article_id, text, number, exact)
        return (
            f'<a class="sb-cited" href="{up()}{url}#{paragraph_anchor(number)}">'
            f"{inline(_in_quotation_marks(words))}</a>"
        )

    @env.macro
    def statement(article_id: str, identifier: str) -> str:
        """A statement with its chain, as a block."""
        one = entry("statements", "statement", article=article_id, id=identifier)
        steps = [step(one) for one in one["chain"]]
        doubt = "" if one["shown"] else " · less certain"
        return (
            f'<blockquote class="sb-quoted"><p><a class="sb-quote" href="{up()}{one["url"]}">'
            f"{inline(one['content'] or one['cue'])}</a></p>"
            f'<p class="sb-quote__from">{" → ".join(steps)} → this page{doubt}</p></blockquote>'
        )

    def step(one: dict[str, Any]) -> str:
        """A step of a chain, with the marks that it has on every other page."""
        label = inline(one["label"])
        if one["entity"]:
            label = link(entry("entities", "entity", id=one["entity"]), one["label"])
        marks = [
            (one["unnamed"], " (unnamed)"),
            (one["basis"] == "inferred", ' <span class="sb-basis">inferred</span>'),
            (not one["certain"], ' <span class="sb-basis">not certain here</span>'),
        ]
        return label + "".join(mark for holds, mark in marks if holds)

    @env.macro
    def paragraph(article_id: str, number: int) -> str:
        """A paragraph of an article as its page shows it, annotations and notes included."""
        source = docs / "articles" / f"{article_id}.md"
        page_url = entry("articles", "article", id=article_id)["url"]
        if not source.is_file():
            raise RenderError(f"the page of {article_id} is missing; build the pages first")
        block = re.search(
            rf'^<div class="sb-block[^"]*" id="p{number}">.*?(?=^<(?:div|details) class="sb-block|^</article>)',
            source.read_text(encoding="utf-8"),
            re.DOTALL | re.MULTILINE,
        )
        if block is None:
            raise RenderError(f"{article_id} has no paragraph {number}")
        html = block.group().rstrip().replace('href="../../', f'href="{up()}')
        html = html.replace('href="#', f'href="{up()}{page_url}#')
        return f'<div class="sb-text" data-pagefind-ignore>\n{html}\n</div>'

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
        """The newest articles, as a list; those without a date come last."""
        rows = sorted(reversed(_data(docs, "articles")), key=lambda row: not row["date"]["value"])[:count]
        items = "".join(
            f"<li>{link(row, None, name='title')} "
            f'<span class="sb-quote__from">{inline(row["chain"][-1]["label"])}, '
            f"{inline(row['date_in_words'])}</span></li>"
            for row in rows
        )
        return f'<ul class="sb-list sb-newest">{items}</ul>'

    @env.macro
    def most_mentioned(count: int = 12) -> str:
        """The actors that the articles mention most, as a list."""
        rows = [
            row
            for row in _data(docs, "entities")
            if row["kind"] not in ("place", "document") and row["mentions"]
        ]
        rows.sort(key=lambda row: (-row["mentions"], row["id"]))
        items = "".join(
            f'<li>{link(row, None)} <a data-count="mentions" href="{up()}{row["url"]}#mentions">'
            f"{row['mentions']}</a></li>"
            for row in rows[:count]
        )
        return f'<ul class="sb-cards">{items}</ul>' if items else "<p>No actor is known here yet.</p>"

    @env.macro
    def one_report(count: int = 5) -> str:
        """Events that several articles tell of, all from one origin: those with most passages, as a list."""
        rows = [
            row
            for row in _data(docs, "events")
            if len(row["origins"]) == 1 and len(row["origins"][0]["articles"]) > 1
        ]
        rows.sort(key=lambda row: (-len(row["reports"]), row["id"]))
        items = ""
        for row in rows[:count]:
            (origin,) = row["origins"]
            told = f"{len(origin['articles'])} articles"
            items += (
                f"<li>{link(row, None)} {inline(row['description'])} "
                f'<span class="sb-quote__from"><a data-count="reports" href="{up()}{row["url"]}#reports">{told}</a>, '
                f'<a data-count="origins" href="{up()}{row["url"]}#origins">1 independent origin</a>: '
                f"{inline(origin['label'])}</span></li>"
            )
        return f'<ul class="sb-list">{items}</ul>' if items else "<p>There is none yet.</p>"

    @env.macro
    def measured() -> str:
        """The figures that `sourcebook evaluate --write` kept, as tables."""
        path = docs / "data" / "measured.json"
        if not path.is_file():
            raise RenderError("no figures are kept; run `sourcebook evaluate --write`")
        return measured_tables(json.loads(path.read_text(encoding="utf-8")))

    @env.macro
    def counted(kind: str) -> int:
        """How many articles, entities, events or statements there are."""
        return len(_data(docs, kind))

    @env.macro
    def essays() -> str:
        """The pages of `docs/essays/` with their descriptions, as a list."""
        paths = [path for path in sorted((docs / "essays").glob("*.md")) if path.stem != "index"]
        if not paths:
            return "<p>There is none yet.</p>"
        items = ""
        for path in paths:
            front = _front_matter(path)
            items += (
                f'<li><a href="{up()}essays/{path.stem}/">{inline(front["title"])}</a> '
                f'<span class="sb-quote__from">{inline(front["description"])}</span></li>'
            )
        return f'<ul class="sb-list">{items}</ul>'

    @env.macro
    def picture(path: str) -> str:
        """A drawing of `docs/assets/`, put into the page so that it takes the page's colours."""
        file = docs / "assets" / path
        if not file.is_file() or file.suffix != ".svg":
            raise RenderError(f"there is no drawing {path!r} in docs/assets")
        drawing = file.read_text(encoding="utf-8").strip()
        # It scrolls where it is wider than the screen, and the keyboard must reach what scrolls.
        return f'<div class="sb-picture" role="region" tabindex="0" aria-label="Drawing">{drawing}</div>'

    @env.macro
    def example(kind: str) -> dict[str, Any] | None:
        """What this corpus has to show, none where it has nothing: hand its fields on to a macro.

        A statement ("statement" or "nested") has `article`, `id`, `paragraph` and `source`; an
        "actor" and an "event" have an `id`.
        """
        if kind in ("statement", "nested"):
            one = example_statement(_data(docs, "statements"), nested=kind == "nested")
            return one and {key: one[key] for key in ("article", "id", "paragraph", "source")}
        if kind == "actor":
            files = sorted((docs / "data" / "annotations").glob("*.json"))
            identifier = example_actor(json.loads(file.read_text(encoding="utf-8")) for file in files)
            return {"id": identifier} if identifier else None
        if kind == "event":
            one = example_event(_data(docs, "events"), _data(docs, "articles"))
            return one and {"id": one["id"]}
        raise RenderError(f"there are no examples of {kind!r}; take statement, nested, actor or event")

    @env.macro
    def live(name: str, *arguments: str | int) -> str:
        """A macro's source and, below it, what it gives."""
        if name not in env.macros:
            raise RenderError(f"there is no macro {name!r}")
        given = ", ".join(json.dumps(argument, ensure_ascii=False) for argument in arguments)
        source = f"{{{{ {name}({given}) }}}}"
        return (
            f'<div class="sb-live"><pre><code>{inline(source)}</code></pre>'
            f'<div class="sb-live__result">{env.macros[name](*arguments)}</div></div>'
        )


def on_pre_page_macros(env: MacrosPlugin) -> None:
    """Have a macro that fails name the page and the line; called by the macros plugin for each page.

    Whatever goes wrong in a page, an unknown macro or a slip of its syntax included, passes through
    the template environment's `handle_exception`.
    """
    docs = Path(env.conf["docs_dir"])
    page = env.page
    above = page.file.content_string.removesuffix(env.markdown).count("\n")

    def handle_exception(source: str | None = None) -> NoReturn:
        error = sys.exception()
        line = _template_line(error)
        raise RenderError(
            error.message if isinstance(error, BuildToolsError) else str(error),
            file=f"{docs.name}/{page.file.src_uri}",
            line=line and line + above,
        ) from error

    env.env.handle_exception = handle_exception


def _template_line(error: BaseException | None) -> int | None:
    """The line of the template, counted from 1, at which rendering or reading it failed."""
    line = getattr(error, "lineno", None)  # a slip of syntax
    for frame, number in walk_tb(error.__traceback__ if error else None):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(number)
    return line


def _standing_there(article: str, text: str, number: int, exact: str) -> str:
    """The article's own letters for `exact`, whose quotation marks and spaces may be plain ones.

    Raises:
        RenderError: If there is no such paragraph, or the words do not stand in it.
    """
    spans = paragraph_spans(text)
    if not 1 <= number <= len(spans):
        raise RenderError(f"{article} has no paragraph {number}; it has {len(spans)}")
    start, end = spans[number - 1]
    at = even(text).find(even(exact), start, end)
    if at < 0 or not exact.strip():
        raise RenderError(f"these words do not stand in paragraph {number} of {article}: {exact!r}")
    return text[at : at + len(exact)]


def _in_quotation_marks(words: str) -> str:
    """The words between quotation marks, unless they bring their own."""
    plain = even(words)
    has_own = plain[0] == plain[-1] == '"' and plain.count('"') == 2
    return words if has_own else f"“{words}”"


def _front_matter(path: Path) -> dict[str, str]:
    """Title and description of a page.

    Raises:
        RenderError: If it lacks one of them.
    """
    match = _FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    front = yaml.safe_load(match[1]) if match else None
    if not isinstance(front, dict) or not {"title", "description"} <= front.keys():
        raise RenderError(f"{path.name} needs a title and a description in its front matter")
    return front


def _data(docs: Path, kind: str) -> list[dict[str, Any]]:
    """A data file's entries. Read anew each time: `serve` rewrites the files.

    Raises:
        RenderError: If the data files have not been written, or there are none of this kind.
    """
    path = docs / "data" / f"{kind}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))[kind]
    except FileNotFoundError:
        raise RenderError(f"there is no data file {path.name}; build the pages first") from None
