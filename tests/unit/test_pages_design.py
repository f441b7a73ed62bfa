"""Pages of templates, documents and reviews: all of a record is there, once, and what they offer is a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest

from playbook.design_docs.document import parse
from playbook.design_docs.offered import all_questions, bare, empty, last_stage, questions
from playbook.design_docs.rules import RULES
from playbook.pages.design_documents import document_index, document_page
from playbook.pages.design_review import design_rules, review_guide
from playbook.pages.design_templates import template_index, template_page
from playbook.pages.here import Here
from playbook.publish.design import made, write_designs
from playbook.records.design import DesignExample, DesignReview, DesignTemplate
from playbook.records.design_catalogue import export, read
from playbook.records.library import Library
from playbook.records.page import Page, address
from tests.unit.made import NASTY, PAGE, cells, here, organisation, rendered, targets, texts, words
from tests.unit.made_design import SECTIONS, example, on_the_site, review, section, shelf, template, written

# -- templates


def page_of(root: Path, one: DesignTemplate, **pages: Page) -> Any:
    library = shelf(root, {}, {"design/small.md": one} | {f"design/{name}.md": page for name, page in pages.items()})
    return on_the_site(template_page(here(library, "design/small.md"), one))


def test_each_section_has_its_guidance_and_both_examples_under_its_own_anchor(tmp_path: Path) -> None:
    tree = page_of(tmp_path, template())
    assert [(part.tag, part.get("id")) for part in tree.iter("h2", "h3")] == [
        ("h2", "begin-one"),
        ("h2", "stage-problem"),
        ("h3", "context"),
        ("h3", "before"),
        ("h3", "options"),
        ("h2", "stage-pilot"),
        ("h3", "trial"),
        ("h2", "template-versions"),
        ("h2", "template-former"),
        ("h3", "gone"),
    ]
    pairs = tree.find_class("g-wells")
    assert [words(pair) for pair in pairs] == [
        "Good Good context. Weak Weak context. No context.",
        "Good What Number Taken on Source lead time 9 days 2026-11-01 log "
        "Weak What Number Taken on Source time long – – No before.",
        "Good Good options. Weak Weak options. No options.",
        "Good One. Two. Weak Weak trial. No trial.",
    ]
    assert [words(part) for part in tree.xpath("//p[@class='g-guide'][not(ancestor::div)]")] == [
        "What is context?",
        "What is before?",
        "What is options?",
        "What is trial?",
        "Up to version 1. What is gone?",
    ]
    assert cells(tree)[-3:] == [
        ["Version", "Edition", "Date", "What changed"],
        ["2", "1.0", "2026-11-02", "Change 2."],
        ["1", "1.0", "2026-11-01", "Change 1."],
    ]


def test_the_facts_say_when_to_take_it_and_how_long_it_takes(tmp_path: Path) -> None:
    one = template(use=["First. [@T01]", "Second."], hours=(2, 2))
    documents = {"documents/0007-a-title.md": written(""), "failed/0008-a-title.md": written("")}
    library = shelf(tmp_path, documents, {"design/small.md": one})
    tree = on_the_site(template_page(here(library, "design/small.md"), one))
    assert tree.xpath("//dl//@href[contains(., '0008')]") == [], "a failure is no example to follow"
    assert texts(tree, "dt") == ["Take it when", "Take another when", "Takes", "Version", "Filled in"]
    assert texts(tree, "dd")[:2] == ["First.T01", "Second."]
    assert "2 hours for the stage problem, by our own estimate" in texts(tree, "dd")
    assert "2, of edition 1.0 (2 Nov 2026)" in texts(tree, "dd")
    assert targets(tree)["A title"] == "examples/0007-a-title.md"


def test_what_is_copied_is_the_document_of_the_first_stage_without_guidance(tmp_path: Path) -> None:
    one = template([*SECTIONS, section("odd", title='A "quoted" <b> {{ x }} & more', stage="pilot")])
    tree = page_of(tmp_path, one)
    (text,) = tree.xpath("//pre[@id='empty-document']")
    entry = read(export(shelf(tmp_path, {}, {"design/small.md": one}))).templates["small"]
    assert text.text_content() == text.get("data-copy") == bare(empty(entry))
    assert "<!--" in empty(entry)
    assert "<!--" not in bare(empty(entry))
    (button,) = tree.iter("button")
    assert button.get("data-clipboard-target") == "#empty-document"


def test_fill_in_here_is_offered_where_the_form_is(tmp_path: Path) -> None:
    form = Page.model_validate({**PAGE, "title": "Form"})
    assert "Fill in here" not in texts(page_of(tmp_path, template()), "a")
    tree = page_of(tmp_path, template(), form=form)
    assert tree.xpath("//a[text()='Fill in here']/@href") == ["../form/#small"]


def test_markup_in_a_template_stays_text(tmp_path: Path) -> None:
    bar = NASTY.replace(" | ", " I ")
    row = " | ".join([bar] * 4)
    odd = {"title": NASTY, "asks": NASTY, "because": NASTY}
    one = template(
        [
            section("context", **odd, good=[NASTY], weak=[NASTY, NASTY]),
            section("before", form="before", **odd, good=[row], weak=[row]),
            section("trial", stage="pilot", **odd),
        ],
        title=NASTY,
        use=[NASTY],
        instead=[NASTY],
    )
    library = shelf(tmp_path, {}, {"design/small.md": one})
    for fragment in (
        template_page(here(library, "design/small.md"), one),
        template_index(here(library, "design/small.md")),
    ):
        assert "{{" not in fragment
        tree = rendered(fragment)
        assert [part.tag for part in tree.iter("script", "img")] == []
        assert tree.xpath("//@style") == []
        for table in tree.iter("table"):
            assert len({len(row) for row in table.iter("tr")}) == 1, "a cell is broken in two"
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))


def test_the_index_counts_what_the_first_stage_asks_for(tmp_path: Path) -> None:
    library = shelf(tmp_path, {})
    tree = rendered(template_index(here(library, "design/index.md")))
    assert cells(tree) == [
        ["Template", "Take it when", "To begin", "Sections"],
        ["Small thing", "Always.", "1 to 2 hours", "3, later 4"],
    ]


# -- documents

OLD = "documents/0001-old.md"
NEW = "documents/0007-a-title.md"
TALE = "failed/0001-tale.md"


def documents() -> dict[str, str]:
    old = {"id": "DD-0001", "title": "Old", "status": "superseded", "stage": "retired", "superseded_by": "DD-0007"}
    new = {
        "supersedes": ["DD-0001"],
        "status": "accepted",
        "stage": "pilot",
        "starts": "2026-12-01",
        "consulted": ["one"],
        "informed": ["another"],
        "pain_points": ["PP-404"],
        "measures": ["days"],
        "toolbelt": ["serving"],
        "accepted": [{"by": "other", "on": "2026-11-20"}, {"by": "@somebody", "on": "2026-11-21"}],
    }
    return {
        TALE: written("## Context { #context }\n\nTale.\n", id="DD-0001", title="Tale"),
        OLD: written("## Context { #context }\n\nOld.\n", **old),
        NEW: written("## Context { #context }\n\nNew.\n", **new),
    }


@pytest.fixture
def small(tmp_path: Path) -> Library:
    team = organisation(company={"made_up": True})
    return shelf(tmp_path, documents(), breaks={TALE: ["DES002"]}, team=team)


def facts(library: Library, name: str) -> dict[str, str]:
    at = here(library, f"design/examples/{name}.md")
    tree = rendered(document_page(at, example(library, name)))
    return dict(zip(texts(tree, "dt"), texts(tree, "dd"), strict=True))


def test_the_front_matter_is_said_in_words(small: Library) -> None:
    assert facts(small, "0007-a-title") == {
        "Written at": "Small Firm (made up)",
        "Number": "DD-0007",
        "Status": "accepted",
        "Stage": "pilot",
        "Template": "Small thing, version 2",
        "For": "everyone",
        "Owner": "one",
        "Decided by": "other and @somebody",
        "Asked": "one",
        "Told": "another",
        "Written on": "2 Nov 2026",
        "Look again by": "31 Jan 2027",
        "Begins on": "1 Dec 2026",
        "Accepted by": "other, 20 Nov 2026; @somebody, 21 Nov 2026",
        "Pain points": "PP-404",
        "Measures": "days",
        "Toolbelt": "serving",
        "Replaces": "DD-0001 Old",
        "The file": "0007-a-title.md",
    }
    assert facts(small, "0001-old")["Replaced by"] == "DD-0007 A title"
    at = here(small, "design/examples/0007-a-title.md")
    tree = rendered(document_page(at, example(small, "0007-a-title")))
    assert targets(tree)["Old"] == "0001-old.md"
    assert targets(tree)["Small thing"] == "../small.md"
    assert targets(tree)["other"] == "../../roles/other.md"


def test_a_true_organisation_is_not_said_to_have_written_the_examples(tmp_path: Path) -> None:
    true = shelf(tmp_path, documents())
    assert "Written at" not in facts(true, "0007-a-title")


def test_the_failure_is_of_no_company_and_is_told_what_is_missing(small: Library) -> None:
    assert facts(small, "0001-tale")["Written at"] == "no company: a story told as a document"
    at = here(small, "design/examples/0001-tale.md")
    tree = rendered(document_page(at, example(small, "0001-tale")))
    assert [part.get("id") for part in tree.iter("h2")] == ["the-check", "context"]
    rules = [row[0] for row in cells(tree)[1:]]
    assert "DES002" in rules
    assert not rendered(document_page(here(small, "design/examples/0001-old.md"), example(small, "0001-old"))).xpath(
        "//*[@id='the-check']"
    )


def test_the_index_has_the_organisations_documents_and_their_figure(small: Library) -> None:
    tree = on_the_site(document_index(here(small, "design/examples/index.md")))
    assert [row[:4] for row in cells(tree)] == [
        ["Number", "Document", "Status", "Stage"],
        ["DD-0007", "A title", "accepted", "pilot"],
        ["DD-0001", "Old", "superseded", "retired"],
    ]
    assert [row[5] for row in cells(tree)[1:]] == ["31 Jan 2027", "–"]
    (figure,) = tree.iter("figure")
    assert "DD-0007 “A title” supersedes DD-0001 “Old”" in figure.text_content()
    assert tree.xpath("//style") == []


def test_a_document_that_is_saved_again_is_read_again(small: Library) -> None:
    assert facts(small, "0001-old")["Owner"] == "one"
    file = small.root / "docs/design" / OLD
    file.write_text(file.read_text(encoding="utf-8").replace("owner: one", "owner: another"), encoding="utf-8")
    assert facts(small, "0001-old")["Owner"] == "another"


def test_every_document_of_the_playbook_is_shown_whole(library: Library) -> None:
    """All sections that its template asks for are on the page, and the failure breaks what it says that it breaks."""
    templates = read(export(library)).templates
    examples = library.all(DesignExample)
    assert len(examples) == 6
    for shown in examples:
        at = Here(library, library.file_of(shown))
        tree = rendered(document_page(at, shown))
        document = parse((library.root / "docs/design" / shown.document).read_bytes(), PurePath(shown.document))
        assert document.front
        asked = templates[document.front.template_id].sections(document.front.template_version, "problem")
        assert {one.id for one in asked} <= set(tree.xpath("//h2/@id"))
        rules = {words(row[0]) for row in tree.xpath("//div[contains(@class, 'g-said-by')]//tbody/tr")}
        assert rules == set(shown.breaks)


# -- reviews and rules


def reviewed(root: Path) -> tuple[Library, DesignReview]:
    record = review()
    return shelf(root, {}, {"design/reviewing.md": record}), record


def test_each_reviewer_has_questions_to_copy(tmp_path: Path) -> None:
    library, record = reviewed(tmp_path)
    tree = rendered(review_guide(here(library, "design/reviewing.md"), record))
    assert [part.get("id") for part in tree.iter("h3")] == ["one", "other"]
    assert texts(tree, "li")[:3] == ["Matter 1.T01", "Matter 2.T01", "Matter 3.T01"]
    for button, reviewer in zip(tree.iter("button"), record.reviewers, strict=True):
        (text,) = tree.xpath(f"//*[@id='{button.get('data-clipboard-target').removeprefix('#')}']")
        assert text.text_content() == questions(reviewer) == "- What of 1?\n- What of 2?\n- What of 3?"
    names = texts(tree, "button")
    assert len(set(names)) == len(names), "two buttons with one name"


def test_all_questions_in_one_file(tmp_path: Path) -> None:
    _library, record = reviewed(tmp_path)
    text = all_questions(record, {"one": "One", "other": "Other"})
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Questions for the review of a design document",
        "## One",
        "## Other",
    ]
    assert text.count("- What of") == 6
    assert "[@" not in text


def test_every_rule_has_its_row_and_anchor(tmp_path: Path) -> None:
    library = shelf(tmp_path, {}, {"design/checking.md": Page.model_validate({**PAGE, "title": "Check"})})
    tree = rendered(design_rules(here(library, "design/checking.md")))
    assert tree.xpath("//td/@id") == [rule.id.lower() for rule in RULES]
    assert [row[1] for row in cells(tree)[1:]] == [rule.level for rule in RULES]
    assert tree.find_class("g-mark") == [], "a mark whose source this page does not list leads nowhere"


# -- files


def test_everything_that_is_offered_is_a_file(tmp_path: Path) -> None:
    library = shelf(tmp_path, documents(), {"design/reviewing.md": review()}, breaks={TALE: ["DES002"]})
    write_designs(library, tmp_path / "site")
    pages: dict[str, Callable[..., str]] = {"design/small.md": template_page, "design/reviewing.md": review_guide}
    pages |= {f"design/examples/{name}.md": document_page for name in ("0001-old", "0001-tale", "0007-a-title")}
    for page, fragment in pages.items():
        at = here(library, page)
        offered = rendered(fragment(at, at.entry.record)).xpath("//a[@download]/@href")
        assert offered
        for href in offered:
            assert (tmp_path / "site" / address(PurePath(page)) / href).is_file(), href
    kept = tmp_path / "site/design/examples/0001-old/0001-old.md"
    assert kept.read_bytes() == (tmp_path / "docs/design" / OLD).read_bytes()


def test_an_empty_document_has_the_sections_of_its_stage_and_nothing_that_looks_filled_in(tmp_path: Path) -> None:
    library = shelf(tmp_path, {})
    files = {file.name: text for file, text in made(library)}
    assert list(files) == ["small.md", "small-all-stages.md"]
    first, all_of_it = (parse(files[name].encode(), PurePath(name)) for name in files)
    assert [part.id for part in first.parts if part.level == 2] == ["context", "before", "options"]
    assert [part.id for part in all_of_it.parts if part.level == 2] == ["context", "before", "options", "trial"]
    assert first.front is None, "neither number nor dates are given"
    assert str(datetime.date.today().year) not in files["small.md"]
    assert last_stage(template()) == "pilot"
