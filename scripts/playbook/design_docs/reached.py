"""How far a document has come, and so which sections it needs."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.design_docs.document import Document
from playbook.records.design import STAGES
from playbook.records.design_catalogue import SectionEntry


def reached(document: Document, stage: str, sections: Iterable[SectionEntry]) -> str:
    """Give the stage whose sections `document` needs at `stage`; `sections` are those of its whole template.

    What is retired has ended where it was: a pilot that was given up owes no verdict on its operation. It needs the
    sections up to the last stage of which it holds one; what never started, those of the first.
    """
    if stage != "retired":
        return stage
    if document.yaml.data.get("starts") is None:
        return "problem"
    held = [STAGES.index(one.stage) for one in sections if document.part(one.id)]
    return STAGES[max([STAGES.index("pilot"), *held])]
