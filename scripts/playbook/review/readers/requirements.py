"""Requirements: one of them as text, and files of them with what they include."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_HEAD = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*")
_EXACT = re.compile(r"={2,3}\s*[^*,\s]+$")
_COMMIT = re.compile(r"@(?:[0-9a-f]{40}\b|v?\d[\w.+-]*(?:#|$))")
_ARCHIVE = re.compile(r"\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)(?:[#?]|$)")
_FILE = re.compile(r"(?:.*[-_.])?(?:requirements?|constraints?)(?:[-_.].*)?\.(?:txt|in|pip|lock)")
_FOLDER = re.compile(r"(?:.*[-_.])?(?:requirements?|constraints?)")
_OPTION = re.compile(r"(-[A-Za-z]|--[A-Za-z-]+)(?:\s*=\s*|\s+|(?=[./\w]))(.*)")
_ADDRESS = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://")
_LOCAL = re.compile(r"(?:\.{0,2}/|\.{1,2}(?:$|\[)|file:|~/|[A-Za-z]:\\)")
MAX_INCLUDES = 50


@dataclass(frozen=True, slots=True)
class Requirement:
    """A declared dependency. `name` is normalised (lower case, hyphens), or "" for a path or URL without one.

    `specifier` is as PEP 440 writes it, also where the file had another way (`^1.2` is `>=1.2,<2`). `group` is "" for
    the package's own dependencies, else the extra or group. `source` is where it comes from if that is no index: a
    URL, a path, or "workspace".
    """

    text: str
    name: str
    specifier: str
    path: str
    line: int
    group: str = ""
    marker: str = ""
    source: str = ""

    @property
    def local(self) -> bool:
        """Whether it is of this repository: the project itself, a path or a member of the workspace."""
        return self.source == "workspace" or bool(_LOCAL.match(self.source))

    @property
    def pinned(self) -> bool:
        """Whether it can only ever be one version: `==`, a commit, a version's tag, or one archive."""
        if self.source:
            return bool(_COMMIT.search(self.source) or _ARCHIVE.search(self.source))
        return any(_EXACT.match(part.strip()) for part in self.specifier.split(","))


Fixed = frozenset[tuple[str, str]]
"""What is pinned somewhere in an installation: the name, and the marker under which it is, "" for always."""


@dataclass(frozen=True, slots=True)
class RequirementFile:
    """A file of requirements: `lines` are its own, `includes` the files that it names with -r.

    `pinned` tells whether every line, also of what it includes, is pinned: by itself, by another line, or by a
    constraint that it names. An empty file is not pinned. `unread` are the files that it names and that could not be
    read; `fixed` is what its constraints and the files that it includes pin.
    """

    path: str
    lines: tuple[Requirement, ...]
    pinned: bool
    includes: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    unread: tuple[Finding, ...] = ()
    fixed: Fixed = frozenset()

    def loose(self, fixed: Fixed = frozenset()) -> list[Requirement]:
        """Give the lines of others' packages that nothing pins; `fixed` is what is pinned beside this file."""
        return unpinned(self.lines, self.fixed | fixed)


def normal(name: str) -> str:
    """Give the name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(text: str, path: str, line: int, group: str = "", source: str = "") -> Requirement:
    """Read one requirement: a name with extras, specifier and marker, `name @ URL`, or a path or URL alone."""
    text = text.strip()
    body, _, marker = text.partition(" ;" if "://" in text else ";")
    head = _HEAD.match(body)
    rest = body[head.end() :].strip() if head else ""
    if head is None or _LOCAL.match(body) or _ADDRESS.match(body) or rest[:1] in ("/", "\\"):
        return Requirement(text, _egg(body), "", path, line, group, marker.strip(), body.strip())
    if rest.startswith("@"):
        return Requirement(text, normal(head[1]), "", path, line, group, marker.strip(), rest[1:].strip())
    specifier = rest.strip("() ")
    return Requirement(text, normal(head[1]), specifier, path, line, group, marker.strip(), source)


def _egg(url: str) -> str:
    named = re.search(r"[#&]egg=([A-Za-z0-9._-]+)", url)
    return normal(named[1]) if named else ""


def is_requirement_file(path: str) -> bool:
    """Tell by its name whether this is a file of requirements or constraints."""
    folder, _, name = path.lower().rpartition("/")
    if ".egg-info/" in path or ".dist-info/" in path:
        return False
    return bool(_FILE.fullmatch(name)) or (
        name.endswith((".txt", ".in")) and bool(_FOLDER.fullmatch(folder.rpartition("/")[2]))
    )


def logical_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Give the lines with their number: continuations joined, comments and empty ones left out."""
    start, held = 0, ""
    for number, line in enumerate(lines, 1):
        start = start if held else number
        held += line
        if held.endswith("\\"):
            held = held[:-1] + " "
            continue
        text = re.sub(r"(?:^|\s)#.*$", "", held).strip()
        held = ""
        if text:
            yield start, text
    if held.strip():
        yield start, held.strip()


