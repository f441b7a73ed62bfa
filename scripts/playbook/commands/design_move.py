"""`playbook design migrate` moves documents to newer versions of templates, and `playbook design index` lists them."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from playbook.commands import options
from playbook.commands.design_files import Found, designs, found, lines, refused, told
from playbook.records.problems import ProblemsError

if TYPE_CHECKING:
    from playbook.design_docs.migrate import Migration

HOLDS, AT_FAULT, UNREAD = 0, 1, 3
"""How both commands end; being called wrongly ends with 2."""


def move(paths: Iterable[Path], stage: str | None, dry_run: bool) -> int:
    """Move the documents on, say what became of each, and give how the command ends."""
    from playbook.design_docs.migrate import migrated

    known = designs()
    if not tuple(paths):
        raise refused("no document is named", "name a file or a folder, such as docs/design")
    every = found(paths)
    end = _unread(every)
    for root, file in _files(every):
        try:
            data = (root / file).read_bytes()
            done = migrated(data, file, known, stage=stage)
        except ProblemsError as error:
            click.echo(told(error), err=True)
            end = end or AT_FAULT
            continue
        changes = done.data != data
        if changes and not dry_run:
            _replace(root / file, data, done.data)
        click.echo(lines(_said(file, data, done, dry_run)))
    return end


def listed(paths: Iterable[Path], kind: str, graph: Path | None, output: Path | None) -> int:
    """Write the table, and the figure if it is asked for, and give how the command ends."""
    from playbook.design_docs import document
    from playbook.design_docs.graph import drawn
    from playbook.design_docs.index import as_json, markdown, rows
    from playbook.review.reports.safe import dumped

    every = found(paths)
    if len(every) > 1:
        names = " and ".join(str(one.root) for one in every)
        raise refused(f"these are documents of {names}", "list those of one repository at a time")
    end = _unread(every)
    documents = []
    for root, file in _files(every):
        try:
            one = document.read(root, file, body=False)
            if one.problems:
                raise ProblemsError(one.problems)
        except ProblemsError as error:
            click.echo(f"left out: {told(error)}", err=True)
            end = end or AT_FAULT
            continue
        documents.append(one)
    if graph:
        _draw(drawn(documents, standalone=True), graph)
    table = rows(documents)
    options.put(dumped(as_json(table)) if kind == "json" else markdown(table), output)
    return end


def _draw(figure: str, file: Path) -> None:
    if not figure:
        click.echo(lines(["no document supersedes another, so there is nothing to draw"]), err=True)
        return
    try:
        file.write_bytes(figure.encode("utf-8", "replace"))
    except OSError as error:
        raise refused(f"--graph {file}: {error.strerror}", "name a file that can be written") from None


def _files(every: Iterable[Found]) -> Iterator[tuple[Path, PurePath]]:
    return ((one.root, file) for one in every for file in one.files)


def _unread(every: Iterable[Found]) -> int:
    """Say what could not be read, and give how the command ends for it."""
    dark = [finding for one in every for finding in one.unread]
    if dark:
        click.echo(lines(f"{finding.path}: {finding.message}" for finding in dark), err=True)
    return UNREAD if dark else HOLDS


def _said(file: PurePath, data: bytes, done: Migration, dry_run: bool) -> Iterator[str]:
    if done.data == data:
        yield f"{file.as_posix()}: nothing to do"
    else:
        yield f"{file.as_posix()}: {'would change' if dry_run else 'changed'}"
    yield from (f"  {note}" for note in done.notes)
    if dry_run and done.data != data:
        before, after = (text.decode("utf-8", "replace").splitlines() for text in (data, done.data))
        # The bar keeps a log from obeying a line of the document that begins with `::`.
        yield from (f"  | {row}" for row in difflib.unified_diff(before, after, "before", "after", lineterm="", n=1))


def _replace(file: Path, before: bytes, after: bytes) -> None:
    """Write beside the file first, so that it is never half written; whoever saved it meanwhile is not overwritten."""
    beside: Path | None = None
    try:
        # A name that nobody has: a file or a link that waits under ours would be written to, and be gone after.
        handle, name = tempfile.mkstemp(prefix=f".{file.name[:100]}.", dir=file.parent)
        os.close(handle)
        beside = Path(name)
        beside.write_bytes(after)
        shutil.copymode(file, beside)
        if file.read_bytes() != before:
            raise refused(f"{file} was changed while it was moved on", "save it, and run this again")
        os.replace(beside, file)
    except OSError as error:
        raise refused(f"{file}: {error.strerror}", "name a file that can be written") from None
    finally:
        if beside:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
