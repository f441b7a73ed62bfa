"""Questions to Git start nothing that the repository names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from playbook.review.git import GitError, changed_since


def test_a_partial_clone_is_not_completed_by_the_command_that_it_names(tmp_path: Path) -> None:
    """Git would fetch the commit that is missing, and for that start `core.sshCommand`."""

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        command = ["git", "-C", str(tmp_path / "repository"), *who, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    (tmp_path / "repository").mkdir()
    git("init", "-q")
    for _ in range(3):
        git("commit", "-q", "--allow-empty", "-m", "x")
    missing = git("rev-parse", "HEAD~1")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("core.sshCommand", str(program)),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", "ssh://git@example.org/x.git"),
    ):
        git("config", key, value)
    base = git("rev-parse", "HEAD~2")
    (tmp_path / "repository/.git/objects" / missing[:2] / missing[2:]).unlink()
    with pytest.raises(GitError):
        changed_since(tmp_path / "repository", base)
    assert not (tmp_path / "ran").exists()
