"""The sections: those of the stage are there, once, filled, and without placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playbook.design_docs.parts import Part
from playbook.design_docs.rules.model import Asked, Fault, Rule
from playbook.design_docs.rules.reading import (
    MARKS,
    PLACEHOLDERS,
    fault,
    missing,
    place,
    rows,
    section_at,
    shown,
    table,
)
from playbook.design_docs.words import plain, words
from playbook.records.design import FORMS
from playbook.records.design_catalogue import SectionEntry

PROSE = {"alternatives": ("For it", "Against it")}
"""Columns that hold reasons: one word is none."""
SPOKEN_FOR = {
    "before": ("Number", "Taken on", "Source"),
    "success": ("Aim", "By"),
    "integration": FORMS["integration"],
    "after": ("Now", "Taken on", "Source"),
}
"""Columns about which a rule of their own speaks, also where they are empty."""
_PLAINLY = re.compile(r"\b[A-Za-z]+ [a-z]+ [a-z]+")
"""Words that no markup takes away: most sections need no closer look."""
ROWS_ELSEWHERE = ("before", "alternatives", "integration")
"""Tables whose own rule says that they have no row."""


def _sections(asked: Asked) -> Iterator[Fault]:
    document = asked.document
    after = document.body_line - 1
    for section in asked.sections:
        part = document.part(section.id)
        if part is None:
            yield _absent(asked, section, min(after, len(document.lines)))
            continue
        after = part.line
        if section.form and table(part, section.form) is None:
            yield _columns(section, part)
    yield from _twice(asked)
    yield from _unclosed(asked)


def _absent(asked: Asked, section: SectionEntry, after: int) -> Fault:
    heading = f"## {section.title} {{ #{section.id} }}"
    what = f"the section “{section.title}” (`#{section.id}`) is missing"
    mend = f"add `{heading}`"
    if section.form:
        mend += f", and below it a table: {' | '.join(FORMS[section.form])}"
    for part in asked.document.parts:
        if part.id == section.id:
            what = f"the section `#{section.id}` is a heading of level {part.level}"
            return Fault(part.line, what, f"write it with two number signs: `{heading}`", 0, section.id)
        if part.level == 2 and part.id in section.formerly:
            what += f"; it was called “{part.title}” before version {asked.front.template_version}"
            return Fault(part.line, what, f"write `{heading}`, or run `playbook design migrate`", 0, section.id)
        if part.level == 2 and not part.explicit and part.title.casefold() == section.title.casefold():
            return Fault(part.line, what + " by its id", f"write `{heading}`", 0, section.id)
    return Fault(after, what, mend + _renamed(asked, section, after), 0, section.id)


def _renamed(asked: Asked, section: SectionEntry, after: int) -> str:
    """Say how a heading of one's own is kept, where one stands in the place of the section."""
    own = {one.id for one in asked.template.versions[asked.front.template_version]}
    there = next((part for part in asked.document.parts if part.level == 2 and part.line > after), None)
    if there is None or there.explicit or there.id in own:
        return ""
    return f"; if line {there.line} is it, write `## {there.title} {{ #{section.id} }}`"


def _columns(section: SectionEntry, part: Part) -> Fault:
    assert section.form
    head = " | ".join(FORMS[section.form])
    if not part.tables:
        what, line = f"the section “{section.title}” has no table", part.line
        head += f" | and below it | {' | '.join('---' for _ in FORMS[section.form])}"
    else:
        nearest = min(part.tables, key=lambda one: len(missing(one, section.form or "")))
        lacks = ", ".join(f"“{column}”" for column in missing(nearest, section.form))
        what, line = f"the table of “{section.title}” lacks {lacks}", nearest.line
    return Fault(line, what, f"begin the table with: | {head} |", 0, section.id)


def _twice(asked: Asked) -> Iterator[Fault]:
    first: dict[str, Part] = {}
    for part in asked.document.parts:
        if part.level != 2 and not part.explicit:
            continue  # below different sections the same words may well come back
        if part.id in first:
            what = f"the section `#{part.id}` stands here twice; the first is on line {first[part.id].line}"
            mend = "put both under one heading, or give this one another id"
            yield Fault(part.line, what, mend, 0, section_at(asked, part.line) if part.level == 2 else "")
        first.setdefault(part.id, part)


def _unclosed(asked: Asked) -> Iterator[Fault]:
    """A comment or a fence that does not end swallows the sections below it: say that, not only what is missing."""
    start = asked.document.body_line
    for token in asked.document.tokens:
        if token.type == "html_block" and token.map and "<!--" in token.content:
            opening = token.content.rfind("<!--")
            if token.content.find("-->", opening) < 0:
                line = start + token.map[0] + token.content.count("\n", 0, opening)
                yield Fault(
                    line, "this comment does not end: nothing below it is read", "put `-->` behind its last word"
                )
        elif token.type == "fence" and token.map and token.level == 0 and _is_open(asked, token):
            what = "this block of code does not end: nothing below it is read"
            yield Fault(start + token.map[0], what, f"put a line `{token.markup}` below its last line")


