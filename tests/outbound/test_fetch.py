"""What servers answer is told for what it is, and they are asked politely."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from build_tools.outbound.addresses import Outbound
from build_tools.outbound.fetch import Answer, fetch_all
from tests.outbound.server import Elsewhere, elsewhere


@pytest.fixture
def server() -> Iterator[Elsewhere]:
    with elsewhere() as running:
        yield running


def ask(*urls: str, pause: float = 0.0, timeout: float = 5.0) -> list[Answer]:
    return fetch_all([Outbound(url, ("index.html",)) for url in urls], "a test", pause=pause, timeout=timeout)


@pytest.mark.parametrize(
    ("path", "state", "told", "target", "methods"),
    [
        ("/good", "good", "HTTP 200", None, "HEAD"),
        ("/no-head", "good", "HTTP 200", None, "HEAD GET"),
        ("/no-answer-to-head", "good", "HTTP 200", None, "HEAD GET"),
        ("/nowhere", "broken", "HTTP 404", None, "HEAD GET"),
        ("/gone", "broken", "HTTP 410", None, "HEAD GET"),
        ("/secret", "unclear", "HTTP 403", None, "HEAD GET"),
        ("/ill", "unclear", "HTTP 500", None, "HEAD GET"),
        ("/busy", "unclear", "HTTP 429", None, "HEAD"),
        ("/moved", "moved", "HTTP 200", "/good", "HEAD HEAD"),
        ("/moved-twice", "moved", "HTTP 200", "/good", "HEAD HEAD HEAD"),
        ("/for-now", "good", "HTTP 200", None, "HEAD HEAD"),
        ("/moved-for-now", "good", "HTTP 200", None, "HEAD HEAD HEAD"),
        ("/moved-away", "broken", "HTTP 410", None, "HEAD HEAD GET GET"),
        ("/naïve page?q=é&x=1", "good", "HTTP 200", None, "HEAD"),
        ("/na%C3%AFve%20page?q=%C3%A9&x=1", "good", "HTTP 200", None, "HEAD"),
    ],
)
def test_answers(
    server: Elsewhere, path: str, state: str, told: str, target: str | None, methods: str
) -> None:
    (answer,) = ask(server.address + path)
    assert (answer.state, answer.told) == (state, told)
    assert answer.target == (server.address + target if target else None)
    assert [method for method, _, _ in server.asked] == methods.split()
    assert {agent for _, _, agent in server.asked} == {"a test"}


def test_a_circle_of_redirects_ends(server: Elsewhere) -> None:
    (answer,) = ask(f"{server.address}/circle")
    assert answer.state == "unclear"
    assert len(server.asked) < 50


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("http://127.0.0.1:1/", "unclear"),
        ("http://127.0.0.1:port/", "unclear"),
        (f"http://{'a' * 70}é.example/", "unclear"),
    ],
)
def test_what_cannot_be_asked_is_told(url: str, state: str) -> None:
    (answer,) = ask(url)
    assert answer.state == state
    assert answer.told


def test_a_host_that_is_not_there_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    (answer,) = ask("http://nobody.example/")
    assert (answer.state, answer.told) == ("broken", "there is no such host")


def test_one_request_at_a_time_with_a_pause(server: Elsewhere) -> None:
    paths = ["/good", "/good?1", "/good?2", "/secret"]
    start = time.monotonic()
    answers = ask(*(server.address + path for path in reversed(paths)), pause=0.05)
    # Two of the four are not there, so they are asked for again, and so is what is secret.
    assert len(server.asked) == 7
    assert server.at_once == 1
    assert time.monotonic() - start >= 6 * 0.05
    assert [one.address.url for one in answers] == sorted(server.address + path for path in paths)


def test_hosts_do_not_wait_for_each_other() -> None:
    """Two servers answer only when both have been asked."""
    both = threading.Barrier(2, timeout=10)

    class Together(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            both.wait()
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing of requests."""

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Together) for _ in range(2)]
    for one in servers:
        threading.Thread(target=one.serve_forever, args=(0.01,), daemon=True).start()
    try:
        answers = ask(*(f"http://127.0.0.1:{one.server_address[1]}/" for one in servers))
    finally:
        for one in servers:
            one.shutdown()
            one.server_close()
    assert [one.state for one in answers] == ["good", "good"]


def test_a_server_that_does_not_answer_in_time() -> None:
    done = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            done.wait(10)

        do_GET = do_HEAD

        def log_message(self, *_: object) -> None:
            """Say nothing of requests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        (answer,) = ask(f"http://127.0.0.1:{server.server_address[1]}/", timeout=0.1)
    finally:
        done.set()
        server.shutdown()
        server.server_close()
    assert (answer.state, answer.told) == ("unclear", "timed out")
