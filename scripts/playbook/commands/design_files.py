"""Which design documents a caller means: in which repository they stand, and what keeps them from being read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from playbook.commands.choosing import wrong

if TYPE_CHECKING:
    from playbook.records.design_catalogue import Designs
    from playbook.records.problems import ProblemsError
    from playbook.review.verdict import Finding

FOLDER = Path("docs/design")
"""Where documents are looked for and laid out, if the caller names no other place."""

paths: Callable[..., Any] = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


@dataclass(frozen=True)
class Found:
    """The documents of one repository: `root` is its folder, `path` the first that the caller wrote for it.

    `files` are relative to `root`; `unread` are those, and folders, that the system refuses.
    """

    root: Path
    path: str
    files: tuple[PurePath, ...]
    unread: tuple[Finding, ...]


def designs() -> Designs:
    """Give the templates, and what a document may name."""
    from playbook.records import design_catalogue
    from playbook.records.problems import ProblemsError

    try:
        return design_catalogue.designs()
    except ProblemsError as error:
        raise click.UsageError(f"the playbook's own pages are at fault:\n{told(error)}") from None


def told(error: ProblemsError) -> str:
    """Give all faults, each with its place and mend, so that nothing in them can act on a terminal or a log."""
    from playbook.review.reports.safe import printed

    return "\n".join(
        f"{printed(str(one.place))}: {printed(one.what)}\n    mend: {printed(one.mend)}" for one in error.problems
    )


def lines(rows: Iterable[str]) -> str:
    """Give each of `rows` as a line, so that nothing in it can act on a terminal or a log."""
    from playbook.review.reports.safe import printed

    return "\n".join(map(printed, rows))


def refused(what: str, mend: str) -> click.UsageError:
    """Give the error that ends with 2; `what` may hold what the caller wrote, or the name of a file."""
    from playbook.review.reports.safe import printed

    return wrong(printed(what), printed(mend))


def one_of(name: str, known: Iterable[str], what: str, besides: str = "") -> str:
    """Give which of `known` is meant, whatever its case; or the error that names those that come closest.

    `besides` is a sentence that follows its mend.
    """
    import difflib

    by_case = {key.lower(): key for key in known}
    low = name.strip().lower()
    if low in by_case:
        return by_case[low]
    near = [by_case[key] for key in difflib.get_close_matches(low, by_case, n=3)]
    mend = (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"use one of: {', '.join(by_case.values())}{'.' if besides else ''}"
    )
    raise refused(f"there is no {what} {name!r}", f"{mend} {besides}".strip())


def found(named: Iterable[Path]) -> tuple[Found, ...]:
    """Give the documents at and below the paths that the caller named, or in FOLDER, by repository.

    Raises UsageError for a path that is not there, and where no document is found at all.
    """
    given = tuple(named) or (_default(),)
    by_root: dict[Path, list[tuple[Path, Path]]] = {}
    for path in given:
        if not os.path.exists(path):
            raise refused(f"{path}: there is no such file or folder", "name a design document, or a folder of them")
        real = Path(os.path.realpath(path))
        by_root.setdefault(_root(real), []).append((path, real))
    every = tuple(_found(root, pairs) for root, pairs in by_root.items())
    if not any(one.files or one.unread for one in every):
        raise refused(
            f"there is no design document in {', '.join(str(path) for path in given)}",
            "lay one out: playbook design new ml-solution --title '…'; a document has a number before its name, "
            "such as 0001-forecasts.md, or `template` in its front matter",
        )
    return every


def usual() -> Path:
    """Give where documents stand if the caller names no place: a folder of their own in FOLDER, or else FOLDER."""
    return FOLDER / "documents" if (FOLDER / "documents").is_dir() else FOLDER


def _default() -> Path:
    folder = usual()
    if folder.is_dir():
        return folder
    raise refused(
        f"there is no folder {FOLDER.as_posix()} here",
        "name the folder of your design documents, or begin one: playbook design new ml-solution --title '…'",
    )


def _root(path: Path) -> Path:
    """Give the Git repository around `path`; without one, this folder if it is in it, or else its own."""
    folder = path if path.is_dir() else path.parent
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    here = Path(os.path.realpath("."))
    return here if folder.is_relative_to(here) else folder


def _found(root: Path, pairs: Sequence[tuple[Path, Path]]) -> Found:
    from playbook.design_docs.check import gather

    dark: dict[PurePath, str] = {}
    for _path, real in pairs:
        if real.is_dir():
            dark |= dict(_refusing(root, real))
    files = []
    for file in gather(root, [real for _path, real in pairs]):
        why = _why(root / file)
        if why:
            dark[file] = why
        else:
            files.append(file)
    from playbook.review.verdict import Finding

    unread = tuple(Finding(file.as_posix(), message=f"the system refuses it: {why}") for file, why in dark.items())
    return Found(root, str(pairs[0][0]), tuple(files), tuple(sorted(unread)))


def _refusing(root: Path, folder: Path) -> Iterable[tuple[PurePath, str]]:
    """Give the folders at and below `folder` that cannot be listed, each with what the system says."""
    errors: list[OSError] = []
    for _folder, folders, _files in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
    for error in errors:
        yield PurePath(error.filename).relative_to(root), error.strerror or "it cannot be listed"


def _why(file: Path) -> str:
    """Give what the system says where the file cannot be opened, or ""."""
    try:
        with file.open("rb"):
            return ""
    except OSError as error:
        return error.strerror or "it cannot be opened"
