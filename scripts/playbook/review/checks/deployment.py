"""DEP: how a deployment happens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from playbook.review.readers.ci import pipelines
from playbook.review.readers.ci.deploying import deploying, deploys, starts_so
from playbook.review.readers.ci.evidence import at, shown
from playbook.review.readers.ci.makefiles import make_targets
from playbook.review.readers.ci.tables import named_lines, names
from playbook.review.readers.project import aside
from playbook.review.readers.source import deploys as deployed
from playbook.review.readers.source import serves, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, holds, missing, not_applicable

MAX_TARGETS = 50
_GUIDES = re.compile(
    r"(?:readme|contributing|deploy\w*|operations?|runbook|release\w*|development)[\w.-]*\.(?:md|rst|txt)$",
    re.IGNORECASE,
)
_MAKEFILES = ("makefile", "gnumakefile", "justfile", ".justfile")
_TOOLS = ("npm", "pdm", "poe", "pixi", "rye", "taskipy", "task", "hatch")
_SCRIPT = re.compile(r"\.(?:sh|py|ps1|bat)$|(?:^|/)(?:bin|scripts?)/[\w-]+$")


def one_step_deployment(repository: Repository) -> Verdict:
    """DEP001: a CI job, or a documented target or script, deploys or publishes."""
    reason = _something(repository)
    if not reason:
        return not_applicable("nothing is trained, served or deployed from here")
    for deployment in deploying(repository):
        return holds(f"{deployment.path}:{deployment.line} deploys or publishes: `{shown(deployment.how, 80)}`")
    undocumented: list[Finding] = []
    guides = "\n".join(_guides(repository))
    for path, line, call in islice(_targets(repository), MAX_TARGETS):
        if call in guides and re.search(rf"(?<![\w-]){re.escape(call)}(?![\w-])", guides):
            return holds(f"`{call}` deploys, and the documentation says so")
        undocumented.append(
            at(repository, path, line, f"`{call}` seems to deploy, but no README says so: write it down")
        )
    unread = [finding for pipeline in pipelines(repository) for finding in pipeline.unread]
    if undocumented and not unread:
        from playbook.review.verdict import Answer

        return Verdict(Answer.FALLS_SHORT, "", tuple(sorted(set(undocumented))))
    return missing(
        f"{reason}, but no CI job and no documented command deploys or publishes: "
        "write one command that does it all, and let CI run it",
        unread,
    )


def _something(repository: Repository) -> str:
    """Give why there is something to deploy; "" if there is not."""
    for found, what in ((deployed, "is there to be deployed"), (serves, "serves a model"), (trains, "trains a model")):
        if paths := [path for path in found(repository) if not aside(path)]:
            return f"{paths[0]} {what}"
    return ""


def _guides(repository: Repository) -> Iterator[str]:
    for path in repository.suffixed(".md", ".rst", ".txt"):
        if _GUIDES.match(path.rpartition("/")[2]):
            try:
                yield repository.text(path)
            except UnreadError:
                continue


def _targets(repository: Repository) -> Iterator[tuple[str, int, str]]:
    """Give path, line and call of targets and scripts that are named after a deployment."""
    for path in repository.named(*_MAKEFILES):
        start = "just" if "justfile" in path.lower() else "make"
        try:
            targets = make_targets(repository, path)
        except UnreadError:
            continue
        yield from ((path, line, f"{start} {name}") for name, line in targets.items() if starts_so(name))
    for tool in _TOOLS:
        try:
            yield from _scripts(repository, tool)
        except UnreadError:
            continue
    for path in repository.files:
        name = path.rpartition("/")[2]
        if _SCRIPT.search(path) and starts_so(name) and not aside(path):
            yield path, 1, path


def _scripts(repository: Repository, tool: str) -> Iterator[tuple[str, int, str]]:
    start = {"npm": "npm run", "taskipy": "task", "poe": "poe", "task": "task"}.get(tool, f"{tool} run")
    for name in sorted(names(repository, tool, "")):
        for path, line, text in named_lines(repository, tool, "", name):
            if starts_so(name) or deploys(text):
                yield path, line, f"{start} {name}"
                break


CHECKS: dict[str, Check] = {"DEP001": one_step_deployment}
