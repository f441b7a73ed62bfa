"""How pages speak of the organisation: in the words of playbook.yml, and made up where it says so."""

from __future__ import annotations

from typing import Any

from playbook.pages.here import Here
from playbook.pages.text import listed, markdown
from playbook.pages.wording import counted
from playbook.records.organisation import Organisation


def org_name(here: Here) -> str:
    """Give the organisation's name, with "(made up)" behind it when it is."""
    company = here.library.organisation.organisation
    return markdown(company.name) + (" (made up)" if company.made_up else "")


def spoken(organisation: Organisation) -> dict[str, Any]:
    """Give playbook.yml as pages write it, `{{ org.organisation.name }}`: its text safe for Markdown.

    Addresses stay as they are, because pages write them as targets of links; their form is checked.
    """
    said: dict[str, Any] = _safe(organisation.model_dump())
    return said | {"site": said["site"] | {"url": organisation.site.url, "repository": organisation.site.repository}}


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return markdown(value)
    if isinstance(value, dict):
        return {key: _safe(item) for key, item in value.items()}
    return [_safe(item) for item in value] if isinstance(value, list | tuple) else value


def introduced(here: Here) -> str:
    """Give the organisation with what it is and how large: `Example Energy (made up), an energy supplier of …`."""
    company = here.library.organisation.organisation
    sizes = [
        counted(company.departments, "department"),
        counted(company.product_teams, "product team"),
        counted(company.data_scientists, "data scientist"),
    ]
    known = [size for size in sizes if size]
    size = f" of {counted(company.people, 'person', 'people')}, with {listed(known)}"
    return f"{org_name(here)}, {markdown(company.what)}{size}"
