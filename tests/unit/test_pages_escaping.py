"""Every fragment of a library in which everything is called like markup: nothing of it may become markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import pytest

from playbook.pages.charter import charter
from playbook.pages.comparisons import comparison
from playbook.pages.coverage_report import coverage
from playbook.pages.glossary import glossary
from playbook.pages.here import Here
from playbook.pages.organisation import org_name, spoken
from playbook.pages.register import source_register
from playbook.pages.responsibilities import responsibility_matrix
from playbook.pages.roles import role_index, role_rest, role_top
from playbook.pages.team import shapes
from playbook.records.library import Library
from playbook.records.page import Comparison, Glossary, Page
from playbook.records.role import Responsibilities, Role
from playbook.records.team import Shapes
from tests.unit.made import NASTY, PAGE, library, organisation, rendered, role, skill, words


def nasty_role(key: str, holds: str) -> Role:
    fields = ("title", "needed_when", "breaks_without", "reader", "outcome")
    lists = ("decides", "outcomes", "consulted_on", "missing_signs", "measures", "also_called")
    data: dict[str, Any] = dict.fromkeys(fields, NASTY) | {name: [NASTY] for name in lists}
    return role(
        key,
        **data,
        holds=holds,
        purpose=f"{NASTY} [@T01]",
        not_mine=[{"what": NASTY, "who": "other"}] * 2,
        works_with=[{"who": "other", "what": NASTY}] * 2,
        first_weeks=[{"when": NASTY, "do": NASTY}] * 2,
        interview=[{"ask": NASTY, "good": NASTY}] * 2,
        conflicts_with=[{"who": "hat" if key == "one" else "one", "why": NASTY}],
    )


def nasty_pages() -> dict[str, Page]:
    title = {**PAGE, "title": NASTY}
    difference = {"question": NASTY, "left": NASTY, "right": NASTY}
    term = {"id": "term", "term": NASTY, "means": NASTY, "see": "roles/one.md"}
    people = [{"seat": "one", "count": 1, "side": "both", "hats": ["hat"]}]
    shape = {"title": NASTY, "lede": NASTY, "fits": NASTY, "breaks": NASTY, "people": people, "link": "fan"}
    activity = {"what": NASTY, "stage": "Run", "accountable": "one", "responsible": ["hat"]}
    data: dict[str, tuple[type[Page], dict[str, Any]]] = {
        "comparison": (Comparison, {"left": "one", "right": "hat", "differences": [difference] * 4}),
        "glossary": (Glossary, {"terms": [term]}),
        "shapes": (Shapes, {"shapes": [shape | {"id": f"s{n}"} for n in range(4)]}),
        "responsibilities": (Responsibilities, {"activities": [activity | {"id": f"a{n}"} for n in range(5)]}),
    }
    pages = {f"a/{name}.md": kind.model_validate(title | {"kind": name} | more) for name, (kind, more) in data.items()}
    return pages | {"a/page.md": Page.model_validate(title)}


@pytest.fixture(scope="module")
def nasty() -> Library:
    team = {
        "name": NASTY,
        "department": NASTY,
        "mission": NASTY,
        "services": [{"what": NASTY, "ask_in": NASTY, "answer_within": NASTY}],
        "channels": [{"what": NASTY, "where": NASTY}],
        "not_ours": [NASTY],
    }
    tools = [{"component": "CI/CD", "state": "have", "chosen": NASTY}]
    company = {"name": NASTY, "what": NASTY}
    firm = organisation([{"seat": "one", "hats": ["hat"]}], team=team, tools=tools, company=company)
    skills = [skill("packaging", name=NASTY, means=NASTY), skill("testing", name=NASTY)]
    return library([nasty_role("one", "seat"), nasty_role("hat", "hat")], firm, nasty_pages(), skills)


FRAGMENTS: dict[Callable[..., str], str] = {
    role_top: "roles/one.md",
    role_rest: "roles/hat.md",
    comparison: "a/comparison.md",
    glossary: "a/glossary.md",
    shapes: "a/shapes.md",
    responsibility_matrix: "a/responsibilities.md",
    role_index: "a/page.md",
    charter: "a/page.md",
    coverage: "a/page.md",
    source_register: "a/page.md",
    org_name: "a/page.md",
}
"""Each fragment with the page on which it stands."""

every_fragment = pytest.mark.parametrize(
    ("fragment", "file"), [pytest.param(*item, id=item[0].__name__) for item in FRAGMENTS.items()]
)


def printed(nasty: Library, fragment: Callable[..., str], file: str) -> str:
    at = Here(nasty, PurePath(file))
    return fragment(at) if file == "a/page.md" else fragment(at, at.entry.record)


@every_fragment
def test_markup_in_records_stays_text(fragment: Callable[..., str], file: str, nasty: Library) -> None:
    text = printed(nasty, fragment, file)
    assert "{{" not in text
    assert "{%" not in text
    tree = rendered(text)
    assert [element.tag for element in tree.iter("script", "em", "code", "img")] == []
    assert NASTY in words(tree)
    assert tree.xpath("//@style") == []
    for table in tree.iter("table"):
        assert len({len(row) for row in table.iter("tr")}) == 1, "a cell is broken in two"


def test_what_pages_write_of_playbook_yml_stays_text(nasty: Library) -> None:
    said = spoken(nasty.organisation)
    for text in (said["organisation"]["name"], said["team"]["services"][0]["what"], said["tools"][0]["chosen"]):
        assert words(rendered(text)) == NASTY
    assert said["site"]["repository"] == "https://example.org/my_book"
    assert said["organisation"]["people"] == 30


@every_fragment
def test_ids_stand_once(fragment: Callable[..., str], file: str, nasty: Library) -> None:
    ids = rendered(printed(nasty, fragment, file)).xpath("//@id")
    assert len(ids) == len(set(ids))
