"""Reads deployments from files: a CSV with a column of dates, or GitHub's list of deployments as JSON.

A file of which a part cannot be read is refused as a whole, with each place: a number from half a file is worse than
none. Nothing in a file is run, and nothing is looked up elsewhere.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playbook.priorities.deployments.found import Deployment, Found, From, RefusedError, in_order, shown, times
from playbook.priorities.deployments.moments import moment

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
_TOLD = 10
"""So many places are named; the others are counted."""

DATES = ("date", "day", "deployed", "deployed_at", "created_at", "time", "timestamp", "when")
NAMES = ("name", "version", "tag", "ref", "release")
COMMITS = ("commit", "sha")


def read_csv(
    file: Path,
    zone: datetime.tzinfo,
    now: datetime.datetime,
    environments: Sequence[str] = (),
    column: str = "",
) -> Found:
    """Give a deployment for each row of `file`: comma, semicolon or tab; the first row has the names of the columns.

    `column` names the one of the dates; else it is one of `DATES`. Raises RefusedError.
    """
    text = _text(file)
    name = shown(file.name)
    try:
        table = list(_numbered(text))
    except csv.Error as error:
        raise RefusedError(f"{name}: this is no CSV: {error}", "export it anew as CSV, in UTF-8") from None
    if not table:
        raise RefusedError(f"{name}: the file is empty", "give it a head `date`, and a row for each deployment")
    head = [cell.strip().lower() for cell in table[0][1]]
    dates = _column(name, head, (column.strip().lower(),) if column else DATES)
    names, commits, where = (_place(head, known) for known in (NAMES, COMMITS, ("environment",)))
    rows = (
        (f"line {line}, column {head[dates]}", *(_cell(cells, at) for at in (dates, names, commits, where)))
        for line, cells in table[1:]
    )
    return _found("csv", file, rows, zone, now, environments)


Row = tuple[str, ...]
"""Where it stands, the date, the name, the commit, the environment."""


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not empty, with the number of its first line. Raises csv.Error."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


def _column(name: str, head: list[str], known: Sequence[str]) -> int:
    at = _place(head, known)
    if at is None:
        there = ", ".join(shown(cell, 30) for cell in head[:8])
        raise RefusedError(
            f"{name}, line 1: no column of dates; there are: {there}",
            f"call it {known[0]}"
            if len(known) == 1
            else f"call it date, or name it with --column; known: {', '.join(known)}",
        )
    return at


def _place(head: list[str], known: Sequence[str]) -> int | None:
    return next((head.index(name) for name in known if name in head), None)


def _cell(cells: list[str], at: int | None) -> str:
    """Give a cell; the apostrophe that keeps spreadsheets from reading a formula falls away."""
    text = cells[at].strip() if at is not None and at < len(cells) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text


def read_github(file: Path, zone: datetime.tzinfo, now: datetime.datetime, environments: Sequence[str] = ()) -> Found:
    """Give a deployment for each item of GitHub's REST list of deployments. Raises RefusedError.

    Reads what `gh api --paginate` prints: one list, several one after the other, or a list of lists (`--slurp`).
    """
    text = _text(file)
    name = shown(file.name)
    mend = "make it with `gh api --paginate 'repos/OWNER/NAME/deployments?per_page=100'`"
    items: list[Any] = []
    try:
        for value in _values(text):
            pages = value if isinstance(value, list) else [value]
            for page in pages:
                items += page if isinstance(page, list) else [page]
    except (ValueError, RecursionError):
        raise RefusedError(f"{name}: this is no JSON", mend) from None
    if not items:
        raise RefusedError(f"{name}: the list has no deployments", mend)
    if len(items) == 1 and isinstance(items[0], dict) and isinstance(items[0].get("message"), str):
        raise RefusedError(f"{name}: this is an answer of GitHub that says {shown(items[0]['message'])!r}", mend)

    return _found("github", file, map(_row, range(1, len(items) + 1), items), zone, now, environments)


def _row(number: int, item: Any) -> Row:
    fields = item if isinstance(item, dict) else {}
    said = (fields.get(key) for key in ("created_at", "ref", "sha", "environment"))
    return f"deployment {number}, created_at", *(value if isinstance(value, str) else "" for value in said)


def _values(text: str) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(), 0
    text = text.strip()
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        while at < len(text) and text[at] in " \t\r\n":
            at += 1


def _text(file: Path) -> str:
    name = shown(str(file), 200)
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"{name}: it cannot be read: {error.strerror}", "name a file that you may read") from None
    if len(data) > MOST_BYTES:
        raise RefusedError(
            f"{name}: it is larger than {MOST_BYTES // 1_000_000} MB", "export fewer columns, or fewer years"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(f"{name}: it is not UTF-8", "export it anew as CSV or JSON in UTF-8") from None


def _found(
    kind: From,
    file: Path,
    rows: Iterator[Row],
    zone: datetime.tzinfo,
    now: datetime.datetime,
    environments: Sequence[str],
) -> Found:
    name = shown(file.name)
    faults: list[str] = []
    read: list[Deployment] = []
    for number, (place, date, what, commit, where) in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise RefusedError(f"{name}: it has more than {MOST_ROWS:,} rows", "export fewer years")
        try:
            at, day = moment(date, zone)
        except ValueError as error:
            faults.append(f"{place}: {shown(date, 40)!r} {error}" if date else f"{place}: there is no date")
            continue
        read.append(Deployment(at, day, shown(what), shown(commit, 64), shown(where)))
    if faults:
        more = [f"and {len(faults) - _TOLD:,} more"] if len(faults) > _TOLD else []
        raise RefusedError(
            "\n".join(
                [f"{name}: {times(len(faults), 'date')} cannot be read, so nothing is counted:"]
                + [f"  {fault}" for fault in faults[:_TOLD] + more]
            ),
            "write each as year-month-day, such as 2026-03-31; 3/4/2026 means two days",
        )
    if not read:
        raise RefusedError(f"{name}: there is a head and no deployment", "give it a row for each deployment")
    chosen, notes = _of(name, read, environments)
    last = now + datetime.timedelta(hours=1)
    today = now.astimezone(zone).date()
    past = [one for one in chosen if one.at <= last or one.day <= today]
    if len(past) < len(chosen):
        late = len(chosen) - len(past)
        notes.append(f"{times(late, 'deployment')} dated in the future {'is' if late == 1 else 'are'} left out.")
    if kind == "github":
        notes.append("GitHub lists what somebody asked to deploy; whether it succeeded stands in its statuses.")
    return Found(kind, name, in_order(past), tuple(notes))


def _of(name: str, read: list[Deployment], environments: Sequence[str]) -> tuple[list[Deployment], list[str]]:
    """Give those of the chosen environments. Raises RefusedError where several are mixed and none is chosen."""
    there = Counter(one.environment for one in read)
    told = ", ".join(f"{key or '(none)'} {count:,}" for key, count in there.most_common(8))
    if not environments:
        if len(there) > 1:
            raise RefusedError(
                f"{name}: it has deployments to {len(there)} environments: {told}",
                f"say which to count: --environment {there.most_common(1)[0][0] or 'production'}",
            )
        return read, []
    chosen = [one for one in read if one.environment in environments]
    if not chosen:
        asked = ", ".join(shown(key) for key in environments)
        raise RefusedError(
            f"{name}: no deployment to {asked}; there are: {told}", "name one of those with --environment"
        )
    left = len(read) - len(chosen)
    return chosen, [f"{times(left, 'deployment')} to other environments left out."] if left else []
