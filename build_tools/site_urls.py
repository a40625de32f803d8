"""Where the site and its repository live, told by the environment, so that a fork needs no edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.errors import SiteError

LOCAL_SITE_URL = "http://127.0.0.1:8000/"


@dataclass(frozen=True, slots=True)
class SiteUrls:
    """The addresses that the shell and the pages need.

    Attributes:
        site: Absolute URL of the home page, with a slash at its end.
        repository: URL of the repository, None where it is not known.
        repository_name: `owner/name`, None where it is not known.
    """

    site: str
    repository: str | None = None
    repository_name: str | None = None


def site_urls(environment: Mapping[str, str]) -> SiteUrls:
    """Read the addresses from the environment.

    `SITE_URL` names the site. `GITHUB_REPOSITORY` (`owner/name`, set by GitHub Actions) names the
    repository and, without `SITE_URL`, the GitHub Pages address: `https://owner.github.io/name/`,
    or the root for a repository that is itself called `owner.github.io`. `GITHUB_SERVER_URL` is
    the host of the repository where it is not github.com.

    Args:
        environment: Usually `os.environ`.

    Raises:
        SiteError: If `SITE_URL` is not an absolute http(s) URL, or `GITHUB_REPOSITORY` is not
            `owner/name`.
    """
    site = environment.get("SITE_URL", "").strip()
    name = environment.get("GITHUB_REPOSITORY", "").strip()
    if site:
        parts = urlsplit(site)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise SiteError(f"SITE_URL is not an absolute http or https address: {site!r}")
    if not name:
        return SiteUrls(site=_with_slash(site or LOCAL_SITE_URL))
    owner, slash, project = name.partition("/")
    if not owner or not slash or not project or "/" in project:
        raise SiteError(f"GITHUB_REPOSITORY is not of the form owner/name: {name!r}")
    server = environment.get("GITHUB_SERVER_URL", "").strip() or "https://github.com"
    return SiteUrls(
        site=_with_slash(site or _pages_url(owner, project)),
        repository=f"{server.rstrip('/')}/{name}",
        repository_name=name,
    )


def _pages_url(owner: str, project: str) -> str:
    root = f"https://{owner.lower()}.github.io/"
    return root if project.lower() == f"{owner.lower()}.github.io" else f"{root}{project}/"


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"
