"""CI: what checks each change."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.review.checks.ci_locks import ci_uses_lock
from playbook.review.checks.ci_pins import pinned_actions
from playbook.review.checks.ci_tests import ci_runs_tests
from playbook.review.readers.ci import pipelines
from playbook.review.readers.ci.commands import steps_of
from playbook.review.readers.ci.evidence import at
from playbook.review.readers.ci.looking import looks
from playbook.review.readers.ci.model import Pipeline
from playbook.review.readers.ci.schema import refusals
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Check, Finding, Verdict, holds, missing

_MENDS = {
    "GitHub Actions": "write `on: [pull_request, push]`",
    "GitLab CI": 'add a rule with `$CI_PIPELINE_SOURCE == "merge_request_event"`',
    "Azure Pipelines": "add `pr:` with the branch that changes are merged into",
    "Bitbucket Pipelines": "add `pull-requests:` with `'**'`",
    "CircleCI": "take the filter of branches away, or the schedule",
}
_MAIN = re.compile(r"/(?:[\w-]*[-_])?(?:ci|tests?|checks?|main|build|pr|quality)[\w-]*\.ya?ml$|^[^/]*$|config\.ya?ml$")
_TEXTS = re.compile(r"(?:docs?/|\.github/|.*\.(?:md|rst|txt)$)", re.IGNORECASE)


def ci_on_every_change(repository: Repository) -> Verdict:
    """CI001: some CI runs on pull or merge requests, or on every push, and its system accepts the file."""
    known = pipelines(repository)
    if not known:
        return missing(
            "there is no CI: add a pipeline that runs on each pull or merge request, "
            "such as .github/workflows/ci.yml with `on: [pull_request, push]`"
        )
    candidates = [pipeline for pipeline in known if pipeline.on_change is not False and looks(pipeline)]
    refused: list[Finding] = []
    for pipeline in sorted((item for item in candidates if item.on_change), key=lambda item: _rank(repository, item)):
        if faults := _faults(repository, pipeline):
            refused += faults
        elif not _texts_alone(pipeline):
            notes = [f"{finding.path}:{finding.line}: {finding.message}" for finding in refused]
            return holds(f"{pipeline.path} {pipeline.why}", notes=[*pipeline.notes, *notes])
    if refused:
        return Verdict(Answer.FALLS_SHORT, "", tuple(sorted(refused)))
    open_ones = [_open(pipeline) for pipeline in candidates if pipeline.on_change is None]
    if open_ones:
        return missing("", [finding for some in open_ones for finding in some])
    return _too_late(repository, known)


def _rank(repository: Repository, pipeline: Pipeline) -> tuple[bool, bool, int, str]:
    """Rank the pipelines: without limits, named after tests or CI, with the most steps."""
    steps = len(list(steps_of(repository, pipeline)))
    return bool(pipeline.notes), _MAIN.search(pipeline.path) is None, -steps, pipeline.path


def _texts_alone(pipeline: Pipeline) -> bool:
    """Tell whether it runs for documentation alone."""
    words = [word for note in pipeline.notes for word in re.findall(r"`([^`]+)`", note)[1:]]
    return bool(words) and all(_TEXTS.match(word) for word in words)


def _faults(repository: Repository, pipeline: Pipeline) -> list[Finding]:
    """Give why GitHub refuses the workflow. Raises UnreadError, which leaves the verdict open."""
    if pipeline.system != "GitHub Actions" or not pipeline.path.startswith(".github/"):
        return []
    return [
        at(
            repository,
            item.path,
            item.line,
            f"GitHub refuses this workflow and does not run it, because {item.message}: correct it",
        )
        for item in refusals(repository, pipeline.path)
    ]


def _open(pipeline: Pipeline) -> Iterable[Finding]:
    if pipeline.unread:
        return pipeline.unread
    return [Finding(pipeline.path, pipeline.line, 0, f"this pipeline {pipeline.why}: look there")]


def _too_late(repository: Repository, known: Iterable[Pipeline]) -> Verdict:
    """Give the verdict when nothing runs for a change: the pipelines that could, or the repository as a whole."""
    found = [
        at(
            repository,
            item.path,
            item.line,
            f"this pipeline {item.why}, so a fault shows after the merge: {_MENDS[item.system]}",
        )
        for item in known
        if item.on_change is False and item.system in _MENDS and looks(item) and "push" in item.why
    ]
    if found:
        return Verdict(Answer.FALLS_SHORT, "", tuple(sorted(found)))
    some = "; ".join(f"{item.path} {item.why}" for item in list(known)[:3])
    return missing(f"no CI checks a proposed change ({some}): add a pipeline that runs on each pull or merge request")


CHECKS: dict[str, Check] = {
    "CI001": ci_on_every_change,
    "CI002": ci_runs_tests,
    "CI004": pinned_actions,
    "CI005": ci_uses_lock,
}
