"""Two roles that are taken for one another, side by side."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.pages.blocks import bullets, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.text import markdown, plain
from playbook.records.page import Comparison
from playbook.records.role import Role


def comparison(here: Here, record: Comparison) -> str:
    """Give the questions with both answers, then what each role decides and what it leaves to others.

    What the roles decide is taken from their pages, where its sources stand.
    """
    pair = [here.library.get(Role, key) for key in (record.left, record.right)]
    rows = [(markdown(item.question), markdown(item.left), markdown(item.right)) for item in record.differences]
    return joined(
        heading(2, "Side by side", "side-by-side"),
        div("g-pair", table(("Question", *(here.link(role) for role in pair)), rows)),
        heading(2, "Decides, and not mine", "remits"),
        div("g-remit", *(_decides(role) for role in pair)),
        div("g-remit", *(_not_mine(here, role) for role in pair)),
        f"The sources of these lists stand on the two pages: {here.link(pair[0])} and {here.link(pair[1])}.",
    )


def _decides(role: Role) -> str:
    return _part("g-decides", f"{role.title}: decides", f"decides-{role.id}", map(_said, role.decides))


def _not_mine(here: Here, role: Role) -> str:
    refused = (f"{_said(item.what)} {here.role(item.who)}" for item in role.not_mine)
    return _part("g-to", f"{role.title}: not mine", f"not-mine-{role.id}", refused)


def _part(classes: str, title: str, anchor: str, items: Iterable[str]) -> str:
    return div(classes, heading(3, markdown(title), anchor), bullets(items))


def _said(text: str) -> str:
    return markdown(plain(text))
