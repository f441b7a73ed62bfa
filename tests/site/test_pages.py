"""Every page of the built site, read once, against each gate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playbook.records.library import Library
from playbook.records.page import address
from playbook.records.standard import Family, Standard
from tests.site import gates
from tests.site.html_pass import Fault, Site, report

GATES = [*gates.ON_MARKUP, gates.heads, gates.frame]


def test_every_record_has_its_page(facts: Site, library: Library) -> None:
    """The gates judge what was built; this says that all of it was."""
    faults = gates.complete(facts, [address(file) for file in library.entries])
    assert faults == [], report(faults)


@pytest.mark.parametrize("gate", [pytest.param(gate, id=gate.__name__) for gate in GATES])
def test_pages(gate: Callable[[Site], list[Fault]], facts: Site) -> None:
    faults = gate(facts)
    assert faults == [], report(faults)


def test_reading_times(facts: Site, library: Library) -> None:
    faults = gates.reading_times(
        facts, {address(file): entry.record.minutes for file, entry in library.entries.items()}
    )
    assert faults == [], report(faults)


def test_every_family_shows_its_order(facts: Site, library: Library) -> None:
    for family in library.all(Family):
        page = facts.pages[address(library.file_of(family))]
        links = page.article.iterfind(".//div[@class='g-list g-order']//a[@class]")
        shown = [str(link.text).strip() for link in links if "g-badge" in link.attrib["class"]]
        assert shown == [member.id for member in family.standards], page.file


def test_every_standard_has_its_place_in_the_order_of_adoption(facts: Site, library: Library) -> None:
    page = facts.pages["standards/adoption/"]
    shown = [str(link.text).strip() for link in page.article.iterfind(".//p[@class='g-badges']/a")]
    asked = {item.id for item in library.all(Standard) if item.state not in ("draft", "withdrawn")}
    assert set(shown) == asked
    assert len(shown) == len(asked)
