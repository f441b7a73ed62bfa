"""The papers as HTML: complete, valid as the pages are, named, and asking nobody for anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.records.kit import Kit
from playbook.records.library import Library
from tests.site import gates
from tests.site.html_pass import Fault, Site, find, report

OURS = ("papers/slides.html", "papers/handout.html")
THEIRS = ("facilitator/papers/slides.html", "facilitator/papers/run-sheet.html")
GATES = (gates.ids, gates.headings, gates.leftovers, gates.names, gates.third_parties, gates.inline)


def test_every_kit_has_its_papers(papers: Site, library: Library) -> None:
    wanted = {f"workshops/{kit.id}/{name}" for kit in library.all(Kit) for name in (*OURS, *THEIRS)}
    assert papers.pages.keys() == wanted


@pytest.mark.parametrize("gate", [pytest.param(gate, id=gate.__name__) for gate in GATES])
def test_gate(gate: Callable[[Site], list[Fault]], papers: Site) -> None:
    faults = gate(papers)
    assert faults == [], report(faults)


def test_links_lead_to_pages_and_files(everything: Site) -> None:
    """Also those from a kit's pages into its papers, such as to the worksheet."""
    faults = [fault for fault in gates.links(everything) if "workshops/" in fault.file]
    assert faults == [], report(faults)


def test_each_says_what_it_is(papers: Site) -> None:
    for page in papers.pages.values():
        assert page.head("/html/@lang") == "en", page.file
        assert page.head("/html/head/meta[@name='robots']/@content") == "noindex", page.file
    titles = [page.head("/html/head/title/text()") for page in papers.pages.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_what_is_marked_up_has_a_name(papers: Site) -> None:
    """Columns have heads, and what can be focused or stands aside says what it is."""
    for page in papers.pages.values():
        for table in page.tree.iter("table"):
            heads = find(table, "./thead/tr/th[@scope='col']")
            assert heads, page.file
            for row in find(table, "./tbody/tr"):
                assert len(row) == len(heads), f"{page.file}: a row of {len(row)} cells below {len(heads)} heads"
        named = find(page.tree, "//aside | //*[@tabindex] | //nav")
        assert [part.tag for part in named if not part.get("aria-label")] == [], page.file
        assert all("".join(find(button, ".//text()")).strip() for button in page.tree.iter("button"))


def test_steps_slides_and_worksheet_are_all_there(papers: Site, library: Library) -> None:
    for kit in library.all(Kit):
        slides, handout = (papers.pages[f"workshops/{kit.id}/{name}"] for name in OURS)
        anchors = {key for key, _line in slides.ids}
        assert {f"step-{step.id}" for step in kit.steps} <= anchors, kit.id
        assert len(find(handout.tree, "//div[@class='step']")) == sum(step.kind != "break" for step in kit.steps)
        forms = find(handout.tree, "//section[@id='worksheet']//div[@class='form']")
        assert len(forms) == len(kit.worksheet), kit.id
        for form, sheet in zip(forms, kit.worksheet, strict=True):
            rows = find(form, ".//tbody/tr[not(@class)]")
            assert (len(rows), len(find(form, ".//div[@class='ruled']/div"))) == (sheet.rows, sheet.lines), kit.id


def test_participants_papers_hold_no_notes(papers: Site) -> None:
    for page in papers.pages.values():
        mine = "/facilitator/" not in page.url
        assert bool(find(page.tree, "//aside")) == (not mine and page.url.endswith("slides.html")), page.file
        assert not (mine and find(page.tree, "//script[contains(@src, 'notes')]")), page.file


def test_the_style_has_no_colour_of_its_own(root: Path) -> None:
    """Papers are printed in the light colours of the site."""
    tokens = (root / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8").partition('"slate"]{')[0]
    paper = (root / "scripts/playbook/publish/papers/look/paper.css").read_text(encoding="utf-8")
    declared = re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", paper)
    assert len(declared) > 6
    for name, colour in declared:
        assert f"--g-{name}:{colour}" in tokens or name == "focus", name
