"""The words of the playbook."""

from __future__ import annotations

from pathlib import PurePath

from playbook.pages.blocks import definitions
from playbook.pages.here import Here
from playbook.pages.text import markdown
from playbook.records.page import Glossary, Term


def glossary(here: Here, record: Glossary) -> str:
    """Give every term with its meaning and its anchor `term-<id>`, in alphabetical order."""
    terms = sorted(record.terms, key=lambda term: term.term.casefold())
    return definitions((f"{markdown(term.term)} {{ #term-{term.id} }}", _meaning(here, term)) for term in terms)


def _meaning(here: Here, term: Term) -> str:
    said = [markdown(term.means)]
    if term.also:
        said.append(f"Also: {markdown(', '.join(term.also))}.")
    if term.see is not None:
        said.append(f"See {here.link(here.library.entries[PurePath(term.see)].record)}.")
    return " ".join(said)
