"""What an image installs: a lock, or what happens to be newest on the day of the build."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from playbook.review.readers.addresses import masked
from playbook.review.readers.ci import logical_lines, simple_commands
from playbook.review.readers.images import Image, Instruction, Stage
from playbook.review.readers.locking import Install, installed
from playbook.review.readers.project import (
    RequirementFile,
    locks,
    packages,
    requirement_files,
    unread_requirements,
)
from playbook.review.readers.requirements import Requirement, normal, requirement
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_BESIDE = re.compile(r"(?:.*[-_.])?(?:dev|develop|development|tests?|testing|lint|docs?|ci|debug)(?:[-_.].*)?")
_SHELL = re.compile(r"[\w./-]+\.sh\b")
_WORTH = re.compile(r"install|sync|\brun\b|export|create|update|wheel|develop|\badd\b|\.sh\b")
_INSTALLS = re.compile(
    r"\b(?:pip[\d.]*|uv|poetry|pdm|pipenv|pixi|conda|mamba|micromamba|conda-lock|setup\.py)\b|\.sh\b"
)


@dataclass
class Taken:
    """What one image takes: `lock` is the one that it installs, "" for none; and what is not pinned, with its place."""

    lock: str = ""
    findings: list[Finding] = field(default_factory=list)
    unread: list[Finding] = field(default_factory=list)


def taken(repository: Repository, image: Image) -> Taken:
    """Read what the image installs. Stages for development and tests count only where others are made from them."""
    reader = _Reader(repository, image)
    for stage in _kept(image):
        for item in stage.instructions:
            if item.name in ("RUN", "CMD", "ENTRYPOINT") and _INSTALLS.search(item.script + item.value):
                for words in reader.commands(item):
                    install = installed(words)
                    if install is not None and (item.name == "RUN" or install.locks):
                        reader.take(item, install)
    reader.finish()
    return reader.found


def _kept(image: Image) -> list[Stage]:
    """Give the stages that become part of what is deployed."""
    last = len(image.stages) - 1
    waiting = [index for index, stage in enumerate(image.stages) if index == last or not _BESIDE.fullmatch(stage.name)]
    kept: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index in kept:
            continue
        kept.add(index)
        stage = image.stages[index]
        sources = [stage.image, *(item.flags.get("from", "") for item in stage.instructions if item.name == "COPY")]
        waiting += [image.stages.index(found) for name in sources if name and (found := image.stage(name, index))]
    return [image.stages[index] for index in sorted(kept)]


class _Reader:
    def __init__(self, repository: Repository, image: Image) -> None:
        self.repository, self.image = repository, image
        self.found = Taken()
        self.written: set[str] = set()
        self.absent: dict[str, Finding] = {}
        """By its name, a lock that is installed and not there."""
        self.project: Instruction | None = None
        self.named = False
        """Whether packages are named one by one, with their versions."""
        self.known = {file.path: file for file in requirement_files(repository)}
        self.locks = locks(repository)
        self.own = {normal(package.name) for package in packages(repository) if package.name}

    def commands(self, item: Instruction) -> Iterator[list[str]]:
        """Give the simple commands of an instruction, and those of a script of the repository that it starts."""
        texts = [item.script]
        for name in _SHELL.findall(item.script) if item.name == "RUN" else ():
            for path in self._candidates(name)[:1]:
                try:
                    texts.append(self.repository.text(path))
                except UnreadError as error:
                    self.found.unread.append(error.finding)
        for text in texts:
            for _, line in logical_lines(text):
                if _WORTH.search(line):
                    yield from simple_commands(line)

    def take(self, item: Instruction, install: Install) -> None:
        if install.writes:
            self.written.add(install.writes.rpartition("/")[2])
        for lock in install.locks:
            self._lock(item, lock)
        if install.unknown:
            why = f"`{install.unknown[0]}` says what is installed: look at what it is set to where this is built"
            self.found.unread.append(self._place(item, why))
        fixed = self._fixed(install.constraints)
        written = any(name.rpartition("/")[2] in self.written for name in install.constraints)
        for file in install.files:
            self._file(item, file, fixed)
        own = [name for name in install.loose if requirement(name, "", 0).name in self.own]
        loose = [name for name in install.loose if name not in own and requirement(name, "", 0).name not in fixed]
        if loose and not written:
            what = f"`{loose[0]}`{_more(loose)} can be another version at the next build: install it from the lock"
            self.found.findings.append(self._place(item, what))
        self.named |= bool(install.pinned)
        if install.project or own:
            if fixed or written:
                self.found.lock = self.found.lock or install.constraints[0]
            else:
                self.project = self.project or item

    def _lock(self, item: Instruction, name: str) -> None:
        kind = "conda-lock" if name.startswith("conda-lock") else f"/{name}"
        lock = next((path for path in self.locks if kind in f"/{path}"), "")
        if lock:
            self.found.lock = lock
        else:
            what = f"this installs what {name} says, and the repository has none: commit it"
            self.absent.setdefault(name, self._place(item, what))

    def _file(self, item: Instruction, name: str, fixed: set[str]) -> None:
        if name.rpartition("/")[2] in self.written or name in ("-", "/dev/stdin"):
            return
        some = self._candidates(name)
        path = next((path for path in some if path in self.known or path in self.locks), "")
        if not path:
            dark = [finding for finding in unread_requirements(self.repository) if finding.path in some]
            why = f"`{name}` is not in the repository: look at what it holds where this is built"
            self.found.unread += dark or [self._place(item, why)]
        elif path in self.locks or self.known[path].pinned:
            self.found.lock = path
        else:
            self._unpinned(item, self.known[path], fixed)

    def _unpinned(self, item: Instruction, file: RequirementFile, fixed: set[str]) -> None:
        lines = [line for target in (file.path, *file.includes) for line in self._lines(target)]
        loose = [line.name or line.text for line in lines if not (line.local or line.pinned or line.name in fixed)]
        if loose:
            what = f"`{loose[0]}`{_more(loose)} in {file.path} can be another version at the next build: pin every line"
            self.found.findings.append(self._place(item, what))
        elif any(line.local for line in lines):
            self.project = self.project or item
        elif lines:
            self.found.lock = file.path
        self.found.unread += file.unread

    def _lines(self, path: str) -> Iterable[Requirement]:
        return self.known[path].lines if path in self.known else ()

    def _fixed(self, constraints: Iterable[str]) -> set[str]:
        """Give the names that the files of constraints pin."""
        paths = [path for name in constraints for path in self._candidates(name)[:1] if path in self.known]
        return {line.name for path in paths for line in self.known[path].lines if line.pinned}

    def _candidates(self, name: str) -> list[str]:
        """Give the files that `name` may mean in the image: by what was copied there, and by their ends."""
        clean = posixpath.normpath(name.strip("\"'")).lstrip("/")
        folder = posixpath.dirname(self.image.path)
        copies = [item for item in self.image.instructions if item.name in ("COPY", "ADD") and len(item.words) == 2]
        ends = [
            posixpath.normpath(item.words[0]).lstrip("/")
            for item in copies
            if "from" not in item.flags and _renamed(item.words[0], item.words[1], clean)
        ]
        parts = clean.split("/")
        ends += ["/".join(parts[start:]) for start in range(len(parts))]
        found = [path for end in ends for path in self.repository.at(posixpath.join(folder, end), end)]
        return found or self.repository.named(parts[-1])[:1]

    def finish(self) -> None:
        """Judge the project's own installation, when the whole image is known."""
        self.found.findings += self.absent.values()
        loose = [
            item.name
            for package in packages(self.repository)
            for item in package.own
            if not (item.local or item.pinned or item.name in self.own)
        ]
        if self.project is not None and not self.found.lock and not self.found.findings and loose:
            what = "the project is installed with whatever fits its ranges today: install a lock first"
            self.found.findings.append(self._place(self.project, f"{what}, then the project with --no-deps"))
        elif self.named and not self.found.lock:
            self.found.lock = self.image.path

    def _place(self, item: Instruction, why: str) -> Finding:
        line = self.repository.lines(self.image.path)[item.line - 1]
        return Finding(self.image.path, item.line, 1, why, masked(line))


def _more(names: list[str]) -> str:
    return f" and {len(names) - 1} more" if len(names) > 1 else ""


def _renamed(source: str, target: str, name: str) -> bool:
    """Tell whether `source` is copied under another name, that of `name`."""
    return target.rpartition("/")[2] == name.rpartition("/")[2] != source.rpartition("/")[2]
