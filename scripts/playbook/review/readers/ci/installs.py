"""What a command installs: from a lock, from the project without one, or only tools that no lock is about."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from fnmatch import fnmatchcase

from playbook.review.readers.ci.model import Command, Step
from playbook.review.readers.ci.shell import simple_commands
from playbook.review.readers.ci.wrappers import is_python, program, programs, unwrapped

WORTH = re.compile(r"install|sync|\buv\b|\brun\b|update|create|requirements|lock")


class Install(Enum):
    """How a command installs."""

    LOCKED = "from the lock"
    LOOSE = "without the lock"


_LOCKERS = {
    "uv": ("uv.lock", frozenset({"sync", "run"})),
    "poetry": ("poetry.lock", frozenset({"install", "sync"})),
    "pdm": ("pdm.lock", frozenset({"install", "sync"})),
    "pipenv": ("pipfile.lock", frozenset({"install", "sync"})),
    "pixi": ("pixi.lock", frozenset({"install", "run", "shell", "shell-hook"})),
    "rye": ("requirements.lock", frozenset({"sync"})),
    "conda-lock": ("conda-lock.yml", frozenset({"install"})),
}
_NO_PROJECT = frozenset({"--no-project", "--isolated", "--no-sync", "--script", "-s"})
_WILD = re.compile(r"\$\{\{.*?\}\}|\$\{[^{}]*\}|\$\w+|%\w+%")
_PIPS = re.compile(r"pip[\d.]*$")
_CONDAS = frozenset({"conda", "mamba", "micromamba"})
_CACHED = re.compile(r"cache|hash|key|path|lockfile", re.IGNORECASE)
_FILES = re.compile(r"[\w./${}*-]+\.(?:txt|ya?ml|lock|toml|in)\b")


def installs(command: Command, locks: Iterable[str]) -> Install | None:
    """Tell how a command installs the project or its dependencies; None if it does not."""
    if not WORTH.search(command.text):
        return None
    found: set[Install] = set()
    for words in simple_commands(command.text):
        if kind := _locker(words, locks):
            found.add(kind)
    folder = command.folder
    for words in programs(command.text):
        if words[0] == "cd" and len(words) > 1:
            folder = posixpath.normpath(posixpath.join(folder, words[1]))
        elif kind := _kind(words, folder, locks):
            found.add(kind)
    return Install.LOCKED if Install.LOCKED in found else next(iter(found), None)


def step_installs(step: Step, locks: Iterable[str]) -> bool:
    """Tell whether what a step uses installs from a lock that it is given."""
    uses = step.uses.lower()
    if "setup-pixi" in uses:
        return any(posixpath.basename(lock) == "pixi.lock" for lock in locks)
    if uses.startswith("python/install-packages"):  # the orb of CircleCI, which installs requirements.txt
        return any(posixpath.basename(lock) in ("requirements.txt", "poetry.lock", "Pipfile.lock") for lock in locks)
    for name, text in step.inputs:
        if not _CACHED.search(name) and any(_is_lock(word, "", locks) for word in _FILES.findall(text)):
            return True
    return False


def _locker(words: list[str], locks: Iterable[str]) -> Install | None:
    """`uv sync`, `uv run …`, `poetry install`: what installs from the lock of its own tool."""
    name = program(words)
    if is_python(words):
        words = unwrapped(words)
        name = program(words)
    if name not in _LOCKERS:
        return None
    lock, verbs = _LOCKERS[name]
    verb = next((word for word in words[1:] if word in verbs | {"pip", "tool", "add", "lock", "build"}), "")
    if verb not in verbs or (name == "uv" and _NO_PROJECT & set(words[1:6])):
        return None
    known = any(posixpath.basename(path).lower() in (lock, "pylock.toml") for path in locks)
    return Install.LOCKED if known else None


def _kind(words: list[str], folder: str, locks: Iterable[str]) -> Install | None:
    name = program(words)
    verb = next((word for word in words[1:] if not word.startswith("-")), "")
    if name == "uv" and verb == "pip":
        words, name = words[words.index("pip") :], "pip"
        verb = words[1] if len(words) > 1 else ""
    if name == "pip-sync":
        files = [word for word in words[1:] if not word.startswith("-")] or ["requirements.txt"]
        return Install.LOCKED if any(_is_lock(file, folder, locks) for file in files) else Install.LOOSE
    if _PIPS.match(name) and verb in ("install", "sync", "wheel", "download"):
        return _pip(words, folder, locks)
    if name in _CONDAS and {"install", "create", "update"} & set(words):
        files = [
            word.partition("=")[2] or word for word in words[1:] if _FILES.fullmatch(word.partition("=")[2] or word)
        ]
        if any(_is_lock(file, folder, locks) for file in files):
            return Install.LOCKED
        return Install.LOOSE if any(file.endswith((".yml", ".yaml")) for file in files) else None
    return None


def _pip(words: list[str], folder: str, locks: Iterable[str]) -> Install | None:
    files, projects = list(files_of(words)), list(projects_of(words))
    if words[1] == "sync":
        files += [word for word in words[2:] if not word.startswith("-")]
    if any(_is_lock(file, folder, locks) for file in files):
        return Install.LOCKED
    if "--no-deps" in words:
        return None
    return Install.LOOSE if files or projects else None


def files_of(words: list[str]) -> Iterator[str]:
    """Give the files of requirements and constraints that `pip install` is given."""
    for place, word in enumerate(words):
        if word in (
            "-r",
            "-c",
            "--requirement",
            "--requirements",
            "--constraint",
            "--constraints",
            "--build-constraint",
        ):
            yield from words[place + 1 : place + 2]
        elif match := re.match(r"(?:-[rc]|--(?:requirements?|constraints?)=)(.+)", word):
            yield match.group(1)


def projects_of(words: list[str]) -> Iterator[str]:
    """Give the folders of the repository that `pip install` is given: `.`, `.[test]`, `-e .`, `./app`."""
    for word in words[2:]:
        if re.fullmatch(r"\.{1,2}(?:/[\w./-]*)?(?:\[[\w,.\s-]*\])?", word) or re.fullmatch(
            r"-e\.(?:\[[\w,.\s-]*\])?", word
        ):
            yield word


def _is_lock(file: str, folder: str, locks: Iterable[str]) -> bool:
    """Tell whether a file that a command names is one of `locks`; a variable in its name stands for anything."""
    name = _WILD.sub("*", file.strip("\"'")).replace("\\", "/")
    if name.strip("*./") == "":
        return False
    if folder == "*":  # in an image, where files lie under other names of folders
        name = posixpath.basename(name)
    tries = {posixpath.normpath(posixpath.join(folder, name)), posixpath.normpath(name), name.lstrip("*./")}
    return any(fnmatchcase(lock, place) for lock in locks for place in tries)
