"""The files that the pages about design documents offer: templates to fill in, filled documents, questions."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePath

from playbook.design_docs.offered import all_questions, empty, last_stage
from playbook.records.design import FOLDER, DesignExample, DesignReview, DesignTemplate
from playbook.records.design_catalogue import export, read
from playbook.records.library import Library
from playbook.records.page import address
from playbook.records.role import Role


def write_designs(library: Library, site: Path) -> None:
    """Write each file beside the page that links it, in the built `site`."""
    for file, text in made(library):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, encoding="utf-8", newline="\n")
    for example in library.all(DesignExample):
        document = PurePath(example.document)
        beside = site / address(library.file_of(example))
        beside.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library.root / "docs" / FOLDER / document, beside / document.name)


def made(library: Library) -> Iterator[tuple[PurePath, str]]:
    """Give what is made of records: the place of each file in the site, and its text."""
    templates = library.all(DesignTemplate)
    entries = read(export(library)).templates if templates else {}
    for template in templates:
        beside = PurePath(address(library.file_of(template)))
        yield beside / f"{template.id}.md", empty(entries[template.id])
        yield beside / f"{template.id}-all-stages.md", empty(entries[template.id], last_stage(template))
    titles = {role.id: role.title for role in library.all(Role)}
    for review in library.all(DesignReview):
        yield PurePath(address(library.file_of(review))) / "review-questions.md", all_questions(review, titles)
