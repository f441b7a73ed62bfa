"""Records of design documents: templates, reviews and shown documents hold, or the fault says where; the export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.records import design, design_catalogue
from playbook.records.design import DesignReview, DesignTemplate, inside_documents
from playbook.records.library import Library
from playbook.records.loader import load
from playbook.records.problems import ProblemsError
from tests.records.made import playbook

TEMPLATE = """\
---
kind: design-template
id: small
order: 1
title: "Template: small"
description: A template.
reader: You wonder.
outcome: A document.
minutes: 1
use: ["Always. [@own]"]
instead: [Never.]
hours: [1, 2]
sections:
  - id: context
    title: Context
    stage: problem
    asks: What is it?
    good: [This.]
    weak: [Things.]
    because: Which?
  - id: options
    formerly: [{id: set-aside, title: Set aside, until: 1}]
    title: Options
    stage: problem
    form: alternatives
    asks: What else?
    good: ["Do nothing | Free | Late"]
    weak: ["Nothing | – | –"]
    because: Why?
  - id: trial
    since: 2
    title: Trial
    stage: pilot
    asks: How is it tried?
    good: [So.]
    weak: [Somehow.]
    because: How?
  - id: verdict
    until: 1
    title: Verdict
    stage: operated
    asks: Was it good?
    good: ["Yes, 3 of 4."]
    weak: ["Yes."]
    because: By what?
versions:
  - {version: 1, edition: "1.0", date: 2026-11-01, what: The first.}
  - {version: 2, edition: "1.0", date: 2026-11-02, what: The second.}
---

{{ template_page() }}
"""
REVIEW = """\
---
kind: design-review
title: Reviewing
description: A review.
reader: You read.
outcome: Questions.
minutes: 1
reviewers:
  - role: one
    reads: All of it.
    lines: &lines
      - {looks: "A number. [@own]", asks: "Which number?"}
      - {looks: A day., asks: "Which day? [@own]"}
      - {looks: A role., asks: "Who?"}
  - role: two
    reads: Some.
    lines:
      - {looks: A number., asks: "Which number?"}
      - {looks: A day., asks: "Which day?"}
      - {looks: A role., asks: "Who?"}
---

{{ review_guide() }}
""".replace(" &lines", "")
EXAMPLE = """\
---
kind: design-example
title: "Example: small"
description: An example.
reader: You look.
outcome: A document.
minutes: 1
document: documents/0001-small.md
---

