"""When Woodpecker and Drone run: `when:` and `trigger:` with events and branches."""

from __future__ import annotations

from playbook.review.readers.ci.common import branches_any
from playbook.review.readers.yaml import Node


def woodpecker_trigger(documents: list[Node]) -> tuple[bool | None, str]:
    """Tell from `when:` at the top whether it runs for every change; without one it does."""
    for document in documents:
        when = document.get("when")
        cases = [when] if when is not None and when.keys else (when.items if when is not None else [])
        if not cases or any(_covers(case.get("event"), case.get("branch")) for case in cases):
            return True, "runs on pushes and pull requests"
    return False, "is kept by `when:` from running on pull requests and on every push"


def drone_trigger(documents: list[Node]) -> tuple[bool | None, str]:
    """Tell from `trigger:` whether a pipeline runs for every change; without one it does."""
    for document in documents:
        kind = document.get("kind")
        if kind is not None and kind.text != "pipeline":
            continue
        if _covers(document.get("trigger", "event"), document.get("trigger", "branch")):
            return True, "runs on pushes and pull requests"
    return False, "is kept by `trigger:` from running on pull requests and on every push"


def _covers(events: Node | None, branches: Node | None) -> bool:
    names = _named(events)
    if names is None or "pull_request" in names:
        return True  # the branch of a pull request is the one that it is merged into
    return "push" in names and (branches is None or bool(branches.get("exclude")) or branches_any(branches))


def _named(events: Node | None) -> set[str] | None:
    if events is None:
        return None
    if (included := events.get("include")) is not None:
        return {item.text for item in included.items}
    if (excluded := events.get("exclude")) is not None:
        return {"push", "pull_request"} - {item.text for item in excluded.items}
    return {item.text for item in events.items}
