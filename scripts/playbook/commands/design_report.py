"""What a check of design documents found, as a report that every format of the review can tell.

A rule takes the place of a standard, and all documents of a repository are told of together.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from playbook.design_docs.rules import RULES
from playbook.design_docs.rules.model import Answer, Fault, Rule
from playbook.records.catalogue import Catalogue, Entry
from playbook.records.citing import code
from playbook.records.design_catalogue import Designs
from playbook.records.evidence import plain
from playbook.review.reports.report import Reviewed, Words, count
from playbook.review.run import Result, Review, fingerprint, shortened
from playbook.review.verdict import Answer as Verdicts
from playbook.review.verdict import Finding, Verdict

PAGE = "design/checking/"
NEWEST = "DES018"
"""The rule that is asked of changed documents alone."""
FRONT = "DES001"
"""The rule before all others. Of a document that breaks it, those about the text alone are asked."""

_OF_TEXT = frozenset(rule.id for rule in RULES if rule.of_text)
_TEMPLATE = re.compile(r"""^template:\s*["']?([a-z][a-z0-9-]*)@([0-9]{1,2})\b""", re.MULTILINE)
_OPENING = 4_096
"""Characters within which the name of the template is looked for."""


@dataclass(frozen=True)
class Checked:
    """The documents of one repository: `root` is its folder, `answers` what was found in each of them.

    `unread` are files and folders that the system refuses. `since` says that a revision was named.
    """

    root: Path
    path: str
    answers: tuple[Answer, ...]
    unread: tuple[Finding, ...]
    since: bool


def entry(rule: Rule, site_url: str) -> Entry:
    """Give a rule in the form of a standard."""
    says = plain(rule.says)
    return Entry(
        rule.id,
        rule.slug,
        plain(rule.name),
        says,
        "everyone",
        rule.level,
        "stable",
        (says,),
        (),
        plain(rule.first),
        plain(rule.first),
        f"{site_url}{PAGE}#{rule.id.lower()}",
    )


def catalogue(rules: Sequence[Rule], designs: Designs) -> Catalogue:
    """Give all rules, and the site on which they are explained."""
    entries = {rule.id: entry(rule, designs.site_url) for rule in rules}
    names = {rule.slug: rule.id for rule in rules}
    return Catalogue(designs.site_name, designs.site_url, designs.edition, entries, names, {})


def reviewed(
    checked: Checked,
    rules: Catalogue,
    designs: Designs,
    *,
    only: Sequence[str],
    stage: str | None,
    today: datetime.date,
) -> Reviewed:
    """Give what the formats tell of one repository. `only` are the ids of the rules that are told of."""
    pages = _Pages(checked.root, designs)
    dark = checked.unread if FRONT in only else (*checked.unread, *_unasked(checked, only))
    results = tuple(
        _result(rules.standards[key], checked, pages, () if number else dark) for number, key in enumerate(only)
    )
    anchor = next((answer.file.as_posix() for answer in checked.answers), "")
    name = checked.root.name or "documents"
    review = Review(name, stage or "", results, (), 0, True, today, anchor)
    scope = count(len(checked.answers), "document") + (f", stage {stage}" if stage else "")
    return Reviewed(name, checked.path, review, scope=scope, words=WORDS)


def comment(rule: Entry, finding: Finding, path: str) -> str:
    """Give what a reviewer copies into a pull request."""
    where = f" In {code(path)}" + (f", line {finding.line}" if finding.line else "") + "." if path else ""
    said = " ".join(finding.message.split())
    return (
        f"**{rule.id} ({rule.level}): {rule.name}.**{where}\n\n{said}\n\n[{rule.id}: what it asks, and why]({rule.url})"
    )


WORDS = Words(
    command="playbook design check",
    key="playbook-design",
    title="Design documents",
    heading="Check of design documents",
    edition="templates of edition",
    asked="rule",
    why="What it asks, and why",
    comment=comment,
)


