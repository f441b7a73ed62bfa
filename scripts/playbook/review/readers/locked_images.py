"""What an image installs: a lock, or what happens to be newest on the day of the build."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from playbook.review.readers.addresses import masked
from playbook.review.readers.ci import logical_lines, simple_commands
from playbook.review.readers.image_arguments import filled, with_values
from playbook.review.readers.image_files import meant, shell_scripts
from playbook.review.readers.images import Image, Instruction, Stage
from playbook.review.readers.locking import Install, installed
from playbook.review.readers.named_requirements import all_lines, named_requirements
from playbook.review.readers.project import RequirementFile, locks, packages
from playbook.review.readers.requirements import Fixed, normal, pins, requirement, unpinned
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_BESIDE = re.compile(r"(?:.*[-_.])?(?:dev|develop|development|tests?|testing|lint|docs?|ci|debug)(?:[-_.].*)?")
_PROJECTS = {"pyproject.toml", "setup.py", "setup.cfg"}
"""What uv and pip-tools take for a list of requirements: the dependencies of the project, as ranges."""
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
    kept = {item.line for stage in _kept(image) for item in stage.instructions}
    for item, values in with_values(image):
        if item.line not in kept or item.name not in ("RUN", "CMD", "ENTRYPOINT"):
            continue
        if _INSTALLS.search(item.script + item.value):
            for words in reader.commands(item, values):
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
        self.listed = False
        """Whether a file lists packages."""
        self.locks = locks(repository)
        self.own = {normal(package.name) for package in packages(repository) if package.name}

    def commands(self, item: Instruction, values: Mapping[str, str]) -> Iterator[list[str]]:
        """Give the simple commands of an instruction, and those of a script of the repository that it starts."""
        texts = [filled(item.script, values)]
        for name in shell_scripts(item.script) if item.name == "RUN" else ():
            for path in meant(self.repository, self.image, name, item.line)[:1]:
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
        named = [requirement(name, "", 0) for name in install.loose]
        own = [one for one in named if one.name in self.own]
        files = [file for name in install.files if (file := self._file(item, name)) is not None]
        fixed, dark = self._fixed(item, install.constraints)
        held = fixed | {(requirement(name, "", 0).name, "") for name in install.pinned}
        held |= pins(line for file in files for line in all_lines(self.repository, file))
        written = any(name.rpartition("/")[2] in self.written for name in install.constraints)
        for file in files:
            self._judge(item, file, held)
        loose = [one.text for one in unpinned(named, held) if one not in own]
        if loose and dark and not written:
            self.found.unread.append(self._place(item, f"`{dark}` may pin what is installed: look at what it holds"))
        elif loose and not written:
            what = f"`{loose[0]}`{_more(loose)} can be another version at the next build"
            self.found.findings.append(self._place(item, f"{what}: {self._mend()}"))
        self.named |= bool(install.pinned)
        if install.project or own:
            if fixed or written:
                self.found.lock = self.found.lock or install.constraints[0]
            else:
                self.project = self.project or item

    def _mend(self) -> str:
        return "install it from the lock" if self._has_lock() else "pin it, or commit a lock and install that"

    def _has_lock(self) -> bool:
        """Tell whether a lock lies where the image would take it from."""
        folder = f"{posixpath.dirname(self.image.path)}/"
        above = (re.sub(r"(?:^|/)(?:requirements?|constraints?|locks?)$", "", posixpath.dirname(x)) for x in self.locks)
        return bool(self.found.lock) or any(not part or folder.startswith(f"{part}/") for part in above)

    def _lock(self, item: Instruction, name: str) -> None:
        kind = "conda-lock" if name.startswith("conda-lock") else f"/{name}"
        lock = self._nearest([path for path in self.locks if kind in f"/{path}"])
        if lock:
            self.found.lock = lock
        else:
            what = f"this installs what {name} says, and the repository has none: commit it"
            self.absent.setdefault(name, self._place(item, what))

    def _nearest(self, locks: list[str]) -> str:
        """Give the lock beside the image, else one above it; one elsewhere if no other project lies beside it."""
        folder = posixpath.dirname(self.image.path)
        above = [lock for lock in locks if f"{folder}/".startswith(f"{posixpath.dirname(lock)}/".lstrip("/"))]
        if above:
            return max(above, key=len)
        beside = self.repository.at(*(posixpath.join(folder, name) for name in ("pyproject.toml", "Pipfile")))
        return "" if beside and folder else "".join(locks[:1])

    def _file(self, item: Instruction, name: str) -> RequirementFile | None:
        """Give the requirements that `name` means; a lock, the project itself and what is unread are noted instead."""
        last = name.rpartition("/")[2]
        if last in self.written or name in ("-", "/dev/stdin"):
            return None
        if last in _PROJECTS:
            self.project = self.project or item
            return None
        some = [] if "://" in name else meant(self.repository, self.image, name, item.line)
        for path in some:
            try:
                file = named_requirements(self.repository, path)
            except UnreadError as error:
                self.found.unread.append(error.finding)
                return None
            if file is not None:
                return file
            if path in self.locks:
                self.found.lock = path
                return None
        why = f"`{name}` is not in the repository"
        if some:
            why = f"`{name}` is there, and what it lists cannot be told"
        elif self.repository.named(last):
            why = f"`{name}` may be any of several files of the repository"
        self.found.unread.append(self._place(item, f"{why}: look at what it holds where this is built"))
        return None

    def _judge(self, item: Instruction, file: RequirementFile, held: Fixed) -> None:
        lines = all_lines(self.repository, file)
        third = [line for line in lines if not (line.local or line.name in self.own)]
        loose = unpinned(third, file.fixed | held)
        self.listed = bool(third) or self.listed
        if loose:
            names = [line.name or line.text for line in loose]
            what = f"`{names[0]}`{_more(names)} in {loose[0].path} can be another version at the next build"
            self.found.findings.append(self._place(item, f"{what}: pin every line"))
        elif third:
            self.found.lock = file.path
        elif lines:  # the project and its siblings alone: what they need is found anew at each build
            self.project = self.project or item
        self.found.unread += file.unread

    def _fixed(self, item: Instruction, constraints: Iterable[str]) -> tuple[Fixed, str]:
        """Give what the files of constraints pin, and the name of one that is not in the repository."""
        fixed: set[tuple[str, str]] = set()
        dark = ""
        for name in constraints:
            paths = [] if "://" in name else meant(self.repository, self.image, name, item.line)[:1]
            try:
                file = named_requirements(self.repository, paths[0]) if paths else None
            except UnreadError as error:
                self.found.unread.append(error.finding)
                continue
            if file is None:
                dark = dark or name
            else:
                fixed |= {(known, "") for known, _ in pins(all_lines(self.repository, file))}
        return frozenset(fixed), dark

    def finish(self) -> None:
        """Judge the project's own installation, when the whole image is known."""
        self.found.findings += self.absent.values()
        loose = [
            item.name
            for package in packages(self.repository)
            for item in package.own
            if not (item.local or item.pinned or item.name in self.own)
        ]
        # Once the lines of a file are pinned, or the lock is committed, that is what holds the project, too.
        if self.project is not None and not (self.found.lock or self.listed or self.absent) and loose:
            what = "the project is installed with whatever fits its ranges today"
            mend = "install the lock first" if self._has_lock() else "commit a lock and install that first"
            self.found.findings.append(self._place(self.project, f"{what}: {mend}, then the project with --no-deps"))
        elif self.named and not self.found.lock:
            self.found.lock = self.image.path

    def _place(self, item: Instruction, why: str) -> Finding:
        line = self.repository.lines(self.image.path)[item.line - 1]
        return Finding(self.image.path, item.line, 1, why, masked(line))


def _more(names: list[str]) -> str:
    return f" and {len(names) - 1} more" if len(names) > 1 else ""
