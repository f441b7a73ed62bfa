"""LinkChecker and html-validate over the whole site."""

from __future__ import annotations

from pathlib import Path

from tests.site.html_pass import Site, report
from tests.site.outside import MATERIALS_OWN, linkchecker, validate


def test_links_answer_and_reach_every_page(facts: Site, site_url: str) -> None:
    reached = linkchecker(site_url, "404.html")
    assert reached.faults == [], report(reached.faults)
    assert facts.pages.keys() - reached.addresses == set(), "no link leads to these pages"


def test_html_is_valid(site: Path) -> None:
    found = validate(site)
    faults = [invalid.fault for invalid in found if not invalid.is_materials]
    assert faults == [], report(faults)
    unused = [own for own in MATERIALS_OWN if not any(invalid.exempted_by(own) for invalid in found)]
    assert unused == [], "Material has mended these: take them out of MATERIALS_OWN"
