"""What Git says of a repository, asked so that nothing which the repository configures is run.

A repository's own configuration can name programs (a file-system monitor, filters, hooks). Only commands that start
none of them are used, the monitor is switched off, and the configuration of the machine and the user is left out.
A partial clone fetches what it lacks when it is asked, by a command for ssh that it names: no transport is allowed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

TIMEOUT = 60
"""Seconds."""

_SAFE = (
    "--no-optional-locks",
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.untrackedCache=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.directory=*"),  # read-only questions; a checkout of another user is no danger here
)


class GitError(Exception):
    """Git could not answer; the message is its own, in a line."""


def ask(root: Path, *arguments: str) -> bytes:
    """Give what `git ARGUMENTS` prints in `root`. Raises GitError."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = clean | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    command = ["git", *_SAFE, "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=TIMEOUT, env=environment, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {TIMEOUT} s") from None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[-1] if lines else f"git ended with {error.returncode}") from None
    return done.stdout


def tracked(root: Path) -> dict[str, str] | None:
    """Give the files that Git tracks below `root`, each with its mode, such as "100644"; None without a repository.

    Raises GitError where there is one that cannot be read.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    rows = ask(root, "ls-files", "--stage", "-z").split(b"\0")
    found: dict[str, str] = {}
    for row in rows:
        meta, _, name = row.partition(b"\t")
        if name:
            found[os.fsdecode(name)] = meta[:6].decode()
    return found


def changed_since(root: Path, revision: str) -> set[str]:
    """Give the files that differ from the common ancestor with `revision`: committed, staged, edited or new.

    Edits are found by comparing contents with the index, because `git diff` would start the repository's filters.
    Raises GitError, also for a revision that is not there.
    """
    if revision.startswith("-"):
        raise GitError(f"`{revision}` is no revision")
    base = ask(root, "merge-base", revision, "HEAD").decode().strip()
    rows = ask(root, "diff-index", "--cached", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "-z", base)
    changed = {os.fsdecode(name) for name in rows.split(b"\0") if name}
    for row in ask(root, "ls-files", "--stage", "-z").split(b"\0"):
        meta, _, name = row.partition(b"\t")
        if name and not _same(root / os.fsdecode(name), meta.split()[1].decode()):
            changed.add(os.fsdecode(name))
    new = ask(root, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    return changed | {os.fsdecode(name) for name in new if name}


def _same(file: Path, blob: str) -> bool:
    """Tell whether the file is the blob, byte by byte; line endings that Git converts count as an edit."""
    try:
        if file.is_symlink() or not file.is_file():
            return file.is_symlink() or file.is_dir()
        data = file.read_bytes()
    except OSError:
        return False
    kind = hashlib.sha256 if len(blob) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data).hexdigest() == blob
