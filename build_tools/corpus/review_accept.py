"""Turns a person's decision on a row into the entry of the registry or the correction that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from build_tools.annotate.people import surnames_of
from build_tools.corpus.review import Review
from build_tools.corpus.review_anchors import anchor_of
from build_tools.corpus.review_rows import DateRow, NameRow, ReferenceRow, Row, StatementRow
from build_tools.corrections import apply_file, corrections_path
from build_tools.curated_schemas import schema_line
from build_tools.errors import BuildToolsError
from build_tools.models import AnnotatedArticle, EntityKind, Registry
from build_tools.names import fold, id_words
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from build_tools.yaml_edit import YamlEdit

ENTITY_KINDS: tuple[str, ...] = get_args(EntityKind)

_FILES = {"place": "places", "document": "documents"}
# What an entry of the registry begins with; its other names stand behind these.
_FIRST_KEYS = ("kind", "name", "description", "described_in")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a row.

    Attributes:
        value: Which entity it is; for a date expression, its EDTF value.
        new: The kind of the entity that it is, where the registry does not have that yet.
        identifier: The id to give to that entity; made of its name where None.
        reject: It is none, and what the program found goes.
    """

    value: str | None = None
    new: str | None = None
    identifier: str | None = None
    reject: bool = False


def find_row(whole: Review, identifier: str) -> Row:
    """The row with this id.

    Raises:
        BuildToolsError: If there is none.
    """
    for row in whole.rows:
        if row.id == identifier:
            return row
    raise BuildToolsError(f"there is no row {identifier!r}; `sourcebook review` lists them")


def accept(
    row: Row,
    decision: Decision,
    seeds: Path,
    registry: Registry,
    found: Mapping[str, AnnotatedArticle],
) -> YamlEdit:
    """Write what was decided, into the registry or into an article's corrections.

    Args:
        found: Article id -> the article as the program annotates it, without corrections.

    Returns:
        The edit, which has been saved.

    Raises:
        BuildToolsError: If the row does not take this decision, or what would be written does not
            load; nothing has changed then.
    """
    if isinstance(row, NameRow):
        edit = _name(row, decision, seeds, registry)
        edit.save(lambda: load_registry(seeds, load_articles(seeds)))
        return edit
    if decision.new:
        raise BuildToolsError(f"{row.id}: only a name can become a new entity")
    if not isinstance(row, StatementRow | ReferenceRow | DateRow):
        raise BuildToolsError(f"{row.id}: this has to be put right by hand, in {_file_of(row)}")
    annotated = found[row.article]
    path = corrections_path(seeds, row.article)
    if path.exists():
        apply_file(annotated, path, registry)  # what is broken already is told before anything is put in
    edit = YamlEdit(path, _head(path, seeds))
    for section, entry in _corrections(row, decision, annotated, registry):
        if section in edit.data:
            edit.put((section,), entry)
        else:
            edit.put((), [entry], key=section, layout="list")
    edit.save(lambda: apply_file(annotated, path, registry))
    return edit


def _head(path: Path, seeds: Path) -> str:
    """What a new file begins with."""
    return f"{schema_line(path, seeds)}\nschema_version: 1\n"


def _file_of(row: Row) -> str:
    if row.kind == "event":
        return "seeds/events.yml"
    suffix = "yml" if row.kind == "article" else "corrections.yml"
    return f"seeds/articles/{row.article}.{suffix}"  # type: ignore[union-attr]  # all others have one


def _name(row: NameRow, decision: Decision, seeds: Path, registry: Registry) -> YamlEdit:
    if decision.reject or (decision.value is None) == (decision.new is None):
        raise BuildToolsError(f"{row.id}: say which entity it is with --as, or what kind with --new")
    name = " ".join(row.text.split())
    if decision.new:
        return _new_entity(row, name, decision, seeds, registry)
    entity = registry.entities.get(decision.value or "")
    if entity is None:
        raise BuildToolsError(f"{row.id}: there is no entity {decision.value!r} in the registry")
    section = _FILES.get(entity.kind, "actors")
    path = seeds / f"{section}.yml"
    edit = YamlEdit(path, _head(path, seeds))
    key = _key_of(name, entity.kind, (entity.name, *entity.aliases))
    if key in edit.data[section][entity.id]:
        edit.put((section, entity.id, key), name)
    else:
        behind = (*_FIRST_KEYS, "aliases") if key == "short_names" else _FIRST_KEYS
        edit.put((section, entity.id), [name], key=key, behind=behind)
    return edit


