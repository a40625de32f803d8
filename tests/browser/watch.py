"""What a browser must not do while a test drives it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request


@dataclass
class Watch:
    """Gathers faults: reported errors and warnings, requests to other hosts, and dialogs.

    Attributes:
        home: Requests below this address are fine.
        faults: What was done all the same.
    """

    home: str
    faults: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Watch a page from its beginning."""
        page.on("console", self._console)
        page.on("dialog", self._dialog)
        page.on("pageerror", self._error)
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _error(self, error: Error) -> None:
        self.faults.append(f"error: {error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.faults.append(f"request: {request.url}")
