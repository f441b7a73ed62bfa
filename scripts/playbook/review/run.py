"""A review: every standard of the stage asked of one repository, exceptions applied, findings cut to what is read."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.records.catalogue import Catalogue, Entry
from playbook.review.checks import CHECKS
from playbook.review.repository import Repository
from playbook.review.settings import TIERS, Settings, SettingsError, Waiver, read_settings
from playbook.review.verdict import Answer, Check, Finding, UnreadError, Verdict

PER_FILE = 10
"""Findings in one file that are named; the rest are counted."""

ON_FILE = (".playbook.toml", "pyproject.toml")


@dataclass(frozen=True)
class Excepted:
    """A finding that an exception of the repository covers."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True)
class Result:
    """A standard and its verdict. `excepted` and `known` (of a baseline) are findings that no longer count."""

    standard: Entry
    verdict: Verdict
    excepted: tuple[Excepted, ...] = ()
    known: int = 0
    elsewhere: int = 0
    """Findings on files that did not change, left out on demand."""
    fingerprints: tuple[str, ...] = ()
    """Of all that falls short, named or not: what a baseline takes. Only what an exception covers is left out."""


@dataclass(frozen=True)
class Review:
    """The review of one repository: `name` is its folder's, `results` are in the order of the IDs."""

    name: str
    stage: str
    results: tuple[Result, ...]
    asked_by_people: tuple[Entry, ...]
    """Standards of the stage that no check decides."""
    later: int
    """Standards of later stages, which were not asked."""
    tracked: bool
    today: datetime.date
    anchor: str = ""
    """A file that is there, or "": some reports must tie to one what concerns the repository as a whole."""


@dataclass(frozen=True)
class Demand:
    """What the caller wants beyond the repository's own settings.

    `stage` overrides; `only` are IDs, asked whatever the stage, or families; `changed` are the files to which
    findings are limited; `known` are fingerprints that a baseline holds.
    """

    stage: str | None = None
    only: tuple[str, ...] = ()
    changed: frozenset[str] | None = None
    known: frozenset[str] = frozenset()
    today: datetime.date | None = None


def settings_of(repository: Repository) -> Settings:
    """Give the repository's settings, or the defaults. Raises SettingsError.

    A pyproject.toml that cannot be read gives the defaults: the standards about it say so.
    """
    for file in repository.at(*ON_FILE):
        try:
            if file == "pyproject.toml" and "tool.playbook" not in repository.text(file):
                continue
            data = repository.toml(file)
        except UnreadError as error:
            if file == "pyproject.toml":
                continue
            finding = error.finding
            raise SettingsError(f"{file}:{finding.line}: {finding.message}\n    mend: correct it") from None
        table = data if file == ".playbook.toml" else data.get("tool", {}).get("playbook", {})
        if table:
            return read_settings(table, repository.text(file), file)
    return Settings()


def open_repository(root: Path, stage: str | None = None) -> tuple[Repository, Settings]:
    """Give the repository in the folder `root`, with its settings applied; `stage` overrides its own.

    Raises UnreadError if it cannot be listed, SettingsError if its settings cannot be used.
    """
    repository = Repository(root)
    settings = settings_of(repository)
    repository.configure(stage or settings.stage, settings.formats, settings.exclude)
    return repository, settings


def review(
    root: Path, catalogue: Catalogue, demand: Demand = Demand(), more: Mapping[str, Check] | None = None
) -> Review:
    """Review the repository in the folder `root`.

    `more` are checks of private standards by their ID. Raises UnreadError if the repository cannot be listed,
    SettingsError if its settings cannot be used.
    """
    repository, settings = open_repository(root, demand.stage)
    stage = repository.stage
    if settings.standards:
        from playbook.review.private import with_private

        catalogue = with_private(catalogue, root, settings.standards)
    today = demand.today or datetime.datetime.now(datetime.UTC).date()
    wanted = [
        entry
        for entry in sorted(catalogue.standards.values(), key=lambda entry: entry.id)
        if _wanted(entry, demand.only)
    ]
    now = [entry for entry in wanted if _reached(entry, stage) or entry.id in demand.only]
    checks = {**checks_of(catalogue), **(more or {})}
    results = []
    for entry in now:
        if entry.checked:
            verdict = ask(checks.get(entry.id), repository)
            results.append(_result(entry, verdict, settings.exceptions, demand, today))
    return Review(
        root.resolve().name,
        stage,
        tuple(results),
        tuple(entry for entry in now if not entry.checked),
        len(wanted) - len(now),
        repository.tracked,
        today,
        _anchor(repository),
    )


def _anchor(repository: Repository) -> str:
    at_root = [path for path in repository.files if "/" not in path]
    readme = [path for path in at_root if path.lower().startswith("readme")]
    return next(iter([*readme, *repository.at("pyproject.toml"), *at_root, *repository.files]), "")


