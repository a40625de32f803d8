"""Proposes an article's metadata: each value with how it is known, and what stays open."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.annotate.blocks import split_blocks
from build_tools.errors import SeedError
from build_tools.intake.credits import Credit, Outlets, find_credits, own_byline, site_of
from build_tools.intake.language import closed_class_words
from build_tools.intake.reading import Reading, beginning, dates_at_the_head, printed_days
from build_tools.models import Article, Block, Registry, RelayStep, Stated
from build_tools.names import fold, id_words
from build_tools.seeds import ID_PATTERN, valid_edtf

RIGHTS = "The text belongs to its publisher; it is shown here for study, unaltered."

_GIVEN = "Given by the curator who added the article; the text does not print it."
# So many words of the title make the id; words that only join others do not end it.
_ID_WORDS = 6


@dataclass(frozen=True, slots=True)
class Given:
    """What the curator says; it goes before what is found.

    Attributes:
        outlet: Id or name of an outlet of the registry.
        date: EDTF.
    """

    id: str | None = None
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None

    def check(self) -> None:
        """Refuse what no article could have.

        Raises:
            SeedError: For an id, date or address that is none, naming the option.
        """
        if self.id is not None and not ID_PATTERN.fullmatch(self.id):
            raise SeedError(
                "an article's id may hold a-z, 0-9 and single hyphens only", entry=f"--id {self.id}"
            )
        if self.date is not None:
            try:
                valid_edtf(self.date)
            except ValueError as error:
                raise SeedError(str(error), entry=f"--date {self.date}") from None
        if self.url is not None and not self.url.startswith(("https://", "http://")):
            raise SeedError("a URL must begin with https:// or http://", entry=f"--url {self.url}")
        if self.title is not None and not self.title.strip():
            raise SeedError("a title has a word at least", entry="--title")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An article as it would be added.

    Attributes:
        article: With its text.
        open: What could not be established or wants a look, one sentence each.
    """

    article: Article
    open: tuple[str, ...]


def describe(
    reading: Reading, given: Given, registry: Registry, addresses: tuple[str, ...] = ()
) -> Proposal:
    """What is known of an article, and what is not.

    Args:
        addresses: The address asked for and the one that answered; none for a file.

    Raises:
        SeedError: For an outlet that the registry does not know, or where no id can be made.
    """
    text, outlets = reading.text, Outlets(registry)
    notes = list(reading.notes)
    title = _title(reading, given)
    printed = title.value if title.basis == "printed" else None
    blocks = split_blocks(text, printed)
    url = _url(reading, given, addresses, notes)
    outlet = _outlet(reading, given, blocks, outlets, url)
    date = _date(reading, given, blocks)
    relays = _relays(reading, blocks, outlets, outlet.value, notes)
    for name, stated in (("title", title), ("outlet", outlet), ("date", date)):
        if stated.value is None:
            notes.append(f"{name}: {stated.why}")
            if name == "outlet" and (reading.site or url):
                notes[-1] += f" Enter it in actors.yml{_entry(reading.site)}, and its id in the metadata."
            if name == "date" and (dates := dates_at_the_head(text, blocks)):
                notes[-1] += f" At its head stands “{'”, “'.join(dates)}”: is that the day? Say so by --date."
    if url is None:
        notes.append("url: no address is known.")
    article = Article(
        id=given.id or propose_id(title.value or beginning(text)),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
        outlet=outlet,
        date=date,
        relays=relays,
        url=url,
        rights=f"The page names a licence: “{reading.licence}”." if reading.licence else RIGHTS,
    )
    return Proposal(article, tuple(notes))


def propose_id(title: str) -> str:
    """An id made of the first words of a title.

    Raises:
        SeedError: If the title has no letter or figure of the basic Latin alphabet.
    """
    words = id_words(title)
    joining = closed_class_words()
    chosen = words[:_ID_WORDS]
    while len(chosen) > 1 and len(words) > _ID_WORDS and chosen[-1] in joining:
        chosen.pop()
    if not chosen:
        raise SeedError("no id can be made of its title; give one by --id", entry=title)
    return "-".join(chosen)


def _title(reading: Reading, given: Given) -> Stated:
    if given.title is None:
        return reading.title
    wanted = fold(" ".join(given.title.split()))
    for line in reading.text.splitlines():
        if fold(" ".join(line.split())) == wanted:
            return Stated(line.strip(), "printed")
    return Stated(given.title, "inferred", _GIVEN)


