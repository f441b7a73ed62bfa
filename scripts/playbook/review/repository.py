"""A repository as checks see it: names and sizes first, contents only of what they ask for, each read once."""

from __future__ import annotations

import ast
import errno
import os
import stat
from collections.abc import Callable, Iterator
from fnmatch import translate
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from re import compile as pattern
from typing import Any, TypeVar

from playbook.review import git
from playbook.review.decoding import decoded, json_value, python_tree, toml_tables
from playbook.review.verdict import Finding, UnreadError

T = TypeVar("T")

_OPENED = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
"""How files are opened: a pipe does not block, and a link is not followed unawares."""

LIMIT = 2_000_000
"""Bytes: no text that people write by hand is longer."""

_ENVIRONMENTS = {".venv", "venv", "env", "node_modules", "site-packages", ".eggs"}
_CACHES = {"__pycache__", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints", ".tox", ".nox"}
SKIPPED = frozenset({".git", ".hg", ".svn", ".idea", ".vscode"} | _ENVIRONMENTS | _CACHES)
"""Folders that are never a repository's own; they are left out where Git does not say what is tracked."""


class Repository:
    """The files below `root`. With Git, the tracked ones; without, all but those of tools and environments.

    Symbolic links are followed only to files of the repository; what leads out of it is never opened.
    Raises UnreadError if `root` cannot be listed or is a bare repository.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.stage = "everyone"
        """The tier up to which standards are asked."""
        self.formats: tuple[str, ...] = ()
        """The formats that the organisation chose for parameters; none: whichever one the repository uses."""
        self._sizes: dict[str, int] = {}
        self._absent: list[str] = []
        self._folders: dict[str, str] = {}
        self._read: dict[tuple[str, str], Any] = {}
        if not self.root.is_dir():
            raise UnreadError("", "this is no folder")
        if (self.root / "HEAD").is_file() and (self.root / "objects").is_dir() and not (self.root / ".git").exists():
            raise UnreadError("", "this is a bare repository: clone it, and review the clone")
        try:
            known = git.tracked(self.root)
        except git.GitError as error:
            if "not installed" not in str(error):
                raise UnreadError(".git", f"git cannot list the files: {error}") from None
            known = None
        self.tracked = bool(known)
        """Whether Git said which files there are. Where it tracks none yet, all that lie there are taken."""
        for path in known or self._walk():
            self._note(path)
        self.files: tuple[str, ...] = tuple(sorted(self._sizes))
        """Paths of regular files, and of links to such, relative to `root`, with slashes, sorted."""

    def configure(self, stage: str, formats: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> None:
        """Take the settings; paths that match a pattern of `excluded` are left out. To be called before any check."""
        self.stage, self.formats = stage, formats
        if excluded:
            leave_out = _any_of(excluded)
            self.files = tuple(path for path in self.files if not leave_out(path))
            self._absent = [path for path in self._absent if not leave_out(path)]

    # -- names

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """The paths by the file's name in lower case."""
        found: dict[str, list[str]] = {}
        for path in self.files:
            found.setdefault(path.rpartition("/")[2].lower(), []).append(path)
        return found

    @cached_property
    def by_suffix(self) -> dict[str, list[str]]:
        """The paths by the last suffix in lower case, such as ".py"; "" for names without one."""
        found: dict[str, list[str]] = {}
        for path in self.files:
            found.setdefault(PurePosixPath(path).suffix.lower(), []).append(path)
        return found

    def named(self, *names: str) -> list[str]:
        """Give the paths, anywhere, of files with one of these names (case does not matter)."""
        return sorted(path for name in names for path in self.by_name.get(name.lower(), ()))

    def suffixed(self, *suffixes: str) -> list[str]:
        """Give the paths, anywhere, with one of these suffixes, such as ".py"."""
        return sorted(path for suffix in suffixes for path in self.by_suffix.get(suffix, ()))

    def at(self, *paths: str) -> list[str]:
        """Give those of `paths` that exist, in the order given."""
        return [path for path in paths if path in self._sizes]

    def matching(self, *globs: str) -> list[str]:
        """Give the paths that match one of the patterns; `*` stops at no slash. Dearer than the others."""
        matches = _any_of(globs)
        return [path for path in self.files if matches(path)]

    def absent(self, *suffixes: str) -> list[Finding]:
        """Give the files with one of these suffixes that are tracked, but not in the work tree: nobody saw them."""
        why = "it is tracked, and not in the work tree: look at it where all is checked out"
        return [Finding(path, message=why) for path in self._absent if path.lower().endswith(suffixes)]

    def size(self, path: str) -> int:
        """Give the size of a file in bytes."""
        return self._sizes[path]

    # -- contents

    def head(self, path: str, count: int = 1024) -> bytes:
        """Give the first `count` bytes. Raises UnreadError."""
        return self._bytes(path, count)

    def data(self, path: str) -> bytes:
        """Give the whole file. Raises UnreadError, also if it has more than LIMIT bytes."""
        size = self._sizes.get(path, 0)
        if size > LIMIT:
            raise UnreadError(path, f"it has {size / 1e6:.1f} MB; at most {LIMIT / 1e6:.0f} MB are read")
        return self._once("data", path, lambda: self._bytes(path, LIMIT + 1))

    def text(self, path: str) -> str:
        """Give the text of a file, with \\n at the end of lines. Raises UnreadError, also if it is not UTF-8."""
        return self._once("text", path, lambda: decoded(self.data(path), path))

    def lines(self, path: str) -> list[str]:
        """Give the lines of a file. Raises UnreadError."""
        return self._once("lines", path, lambda: self.text(path).split("\n"))

    def toml(self, path: str) -> dict[str, Any]:
        """Give the tables of a TOML file. Raises UnreadError with the line at fault."""
        return self._once("toml", path, lambda: toml_tables(self.text(path), path))

    def json(self, path: str) -> Any:
        """Give the value of a JSON file. Raises UnreadError with the line at fault."""
        return self._once("json", path, lambda: json_value(self.text(path), path))

    def yaml(self, path: str) -> list[Any]:
        """Give the documents of a YAML file as `readers.yaml.Node`. Raises UnreadError with the line at fault."""
        from playbook.review.readers.yaml import read_yaml

        return self._once("yaml", path, lambda: read_yaml(self.text(path), path))

    def python(self, path: str) -> ast.Module:
        """Give the syntax tree of a Python file. Raises UnreadError with the line at fault.

        Parsing is the dearest thing here: look with a regular expression whether it is worth it.
        """
        return self._once("python", path, lambda: python_tree(self.text(path), path))

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Give `make()`, made once for this repository: for what several checks ask, such as the packages."""
        return self._once("once", key, make)

    # -- inside

    def _once(self, what: str, path: str, make: Callable[[], T]) -> T:
        key = (what, path)
        if key not in self._read:
            try:
                self._read[key] = make()
            except UnreadError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, UnreadError):
            raise found
        return found  # type: ignore[no-any-return]

    def _note(self, path: str) -> None:
        """Take the file into the list if it is a regular one, or a link to one of the repository."""
        full = os.path.join(self.root, path)
        try:
            info = os.lstat(full)
        except FileNotFoundError:
            self._absent.append(path)
            return
        except (OSError, ValueError):
            return  # a name that cannot be one
        try:
            if stat.S_ISLNK(info.st_mode):
                target = os.path.realpath(full, strict=True)
                info = os.stat(target)
                if not self._inside(target) or not stat.S_ISREG(info.st_mode):
                    return
        except (OSError, ValueError):
            return  # a loop, or a link to nothing
        if stat.S_ISREG(info.st_mode):
            self._sizes[path] = info.st_size

    def _inside(self, target: str) -> bool:
        return target.startswith(f"{self.root}{os.sep}")

    def _bytes(self, path: str, count: int) -> bytes:
        full = os.path.join(self.root, path)
        try:
            if path not in self._sizes:
                raise UnreadError(path, "there is no such file in the repository")
            try:
                handle = os.open(os.path.join(self._folder(path), os.path.basename(path)), _OPENED)
            except OSError as error:
                if error.errno != errno.ELOOP:
                    raise
                handle = os.open(self._target(path, full), _OPENED)  # a link
            with open(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise UnreadError(path, "it is no regular file")
                return file.read(count)
        except OSError as error:
            raise UnreadError(path, f"the system refuses it: {error.strerror}") from None

    def _target(self, path: str, full: str) -> str:
        target = os.path.realpath(full, strict=True)
        if not self._inside(f"{target}{os.sep}"):
            raise UnreadError(path, "it leads out of the repository")
        return target

    def _folder(self, path: str) -> str:
        """Give the real folder of a file. It is asked once: most files lie beside others."""
        folder = os.path.dirname(path)
        if folder not in self._folders:
            self._folders[folder] = self._target(path, os.path.join(self.root, folder))
        return self._folders[folder]

    def _walk(self) -> Iterator[str]:
        """Give the paths below the root without Git, without following links to folders."""
        stack = [""]
        while stack:
            folder = stack.pop()
            try:
                entries = list(os.scandir(os.path.join(self.root, folder)))
            except OSError as error:
                if not folder:
                    raise UnreadError("", f"the folder cannot be listed: {error.strerror}") from None
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED:
                        stack.append(path)
                else:
                    yield path


@lru_cache(maxsize=256)
def _compiled(glob: str) -> Any:
    return pattern(translate(glob.replace("**/", "*")))


def _any_of(globs: tuple[str, ...]) -> Callable[[str], bool]:
    matches = [_compiled(glob).match for glob in globs]
    return lambda path: any(match(path) for match in matches)
