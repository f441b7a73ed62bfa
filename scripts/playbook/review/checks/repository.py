"""REP: where things are in a repository, what its README says, and what does not belong into Git."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.review.readers.bulk import DATA, is_data
from playbook.review.readers.owners import owner_in_file, owner_in_readme
from playbook.review.readers.readme import Line, is_command, named_readmes, parts, readme
from playbook.review.readers.storage import elsewhere, size_text
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide, missing

DATA_LIMIT = 1_000_000
FILE_LIMIT = 10_000_000
"""Bytes; of a file that is no data."""

LINES = 5_000
"""Of a README; nobody reads further."""


def readme_says(repository: Repository) -> Verdict:
    """REP002: a README with a command in a code block, and an owner in a file of owners or in the README.

    The README that the project shows where it is published counts as well as the one at the root.
    """
    paths = list(dict.fromkeys(path for path in (readme(repository), *named_readmes(repository)) if path))
    if not paths:
        return missing("there is no README: write what it is for, which team owns it, and the commands that run it")
    path = paths[0]
    lines = [line for each in paths for line in _parts(repository, each)]
    found: list[Finding] = []
    unread: list[Finding] = []
    if not any(is_command(line) for line in lines):
        found.append(Finding(path, message="no code block holds a command: write down what runs it from a fresh clone"))
    if not owner_in_file(repository, unread) and not owner_in_readme(lines) and not unread:
        why = "nothing says who owns this: add a line such as “Owner: team …, #channel”, or a CODEOWNERS file"
        found.append(Finding(path, message=why))
    return decide(found, unread, holds="the README has a command, and the owner is named")


def _parts(repository: Repository, path: str) -> list[Line]:
    return list(parts(repository.lines(path)[:LINES], asciidoc=path.lower().endswith((".adoc", ".asciidoc"))))


def no_bulk(repository: Repository) -> Verdict:
    """REP003: no data file over 1 MB, no file over 10 MB; what LFS or DVC keeps outside Git passes."""
    outside = elsewhere(repository)
    unread = [item for item in repository.absent(*DATA) if not outside(item.path)]
    found = list(_bulk(repository, unread))
    return decide(found, unread, holds="no data file over 1 MB and no file over 10 MB is tracked")


def _bulk(repository: Repository, unread: list[Finding]) -> Iterator[Finding]:
    outside = elsewhere(repository)
    for path in repository.files:
        size = repository.size(path)
        if size <= DATA_LIMIT:
            continue
        try:
            data = is_data(repository, path)
        except UnreadError as error:
            unread.append(error.finding)
            continue
        if (data or size > FILE_LIMIT) and not outside(path):
            what = "this data file" if data else "this file"
            limit = size_text(DATA_LIMIT if data else FILE_LIMIT)
            mend = "keep it in storage of its own, DVC or Git LFS, and write down where it comes from"
            yield Finding(path, message=f"{what} has {size_text(size)}, more than {limit}: {mend}")


CHECKS: dict[str, Check] = {"REP002": readme_says, "REP003": no_bulk}
