"""The lists: articles, actors, places, documents, events, outlets, timeline, network, unnamed sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from build_tools.corpus.assemble import Statement
from build_tools.corpus.ledger import ledger
from build_tools.corpus.origins import origins
from build_tools.corpus.provenance import article_chain
from build_tools.corpus.timeline import bounds, timeline
from build_tools.models import OutputFile
from build_tools.render.links import SECTIONS, Links, page
from build_tools.render.plots.axis import axis_grid, axis_labels
from build_tools.render.plots.network import network_plot, pair_anchor
from build_tools.render.plots.timeline import reported_rows, timeline_axis, timeline_rows
from build_tools.render.site import Site

# More would be too much for one page, or for one drawing.
_TELLING = 60
_DRAWN = 120
_LISTED = 500

_LISTS = (
    ("actors", "Actors", "Persons, organizations, armed groups, states and alliances that the articles name."),
    ("outlets", "Outlets", "Publications that carried the articles, that passed a report on, or that are named in one."),
    ("places", "Places", "Cities, regions, waters and borders that the articles name."),
    ("documents", "Documents", "Resolutions and other texts that the articles name."),
)


def list_pages(site: Site) -> Iterator[OutputFile]:
    """Every page that lists what has pages of its own."""
    yield _articles(site)
    for section, title, lead in _LISTS:
        yield _entities(site, section, title, lead)
    yield _events(site)
    yield _origins(site)
    yield _timeline(site)
    yield _network(site)
    yield _unnamed_sources(site)


def _articles(site: Site) -> OutputFile:
    rows = []
    for annotated in site.view.articles.values():
        article = annotated.article
        known = bounds(article.date.value)
        rows.append(
            {
                "article": article,
                "sort": known.lower.isoformat() if known else "",
                "shares": site.shares(article.id),
                "statements": len(annotated.attributions),
            }
        )
    return site.render(
        page("articles/index"), "articles.html", "Articles", "All articles of the corpus.", rows=rows
    )


def _entities(site: Site, section: str, title: str, lead: str) -> OutputFile:
    view = site.view
    found = [entity for entity in view.registry.entities.values() if SECTIONS[entity.kind] == section]
    found.sort(key=lambda entity: (-len(view.mentions[entity.id]), entity.id))
    # A heading, what the number is, where the entity's page lists what is counted, and the numbers.
    columns: list[tuple[str, str, str, dict[str, int]]] = [
        ("Mentions", "mentions", "mentions", {e.id: len(view.mentions[e.id]) for e in found}),
        (
            "Mentioned in articles",
            "mention-articles",
            "mentions",
            {e.id: len({a.article.id for a, _ in view.mentions[e.id]}) for e in found},
        ),
        ("Statements by", "by", "by", {e.id: len(view.said_by[e.id]) for e in found}),
        ("Statements about", "about", "about", {e.id: len(view.said_about[e.id]) for e in found}),
    ]
    if section == SECTIONS["outlet"]:
        columns[:0] = [
            ("Articles carried", "carried", "carried", {e.id: len(view.carried[e.id]) for e in found}),
            ("Articles passed on to", "relayed", "relayed", {e.id: len(view.relayed[e.id]) for e in found}),
        ]
    return site.render(
        page(f"{section}/index"), "entities.html", title, lead, rows=found, columns=columns, lead=lead
    )


def _events(site: Site) -> OutputFile:
    view = site.view
    rows = []
    for event in view.registry.events.values():
        known = bounds(event.date)
        articles = sorted({report.article for report in view.reports[event.id]})
        rows.append(
            {
                "event": event,
                "sort": known.lower.isoformat() if known else "",
                "articles": len(articles),
                "origins": len(origins(articles, view.articles, view.registry)),
            }
        )
    rows.sort(key=lambda row: (row["sort"] or "9999", row["event"].id))
    return site.render(
        page("events/index"), "events.html", "Events", "Events that the articles report.", rows=rows
    )


def _origins(site: Site) -> OutputFile:
    """Every article under the first publication that it goes back to, those with most copies first."""
    view = site.view
    found = origins(view.articles, view.articles, view.registry)
    order = {identifier: n for n, identifier in enumerate(view.articles)}
    rows = []
    for one in found:
        members = sorted(one.articles, key=order.__getitem__)
        events = dict.fromkeys(report.event for m in members for report in view.events_in[m])
        rows.append((one, members, [view.registry.events[event] for event in events]))
    rows.sort(key=lambda row: (-len(row[1]), order[row[1][0]]))
    return site.render(
        page("origins/index"),
        "origins.html",
        "Origins",
        "Which first publication each article goes back to, and which articles carry one report.",
        rows=rows,
        chains={one: article_chain(view.articles[one].article, view.registry) for one in view.articles},
    )


def _unnamed_sources(site: Site) -> OutputFile:
    """The ledger: the sources that the articles use, by affiliation, then those that others quote."""
    entries = ledger(site.view)
    used = [entry for entry in entries if not entry.inside]
    return site.render(
        page("unnamed-sources/index"),
        "unnamed_sources.html",
        "Unnamed sources",
        "Every unnamed source of the articles, by affiliation.",
        groups=[
            (affiliation, list(some)) for affiliation, some in groupby(used, key=lambda e: e.affiliation)
        ],
        inside=[entry for entry in entries if entry.inside],
    )


def _timeline(site: Site) -> OutputFile:
    """Events and publications on one line of time, and the dates that the newest articles tell."""
    view = site.view
    here = page("timeline/index")
    links = Links(view.registry, here)
    entries = timeline(view.corpus)
    articles = list(view.articles)[-_TELLING:]
    axis = timeline_axis(entries, view, articles)
    names = {("event", event.id): event.name for event in view.registry.events.values()}
    names |= {("article", article): site.article_title(article) for article in view.articles}
    return site.render(
        here,
        "timeline.html",
        "Timeline",
        "Events and publications by date, with the precision of each date.",
        labels=axis_labels(axis),
        grid=axis_grid(axis),
        rows=list(timeline_rows(entries, axis, names, links)),
        telling=list(reported_rows(view, articles, axis, links)),
    )


def _network(site: Site) -> OutputFile:
    """Who speaks about whom, and to whom: a row for each pair."""
    pairs: dict[tuple[str, str, str], list[Statement]] = {}
    for speaker, statements in site.view.said_by.items():
        for statement in statements:
            for entity in statement.about:
                pairs.setdefault((speaker, "about", entity), []).append(statement)
            addressee = statement.attribution.addressee_entity
            if addressee:
                pairs.setdefault((speaker, "to", addressee), []).append(statement)
    rows = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    here = page("network/index")
    drawn = {pair: len(statements) for pair, statements in rows[:_DRAWN]}
    names = {one: site.name(one) for speaker, _, entity in drawn for one in (speaker, entity)}
    return site.render(
        here,
        "network.html",
        "Network",
        "Who speaks about whom, and to whom.",
        plot=network_plot(drawn, names, Links(site.view.registry, here)),
        drawn=len(drawn),
        pair_anchor=pair_anchor,
        rows=rows[:_LISTED],
        total=len(rows),
    )
