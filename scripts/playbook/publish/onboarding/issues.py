"""A path as Markdown issues, one for each horizon and owner, and the commands that would create them."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from playbook.publish.marked import markdown
from playbook.publish.onboarding.tasks import Plan, lower, said, text
from playbook.records.path import Task
from playbook.workshops.words import span


@dataclass(frozen=True)
class Issue:
    """`name` is that of its file; `body` is Markdown; `due` is known where the start is."""

    name: str
    title: str
    body: str
    due: datetime.date | None


def issues(plan: Plan) -> list[Issue]:
    """Give an issue for each horizon and owner that has tasks, in the order of the path."""
    found = []
    for number, (horizon, title, tasks) in enumerate(plan.horizons(), 1):
        for owner, own in plan.owners(tasks):
            found.append(
                Issue(
                    f"{plan.path.id}-{number:02d}-{horizon}-{owner}.md",
                    f"{plan.path.title}: {lower(title)}, for the {owner}",
                    "\n".join(_lines(plan, horizon, own)) + "\n",
                    plan.date(plan.path.horizons[horizon][1]),
                )
            )
    return found


def _lines(plan: Plan, horizon: str, tasks: Iterable[Task]) -> Iterator[str]:
    path = plan.path
    yield f"Part of [{markdown(path.title)}]({plan.url}#{horizon}), which ends with: {markdown(path.ends_with)}"
    yield ""
    by = plan.date(path.horizons[horizon][1])
    if by:
        yield f"Due: {said(by)}, counted from Monday to Friday without holidays."
        yield ""
    for task in tasks:
        yield from _task(plan, task, by)


def _task(plan: Plan, task: Task, by: datetime.date | None) -> Iterator[str]:
    link = f" [Read it]({plan.link(task)})" if task.link else ""
    yield f"- [ ] {markdown(text(task))} ({span(task.minutes)}) → done when: {markdown(task.evidence)}{link}"
    due = plan.due(task)
    if due and due != by:
        yield f"    - By {said(due)}"
    for other in plan.waits(task):
        title = lower(plan.path.horizons[other.horizon][0])
        yield f"    - Waits for: {markdown(text(other))} (the {other.owner}, {title})"
    if plan.stale(task):
        yield f"    - Not verified since {task.verified}: if it is wrong, say so here"


def document(issue: Issue) -> str:
    """Give an issue with its title, as it is printed among others."""
    return f"# {markdown(issue.title)}\n\n{issue.body}"


def commands(found: Iterable[Issue], kind: str, folder: PurePath, label: str) -> list[str]:
    """Give lines for a shell that create the issues from their files in `folder`, on GitHub or GitLab."""
    first = [f"# once, if there is no such label: gh label create {label}"] if kind == "github" else []
    return [*first, *(_command(issue, kind, str(folder / issue.name), label) for issue in found)]


def _command(issue: Issue, kind: str, file: str, label: str) -> str:
    title = shlex.quote(issue.title)
    if kind == "github":
        return f"gh issue create --title {title} --body-file {shlex.quote(file)} --label {label}"
    due = f" --due-date {issue.due}" if issue.due else ""
    return f'glab issue create --title {title} --description "$(cat -- {shlex.quote(file)})" --label {label}{due} --yes'


def comment(lines: Iterable[str]) -> str:
    """Give lines for a shell as a comment of Markdown; what would end it early says the same in other signs."""
    inside = "\n".join(lines).replace("-->", "--''>")  # within quotes: ends them and begins them anew
    return f"<!--\n{inside}\n-->\n"
