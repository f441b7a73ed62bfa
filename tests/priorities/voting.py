"""Boards for Hypothesis, and what the browser's modules answer for them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from playbook.records.board import MOST_ITEMS, Ballot, Board, Decided, Group, Item
from tests.interchange import NODE

RUNNER = Path(__file__).with_name("ranking.mjs")
often = settings(max_examples=60, deadline=None)
GROUPS = ("lead", "data-science", "business", "operations")


def in_node(boards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the result, the words and the layout of each board, from the browser's modules in one process."""
    done = subprocess.run(
        [NODE, RUNNER], input=json.dumps(boards), capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def board(ids: Sequence[str], ballots: Sequence[tuple[str, Sequence[Sequence[str]]]], **more: Any) -> Board:
    """Make a board with ballots given as (group, tiers)."""
    cast = tuple(
        Ballot(voter=f"v{place}", group=group, tiers=tuple(tuple(tier) for tier in tiers))
        for place, (group, tiers) in enumerate(ballots, 1)
    )
    items = tuple(Item(id=each, title=f"Point {each}") for each in ids)
    groups = tuple(Group(id=each, name=each.title()) for each in GROUPS)
    return Board(**{"id": "b1", "title": "A board", "groups": groups, "items": items, "ballots": cast, **more})


@st.composite
def tiers(draw: st.DrawFn, ids: Sequence[str]) -> list[list[str]]:
    """Draw a ranking in tiers, of some of the points; at least one."""
    named = draw(st.permutations(ids))[: draw(st.integers(1, len(ids)))]
    found: list[list[str]] = []
    for each in named:
        if found and draw(st.integers(0, 2)) == 0:
            found[-1].append(each)
        else:
            found.append([each])
    return found


def strict(ids: Sequence[str]) -> st.SearchStrategy[list[list[str]]]:
    """Draw a ranking of all points without ties."""
    return st.permutations(ids).map(lambda order: [[each] for each in order])


@st.composite
def boards(
    draw: st.DrawFn, points: int = 8, ballots: int = 8, groups: Sequence[str] = GROUPS, decided: bool = True
) -> Board:
    """Draw a board of up to so many points and ballots, often with decisions that fit or do not."""
    ids = [f"p{place}" for place in range(1, draw(st.integers(1, points)) + 1)]
    cast = draw(st.lists(st.tuples(st.sampled_from(groups), tiers(ids)), max_size=ballots))
    some = st.lists(st.sampled_from(ids), max_size=3, unique=True).map(tuple) if decided else st.just(())
    top = draw(st.none() | st.integers(1, min(points + 1, MOST_ITEMS)))
    return board(ids, cast, top=top, decided=Decided(lead=draw(some), others=draw(some)))
