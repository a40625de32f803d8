"""What is handed in is decoded letter for letter and told apart, or refused with a reason."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from build_tools.errors import SeedError
from build_tools.intake.arrival import fetch, read_file, read_stream
from tests.intake.news import TEXT, page


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("ferry.txt", TEXT.encode(), "text"),
        ("ferry.html", page().encode(), "page"),
        ("ferry", page().encode(), "page"),
        ("ferry", b"\xef\xbb\xbf \n<!DOCTYPE html><p>x", "page"),
        ("ferry", b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><p>x', "page"),
        ("ferry", b"<!-- saved from\n https://gazette.example -->\n<!-- x --><html><p>x", "page"),
        ("ferry", b"<!-- a remark --> and then words.", "text"),
        ("ferry", b"<b>Bold</b> words begin this text.", "text"),
        ("ferry.HTM", b"Words without an element.", "page"),
    ],
)
def test_pages_and_texts_are_told_apart(tmp_path: Path, name: str, raw: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    arrival = read_file(path)
    assert (arrival.kind, arrival.raw, arrival.original_name) == (kind, raw, name)
    assert arrival.addresses == ()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("A\u00a0b\r\n“c”\td\n".encode(), "A\u00a0b\r\n“c”\td\n"),
        (b"\xef\xbb\xbfWith a mark.", "With a mark."),
        ("Wide.".encode("utf-16"), "Wide."),
        ('<html><meta charset="latin-1">“é”'.encode("cp1252"), '<html><meta charset="latin-1">“é”'),
        (
            '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Да'.encode("cp1251"),
            '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Да',
        ),
    ],
)
def test_letters_are_kept(raw: bytes, text: str) -> None:
    assert read_stream(raw).text == text


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "there is nothing in it"),
        (b" \n\t", "there is nothing in it"),
        ("\ufeff\n".encode(), "there is nothing in it"),
        (b"%PDF-1.7 \xff", "neither a page nor a text but a PDF"),
        (b"PK\x03\x04 and so on", "an archive or an office document"),
        (b"From: x\nMIME-Version: 1.0\n\n<html>", "web archive"),
        (b"Good.\nBad \x00 byte", ":2: this is no text: it holds the control character U+0000"),
        (b"Good.\nCaf\xe9", ":2: this is not UTF-8: byte 0xe9 at offset 9; where"),
        (b'<html><meta charset="utf-8">Caf\xe9', ":1: this is not UTF-8: byte 0xe9 at offset 31"),
        (b'<html><meta charset="klingon">', "its encoding 'klingon' is unknown"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, part: str) -> None:
    with pytest.raises(SeedError) as caught:
        read_stream(raw)
    assert str(caught.value).startswith("standard input")
    assert part in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no-such-file.txt: the file is missing"):
        read_file(tmp_path / "no-such-file.txt")
    with pytest.raises(SeedError, match="the file cannot be read: Is a directory"):
        read_file(tmp_path)


ANSWERS = {
    "/ferry": (200, "text/html; charset=windows-1252", page(head="").replace("—", "").encode("cp1252")),
    "/plain": (200, "text/plain", TEXT.encode()),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/moved": (302, "", b""),
}


class _Site(BaseHTTPRequestHandler):
    """Answers with what `ANSWERS` has for a path, else with 404."""

    def do_GET(self) -> None:
        status, kind, body = ANSWERS.get(self.path, (404, "text/html", b"<html>no</html>"))
        self.send_response(status)
        if self.path == "/moved":
            self.send_header("Location", "/ferry")
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is told."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a local site."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_in_the_encoding_that_the_server_gives(site: str) -> None:
    # The page itself says UTF-8; the server goes before it.
    arrival = fetch(f"{site}/ferry")
    assert arrival.kind == "page"
    assert "“Nobody was hurt" in arrival.text
    assert arrival.original_name == f"{site}/ferry"


def test_a_text_is_fetched(site: str) -> None:
    arrival = fetch(f"{site}/plain")
    assert (arrival.kind, arrival.text) == ("text", TEXT)


def test_a_moved_page_has_both_addresses(site: str) -> None:
    assert fetch(f"{site}/moved").addresses == (f"{site}/moved", f"{site}/ferry")


@pytest.mark.parametrize(
    ("path", "part"),
    [("/gone", "the server answers 404"), ("/picture", "neither a page nor a text: the server calls it image/png")],
)
def test_a_bad_answer_is_told(site: str, path: str, part: str) -> None:
    with pytest.raises(SeedError) as caught:
        fetch(site + path)
    assert str(caught.value).startswith(f"{site}{path}: ")
    assert part in str(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://[::1", "http://a b/", "https://"])
def test_a_network_that_fails_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(SeedError) as caught:
        fetch(url)
    assert str(caught.value).startswith(f"{url}: the page cannot be fetched: ")
