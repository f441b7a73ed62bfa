"""Addresses that carry credentials: found, told from placeholders, and masked before they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_URL = re.compile(r"\b(?:git\+|hg\+)?https?://([^\s/@:\"'<>|]*)(?::([^\s/@\"'<>|]*))?@([\w.\[\]${}-]+)([^\s\"'#;,]*)")
_CONDA = re.compile(r"\bhttps?://[\w.-]+(?::\d+)?/t/([\w-]{8,})/")
_UPLOAD = re.compile(r"\bpypi-[A-Za-z0-9_-]{16,}")
_EXPRESSION = re.compile(
    r"\$?\{\{.{0,200}?\}\}|\$\([^()\n]{0,200}\)|<[\w .-]{1,60}>|\[(?:user|token|password)[\w .-]{0,60}\]"
)
_VARIABLE = re.compile(r"\$\{?\w|\{\w+\}|%\w+%|%\(\w+\)s")
_PLACEHOLDER = re.compile(
    r"[*•.x-]+|(?:your|my|the)?[-_]?(?:user|user[-_]?name|password|pass|pwd|token|access[-_]?token|api[-_]?key|secret|pat)s?",
    re.IGNORECASE,
)
_KEYRING = frozenset({"__token__", "aws", "git", "oauth2", "oauth2accesstoken", "vsssessiontoken", "x-access-token"})
"""User names that registries and keyrings document as fixed: by themselves they give nothing away."""


@dataclass(frozen=True, slots=True)
class Leak:
    """What an address or a setting gives away: `what` in words, and the columns of the secret part, from 0."""

    what: str
    start: int
    end: int


def leaks(line: str, *, channels: bool = True) -> Iterator[Leak]:
    """Give the credentials in the addresses of a line; variables and placeholders are none.

    With `channels` an address may be one of conda, whose token stands behind `/t/`; elsewhere a path may begin so, too.
    """
    # The placeholders keep their length, so that the columns stay those of the line.
    flat = _EXPRESSION.sub(lambda match: "$" + "_" * (len(match[0]) - 1), line)
    for match in _URL.finditer(flat):
        user, password = match[1], match[2] or ""
        if password and not is_placeholder(password):
            yield Leak("a user and a password or token", match.start(1), match.end(2))
        elif not password and user and not _harmless(user, match[4]):
            yield Leak("a user or token", match.start(1), match.end(1))
    for match in _CONDA.finditer(flat) if channels else ():
        if not is_placeholder(match[1]):
            yield Leak("a token", match.start(1), match.end(1))
    for match in _UPLOAD.finditer(flat):
        yield Leak("a token of a package index", match.start(), match.end())


def is_placeholder(text: str) -> bool:
    """Tell whether this only stands for a secret: a variable, a template, or a word such as `token`."""
    return not text or bool(_VARIABLE.search(text) or _PLACEHOLDER.fullmatch(text))


def masked(line: str) -> str:
    """Give the line with every credential in it replaced, stripped and cut to what a finding shows."""
    for leak in sorted(leaks(line), key=lambda leak: -leak.start):
        line = f"{line[: leak.start]}***{line[leak.end :]}"
    return line.strip()[:120]


def _harmless(user: str, path: str) -> bool:
    """Tell whether a user alone is no credential: a placeholder, a fixed name, or the organisation of the feed."""
    return is_placeholder(user) or user.lower() in _KEYRING or path.lower().startswith(f"/{user.lower()}/")
