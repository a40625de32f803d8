"""A server of this machine that answers as other sites do, and remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Path -> status, and where a redirect leads.
_ANSWERS: dict[str, tuple[int, str | None]] = {
    "/good": (200, None),
    "/gone": (410, None),
    "/secret": (403, None),
    "/busy": (429, None),
    "/ill": (500, None),
    "/moved": (301, "/good"),
    "/moved-twice": (308, "/moved"),
    "/for-now": (302, "/good"),
    "/moved-for-now": (301, "/for-now"),
    "/moved-away": (301, "/gone"),
    "/circle": (301, "/circle"),
    "/na%C3%AFve%20page?q=%C3%A9&x=1": (200, None),
}


class Elsewhere(ThreadingHTTPServer):
    """Keeps each request's method, path and User-Agent, and how many were under way at most."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.at_once = 0
        self.under_way = 0
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        """Without a slash at its end."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_HEAD(self) -> None:
        if self.path == "/no-head":
            self._answer(405)
        elif self.path == "/no-answer-to-head":
            self._remember()
            self.connection.close()
        else:
            self._answer(*_ANSWERS.get(self.path, (404, None)))

    def do_GET(self) -> None:
        if self.path in ("/no-head", "/no-answer-to-head"):
            self._answer(200)
        else:
            self._answer(*_ANSWERS.get(self.path, (404, None)))

    def _remember(self) -> None:
        with self.server.lock:
            self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))

    def _answer(self, status: int, target: str | None = None) -> None:
        self._remember()
        with self.server.lock:
            self.server.under_way += 1
            self.server.at_once = max(self.server.at_once, self.server.under_way)
        time.sleep(0.005)
        self.send_response(status)
        if target is not None:
            self.send_header("Location", target)
        self.end_headers()
        with self.server.lock:
            self.server.under_way -= 1

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """A running server."""
    server = Elsewhere()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
