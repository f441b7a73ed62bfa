"""How pages speak of the organisation: in the words of playbook.yml, and made up where it says so."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.pages.text import listed, markdown
from playbook.pages.wording import counted


def org_name(here: Here) -> str:
    """Give the organisation's name, with "(made up)" behind it when it is."""
    company = here.library.organisation.organisation
    return markdown(company.name) + (" (made up)" if company.made_up else "")


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
