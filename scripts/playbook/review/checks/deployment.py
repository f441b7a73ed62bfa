"""DEP: how a deployment happens."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import islice

from playbook.review.readers.ci import pipelines
from playbook.review.readers.ci.deploying import deploying, deploys, elsewhere, starts_so
from playbook.review.readers.ci.evidence import at, shown
from playbook.review.readers.ci.makefiles import make_targets
from playbook.review.readers.ci.tables import named_lines, names
from playbook.review.readers.project import aside
from playbook.review.readers.source import deploys as deployed
from playbook.review.readers.source import serves, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Check, Finding, UnreadError, Verdict, holds, missing, not_applicable

MAX_TARGETS = 50
_GUIDES = re.compile(
    r"(?:readme|contributing|deploy\w*|operations?|runbook|release\w*|development)[\w.-]*\.(?:md|rst|txt)$",
    re.IGNORECASE,
)
_MAKEFILES = ("makefile", "gnumakefile", "justfile", ".justfile")
_TOOLS = ("npm", "pdm", "poe", "pixi", "rye", "taskipy", "task", "hatch")
_SCRIPT = re.compile(r"\.(?:sh|py|ps1|bat)$|(?:^|/)(?:bin|scripts?)/[\w-]+$")
_OPTION = re.compile(
    r"^[ \t]*(?:[$>] )?(?P<call>(?:(?:uv|poetry|pdm|pipenv) run )?python3? (?P<script>[\w./-]{1,200}\.py)\b"
    r"[^\n#]{0,100}? (?:--)?(?:deploy(?:ing|ment)?|publish(?:ing)?|release|promot(?:e|ing)|rollout)"
    r"(?![\w-]*local)[\w-]*)",
    re.MULTILINE,
)
"""`python run.py --deploy`: a command in a block, whose option or argument begins with the verb."""
_STARTED = re.compile(r"\A#!|^if __name__ ?==|^@(?:\w+\.)?command\b|\.parse_args\(|\btyper\.run\(", re.MULTILINE)


def one_step_deployment(repository: Repository) -> Verdict:
    """DEP001: a CI job, or a documented target or script, deploys or publishes."""
    for deployment in deploying(repository):
        return holds(f"{deployment.path}:{deployment.line} deploys or publishes: `{shown(deployment.how, 80)}`")
    reason = _something(repository)
    if not reason:
        return not_applicable("nothing is trained, served or deployed from here")
    guides = list(_guides(repository))
    for path, text in guides:
        if call := _with_option(repository, path, text):
            return holds(f"`{call}` deploys, and {path} says so")
    undocumented: list[Finding] = []
    written = "\n".join(text for _, text in guides)
    for path, line, call in islice(_targets(repository), MAX_TARGETS):
        if call in written and re.search(rf"(?<![\w-]){re.escape(call)}(?![\w-])", written):
            return holds(f"`{call}` deploys, and the documentation says so")
        undocumented.append(
            at(repository, path, line, f"`{call}` seems to deploy, but no README says so: write it down")
        )
    unread = [finding for pipeline in pipelines(repository) for finding in pipeline.unread]
    unread += _elsewhere(repository)
    if undocumented and not unread:
        return Verdict(Answer.FALLS_SHORT, "", tuple(sorted(set(undocumented))))
    return missing(
        f"{reason}, but no CI job and no documented command deploys or publishes: "
        "write one command that does it all, and let CI run it",
        unread,
    )


def _elsewhere(repository: Repository) -> Iterator[Finding]:
    for pipeline, step in elsewhere(repository):
        why = f"`{step.uses}` is outside the repository: look there whether it deploys or publishes"
        yield at(repository, step.path or pipeline.path, step.line, why)


def _something(repository: Repository) -> str:
    """Give why there is something to deploy; "" if there is not."""
    for found, what in ((deployed, "is there to be deployed"), (serves, "serves a model"), (trains, "trains a model")):
        if paths := found(repository):
            return f"{paths[0]} {what}"
    return ""


def _guides(repository: Repository) -> Iterator[tuple[str, str]]:
    """Give path and text of what says how things are done here."""
    for path in repository.suffixed(".md", ".rst", ".txt"):
        if _GUIDES.match(path.rpartition("/")[2]):
            try:
                yield path, repository.text(path)
            except UnreadError:
                continue


def _with_option(repository: Repository, path: str, text: str) -> str:
    """Give a command of a guide that runs a script of the repository and tells it to deploy; "" for none."""
    folder = path.rpartition("/")[0]
    for match in _OPTION.finditer(text):
        script = posixpath.normpath(match["script"])
        if any(not aside(found) for found in repository.at(posixpath.join(folder, script), script)):
            return match["call"].strip()
    return ""


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
        if _SCRIPT.search(path) and starts_so(name) and not aside(path) and _can_be_run(repository, path):
            yield path, 1, path


def _can_be_run(repository: Repository, path: str) -> bool:
    """Tell whether a file is a script: of Python's, one that does something when it is started."""
    try:
        return not path.endswith(".py") or bool(_STARTED.search(repository.text(path)))
    except UnreadError:
        return False


def _scripts(repository: Repository, tool: str) -> Iterator[tuple[str, int, str]]:
    start = {"npm": "npm run", "taskipy": "task", "poe": "poe", "task": "task"}.get(tool, f"{tool} run")
    for name in sorted(names(repository, tool, "")):
        for path, line, text in named_lines(repository, tool, "", name):
            if starts_so(name) or deploys(text):
                yield path, line, f"{start} {name}"
                break


CHECKS: dict[str, Check] = {"DEP001": one_step_deployment}