def _is_open(asked: Asked, token: Any) -> bool:
    first, last = (asked.document.body_line - 1 + line for line in token.map)
    closing = asked.document.lines[last - 1].strip() if last - first > 1 else ""
    return not (closing.startswith(token.markup) and not closing.strip(token.markup[0]))


def _filled(asked: Asked) -> Iterator[Fault]:
    for section in asked.sections:
        part = asked.document.part(section.id)
        if part is None:
            continue
        if section.form is None:
            found_words = _words(part.text)
            if len(found_words) < 2:
                said = f"holds one word, “{shown(found_words[0])}”" if found_words else "is empty"
                yield Fault(part.line, f"the section “{section.title}” {said}", f"write: {section.asks}", 0, section.id)
        elif (found := table(part, section.form)) and not found.rows and section.form not in ROWS_ELSEWHERE:
            what = f"the table of “{section.title}” has no row"
            yield Fault(found.line, what, f"write: {section.asks}", 0, section.id)
    for form in FORMS:
        yield from _cells(asked, form)


def _words(text: str) -> list[str]:
    """Give the words of a section: all of them, or the first that show that it is not empty."""
    plainly = _PLAINLY.search(text) if "<" not in text else None
    return plainly[0].split() if plainly else words(plain(text))


def _cells(asked: Asked, form: str) -> Iterator[Fault]:
    for cells in rows(asked, form):
        if cells.is_nothing:
            continue
        for column in FORMS[form]:
            if column in SPOKEN_FOR.get(form, ()) or cells.open(column):
                continue
            if cells.empty(column):
                what = f"“{column}” is empty in this row"
                yield fault(asked, cells, column, what, "write what is known, or take the row out")
            elif column in PROSE.get(form, ()) and len(words(cells[column])) < 2:
                what = f"“{column}” is one word, “{shown(cells[column])}”, and nobody can weigh that"
                yield fault(asked, cells, column, what, "write the reason: what it costs, what it gives, until when")


def _placeholders(asked: Asked) -> Iterator[Fault]:
    document = asked.document
    told = {(problem.place.line, problem.place.column) for problem in document.problems}
    for path, text in _strings(document.yaml.data, ()):
        if (found := PLACEHOLDERS.search(text)) and place(asked, *path) not in told:
            line, column = place(asked, *path)
            yield Fault(line, f"“{found[0]}” is left in the front matter", "write what belongs there", column)
    prose = "\n".join(document.prose).lower()
    if not any(mark in prose for mark in MARKS):
        return
    asks = {section.id: section.asks for section in asked.sections}
    for number, written in enumerate(document.prose, document.body_line):
        found_all = list(PLACEHOLDERS.finditer(written))
        if not found_all:
            continue
        section = document.around(number)
        what = f"“{found_all[0][0]}” is left here"
        if len(found_all) > 1:
            what += f", and {len(found_all) - 1} more in this line"
        mend = f"write: {asks[section]}" if section in asks else "write what belongs there, or take it out"
        yield Fault(number, what, mend, found_all[0].start() + 1, section_at(asked, number))


def _strings(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*path, index))


RULES = (
    Rule(
        "DES002",
        "sections",
        "The sections of the stage are there",
        "Every section of the stage and of those before is there, once, by its id, with the columns of its table.",
        "Before starting, say where you are, what you ask for and where you will be. [@P04] "
        "What is left out comes up in the meeting. [@own]",
        "Add the heading that is named, with its id; `playbook design migrate --stage …` lays out those of a stage.",
        _sections,
        of_text=True,
    ),
    Rule(
        "DES003",
        "filled",
        "No section is empty",
        "No section is empty or of one word, and no cell of its table is empty.",
        "A heading with nothing below it looks like an answer in the table of contents, and is none. [@own]",
        "Write two sentences that somebody outside your team can hold against what is there.",
        _filled,
        of_text=True,
    ),
    Rule(
        "DES004",
        "placeholders",
        "No placeholder is left",
        "Nothing is left to be filled in: no `[fill in]`, TODO, TBD, FIXME, XXX, ??? or lorem ipsum outside of code.",
        "A reader cannot tell what you did not know from what you forgot. [@own]",
        "Write the answer. Where nobody knows it yet, write who finds out, and until when.",
        _placeholders,
        of_text=True,
    ),
)
