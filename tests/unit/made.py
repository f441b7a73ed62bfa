"""Small libraries made in memory: roles, a team, pages, and what their fragments become as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from lxml import html
from markdown import Markdown

from playbook.pages.here import Here
from playbook.records.evidence import Claim, Work
from playbook.records.library import Entry, Library
from playbook.records.organisation import Organisation
from playbook.records.page import Page
from playbook.records.role import Role, Skill

NASTY = """<script>alert("1")</script> {{ x }} {% y %} | *a* _b_ 'c' [d](e) `f` & </title>"""
"""Text that is markup to some reader: HTML, Jinja, a table, Markdown."""

PAGE: dict[str, Any] = {
    "description": "A page.",
    "reader": "You wonder.",
    "outcome": "An answer.",
    "minutes": 1,
}

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "playbook.pages.citations"]


def role(key: str, **changes: Any) -> Role:
    """Make a role. `deep` and `broad` are its skills, `works` the roles it works with."""
    deep, broad = changes.pop("deep", ("packaging",)), changes.pop("broad", ("testing",))
    works = changes.pop("works", ("other", "another"))
    data = {
        **PAGE,
        "kind": "role",
        "id": key,
        "title": key.replace("-", " ").capitalize(),
        "holds": "seat",
        "side": "platform",
        "order": 1,
        "purpose": "Does one thing. [@T01]",
        "outcomes": ["One result."],
        "decides": ["One matter. [@own]"],
        "consulted_on": ["Another matter."],
        "not_mine": [{"what": "This.", "who": "other"}, {"what": "That.", "who": "another"}],
        "works_with": [{"who": who, "what": f"Talks with {who}."} for who in works],
        "skills": {"deep": deep, "broad": broad},
        "needed_when": "Always. [@own]",
        "breaks_without": "Everything.",
        "missing_signs": ["Silence."],
        "measures": ["Hours."],
        "first_weeks": [{"when": "Day 1", "do": "Read."}, {"when": "Day 2", "do": "Ask."}],
        "interview": [{"ask": "Why?", "good": "Because."}, {"ask": "How?", "good": "So."}],
        "also_called": ["Something else."],
    }
    return Role.model_validate({**data, **changes})


def skill(key: str, **changes: Any) -> Skill:
    return Skill.model_validate({"id": key, "name": key.capitalize(), "means": f"Does {key}.", **changes})


def organisation(members: Iterable[Mapping[str, Any]] = ({"seat": "one"},), **changes: Any) -> Organisation:
    """Make playbook.yml; `company` and `team` change their parts, `tools` is the list of tools."""
    company, team = changes.pop("company", {}), changes.pop("team", {})
    return Organisation.model_validate(
        {
            "site": {"name": "Book", "url": "http://127.0.0.1:8000/", "repository": "https://example.org/my_book"},
            "organisation": {
                "name": "Small Firm",
                "what": "a firm",
                "people": 30,
                "departments": 2,
                "data_scientists": 4,
                "product_teams": 1,
                **company,
            },
            "team": {
                "name": "the team",
                "department": "Data",
                "mission": "Ship. [@T01]",
                "members": list(members),
                **team,
            },
            **changes,
        }
    )


def library(
    roles: Iterable[Role] = (),
    team: Organisation | None = None,
    pages: Mapping[str, Page] | None = None,
    skills: Iterable[Skill] | None = None,
) -> Library:
    """Make a library. Roles stand at `roles/<id>.md`; `one`, `other` and `another` are always there."""
    made = {found.id: found for found in (role("one"), role("other"), role("another"), *roles)}
    known = skills if skills is not None else (skill("packaging"), skill("testing"))
    claim = Claim(id="T01", at="0:01:05", home=("team",), says="A claim.")
    hosts = Claim(id="P09", at="1:00:00", home=("kpis",), says="Another.", by="host")
    work = Work(
        id="dora",
        short="DORA",
        title="Keys",
        authors="DORA",
        year=2024,
        url="https://dora.dev/",
        read="secondary",
        gives="Four measures.",
    )
    files = {f"roles/{key}.md": found for key, found in made.items()} | dict(pages or {})
    records: dict[type[Any], dict[str, Any]] = {
        Role: dict(made),
        Skill: {found.id: found for found in known},
        Organisation: {"organisation": team or organisation()},
        Claim: {"T01": claim, "P09": hosts},
        Work: {"dora": work},
    }
    for file, page in (pages or {}).items():
        records.setdefault(type(page), {})[file] = page
    entries = {PurePath(file): Entry(PurePath(file), page, "", 1) for file, page in files.items()}
    return Library(Path(), entries, records)


def here(of: Library, file: str = "roles/one.md") -> Here:
    return Here(of, PurePath(file))


def rendered(fragment: str) -> Any:
    """Give a fragment as the tree of its HTML, through the same extensions as the site."""
    body = Markdown(extensions=list(EXTENSIONS)).convert(fragment)
    return html.fromstring(f"<main>{body}</main>")


def cells(tree: Any, path: str = ".//table") -> list[list[str]]:
    """Give the words of every row of every table."""
    return [[words(cell) for cell in row.iterfind("*")] for table in tree.xpath(path) for row in table.iter("tr")]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def texts(tree: Any, tag: str) -> list[str]:
    return [words(element) for element in tree.iter(tag)]


def targets(tree: Any) -> dict[str, str]:
    return {words(link): link.get("href") for link in tree.iter("a")}
