"""What ranking a board costs, in the browser's engine and in Python: as large as boards get, and half of that.

Printed by `make bench`; nothing fails here. A board is ranked anew with each ballot that comes in, and an interaction
has 50 ms until it is painted on a machine four times as slow: ranking must leave room in that.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import time
from pathlib import Path

from playbook.priorities.ranking import rank
from playbook.records.board import MOST_BALLOTS, MOST_ITEMS, Board
from tests.interchange import NODE

RUNNER = Path(__file__).with_name("board.mjs")
GROUPS = ("lead", "data-science", "business", "operations")
SIZES = ((15, 30), (30, 100), (MOST_ITEMS, 200), (MOST_ITEMS, MOST_BALLOTS))


def made(points: int, ballots: int) -> Board:
    """Make a board whose ballots agree by half, a fifth of them with ties."""
    chance = random.Random(points)
    ids = [f"p{place}" for place in range(1, points + 1)]

    def tiers() -> list[list[str]]:
        order = sorted(ids, key=lambda key: int(key[1:]) + chance.uniform(-points / 2, points / 2))
        size = 1 if chance.random() < 0.8 else 4
        return [order[start : start + size] for start in range(0, points, size)]

    cast = [{"voter": f"v{place}", "group": GROUPS[place % 4], "tiers": tiers()} for place in range(ballots)]
    items = [{"id": key, "title": f"Point {key}"} for key in ids]
    groups = [{"id": key, "name": key} for key in GROUPS]
    return Board.model_validate({"id": "b1", "title": "A board", "groups": groups, "items": items, "ballots": cast})


def main() -> None:
    """Measure and print."""
    for points, ballots in SIZES:
        board = made(points, ballots)
        done = subprocess.run([NODE, RUNNER], input=board.model_dump_json(), capture_output=True, text=True, check=True)
        ranking, rest = zip(*json.loads(done.stdout), strict=True)
        start = time.perf_counter()
        rank(board)
        python = time.perf_counter() - start
        limit = " (limit 20)" if ballots == 200 else ""
        print(
            f"rank, {points} points × {ballots} ballots: first {ranking[0]:.1f} ms, then "
            f"{statistics.median(ranking[10:]):.1f} ms{limit}; words and layout {statistics.median(rest[10:]):.1f} ms; "
            f"in Python {python * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
