"""Published ids come from a file or an address; what cannot be read is refused, what is not there yet is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from build_tools.checking.published import read_published
from build_tools.errors import SiteError

# An older version may know fewer keys than this one, and a newer one more.
IDS = [
    {"kind": "event", "id": "march", "url": "events/march/"},
    {"kind": "idea", "id": "x", "url": "ideas/x/", "since": 1},
]
GOOD = json.dumps({"schema_version": 1, "ids": IDS})
PAGES = {"/data/ids.json": (200, GOOD), "/broken": (200, "{"), "/secret": (403, ""), "/ill": (500, "")}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, text = PAGES.get(self.path, (404, ""))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ids.json"
    path.write_text(GOOD, encoding="utf-8")
    published = read_published(str(path))
    assert (published.place, published.ids) == (str(path), tuple(IDS))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"{", "not valid JSON"),
        (b"\xff\xfe\xff", "not valid JSON"),
        (b"[]", "not the `data/ids.json` of a site"),
        (b'{"schema_version": 1, "events": []}', "not the `data/ids.json` of a site"),
        (b'{"schema_version": 2, "ids": []}', "its schema_version is 2, not 1"),
        (b'{"schema_version": 1, "ids": [7]}', "ids.0: this entry has no kind, id and url"),
        (b'{"schema_version": 1, "ids": [{"kind": "event", "id": 7, "url": "x"}]}', "has no kind, id"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, part: str) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(SiteError) as caught:
        read_published(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert part in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"ids\.json: cannot be read: No such file"):
        read_published(str(tmp_path / "ids.json"))


def test_an_address_is_fetched(address: str) -> None:
    assert read_published(f"{address}/data/ids.json").ids == tuple(IDS)


def test_nothing_at_an_address_is_nothing_published(address: str) -> None:
    assert read_published(f"{address}/elsewhere/ids.json").ids is None


@pytest.mark.parametrize(
    ("path", "part"), [("broken", "not valid JSON"), ("secret", "HTTP 403"), ("ill", "HTTP 500")]
)
def test_what_cannot_be_fetched_is_refused(address: str, path: str, part: str) -> None:
    with pytest.raises(SiteError, match=part):
        read_published(f"{address}/{path}")


def test_a_host_that_does_not_answer_is_refused() -> None:
    with pytest.raises(SiteError, match="cannot be fetched"):
        read_published("http://127.0.0.1:1/ids.json")
    with pytest.raises(SiteError, match="cannot be fetched"):
        read_published("http:///ids.json")