def _key_of(name: str, kind: str, full: Iterable[str]) -> Literal["aliases", "short_names"]:
    """The key that a name stands under: a person's surname links only beside the full name."""
    surnames = {surname for one in full for surname in surnames_of(one)} if kind == "person" else set()
    return "short_names" if fold(name) in surnames else "aliases"


def _new_entity(
    row: NameRow, name: str, decision: Decision, seeds: Path, registry: Registry
) -> YamlEdit:
    identifier = decision.identifier or "-".join(id_words(name))
    former = {one for entity in registry.entities.values() for one in entity.former_ids}
    if not identifier or identifier in registry.entities or identifier in former:
        taken = f"the id {identifier!r} is taken" if identifier else f"no id can be made of {name!r}"
        raise BuildToolsError(f"{row.id}: {taken}; give another with --id")
    section = _FILES.get(decision.new or "", "actors")
    path = seeds / f"{section}.yml"
    edit = YamlEdit(path, f"{_head(path, seeds)}{section}:\n")
    entry = {"kind": decision.new, "name": name, **_other_names(row, name, decision.new or "", registry)}
    edit.put((section,), entry, key=identifier, layout="entry")
    return edit


def _other_names(row: NameRow, name: str, kind: str, registry: Registry) -> dict[str, list[str]]:
    """The other forms by the keys that they stand under, but for those that another entity has.

    A person's surname is one of them even where no article has it alone yet; which words of a longer
    name are the surname, only an article tells.
    """
    forms = [" ".join(form.split()) for form in row.forms]
    words = name.split()
    if kind == "person" and len(words) == 2:
        forms.append(words[1])
    others = registry.entities.values()
    full = {fold(one) for other in others for one in (other.name, *other.aliases, *other.demonyms)}
    short = {fold(one) for other in others for one in other.short_names}
    found: dict[str, dict[str, str]] = {"aliases": {}, "short_names": {}}
    for form in forms:
        key = _key_of(form, kind, [name])
        # Several may have one short name, and no other.
        taken = full if key == "short_names" else full | short
        if fold(form) not in (fold(name), *taken):
            found[key].setdefault(fold(form), form)
    return {key: list(held.values()) for key, held in found.items() if held}


def _corrections(
    row: StatementRow | ReferenceRow | DateRow,
    decision: Decision,
    annotated: AnnotatedArticle,
    registry: Registry,
) -> list[tuple[str, dict[str, Any]]]:
    """The corrections that say what was decided, each with its section."""
    article = annotated.article
    if decision.reject and decision.value:
        raise BuildToolsError(f"{row.id}: --as and --reject contradict each other")
    do = "remove" if decision.reject else "confirm"
    if isinstance(row, DateRow):
        at = anchor_of(article, row.span)
        if decision.value:
            return [("dates", {"do": "add", "at": at, "value": decision.value})]
        return [("dates", {"do": do, "at": at})]
    if isinstance(row, StatementRow) and decision.value:
        raise BuildToolsError(f"{row.id}: a statement is confirmed, or rejected; it takes no --as")
    if isinstance(row, ReferenceRow) and decision.reject and row.statement:
        raise BuildToolsError(
            f"{row.id}: to reject it is to reject the statement {row.statement}; do so by hand"
        )
    if decision.value is None:
        if row.statement is None:
            return [("mentions", {"do": do, "at": anchor_of(article, row.span)})]
        return [("attributions", {"do": do, "cue": _cue(annotated, row.statement)})]
    if decision.value not in registry.entities:
        raise BuildToolsError(f"{row.id}: there is no entity {decision.value!r} in the registry")
    at = anchor_of(article, row.span)
    entry = {"do": "add", "at": at, "entity": decision.value, "form": row.form}
    corrections: list[tuple[str, dict[str, Any]]] = [("mentions", entry)]
    if row.statement is not None:
        change = {"do": "change", "cue": _cue(annotated, row.statement)}
        change[f"{row.role}_entity"] = decision.value
        kind = registry.entities[decision.value].kind
        if row.role == "source" and kind in ("outlet", "document"):
            change["source_kind"] = kind
        corrections.append(("attributions", change))
    return corrections


def _cue(annotated: AnnotatedArticle, statement: str) -> dict[str, Any]:
    """The anchor of a statement's cue.

    Raises:
        BuildToolsError: If it has none, so that no correction can point at it.
    """
    one = next(one for one in annotated.attributions if one.id == statement)
    if not one.cue:
        raise BuildToolsError(
            f"{statement}: this statement has no cue that a correction could point at",
            file=annotated.article.path or None,
        )
    return anchor_of(annotated.article, one.cue[0])
