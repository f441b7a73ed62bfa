"""Which files are design documents, and what the rules find in them. Files are read, nothing is written."""

from __future__ import annotations

import datetime
import gc
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from playbook.design_docs.document import Document, opened, read, unread
from playbook.design_docs.reached import reached
from playbook.design_docs.rules import RULES
from playbook.design_docs.rules.front import hoped, unsound
from playbook.design_docs.rules.model import Answer, Asked, Fault
from playbook.records.design_catalogue import Designs
from playbook.records.design_front import Front
from playbook.records.problems import ProblemsError

READ = 64 * 1024
"""So much of a file says whether it is a design document."""
_NUMBERED = re.compile(r"(?![0-9]{4}-[0-9]{2}-[0-9]{2})[0-9]+[-_]")
"""A number in front, which is not a day: `2026-11-27-minutes.md` is no design document."""
_FRONT = re.compile(rb"(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_KEY = re.compile(rb"[\r\n](kind|template)[ \t]*:")
_NO_DOCUMENTS = {"readme", "index"}
_PASSED = {"node_modules", "__pycache__", "site-packages"}
LONGEST = 600
"""Characters of a message: a document may give names of any length."""
FRONT = "DES001"
"""The rule that says whether all others can be asked, or those about the text alone."""


def gather(root: Path, paths: Sequence[Path]) -> tuple[PurePath, ...]:
    """Give the design documents at and below `paths`, relative to `root`, in their order.

    A path that is not absolute counts from `root`. What lies outside of `root` is passed over, as are links, folders
    whose name begins with a dot, and Markdown that is no design document.
    """
    root = root.resolve()
    found: set[PurePath] = set()
    for path in paths:
        start = _inside(root, path)
        if start is None:
            continue
        files = [start] if os.path.isfile(root / start) else _below(root, start)
        found.update(file for file in files if _is_document(root, file))
    return tuple(sorted(found))


def _inside(root: Path, path: Path) -> PurePath | None:
    """Give `path` relative to `root`, or None where it lies outside or is reached through a link."""
    there = Path(os.path.abspath(root / path))
    try:
        real = there.resolve()
        linked = there.is_relative_to(root) and real != there
        return None if linked or os.path.islink(there) else real.relative_to(root)
    except (OSError, ValueError, RuntimeError):  # no such path, outside, or a circle of links
        return None


def _below(root: Path, start: PurePath) -> Iterator[PurePath]:
    for folder, folders, files in os.walk(root / start):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED)
        here = PurePath(folder).relative_to(root)
        yield from (here / name for name in files)


def _is_document(root: Path, file: PurePath) -> bool:
    """Tell it by the name and the front matter. A numbered file that cannot be read is one: its fault is to be said."""
    if file.suffix.lower() != ".md" or file.stem.lower() in _NO_DOCUMENTS or not _is_plain(root / file):
        return False
    numbered = _NUMBERED.match(file.name) is not None
    try:
        with (root / file).open("rb") as opened:
            start = opened.read(READ).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return numbered
    keys = set(_KEY.findall(_FRONT.split(start, maxsplit=2)[1])) if _FRONT.match(start) else set()
    return b"template" in keys or (numbered and b"kind" not in keys)


def _is_plain(path: Path) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def check(
    root: Path,
    files: Sequence[PurePath],
    designs: Designs,
    *,
    today: datetime.date,
    stage: str | None = None,
    changed: frozenset[str] | None = None,
) -> tuple[Answer, ...]:
    """Ask all rules about each of `files`, which are relative to `root`, and give an answer for each, in their order.

    `stage` is asked for in place of the documents' own. `changed` are the files, relative to `root`, that must meet the
    newest version of their template. Documents beside those asked for are read as well: what one supersedes is held
    against them. Raises nothing for what stands in a file.
    """
    root = root.resolve()
    documents = {file: _read(root, file) for file in files}  # their bodies are taken apart one at a time
    folders = {folder: _Folder(root, folder, documents) for folder in {file.parent for file in documents}}
    with _uncollected():
        return tuple(
            _answer(_Run(root, designs, today, stage, changed), document, folders[file.parent])
            for file, document in documents.items()
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have the collector of garbage wait: each document leaves thousands of tokens behind, and no circles of them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Run:
    """What is the same for all documents; see `check`."""

    root: Path
    designs: Designs
    today: datetime.date
    stage: str | None
    changed: frozenset[str] | None


def _answer(run: _Run, document: Document, folder: _Folder) -> Answer:
    faults = {FRONT: _said(unsound(document, run.designs))}
    sound = document.front if not faults[FRONT] else None
    if front := sound or hoped(document, run.designs, run.stage):
        asked = _asked(run, opened(document), front, folder)
        rules = (rule for rule in RULES if rule.id != FRONT and (sound or rule.of_text))
        faults |= {rule.id: _said(rule.faults(asked)) for rule in rules if rule.applies(asked)}
    return Answer(document.file, faults)


def _said(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Give the faults, each once and in one line: names that a document gives may hold breaks of lines."""
    return tuple(replace(one, what=_line(one.what), mend=_line(one.mend)) for one in dict.fromkeys(faults))


def _line(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 3]} … {words[-LONGEST // 2 :]}"


class _Folder:
    """The documents of a folder by their id: those asked for, and the front matter of those beside them."""

    def __init__(self, root: Path, folder: PurePath, documents: Mapping[PurePath, Document]) -> None:
        beside = (folder / name for name in _names(root / folder))
        files = {file for file in beside if file not in documents and _is_document(root, file)}
        known = [document for file, document in documents.items() if file.parent == folder]
        everything = sorted([*known, *(_read(root, file) for file in files)], key=lambda one: one.file)
        self.by_id: dict[str, Document] = {}
        self.files: dict[str, list[PurePath]] = {}
        for document in everything:
            self.by_id.setdefault(document.named, document)
            self.files.setdefault(document.named, []).append(document.file)


def _names(folder: Path) -> Iterable[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _read(root: Path, file: PurePath) -> Document:
    try:
        return read(root, file, body=False)
    except ProblemsError as error:
        return unread(file, error.problems)


def _asked(run: _Run, document: Document, front: Front, folder: _Folder) -> Asked:
    template = run.designs.templates[front.template_id]
    sections = template.versions[front.template_version]
    return Asked(
        document,
        front,
        template,
        template.sections(front.template_version, run.stage or reached(document, front.stage, sections)),
        run.stage or front.stage,
        run.designs,
        {**folder.by_id, document.named: document},
        run.root,
        run.today,
        newest=run.changed is not None and document.file.as_posix() in run.changed,
        twins=tuple(file for file in folder.files[document.named] if file != document.file),
    )
