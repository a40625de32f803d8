"""One utterance that several articles print: a page that sets its versions side by side."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from build_tools.corpus.assemble import Statement
from build_tools.corpus.origins import origins
from build_tools.models import OutputFile
from build_tools.render.differences import word_differences
from build_tools.render.links import page
from build_tools.render.markup import escape
from build_tools.render.site import Quotation, Site


def quotation_pages(site: Site) -> Iterator[OutputFile]:
    """A page for each utterance, under the name of its first version; those of the others lead to it.

    Which version is the first changes with an older article, the address of a version never does.
    """
    for quotation in site.quotations:
        name = site.source_name(quotation.versions[0])
        title = f"Quotation: {name}"
        yield site.render(
            page(quotation.path),
            "quotation.html",
            title,
            f"One utterance of {name} as each article prints it, with the words that differ marked.",
            quotation=quotation,
            versions=_marked(quotation),
            origins=origins(quotation.articles, site.view.articles, site.view.registry),
        )
        for other in quotation.other_paths:
            yield site.render(page(other), "redirect.html", title, target=quotation.path)
    yield site.render(
        page("quotations/index"),
        "quotations.html",
        "Quotations",
        "Utterances that several articles print.",
        quotations=site.quotations,
    )


def _marked(quotation: Quotation) -> list[tuple[Statement, Markup, bool]]:
    """Each version with its words as HTML, and whether the others are compared with it.

    The longest stands as it is. Of the others, words that the longest lacks are in `ins`, and words
    of the longest that they lack in `del`.
    """
    longest = max(quotation.versions, key=lambda one: len(one.words("content")))
    full = longest.words("content")
    rows = []
    for one in quotation.versions:
        if one is longest:
            rows.append((one, Markup(escape(full)), True))
        else:
            rows.append((one, word_differences(full, one.words("content")).both, False))
    return rows
