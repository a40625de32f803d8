"""Checks a built site: its data files against their schemas, and its links."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from build_tools.checking.problems import Findings, Problem
from build_tools.errors import SiteError
from build_tools.link_check import check_links
from build_tools.settings import Settings

_SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
_LONGEST_MESSAGE = 300


def is_built(site: Path) -> bool:
    """Whether there is a built site in the folder."""
    return (site / "index.html").is_file()


def check_data(settings: Settings, findings: Findings) -> None:
    """Check each data file of the built site against its schema."""
    folder = settings.site / "data"
    kinds = _schema("data")["properties"].keys() - {"schema_version"}
    files = {folder / f"{kind}.json": kind for kind in sorted(kinds)}
    for path, kind in files.items():
        with findings.taking("data"):
            content = _read(path)
            _check_content(path, content, "data", findings)
            if isinstance(content, dict) and kind not in content:
                raise SiteError(f"there is no list {kind!r} in it", file=path)
    annotations = sorted((folder / "annotations").glob("*.json"))
    for path in annotations:
        with findings.taking("data"):
            _check_content(path, _read(path), "annotation", findings)
    findings.notes.append(f"data: {len(files) + len(annotations)} files checked")


def check_site_links(settings: Settings, base_path: str, findings: Findings) -> None:
    """Check every link of the built site.

    Args:
        base_path: The path it is served under ("/", "/some-repo/").
    """
    with findings.taking("links"):
        broken = check_links(settings.site, base_path)
        for link in broken:
            file = findings.shown(settings.site / link.page)
            findings.problems.append(Problem("links", link.reason, file=file, entry=link.target))
        findings.notes.append(f"links: {len(broken)} broken")


def _check_content(path: Path, content: object, schema: str, findings: Findings) -> None:
    for error in _validator(schema).iter_errors(content):
        deepest = best_match([error]) or error
        entry = ".".join(str(part) for part in deepest.absolute_path) or None
        findings.add("data", SiteError(_told(deepest), file=path, entry=entry))


def _told(error: ValidationError) -> str:
    """A fault in a line of modest length: its message may quote a whole file before it says what is wrong."""
    message = " ".join(error.message.split())
    return message if len(message) <= _LONGEST_MESSAGE else f"…{message[1 - _LONGEST_MESSAGE :]}"


def _read(path: Path) -> object:
    """A JSON file's content.

    Raises:
        SiteError: If it is missing or no JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise SiteError("the file is missing; `sourcebook build` writes it", file=path) from None
    except json.JSONDecodeError as error:
        raise SiteError(f"not valid JSON: {error.msg}", file=path, line=error.lineno) from None
    except UnicodeDecodeError:
        raise SiteError("the file is not UTF-8", file=path) from None


@cache
def _schema(name: str) -> dict[str, Any]:
    return json.loads((_SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(_schema(name))
