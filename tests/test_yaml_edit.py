"""An entry is put in; every other byte stays, and what would not load changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_tools.errors import BuildToolsError
from build_tools.yaml_edit import YamlEdit

HEAD = "schema_version: 1\n"
ACTORS = """# Who is who.
schema_version: 1   # of this file
actors:

  ada:   # the mayor
    kind: person
    name: "Ada\\u00a0Holm"
    url: null
    aliases: [ 'A. Holm',"Mrs. Holm" ]  # as printed
  # ---- Others ----

  league: {kind: armed-group, name: League}
  # the last one
"""


def edit(folder: Path, text: str) -> YamlEdit:
    path = folder / "file.yml"
    path.write_bytes(text.encode())
    return YamlEdit(path, HEAD)


def test_an_alias_in_brackets(tmp_path: Path) -> None:
    one = edit(tmp_path, ACTORS)
    one.put(("actors", "ada", "aliases"), "Holm: Ada")
    assert one.text == ACTORS.replace('"Mrs. Holm" ]', '"Mrs. Holm", "Holm: Ada" ]')
    assert (one.line, one.added) == (9, ['"Holm: Ada"'])


def test_a_new_key_stands_behind_those_that_are_named(tmp_path: Path) -> None:
    one = edit(tmp_path, ACTORS)
    one.put(("actors", "ada"), ["Holm"], key="short_names", behind=("kind", "name"))
    assert one.text == ACTORS.replace('u00a0Holm"\n', 'u00a0Holm"\n    short_names: [Holm]\n')
    one.put(("actors", "league"), ["Leaguer"], key="demonyms", behind=("description",))
    assert "  league: {kind: armed-group, name: League, demonyms: [Leaguer]}\n" in one.text


def test_a_new_entry_stands_last(tmp_path: Path) -> None:
    one = edit(tmp_path, ACTORS)
    entry = {"kind": "place", "name": "no", "aliases": ["Vale\u00a0Town", "El Niño", "a, b", "7", "\U000e0001"]}
    one.put(("actors",), entry, key="vale", layout="entry")
    new = (
        "\n  vale:\n    kind: place\n    name: \"no\"\n"
        '    aliases: ["Vale\\u00a0Town", El Niño, "a, b", "7", "\\U000e0001"]\n'
    )
    assert one.text == ACTORS.replace("name: League}\n", "name: League}\n" + new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n- x # one\n- y\nb: 1\n", "a:\n- x # one\n- y\n- z\nb: 1\n"),
        ("a:\n    - k: |\n        x\n    # more\nb: 1\n", "a:\n    - k: |\n        x\n    - z\n    # more\nb: 1\n"),
        ("a:\n  - x", "a:\n  - x\n  - z\n"),
        ("a:\r\n  - x\r\nb: 1\r\n", "a:\r\n  - x\r\n  - z\r\nb: 1\r\n"),
        ("a: [x,\n  y,\n]\n", "a: [x,\n  y, z,\n]\n"),
        ("a: [ ]\nb: 1\n", "a: [z ]\nb: 1\n"),
        ("a:\nb: 1\n", "a:\n  - z\nb: 1\n"),
        ("a: # none\n", "a: # none\n  - z\n"),
        ("---\na:\n  - - x\n    - y\n...\n", "---\na:\n  - - x\n    - y\n  - z\n...\n"),
        ("a:\n  - “x”\u2028\n", "a:\n  - “x”\u2028\n  - z\n"),
    ],
)
def test_an_item_in_any_list(tmp_path: Path, text: str, expected: str) -> None:
    one = edit(tmp_path, text)
    one.put(("a",), "z")
    assert one.text == expected


def test_a_section_in_a_file_without_it_and_in_a_new_file(tmp_path: Path) -> None:
    item = {"do": "confirm", "cue": {"paragraph": 1, "exact": "said"}}
    body = "attributions:\n  - {do: confirm, cue: {paragraph: 1, exact: said}}\n"
    one = edit(tmp_path, "schema_version: 1\n# none yet\n")
    one.put((), [item], key="attributions", layout="list")
    assert one.text == "schema_version: 1\n" + body + "# none yet\n"
    new = YamlEdit(tmp_path / "new.yml", HEAD)
    new.put((), [item], key="attributions", layout="list")
    assert new.text == HEAD + body


@pytest.mark.parametrize("text", ["a: null\n", "a: ~\nb: 1\n", "b: &x [y]\na: *x\n"])
def test_what_cannot_be_done_safely_is_refused(tmp_path: Path, text: str) -> None:
    one = edit(tmp_path, text)
    with pytest.raises(BuildToolsError, match="write it by hand: "):
        one.put(("a",), "z")
    assert (one.text, one.added) == (text, [])


def test_saving(tmp_path: Path) -> None:
    one = edit(tmp_path, ACTORS)
    one.path.chmod(0o640)
    one.put(("actors", "ada", "aliases"), "Ada")
    one.save(lambda: yaml.safe_load(one.path.read_bytes()))
    assert one.path.read_bytes().decode() == one.text
    assert one.path.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["file.yml"]


@pytest.mark.parametrize("kind", [BuildToolsError, OSError])
def test_what_does_not_load_is_taken_back(tmp_path: Path, kind: type[Exception]) -> None:
    def load() -> None:
        raise kind("too bad")

    one = edit(tmp_path, ACTORS)
    one.put(("actors", "ada", "aliases"), "Ada")
    new = YamlEdit(tmp_path / "new.yml", HEAD)
    for held in (one, new):
        with pytest.raises(kind, match="too bad"):
            held.save(load)
    assert [path.name for path in tmp_path.iterdir()] == ["file.yml"]
    assert one.path.read_bytes().decode() == ACTORS


def test_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "file.yml").write_bytes(b"a: \xff\n")
    with pytest.raises(BuildToolsError, match="not UTF-8"):
        YamlEdit(tmp_path / "file.yml", HEAD)
