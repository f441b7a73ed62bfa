"""The branch that is served, and git itself: a few questions and answers, each with a mend when it fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path


class PublishError(Exception):
    """Nothing was published; says why, and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}\n    mend: {mend}")


class OvertakenError(PublishError):
    """Somebody else published between our fetch and our push; the local branch is as it was before."""


class GitError(Exception):
    """git said no; the message is its own."""


def git(root: Path, *arguments: str, **settings: str) -> str:
    """Run git in `root` with `settings` added to the environment; give what it prints. Raises GitError."""
    return _run(root, arguments, b"", settings).decode("utf-8", "replace").strip()


def _run(root: Path, arguments: Iterable[str], given: bytes, settings: dict[str, str]) -> bytes:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **settings}
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], input=given, capture_output=True, env=environment)
    except OSError as error:
        raise PublishError(f"git does not start: {error}", "install git, version 2.20 or newer") from None
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {' '.join(arguments)} failed")
    return done.stdout


def names(root: Path, branch: str, *folders: str) -> list[str]:
    """Give the paths of all files of `branch`, or of those in `folders`; none without the branch."""
    try:
        listed = _run(root, ["ls-tree", "-r", "-z", "--name-only", f"refs/heads/{branch}", "--", *folders], b"", {})
    except GitError:
        return []
    return [name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name]


def read(root: Path, branch: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Give the bytes of each of `paths` on `branch`; those that are not there are left out."""
    wanted = list(paths)
    asked = "".join(f"refs/heads/{branch}:{path}\n" for path in wanted).encode()
    answer = _run(root, ["cat-file", "--batch"], asked, {})
    found: dict[str, bytes] = {}
    start = 0
    for path in wanted:
        end = answer.index(b"\n", start)
        head = answer[start:end].split(b" ")
        start = end + 1
        if head[-1] == b"missing" or len(head) != 3:
            continue
        size = int(head[2])
        if head[1] == b"blob":
            found[path] = answer[start : start + size]
        start += size + 1
    return found


def require_identity(root: Path) -> None:
    """Raise PublishError where git would not know who commits."""
    for part, example in (("name", "Your Name"), ("email", "you@example.org")):
        if os.environ.get(f"GIT_COMMITTER_{part.upper()}"):
            continue
        try:
            git(root, "config", "--get", f"user.{part}")
        except GitError:
            raise PublishError(
                f"git does not know your {part}, and publishing makes a commit",
                f'git config user.{part} "{example}"',
            ) from None


def require_own_branch(root: Path, branch: str) -> None:
    """Raise PublishError if `branch` holds the playbook's source, which built pages must not land in."""
    if read(root, branch, ["mkdocs.yml"]):
        raise PublishError(f"the branch {branch} holds the source, not the site", "leave --branch out, or name another")


def require_clean(root: Path) -> None:
    """Raise PublishError if the work tree holds what no commit holds: it would be published unnoticed."""
    changed = git(root, "status", "--porcelain").splitlines()
    if changed:
        shown = ", ".join(line.split(maxsplit=1)[1] for line in changed[:3])
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise PublishError(
            f"the work tree has changes that are not committed: {shown}{more}",
            "commit them, or put them away with `git stash --include-untracked`",
        )


def bring_up_to_date(root: Path, branch: str, remote: str, *, fetch: bool) -> None:
    """Let the local `branch` follow that of `remote`, after asking it (`fetch`). Raises PublishError."""
    theirs = f"refs/remotes/{remote}/{branch}"
    if fetch:
        try:
            if git(root, "ls-remote", "--heads", remote, f"refs/heads/{branch}"):
                git(root, "fetch", "--quiet", remote, f"+refs/heads/{branch}:{theirs}")
            elif _commit(root, theirs):
                git(root, "update-ref", "-d", theirs)
        except GitError as error:
            raise PublishError(
                f"`{remote}` cannot be asked for the branch {branch}: {error}",
                "check `git remote -v`, the network and your access, or leave --push out",
            ) from None
    new, old = _commit(root, theirs), tip(root, branch)
    if not new or new == old or (old and _holds(root, old, new)):
        return
    if old and not _holds(root, new, old):
        raise PublishError(
            f"the branch {branch} here and on `{remote}` have gone different ways",
            f"`git branch --force {branch} {remote}/{branch}` drops what only stands here; then run this again",
        )
    git(root, "update-ref", f"refs/heads/{branch}", new)


def push(root: Path, branch: str, remote: str, before: str) -> None:
    """Push `branch`. Raises PublishError; where somebody was quicker, puts it back to the commit `before` first."""
    try:
        git(root, "push", "--quiet", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    except GitError as error:
        if "[rejected]" in str(error):
            git(root, "update-ref", *([f"refs/heads/{branch}", before] if before else ["-d", f"refs/heads/{branch}"]))
            raise OvertakenError(f"somebody else published to {branch} meanwhile", "run this again") from None
        raise PublishError(
            f"`{remote}` did not take the branch {branch}: {error}",
            "check `git remote -v` and that you may write to it",
        ) from None


def tip(root: Path, branch: str) -> str:
    """Give the last commit of the local `branch`, "" if there is no such branch."""
    return _commit(root, f"refs/heads/{branch}")


def _commit(root: Path, reference: str) -> str:
    try:
        return git(root, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}")
    except GitError:
        return ""


def _holds(root: Path, commit: str, ancestor: str) -> bool:
    try:
        git(root, "merge-base", "--is-ancestor", ancestor, commit)
    except GitError:
        return False
    return True
