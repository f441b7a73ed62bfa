"""When a job of GitLab runs: `rules`, `only` and `except`, tried on a merge request and on a push to a branch."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.review.readers.ci.conditions import Value, evaluate, matches
from playbook.review.readers.yaml import Node

BRANCH = "a-change"


@dataclass(frozen=True, slots=True)
class Scene:
    """A way in which a change arrives, and the variables that GitLab sets then."""

    merge: bool
    known: dict[str, Value]
    refs: frozenset[str]
    """The words of `only` and `except` that cover it."""


_NEVER: dict[str, Value] = {"CI_COMMIT_TAG": None, "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_REF_NAME": BRANCH}
SCENES = (
    Scene(
        True,
        _NEVER
        | {
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_COMMIT_BRANCH": None,
            "CI_MERGE_REQUEST_ID": "7",
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": BRANCH,
        },
        frozenset({"merge_requests", "external_pull_requests"}),
    ),
    Scene(
        False,
        _NEVER
        | {
            "CI_PIPELINE_SOURCE": "push",
            "CI_COMMIT_BRANCH": BRANCH,
            "CI_MERGE_REQUEST_ID": None,
            "CI_MERGE_REQUEST_IID": None,
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": None,
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": None,
        },
        frozenset({"branches", "pushes"}),
    ),
)


def runs_in(node: Node | None, scene: Scene, *, workflow: bool = False, default: bool = True) -> bool:
    """Tell whether the job (or the workflow) `node` may run in `scene` by itself; `default` if it says nothing."""
    if node is None:
        return True
    if (rules := node.get("rules")) is not None:
        return _by_rules(rules, scene)
    if workflow:
        return True
    only, left_out = node.get("only"), node.get("except")
    when = node.get("when")
    if when is not None and when.text in ("manual", "never"):
        return False
    wanted = default if only is None else _covers(only, scene)
    return wanted and not (left_out is not None and not left_out.get("changes") and _covers(left_out, scene))


def _by_rules(rules: Node, scene: Scene) -> bool:
    for rule in rules.items:
        if rule.text or rule.tag == "!reference" or isinstance(rule.value, list):
            return True  # a rule that stands elsewhere: it may well let the job run
        condition, when = rule.get("if"), rule.get("when")
        certain = True if condition is None else evaluate(condition.text, scene.known)
        if certain is False:
            continue
        if when is not None and when.text in ("never", "manual"):
            if certain and not rule.get("changes") and not rule.get("exists"):
                return False
            continue
        return True
    return False


def _covers(node: Node, scene: Scene) -> bool:
    refs = node.get("refs") if node.keys else node
    if refs is None:
        return not scene.merge  # variables or changes alone: branches, as without `only`
    for item in refs.items:
        text = item.text.partition("@")[0]
        if text in scene.refs or text == BRANCH:
            return True
        if not scene.merge and len(text) > 2 and text.startswith("/") and _matches(text):
            return True
    return False


def _matches(text: str) -> bool:
    return matches(text.strip("i").strip("/"), BRANCH) is not False
