"""The checks as a plugin of repo-review: `repo-review --select PKG .` asks the family PKG.

The host runs one check at a time and knows three answers. What could not be read is not a pass there either. Stage and
exceptions of the repository's own settings count; standards of later stages are skipped.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook.records.catalogue import Entry, catalogue
from playbook.review.reports.safe import markdown
from playbook.review.repository import Repository
from playbook.review.run import judged, open_repository
from playbook.review.settings import SettingsError, Waiver
from playbook.review.verdict import Answer, Finding, UnreadError

AT_MOST = 10
"""Places that an answer names."""


class Asked:
    """A standard in the form that repo-review calls: `check` gives True, None (skipped) or what falls short."""

    requires = frozenset[str]()

    def __init__(self, entry: Entry) -> None:
        self.__doc__ = entry.name
        self.entry = entry
        self.family = entry.id[:-3]
        self.url = entry.url

    def check(self, playbook_repository: Opened | str | None) -> bool | str | None:
        """Give True if the standard holds, None if it is not asked or does not apply, else what falls short."""
        if playbook_repository is None:
            return None
        if isinstance(playbook_repository, str):
            return playbook_repository
        verdict = playbook_repository.answer(self.entry)
        if verdict is None or verdict.answer is Answer.NOT_APPLICABLE:
            return None
        if verdict.answer is Answer.HOLDS:
            return True
        if verdict.answer is Answer.UNREAD:
            return "Could not be read, which is no pass:\n\n" + _listed(verdict.unread)
        return _listed(verdict.findings)


class Opened:
    """A repository with its settings, opened once for all checks of a run."""

    def __init__(self, repository: Repository, waivers: tuple[Waiver, ...]) -> None:
        self.repository = repository
        self.waivers = waivers
        self.today = datetime.datetime.now(datetime.UTC).date()

    def answer(self, entry: Entry) -> Any:
        """Give the verdict, exceptions applied, or None where the repository's stage does not ask it."""
        return judged(entry, self.repository, self.waivers, self.today)


def playbook_repository(root: Any) -> Opened | str | None:
    """Open what repo-review reviews: a fixture that all our checks share.

    None where checks are only listed; a text, which every check answers, where the repository cannot be opened.
    """
    if not isinstance(root, Path):
        return None
    try:
        repository, settings = open_repository(root)
    except (UnreadError, SettingsError) as error:
        return f"Could not be read: {markdown(str(error))}"
    return Opened(repository, settings.exceptions)


def repo_review_checks() -> Mapping[str, Asked]:
    """Give the standards that a check decides, by ID."""
    return {entry.id: Asked(entry) for entry in catalogue().standards.values() if entry.asked and entry.checked}


def repo_review_families() -> dict[str, dict[str, str]]:
    """Give the name of each family, as the host shows it."""
    return {family["id"]: {"name": family["title"]} for family in catalogue().whole["families"]}


def _listed(findings: tuple[Finding, ...]) -> str:
    lines = [f"- {markdown(_place(item))}{markdown(item.message)}" for item in findings[:AT_MOST]]
    more = len(findings) - AT_MOST
    return "\n".join(lines + ([f"- and {more} more"] if more > 0 else []))


def _place(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}: " if finding.line else f"{finding.path}: " if finding.path else ""
