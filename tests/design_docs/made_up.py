"""A template that nobody has, with everything that can happen to a section between versions; and the means to fill it.

Version 2 renames `set-aside` and `aims`, drops `risks` and adds `integration`; version 3 renames `options` again, takes
the name `aims` anew for another section, changes a title alone, and adds a section to the pilot.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from playbook.records import design_catalogue
from playbook.records.design import Section
from playbook.records.design_catalogue import Designs, SectionEntry, TemplateEntry, designs


def _section(key: str, title: str, stage: str, form: str | None = None, **more: Any) -> Section:
    words = {"good": ("a good one",), "weak": ("a weak one",), "because": "the reason"}
    return Section.model_validate(
        {"id": key, "title": title, "stage": stage, "asks": "Ask?", "form": form, **words, **more}
    )


_SECTIONS = (
    _section("context", "Context", "problem"),
    _section("before", "Where we are", "problem", "before"),
    _section("goals", "Goals", "problem", formerly=[{"id": "aims", "title": "Aims", "until": 1}]),
    _section(
        "alternatives",
        "Alternatives",
        "problem",
        "alternatives",
        formerly=[
            {"id": "set-aside", "title": "Set aside", "until": 1},
            {"id": "options", "title": "Options", "until": 2},
        ],
    ),
    _section("risks", "Risks", "problem", until=1),
    _section("integration", "Are we allowed to connect?", "problem", "integration", since=2),
    _section("aims", "Aims of others", "problem", since=3),
    _section("design", "How it works", "pilot", formerly=[{"id": "design", "title": "Design", "until": 2}]),
    _section("tests", "Tests", "pilot", since=3),
    _section("rollback", "Going back", "rollout"),
    _section("verdict", "Verdict", "operated"),
)


def made_up() -> Designs:
    """Give the catalogue with the made-up template alone; in version 1 what was set aside is prose."""
    template = SimpleNamespace(id="made-up", title="Made up", version=3, sections=_SECTIONS)
    entry = design_catalogue._read_template(design_catalogue._template(template, "https://playbook.example/"))
    first = tuple(replace(one, form=None) if one.id == "set-aside" else one for one in entry.versions[1])
    return replace(designs(), templates={"made-up": replace(entry, versions={**entry.versions, 1: first})})


CELLS = {
    "before": "| releases | 4 a year | 2026-01-12 | Git tags of 2025 |",
    "asks": "| Help us with the pipeline | data-scientist | 24 | 2026-12-27 |",
    "success": "| releases | 4 a year | 12 a year | 2027-06-30 |",
    "alternatives": "| Do nothing | It costs nothing | It stays slow |\n"
    "| With what we have: a script | It is there | Nobody reads it |\n"
    "| A new tool | It is made for it | It has to be bought |",
    "integration": "| The table of prices | yes | data-engineer | 2026-11-02 |",
    "after": "| releases | 4 a year | 12 a year | 2026-11-20 | Git tags of 2026 |",
}
"""What stands in a table that is filled, by its form."""

_ROW = re.compile(r"(?:^\|.*\[fill in\].*\|\n?)+", re.MULTILINE)


def filled(text: str, template: TemplateEntry, version: int) -> str:
    """Put something in place of every placeholder, as a person does who answers the questions."""
    front, rest = text.split("\n---", 1)
    front = re.sub(r'owner: "\[fill in\]".*', "owner: tech-lead", front)
    front = re.sub(r'decision_makers: \["\[fill in\]"\].*', 'decision_makers: [mlops-lead, "@prices"]', front)
    front = re.sub(r'starts: "\[fill in\]".*', "starts: 2026-10-01", front)
    forms = {one.id: one.form for one in template.versions[version]}
    parts = re.split(r"^(?=## )", f"\n---{rest}", flags=re.MULTILINE)
    return front + "".join(_part(part, forms) for part in parts)


def _part(part: str, forms: dict[str, str | None]) -> str:
    found = re.match(r"## .*\{ #([a-z-]+) \}", part)
    form = forms.get(found[1]) if found else None
    if form:
        return _ROW.sub(CELLS[form] + "\n", part, count=1)
    return part.replace("[fill in]", "Two words, and some more.")


def section_of(entry: TemplateEntry, version: int, key: str) -> SectionEntry:
    """Give the section with the id `key` in `version`."""
    return next(one for one in entry.versions[version] if one.id == key)
