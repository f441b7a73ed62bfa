"""Jenkinsfiles: the scripts of `sh`, `bat` and the like, and the images. Groovy is not run, only looked through."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from playbook.review.readers.ci.common import each
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

SYSTEM = "Jenkins"
_NAME = re.compile(r"(?:.*/)?(?:Jenkinsfile(?:[._-][\w.-]+)?|[\w.-]+\.jenkinsfile|[\w-]+\.Jenkinsfile)$")
_SCRIPT = re.compile(
    r"\b(?:sh|bat|powershell|pwsh)\b\s{0,20}(?:\(\s{0,20})?(?:[^()\n'\"]{0,80}\bscript\s{0,20}:\s{0,20})?"
    r"(?:'''(?P<a>.*?)'''|\"\"\"(?P<b>.*?)\"\"\"|'(?P<c>(?:[^'\\\n]|\\.)*)'|\"(?P<d>(?:[^\"\\\n]|\\.)*)\")",
    re.DOTALL,
)
MAX_BYTES = 300_000
_BREAK = re.compile(r"\n")
_STAGE = re.compile(r"\bstage\s*\(\s*['\"]([^'\"\n]+)['\"]")
_IMAGE = re.compile(r"\bimage\s*(?:\(\s*)?['\"]([^'\"\n]+)['\"]|\bdocker\s+['\"]([^'\"\n]+)['\"]")
_LIBRARY = re.compile(r"^[ \t]*@?[Ll]ibrary[ \t]{0,20}(?:\([ \t]{0,20})?['\"\[]", re.MULTILINE)
_TOKEN = re.compile(r"'''|\"\"\"|'|\"|//|/\*|\n|\\.")
_START = re.compile(r"\b(?:pipeline|node)\b")
_BRANCHES = re.compile(
    r"changeRequest\s*\(|\bCHANGE_(?:ID|TARGET|BRANCH)\b|\bBRANCH_NAME\b|triggerOnMergeRequest\s*:\s*true"
)
_BRANCH_WHEN = re.compile(r"\bwhen\s*\{[^{}]{0,200}\bbranch\b")


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give a pipeline for each Jenkinsfile."""
    files = (path for path in repository.files if "enkinsfile" in path and _NAME.match(path))
    return each(repository, SYSTEM, files, _pipeline)


def _pipeline(repository: Repository, path: str) -> Pipeline:
    if repository.size(path) > MAX_BYTES:
        raise UnreadError(path, "this Jenkinsfile is too long to be looked through")
    text = _without_comments(repository.text(path))
    breaks = [match.start() for match in _BREAK.finditer(text)]
    stages = [(match.start(), match.group(1)) for match in _STAGE.finditer(text)]
    starts = [start for start, _ in stages]

    def line_of(place: int) -> int:
        return bisect_left(breaks, place) + 1

    steps = []
    for match in _SCRIPT.finditer(text):
        kind = match.lastgroup or "a"
        script = match.group(kind)
        stage = bisect_left(starts, match.start())
        job = stages[stage - 1][1] if stage else ""
        deploys = job if re.search(r"\b(?:deploy|release|publish)", job, re.IGNORECASE) else ""
        steps.append(Step(script, "", line_of(match.start(kind)), job, environment=deploys))
    images = tuple(
        Container(match.group(1) or match.group(2), line_of(match.start())) for match in _IMAGE.finditer(text)
    )
    unread = tuple(
        Finding(path, line_of(match.start()), 0, "the shared library is outside the repository: look there")
        for match in _LIBRARY.finditer(text)
    )
    known = bool(_BRANCHES.search(text) or _BRANCH_WHEN.search(text))
    why = (
        "is built for each branch or change request"
        if known
        else "says nothing about branches; what starts it is set in Jenkins"
    )
    start = _START.search(text)
    line = line_of(start.start()) if start else 1
    return Pipeline(SYSTEM, path, True if known else None, why, tuple(steps), images, unread, line=line)


def _without_comments(text: str) -> str:
    """Blank out comments, keeping the line ends; what looks like one inside a string stays."""
    parts: list[str] = []
    kept, quote = 0, ""
    for match in _TOKEN.finditer(text):
        mark, start = match.group(), match.start()
        if start < kept:
            continue
        if quote:
            if mark == quote or (mark == "\n" and len(quote) == 1):
                quote = ""
        elif mark in ("//", "/*"):
            end = text.find("\n" if mark == "//" else "*/", start)
            end = len(text) if end < 0 else end + (2 if mark == "/*" else 0)
            parts += [text[kept:start], "\n" * text.count("\n", start, end)]
            kept = end
        elif mark[0] in "'\"":
            quote = mark
    return "".join([*parts, text[kept:]])
