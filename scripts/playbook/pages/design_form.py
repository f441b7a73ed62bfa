"""The form in which a design document is filled in: the browser's tool, and what stands there without scripts.

What the tool knows of templates and pain points comes with its code: playbook/publish/design_data.py.
"""

from __future__ import annotations

from typing import Any

from playbook.design_docs.layout import BARE, KEYS, LISTS, MAY_LACK
from playbook.pages.blocks import UNSEARCHED, bullets, heading, joined
from playbook.pages.design_form_parts import SAYS, TIERS, tool
from playbook.pages.here import Here
from playbook.pages.island import element
from playbook.records.design import FORMS, STAGES, DesignTemplate
from playbook.records.design_catalogue import export, read
from playbook.records.design_front import STATUSES

MEANWHILE = (
    "The form asks for one section after the other, and makes the Markdown of what you answer. It needs scripts. "
    "Without them, download the empty document of a template below and fill it in with any editor."
)


def design_form(here: Here) -> str:
    """Give the tool, behind an anchor for each template: `form/#ml-solution` begins with that one."""
    templates = here.library.all(DesignTemplate)
    anchors = "".join(f'<span id="{template.id}"></span>' for template in templates)
    parts = tool(read(export(here.library)))
    form = element(here, "design", form_island(here), MEANWHILE, "design-form", parts=parts)
    empty = bullets(_empty(here, template) for template in templates)
    return joined(f"{anchors}\n\n{form}", heading(2, "Or take it empty", f"empty{UNSEARCHED}"), empty)


def form_island(here: Here) -> dict[str, Any]:
    """Give where the page of each template is, what the tool says, and the shape of a document."""
    return {
        "pages": {template.id: _page(here, template) for template in here.library.all(DesignTemplate)},
        "says": SAYS,
        **shape(),
    }


def shape() -> dict[str, Any]:
    """Give what every document has: keys of the front matter, what they let us choose, the columns of tables."""
    return {
        "keys": KEYS,
        "kinds": {"bare": BARE, "lists": LISTS, "may_lack": MAY_LACK},
        "choices": {"status": STATUSES, "stage": STAGES, "tier": TIERS},
        "forms": FORMS,
    }


def _page(here: Here, template: DesignTemplate) -> str:
    return here.href(here.library.file_of(template))


def _empty(here: Here, template: DesignTemplate) -> str:
    """Give the template with its empty document, which publish/design.py writes beside the template's page."""
    link = f'<a href="{_page(here, template)}{template.id}.md" download>the empty document</a>'
    return f"{here.link(template, template.title.removeprefix('Template: '))}: {link}"
