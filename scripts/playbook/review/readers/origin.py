"""Whose repository this is: the remote of .git/config, or the address that the package's metadata gives."""

from __future__ import annotations

import re
from pathlib import Path

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_BYTES = 100_000
_URL = re.compile(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)
_OWNER = re.compile(r"^(?:[a-z+]+://)?(?:[^@/\s]+@)?[\w.-]+(?::\d+)?[:/]+([\w.-]+)/")
_METADATA = ("pyproject.toml", "setup.cfg", "setup.py", "PKG-INFO")
_LINK = re.compile(
    r"(?:repo(?:sitory)?|source|home-?page|url|code|github|tracker|issues|changelog)\b[^\n]{0,30}?github\.com/([\w.-]+)/",
    re.IGNORECASE,
)


def remote(root: Path) -> str:
    """Give the address of the first remote in .git/config, without a user or a password; "" if there is none."""
    try:
        file = root / ".git" / "config"
        if file.is_symlink() or file.stat().st_size > MAX_BYTES:
            return ""
        text = file.read_text("utf-8", "replace")
    except OSError:  # no repository, or a work tree, whose .git is a file
        return ""
    _, _, section = text.partition('[remote "')
    match = _URL.search(section)
    return re.sub(r"//[^/@]*@", "//", match.group(1)) if match else ""


def owners(repository: Repository) -> frozenset[str]:
    """Give the organisations (in lower case) that own the repository, as far as it says so itself."""
    return repository.once("owners", lambda: _owners(repository))


def _owners(repository: Repository) -> frozenset[str]:
    if match := _OWNER.match(remote(repository.root)):
        return frozenset({match.group(1).lower()})
    for path in repository.at(*_METADATA):
        try:
            found = _LINK.findall(repository.text(path))
        except UnreadError:
            continue
        if found:
            return frozenset({max(found, key=found.count).lower()})
    return frozenset()
