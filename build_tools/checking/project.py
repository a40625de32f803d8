"""Everything that `sourcebook check` checks, in order."""

from __future__ import annotations

from build_tools.checking.ids import check_ids
from build_tools.checking.problems import Findings, Report
from build_tools.checking.published import Published
from build_tools.checking.seeds import check_seeds
from build_tools.checking.site import check_data, check_site_links, is_built
from build_tools.settings import Settings


def check_project(
    settings: Settings, base_path: str, published: Published | None = None
) -> Report:
    """Check seeds, registry, corrections, the built site's data and links, and published ids.

    Args:
        base_path: The path the site is served under ("/", "/some-repo/").
        published: The ids to compare with; None for none.

    Returns:
        All problems; one in the seeds does not hide those of the site.
    """
    findings = Findings(settings.root)
    corpus = check_seeds(settings, findings)
    if is_built(settings.site):
        check_data(settings, findings)
        check_site_links(settings, base_path, findings)
    else:
        findings.notes.append("links: no site is built yet; `sourcebook build` makes one")
    if published is not None:
        check_ids(published, corpus, settings, findings)
    return findings.report()
