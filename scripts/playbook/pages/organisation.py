"""How pages speak of the organisation: in the words of playbook.yml, and made up where it says so."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.pages.text import listed, markdown


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


def counted(number: int, one: str, many: str = "") -> str:
    """Give `3 teams`, `1 team`, or nothing for none."""
    return "" if number == 0 else f"{number} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """Give `text` with a capital at its beginning."""
    return text[:1].upper() + text[1:]
