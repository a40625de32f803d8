"""Tells who speaks where in an article, as far as it has been read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from build_tools.annotate.coreference_types import Markable
from build_tools.models import Attribution, Span

# No statement reaches further, in characters; what does is no prose.
_LONGEST = 20_000


class Statements:
    """The statements of one article, with the keys of their sources where these are known."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._ordered = sorted(attributions, key=_place)
        self._cues = [_place(one)[0] for one in self._ordered]
        self._sources = sorted(
            (one.source[0], one.id) for one in attributions if len(one.source) == 1
        )
        self._contents = sorted(
            (span, number) for number, one in enumerate(self._ordered) for span in one.content
        )
        self._speakers: dict[str, str] = {}

    def is_source(self, span: Span) -> bool:
        """Whether a span is all of a source."""
        at = bisect_left(self._sources, (span, ""))
        return at < len(self._sources) and self._sources[at][0] == span

    def note(self, markable: Markable) -> None:
        """Remember whom the first phrase of a source stands for."""
        if not markable.is_whole:
            return
        for (start, end), identifier in reversed(
            self._sources[: bisect_right(self._sources, ((markable.start + 1, 0), ""))]
        ):
            if start < markable.start - _LONGEST // 10:
                return
            if markable.start < end:
                self._speakers.setdefault(identifier, markable.key)

    def holder(self, offset: int) -> Attribution | None:
        """The innermost statement whose content holds an offset."""
        last = bisect_right(self._contents, ((offset + 1, 0), 0))
        best: tuple[int, int] | None = None
        for (start, end), number in reversed(self._contents[:last]):
            if start < offset - _LONGEST:
                break
            if offset < end:
                size = sum(b - a for a, b in self._ordered[number].content)
                best = min(best or (size, number), (size, number))
        return self._ordered[best[1]] if best is not None else None

    def speaker_of(self, statement: Attribution) -> str | None:
        """The key of a statement's source, None where it is not known yet."""
        return self._speakers.get(statement.id)

    def speaker(self, offset: int) -> str | None:
        """The key of whoever makes the innermost statement around an offset."""
        holder = self.holder(offset)
        return self.speaker_of(holder) if holder is not None else None

    def last_speaker(self, offset: int) -> str | None:
        """The key of the source of the last statement whose cue stands before an offset."""
        for at in range(bisect_left(self._cues, offset) - 1, -1, -1):
            key = self.speaker_of(self._ordered[at])
            if key is not None or self._cues[at] < offset - _LONGEST:
                return key
        return None


def _place(one: Attribution) -> Span:
    return (one.cue or one.content or one.source or ((0, 0),))[0]
