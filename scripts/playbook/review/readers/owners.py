"""Who owns the repository, as a file of owners or a line of the README says it."""

from __future__ import annotations

import re

from playbook.review.readers.readme import Line
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_FILES = ("codeowners", "owners", "maintainers", "maintainers.md", "maintainers.rst", "maintainers.txt")
_PLACES = ("", ".github/", ".gitlab/", ".bitbucket/", "docs/")

_KIND = r"(?:(?:code|product|data|project|business|technical|service|model|main|current)[ -])?"
_ROLE = rf"{_KIND}(?:owners?|ownership|maintainers?|contacts?)"
_TITLE = re.compile(
    rf"\W*(?:(?:our|the|core|project|development) )?(?:{_ROLE}|team|maintained by|points? of contact|get in touch"
    r"|who (?:owns|maintains) (?:it|this))"
    r"(?:(?: and|,| &| ?/).{0,40}| us| persons?| information| details| team| ?\(s\))?\W*",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"[&,/]|\band\b", re.IGNORECASE)
_LABEL = re.compile(
    rf"[\s>|*_+-]*(?:{_ROLE}|team|owned by|maintained by|points? of contact|responsible)(?:\(s\))?\s*[*_]*\s*"
    r"(?:[:|]|[–—-]\s)[\s|*_:]*(.*)",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"(?:[\s>|*_+-]*(?:{_ROLE}|team|owned by|maintained by|points? of contact)"
    r"|.{0,200}\b(?:is|are) (?:owned|maintained|looked after) by)(?:\(s\))?\s*[*_]*\s*:\s*[*_]*\s*",
    re.IGNORECASE,
)
"""What says that the owner stands on the lines below."""
_PROSE = re.compile(
    r"\b(?:owned|maintained|looked after)(?: and \w+)? (?:by|within)\s+(\S.*)"
    r"|\bmaintained at\s+((?-i:[A-Z@*_`\[]).*)"
    r"|\b((?:the|our)\s+(?:[\w-]+\s+){0,3}(?:team|maintainers|owners)\b[^.]{0,80}?)"
    r"\b(?:owns?|maintains?|looks? after)\b"
    r"|\b(?:talk|chat|connect) (?:to|with)\s+(?:the\s+|our\s+)?((?:[\w-]+\s+){0,3}?(?:team|maintainers?|owners?)\b.*)"
    r"|\b(?:contact|ask|reach(?: out to)?|message|write(?: to)?|mail)\s+(?:the\s+)?((?:(?:[\w-]+\s+){0,3}?"
    r"(?:team|maintainers?|owners?)\b|us\b|me\b|@[\w/-]+|[\w.+-]+@[\w-]+\.\w|\[[^]]+\]\(mailto:).*)",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,300}\)")
_FILE_LINKED = re.compile(r"[(</](?:CODEOWNERS|OWNERS|MAINTAINERS)(?:\.(?:md|rst|txt))?[)>]", re.IGNORECASE)
_OTHER = re.compile(
    r"security|vulnerabilit|conduct|abuse|harass|press\b|sales|commercial|licen[cs]|enterprise|translat|fork of"
    r"|(?:that|which|versions?|plugins?|librar(?:y|ies)|packages?)\b.{0,30}maintained by"
    r"|(?:that|which|versions?|plugins?|librar(?:y|ies)|packages?)\b.{0,60}(?:team|maintainers) (?:\w+ )?maintains?\b"
    r"|(?:documentation|docs|changelog|list|wiki|website|page|fork)\b.{0,60}maintained (?:at|within)"
    r"|sponsor|supporters|supporting (?:us|our|the|this)|donat(?:e|ion)|adverti[sz]|partner with|become a partner"
    r"|no longer|not maintained|(?:un|not )owned|dependenc|upstream",
    re.IGNORECASE,
)
"""A contact for something else, or words that say that nobody owns it."""
_GIVERS = re.compile(r"sponsor|supporters|donat(?:e|ion)|adverti[sz]|\bpartners\b", re.IGNORECASE)
"""In a heading: what is said below is for those who give money, and names no owner."""
_NOBODY = re.compile(
    r"[\s|*_`.]*(?:tbd|tba|todo|tbc|n/?a|none|nobody|unknown|\?+|-+|<[^>@]*>|xxx+|…)?[\s|*_`.]*", re.IGNORECASE
)
_WIDTH = 400
"""Characters of a line that are looked at."""


def owner_in_file(repository: Repository, unread: list[Finding]) -> bool:
    """Tell whether a CODEOWNERS or MAINTAINERS file names one; what cannot be read is added to `unread`."""
    for path in repository.named(*_FILES):
        folder, _, name = path.lower().rpartition("/")
        if f"{folder}/".lstrip("/") not in _PLACES:
            continue
        try:
            lines = [text for line in repository.lines(path) if (text := line.partition("#")[0].strip())]
        except UnreadError as error:
            unread.append(error.finding)
            continue
        if any("@" in line for line in lines) or (lines and name != "codeowners"):
            return True
    return False


def owner_in_readme(lines: list[Line]) -> bool:
    """Tell whether a heading with something below it, or a line, says who owns or maintains this, or whom to ask."""
    givers = False
    """Whether the heading above speaks to those who give money."""
    for index, line in enumerate(lines):
        text = line.text[:_WIDTH]
        givers = bool(_GIVERS.search(text)) if line.heading else givers
        if givers or line.code is not None or _OTHER.search(text):
            continue
        if line.heading:
            said = _titled(text) and _filled(lines[index + 1 :])
        elif _BELOW.fullmatch(text):
            said = _below(lines[index + 1 :])
        else:
            said = _named(_LABEL.match(text)) or _in_prose(text)
        if said:
            return True
    return False


def _titled(text: str) -> bool:
    """Tell whether a heading, or a part of it such as in "Community & contact", is about owners."""
    return any(_TITLE.fullmatch(part.strip()) for part in (text, *_TITLE_PARTS.split(text)))


def _in_prose(text: str) -> bool:
    plain = _LINK.sub(r"\1", text)
    return _named(_PROSE.search(text)) or _named(_PROSE.search(plain)) or bool(_FILE_LINKED.search(text))


def _named(match: re.Match[str] | None) -> bool:
    """Tell whether what stands behind the words is a name, not a placeholder."""
    return match is not None and not _NOBODY.fullmatch(next(filter(None, match.groups()), ""))


def _filled(rest: list[Line]) -> bool:
    """Tell whether something stands below a heading, before the next."""
    for line in rest:
        if line.heading:
            return False
        if re.search(r"\w", line.text) and not _NOBODY.fullmatch(line.text[:_WIDTH]):
            return True
    return False


def _below(rest: list[Line]) -> bool:
    """Tell whether the first line below names somebody; a heading between names nobody."""
    first = next((line for line in rest if line.heading or re.search(r"\w", line.text)), None)
    if first is None or first.heading or first.code is not None:
        return False
    text = first.text[:_WIDTH].lstrip(" \t*+->|")
    return not _NOBODY.fullmatch(text) and not _OTHER.search(text)
