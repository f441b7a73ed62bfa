"""Filled design documents as pages: the facts of their front matter, and what is written below it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import PurePath

from playbook.design_docs.graph import drawn
from playbook.design_docs.index import ENDED, rows
from playbook.pages.blocks import definitions, div, joined, table
from playbook.pages.design_said import said
from playbook.pages.design_shown import Shown, day, documents, shown_by, template_name
from playbook.pages.design_text import text
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.organisation import org_name
from playbook.pages.standards import TIER
from playbook.pages.text import listed, markdown, plain
from playbook.pages.wording import within
from playbook.records.design import DesignExample, DesignTemplate
from playbook.records.design_catalogue import export, read
from playbook.records.design_front import Front
from playbook.records.measure import Measure
from playbook.records.pain_point import PainPoint
from playbook.records.role import Role

BOARD = PurePath("priorities/our-board.md")
TOOLBELT = PurePath("priorities/toolbelt.md")


def document_page(here: Here, example: DesignExample) -> str:
    """Give the document's facts, what the check says if it breaks a rule on purpose, and its text."""
    shown = shown_by(here.library, example)
    designs = read(export(here.library))
    template = designs.templates[shown.front.template_id]
    sections = template.versions[shown.front.template_version]
    return joined(
        sheet(here, "design"),
        sheet(here, "design-pages"),
        div("g-front", definitions(_front(here, shown))),
        said(here, shown, designs) if example.breaks else "",
        text(here, shown.document, {section.id: section.form for section in sections if section.form}),
    )


def _front(here: Here, shown: Shown) -> Iterator[tuple[str, str]]:
    """Give what the front matter says, in words; what it leaves out is left out."""
    front = shown.front
    if shown.tale:
        yield "Written at", "no company: a story told as a document"
    elif here.library.organisation.organisation.made_up:  # another may have kept the example's documents
        yield "Written at", org_name(here)
    yield "Number", front.id
    yield "Status", _spoken(front.status)
    yield "Stage", front.stage
    yield "Template", f"{_template(here, front)}, version {front.template_version}"
    yield "For", TIER[front.tier]
    yield "Owner", _who(here, front.owner)
    yield "Decided by", _people(here, front.decision_makers)
    yield from _some("Asked", _people(here, front.consulted))
    yield from _some("Told", _people(here, front.informed))
    yield "Written on", day(front.created)
    yield "Look again by", day(front.review_by)
    if front.starts:
        yield "Begins on", day(front.starts)
    accepted = [f"{_who(here, item.by)}, {day(item.on)}" for item in front.accepted]
    yield from _some("Accepted by", "; ".join(accepted))
    yield from _some("Pain points", "; ".join(_point(here, key) for key in front.pain_points))
    yield from _some("Measures", "; ".join(_measure(here, name) for name in front.measures))
    yield from _some("Toolbelt", listed([f"[{markdown(name)}]({here.to(TOOLBELT)})" for name in front.toolbelt]))
    yield from _some("Replaces", "; ".join(_other(here, shown, key) for key in front.supersedes))
    yield from _some("Replaced by", _other(here, shown, front.superseded_by) if front.superseded_by else "")
    name = PurePath(shown.example.document).name
    base = here.href(here.file).removesuffix("./")
    yield "The file", f'<a href="{base}{name}" download>{html.escape(name)}</a>'


def _spoken(status: str) -> str:
    return status.replace("-", " ")


def _template(here: Here, front: Front) -> str:
    template = here.library.get(DesignTemplate, front.template_id)
    return here.link(template, template_name(template))


def _some(term: str, meaning: str) -> Iterator[tuple[str, str]]:
    if meaning:
        yield term, meaning


def _who(here: Here, name: str) -> str:
    """Give a role with its link, or a handle as it is."""
    role = here.library.find(Role, name)
    return here.link(role, within(role.title)) if role else markdown(name)


def _people(here: Here, names: tuple[str, ...]) -> str:
    return listed([_who(here, name) for name in names])


def _point(here: Here, key: str) -> str:
    point = here.library.find(PainPoint, key)
    words = f"{key} {point.title}" if point else key
    return f"[{markdown(words)}]({here.to(BOARD, key.lower())})" if point else markdown(key)


def _measure(here: Here, name: str) -> str:
    """Give a measure of the playbook with its link, or one of a pain point as it is called there."""
    for measure in here.library.all(Measure):
        if name in (measure.id, plain(measure.title)):
            return here.link(measure, within(plain(measure.title)))
    return markdown(name)


def _other(here: Here, shown: Shown, key: str) -> str:
    """Give another document of the same folder, where numbers are given once."""
    for other in documents(here.library):
        if other.front.id == key and other.document.file.parent == shown.document.file.parent:
            return f"{key} {other.link(here)}"
    return key


def document_index(here: Here) -> str:
    """Give the organisation's documents by stage, those that ended last, and the figure of what supersedes what."""
    shown = {one.document.file.as_posix(): one for one in documents(here.library) if not one.tale}
    found = [one.document for one in shown.values()]
    lines = [
        (
            row.id,
            shown[row.file].link(here),
            _spoken(row.status),
            row.stage,
            _template(here, shown[row.file].front),
            "–" if row.status in ENDED else day(shown[row.file].front.review_by),
        )
        for row in rows(found)
    ]
    head = ("Number", "Document", "Status", "Stage", "Template", "Look again by")
    return joined(
        sheet(here, "design"),
        sheet(here, "design-pages"),
        div("g-blocks g-documents", table(head, lines)),
        drawn(found, standalone=False),
    )
