"""The run for a terminal, a spreadsheet and a program."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from playbook.review.adoption.history import as_run
from playbook.review.adoption.measure import Adoption
from playbook.review.reports.lines import Line, line
from playbook.review.reports.safe import dumped, printed, visible
from playbook.review.verdict import Answer

BAR = 20
"""Characters of a whole share."""

MOST = 20
"""Changes and repositories that a terminal names; the rest are counted."""


def percent(share: float | None) -> str:
    """Give a share as people read it; a share that is not whole never becomes 0 or 100."""
    if share is None:
        return "–"
    rounded = round(share * 100)
    return f"{min(max(rounded, 1), 99) if 0 < share < 1 else rounded} %"


def counts(adoption: Adoption, key: str) -> Counter[Answer]:
    """Give how many repositories answer what to the standard `key`."""
    return Counter(row.answers[key] for row in adoption.rows if key in row.answers)


def terminal(adoption: Adoption) -> Iterator[Line]:
    """Give the lines: a row a standard, then what changed, then what could not be read."""
    yield line((f"{len(adoption.rows)} repositories, stage {adoption.stage}, {adoption.day}", "bold"))
    yield line(f"{percent(adoption.whole)} of what applies holds")
    yield line()
    for entry in adoption.standards:
        found = counts(adoption, entry.id)
        share = adoption.share(entry.id)
        filled = round((share or 0) * BAR)
        bar = "█" * filled + "░" * (BAR - filled) if share is not None else " " * BAR
        asked = sum(found.values()) - found[Answer.NOT_APPLICABLE]
        said = f"{found[Answer.HOLDS]} of {asked}" if asked else "applies to none"
        dark = f", {found[Answer.UNREAD]} could not be read" if found[Answer.UNREAD] else ""
        yield line((f"{entry.id} ", "bold"), (bar, "green"), f" {percent(share):>5}  {entry.name}: {said}{dark}")
    yield from _changes(adoption)
    yield from _faults(adoption)


def _changes(adoption: Adoption) -> Iterator[Line]:
    if adoption.since is None:
        return
    yield line()
    better = sum(change.better for change in adoption.changes)
    worse = sum(change.worse for change in adoption.changes)
    yield line((f"Since {adoption.since}: {better} hold now, {worse} do not any more", "bold"))
    for change in adoption.changes[:MOST]:
        yield line(f"{printed(change.name)} {change.standard}: {change.before} → {change.now}", depth=1)
    if len(adoption.changes) > MOST:
        yield line(f"and {len(adoption.changes) - MOST} more", depth=1)
    for words, names in (("new", adoption.came), ("no longer named", adoption.went)):
        if names:
            yield line(f"{words}: {', '.join(map(printed, names[:MOST]))}", depth=1)


def _faults(adoption: Adoption) -> Iterator[Line]:
    faults = [row for row in adoption.rows if row.fault]
    if faults:
        yield line()
        yield line((f"Could not be read: {len(faults)}", "bold"))
        yield from (line(f"{printed(row.name)}: {printed(row.fault)}", depth=1) for row in faults)


def csv_table(adoption: Adoption) -> str:
    """Give a row a repository and a column a standard. What a spreadsheet would take for a formula is text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    keys = [entry.id for entry in adoption.standards]
    writer.writerow(["repository", *keys, "fault"])
    for row in adoption.rows:
        writer.writerow([_cell(row.name), *(row.answers.get(key, "") for key in keys), _cell(row.fault)])
    return out.getvalue()


def _cell(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@")) else shown


def json_report(adoption: Adoption) -> str:
    """Give the run with the shares and with what changed."""
    data: dict[str, Any] = {
        "format": 1,
        **as_run(adoption),
        "share": adoption.whole,
        "standards": {
            entry.id: {
                "name": entry.name,
                "level": entry.level,
                "tier": entry.tier,
                "url": entry.url,
                "share": adoption.share(entry.id),
                **{answer.value: counts(adoption, entry.id)[answer] for answer in Answer},
            }
            for entry in adoption.standards
        },
        "since": adoption.since.isoformat() if adoption.since else None,
        "changes": [
            {"repository": change.name, "standard": change.standard, "before": change.before, "now": change.now}
            for change in adoption.changes
        ],
        "new": list(adoption.came),
        "gone": list(adoption.went),
    }
    return dumped(data)
