"""The two pages of a kit: each says its part, and the participants' has none of the facilitator's words."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from playbook.pages.facilitation import facilitation
from playbook.pages.here import Here
from playbook.pages.kits import code, kit_index, kit_page
from playbook.records.kit import Facilitation, Kit
from playbook.records.library import Library
from playbook.records.loader import load
from tests.records.made import playbook, standards
from tests.records.made_kit import kit
from tests.unit.made import NASTY, rendered, targets, texts, words

RUN = "- {id: RUN-00%d, kit: meet, date: 2026-10-0%d, group: Ten, took: {open: %d}}\n"


@pytest.fixture
def made(tmp_path: Path) -> Library:
    standards(playbook(tmp_path), "SAY001")
    kit(tmp_path)
    runs = "".join(RUN % (number, number, minutes) for number, minutes in enumerate((9, 14, 10), 1))
    (tmp_path / "docs/workshops/runs.yml").write_text(runs, encoding="utf-8")
    return load(tmp_path)


def participants(library: Library) -> str:
    return kit_page(Here(library, PurePath("workshops/meet/index.md")), library.one(Kit))


def facilitators(library: Library) -> str:
    return facilitation(Here(library, PurePath("workshops/meet/facilitator.md")), library.one(Facilitation))


def test_the_agenda_counts_from_the_beginning_and_marks_the_break(made: Library) -> None:
    tree = rendered(participants(made))
    rows = [[words(cell) for cell in row.iter("td")] for row in tree.iter("tr")]
    assert rows[1:7] == [
        ["0:00", "Open", "short talk", "10"],
        ["0:10", "Work", "in groups", "45"],
        ["0:55", "Break", "break", "10"],
        ["1:05", "More", "in pairs", "15"],
        ["1:20", "Close", "all together", "20"],
        ["1:40", "End", "", "100"],
    ]
    assert [words(cell) for cell in tree.iter("td") if cell.get("class") == "g-pause"] == ["Break"]


def test_the_page_of_participants_leads_to_what_they_need(made: Library) -> None:
    tree = rendered(participants(made))
    leads = targets(tree)
    assert leads["The worksheet"] == "papers/handout.html#worksheet"
    assert leads["brief.md"] == "files/brief.md"
    assert leads["Go to the facilitator’s page"] == "facilitator.md"
    assert [name for name, address in leads.items() if address.endswith(".pdf")] == [
        "PDF, 16:9",
        "PDF, 4:3",
        "A4",
        "Letter",
    ]
    assert "playbook exercise start meet my-exercise" in "".join(texts(tree, "code"))
    assert [heading for heading in texts(tree, "h3") if heading[:1].isdigit()] == [
        "1. Open",
        "2. Work",
        "3. More",
        "4. Close",
    ]


def test_the_page_of_the_facilitator_has_script_times_and_papers(made: Library) -> None:
    tree = rendered(facilitators(made))
    assert texts(tree, "blockquote") == ["“Welcome.”"]
    rows = [[words(cell) for cell in row.iter("td")] for row in tree.iter("tr")]
    assert ["0:00", "Open", "10", "10 (3)", "keep"] in rows
    assert ["0:10", "Work", "45", "–", "down to 30"] in rows
    assert ["1:05", "More", "15", "–", "skip"] in rows
    assert ["0:55", "Break", "10", "–", "skip"] in rows, "the shortest plan does without it"
    assert "The last round" in texts(tree, "dd")
    assert any("0:60" not in text and "1:00 at the very least" in text for text in texts(tree, "p"))
    assert targets(tree)["Markdown"] == "papers/record.md"


def test_a_break_is_in_the_script_if_somebody_works_in_it(made: Library, tmp_path: Path) -> None:
    assert "Break" not in texts(rendered(facilitators(made)), "h3")
    page = tmp_path / "docs/workshops/meet/index.md"
    changes = {
        "kind: break": "kind: break\n    facilitator: {does: [Open the seal.]}",
        "minutes: 45\n    shortest: 30": "minutes: 65\n    shortest: 64",
        "length: 100": "length: 120",
    }
    text = page.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")
    tree = rendered(facilitators(load(tmp_path)))
    assert "Break" in texts(tree, "h3")
    assert "Open the seal." in texts(tree, "li")
    assert ["1:15", "Break", "10", "–", "keep"] in [[words(cell) for cell in row.iter("td")] for row in tree.iter("tr")]


def test_what_only_the_facilitator_reads_is_on_no_page_of_participants(made: Library) -> None:
    said = participants(made)
    for word in ("Welcome.", "nobody comes", "Go home.", "Get chairs.", "Send it.", "Print.", "One link."):
        assert word in facilitators(made)
        assert word not in said


def test_the_index_names_each_kit_in_its_track(made: Library) -> None:
    tree = rendered(kit_index(Here(made, PurePath("workshops/index.md"))))
    (row,) = [[words(cell) for cell in row.iter("td")] for row in tree.iter("tr") if list(row.iter("td"))]
    assert row == ["Meet", "A result.", "1:40", "3–9", "easy"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("make test", id="plain"),
        pytest.param("```\nfence\n````", id="fences"),
        pytest.param(NASTY, id="markup"),
    ],
)
def test_code_is_code(lines: str) -> None:
    """The fence is longer than any in it."""
    fence, *inside, end = code(lines).split("\n")
    assert fence.removesuffix("text") == end
    assert set(end) == {"`"}
    assert "\n".join(inside) == lines
    assert end not in lines
