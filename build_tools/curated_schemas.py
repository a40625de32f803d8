"""JSON Schemas of the YAML that people write, made from the shapes that the program checks it by.

They are for editors. What a shape checks by code (a date's grammar, an id that must exist) is not in
them; `sourcebook check` says all of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from build_tools.corrections import CorrectionsShape
from build_tools.manifest import ManifestShape
from build_tools.registry import ActorsFile, DocumentsFile, EventsFile, PlacesFile
from build_tools.seeds import MetadataShape

# Where the schemas are kept: in the package, and from a project's root.
FOLDER = Path(__file__).resolve().parent / "schemas" / "curated"
_FROM_ROOT = "build_tools/schemas/curated"

SHAPES: dict[str, tuple[type[BaseModel], str]] = {
    "actors": (ActorsFile, "actors.yml: persons, organizations, states and outlets"),
    "article": (MetadataShape, "The metadata of an article"),
    "corrections": (CorrectionsShape, "The corrections of an article"),
    "documents": (DocumentsFile, "documents.yml: documents that articles name"),
    "events": (EventsFile, "events.yml: events and the passages that report them"),
    "manifest": (ManifestShape, "manifest.yml: where articles came from, and what was taken down"),
    "places": (PlacesFile, "places.yml: places that articles name"),
}


class _ForEditors(GenerateJsonSchema):
    """Leaves out titles that only repeat a key, and refuses keys that are no ids, as validation does."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def curated_schemas() -> dict[str, str]:
    """The text of each schema by its file name."""
    return {
        f"{name}.schema.json": _schema_text(shape, title)
        for name, (shape, title) in SHAPES.items()
    }


def _schema_text(shape: type[BaseModel], title: str) -> str:
    made = shape.model_json_schema(schema_generator=_ForEditors)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": title}
    return json.dumps({**head, **made, **head}, ensure_ascii=False, indent=2) + "\n"


def write_curated_schemas(folder: Path) -> list[Path]:
    """Bring `folder` to hold the schemas and no others.

    Returns:
        The files that were written anew or removed.
    """
    wanted = {folder / name: text.encode() for name, text in curated_schemas().items()}
    folder.mkdir(parents=True, exist_ok=True)
    changed = [path for path in sorted(folder.glob("*.schema.json")) if path not in wanted]
    for path in changed:
        path.unlink()
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
            changed.append(path)
    return changed


def schema_name(file: Path) -> str | None:
    """The name of the schema of a YAML file of the seeds, None where it has none."""
    if file.parent.name == "articles":
        return "corrections" if file.name.endswith(".corrections.yml") else "article"
    return file.stem if file.stem in SHAPES else None


def schema_line(file: Path, seeds: Path) -> str:
    """The first line of a YAML file of the seeds, which tells an editor its schema.

    Raises:
        ValueError: If the file does not stand under `seeds`, or has no schema.
    """
    name = schema_name(file)
    if name is None:
        raise ValueError(f"{file.name} has no schema")
    up = "../" * len(file.relative_to(seeds).parts)
    return f"# yaml-language-server: $schema={up}{_FROM_ROOT}/{name}.schema.json"
