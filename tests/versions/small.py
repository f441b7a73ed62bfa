"""A small playbook in git that builds in a second: three roles, a register of claims, the real look."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.building import ROOT
from tests.records import made

URL = "https://example.org/handbook/"
"""Where the small playbook says that it is published: below a folder, as on a project's pages."""

_REGISTER = """\
---
title: Sources
description: All sources.
reader: You doubt.
outcome: A source.
minutes: 1
---

# Sources

## T01 { #claim-T01 }

A claim. [@T01]

{{ evidence() }}
"""
_SURROUNDINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
}


def git(root: Path, *arguments: str) -> str:
    """Run git in `root`, untouched by the settings of this machine; give what it prints."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, env={**os.environ, **_SURROUNDINGS}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(root: Path) -> Path:
    """Make the small playbook in `root`, with one commit, and give it back."""
    made.playbook(root)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=shutil.ignore_patterns("generated"))
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "macros.py", root / "scripts" / "macros.py")
    shutil.copy(ROOT / ".gitignore", root / ".gitignore")
    settings = re.sub(r"(?ms)^nav:\n.*?(?=^\S|\Z)", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    write(root, "mkdocs.yml", settings)
    write(root, "docs/about/sources/index.md", _REGISTER)
    write(root, "docs/roles/three.md", role("three", 3))
    made.standards(root, "SAY001", "SAY002")
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        if "{{ evidence() }}" not in text:
            page.write_text(f"{text.rstrip()}\n\n{{{{ evidence() }}}}\n", encoding="utf-8")
    organisation = root / "playbook.yml"
    organisation.write_text(organisation.read_text(encoding="utf-8").replace("http://127.0.0.1:8000/", URL))
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "config", "user.name", "Somebody")
    git(root, "config", "user.email", "somebody@example.org")
    commit(root)
    return root


def role(key: str, order: int) -> str:
    """Give the page of a role that works with `one`."""
    page = made.ROLE.format(id=key, order=order, title=key.capitalize(), other="one")
    return f"{page}\n{{{{ evidence() }}}}\n"


def write(root: Path, name: str, text: str) -> None:
    """Write `text` to the file `name` of the playbook."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def commit(root: Path, tag: str | None = None) -> None:
    """Commit everything, and tag it."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", tag or "Change")
    if tag:
        git(root, "tag", "--annotate", tag, "--message", tag)


def checkout(root: Path, branch: str, folder: Path) -> Path:
    """Write what `branch` holds into `folder`."""
    git(root, "worktree", "prune")
    git(root, "worktree", "add", "--quiet", "--detach", "--force", str(folder), branch)
    (folder / ".git").unlink()
    return folder
