"""`playbook design check`: the documents that a caller means, against all rules, as a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from playbook.commands import clock, design_files
from playbook.commands.design_report import Checked, catalogue, reviewed
from playbook.design_docs.check import check
from playbook.design_docs.rules import RULES
from playbook.review.git import GitError, changed_since
from playbook.review.reports.report import Report


def report(
    paths: Iterable[Path], *, stage: str | None, since: str | None, only: Sequence[str], verbose: bool
) -> Report:
    """Give the report on the documents at and below `paths`, one part for each repository. Raises UsageError."""
    designs = design_files.designs()
    rules = catalogue(RULES, designs)
    wanted = _wanted(only)
    today = clock.today()
    parts = []
    for found in design_files.found(paths):
        changed = None if since is None else _changed(found.root, since)
        answers = check(found.root, found.files, designs, today=today, stage=stage, changed=changed)
        checked = Checked(found.root, found.path, answers, found.unread, since is not None)
        parts.append(reviewed(checked, rules, designs, only=wanted, stage=stage, today=today))
    return Report(tuple(parts), rules, verbose)


def _wanted(only: Sequence[str]) -> list[str]:
    """Give the ids of the rules to tell of, in their order."""
    every = [rule.id for rule in RULES]
    if not only:
        return every
    named = {design_files.one_of(key, every, "rule") for key in only}
    return [key for key in every if key in named]


def _changed(root: Path, since: str) -> frozenset[str]:
    try:
        return frozenset(changed_since(root, since))
    except GitError as error:
        raise design_files.refused(
            f"--changed-since {since}: git does not know it in {root}: {error}",
            "name a commit, tag or branch that is there; in CI, fetch the whole history (fetch-depth: 0)",
        ) from None
