"""Loads the word lists under `lexicons/`: one small YAML file a thing, checked as it is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from build_tools.errors import LexiconError
from build_tools.yaml_source import YamlPath, YamlSource, load_yaml

LEXICON_FOLDER = Path(__file__).parent / "lexicons"


@cache
def load_lexicon(name: str, folder: Path = LEXICON_FOLDER) -> dict:
    """The content of `<folder>/<name>.yml`, read once.

    A lexicon is a mapping with text for keys. Its values are text, numbers, true
    or false, lists of these without true or false, and mappings of the same kind.
    An unquoted `no` or `on` in a list is an error: YAML reads it as a truth value.

    Args:
        name: The file's stem ("reporting_verbs").
        folder: Where the file is.

    Returns:
        The mapping. Callers share it, so nobody changes it.

    Raises:
        LexiconError: If the file is missing, is no UTF-8 or YAML, or holds anything else;
            with the file, the entry and the line.
    """
    source = load_yaml(folder / f"{name}.yml", LexiconError)
    if not isinstance(source.data, dict):
        raise LexiconError("a lexicon is a mapping at its top", file=source.path, line=1)
    _check(source, source.data, ())
    return source.data


def _check(source: YamlSource, value: object, path: YamlPath) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(source, inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, bool):
                message = "a word in a list reads as a truth value; put it in quotation marks"
                raise source.error(LexiconError, message, (*path, index))
            _check(source, inner, (*path, index))
    elif not isinstance(value, str | int | float):
        message = f"text, a number or a truth value is expected, not {value!r}"
        raise source.error(LexiconError, message, path)
