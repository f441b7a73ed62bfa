"""A ranked board as rows for people: by quadrant, with the gap, the split between groups, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.priorities.ranks import doubled_ranks
from playbook.priorities.results import QUADRANTS, ItemResult, Quadrant, Result
from playbook.records.board import LEAD, Board, Item

DO: dict[Quadrant, str] = {
    "start": "both rank it high: begin here",
    "case": "only the lead sees it: bring a number",
    "listen": "only the others feel it: go and watch",
    "park": "low on both: write down when to look again",
    "run-off": "a tie at the line: vote again on these",
}
"""What to do with the points of a quadrant. Start here: P03; the rest is our own advice."""

UNRANKED = "Not ranked yet"
WIDE = 0.6
"""A gap of this share of the list is news: one side knows what the other does not. Our own advice."""

TOLD = ("chosen", "in progress", "verified", "dropped")
"""States that are worth telling; until then a point is there to be ranked."""


@dataclass(frozen=True)
class Row:
    """A point: its `number` on the board from 1, the `gap` between its two ranks, and each group's own rank of it.

    `split` holds (name of the group, mid-rank) if several groups of the others voted. `wide`: the gap is news.
    """

    number: int
    item: Item
    placed: ItemResult
    gap: float | None
    wide: bool
    split: tuple[tuple[str, float], ...]

    @property
    def flips(self) -> bool:
        """Whether one ballot less could move it. A point in a run-off moves anyway."""
        return self.placed.firm is False and self.placed.quadrant != "run-off"

    def facts(self) -> Iterator[str]:
        """Give what to know besides the two ranks, each a phrase: split, days and effort, firm or not, state."""
        if self.split:
            yield ", ".join(f"{name} {shown(rank)}" for name, rank in self.split)
        yield work(self.item)
        if self.placed.firm is not None and self.placed.quadrant != "run-off":
            yield "could flip" if self.flips else "firm"
        if self.item.status in TOLD:
            yield self.item.status


@dataclass(frozen=True)
class Section:
    """The rows of a quadrant, or those that have no place yet (`quadrant` is None), and what to `do` with them."""

    quadrant: Quadrant | None
    name: str
    do: str
    rows: tuple[Row, ...]


def sections(board: Board, result: Result) -> tuple[Section, ...]:
    """Give the quadrants that have points, each sorted by the sum of both ranks."""
    rows = _rows(board, result)
    found = (
        Section(key, name, DO[key] if key else "", tuple(sorted(mine, key=_sum)))
        for key, name in (*QUADRANTS.items(), (None, UNRANKED))
        if (mine := [row for row in rows if row.placed.quadrant == key])
    )
    return tuple(found)


def _rows(board: Board, result: Result) -> list[Row]:
    names = {group.id: group.name for group in result.groups if group.id != LEAD and group.ballots}
    ranks = {key: doubled_ranks([item.groups[key] for item in result.items]) for key in names}
    rows = []
    for index, (item, placed) in enumerate(zip(board.items, result.items, strict=True)):
        gap = _gap(placed)
        split = tuple((name, ranks[key][index] / 2) for key, name in names.items()) if len(names) > 1 else ()
        rows.append(Row(index + 1, item, placed, gap, gap is not None and gap >= WIDE * result.n, split))
    return rows


def _gap(item: ItemResult) -> float | None:
    return None if item.lead_rank is None or item.others_rank is None else abs(item.lead_rank - item.others_rank)


def _sum(row: Row) -> float:
    return (row.placed.lead_rank or 0) + (row.placed.others_rank or 0)


def shown(rank: float | None) -> str:
    """Give a mid-rank: 3, 4.5, or a dash while a side has no ballots."""
    return "–" if rank is None else f"{rank:g}"


def work(item: Item) -> str:
    """Give the days to the first win and the effort: `8 days, S`."""
    days = "days unknown" if item.days is None else "1 day" if item.days == 1 else f"{item.days} days"
    return f"{days}, {item.effort or 'effort unknown'}"


def state(item: Item) -> str:
    """Give a state that is worth telling as ` (verified)`, or nothing."""
    return f" ({item.status})" if item.status in TOLD else ""
