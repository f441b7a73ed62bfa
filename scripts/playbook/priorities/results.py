"""What ranking a board gives. Field for field the JSON of `playbook board --format json` and of ranking.js."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Axis = Literal["lead", "others"]
Cut = Literal["in", "out", "run-off"]
Quadrant = Literal["start", "case", "listen", "park", "run-off"]
WhyNot = Literal["no ballot", "one ballot", "under two points", "all tied"]
WhyNotBoth = Literal["a side without ballots", "under three points", "one side ties all points"]

QUADRANTS: dict[Quadrant, str] = {
    "start": "Start here",
    "case": "Make the case",
    "listen": "Listen",
    "park": "Park",
    "run-off": "Run-off",
}
"""What each quadrant is called. Start here is the interview's advice (P03); the others are our own."""


@dataclass(frozen=True)
class GroupResult:
    """A group's agreement: `kendall` is W, 0 to 1; None says `why_not`. `few`: one or two ballots, but for the lead."""

    id: str
    name: str
    ballots: int
    kendall: float | None
    why_not: WhyNot | None
    few: bool


@dataclass(frozen=True)
class OthersResult:
    """The agreement of all ballots that are not the lead's, pooled."""

    ballots: int
    kendall: float | None
    why_not: WhyNot | None


@dataclass(frozen=True)
class ItemResult:
    """Where a point stands: scores 0 to 1 (1 hurts most), mid-ranks from 1 (highest), and None without ballots.

    `groups` has the score in each group with ballots. `firm`: the quadrant stays whichever ballot is left out; None if
    none could be.
    """

    id: str
    title: str
    lead: float | None
    others: float | None
    groups: dict[str, float]
    lead_rank: float | None
    others_rank: float | None
    lead_cut: Cut | None
    others_cut: Cut | None
    quadrant: Quadrant | None
    firm: bool | None


@dataclass(frozen=True)
class RunOff:
    """So many `places` at the cut, and the ids of the `items` that are tied for them, in the order of the board."""

    places: int
    items: tuple[str, ...]


@dataclass(frozen=True)
class RunOffs:
    """The run-off of each side, if it needs one."""

    lead: RunOff | None
    others: RunOff | None


@dataclass(frozen=True)
class Result:
    """A ranked board: `n` points, the top `k` of each side; `order` are the ids in Start here, in the order of work.

    `notes` are sentences about what was not counted.
    """

    n: int
    k: int
    groups: tuple[GroupResult, ...]
    others: OthersResult
    spearman: float | None
    spearman_why_not: WhyNotBoth | None
    items: tuple[ItemResult, ...]
    run_offs: RunOffs
    order: tuple[str, ...]
    notes: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Give the result as it stands in JSON."""
        return asdict(self)
