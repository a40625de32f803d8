"""Small data files, written as a site writes them, with one article of invented news."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

from build_tools.changes.data import Data, read_data

TEXT = (
    "Pier opens\n\n"
    "Mayor Ada Holm said the pier was | sound. Erik Lind of the council said *nothing* on Monday.\n"
)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
TEXTS = {SHA: TEXT}
ID = "pier-opens"

Content = dict[str, list[dict[str, Any]]]


def span(words: str, number: int = 1) -> tuple[int, int]:
    """Where words stand for the first, second … time."""
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def at(words: str, number: int = 1, **more: object) -> dict[str, Any]:
    """An annotation of the words."""
    start, end = span(words, number)
    return {"start": start, "end": end, "text": words, **more}


def mention(words: str, entity: str | None, form: str = "name", **more: object) -> dict[str, Any]:
    """A mention in an annotation file."""
    return at(words, form=form, label="person", entity=entity, method="registry", **more)


def statement(words: str, number: int = 1, **more: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """A statement whose cue are the words: its entry in `statements.json`, and in the annotation file."""
    start, end = span(words, number)
    identifier = str(more.pop("id", f"s{start}"))
    listed = {"id": identifier, "article": ID, "paragraph": 2, "cue": words, "shown": True, **more}
    return listed, {"id": identifier, "cue": [[start, end]]}


SAID = statement(
    "said", source="Mayor Ada Holm", content="the pier was | sound", source_entity="ada-holm",
    source_kind="named", kind="indirect", method="model", parent=None, belief=False,
)  # fmt: skip

CONTENT: Content = {
    "articles": [
        {
            "id": ID,
            "title": "Pier opens",
            "outlet": {"value": "courier", "basis": "printed", "why": ""},
            "date": {"value": "2019-05-20", "basis": "inferred", "why": "So it is."},
            "chain": [{"label": "Wire"}, {"label": "Courier"}],
            "text_sha256": SHA,
        }
    ],
    "entities": [
        {"id": "ada-holm", "kind": "person", "name": "Ada Holm", "description": "", "relations": []},
        {"id": "council", "kind": "government-body", "name": "Town Council", "relations": []},
    ],
    "events": [
        {
            "id": "opening",
            "name": "Opening of the pier",
            "date": "2019-05",
            "places": ["pier"],
            "participants": ["ada-holm"],
            "reports": [{"article": ID, "paragraph": 1}],
            "figures": [],
        }
    ],
    "statements": [SAID[0]],
    "ids": [
        {"kind": "article", "id": ID, "url": f"articles/{ID}/"},
        {"kind": "entity", "id": "ada-holm", "url": "actors/ada-holm/"},
        {"kind": "entity", "id": "council", "url": "actors/council/"},
        {"kind": "event", "id": "opening", "url": "events/opening/"},
    ],
    "mentions": [mention("Ada Holm", "ada-holm"), mention("Erik Lind", None)],
    "attributions": [SAID[1]],
    "dates": [at("Monday", value="2019-05-20")],
    "epithets": [at("Mayor", entity="ada-holm", attribution=None)],
}
_WITHIN = ("mentions", "attributions", "dates", "epithets")


def content() -> Content:
    """The content of all files, to be changed."""
    return copy.deepcopy(CONTENT)


def write(folder: Path, files: Content, *, annotated: bool = True) -> Path:
    """Write the data files into a folder.

    Args:
        annotated: Write an annotation file for the one article.
    """
    (folder / "annotations").mkdir(parents=True, exist_ok=True)
    for kind, entries in files.items():
        if kind not in _WITHIN:
            text = json.dumps({"schema_version": 1, kind: entries})
            (folder / f"{kind}.json").write_text(text, encoding="utf-8")
    if annotated:
        inside = {"schema_version": 1, "id": ID, "text_sha256": SHA} | {kind: files[kind] for kind in _WITHIN}
        (folder / "annotations" / f"{ID}.json").write_text(json.dumps(inside), encoding="utf-8")
    return folder


def data(folder: Path, files: Content, *, annotated: bool = True) -> Data:
    """The content as it is read from a folder."""
    found = read_data(str(write(folder, files, annotated=annotated)))
    assert found is not None
    return found
