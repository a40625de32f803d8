"""Every file of the site that is not handwritten, in one list."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.models import OutputFile
from build_tools.render.article_pages import article_pages
from build_tools.render.compare_pages import compare_pages
from build_tools.render.data_files import data_files
from build_tools.render.entity_pages import entity_pages, redirect_pages
from build_tools.render.event_pages import event_pages
from build_tools.render.list_pages import list_pages
from build_tools.render.quotation_pages import quotation_pages
from build_tools.render.site import Site


def render_site(site: Site) -> Iterator[OutputFile]:
    """All generated pages and data files."""
    yield from article_pages(site)
    yield from entity_pages(site)
    yield from event_pages(site)
    yield from compare_pages(site)
    yield from quotation_pages(site)
    yield from list_pages(site)
    yield from redirect_pages(site)
    yield from data_files(site)
