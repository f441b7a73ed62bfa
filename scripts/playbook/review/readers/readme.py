"""A README as text: its code blocks and headings, in Markdown, reStructuredText and AsciiDoc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.declared import table
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_PLACES = ("", ".github/", "docs/")
"""Where it is looked for, as the forges do."""
_NAME = re.compile(r"readme(?:\.(?:md|markdown|rst|txt|adoc|asciidoc|org|rdoc))?", re.IGNORECASE)
_LONG = re.compile(r"^long_description[ \t]*=[ \t]*file:[ \t]*([\w./-]{1,200})", re.MULTILINE)

_FENCE = re.compile(r"\s*(?:>\s?)?(```+|~~~+)\s*\{?\.?([\w+-]*)")
_DELIMITER = re.compile(r"(-{4,}|\.{4,})()\s*$")
_DIRECTIVE = re.compile(r"\s*\.\.\s+(?:code-block|code|sourcecode|prompt|highlight)::\s*(\S*)")
_PRE = re.compile(r"\s{0,3}<pre\b[^>]{0,200}>", re.IGNORECASE)
_PRE_END = re.compile(r"</pre\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}|={1,5})\s+(.+)|\s*<h[1-6][^>]*>(.*?)</h[1-6]>", re.IGNORECASE)
_UNDERLINE = re.compile(r"([=\-~^\"'`*+#.])\1{2,}\s*$")

_SHELLS = frozenset(
    {
        *("bash", "sh", "shell", "console", "zsh", "fish", "powershell", "pwsh", "ps1", "cmd", "bat", "batch"),
        *("terminal", "shell-session", "shellsession", "sh-session", "doscon", "ps1con", "commandline"),
    }
)
"""Languages of code blocks that hold commands."""
_PLAIN = ("", "text", "txt", "none", "makefile")
_PROMPT = re.compile(r"\s*(?:\([\w.-]+\)\s*)?(?:[$%❯]|PS>|[A-Z]:\\[^>]*>)\s+\S")
_PROGRAM = re.compile(
    r"\s*(?:sudo\s+)?(?:[A-Z_]+=\S+\s+)*(?:python[\d.]*|py|pip[\d.]*|pipx|uvx?|poetry|pdm|hatch|conda|mamba|micromamba"
    r"|pixi|tox|nox|pytest|make|just|task|invoke|git|docker(?:-compose)?|podman|kubectl|helm|npm|npx|yarn|pnpm|bash|sh"
    r"|curl|wget|brew|apt(?:-get)?|dnf|yum|choco|winget|scoop|go|cargo|java|mvn|gradle|Rscript|julia|dbt|dvc|mlflow"
    r"|airflow|kedro|streamlit|jupyter|uvicorn|gunicorn|flask|snakemake|databricks|az|aws|gcloud|terraform)"
    r"(?:\s+[\w./$~\"'{<-]|\s*$)"
)
_TYPED = re.compile(
    r"\s*[!%]?(?:python[\d.]*\s+-m\s+)?(?:pip[\d.]*|pipx|uv|conda|mamba|micromamba|pixi|poetry|pdm|docker|git|npm|brew)"
    r"\s+(?:install|add|sync|run|pip|env|tool|clone|create|compose|build)\s+[\w./$~\"'{<-]"
    r"|\s*[!%]?python[\d.]*\s+(?:-m\s+\w|[\w./-]{1,200}\.py\b)"
)
"""Commands that are no statement of any language: many a block is labelled wrongly."""
_DATA = ("yaml", "yml", "json", "toml", "ini", "cfg", "diff", "dockerfile")
"""Languages in whose blocks a command is what a tool runs, such as a step of CI."""
_DRAWN = re.compile(r"\s*(?:[\u2500-\u257f]|[|`+\\]--|(?:\.{1,2}|[\w.-]+/)\s*(?:#.*)?$)")
"""A line of a drawing, or a folder by itself, as above the files in it."""
_CALL = re.compile(r"\s*(?:\./[\w./-]+|[a-z][\w.-]+(?:\s+[\w./:=]\S*){0,6}\s+--?[A-Za-z])")
"""A program of the repository's own, in a block that does not say what it holds."""
_WIDTH = 400
"""Characters of a line that are looked at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a README: where it is, and what it is part of.

    `code` is the language of the code block that it is in, "" for one without, None outside. `heading` marks a title.
    """

    number: int
    text: str
    code: str | None = None
    heading: bool = False


