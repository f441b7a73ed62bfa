"""What a rule is, what it is asked about, and what it answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, Literal

from playbook.design_docs.document import Document
from playbook.records.design_catalogue import Designs, SectionEntry, TemplateEntry
from playbook.records.design_front import Front


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in the document that breaks a rule: `line` and `column` from 1, `what` is wrong, how to `mend` it.

    `section` is the id of the section that it is about, or "": the report names the page that explains it.
    """

    line: int
    what: str
    mend: str
    column: int = 0
    section: str = ""


@dataclass(frozen=True)
class Asked:
    """What a rule looks at: a document, its front matter and template, and what stands around it.

    Where the front matter is at fault, `front` holds what can be relied on, for the rules about the text.
    `stage` is the stage that is asked for, which is the document's own unless the caller wants another. `sections`
    are those that its version of the template asks for at this stage. `others` are all documents of the same folder by
    their id, this one too; `twins` are the files of those that have its id as well. `newest` says that it must meet the
    newest version of its template.
    """

    document: Document
    front: Front
    template: TemplateEntry
    sections: tuple[SectionEntry, ...]
    stage: str
    designs: Designs
    others: Mapping[str, Document]
    root: Path
    today: datetime.date
    newest: bool = False
    twins: tuple[PurePath, ...] = ()
    found: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What several rules look up in the document: found once."""


@dataclass(frozen=True)
class Rule:
    """A rule. `says` is the rule in a sentence, `why` the reason with its sources; `faults` finds what breaks it.

    `first` is what to do first. `level` is as in standards: must or should. Where it does not apply, nobody asks it.
    With `of_text` it looks at the text: of the front matter at the template, the stage and the status alone.
    """

    id: str
    slug: str
    name: str
    says: str
    why: str
    first: str
    faults: Callable[[Asked], Iterator[Fault]]
    level: Literal["must", "should"] = "must"
    applies: Callable[[Asked], bool] = lambda asked: True  # noqa: ARG005
    of_text: bool = False


@dataclass(frozen=True)
class Answer:
    """What was found in one document, by the id of the rule; rules that were not asked have no entry."""

    file: PurePath
    faults: Mapping[str, tuple[Fault, ...]]
