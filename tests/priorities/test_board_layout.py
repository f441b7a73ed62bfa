"""The figure's badges: none touches another, each stands in its own quadrant, and always in the same place."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from playbook.priorities.layout import LEFT, SIZE, TOP, WIDTH, layout
from playbook.priorities.ranking import rank
from playbook.priorities.results import ItemResult
from playbook.records.board import MOST_ITEMS, Board
from tests.priorities.voting import board, boards, often

MIDDLE = SIZE // 2


def inside(item: ItemResult) -> tuple[range, range]:
    """Give the x and y that belong to a point's quadrant; in run-off it counts as out."""
    right, up = item.others_cut == "in", item.lead_cut == "in"
    x, y = LEFT + MIDDLE * right, TOP + MIDDLE * (not up)
    return range(x, x + MIDDLE + 1), range(y, y + MIDDLE + 1)


@often
@given(boards(points=MOST_ITEMS, ballots=5))
def test_badges(drawn: Board) -> None:
    result = rank(drawn)
    badges = layout(result)
    assert badges == layout(result)
    if any(item.quadrant is None for item in result.items):
        assert badges == ()
        return
    assert [badge.id for badge in badges] == [item.id for item in drawn.items]
    assert [badge.number for badge in badges] == list(range(1, len(badges) + 1))
    for one, other in combinations(badges, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (one.r + other.r) ** 2, (one, other)
    for badge, item in zip(badges, result.items, strict=True):
        columns, rows = inside(item)
        assert {badge.x - badge.r, badge.x + badge.r} <= set(columns), badge
        assert {badge.y - badge.r, badge.y + badge.r} <= set(rows), badge
        assert badge.quadrant == item.quadrant


@often
@given(st.integers(1, MOST_ITEMS), st.sampled_from([1, None, MOST_ITEMS]))
def test_all_in_one_place(points: int, top: int | None) -> None:
    """The worst that can be: both sides have all points level, and so all want the same slot."""
    ids = [f"p{place}" for place in range(1, points + 1)]
    badges = layout(rank(board(ids, [("lead", [ids]), ("business", [ids])], top=top)))
    assert len({(badge.x, badge.y) for badge in badges}) == points


def test_rank_one_is_at_the_top_and_at_the_right() -> None:
    ids = [f"p{place}" for place in range(1, 13)]
    order = [[each] for each in ids]
    badges = layout(rank(board(ids, [("lead", order), ("business", order)])))
    first, last = badges[0], badges[-1]
    assert (first.x + first.r, first.y - first.r) == (LEFT + SIZE - 1, TOP + 1)
    assert (last.x - last.r, last.y + last.r) == (LEFT + 1, TOP + SIZE - 1)
    assert LEFT + SIZE < WIDTH
    assert all(badge.x - LEFT == TOP + SIZE - badge.y for badge in badges), "what is ranked alike is on the diagonal"
    assert [badge.id for badge in sorted(badges, key=lambda badge: -badge.x)] == ids
