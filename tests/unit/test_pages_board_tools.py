"""What the board as a tool gets from the page: our points, what its fields may say, and where others find it."""

from __future__ import annotations

from pathlib import PurePath

from playbook.pages.board_tools import board_island, board_tool
from playbook.pages.here import Here
from playbook.priorities.repository import of_playbook
from playbook.records.library import Library
from playbook.records.role import Role

PAGE = PurePath("priorities/board.md")


def test_the_island(library: Library) -> None:
    kept = of_playbook(library)
    assert kept is not None
    island = board_island(Here(library, PAGE))
    assert [point["id"] for point in island["points"]] == [item.id for item in kept.board.items]
    assert set(island["roles"]) == {role.title for role in library.all(Role)}
    assert len(island["components"]) == 10
    assert island["ballot"] == "../ballot/"
    assert island["before"] == "../before-after/"
    assert island["published"] == f"{library.organisation.site.url}priorities/board/"


def test_text_cannot_end_the_element(library: Library) -> None:
    html = board_tool(Here(library, PAGE))
    data = html.split('<script type="application/json">')[1].split("</script>")[0]
    assert "<" not in data
    assert html.count("</script>") == 1
