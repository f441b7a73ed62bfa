"""New documents: safe YAML and Markdown whatever the title is, placeholders where somebody has to write."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from playbook.design_docs.document import Document, parse
from playbook.design_docs.layout import file_name, laid_out, next_number, section, written
from playbook.design_docs.writing import PLACEHOLDER, comment, literal, one_line
from playbook.records.design import FORMS, STAGES
from playbook.records.design_catalogue import SectionEntry, designs
from playbook.records.problems import ProblemsError
from tests.design_docs.vectors import FRONT, FULL, ODD, SECTIONS, VECTORS, as_text, vectors

FILE = PurePath("0007-it.md")
TODAY = datetime.date(2026, 11, 27)
ENTRIES = [SectionEntry(**{**one, "formerly": ()}) for one in SECTIONS]
TITLES = st.text(st.characters(codec="utf-8"), max_size=80) | st.text("`#*_\\\"':&<>{}[]|-–! \n\tab1;", max_size=20)


def new(title: str = "Prices", template: str = "decision-record", **given: object) -> str:
    known = designs()
    return laid_out(known, known.templates[template], title, 7, TODAY, **given)  # type: ignore[arg-type]


def read(text: str) -> Document:
    return parse(text.encode(), FILE)


def shown(markdown: str) -> str:
    """Give the words that a reader of `markdown` in a heading sees."""
    inline = MarkdownIt("commonmark").parse(f"# {markdown}")[1]
    return "".join(token.content for token in inline.children or ())


def test_vectors_are_what_the_module_makes() -> None:
    """`python -m tests.design_docs.vectors` writes them anew; the browser's form meets the same file."""
    assert VECTORS.read_text(encoding="utf-8") == as_text(vectors())
    assert json.loads(as_text(vectors())) == vectors()


@given(TITLES)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_title_comes_back_from_front_matter_and_heading(title: str) -> None:
    said = one_line(title)
    document = read(written(ENTRIES, {"title": title}, {}, stage="problem", today=TODAY))
    assert document.yaml.data["title"] == (said or PLACEHOLDER)
    assert [part.id for part in document.parts if part.level == 2] == [
        one.id for one in ENTRIES if one.stage == "problem"
    ]
    assert [part.level for part in document.parts].count(1) == 1
    assert PLACEHOLDER in document.parts[1].text
    if "`" not in title:
        assert shown(literal(title)).strip() == said.strip()


