"""Data files come from a folder or an address; what is not there yet is told apart from what is wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from build_tools.changes.data import listed, read_data, told
from build_tools.errors import SiteError
from tests.changes.corpora import ID, SAID, content, data, write


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a site whose data lie under `data/`."""
    write(tmp_path / "served" / "data", content())
    handler = partial(_Quiet, directory=str(tmp_path / "served"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_folder_is_read(tmp_path: Path) -> None:
    found = data(tmp_path, content())
    assert list(found.articles) == [ID]
    assert list(found.entities) == ["ada-holm", "council"]
    assert found.statements == {ID: {SAID[0]["id"]: SAID[0]}}
    assert [one["text"] for one in found.annotations[ID]["mentions"]] == ["Ada Holm", "Erik Lind"]
    assert found.ids is not None
    assert len(found.ids) == 4


def test_an_address_gives_what_its_folder_gives(address: str, tmp_path: Path) -> None:
    published = read_data(f"{address}/data/")
    folder = read_data(str(tmp_path / "served" / "data"))
    assert published is not None
    assert folder is not None
    assert published.place == f"{address}/data"
    assert (published.articles, published.statements) == (folder.articles, folder.statements)
    assert (published.annotations, published.ids) == (folder.annotations, folder.ids)


def test_nothing_published_yet(address: str) -> None:
    assert read_data(f"{address}/elsewhere") is None


@pytest.mark.parametrize("kind", ["folder", "address"])
def test_a_site_older_than_its_ids(address: str, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "served" / "data"
    (folder / "ids.json").unlink()
    found = read_data(str(folder) if kind == "folder" else f"{address}/data")
    assert found is not None
    assert found.ids is None


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"articles\.json: cannot be read: No such file"):
        read_data(str(tmp_path / "nowhere"))


def test_an_address_that_lacks_a_file_is_refused(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "served" / "data"
    (folder / "annotations" / f"{ID}.json").unlink()
    with pytest.raises(SiteError, match=rf"{ID}\.json: the file is missing"):
        read_data(f"{address}/data")
    (folder / "events.json").unlink()
    with pytest.raises(SiteError, match=r"events\.json: the file is missing"):
        read_data(f"{address}/data")


@pytest.mark.parametrize(
    ("file", "text", "part"),
    [
        ("articles", "{", "articles.json: not valid JSON"),
        ("articles", "[]", "its schema_version is None, not 1"),
        ("articles", '{"schema_version": 2, "articles": []}', "its schema_version is 2, not 1"),
        ("articles", '{"schema_version": 1, "events": []}', "there is no list 'articles' in it"),
        ("articles", '{"schema_version": 1, "articles": [7]}', "articles.0: this entry has no id"),
        ("articles", '{"schema_version": 1, "articles": [{"id": "../x"}]}', "articles.0: this entry has no id"),
        ("statements", '{"schema_version": 1, "statements": [{"id": "s1"}]}', "statements.0: this entry names no"),
        ("ids", '{"schema_version": 1, "ids": [{}]}', "ids.0: this entry has no kind, id and url"),
        (f"annotations/{ID}", '{"schema_version": 1}', "there is no list 'mentions' in it"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, file: str, text: str, part: str) -> None:
    write(tmp_path, content())
    (tmp_path / f"{file}.json").write_text(text, encoding="utf-8")
    with pytest.raises(SiteError) as caught:
        read_data(str(tmp_path))
    assert part in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("mentions", {"start": 4, "end": 4, "text": "x"}),
        ("mentions", {"start": "4", "end": 5, "text": "x"}),
        ("dates", {"start": 1, "end": 2}),
        ("epithets", 7),
        ("attributions", {"id": "s1"}),
        ("attributions", {"id": "s1", "cue": [[1]]}),
        ("attributions", {"cue": [[1, 2]]}),
    ],
)
def test_annotations_without_a_place_are_refused(tmp_path: Path, kind: str, entry: object) -> None:
    write(tmp_path, content())
    file = tmp_path / "annotations" / f"{ID}.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {kind: [entry]}), encoding="utf-8")
    with pytest.raises(SiteError, match=rf"{kind}\.0: this entry does not say where it stands"):
        read_data(str(tmp_path))


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, None), (False, None), ("", None), ([], None), (True, "yes"), ("a", "a"), (3, "3"), (["a"], '["a"]')],
)
def test_a_value_in_words(value: object, words: str | None) -> None:
    assert told(value) == words


def test_only_words_of_a_list_are_taken() -> None:
    assert listed(["a", 1, None, "b"]) == ("a", "b")
    assert listed("ab") == ()
