"""Any two roles side by side: the element with all roles, and a table of them for who reads without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from playbook.pages.blocks import UNSEARCHED, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.island import element
from playbook.pages.text import markdown, plain
from playbook.records.page import Comparison
from playbook.records.role import Role, Skill

SIDES = {"a": ("One role", "mlops-engineer"), "b": ("The other", "ml-engineer")}
"""What is chosen, by its name in the address: its label, and the role that stands there first."""
SAYS = {
    "caption": "What each decides and what it leaves to others. The sources stand on the pages of the two roles.",
    "own": "These two have a page of their own: ",
    "same": "Choose two different roles.",
}
"""What the tool says besides what the records say."""
HEAD = ("Role", "What for", "First of all decides", "Deep skills")
MEANWHILE = "Choosing two roles needs scripts. Without them, the table below has all of them."


def compare_any(here: Here) -> str:
    """Give the comparison of any two roles, then all roles with purpose, first decision and deep skills."""
    return joined(
        heading(2, "Side by side", "side-by-side"),
        element(here, "compare", island(here), MEANWHILE, parts=_form(here)),
        heading(2, "All roles in one table", f"all-roles{UNSEARCHED}"),
        div("g-blocks g-roles", table(HEAD, (_row(here, role) for role in _roles(here)))),
    )


def island(here: Here) -> dict[str, Any]:
    """Give what the element needs: the roles without their marks, which stand on the roles' own pages."""
    library = here.library
    roles = _roles(here)
    skills = {key for role in roles for key in (*role.skills.deep, *role.skills.broad)}
    return {
        "says": SAYS,
        "roles": [_sent(here, role) for role in roles],
        "skills": {skill.id: skill.name for skill in library.all(Skill) if skill.id in skills},
        "together": [pair for role in roles for pair in _pairs(here, role)],
        "pages": [
            {"of": [page.left, page.right], "title": page.title, "href": here.href(library.file_of(page))}
            for page in library.all(Comparison)
        ],
    }


def _form(here: Here) -> str:
    """Give the two selects, and the place of the answer, which docs/assets/tools/compare.js fills."""
    fields = "".join(
        f'<div class="g-field"><label class="g-field__asks" for="compare-{name}">{label}</label>'
        f'<select id="compare-{name}" name="{name}">{_options(here, "Seats", "seat", first)}'
        f"{_options(here, 'Hats', 'hat', first)}</select></div>"
        for name, (label, first) in SIDES.items()
    )
    return (
        f'<div class="g-form">{fields}</div>'
        '<div class="g-answer"><p class="g-answer__said" role="status" aria-live="polite"></p></div>'
    )


def _options(here: Here, label: str, holds: str, first: str) -> str:
    options = "".join(
        f'<option value="{role.id}"{" selected" * (role.id == first)}>{escape(role.title)}</option>'
        for role in _roles(here)
        if role.holds == holds
    )
    return f'<optgroup label="{label}">{options}</optgroup>'


def _roles(here: Here) -> list[Role]:
    return sorted(here.library.all(Role), key=lambda role: (role.holds == "hat", role.order))


def _sent(here: Here, role: Role) -> dict[str, Any]:
    return {
        "id": role.id,
        "title": role.title,
        "holds": role.holds,
        "href": here.href(here.library.file_of(role)),
        "purpose": plain(role.purpose),
        "decides": [plain(item) for item in role.decides],
        "notMine": [[plain(item.what), item.who] for item in role.not_mine],
        "deep": role.skills.deep,
        "broad": role.skills.broad,
        "measures": [plain(item) for item in role.measures],
    }


def _pairs(here: Here, role: Role) -> Iterator[dict[str, Any]]:
    """Give whether one person may hold `role` and another, and why: each pair once, by the role that stands first."""
    for can, pairs in ((True, role.combines_with), (False, role.conflicts_with)):
        for pair in pairs:
            other = here.library.get(Role, pair.who)
            if (other.order, other.id) > (role.order, role.id):
                yield {"of": [role.id, pair.who], "can": can, "why": plain(pair.why)}


def _row(here: Here, role: Role) -> tuple[str, str, str, str]:
    deep = [here.library.get(Skill, key).name for key in role.skills.deep]
    return (
        f"{here.role(role.id)}, {role.holds}",
        markdown(plain(role.purpose)),
        markdown(plain(role.decides[0])),
        markdown(", ".join(deep)),
    )
