"""A path as a calendar file: one event, for the whole day, on each day by which tasks are done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from playbook.publish.onboarding.tasks import Plan, lower, text
from playbook.records.evidence import bare
from playbook.records.path import Task
from playbook.workshops.words import span


def calendar(plan: Plan) -> bytes:
    """Give the calendar file of a plan whose start is known. The same plan gives the same bytes."""
    made = Calendar()
    made.add("prodid", f"-//{plan.library.organisation.site.name}//onboarding//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", bare(plan.path.title))
    for horizon, title, day, tasks in _days(plan):
        made.add_component(_event(plan, horizon, title, day, tasks))
    found: bytes = made.to_ical()
    return found


def _days(plan: Plan) -> Iterator[tuple[str, str, int, list[Task]]]:
    """Give each working day on which tasks of a horizon are due: horizon, what it is called, the day, the tasks."""
    for horizon, title, tasks in plan.horizons():
        last = plan.path.horizons[horizon][1]
        for day in sorted({plan.path.due(task) for task in tasks}):
            due = [task for task in tasks if plan.path.due(task) == day]
            count = "1 task is" if len(due) == 1 else f"{len(due)} tasks are"
            yield horizon, lower(title) if day == last else f"{lower(title)}, {count} due sooner", day, due


def _event(plan: Plan, horizon: str, title: str, day: int, tasks: list[Task]) -> Event:
    date = plan.date(day)
    assert date is not None, "who asks for a calendar has a start"
    event = Event()
    host = urlsplit(plan.library.organisation.site.url).hostname
    event.add("uid", f"{plan.path.id}-{plan.start}-{horizon}-{day}@{host}")
    # when it was written: the last time that a task was looked at, so that the same path gives the same file
    event.add("dtstamp", datetime.datetime.combine(_newest(plan), datetime.time(), datetime.UTC))
    event.add("dtstart", date)
    event.add("dtend", date + datetime.timedelta(days=1))
    event.add("summary", f"{bare(plan.path.title)}: {title}")
    event.add("description", "\n".join([*map(_line, tasks), "", f"{plan.url}#{horizon}"]))
    event.add("url", f"{plan.url}#{horizon}")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    return event


def _newest(plan: Plan) -> datetime.date:
    return max(task.verified for task in plan.path.tasks)


def _line(task: Task) -> str:
    return f"- {bare(text(task))} ({task.owner}, {span(task.minutes)}). Done when: {bare(task.evidence)}"
