"""Reads every record of a playbook and reports all that is wrong with them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from playbook.records import front_matter, strict_yaml
from playbook.records.base import Record, Reference
from playbook.records.design import inside_documents
from playbook.records.evidence import OWN, Claim, Work, cited
from playbook.records.examples import inside_example
from playbook.records.kinds import FOLDERS, LISTS, PAGES, SINGLES
from playbook.records.kit import inside_kit
from playbook.records.library import Entry, Library
from playbook.records.messages import explain
from playbook.records.page import Page
from playbook.records.problems import Place, Problem, ProblemsError
from playbook.records.strict_yaml import Document
from playbook.records.strings import strings
from playbook.records.terms import undefined


def load(root: Path) -> Library:
    """Read the playbook in the repository `root`. Raises ProblemsError with every fault found."""
    reader = _Reader(root)
    reader.read_yaml_files()
    reader.read_pages()
    reader.check_references()
    if reader.problems:
        raise ProblemsError(reader.problems)
    return reader.library


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.library = Library(root)
        self.problems: list[Problem] = []
        self.sources: list[tuple[Record, Document, strict_yaml.Path]] = []

    # -- reading

    def read_yaml_files(self) -> None:
        for kind in (*LISTS, *SINGLES):
            assert kind.one_file is not None
            document = self._yaml(PurePath(kind.one_file))
            if document is None:
                continue
            if kind in SINGLES:
                self._add(kind, document, (), document.data)
            elif isinstance(document.data, list):
                for index, item in enumerate(document.data):
                    self._add(kind, document, (index,), item)
            else:
                self._problem(document.place(()), "this file must be a list", "begin each record with '- '")
        for folder in FOLDERS:
            for path in sorted((self.root / folder.folder).glob("*.yml")):
                document = self._yaml(path.relative_to(self.root))
                record = self._add(folder, document, (), document.data) if document is not None else None
                if document is not None and record is not None and record.key != path.stem:
                    mend = f"call the file {record.key}.yml, or change the id"
                    self._problem(document.place(("id",)), f"`{record.key}` stands in a file of another name", mend)

    def read_pages(self) -> None:
        kinds = {kind.kind_name: kind for kind in PAGES}
        docs = self.root / "docs"
        for path in sorted(docs.rglob("*.md")):
            inside = PurePath(path.relative_to(docs))
            if inside_example(inside) or inside_kit(inside) or inside_documents(inside):
                continue
            file = path.relative_to(self.root)
            try:
                source = front_matter.read(self.root, file)
            except ProblemsError as error:
                self.problems.extend(error.problems)
                continue
            name = source.document.data.get("kind", "page")
            if not isinstance(name, str) or name not in kinds:
                self._problem(
                    source.document.place(("kind",)),
                    f"`kind: {name}` is no kind of page",
                    f"use one of: {', '.join(sorted(kinds))}",
                )
                continue
            record = self._add(kinds[name], source.document, (), source.document.data)
            if isinstance(record, Page):
                self.library.entries[inside] = Entry(inside, record, source.body, source.body_line)

    def _yaml(self, file: PurePath) -> Document | None:
        try:
            data = (self.root / file).read_bytes()
            return strict_yaml.read(front_matter.decode(data, file), file)
        except FileNotFoundError:
            self._problem(Place(file), "this file is missing", "restore it from the repository's history")
        except ProblemsError as error:
            self.problems.extend(error.problems)
        return None

    def _add(self, kind: type[Record], document: Document, path: strict_yaml.Path, data: Any) -> Record | None:
        try:
            record = kind.model_validate(data)
        except ValidationError as error:
            self.problems.extend(explain(error, kind, document, path))
            return None
        self.sources.append((record, document, path))
        if record.key:
            table = self.library.records.setdefault(kind, {})
            if record.key in table:
                first = next(doc.place((*at, "id")) for other, doc, at in self.sources if other is table[record.key])
                self._problem(
                    document.place((*path, "id")),
                    f"the {kind.kind_name} `{record.key}` exists already, at {first}",
                    "give one of the two another id",
                )
            else:
                table[record.key] = record
        else:
            self.library.records.setdefault(kind, {})[str(document.file)] = record
        return record

    def _problem(self, place: Place, what: str, mend: str) -> None:
        self.problems.append(Problem(place, what, mend))

    # -- across records

    def check_references(self) -> None:
        known = {kind.kind_name: set(self.library.records.get(kind, {})) for kind in (*PAGES, *LISTS, *FOLDERS)}
        known["source"] = known["claim"] | known["work"] | {OWN}
        known["page"] = {file.as_posix() for file in self.library.entries}
        unread = {problem.place.file for problem in self.problems}
        for record, document, path in self.sources:
            for inner, text in strings(record):
                place = document.place((*path, *inner))
                if isinstance(text, Reference):
                    self._check_reference(text, known[text.kind_name], place, unread)
                for _offset, key in cited(text):
                    self._check_citation(key, known["source"], place)
            for inner, what, mend in record.faults(self.library):
                self._problem(document.place((*path, *inner)), what, mend)
        for entry in self.library.entries.values():
            for place, key in _body_citations(entry):
                self._check_citation(key, known["source"], place)
        self.problems.extend(undefined(self.library))

    def _check_reference(self, text: Reference, known: set[str], place: Place, unread: set[PurePath]) -> None:
        if text in known or any(file.stem == text for file in unread):
            return  # a record that could not be read has its own problem already
        near = difflib.get_close_matches(text, sorted(known), n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"use one of: {', '.join(sorted(known))}"
        self._problem(place, f"there is no {text.kind_name} `{text}`", hint)

    def _check_citation(self, key: str, known: set[str], place: Place) -> None:
        if key not in known:
            near = difflib.get_close_matches(key, sorted(known), n=1)
            hint = f"did you mean `{near[0]}`? " if near else ""
            files = f"claims stand in {Claim.one_file}, works in {Work.one_file}"
            self._problem(place, f"the citation `@{key}` names no source", f"{hint}{files}; our own advice is `@{OWN}`")


def _body_citations(entry: Entry) -> Iterator[tuple[Place, str]]:
    for offset, key in cited(entry.body):
        line = entry.body.count("\n", 0, offset)
        column = offset - (entry.body.rfind("\n", 0, offset) + 1) + 1
        yield Place(PurePath("docs") / entry.file, entry.body_line + line, column), key
