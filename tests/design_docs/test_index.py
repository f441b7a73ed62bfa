"""The table of all documents: in which order, with which links, and safe whatever stands in a title."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from playbook.design_docs.document import parse
from playbook.design_docs.index import HEAD, as_json, markdown, rows
from playbook.design_docs.writing import one_line
from tests.design_docs.listing import chain, made

DOCUMENTS = [
    made(1, status="retired", stage="retired"),
    made(2, status="superseded", stage="problem", superseded_by="DD-0006"),
    made(3, status="rejected", stage="operated"),
    made(4, status="accepted", stage="operated"),
    made(5, status="draft", stage="problem", pain_points="[PP-012, PP-003]"),
    made(6, status="accepted", stage="problem", supersedes="[DD-0002]"),
    made(7, status="in-review", stage="pilot"),
    made(8, status="rejected", stage="problem", folder="docs/design/failed"),
]


def links(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inside = [child for token in tokens for child in token.children or ()]
    return [str(child.attrs["href"]) for child in inside if child.type == "link_open"]


def cells(text: str) -> list[list[str]]:
    """Give what a reader sees in the cells of the first table."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found: list[list[str]] = []
    for before, token in pairwise(tokens):
        if before.type == "tr_open":
            found.append([])
        if before.type in ("td_open", "th_open"):
            found[-1].append("".join(child.content for child in token.children or ()))
        if token.type == "table_close":
            break
    return found


def test_the_living_come_first_by_stage_and_then_those_that_ended() -> None:
    found = [row.id[-1] for row in rows(DOCUMENTS[::-1])]
    assert found == list("56748321")


def test_the_table() -> None:
    text = markdown(rows(DOCUMENTS))
    first, five, six, *_rest = cells(text)
    assert tuple(first) == HEAD
    assert five == ["DD-0005", "A document", "draft", "problem", "decision-record@2", "ml-engineer", "2026-01-02",
                    "2026-06-01", "–", "–", "PP-012, PP-003"]  # fmt: skip
    assert six[8:] == ["DD-0002", "–", "–"]
    assert text.endswith(
        "## How many\n\n"
        "| Status | Problem | Pilot | Operated | Retired | All |\n| --- | --- | --- | --- | --- | --- |\n"
        "| Draft | 1 | 0 | 0 | 0 | 1 |\n| In review | 0 | 1 | 0 | 0 | 1 |\n| Accepted | 1 | 0 | 1 | 0 | 2 |\n"
        "| Rejected | 1 | 0 | 1 | 0 | 2 |\n| Superseded | 1 | 0 | 0 | 0 | 1 |\n| Retired | 0 | 0 | 0 | 1 | 1 |\n"
    )


def test_links_count_from_the_folder_that_holds_all() -> None:
    assert links(markdown(rows(DOCUMENTS)))[0] == "documents/0005-it.md"
    assert "failed/0008-it.md" in links(markdown(rows(DOCUMENTS)))
    assert links(markdown(rows(DOCUMENTS[:1]))) == ["0001-it.md"]
    assert (
        links(markdown(rows([made(1, folder="a b/ü (1)"), made(2, folder="a b/x")])))[0]
        == "%C3%BC%20%281%29/0001-it.md"
    )
    assert links(markdown(rows([made(1, folder=".")]))) == ["0001-it.md"]


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.text("`*_[]()<>&#|\\!ab ", max_size=20))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_title_stays_in_its_cell(title: str) -> None:
    document = made(1, title)
    if document.front is None:
        return
    table = cells(markdown(rows([document, made(2)])))
    assert [len(row) for row in table] == [len(HEAD)] * 3
    if "`" not in title:
        assert table[1][1].split() == one_line(title).split()


def test_nothing_to_list_and_what_cannot_be_listed() -> None:
    faulty = parse(b"---\ntemplate: x\n---\n", DOCUMENTS[0].file)
    assert rows([faulty]) == ()
    assert "There is none yet." in markdown(())
    assert as_json(()) == {"format": 1, "documents": [], "counts": {}}


def test_json() -> None:
    whole = json.loads(json.dumps(as_json(rows(chain(1, 2)))))
    assert whole["format"] == 1
    assert whole["counts"] == {"accepted": {"pilot": 1}, "superseded": {"pilot": 1}}
    assert whole["documents"][0] == {
        "id": "DD-0002",
        "title": "Number 2",
        "file": "docs/design/documents/0002-it.md",
        "template": "decision-record@2",
        "status": "accepted",
        "stage": "pilot",
        "owner": "ml-engineer",
        "created": "2026-01-02",
        "review_by": "2026-06-01",
        "supersedes": ["DD-0001"],
        "superseded_by": None,
        "pain_points": [],
    }