def readme(repository: Repository) -> str:
    """Give the path of the README, or ""."""
    for place in _PLACES:
        found = [path for path in repository.files if path.startswith(place) and _NAME.fullmatch(path[len(place) :])]
        if found:
            return min(found, key=lambda path: (not path.lower().endswith(".md"), path))
    return ""


def named_readmes(repository: Repository) -> list[str]:
    """Give the files that the project at the root shows as its README: in pyproject.toml, or first in setup.cfg.

    What cannot be read names none; other standards say so.
    """
    try:
        data = repository.toml("pyproject.toml") if repository.at("pyproject.toml") else {}
        cfg = repository.text("setup.cfg") if repository.at("setup.cfg") else ""
    except UnreadError:
        return []
    said = [table(data, "project").get("readme"), table(data, "tool", "poetry").get("readme")]
    said = [item.get("file") if isinstance(item, dict) else item for item in said]
    said = [item[0] if isinstance(item, list) and item else item for item in said]
    said += [match[1] for match in _LONG.finditer(cfg)]
    return repository.at(*(item.removeprefix("./") for item in said if isinstance(item, str)))


def parts(lines: list[str], *, asciidoc: bool = False) -> Iterator[Line]:
    """Give the lines with what they are part of. Fences, indented blocks and reStructuredText's blocks are code."""
    opens = (_DELIMITER if asciidoc else _FENCE).match
    fence = language = ""
    indented: int | None = None
    """The indentation above which a block of reStructuredText, or of Markdown, goes on."""
    blank = True
    html = False
    """Whether an HTML block of code is open."""
    for number, text in enumerate(lines, 1):
        html = html or (not fence and not asciidoc and bool(_PRE.match(text)))
        if html:
            html = not _PRE_END.search(text)
            yield Line(number, _TAG.sub("", text[:_WIDTH]), "")
            continue
        opening = opens(text)
        if fence:
            if opening and opening[1].startswith(fence) and not opening[2]:
                fence = ""
            else:
                yield Line(number, text, language)
            continue
        if opening:
            fence, language, indented, blank = opening[1], opening[2].lower(), None, False
            continue
        indent = len(text) - len(text.lstrip())
        if not text.strip():
            blank = True
            yield Line(number, text)
            continue
        if indented is not None and indent > indented:
            yield Line(number, text, language)
            continue
        if text.startswith(("    ", "\t")) and blank and not re.match(r"\s*(?:[-*+]|\d+[.)])\s", text):
            indented, language = 3, ""
            yield Line(number, text, language)
            continue
        indented, blank = None, False
        directive = _DIRECTIVE.match(text)
        if directive or text.rstrip().endswith("::"):
            indented, language = indent, (directive[1].lower() if directive else "")
        below = lines[number] if number < len(lines) else ""
        title = _HEADING.match(text)
        underlined = bool(_UNDERLINE.match(below)) and not _UNDERLINE.match(text)
        yield Line(number, (title[1] or title[2] or "") if title else text, None, bool(title) or underlined)


def is_command(line: Line) -> bool:
    """Tell whether the line, in a code block, is a command to type."""
    text = line.text[:_WIDTH]
    if line.code is None or not text.strip() or text.lstrip().startswith(("#", "//", "REM ")) or _DRAWN.match(text):
        return False
    if line.code in _SHELLS or _PROMPT.match(text):
        return True
    if line.code in _PLAIN:
        return bool(_PROGRAM.match(text) or _CALL.match(text))
    return line.code not in _DATA and bool(_TYPED.match(text))
