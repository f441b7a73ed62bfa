"""What the form for design documents knows, as a module of the built site: a page can load it from a folder too.

It is no part of the form's page: the texts of all templates weigh more than a page may.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playbook.design_docs.layout import known
from playbook.design_docs.writing import PLACEHOLDER, comment
from playbook.records.design_catalogue import Designs, PainPointEntry, SectionEntry, TemplateEntry, export, read
from playbook.records.library import Library

MODULE = Path("assets/tools/design/data.js")


def write_design_data(library: Library, site: Path) -> None:
    """Write the module into the built `site`. docs/assets/tools/design/written.js says what is in it: Records."""
    file = site / MODULE
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(design_data(read(export(library))), ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"export default {text};\n", encoding="utf-8")


def design_data(designs: Designs) -> dict[str, Any]:
    """Give templates and roles, and what each pain point says already, as answers: no placeholder is among them."""
    return {
        "templates": [_template(template) for template in designs.templates.values()],
        "roles": dict(designs.roles),
        "pain_points": [_point(point, designs) for point in designs.pain_points.values()],
    }


def _template(template: TemplateEntry) -> dict[str, Any]:
    versions = {version: [section(entry) for entry in entries] for version, entries in template.versions.items()}
    return {"id": template.id, "title": template.title.removeprefix("Template: "), "versions": versions}


def section(entry: SectionEntry) -> dict[str, Any]:
    """Give a section: `guidance` is the comment that stands below its heading, `anchor` where its page explains it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "stage": entry.stage,
        "asks": entry.asks,
        "form": entry.form,
        "guidance": f"{comment(entry.asks, entry.url)}\n\n",
        "anchor": entry.url.partition("#")[2],
    }


def _point(point: PainPointEntry, designs: Designs) -> dict[str, Any]:
    answers = {
        key: answer
        if isinstance(answer, str)
        else [["" if cell == PLACEHOLDER else cell for cell in row] for row in answer]
        for key, answer in known(point, designs.components).items()
    }
    return {
        "id": point.id,
        "toolbelt": [point.component] if point.component else [],
        "measures": list(dict.fromkeys(number.what for number in point.after or point.before)),
        "answers": answers,
    }
