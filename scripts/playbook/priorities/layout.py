"""Where the numbered badges of the figure go, so that no two collide and each stands in its own quadrant.

docs/assets/tools/priorities/layout.js does the same; tests/data/ranking-vectors.json holds both to the same places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.priorities.results import Cut, Quadrant, Result

WIDTH = 360
"""Of the view box, in its units, as all lengths here."""
LEFT, TOP, SIZE = 30, 30, 320
"""The square plot: x and y of its top left corner, and its side. What is around it is for the names and the axes."""
SLOTS = 8
"""So many slots in a row and in a column of each quadrant: 64, and a board holds 60 points."""
SLOT = SIZE // 2 // SLOTS
RADIUS = SLOT // 2 - 1


@dataclass(frozen=True)
class Badge:
    """A point in the figure: its `number` on the board from 1, its centre and radius, and its quadrant."""

    id: str
    number: int
    x: int
    y: int
    quadrant: Quadrant
    r: int


def layout(result: Result) -> tuple[Badge, ...]:
    """Give the badges in the order of the board; none while a side has no ballots.

    Rank 1 is at the top (lead) and at the right (others), the cut is the middle line on both axes. A point in run-off
    stands where it would if it were out. Each takes the free slot nearest to its true place, in the board's order.
    """
    taken: set[tuple[int, int]] = set()
    badges = []
    for index, item in enumerate(result.items):
        if item.lead_rank is None or item.others_rank is None or item.quadrant is None:
            return ()
        down, left = item.lead_cut != "in", item.others_cut != "in"
        y = _place(item.lead_rank, item.lead_cut, result)
        x = 2 * SLOTS - _place(item.others_rank, item.others_cut, result)
        rows = range(SLOTS, 2 * SLOTS) if down else range(SLOTS)
        columns = range(SLOTS) if left else range(SLOTS, 2 * SLOTS)
        free = ((row, column) for row in rows for column in columns if (row, column) not in taken)
        row, column = _nearest(free, y, x)
        taken.add((row, column))
        middle = SLOT // 2
        badges.append(
            Badge(item.id, index + 1, LEFT + column * SLOT + middle, TOP + row * SLOT + middle, item.quadrant, RADIUS)
        )
    return tuple(badges)


def _place(rank: float, cut: Cut | None, result: Result) -> float:
    """Give how far from the edge of rank 1 a point belongs, in slots: in the first half what is in, else the second."""
    if cut == "in":
        return min((rank - 0.5) / result.k, 1) * SLOTS
    return SLOTS + max((rank - 0.5 - result.k) / (result.n - result.k), 0) * SLOTS


def _nearest(slots: Iterable[tuple[int, int]], y: float, x: float) -> tuple[int, int]:
    return min(slots, key=lambda slot: (slot[0] + 0.5 - y) ** 2 + (slot[1] + 0.5 - x) ** 2)
