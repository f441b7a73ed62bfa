"""Two editions in a scratch clone, so that one sees what publishing does before anything is published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from playbook.publish.branch import GitError, PublishError, git
from playbook.publish.versions import deploy, of_tag

BRANCH = "release-preview"
GONE = "docs/only-in-1-0.md"
"""A page that the older edition has and the newer has not. Your own pages stay as they are."""

_GONE_PAGE = """\
---
title: Only in 1.0
description: A page that the older edition has and the newer has not.
reader: "You preview a release."
outcome: "How a page that is gone looks to those who kept its address."
minutes: 1
hide: [navigation, toc]
---

# Only in 1.0

This page was made for the preview. The newest edition does not have it, and the banner above says so.
"""
_CHANGE = "\n\nThis sentence is new in 1.1. It was made for the preview.\n"


def prepare(root: Path, folder: Path, url: str, say: Callable[[str], None]) -> Path:
    """Publish `root`, as it is now, as 1.0 and 1.1 in a clone below `folder`; give the folder to be served.

    1.0 has a page more, and 1.1 a sentence more on the front page. Uncommitted changes are part of both.
    Raises PublishError, ProblemsError or BuildError.
    """
    clone, site = folder / "clone", folder / "site"
    _clone(root, clone)
    _commit(clone, "The work tree as it is")
    say("Building 1.0 and 1.1 from your work tree …")
    (clone / GONE).write_text(_GONE_PAGE, encoding="utf-8")
    with (clone / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write(f"\nnot_in_nav: {Path(GONE).name}\n")
    _commit(clone, "A page that 1.1 will not have")
    deploy(clone, of_tag("v1.0.0"), BRANCH, _quiet, url)

    git(clone, "rm", "--quiet", GONE)
    front = clone / "docs" / "index.md"
    front.write_text(front.read_text(encoding="utf-8").rstrip() + _CHANGE, encoding="utf-8")
    _commit(clone, "One page less, one sentence more")
    deploy(clone, of_tag("v1.1.0"), BRANCH, _quiet, url)

    git(clone, "worktree", "add", "--quiet", "--detach", str(site), BRANCH)
    (site / ".git").unlink()
    return site


def _clone(root: Path, clone: Path) -> None:
    """Clone `root` and lay its uncommitted changes over it."""
    try:
        git(root, "clone", "--quiet", str(root), str(clone))
        listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except GitError as error:
        raise PublishError(
            f"this folder cannot be cloned: {error}",
            "the preview needs the playbook in git: git init && git add --all && git commit -m Playbook",
        ) from None
    git(clone, "config", "user.name", "Release preview")
    git(clone, "config", "user.email", "preview@localhost")
    for name in filter(None, listed.split("\0")):
        here, there = root / name, clone / name
        if here.is_file() or here.is_symlink():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here, there, follow_symlinks=False)
        else:
            there.unlink(missing_ok=True)


def _commit(clone: Path, message: str) -> None:
    git(clone, "add", "--all")
    settings = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false")
    git(clone, *settings, "commit", "--quiet", "--allow-empty", "--message", message)


def _quiet(_line: str) -> None:
    """The preview says in the end what there is to see."""


def look_at(url: str, permalink: str) -> str:
    """Give what to look at in the preview served at `url`; `permalink` is one that it has."""
    rows = [
        ("", "the front door; leads to latest/, which is 1.1"),
        ("1.0/", "the older edition: a banner that leads to the same page in the newest; the selector beside the name"),
        (f"1.0/{Path(GONE).stem}/", "a page that the newest edition has not: the banner says so"),
        (permalink, "a permalink; leads to the newest edition that has the record"),
        (f"{permalink}#editions", "the same, and every edition that has it"),
        ("no/such/page/", "the page for a wrong address, from any depth"),
        ("sitemap.xml", "the pages of latest/ alone"),
    ]
    width = max(len(path) for path, _what in rows) + len(url) + 2
    return "\n".join(f"  {url + path:<{width}}{what}" for path, what in rows)
