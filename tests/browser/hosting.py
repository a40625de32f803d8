"""Builds a project the way a fork's workflow does, and serves it under a sub-path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SUB_PATH = "some-repo"


class QuietHandler(SimpleHTTPRequestHandler):
    """A static host that does not write a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Host:
    """A static host on this machine. Its address is known before a site is built into it.

    Attributes:
        site: The folder that it serves under the sub-path; it need not be there yet.
        home: The address of that folder.
    """

    site: Path
    home: str
    server: ThreadingHTTPServer

    def stop(self) -> None:
        """Free the port."""
        self.server.shutdown()
        self.server.server_close()


def start_host(folder: Path) -> Host:
    """Serve `folder` on a free port, from a thread."""
    handler = partial(QuietHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return Host(folder / SUB_PATH, f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/", server)


def build_into(host: Host, project: Path) -> None:
    """Build a project with plain `mkdocs build --strict`, as for a repository called some-repo."""
    environment = {
        **os.environ,
        "SITE_URL": host.home,
        "GITHUB_REPOSITORY": f"somebody/{SUB_PATH}",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(
        [*command, "--site-dir", str(host.site)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def find_chromium() -> str | None:
    """The browser that SOURCEBOOK_CHROMIUM names, or the first one on the PATH."""
    named = os.environ.get("SOURCEBOOK_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)
