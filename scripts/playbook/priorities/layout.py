"""Where the numbered badges of the figure go, so that no two collide and each stands in its own quadrant.

docs/assets/tools/priorities/layout.js does the same; tests/data/ranking-vectors.json holds both to the same places.
"""

from __future__ import annotations

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
    stands where it would if it were out. Each takes the free slot nearest to its true place, in the board's order; of
    two that are as near, the one nearer to rank 1, so that what both sides rank alike is on the diagonal.
    """
    taken: set[tuple[int, int]] = set()
    badges = []
    for number, item in enumerate(result.items, 1):
        if item.lead_rank is None or item.others_rank is None or item.quadrant is None:
            return ()
        lead = _place(item.lead_rank, item.lead_cut, result)
        others = _place(item.others_rank, item.others_cut, result)
        slots = ((down, left) for down in _half(item.lead_cut) for left in _half(item.others_cut))
        down, left = min(
            (slot for slot in slots if slot not in taken),
            key=lambda slot: (slot[0] + 0.5 - lead) ** 2 + (slot[1] + 0.5 - others) ** 2,
        )
        taken.add((down, left))
        x, y = LEFT + SIZE - left * SLOT - SLOT // 2, TOP + down * SLOT + SLOT // 2
        badges.append(Badge(item.id, number, x, y, item.quadrant, RADIUS))
    return tuple(badges)


def _half(cut: Cut | None) -> range:
    """Give the slots of a side, counted from rank 1, in which a point may stand."""
    return range(SLOTS) if cut == "in" else range(SLOTS, 2 * SLOTS)


def _place(rank: float, cut: Cut | None, result: Result) -> float:
    """Give how far from the edge of rank 1 a point belongs, in slots: in the first half what is in, else the second."""
    if cut == "in":
        return (rank - 0.5) / result.k * SLOTS
    return SLOTS + (rank - 0.5 - result.k) / (result.n - result.k) * SLOTS
