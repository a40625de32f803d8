"""Asks for each address once, politely: one request at a time to a host, with a pause between two."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from build_tools.outbound.addresses import Outbound

State = Literal["good", "moved", "broken", "unclear"]

_HOSTS_AT_ONCE = 8
_FOR_GOOD = (301, 308)
_GONE = (404, 410)
_TOO_MANY = 429
# Characters that have a meaning in an address, and the sign of what is escaped already.
_SYNTAX = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address.

    Attributes:
        state: `moved` where it redirects for good, `broken` where nothing is there, `unclear` where
            the server would not tell, or could not: it may turn programs away.
        told: The server's status, or what went wrong.
        target: Where it redirects to.
    """

    address: Outbound
    state: State
    told: str
    target: str | None = None


def fetch_all(
    addresses: Iterable[Outbound], agent: str, *, pause: float, timeout: float
) -> list[Answer]:
    """Ask for each address, several hosts side by side and never one host twice at a time.

    Args:
        agent: The User-Agent.
        pause: Seconds between two requests to one host.
        timeout: Seconds to wait for an answer.

    Returns:
        In order of the addresses.
    """
    hosts: dict[str, list[Outbound]] = {}
    for one in addresses:
        hosts.setdefault(urlsplit(one.url).netloc.lower(), []).append(one)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as executor:
        answers = executor.map(lambda some: _ask_host(some, agent, pause, timeout), hosts.values())
    return sorted((one for some in answers for one in some), key=lambda one: one.address.url)


def _ask_host(addresses: list[Outbound], agent: str, pause: float, timeout: float) -> list[Answer]:
    answers = []
    for number, one in enumerate(addresses):
        if number:
            time.sleep(pause)
        answer, again = _ask(one, "HEAD", agent, timeout)
        if again:
            # Some servers refuse HEAD, or answer it wrongly; what a reader gets is what counts.
            time.sleep(pause)
            answer, _ = _ask(one, "GET", agent, timeout)
        answers.append(answer)
    return answers


def _ask(one: Outbound, method: str, agent: str, timeout: float) -> tuple[Answer, bool]:
    """The answer to one request, and whether another method may give a better one."""
    redirects = _Redirects()
    opener: OpenerDirector = build_opener(redirects)
    try:
        url = _in_ascii(one.url)
        headers = {"User-Agent": agent, "Accept": "*/*"}
        with opener.open(Request(url, headers=headers, method=method), timeout=timeout) as response:
            target = urldefrag(response.url).url
            moved = redirects.for_good and target != url
            told = f"HTTP {response.status}"
            return Answer(one, "moved" if moved else "good", told, target if moved else None), False
    except HTTPError as error:
        error.close()
        state: State = "broken" if error.code in _GONE else "unclear"
        return Answer(one, state, f"HTTP {error.code}"), error.code != _TOO_MANY
    except URLError as error:
        unknown = isinstance(error.reason, socket.gaierror) and error.reason.errno == socket.EAI_NONAME
        if unknown:
            return Answer(one, "broken", "there is no such host"), False
        return Answer(one, "unclear", str(error.reason)), True
    except (OSError, HTTPException, ValueError) as error:
        return Answer(one, "unclear", str(error) or type(error).__name__), True


class _Redirects(HTTPRedirectHandler):
    """Follows redirects with the method of the first request, and knows whether all are for good."""

    def __init__(self) -> None:
        self.for_good = True

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        self.for_good = self.for_good and code in _FOR_GOOD
        following = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if following is not None:
            following.method = req.get_method()
        return following


def _in_ascii(url: str) -> str:
    """The address as it goes over the wire.

    Raises:
        ValueError: If its host cannot be written so.
    """
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = quote(parts.path, safe=_SYNTAX), quote(parts.query, safe=f"{_SYNTAX}?")
    return urlunsplit((parts.scheme, host, path or "/", query, ""))
