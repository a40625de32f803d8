"""How to cite an article: in words, as BibTeX and as CSL-JSON.

What nobody knows is left out, and what was inferred says so. docs/assets/javascripts/citations.js
makes the citation of a single statement from these.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from build_tools.corpus.timeline import bounds, spoken_date
from build_tools.models import Article
from build_tools.site_urls import LOCAL_SITE_URL, SiteUrls

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# BibTeX counts braces, escaped or not, so they are written by name. Quotation marks need nothing:
# all values stand in braces.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One article in three forms.

    Attributes:
        work: Title, outlet and date, as a footnote begins, without a full stop.
        site: What the site with the annotated text is called.
        address: The page's URL, or its path below a site that has none.
        bibtex: One entry, without a line end behind it.
        csl: A CSL-JSON list with one item, as processors and reference managers import it.
    """

    work: str
    site: str
    address: str
    bibtex: str
    csl: str

    @property
    def text(self) -> str:
        """A line for a footnote."""
        return f"{self.work}. Annotated text: {self.site}, {self.address}"


def cite(article: Article, title: str, outlet: str, urls: SiteUrls) -> Citation:
    """How to cite an article.

    Args:
        title: The printed title, or what stands for it.
        outlet: The outlet's name, or that it is unknown.
        urls: Where the site lives. One that is built for this machine has no address that anybody
            could cite.
    """
    path = f"articles/{article.id}/"
    address = None if urls.site == LOCAL_SITE_URL else urls.site + path
    return Citation(
        _work(article, title, outlet),
        urls.name,
        address or path,
        _bibtex(article, title, outlet, urls.name, address),
        _csl(article, title, outlet, urls.name, address),
    )


def bibtex_escaped(text: str) -> str:
    """Text as BibTeX takes it inside braces, on one line."""
    return " ".join(text.split()).translate(_BIBTEX)


def csl_date(value: str | None) -> dict[str, object] | None:
    """An EDTF value as a CSL date: in parts where it is a day, a month or a year, else in words."""
    if not value:
        return None
    parts = _parts(value)
    if not parts:
        return {"literal": spoken_date(value)}
    known = bounds(value)
    return {"date-parts": [parts]} | ({"circa": True} if known and known.approximate else {})


def _parts(value: str | None) -> list[int]:
    """Year, month and day of an EDTF value, as many as it has; none where it is a stretch of time."""
    known = bounds(value)
    if known is None:
        return []
    day = known.lower
    many = {"year": 1, "month": 2, "day": 3}.get(known.precision, 0)
    return [day.year, day.month, day.day][:many]


def _work(article: Article, title: str, outlet: str) -> str:
    quoted = f"“{title}”" if article.title.value else title
    hedges = f" ({_inferred(article)})" if _inferred(article) else ""
    date = spoken_date(article.date.value)
    return f"{quoted}, {outlet}, {date}{hedges}"


def _bibtex(
    article: Article, title: str, outlet: str, site: str, address: str | None
) -> str:
    known = article.outlet.value is not None
    # A second pair of braces keeps a style from changing capitals.
    fields = [("title", f"{{{{{bibtex_escaped(title)}}}}}")]
    if known:
        fields.append(("journal", f"{{{{{bibtex_escaped(outlet)}}}}}"))
    for name, number in zip(("year", "month", "day"), _parts(article.date.value)):
        fields.append((name, _MONTHS[number - 1] if name == "month" else f"{{{number}}}"))
    fields.append(("note", f"{{{bibtex_escaped(_note(article, outlet, site))}}}"))
    if address:
        # As it is: styles set it verbatim, and a brace cannot stand in an address.
        fields.append(("url", f"{{{address.replace('{', '%7B').replace('}', '%7D')}}}"))
    kind = "article" if known else "misc"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@{kind}{{{article.id},\n{lines}\n}}"


def _csl(article: Article, title: str, outlet: str, site: str, address: str | None) -> str:
    item: dict[str, object] = {"id": article.id, "type": "article-newspaper", "title": title}
    if article.outlet.value is not None:
        item["container-title"] = outlet
    date = csl_date(article.date.value)
    if date:
        item["issued"] = date
    if address:
        item["URL"] = address
    item["archive"] = site
    item["note"] = _note(article, outlet, site)
    fields = ",\n".join(f"  {_json(name)}: {_json(value)}" for name, value in item.items())
    return f"[{{\n{fields}\n}}]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _note(article: Article, outlet: str, site: str) -> str:
    """What no field of a reference manager has room for."""
    notes = [] if article.outlet.value else [outlet]
    date = csl_date(article.date.value)
    if date is None or "literal" in date or "circa" in date:
        notes.append(spoken_date(article.date.value))
    if _inferred(article):
        notes.append(_inferred(article))
    if article.url:
        notes.append(f"published at {article.url}")
    notes.append(f"annotated text in {site}")
    note = "; ".join(notes)
    return note[0].upper() + note[1:] + "."


def _inferred(article: Article) -> str:
    """Which of outlet and date the article does not print: "outlet and date inferred"."""
    stated = (("outlet", article.outlet), ("date", article.date))
    hedges = [name for name, value in stated if value.basis == "inferred"]
    return f"{' and '.join(hedges)} inferred" if hedges else ""