def _reached(entry: Entry, stage: str) -> bool:
    return TIERS.index(entry.tier) <= TIERS.index(stage)


def judged(entry: Entry, repository: Repository, waivers: Iterable[Waiver], today: datetime.date) -> Verdict | None:
    """Give the verdict on one standard, exceptions applied; None where the repository's stage does not ask it."""
    if not _reached(entry, repository.stage):
        return None
    verdict = ask(CHECKS.get(entry.id), repository)
    return _result(entry, verdict, waivers, Demand(), today).verdict


def checks_of(catalogue: Catalogue) -> Mapping[str, Check]:
    """Give the checks of all standards; those of private ones come from installed packages."""
    if not any(entry.private and entry.checked for entry in catalogue.standards.values()):
        return CHECKS
    from playbook.review.private import private_checks

    return {**CHECKS, **private_checks()}


def _wanted(entry: Entry, only: tuple[str, ...]) -> bool:
    return entry.asked and (not only or entry.id in only or entry.id[:-3] in only)


def ask(check: Check | None, repository: Repository) -> Verdict:
    """Give the answer of `check`. Without one, and where it lets an UnreadError pass, it could not be read."""
    if check is None:
        return Verdict(Answer.UNREAD, unread=(Finding("", message="the check of this standard is not installed"),))
    try:
        return check(repository)
    except UnreadError as error:
        return Verdict(Answer.UNREAD, unread=(error.finding,))


def _result(entry: Entry, verdict: Verdict, waivers: Iterable[Waiver], demand: Demand, today: datetime.date) -> Result:
    mine = [waiver for waiver in waivers if waiver.standard == entry.id]
    left, excepted = _excepted(verdict.findings, [waiver for waiver in mine if not _over(waiver, today)])
    left += _stale(mine, {item.waiver for item in excepted}, verdict.answer, today)
    prints = {finding: fingerprint(entry.id, finding) for finding in left}
    new = [finding for finding in left if prints[finding] not in demand.known]
    known = len(left) - len(new)
    here = new if demand.changed is None else [finding for finding in new if finding.path in demand.changed]
    dark = [item for item in verdict.unread if demand.changed is None or item.path in demand.changed]
    answer = verdict.answer
    if answer is Answer.UNREAD and not dark:
        answer = Answer.HOLDS
    if here:
        answer = Answer.FALLS_SHORT
    elif answer is Answer.FALLS_SHORT:
        answer = Answer.UNREAD if dark else Answer.HOLDS
    reason = (
        verdict.reason
        if here or answer is verdict.answer
        else "nothing beyond exceptions, the baseline and unchanged files"
    )
    cut = replace(verdict, answer=answer, reason=reason, findings=tuple(shortened(here)), unread=tuple(dark))
    return Result(entry, cut, tuple(excepted), known, len(new) - len(here), tuple(sorted(set(prints.values()))))


def _over(waiver: Waiver, today: datetime.date) -> bool:
    return waiver.until is not None and waiver.until < today


def _excepted(findings: Iterable[Finding], waivers: list[Waiver]) -> tuple[list[Finding], list[Excepted]]:
    from fnmatch import fnmatchcase

    left: list[Finding] = []
    excepted: list[Excepted] = []
    for finding in findings:
        for waiver in waivers:
            if not waiver.paths or any(fnmatchcase(finding.path, path) for path in waiver.paths):
                excepted.append(Excepted(finding, waiver))
                break
        else:
            left.append(finding)
    return left, excepted


def _stale(waivers: list[Waiver], used: set[Waiver], answer: Answer, today: datetime.date) -> list[Finding]:
    found = []
    for waiver in waivers:
        if _over(waiver, today):
            what = f"the exception ended on {waiver.until}: mend what it covers, or agree on a new date"
        elif waiver not in used and answer is not Answer.UNREAD:
            what = "the exception covers nothing any more: take it out"
        else:
            continue
        found.append(Finding(waiver.file, waiver.line, 0, what, waiver.reason))
    return found


def fingerprint(standard: str, finding: Finding) -> str:
    """Give what stays the same when the finding only moves to another line: 64 hexadecimal digits."""
    words = re.sub(r"\d+", "#", finding.message) if not finding.evidence else finding.evidence
    return hashlib.sha256(
        "\0".join([standard, finding.path, " ".join(words.split())]).encode("utf-8", "replace")
    ).hexdigest()


def shortened(findings: Iterable[Finding]) -> list[Finding]:
    """Give the first PER_FILE findings of each file, and a last one that counts the others."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.path, []).append(finding)
    found: list[Finding] = []
    for path, some in by_file.items():
        found += some[:PER_FILE]
        if len(some) > PER_FILE:
            found.append(Finding(path, message=f"and {len(some) - PER_FILE} more in this file"))
    return found