def read_file(repository: Repository, path: str, group: str = "") -> RequirementFile:
    """Read a file of requirements, with what it includes. Raises UnreadError if the file itself cannot be read."""
    own, includes, constraints = _own(repository, path, group)
    unread: list[Finding] = []
    all_lines = list(own)
    all_lines += _gathered(repository, includes, unread, constraints)
    # Tools write the markers of a lock into its constraints: those hold wherever they are needed.
    held = {(name, "") for name, _ in pins(_gathered(repository, list(constraints), unread, []))}
    fixed = pins(all_lines) | held
    third = [item for item in all_lines if not item.local]
    pinned = bool(third) and not unread and not unpinned(third, fixed)
    bound = tuple(target for target, _ in constraints)
    names = tuple(target for target, _ in includes)
    return RequirementFile(path, tuple(own), pinned, names, bound, tuple(sorted(set(unread))), fixed)


def pins(lines: Iterable[Requirement]) -> Fixed:
    """Give what the lines pin. Where one of them does, no other line of that name can make another version of it."""
    return frozenset((line.name, line.marker) for line in lines if line.name and line.pinned)


def unpinned(lines: Iterable[Requirement], fixed: Fixed = frozenset()) -> list[Requirement]:
    """Give the lines of others' packages that neither they, nor another line, nor `fixed` pins."""
    known = list(lines)
    held = fixed | pins(known)
    return [
        line
        for line in known
        if not (line.local or line.pinned or (line.name, "") in held or (line.name, line.marker) in held)
    ]


_Named = list[tuple[str, int]]


def _own(repository: Repository, path: str, group: str) -> tuple[list[Requirement], _Named, _Named]:
    """Give the requirements of one file, and the files that it includes or is constrained by, with their lines."""
    found: list[Requirement] = []
    includes: _Named = []
    constraints: _Named = []
    for number, text in logical_lines(repository.lines(path)):
        if not text.startswith("-"):
            found.append(requirement(re.split(r"\s--?[a-z]", text)[0], path, number, group))
            continue
        option = _OPTION.match(text)
        if option is None:
            continue
        name, value = option[1], option[2].strip().strip("\"'")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), value))
        if name in ("-r", "--requirement"):
            includes.append((target, number))
        elif name in ("-c", "--constraint"):
            constraints.append((target, number))
        elif name in ("-e", "--editable"):
            source = value if "://" in value else value if _LOCAL.match(value) else f"./{value}"
            found.append(Requirement(text, _egg(value), "", path, number, group, "", source))
    return found, includes, constraints


def _gathered(
    repository: Repository, named: _Named, unread: list[Finding], constraints: _Named, group: str = ""
) -> list[Requirement]:
    """Give the requirements of the files `named` and of all that they include; fill in what was met on the way."""
    found: list[Requirement] = []
    waiting, seen = list(named), set[str]()
    while waiting and len(seen) < MAX_INCLUDES:
        target, _ = waiting.pop()
        if target in seen:
            continue
        seen.add(target)
        try:
            own, more, bound = _own(repository, target, group)
        except UnreadError as error:
            unread.append(error.finding)
            continue
        found += own
        waiting += more
        constraints += bound
    return found


def with_includes(repository: Repository, path: str, group: str = "") -> tuple[list[Requirement], list[Finding]]:
    """Give all requirements of a file and of what it includes, and what could not be read on the way."""
    unread: list[Finding] = []
    return _gathered(repository, [(path, 0)], unread, [], group), unread
