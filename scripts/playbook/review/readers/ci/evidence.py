"""The line of a file as findings show it: short, and without what may be a secret."""

from __future__ import annotations

import re

from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

WIDTH = 120
_LOGIN = re.compile(r"//[^/@\s]+@")
_NAME = r"(?:token|password|passwd|secret|api[_-]?key)\w{0,20}"
_SECRET = re.compile(
    rf"({_NAME}[\"']?\s?[:=]\s?[\"']?|-{_NAME}\s+|\s-[pu]\s+(?=\S+:))(?![\"']?\$)[^\s\"'$]{{6,}}", re.IGNORECASE
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
    return shown(text)


def shown(text: str, width: int = WIDTH) -> str:
    """Give `text` cut to `width` characters, without what may be a secret."""
    masked = _SECRET.sub(r"\1…", _LOGIN.sub("//…@", text[: 4 * width]))
    return masked if len(masked) <= width else masked[: width - 1] + "…"