@given(TITLES, TITLES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_nothing_in_a_table_or_a_list_breaks_out(first: str, second: str) -> None:
    rows = [[first, second, "2026-01-01", "x"], ["y", "z", second, first]]
    front = {"title": "It", "measures": [first, second], "owner": first}
    document = read(written(ENTRIES, front, {"before": rows}, stage="problem", today=TODAY))
    table = next(part for part in document.parts if part.id == "before").tables[0]
    assert [len(row.cells) for row in table.rows] == [4, 4]
    cells = [one_line(cell) or PLACEHOLDER for row in rows for cell in row]
    assert [cell for row in table.rows for cell in row.cells] == cells
    assert document.yaml.data["measures"] == [said for one in (first, second) if (said := one_line(one))]


@given(st.text("->! <a\n", max_size=12))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_words_cannot_end_a_comment(words: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"{comment(words, 'https://x.example/')}\n\nafter")
    assert [token.type for token in tokens] == ["html_block", "paragraph_open", "inline", "paragraph_close"]
    said = comment(words)
    assert said.index("-->") == len(said) - 3
    assert "--!>" not in said


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("template", sorted(designs().templates))
def test_a_new_document_has_the_sections_of_its_stage(template: str, stage: str) -> None:
    entry = designs().templates[template]
    document = read(new(template=template, stage=stage, title=ODD))
    sections = [part for part in document.parts if part.level == 2]
    wanted = entry.sections(entry.version, stage)
    assert [(part.id, part.title, part.explicit) for part in sections] == [(one.id, one.title, True) for one in wanted]
    for part, one in zip(sections, wanted, strict=True):
        if one.form:
            assert part.tables[0].head == FORMS[one.form]
            assert PLACEHOLDER in part.tables[0].rows[0].cells[1]
        else:
            assert part.text == PLACEHOLDER
    assert ("starts" in document.yaml.data) == (stage != "problem")


def test_the_guidance_is_a_comment_with_the_address_of_its_explanation() -> None:
    asked = designs().templates["decision-record"].sections(2, "problem")[0]
    first, middle, last = section(asked).split("\n\n")
    assert first == "## Context { #context }"
    assert middle == f"<!-- {asked.asks} {asked.url} -->"
    assert last == PLACEHOLDER


def test_an_older_version_is_laid_out_as_it_was() -> None:
    document = read(new(version=1))
    assert document.yaml.data["template"] == "decision-record@1"
    assert document.part("set-aside")
    assert not document.part("alternatives", "integration")


def test_front_matter_says_what_has_to_be_filled_in() -> None:
    text = new()
    assert 'owner: "[fill in]"  # a role of the playbook, such as tech-lead, or a handle: @somebody\n' in text
    assert 'decision_makers: ["[fill in]"]  # roles or handles, one or more\n' in text
    assert "created: 2026-11-27\nreview_by: 2027-02-25\n" in text
    wrong = {str(problem.what).split("`")[1] for problem in read(text).problems}
    assert wrong == {"owner", "decision_makers.0"}


def test_what_is_filled_in_is_sound() -> None:
    accepted = {"accepted": [{"by": "@x", "on": "2026-11-27"}], "starts": "2026-11-27"}
    document = read(written(ENTRIES, {**FRONT, **accepted, "title": ODD}, FULL, stage="retired", today=TODAY))
    assert document.problems == ()
    assert document.front
    assert document.front.title == ODD
    assert document.front.accepted[0].on == TODAY
    assert PLACEHOLDER not in document.source


def test_a_pain_point_is_taken_over() -> None:
    point = designs().pain_points["PP-012"]
    text = new(template="ml-solution", point=point, owner="ml-engineer")
    document = read(text)
    assert document.yaml.data["pain_points"] == ["PP-012"]
    assert document.yaml.data["measures"] == [one.what for one in point.after]
    assert document.yaml.data["toolbelt"] == [point.component]
    pain, before, asks, success = (document.part(key) for key in ("pain", "before", "asks", "success"))
    assert pain
    assert before
    assert asks
    assert success
    assert f"> {point.statement}" in text
    assert point.id in pain.text
    assert [row.cells[0] for row in before.tables[0].rows] == [one.what for one in point.before]
    assert [row.cells[2:] for row in before.tables[0].rows] == [(one.date, one.source) for one in point.before]
    assert [row.cells[1] for row in asks.tables[0].rows] == [ask.of for ask in point.asks]
    first = point.after[0]
    aim = success.tables[0].rows[0].cells
    assert aim == (first.what, aim[1], f"{first.value:g} {first.unit}", PLACEHOLDER)
    assert aim[1].endswith(first.unit)
    assert PLACEHOLDER not in pain.text + before.text


@pytest.mark.parametrize("point", sorted(designs().pain_points))
def test_every_pain_point_gives_a_document_that_is_read(point: str) -> None:
    for template in designs().templates:
        document = read(new(template=template, point=designs().pain_points[point], owner="ml-engineer"))
        assert {problem.what.split("`")[1] for problem in document.problems} == {"decision_makers.0"}
        if not document.part("success"):
            assert document.yaml.data["measures"] == []


@pytest.mark.parametrize(
    ("names", "number"),
    [
        pytest.param([], 1, id="an empty folder"),
        pytest.param(["0001-a.md", "0012-b.md", "0007-c.md"], 13, id="after the highest, also with gaps"),
        pytest.param(["index.md", "12-a.md", "00012-a.md", "0044-a.txt", "0045.md", "x0046-a.md"], 1, id="others"),
    ],
)
def test_the_next_number(tmp_path: Path, names: list[str], number: int) -> None:
    for name in names:
        (tmp_path / name).touch()
    assert next_number(tmp_path) == number


def test_the_next_number_of_a_folder_that_is_not_there_and_of_a_full_one(tmp_path: Path) -> None:
    assert next_number(tmp_path / "none") == 1
    (tmp_path / "9999-last.md").touch()
    with pytest.raises(ProblemsError, match="four digits"):
        next_number(tmp_path)


@given(TITLES, st.integers(1, 9999))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_file_names_are_safe(title: str, number: int) -> None:
    name = file_name(number, title)
    assert re.fullmatch(r"[0-9]{4}-[a-z0-9]+(-[a-z0-9]+)*\.md", name)
    assert len(name) <= 68
