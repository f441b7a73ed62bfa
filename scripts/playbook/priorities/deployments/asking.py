"""Asks Git about a repository that nobody has trusted: nothing that it configures is run, and nothing is fetched.

A repository's configuration can name programs: hooks, a file-system monitor, a signer, a pager, a command for ssh.
Only plumbing that starts none is used. A partial clone fetches what it lacks when somebody looks, and so would run its
ssh command: no transport is allowed. The configuration of the machine and of the user is left out.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

SECONDS = 60
"""After these a question is given up."""

_SAFE = (
    "--no-optional-locks",
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.commitGraph=false"),  # a file beside the history that may say anything
    *("-c", "protocol.allow=never"),
    *("-c", "safe.directory=*"),  # read-only questions; a checkout of another user is no danger here
)


class GitError(Exception):
    """Git could not answer; the message is its own, in a line."""


def ask(folder: Path, *arguments: str) -> str:
    """Give what `git ARGUMENTS` prints in `folder`, without the blanks around it. Raises GitError."""
    return b"".join(rows(folder, *arguments)).decode("utf-8", "surrogateescape").strip()


def rows(folder: Path, *arguments: str, given: Iterable[str] = ()) -> Iterator[bytes]:
    """Give what `git ARGUMENTS` prints, line by line, so that a long answer is never whole in memory.

    `given` are the lines of its standard input. Raises GitError, also after `SECONDS`.
    """
    with _started(folder, arguments) as (git, late):
        assert git.stdin is not None
        assert git.stdout is not None
        assert git.stderr is not None
        feeding = threading.Thread(target=_feed, args=(git.stdin, given), daemon=True)
        feeding.start()
        complaints: list[bytes] = []
        listening = threading.Thread(target=_listen, args=(git.stderr, complaints), daemon=True)
        listening.start()
        yield from git.stdout
        code = git.wait()
        listening.join()
        if late.is_set():
            raise GitError(f"git did not answer within {SECONDS} s")
        if code:
            lines = b"".join(complaints).decode("utf-8", "replace").strip().splitlines()
            raise GitError(lines[-1] if lines else f"git ended with {code}")


def _feed(pipe: IO[bytes], given: Iterable[str]) -> None:
    with suppress(BrokenPipeError, ValueError), pipe:
        for line in given:
            pipe.write(line.encode("utf-8", "surrogateescape") + b"\n")


def _listen(pipe: IO[bytes], complaints: list[bytes]) -> None:
    """Keep the beginning of what Git complains of, and read the rest, so that it never waits for us."""
    with suppress(ValueError):
        complaints.append(pipe.read(64_000))
        while pipe.read(64_000):
            pass


@contextmanager
def _started(folder: Path, arguments: tuple[str, ...]) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    """Start Git; end it when the time is over or the caller has heard enough."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = clean | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_SSH_COMMAND": "false",
        "GIT_CEILING_DIRECTORIES": str(folder.resolve().parent),
        "LC_ALL": "C",
    }
    pipe = subprocess.PIPE
    try:
        git = subprocess.Popen(
            ["git", *_SAFE, "-C", str(folder), *arguments],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=environment,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    late = threading.Event()

    def end() -> None:
        late.set()
        git.kill()

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield git, late
    finally:
        timer.cancel()
        git.kill()
        git.wait()
        for stream in (git.stdout, git.stderr):
            if stream:
                stream.close()