def _url(reading: Reading, given: Given, addresses: tuple[str, ...], notes: list[str]) -> str | None:
    """The page's own address where it is on the same site, else the one it was fetched from."""
    if given.url or not addresses:
        return given.url or reading.address
    answered = addresses[-1]
    if reading.address and site_of(reading.address) == site_of(answered):
        return reading.address
    if reading.address:
        notes.append(
            f"the page gives {reading.address} as its own address: if it is a copy of that one, "
            "enter that publication under relays"
        )
    return answered


def _outlet(
    reading: Reading, given: Given, blocks: tuple[Block, ...], outlets: Outlets, url: str | None
) -> Stated:
    if given.outlet is not None:
        known = given.outlet if given.outlet in outlets.entities else outlets.find(given.outlet)
        if known is None:
            names = ", ".join(outlets.entities) or "none"
            raise SeedError(
                f"the registry has no such outlet; it has: {names}", entry=f"--outlet {given.outlet}"
            )
        return Stated(known, "inferred", _GIVEN)
    byline = own_byline(reading.text, blocks, outlets)
    if byline is not None:
        return Stated(byline[0], "printed", f"“{byline[1]}”.")
    if reading.site:
        known = outlets.find(reading.site)
        if known:
            why = f"The page gives “{reading.site}” as its site’s name; the text does not name it."
            return Stated(known, "inferred", why)
    known = outlets.at(url) if url else None
    if url and known:
        why = f"The page is on {urlsplit(url).hostname}; the text does not name its outlet."
        return Stated(known, "inferred", why)
    if not url and not reading.site:
        return Stated(None, "unknown", "The text does not name its outlet.")
    name = f"“{reading.site}”" if reading.site else f"the site {site_of(url or '')}"
    return Stated(None, "unknown", f"The page belongs to {name}, which is not in the registry.")


def _date(reading: Reading, given: Given, blocks: tuple[Block, ...]) -> Stated:
    printed = printed_days(reading.text, blocks)
    days = {day: block for block, day in reversed(printed)}
    lines = {day: f"“{reading.text[b.start : b.end]}”." for day, b in days.items()}
    if given.date is not None:
        if given.date in lines:
            return Stated(given.date, "printed", lines[given.date])
        return Stated(given.date, "inferred", _GIVEN)
    if reading.day.value in lines:
        return Stated(reading.day.value, "printed", lines[str(reading.day.value)])
    if len(days) == 1:
        ((day, why),) = lines.items()
        return Stated(day, "printed", why)
    if reading.day.value:
        return reading.day
    if days:
        return Stated(None, "unknown", f"The text prints several days: {', '.join(sorted(days))}.")
    return Stated(None, "unknown", "No line of the text says when it was published.")


def _relays(
    reading: Reading, blocks: tuple[Block, ...], outlets: Outlets, outlet: str | None, notes: list[str]
) -> tuple[RelayStep, ...]:
    """The credited publications but the outlet itself; what else may be one goes to the notes."""
    steps: dict[str, RelayStep] = {}
    for credit in find_credits(reading.text, blocks, outlets):
        if credit.outlet is None:
            notes.append(_unknown_credit(credit))
        elif credit.outlet != outlet:
            label = outlets.entities[credit.outlet].name
            why = f"“{credit.quote}”."
            steps[credit.outlet] = RelayStep(credit.outlet, label, "printed", why, credit.scope)
    for author in reading.authors:
        known = outlets.find(author)
        if known and known != outlet and known not in steps:
            why = f"The page gives “{author}” as its author."
            steps[known] = RelayStep(known, outlets.entities[known].name, "inferred", why)
    others = [
        f"{entity.name} (paragraph {number})"
        for entity, number in outlets.named(reading.text, blocks)
        if entity.id != outlet and entity.id not in steps
    ]
    if others:
        notes.append(
            f"relays: the text names {', '.join(others)}; enter whose report it is or draws on"
        )
    return tuple(steps.values())


def _entry(site: str | None) -> str:
    """The entry of an outlet as actors.yml would have it; nothing where its name gives no id."""
    identifier = "-".join(id_words(site or ""))
    return f" as `{identifier}: {{kind: outlet, name: {json.dumps(site, ensure_ascii=False)}}}`" if identifier else ""


def _unknown_credit(credit: Credit) -> str:
    return (
        f"relays: “{credit.quote}” credits “{credit.name}”, which is not in the registry; enter it "
        "there or as a label"
    )
