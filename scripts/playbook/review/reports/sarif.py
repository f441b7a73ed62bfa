"""The report as SARIF 2.1.0, within what GitHub's code scanning asks for in addition.

A repository is a run. GitHub takes 5,000 results of a run, wants a file and a line for each, tells runs apart by their
category, and tracks a result by `primaryLocationLineHash`. What could not be read is a notification of the tool.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from itertools import count as counted
from typing import Any

from playbook.records.catalogue import Catalogue, Entry
from playbook.review.reports.json import version
from playbook.review.reports.report import MEND, Report, Reviewed, Row, Words, count, rows
from playbook.review.reports.safe import dumped, sarif_message, uri, visible
from playbook.review.verdict import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
GRAVITY = {"must": "error", "should": "warning", "may": "note"}
SEVERITY = {"must": "error", "should": "warning", "may": "recommendation"}
MOST_RESULTS = 5_000
LONGEST = 1_024
"""Characters of a description that GitHub takes."""

NOTHING_TO_SHOW = ".gitignore"
"""Where a repository has no file at all, a result must still name one."""


def text(report: Report) -> str:
    """Give the report as SARIF."""
    categories: list[str] = []
    for one in report.reviewed:
        categories.append(_unused(f"{one.words.key}/{visible(one.name)}", set(categories)))
    runs = [_run(one, report.catalogue, name) for one, name in zip(report.reviewed, categories, strict=True)]
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def _unused(name: str, used: set[str]) -> str:
    """Give the category `name`, numbered if it is used: GitHub refuses two runs of one category."""
    names = chain([f"{name}/"], (f"{name}-{number}/" for number in counted(2)))
    return next(name for name in names if name not in used)


def _run(one: Reviewed, catalogue: Catalogue, category: str) -> dict[str, Any]:
    standards = [result.standard for result in one.review.results] if one.review else []
    index = {standard.id: number for number, standard in enumerate(standards)}
    found = [row for row in rows(one) if not row.unread]
    notices = _notices(one, index, len(found) - MOST_RESULTS)
    said = one.words.heading[:1].lower() + one.words.heading[1:]
    return {
        "tool": {
            "driver": {
                "name": one.words.command,
                "fullName": f"{catalogue.site_name}: {said}, edition {catalogue.edition}",
                "semanticVersion": version(),
                "informationUri": catalogue.site_url,
                "rules": [_rule(standard, one.words) for standard in standards],
            }
        },
        "automationDetails": {"id": category},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": one.review is not None, "toolExecutionNotifications": notices}],
        "results": list(_results(one, found[:MOST_RESULTS], index)),
    }


def _rule(standard: Entry, words: Words) -> dict[str, Any]:
    level = standard.level
    return {
        "id": standard.id,
        "name": standard.slug,
        "shortDescription": {"text": standard.name[:LONGEST]},
        "fullDescription": {"text": f"{standard.rule} ({level}, for {standard.tier})"[:LONGEST]},
        "help": {"text": _help(standard, words, ""), "markdown": _help(standard, words, "**")},
        "helpUri": standard.url,
        "defaultConfiguration": {"level": GRAVITY[level]},
        "properties": {
            "tags": ["mlops", standard.id[:-3], standard.tier, level],
            "precision": "high" if standard.state == "stable" else "medium",
            "problem.severity": SEVERITY[level],
        },
    }


def _help(standard: Entry, words: Words, strong: str) -> str:
    def title(said: str) -> str:
        return f"{strong}{said}{strong}"

    def part(name: str, items: tuple[str, ...]) -> list[str]:
        return [f"{title(name)}\n\n" + "\n".join(f"- {item}" for item in items)] if items else []

    link = f"[{standard.id}]({standard.url})" if strong else standard.url
    parts = [
        f"{title(standard.rule)}",
        f"{title('Do first.')} {standard.first_step}",
        *part("What the check decides", standard.decides),
        *part("What it leaves to you", standard.leaves),
        f"{words.why}: {link}",
    ]
    return "\n\n".join(parts)


def _results(one: Reviewed, found: Iterable[Row], index: dict[str, int]) -> Iterable[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for row in found:
        standard, finding = row.result.standard, row.finding
        seen[row.fingerprint] += 1
        about = "" if finding.path else " This is about the repository as a whole; the file only stands for it."
        yield {
            "ruleId": standard.id,
            "ruleIndex": index[standard.id],
            "level": GRAVITY[standard.level],
            "message": {"text": sarif_message(f"{_sentence(finding.message)}{about}")},
            "locations": [_location(one, finding)],
            "partialFingerprints": {"primaryLocationLineHash": f"{row.fingerprint}:{seen[row.fingerprint]}"},
        }


def _sentence(message: str) -> str:
    """Give the message with a full stop: GitHub shows the first sentence where there is little room."""
    said = message.strip() or "It falls short"
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _location(one: Reviewed, finding: Finding) -> dict[str, Any]:
    anchor = one.review.anchor if one.review else ""
    path = one.located(finding.path or anchor or NOTHING_TO_SHOW)
    line, column = max(finding.line, 1), max(finding.column, 1)
    long = len(finding.evidence) if finding.evidence and not finding.column else 1
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + long}
    if finding.evidence and finding.path and finding.line:
        region |= {"snippet": {"text": visible(finding.evidence)}}  # type: ignore[dict-item]
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri(path), "uriBaseId": "%SRCROOT%"}, "region": region},
    }


def _notices(one: Reviewed, index: dict[str, int], left_out: int) -> list[dict[str, Any]]:
    found = []
    for row in rows(one):
        if row.unread:
            standard, finding = row.result.standard, row.finding
            said = f"{standard.id} could not be read, which is no pass: {_sentence(finding.message)}"
            rule = {"id": standard.id, "index": index[standard.id]}
            places = [_location(one, finding)] if finding.path else []
            found.append(_notice(one, "unread", GRAVITY[standard.level], said, rule, places))
    if one.fault:
        found.append(_notice(one, "unread", "error", f"{one.fault.path or one.name}: {one.fault.message}"))
    if one.mistake:
        found.append(_notice(one, "settings", "error", one.mistake.replace(MEND, "; mend: ")))
    if left_out > 0:
        found.append(_notice(one, "cut", "warning", f"{count(left_out, 'result')} more, beyond what GitHub takes."))
    return found


def _notice(
    one: Reviewed,
    key: str,
    level: str,
    said: str,
    rule: dict[str, Any] | None = None,
    places: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    notice: dict[str, Any] = {
        "descriptor": {"id": f"{one.words.key}/{key}"},
        "level": level,
        "message": {"text": sarif_message(said)},
    }
    if rule:
        notice["associatedRule"] = rule
    if places:
        notice["locations"] = places
    return notice