{{ document_page() }} [@own]
"""
FILES = {
    "docs/design/small.md": TEMPLATE,
    "docs/design/reviewing.md": REVIEW,
    "docs/design/examples/small.md": EXAMPLE,
    "docs/design/documents/0001-small.md": "no page, and not read as one: {{ nothing }} [@nobody]\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    playbook(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def problem(root: Path) -> tuple[str, str]:
    """Give the only problem of the playbook in `root`: the line of the file that it names, and its text."""
    with pytest.raises(ProblemsError) as caught:
        load(root)
    (found,) = caught.value.problems
    line = (root / found.place.file).read_text(encoding="utf-8").splitlines()[found.place.line - 1]
    return line.strip(), str(found)


def change(root: Path, page: str, old: str, new: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    assert old in text, old
    (root / page).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_template_holds(small: Path) -> None:
    library = load(small)
    (template,) = library.all(DesignTemplate)
    assert template.version == 2
    assert [section.at(1) for section in template.sections] == [
        ("context", "Context"),
        ("set-aside", "Set aside"),
        None,
        ("verdict", "Verdict"),
    ]
    assert [section.at(2) for section in template.sections][1:] == [("options", "Options"), ("trial", "Trial"), None]
    assert len(library.all(DesignReview)) == 1


T, R, E = "docs/design/small.md", "docs/design/reviewing.md", "docs/design/examples/small.md"
FAULTS = {
    "the id of another file": (T, "id: small", "id: large", "id: large", "the id is not the name of the template"),
    "versions from 2": (T, "{version: 1, edition", "{version: 3, edition", "- {version: 3", "count up from 1 by one"),
    "versions the wrong way round": (
        T,
        '  - {version: 1, edition: "1.0", date: 2026-11-01, what: The first.}\n  - {version: 2,',
        '  - {version: 2, edition: "1.0", date: 2026-11-01, what: The first.}\n  - {version: 1,',
        "- {version: 2",
        "the oldest first",
    ),
    "an id of two sections": (T, "id: trial", "id: verdict", "- id: verdict", "the id `verdict` stands here twice"),
    "an id of two sections in an old version": (
        T,
        "{id: set-aside, title: Set aside",
        "{id: context, title: Set aside",
        "- id: context",
        "in version 1 two sections have the id `context`",
    ),
    "stages out of order": (
        T,
        "stage: pilot",
        "stage: retired",
        "stage: operated",
        "a section of an earlier stage stands below one of a later",
    ),
    "a version that is to come": (T, "since: 2", "since: 3", "since: 3", "there is no version 3"),
    "a row with a cell too few": (
        T,
        '"Do nothing | Free | Late"',
        '"Do nothing | Free"',
        'good: ["Do nothing | Free"]',
        "this row has 2 cells, and the table has 3 columns",
    ),
    "a weak row with a cell too many": (
        T,
        '"Nothing | – | –"',
        '"Nothing | – | – | –"',
        'weak: ["Nothing | – | – | –"]',
        "give: Option | For it | Against it",
    ),
    "an anchor that the page has": (T, "id: trial", "id: sources", "- id: sources", "the page has another place"),
    "an anchor like one of a stage": (T, "id: trial", "id: stage-two", "- id: stage-two", "rename the section"),
    "a question that asks nothing": (R, "Which number?", "Name the number.", 'asks: "Name', "asks"),
    "a role that is not there": (R, "role: two", "role: three", "- role: three", "three"),
    "a document that is not there": (E, "0001-small", "0002-small", "document: documents/0002", "there is no file"),
    "a document of another folder": (E, "documents/0001", "drafts/0001", "document: drafts", "document"),
}


@pytest.mark.parametrize(("page", "old", "new", "line", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_place(small: Path, page: str, old: str, new: str, line: str, says: str) -> None:
    change(small, page, old, new)
    where, what = problem(small)
    assert line in where
    assert says in what


def test_two_templates_in_one_place_are_told_of_both(small: Path) -> None:
    other = TEMPLATE.replace("id: small\norder", "id: other\norder").replace('"Template: small"', '"Template: other"')
    (small / "docs/design/other.md").write_text(other, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load(small)
    assert [found.what for found in caught.value.problems] == ["another template has the place 1 too"] * 2


@pytest.mark.parametrize(
    ("file", "inside"),
    [
        pytest.param("design/documents/0001-a.md", True, id="a document"),
        pytest.param("design/failed/0001-a.md", True, id="the failure"),
        pytest.param("design/documents/deeper/0001-a.md", False, id="a folder of it"),
        pytest.param("design/examples/a.md", False, id="a page"),
        pytest.param("other/documents/0001-a.md", False, id="another section"),
    ],
)
def test_documents_are_no_pages(file: str, inside: bool) -> None:
    assert inside_documents(Path(file)) is inside


def test_the_stages_of_the_export_are_those_of_the_records() -> None:
    assert design_catalogue.STAGES == design.STAGES


def test_the_export_comes_back_as_it_was(small: Path) -> None:
    whole = design_catalogue.export(load(small), "1.0")
    designs = design_catalogue.read(json.loads(json.dumps(whole)))
    assert (designs.site_name, designs.site_url, designs.edition) == ("Book", "http://127.0.0.1:8000/", "1.0")
    assert designs.roles == {"one": "One", "two": "Two"}
    template = designs.templates["small"]
    assert (template.version, template.url) == (2, "http://127.0.0.1:8000/design/small/")
    assert [(one.id, one.formerly) for one in template.sections(2, "operated")] == [
        ("context", ()),
        ("options", ("set-aside",)),
        ("trial", ()),
    ]
    old = template.sections(1, "operated")
    assert [(one.id, one.title, one.stage, one.form) for one in old] == [
        ("context", "Context", "problem", None),
        ("set-aside", "Set aside", "problem", "alternatives"),
        ("verdict", "Verdict", "operated", None),
    ]
    assert old[1].url.endswith("design/small/#options"), "it leads to the section as it is called now"
    assert [one.id for one in template.sections(2, "problem")] == ["context", "options"]


def test_what_the_playbook_exports_is_read_whole(library: Library) -> None:
    """Every pain point, with its numbers and asks, comes back."""
    whole = design_catalogue.export(library)
    designs = design_catalogue.read(json.loads(json.dumps(whole)))
    assert len(designs.templates) == len(library.all(DesignTemplate)) == 5
    assert len(designs.pain_points) == len(whole["pain_points"]) > 5
    for row in whole["pain_points"]:
        point = designs.pain_points[row["id"]]
        assert [one.what for one in (*point.before, *point.after)] == [
            one["what"] for one in row["before"] + row["after"]
        ]
        assert [(one.of, one.until) for one in point.asks] == [(one["of"], one["until"]) for one in row["asks"]]
    assert {role for point in designs.pain_points.values() for role in (one.of for one in point.asks)} <= set(
        designs.roles
    )
