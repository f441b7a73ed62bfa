"""Links within the repository: the file is there, and so is the part of it that is named. Nothing is fetched.

Looked at are Markdown's links, written out or by reference, its pictures, and `href` and `src` in HTML; code and
comments are not. Addresses with a scheme, such as https: and mailto:, are left alone.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from playbook.design_docs.document import Document, markdown
from playbook.design_docs.rules.linked_files import anchors_of
from playbook.design_docs.rules.model import Asked, Fault, Rule
from playbook.design_docs.rules.reading import near, section_at, shown
from playbook.design_docs.tables import ROW

_HTML = re.compile(r"<[A-Za-z][^<>]*?\s(?:href|src)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_BY_LABEL = re.compile(r"(?<![\w\]\\!])\[[^\[\]\n]+\]\[([^\[\]\n]+)\]")
_SPACED = re.compile(r"\]\(([^()<>\n\"'`\s]+(?: [^()<>\n\"'`\s]+)+)\)")
_NAMES_A_FILE = re.compile(r"\.[A-Za-z]{1,5}(?:#[\w-]*)?")
_MARKDOWN = (".md", ".markdown")
_FIRST = ("index.md", "README.md", "readme.md")
"""What a link to a folder shows."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link stands and where it leads, as it is written."""

    line: int
    column: int
    target: str


def links(document: Document) -> Iterator[Link]:
    """Give the links of a document, those of Markdown first."""
    for token in document.tokens:
        if token.type in ("inline", ROW) and token.map:
            contents = token.meta["cells"] if token.type == ROW else [token.content]
            yield from _of_markdown(document, contents, *token.map)
    for number, line in enumerate(document.prose, document.body_line):
        if "<" in line:
            for found in _HTML.finditer(line):
                group = next((at for at in (1, 2, 3) if found[at]), 1)
                yield Link(number, found.start(group) + 1, found[group] or "")


def _of_markdown(document: Document, contents: Sequence[str], first: int, last: int) -> Iterator[Link]:
    parser, inside = markdown(), list[Token]()
    for content in contents:
        if "](" in content or ("[" in content and document.references):
            parser.inline.parse(content, parser, {"references": document.references}, inside)
    line, column = first, 0
    for part in inside:
        target = str(part.attrs.get("href" if part.type == "link_open" else "src", ""))
        if part.type in ("link_open", "image") and target:
            there = _find(document, target, (line, column), last)
            line, column = there or (line, column)
            yield Link(line + document.body_line, there[1] if there else 0, target)


def _find(document: Document, target: str, after: tuple[int, int], last: int) -> tuple[int, int] | None:
    """Give line, from 0 in the body, and column of a target behind `after`, or None where it stands elsewhere."""
    for line in range(after[0], last):
        start = after[1] if line == after[0] else 0
        for written in (target, unquote(target)):
            at = document.prose[line].find(f"({written}", start)
            at = at if at >= 0 else document.prose[line].find(f"<{written}", start)
            if at >= 0:
                return line, at + 2
    return None


def _links(asked: Asked) -> Iterator[Fault]:
    for link in links(asked.document):
        if not _ELSEWHERE.match(link.target):
            for what, mend in _wrong(asked, link.target):
                yield Fault(link.line, what, mend, link.column, section_at(asked, link.line))
    yield from _undefined(asked)


def _undefined(asked: Asked) -> Iterator[Fault]:
    document = asked.document
    for number, line in enumerate(document.prose, document.body_line):
        for found in _SPACED.finditer(line) if "](" in line else ():
            if _NAMES_A_FILE.fullmatch(found[1], found[1].rfind(".")):
                what = f"the address `{shown(found[1])}` holds a blank, so this is no link"
                mend = f"put it in angle brackets: `](<{shown(found[1])}>)`"
                yield Fault(number, what, mend, found.start(1) + 1, section_at(asked, number))
        for found in _BY_LABEL.finditer(line) if "][" in line else ():
            if found[1][0] != "^" and normalizeReference(found[1]) not in document.references:
                what = f"the link [{shown(found[1])}] is not defined"
                mend = f"add a line `[{shown(found[1])}]: address`, or write the address in round brackets"
                yield Fault(number, what, mend, found.start() + 1, section_at(asked, number))


def _wrong(asked: Asked, target: str) -> Iterator[tuple[str, str]]:
    """Give what is wrong with a link within the repository, and the mend."""
    address, _, fragment = target.partition("#")
    address, _, query = address.partition("?")
    if query == "plain=1":
        fragment = ""  # the lines of the source, as GitHub shows it
    address, fragment = unquote(address), unquote(fragment)
    if not address:
        yield from _anchor(asked.document.anchors, fragment, "this document")
        return
    said = f"the link `{shown(target)}`"
    here = asked.document.file.parent.as_posix()
    # what begins with a slash counts from the repository's root, as on GitHub
    inside = posixpath.normpath(address.lstrip("/") if address.startswith("/") else posixpath.join(here, address))
    real = _real(asked.root / inside)
    if inside == ".." or inside.startswith("../") or (real and not real.is_relative_to(asked.root)):
        yield f"{said} leads out of the repository", "link to its address on the web, or bring the file in"
    elif real is None or (address.endswith("/") and not real.is_dir()):
        yield f"{said} leads to no file: `{shown(inside)}` is not there", _nearest(asked.root, inside)
    else:
        yield from _inside(asked, real, fragment, inside)


def _real(path: Path) -> Path | None:
    """Give the file itself, behind all links, or None where there is none."""
    try:
        return path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):  # not there, no name for a file, or a circle of links
        return None


def _nearest(root: Path, inside: str) -> str:
    folder, name = posixpath.split(inside)
    try:
        beside = os.listdir(root / folder)
    except (OSError, ValueError):
        return f"there is no folder `{shown(folder)}` either; correct the link, or take it out"
    mend = near(name, beside)
    return mend if mend.startswith("did") else "correct the link, add the file, or take the link out"


def _inside(asked: Asked, real: Path, fragment: str, inside: str) -> Iterator[tuple[str, str]]:
    if not fragment:
        return
    if real.is_dir():
        first = next((real / name for name in _FIRST if (real / name).is_file()), None)
        if first is None:
            yield f"`{shown(inside)}` is a folder, and has no part `#{shown(fragment)}`", "link to a file in it"
            return
        real = first
    if real.suffix.lower() in _MARKDOWN and real.is_file():
        known = _known(asked, real)
        if known is not None:
            yield from _anchor(known, fragment, f"`{shown(inside)}`")


def _known(asked: Asked, real: Path) -> frozenset[str] | None:
    """Give the anchors of a file. A document of this run has been taken apart already."""
    document = asked.others.get(f"DD-{real.name[:4]}")
    if document and document.tokens and asked.root / document.file == real:
        return document.anchors
    return anchors_of(real)


def _anchor(known: frozenset[str], fragment: str, where: str) -> Iterator[tuple[str, str]]:
    if fragment and fragment != "top" and not fragment.startswith(":~:") and fragment not in known:
        mend = near(fragment, (f"{name}" for name in known))
        mend = mend if mend.startswith("did") else "correct the link, or write the id behind its heading"
        yield f"{where} has no part `#{shown(fragment)}`", mend.replace("`", "`#", 1)


RULES = (
    Rule(
        "DES013",
        "links",
        "Links lead somewhere",
        "Links within the repository lead to files, and to headings, that are there. The web is not asked.",
        "Whoever follows a dead link asks you, or does without. [@own]",
        "Correct the link, or take it out.",
        _links,
        of_text=True,
    ),
)
