"""DOC: decisions that are written down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, holds, missing

_SUFFIXES = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".org", ".txt")
_FOLDERS = {
    *("adr", "adrs", "decisions", "decision", "decision-records", "decision-log", "architecture-decisions"),
    *("architecture-decision-records", "rfc", "rfcs", "design", "designs", "design-docs", "design-documents"),
    *("designdocs", "proposals", "proposal", "enhancements", "keps", "tdr", "tdrs", "mdr", "pdr"),
}
_NAMED = re.compile(
    r"(?:adr|rfc|tdr|design[-_ ]?doc(?:ument)?|decision(?:s|[-_ ](?:record|log))?|design)(?:[-_. ].*)?\.\w+"
)
_NUMBERED = re.compile(
    r"(?:(?:adr|rfc|dr|tdr|mdr|kep|design|decision)[-_ ]?)?\d{1,4}[-_. ]\s*\D|(?:19|20)\d\d-?[01]\d-?[0-3]\d"
)
_NO_RECORD = re.compile(
    r"(?:index|readme|template|0+-?template|.*[-_. ]template|template[-_. ].*|about|overview|_.*|\..*)"
)
_ASIDE = {"test", "tests", "node_modules", "vendor", "third_party", "site-packages", "fixtures", "examples", "_static"}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b|\b[0-3]?\d[./][01]?\d[./](?:19|20)\d\d\b"
    rf"|\b[0-3]?\d(?:st|nd|rd|th|\.)? {_MONTH},? (?:19|20)\d\d\b"
    rf"|\b{_MONTH}(?: [0-3]?\d(?:st|nd|rd|th)?)?,? (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_TEXT = 20_000
"""Characters that are searched for a date."""
_WORDS = 40
"""Characters below which a file says nothing."""


def written(repository: Repository) -> Verdict:
    """DOC001: a decision record or design document with a date in its front matter or text, or a numbered name."""
    undated: list[str] = []
    unread: list[Finding] = []
    for path in _records(repository):
        try:
            text = repository.text(path)
        except UnreadError as error:
            unread.append(error.finding)
            continue
        if len(text.strip()) < _WORDS:
            continue
        if _NUMBERED.match(path.rpartition("/")[2].lower()) or _DATE.search(text[:_TEXT]):
            return holds(f"`{path}` is a dated record")
        undated.append(path)
    if undated and not unread:
        return missing("this document has no date: write when it was decided, or number its file", path=undated[0])
    return missing(
        "no decision record and no design document is here: write down the last change that mattered, with its date, in"
        " `docs/decisions/`",
        unread,
    )


def _records(repository: Repository) -> Iterator[str]:
    """Give what may be a record, by its folder or its name; templates and indexes are none."""
    for suffix in _SUFFIXES:
        for path in repository.suffixed(suffix):
            *folders, name = path.lower().split("/")
            if not _ASIDE.isdisjoint(folders) or _NO_RECORD.fullmatch(name.rpartition(".")[0]):
                continue
            in_folder = not _FOLDERS.isdisjoint(folder.replace("_", "-") for folder in folders)
            numbered = "architecture" in folders and _NUMBERED.match(name)
            if in_folder or numbered or _NAMED.fullmatch(name):
                yield path


CHECKS: dict[str, Check] = {"DOC001": written}
