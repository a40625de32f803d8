"""Where the site and its repository live: told by the environment, so that a fork needs no edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.errors import SiteError

LOCAL_SITE_URL = "http://127.0.0.1:8000/"


@dataclass(frozen=True, slots=True)
class SiteUrls:
    """The addresses that the shell and the pages need, and the name that goes with them.

    Attributes:
        site: Absolute URL of the home page, with a slash at its end.
        repository: URL of the repository, None where it is not known.
        repository_name: `owner/name`, None where it is not known.
        name: What the site is called.
    """

    site: str
    repository: str | None = None
    repository_name: str | None = None
    name: str = "Sourcebook"


def site_urls(
    environment: Mapping[str, str],
    *,
    name: str = "Sourcebook",
    site: str | None = None,
    repository: str | None = None,
    repository_name: str | None = None,
) -> SiteUrls:
    """The addresses as given, else as the environment has them.

    `SITE_URL` names the site. `GITHUB_REPOSITORY` (`owner/name`, set by GitHub Actions) names the
    repository and, without `SITE_URL`, the GitHub Pages address: `https://owner.github.io/name/`,
    or the root for a repository that is itself called `owner.github.io`. `GITHUB_SERVER_URL` is
    the host of the repository where it is not github.com.

    Args:
        environment: Usually `os.environ`.
        name: What the site is called.
        site, repository, repository_name: What mkdocs.yml gives, which goes before the environment.

    Raises:
        SiteError: If the site's address is not an absolute http(s) URL, or `GITHUB_REPOSITORY` is
            not `owner/name`.
    """
    asked = environment.get("SITE_URL", "").strip()
    for told, address in (("SITE_URL", asked), ("site_url", site), ("repo_url", repository)):
        if address and not _is_absolute(address):
            raise SiteError(f"{told} is not an absolute http or https address: {address!r}")
    full_name = environment.get("GITHUB_REPOSITORY", "").strip()
    pages = None
    if full_name:
        owner, slash, project = full_name.partition("/")
        if not owner or not slash or not project or "/" in project:
            raise SiteError(f"GITHUB_REPOSITORY is not of the form owner/name: {full_name!r}")
        server = environment.get("GITHUB_SERVER_URL", "").strip() or "https://github.com"
        pages = _pages_url(owner, project)
        if not repository:
            repository, repository_name = f"{server.rstrip('/')}/{full_name}", full_name
    return SiteUrls(
        _with_slash(site or asked or pages or LOCAL_SITE_URL),
        repository.rstrip("/") if repository else None,
        repository_name or (_last_two(repository) if repository else None),
        name,
    )


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _last_two(address: str) -> str:
    """`owner/name` of a repository's address, as far as it has so much."""
    return "/".join(urlsplit(address).path.strip("/").split("/")[-2:]) or address


def _pages_url(owner: str, project: str) -> str:
    root = f"https://{owner.lower()}.github.io/"
    return root if project.lower() == f"{owner.lower()}.github.io" else f"{root}{project}/"


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"