class _Pages:
    """The pages that explain the sections of each document's template."""

    def __init__(self, root: Path, designs: Designs) -> None:
        self.root, self.designs = root, designs
        self.known: dict[PurePath, dict[str, str]] = {}

    def of(self, file: PurePath, section: str) -> str:
        """Give the address of the page that explains `section` of the document `file`, or ""."""
        if not section:
            return ""
        if file not in self.known:
            self.known[file] = self._sections(file)
        return self.known[file].get(section, "")

    def _sections(self, file: PurePath) -> dict[str, str]:
        try:
            with (self.root / file).open(encoding="utf-8", errors="replace") as text:
                found = _TEMPLATE.search(text.read(_OPENING))
        except (OSError, ValueError):  # it has gone by now, or its name is none
            return {}
        template = self.designs.templates.get(found[1]) if found else None
        if found is None or template is None:
            return {}
        newest = template.versions[template.version]
        asked = template.versions.get(int(found[2]), newest)
        return {item.id: item.url for item in (*newest, *asked)}


def _result(rule: Entry, checked: Checked, pages: _Pages, dark: tuple[Finding, ...]) -> Result:
    """Give the result of a rule. What could not be read (`dark`) is told of with the first one, and so once."""
    asked = [(answer.file, answer.faults[rule.id]) for answer in checked.answers if rule.id in answer.faults]
    found = [_finding(file, fault, pages) for file, faults in asked for fault in faults]
    verdict = _verdict(rule, found, dark, len(asked), checked)
    prints = tuple(sorted({fingerprint(rule.id, finding) for finding in found}))
    return Result(rule, verdict, fingerprints=prints)


def _unasked(checked: Checked, only: Sequence[str]) -> Iterable[Finding]:
    """Give, for each document whose front matter is at fault, which of the rules could not be asked of it, and why."""
    for answer in checked.answers:
        left = [key for key in only if _is_left(answer, key)]
        for fault in answer.faults.get(FRONT, ())[:1] if left else ():
            which = "no rule can" if len(left) == len(only) else f"{' and '.join(left)} cannot"
            said = f"{which} be asked, because of its front matter: {fault.what}; mend: {fault.mend}"
            yield Finding(answer.file.as_posix(), fault.line, fault.column, said)


def _is_left(answer: Answer, key: str) -> bool:
    """Tell whether the rule `key` could not be asked of a document because of its front matter."""
    return bool(answer.faults.get(FRONT)) and not (key in _OF_TEXT and answer.faults.keys() & _OF_TEXT)


def _verdict(rule: Entry, found: list[Finding], dark: tuple[Finding, ...], asked: int, checked: Checked) -> Verdict:
    if found:
        return Verdict(Verdicts.FALLS_SHORT, "", tuple(shortened(sorted(found, key=_place))), dark)
    if dark:
        return Verdict(Verdicts.UNREAD, "", (), dark)
    if asked:
        return Verdict(Verdicts.HOLDS, f"{'it holds' if asked == 1 else 'all hold'} ({count(asked, 'document')})")
    return Verdict(Verdicts.NOT_APPLICABLE, _idle(rule, checked))


def _place(finding: Finding) -> tuple[str, int, int]:
    """What stands in one place stays in the order of the rule: missing sections as the template has them."""
    return finding.path, finding.line, finding.column


def _idle(rule: Entry, checked: Checked) -> str:
    """Say why a rule was asked of no document."""
    if rule.id == NEWEST and not checked.since:
        return "it is asked of documents that changed since a revision: name one with --changed-since"
    if any(_is_left(answer, rule.id) for answer in checked.answers):
        return "it is asked once the front matter is right"
    return "no document has changed since then" if rule.id == NEWEST else "no document has what it is about"


def _finding(file: PurePath, fault: Fault, pages: _Pages) -> Finding:
    page = pages.of(file, fault.section)
    message = f"{fault.what}; mend: {fault.mend}" + (f" ({page})" if page else "")
    return Finding(file.as_posix(), fault.line, fault.column, message)
