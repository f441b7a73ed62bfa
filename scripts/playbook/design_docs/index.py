"""All documents as a table by status and stage: for a Markdown file beside them, and as JSON."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from playbook.design_docs.document import Document
from playbook.design_docs.writing import literal
from playbook.records.design import STAGES
from playbook.records.design_front import STATUSES

FORMAT = 1
"""Of the JSON. It changes when a field changes its meaning or goes."""

ENDED = ("rejected", "superseded", "retired")
"""Statuses of documents that are kept and not worked on any more, in the order of the table."""

HEAD = ("ID", "Document", "Status", "Stage", "Template", "Owner", "Created", "Review by", "Supersedes", "Superseded by",
        "Pain points")  # fmt: skip
NOTE = "<!-- made by `playbook design index`; change the documents, and make it anew -->"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What the table says of a document. `file` is its path from the root, with slashes; days are as in ISO 8601."""

    id: str
    title: str
    file: str
    template: str
    status: str
    stage: str
    owner: str
    created: str
    review_by: str
    supersedes: tuple[str, ...]
    superseded_by: str | None
    pain_points: tuple[str, ...]


def rows(documents: Sequence[Document]) -> tuple[IndexRow, ...]:
    """Give a row for each document whose front matter is sound: those that live by stage, then those that ended."""
    found = (_row(document) for document in documents)
    return tuple(sorted((row for row in found if row), key=_order))


def _row(document: Document) -> IndexRow | None:
    front = document.front
    if front is None:
        return None
    return IndexRow(
        front.id,
        front.title,
        document.file.as_posix(),
        front.template,
        front.status,
        front.stage,
        front.owner,
        front.created.isoformat(),
        front.review_by.isoformat(),
        front.supersedes,
        front.superseded_by,
        front.pain_points,
    )


def _order(row: IndexRow) -> tuple[int, int, str, str]:
    ended = ENDED.index(row.status) + 1 if row.status in ENDED else 0
    return ended, STAGES.index(row.stage), row.id, row.file


def counts(table: Iterable[IndexRow]) -> dict[str, dict[str, int]]:
    """Give how many documents have each status at each stage, without those that none has."""
    found = Counter((row.status, row.stage) for row in table)
    by_status = {
        status: {stage: found[status, stage] for stage in STAGES if found[status, stage]} for status in STATUSES
    }
    return {status: stages for status, stages in by_status.items() if stages}


def as_json(table: Sequence[IndexRow]) -> dict[str, Any]:
    """Give the table for a machine."""
    return {"format": FORMAT, "documents": [asdict(row) for row in table], "counts": counts(table)}


def markdown(table: Sequence[IndexRow]) -> str:
    """Give a Markdown file that stands in the folder which holds all documents: its links count from there."""
    if not table:
        return f"{NOTE}\n\n# Design documents\n\nThere is none yet.\n"
    folder = os.path.commonpath([PurePath("/", row.file).parent for row in table])
    lines = [NOTE, "", "# Design documents", "", *_table(HEAD, (_cells(row, folder) for row in table))]
    return "\n".join([*lines, "", "## How many", "", *_counted(table), ""])


def _cells(row: IndexRow, folder: str) -> tuple[str, ...]:
    where = PurePath(os.path.relpath(f"/{row.file}", folder)).as_posix()
    said = [row.status, row.stage, row.template, row.owner, row.created, row.review_by]
    lists = [", ".join(row.supersedes), row.superseded_by or "", ", ".join(row.pain_points)]
    return row.id, f"[{literal(row.title)}]({quote(where)})", *(literal(cell) or "–" for cell in (*said, *lists))


def _counted(table: Sequence[IndexRow]) -> Iterator[str]:
    found = counts(table)
    stages = [stage for stage in STAGES if any(stage in by_stage for by_stage in found.values())]
    lines = [
        (
            status.replace("-", " ").capitalize(),
            *(str(by_stage.get(stage, 0)) for stage in stages),
            str(sum(by_stage.values())),
        )
        for status, by_stage in found.items()
    ]
    yield from _table(("Status", *map(str.capitalize, stages), "All"), lines)


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table. Each cell is Markdown, in which only the bar has to be escaped."""
    for line in (head, ["---"] * len(head), *lines):
        cells = " | ".join(cell.replace("|", "\\|") for cell in line)
        yield f"| {cells} |"
