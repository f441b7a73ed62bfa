"""The report as GitHub's workflow commands, which put findings beside the lines of a pull request.

GitHub shows ten annotations of each kind a step and drops the others without a word, so we count them in the log.
"""

from __future__ import annotations

from collections.abc import Iterator

from playbook.review.reports.report import MEND, Report, Reviewed, Row, count, headline, rows, tally
from playbook.review.reports.safe import command_property, command_value, printed

COMMANDS = {"must": "error", "should": "warning", "may": "notice"}
A_LEVEL = 10


def text(report: Report) -> str:
    """Give the commands, then a line of counts for each repository."""
    by_level: dict[str, list[str]] = {command: [] for command in COMMANDS.values()}
    for one in report.reviewed:
        by_level["error"] += _whole(one)
    for one in report.reviewed:
        for row in rows(one):
            by_level[COMMANDS[row.result.standard.level]].append(_annotation(one, row))
    lines = []
    for command, found in by_level.items():
        lines += found[:A_LEVEL]
        if len(found) > A_LEVEL:
            left = count(len(found) - A_LEVEL, command)
            lines.append(f"and {left} more, which GitHub would not show: the whole list is in the summary")
    for one in report.reviewed:
        said = f"{one.words.title} of {printed(one.name)}: {headline(one)}"
        lines.append(f"{said}; {tally(one)}" if one.review else said)
    return "".join(f"{line}\n" for line in lines)


def _annotation(one: Reviewed, row: Row) -> str:
    standard, finding = row.result.standard, row.finding
    review = one.review
    path, note = finding.path, ""
    if not path and review is not None:
        path, note = review.anchor, " (This is about the repository as a whole, not about this line.)"
    said = f"could not be read: {finding.message}" if row.unread else finding.message
    where = {"file": one.located(path), "line": str(finding.line or 1)} if path else {}
    if finding.column:
        where["col"] = str(finding.column)
    title = f"{standard.id} ({standard.level}) {standard.name}"
    return _command(COMMANDS[standard.level], {**where, "title": title}, f"{said}{note} {standard.url}")


def _whole(one: Reviewed) -> Iterator[str]:
    """Give what kept the repository from being reviewed."""
    title = {"title": f"{one.words.title} of {one.name}"}
    if one.fault:
        yield _command("error", title, f"{one.fault.path or 'it'} could not be read: {one.fault.message}")
    if one.mistake:
        what, _, mend = one.mistake.partition(MEND)
        yield _command("error", title, f"{what}; mend: {mend}")


def _command(command: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    return f"::{command} {said}::{command_value(message)}"
