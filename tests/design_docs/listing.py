"""Documents for the table and the figure: their front matter alone matters."""

from __future__ import annotations

from pathlib import PurePath

from playbook.design_docs.document import Document, parse
from playbook.design_docs.writing import quoted


def made(number: int, title: str = "A document", *, folder: str = "docs/design/documents", **front: str) -> Document:
    """Give a document; keys of `front` are written as they are."""
    key = f"DD-{number:04d}"
    keys = {"status": "accepted", "stage": "pilot", "owner": "ml-engineer", "created": "2026-01-02", **front}
    lines = "".join(f"{name}: {value}\n" for name, value in keys.items())
    text = (
        f"---\ntemplate: decision-record@2\nid: {key}\ntitle: {quoted(title)}\ntier: everyone\n{lines}"
        f"decision_makers: [tech-lead]\nreview_by: 2026-06-01\n---\n# It\n"
    )
    return parse(text.encode(), PurePath(f"{folder}/{number:04d}-it.md"))


def chain(*numbers: int) -> list[Document]:
    """Give documents of which each supersedes the one before."""
    found = []
    for index, number in enumerate(numbers):
        front: dict[str, str] = {"supersedes": f"[DD-{numbers[index - 1]:04d}]"} if index else {}
        if index + 1 < len(numbers):
            front |= {"status": "superseded", "superseded_by": f"DD-{numbers[index + 1]:04d}"}
        found.append(made(number, f"Number {number}", **front))
    return found
