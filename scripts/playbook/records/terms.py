"""The glossary's words in the text of other pages: where they are used, and which abbreviations nobody has defined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from playbook.records.page import Glossary, Term
from playbook.records.problems import Place, Problem

if TYPE_CHECKING:
    from playbook.records.library import Library

_ABBREVIATION = re.compile(r"(?<![\w@/.$\"'#=:-])([A-Z][A-Z]+(?:/[A-Z]+)?)(?:s|’s)?(?![\w-])(?!\.\w)")
_NO_TEXT = re.compile(
    r"`[^`]*`|\{[^}]*\}|\[@[^\]]*\]|\]\([^)]*\)|<[^>]*>|https?://\S+|\.\./\S+|^\s*(?:term|id|kind): .*"
)
_CODE = re.compile(r"\s*(?:- )?code: ")
_FENCE = re.compile(r"\s*(```|~~~)")


def pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """Give what finds any form of `terms` in text, the longest first; `term_of` tells which one it was.

    A form with a capital after its first letter, such as CI, is found as it stands only; a plural is a form too.
    """
    forms = [(form, place) for place, term in enumerate(terms) for form in (term.term, *term.also)]
    parts = []
    for number, (form, place) in enumerate(sorted(forms, key=lambda pair: -len(pair[0]))):
        exact = any(letter.isupper() for letter in form[1:])
        text = re.escape(form).replace("'", "['’]").replace(r"\ ", r"\s+")
        parts.append(f"(?P<t{place}_{number}>{text if exact else f'(?i:{text})'})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?:s|’s)?(?![\w-])")


def term_of(match: re.Match[str], terms: Sequence[Term]) -> Term:
    """Give the term that `pattern` of `terms` has found."""
    return terms[int(str(match.lastgroup)[1:].partition("_")[0])]


def undefined(library: Library) -> Iterator[Problem]:
    """Give each abbreviation that a page uses and the glossary does not have, where it is first used."""
    glossaries = library.all(Glossary)
    if not glossaries:
        return
    glossary = glossaries[0]
    known = {*glossary.plain}
    for term in glossary.terms:
        for form in (term.term, *term.also):
            known.update(re.findall(r"[A-Z]{2,}(?:/[A-Z]+)?", form))
    seen: set[str] = set()
    where = library.file_of(glossary)
    for file in sorted(library.entries):
        for place, word in _abbreviations(library.root, PurePath("docs") / file):
            if word not in known and word not in seen:
                seen.add(word)
                mend = f"define it in docs/{where} under `terms`, or add it to `plain` there if everybody knows it"
                yield Problem(place, f"“{word}” is used here, and the glossary does not have it", mend)


def _abbreviations(root: Path, file: PurePath) -> Iterator[tuple[Place, str]]:
    """Give the abbreviations in the text of a page, front matter too, without its code."""
    code = False
    typed: int | None = None  # how far the field `code` of a record is indented, while its lines last
    for number, line in enumerate((root / file).read_text(encoding="utf-8").splitlines(), 1):
        indent = len(line) - len(line.lstrip())
        if typed is not None and (indent > typed or not line.strip()):
            continue
        typed = indent if _CODE.match(line) else None
        if _FENCE.match(line):
            code = not code
        elif not code and typed is None:
            text = _NO_TEXT.sub(lambda match: " " * len(match.group()), line)
            for match in _ABBREVIATION.finditer(text):
                yield Place(file, number, match.start() + 1), match[1]
