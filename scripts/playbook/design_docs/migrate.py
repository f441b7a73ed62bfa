"""A document moved to the newest version of its template, or laid out for a later stage. No sentence is ever deleted.

What changes: the values of `template` and `stage`, headings of sections that are called otherwise now, and sections
and tables that are put in. Every other byte stays, and the result is read again before it is given.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import NoReturn

from playbook.design_docs.document import Document, parse
from playbook.design_docs.headings import renamed, words_of
from playbook.design_docs.layout import body, section
from playbook.design_docs.lineage import successors
from playbook.design_docs.parts import Part
from playbook.design_docs.patch import Patch
from playbook.design_docs.reached import reached
from playbook.design_docs.rules.reading import table
from playbook.records.design import STAGES
from playbook.records.design_catalogue import Designs, SectionEntry, TemplateEntry
from playbook.records.problems import Place, Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Migration:
    """`notes` say what was renamed, added and left. `changed` are the lines of the original that were rewritten."""

    data: bytes
    notes: tuple[str, ...]
    changed: tuple[int, ...] = ()


def migrated(data: bytes, file: PurePath, designs: Designs, *, stage: str | None = None) -> Migration:
    """Move the document in `data` to the newest version of its template and, where `stage` is given, to this stage.

    Without `stage`, a document of the newest version is given back as it is. Raises ProblemsError if it cannot be
    read, names no template or version that there is, would go back a stage, or ends within a fence or a comment.
    """
    document = parse(data, file)
    template, version = _template_of(document, designs)
    now = _stage_of(document, stage)
    if version == template.version and stage is None:
        return Migration(data, ())
    move = _Move(data, document, template, version)
    if version != template.version:
        move.set_value("template", f"{template.id}@{template.version}")
    if stage and stage != now:
        move.set_value("stage", stage)
        if stage != "retired" and document.yaml.data.get("starts") is None:
            move.notes.append("`starts` is missing: from the pilot on, a document says the day on which it begins")
    move.rename()
    known = (*template.versions[version], *template.versions[template.version])
    move.lay_out(template.sections(template.version, reached(document, stage or now, known)))
    return move.finished()


def _refuse(place: Place, what: str, mend: str) -> NoReturn:
    raise ProblemsError([Problem(place, what, mend)])


def _template_of(document: Document, designs: Designs) -> tuple[TemplateEntry, int]:
    named, place = document.yaml.data.get("template"), document.yaml.place(("template",))
    found = re.fullmatch(r"([a-z][a-z0-9-]*)@([1-9][0-9]?)", named) if isinstance(named, str) else None
    if not found:
        _refuse(place, "the document does not say of which template it is", "write `template: decision-record@1`")
    template = designs.templates.get(found[1])
    if template is None:
        near = difflib.get_close_matches(found[1], designs.templates, n=1)
        mend = f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(designs.templates)}"
        _refuse(place, f"there is no template `{found[1]}`", mend)
    if int(found[2]) not in template.versions:
        what = f"there is no version {found[2]} of the template `{template.id}`"
        _refuse(place, what, f"the newest is {template.version}; a newer playbook may know another")
    return template, int(found[2])


def _stage_of(document: Document, wanted: str | None) -> str:
    now, place = document.yaml.data.get("stage"), document.yaml.place(("stage",))
    if now not in STAGES:
        _refuse(
            place, "the document does not say at which stage it is", f"write `stage:` and one of {', '.join(STAGES)}"
        )
    if wanted is not None and wanted not in STAGES:
        _refuse(place, f"there is no stage `{wanted}`", f"use one of: {', '.join(STAGES)}")
    if wanted is not None and STAGES.index(wanted) < STAGES.index(now):
        what = f"the document is at stage {now}, and {wanted} comes before it"
        _refuse(place, what, "a document never goes back; write a new one that supersedes it")
    return str(now)


class _Move:
    """The changes, as they are found."""

    def __init__(self, data: bytes, document: Document, template: TemplateEntry, version: int) -> None:
        self.patch = Patch(data)
        self.document, self.template, self.version = document, template, version
        self.front = dict(document.yaml.data)
        self.notes: list[str] = []
        self.changed: set[int] = set()
        self.parts: dict[str, Part] = {}
        """The sections of the newest version that are there, by their id in it."""
        self.added: list[SectionEntry] = []
        self.tables: list[SectionEntry] = []

    def set_value(self, key: str, value: str) -> None:
        """Change a value of the front matter where it stands, with its quotes, its spaces and its comment."""
        place, old = self.document.yaml.place((key,)), self.document.yaml.data[key]
        line = self.patch.line(place.line) if place.line <= len(self.patch) else ""
        start = place.column - 1
        start += line[start : start + 1] in ('"', "'")
        if not line.startswith(old, start):
            _refuse(place, f"the value of `{key}` is written so that it cannot be changed", f"write `{key}: {old}`")
        self.patch.rewrite(place.line, line[:start] + value + line[start + len(old) :])
        self.changed.add(place.line)
        self.front[key] = value
        self.notes.append(f"line {place.line}: `{key}: {old}` is now `{key}: {value}`")

    def rename(self) -> None:
        """Call the sections of the older version as they are called now, and put the tables in that are new."""
        older = {one.id: one for one in self.template.versions[self.version]}
        later = successors(self.template, self.version, self.template.version)
        taken = {part.line for key in older if (part := self.document.part(key))}
        for key, new in later.items():
            part, there = self.document.part(key), self._free(new.id, taken)
            if part and there and new.id not in older:
                self.notes.append(f"line {part.line}: “{part.title}” stays, since `#{new.id}` is there already")
                part = there
            elif part:
                self._heading(part, older[key], new)
            if part := part or there:
                self.parts[new.id] = part
                self._table(part, new)
        self.parts |= {
            one.id: own
            for one in self.template.versions[self.template.version]
            if one.id not in self.parts and (own := self._free(one.id, taken))
        }
        for key in (key for key in older if key not in later):
            if left := self.document.part(key):
                newest = self.template.version
                self.notes.append(f"line {left.line}: “{left.title}” stays; version {newest} does not ask for it")

    def _free(self, key: str, taken: set[int]) -> Part | None:
        """Give the first section with the id `key` that is none of the older version's."""
        every = (part for part in self.document.parts if part.level == 2 and part.line not in taken)
        return next((part for part in every if part.id == key), None)

    def _heading(self, part: Part, old: SectionEntry, new: SectionEntry) -> None:
        """Change the id, and the title where it is the older template's word for word."""
        number, content = words_of(self.document, part)
        line = self.patch.line(number)
        now = renamed(line, content, part, old, new)
        if now != line:
            self.patch.rewrite(number, now)
            self.changed.add(number)
            self.notes.append(f"line {number}: `{line.strip()}` is now `{now.strip()}`")
            links = [str(at) for at, text in enumerate(self.document.lines, 1) if f"#{part.id})" in text]
            if links and part.id != new.id:
                self.notes.append(
                    f"line {', '.join(links)}: links to `#{part.id}`, which is `#{new.id}` now; change them"
                )

    def _table(self, part: Part, new: SectionEntry) -> None:
        """Put the table of a section below what is written there, where it had none in the older version."""
        if self.version != self.template.version and new.form and not table(part, new.form):
            self.patch.insert(self.patch.last_written(part.line, part.end), body(new))
            self.tables.append(new)
            self.notes.append(f"added: the table of “{new.title}” (`#{new.id}`), below what is written there")

    def lay_out(self, sections: Iterable[SectionEntry]) -> None:
        """Put each section in that is asked for and not there, below the one that stands above it in the template."""
        wanted = list(sections)
        after: int | None = None
        for index, entry in enumerate(wanted):
            if entry.id in self.parts:
                after = min(self.parts[entry.id].end, len(self.patch))
                continue
            if after is None:
                following = [self.parts[one.id] for one in wanted[index:] if one.id in self.parts]
                after = following[0].line - 1 if following else len(self.patch)
            self.patch.insert(after, section(entry))
            self.added.append(entry)
            self.notes.append(f"added: “{entry.title}” (`#{entry.id}`)")

    def finished(self) -> Migration:
        """Read the result again: the front matter says what it said, and every section is found."""
        data = self.patch.data
        again = parse(data, self.document.file)
        if again.yaml.data != self.front:
            what = "the front matter is written so that it cannot be changed safely"
            _refuse(self.document.yaml.place(("template",)), what, "write each key on a line of its own")
        if not self._holds(again):
            last = self.document.tokens[-1].map or [0]
            place = Place(self.document.file, last[0] + self.document.body_line)
            what = "a fence, a comment or a tag begins here and does not end, and what is added would stand in it"
            _refuse(place, what, "end it")
        return Migration(data, tuple(self.notes), tuple(sorted(self.changed)))

    def _holds(self, again: Document) -> bool:
        """Tell whether all that was there is there, and all that was added."""
        found = {part.id: part for part in reversed(again.parts) if part.level == 2}
        return (
            len(again.parts) == len(self.document.parts) + len(self.added)
            and found.keys() >= {*self.parts, *(one.id for one in self.added)}
            and all(table(found[one.id], one.form or "") for one in self.tables)
        )
