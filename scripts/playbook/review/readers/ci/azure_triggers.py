"""When Azure Pipelines run: `trigger:` for pushes and `pr:` for pull requests, each a word, branches, or a mapping."""

from __future__ import annotations

from playbook.review.readers.ci.common import branches_any, limits
from playbook.review.readers.yaml import Node


def triggers(root: Node, on_github: bool) -> tuple[bool | None, str, tuple[str, ...]]:
    """Tell whether a pipeline runs for every change, why, and what to note.

    Azure Repos ignore `pr:` and keep pull requests in a branch policy, which is outside the repository.
    """
    push, pull = root.get("trigger"), root.get("pr")
    if push is None or _any_branch(push):
        return True, "runs on every push", limits(push and push.get("paths", "include"), "trigger")
    if pull is not None:
        if _none(pull):
            return False, "has `pr: none`", ()
        return True, "runs on pull requests", limits(pull.get("paths", "include"), "pr")
    if on_github:
        return True, "runs on pull requests, as Azure Pipelines does for GitHub without `pr:`", ()
    says = "has `trigger: none`" if _none(push) else "names branches or tags in `trigger:`"
    return None, f"{says} and has no `pr:`; whether pull requests start it is set in Azure DevOps", ()


def _none(node: Node) -> bool:
    return [item.text for item in node.items] == ["none"]


def _any_branch(push: Node) -> bool:
    """Tell whether a push to any branch starts it: paths alone leave all branches, and so does leaving some out."""
    if not push.keys:
        return branches_any(push)
    branches = push.get("branches")
    if branches is None:
        return "tags" not in push.keys
    included, excluded = branches.get("include"), branches.get("exclude")
    if included is None and excluded is not None:
        return not any(item.text in ("*", "**", "refs/heads/*") for item in excluded.items)
    return branches_any(included or branches)
