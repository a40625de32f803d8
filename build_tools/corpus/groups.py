"""Puts things into groups by joining them two at a time (a disjoint-set forest)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing", bound=Any)


class Groups(Generic[Thing]):
    """Things, each at first in a group of its own. The least of a group stands for it.

    Args:
        things: Without repetition; they can be compared with each other.
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self._leader = {thing: thing for thing in things}

    def __contains__(self, thing: object) -> bool:
        return thing in self._leader

    def leader(self, thing: Thing) -> Thing:
        """What stands for the group of `thing`."""
        while self._leader[thing] != thing:
            thing = self._leader[thing]
        return thing

    def join(self, one: Thing, other: Thing) -> tuple[Thing, Thing] | None:
        """Make one group of two.

        Returns:
            The leader that stays and the one that stood for the other group; None for one group.
        """
        first, second = sorted((self.leader(one), self.leader(other)))
        if first == second:
            return None
        self._leader[second] = first
        return first, second

    def members(self) -> dict[Thing, list[Thing]]:
        """Leader -> its group, in the order in which the things were given."""
        result: dict[Thing, list[Thing]] = {}
        for thing in self._leader:
            result.setdefault(self.leader(thing), []).append(thing)
        return result
