"""Boards in short that together take every branch of the ranking, in both languages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

USUAL = ("lead: MLOps lead", "data-science: Data scientists", "business: Business")


@dataclass(frozen=True)
class Case:
    """A board in short: `points` are ids, with days, effort and status behind if known ("a 5 S verified").

    A ballot is "group: a b, c" for a and b in one tier above c; with "12 group: …" twelve people hand it in.
    """

    name: str
    points: tuple[str, ...]
    ballots: tuple[str, ...] = ()
    groups: tuple[str, ...] = USUAL
    top: int | None = None
    decided: dict[str, list[str]] = field(default_factory=dict)

    def board(self) -> dict[str, Any]:
        """Give the board as a file holds it."""
        ballots = [each for text in self.ballots for each in _ballots(text)]
        return {
            "format": "playbook-board/1",
            "id": "b1",
            "title": "A board",
            "top": self.top,
            "groups": [dict(zip(("id", "name"), text.split(": "), strict=True)) for text in self.groups],
            "items": [_point(text) for text in self.points],
            "ballots": [{"voter": f"v{place}", "number": 1, **each} for place, each in enumerate(ballots, 1)],
            "decided": {"lead": [], "others": [], **self.decided},
        }


def _point(text: str) -> dict[str, Any]:
    key, *more = text.split()
    return {
        "id": key,
        "title": f"Point {key}",
        **dict(map(_fact, more)),
    }


def _fact(word: str) -> tuple[str, Any]:
    if word.isdigit():
        return "days", int(word)
    return "effort" if word in "SML" else "status", word


def _ballots(text: str) -> list[dict[str, Any]]:
    who, ranked = text.split(": ")
    count, _space, group = who.rpartition(" ")
    return [{"group": group, "tiers": [tier.split() for tier in ranked.split(", ")]}] * int(count or 1)


def _crowd(points: int, ballots: int, seed: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make points, and ballots that agree by half, with ties and points left out."""
    made = random.Random(seed)
    ids = [f"p{place}" for place in range(1, points + 1)]
    cast = []
    for place in range(ballots):
        ranked = sorted(ids, key=lambda key: int(key[1:]) + made.uniform(-points / 3, points / 3))
        ranked = ranked[: made.randint(points // 3, points)]
        text = "".join(key + made.choice((", ", ", ", " ")) for key in ranked).strip(", ")
        cast.append(f"{('lead', 'data-science', 'business', 'operations')[place % 4]}: {text}")
    return tuple(f"{key} {made.randint(1, 90)} {made.choice('SML')}" for key in ids), tuple(cast)


ABC = ("a", "b", "c")
FIVE = ("a", "b", "c", "d", "e")
SIX = ("a", "b", "c", "d", "e", "f")
WIDE = (*USUAL, "operations: Operations")
TIED = ("lead: a b c, d e f", "data-science: a, b, c, d, e, f")

CASES: tuple[Case, ...] = (
    Case("an empty board", ()),
    Case("points and no ballot", ABC),
    Case("one point", ("a",), ("lead: a", "2 business: a")),
    Case("one point, one ballot on each side", ("a",), ("lead: a", "business: a")),
    Case("two points", ("a", "b"), ("lead: a, b", "business: b, a")),
    Case("only the lead has voted", ABC, ("lead: a, b, c",)),
    Case("only the others have voted", ABC, ("2 business: a, b, c",)),
    Case(
        "four quadrants, in the order of work",
        ("a 20 L", "b 3 S", "c", "d", "e", "f", "g", "h", "i"),
        ("lead: b, a, c, d, e, f, g, h, i", "2 data-science: a, b, d, c, e, f, g, h, i", "3 business: b, a, d, c"),
    ),
    Case(
        "twelve data scientists do not drown two business people",
        SIX,
        ("lead: a, b", "12 data-science: c, d, e, f, a, b", "2 business: a, b, e, f, c, d"),
    ),
    Case("a group without ballots is left out of the mean", SIX, ("lead: a, b", "3 data-science: a, c"), WIDE),
    Case("ties inside the top are no run-off", SIX, ("lead: a b, c, d", "3 business: a b, c d"), top=2),
    Case("a run-off on the lead's side", SIX, TIED),
    Case("a run-off on the others' side", SIX, ("lead: a, b", "2 business: a, b, c", "2 business: a, c, b")),
    Case("a run-off on both sides", SIX, ("lead: a b c", "2 business: d e f")),
    Case("a run-off for several places", SIX, ("lead: a, b c d e, f", "business: a, b, c"), top=3),
    Case("a run-off that was decided", SIX, TIED, decided={"lead": ["c", "a"]}),
    Case("decided too few", SIX, TIED, decided={"lead": ["c"]}),
    Case("decided too many", SIX, TIED, decided={"lead": ["a", "b", "c"]}),
    Case("decided for a point that is not tied", SIX, TIED, decided={"lead": ["a", "d"]}),
    Case("decided for a point that is not on the board", SIX, TIED, decided={"lead": ["a", "z"]}),
    Case("decided where nothing is tied", SIX, TIED, decided={"lead": ["a", "b"], "others": ["a"]}),
    Case("decided on a side without ballots", ABC, ("business: a",), decided={"lead": ["a", "b"]}),
    Case(
        "decided, ignored, and fitting when a ballot is left out",
        ("a", "b", "c", "d"),
        ("lead: a", "lead: b", "business: a, b, c, d", "2 data-science: a, b, c, d"),
        decided={"lead": ["a"]},
    ),
    Case(
        "what is verified or dropped is no work",
        ("a 9 L", "b 1 S verified", "c 2 S dropped", "d 3 M"),
        ("lead: a b c d", "business: a b c d"),
        top=4,
    ),
    Case("decided twice for the same", SIX, TIED, decided={"lead": ["a", "a", "b"]}),
    Case("more at the top than there are points", ABC, ("lead: a, b", "2 business: c, b"), top=60),
    Case("one at the top", ABC, ("lead: a, b", "2 business: c, b", "business: b"), top=1),
    Case("everything level", ABC, ("lead: a b c", "2 business: a b c")),
    Case("the others level", SIX, ("lead: a, b, c", "3 business: a b c d e f")),
    Case(
        "two ballots that turn each other round",
        ("a", "b", "c", "d"),
        ("lead: a", "business: a, b, c, d", "business: d, c, b, a"),
    ),
    Case("the sides turn each other round", SIX, ("lead: a, b, c, d, e, f", "4 business: f, e, d, c, b, a")),
    Case(
        "three that agree in part",
        SIX,
        ("lead: a", "business: a, b, c, d, e, f", "business: c, a, b, f, d, e", "business: b, d, a, c, f, e"),
    ),
    Case("two leads", SIX, ("lead: a, b, c", "lead: a, c, b", "3 data-science: a, b, c"), top=2),
    Case(
        "one ballot could flip the rest",
        SIX,
        ("lead: a, b", "data-science: a, b", "data-science: c, d", "data-science: a, c"),
    ),
    Case("points that a ballot does not name share the last tier", SIX, ("lead: c", "3 business: c, d")),
    Case(
        "ballots that cannot be counted",
        ABC,
        ("lead: a", "business: a", "strangers: a", "business: z", "2 strangers: b"),
    ),
    Case(
        "a ballot with ids that are gone, and one twice",
        ABC,
        ("lead: z, a, b", "2 business: b, a b, z c", "business: c c, c a"),
    ),
    Case(
        "scores that are equal but for rounding",
        ("a", "b", "c", "d", "e"),
        ("lead: a", "3 data-science: a, b, c, d, e", "7 business: b, a, d, c, e", "business: c"),
        WIDE,
    ),
    Case(
        "W at half of a hundredth",
        FIVE,
        (
            "lead: a",
            "business: a, e, b, c, d",
            "business: b, e, a, d, c",
            "business: e, d, a, b, c",
            "business: b, a, e, d, c",
        ),
    ),
    Case(
        "agreement that rounding holds just under a threshold",
        FIVE,
        ("lead: a", "business: c, b, d, e, a", "business: c, d, e, a, b", "business: c, d, e, a, b"),
    ),
    Case(
        "contradiction that rounding holds just under one",
        FIVE,
        ("lead: a", "business: a, b, c, e, d", "business: c, e, b, d, a"),
    ),
    Case(
        "order by effort, by both scores, by the board",
        ("a 5 M", "b 5 S", "c 5 S", "d 5", "e S", "f 2 L"),
        ("lead: c, b, a, d, e, f", "business: c, b, d, a, f, e"),
        top=6,
    ),
    Case("fifteen points of four groups", *_crowd(15, 22, 15), groups=WIDE),
    Case("sixty points", *_crowd(60, 9, 60), groups=WIDE),
    Case(
        "sixty points in one quadrant",
        _crowd(60, 0, 1)[0],
        ("lead: p1, p2, p3, p4 p5", "business: p1, p2 p3, p4, p5"),
        top=60,
    ),
)
