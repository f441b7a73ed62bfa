"""The line of a file as findings show it: short, and without what may be a secret."""

from __future__ import annotations

import re

from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

WIDTH = 120
_LOGIN = re.compile(r"//[^/@\s]+@")
_SECRET = re.compile(
    r"((?:token|password|passwd|secret|api[_-]?key)\w*[\"']?\s*[:=]\s*[\"']?)(?![\"']?\$)[^\s\"'$]{8,}", re.IGNORECASE
)


def at(repository: Repository, path: str, line: int, message: str) -> Finding:
    """Give the finding at `line` of `path`, with that line as evidence."""
    return Finding(path, line, 0, message, evidence(repository, path, line))


def evidence(repository: Repository, path: str, line: int) -> str:
    """Give the line, stripped and cut; "" if there is none."""
    try:
        lines = repository.lines(path)
    except UnreadError:
        return ""
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    masked = _SECRET.sub(r"\1…", _LOGIN.sub("//…@", text[: 4 * WIDTH]))
    return masked if len(masked) <= WIDTH else masked[: WIDTH - 1] + "…"
