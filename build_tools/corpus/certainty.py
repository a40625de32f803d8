"""Which statements pages show by default: those of which the program is certain enough."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from build_tools.models import Attribution


def certain_enough(attribution: Attribution, shown_from: float) -> bool:
    """Whether a statement's confidence reaches the threshold. What has none is certain.

    Args:
        shown_from: The least confidence of what is shown, 0 to 1.
    """
    return attribution.confidence is None or attribution.confidence >= shown_from


def shown_parent(
    attribution: Attribution, by_id: Mapping[str, Attribution], shown: Collection[str]
) -> str | None:
    """The id of the nearest statement around this one that is shown, None where there is none.

    Args:
        by_id: All attributions of the article.
        shown: The ids of those that are shown.
    """
    seen = {attribution.id}
    parent = attribution.parent
    while parent in by_id and parent not in shown and parent not in seen:
        seen.add(parent)
        parent = by_id[parent].parent
    return parent if parent in shown else None
