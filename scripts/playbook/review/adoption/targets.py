"""Which repositories: a folder of them, or a list with a path or a Git address a line."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from shutil import rmtree

from playbook.review.verdict import UnreadError

_ADDRESS = re.compile(r"(https?|ssh|git|file)://|[\w.-]+@[\w.-]+:")
_USER = re.compile(r"(?<=://)[^/@]*@")
MAX_LIST = 1_000_000
"""Bytes of a list."""


class TargetsError(Exception):
    """The list cannot be used; the message says where, why and how to mend it."""


@dataclass(frozen=True)
class Target:
    """A repository: `name` is unique in the run; `path` is its folder, or `address` is where Git clones it from."""

    name: str
    path: Path | None = None
    address: str = ""


def targets(source: Path) -> list[Target]:
    """Give the repositories that `source` names, by name.

    A folder: each folder in it that holds files, hidden ones left out. A file: a path (relative to the file) or a Git
    address a line; empty lines and what follows a `#` are left out. Raises TargetsError.
    """
    found = _folders(source) if source.is_dir() else _listed(source)
    if not found:
        raise TargetsError(f"{source}: no repository is named here\n    mend: write a path or a Git address a line")
    return sorted(_told_apart(found), key=lambda target: target.name)


def _folders(source: Path) -> list[Target]:
    return [
        Target(entry.name, entry)
        for entry in sorted(source.iterdir())
        if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith(".") and any(entry.iterdir())
    ]


def _listed(source: Path) -> list[Target]:
    if source.stat().st_size > MAX_LIST:
        raise TargetsError(
            f"{source}: a list of more than {MAX_LIST // 1_000_000} MB\n    mend: name the file that is the list"
        )
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise TargetsError(f"{source}: this is not UTF-8\n    mend: save the list as UTF-8") from None
    found = []
    for number, line in enumerate(lines, 1):
        words = re.sub(r"(^|\s)#.*", "", line).strip()
        if words:
            found.append(_target(words, source, number))
    return found


def _target(words: str, source: Path, number: int) -> Target:
    if _ADDRESS.match(words):
        name = PurePosixPath(words.rstrip("/").replace(":", "/")).name.removesuffix(".git")
        return Target(name or "repository", address=words)
    path = source.parent / Path(words).expanduser()
    if not path.is_dir():
        raise TargetsError(
            f"{source}:{number}: there is no folder `{words}`\n"
            "    mend: write a path relative to the list, or an address that begins with https://, ssh:// or git@"
        )
    return Target(path.resolve().name or "repository", path)


def _told_apart(found: list[Target]) -> Iterator[Target]:
    """Give each target a name of its own: of two with the same, the folder above, then a number, is added."""
    names = [target.name for target in found]
    seen: dict[str, int] = {}
    for target in found:
        name = target.name
        if names.count(name) > 1:
            above = target.path.resolve().parent.name if target.path else _above(target.address)
            name = f"{above}/{name}" if above else name
        seen[name] = seen.get(name, 0) + 1
        yield replace(target, name=name if seen[name] == 1 else f"{name} ({seen[name]})")


def _above(address: str) -> str:
    parts = PurePosixPath(_USER.sub("", address).rstrip("/").replace(":", "/")).parts
    return parts[-2] if len(parts) > 1 else ""


@contextmanager
def opened(target: Target, limit: float) -> Iterator[Path]:
    """Give the folder of the repository; a remote one is cloned into a scratch folder, which goes afterwards.

    `limit` is in seconds. Raises UnreadError if it cannot be had; the address is shown without its user.
    """
    if target.path is not None:
        yield target.path
        return
    scratch = Path(tempfile.mkdtemp(prefix="playbook_"))
    try:
        _clone(target.address, scratch / "clone", limit)
        yield scratch / "clone"
    finally:
        rmtree(scratch, ignore_errors=True)


def _clone(address: str, into: Path, limit: float) -> None:
    """Clone the newest commit alone: no tags, no submodules, no hooks, no large files, no question to anybody."""
    settings = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_ASKPASS": "",
        "GIT_ALLOW_PROTOCOL": "https:http:ssh:git:file",
    }
    command = [
        *("git", "-c", "core.hooksPath=/dev/null", "-c", "credential.interactive=false"),
        *("clone", "--quiet", "--depth=1", "--no-tags", "--single-branch", "--template="),
        *("--", address, str(into)),
    ]
    environment = {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"} | dict(os.environ) | settings
    shown = _USER.sub("", address)
    try:
        done = subprocess.run(
            command, capture_output=True, env=environment, timeout=limit, stdin=subprocess.DEVNULL, check=False
        )
    except FileNotFoundError:
        raise UnreadError("", "git is not installed, so an address cannot be cloned") from None
    except subprocess.TimeoutExpired:
        raise UnreadError("", f"{shown} was not cloned within {limit:g} s") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = _USER.sub("", lines[-1]) if lines else f"git ended with {done.returncode}"
        raise UnreadError("", f"{shown} could not be cloned: {why}")
