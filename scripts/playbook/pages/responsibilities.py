"""Who answers for what: by activity, and by role."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.pages.blocks import UNSEARCHED, definitions, div, heading, joined, table
from playbook.pages.here import Here
from playbook.pages.text import anchored, listed, markdown, plain
from playbook.pages.wording import capital, within
from playbook.records.role import Activity, Responsibilities, Role

HEAD = ("Activity", "Accountable", "Responsible", "Asked", "Told")


def responsibility_matrix(here: Here, record: Responsibilities) -> str:
    """Give a table for each stage, then, for each role, what it answers for."""
    stages = dict.fromkeys(activity.stage for activity in record.activities)
    parts = [
        joined(
            heading(3, stage, f"stage-{anchored(stage)}"),
            table(HEAD, [_row(here, activity) for activity in record.activities if activity.stage == stage]),
        )
        for stage in stages
    ]
    return joined(
        heading(2, "By activity", "by-activity"),
        div("g-blocks g-resp", *parts),
        heading(2, "By role", f"by-role{UNSEARCHED}"),
        _by_role(here, record),
    )


def _row(here: Here, activity: Activity) -> tuple[str, ...]:
    people = ([activity.accountable], activity.responsible, activity.consulted, activity.informed)
    return markdown(activity.what), *(_roles(here, keys) for keys in people)


def _roles(here: Here, keys: Iterable[str]) -> str:
    return ", ".join(here.role(key) for key in keys) or "nobody"


def _by_role(here: Here, record: Responsibilities) -> str:
    answers: dict[str, list[str]] = {role.id: [] for role in here.library.all(Role)}
    for activity in record.activities:
        answers[activity.accountable].append(_short(activity))
    pairs = [(here.role(key), ". ".join(items) + ".") for key, items in answers.items() if items]
    others = [_the(here, key) for key, items in answers.items() if not items]
    verb = "answers" if len(others) == 1 else "answer"
    rest = f"{capital(listed(others))} {verb} for no row of this page." if others else ""
    return joined(div("g-with", definitions(pairs)), rest)


def _the(here: Here, key: str) -> str:
    return f"the {here.role(key, within(here.library.get(Role, key).title))}"


def _short(activity: Activity) -> str:
    return markdown(plain(activity.what).rstrip("."))
