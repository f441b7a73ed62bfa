"""A path as rows of a table."""

from __future__ import annotations

from playbook.publish.onboarding.tasks import Plan, text
from playbook.records.evidence import bare

COLUMNS = (
    "horizon",
    "due",
    "owner",
    "kind",
    "task",
    "minutes",
    "done when",
    "waits for",
    "link",
    "verified",
    "stale",
)


def rows(plan: Plan) -> list[tuple[str | int, ...]]:
    """Give the columns' names, then a row for each task. `due` is a date, or without a start the working day."""
    found: list[tuple[str | int, ...]] = [COLUMNS]
    for _horizon, title, tasks in plan.horizons():
        for task in tasks:
            due = plan.due(task)
            found.append(
                (
                    title,
                    due.isoformat() if due else f"day {plan.path.due(task)}",
                    task.owner,
                    task.kind,
                    bare(text(task)),
                    task.minutes,
                    bare(task.evidence),
                    "; ".join(bare(text(other)) for other in plan.waits(task)),
                    plan.link(task),
                    task.verified.isoformat(),
                    "yes" if plan.stale(task) else "no",
                )
            )
    return found
