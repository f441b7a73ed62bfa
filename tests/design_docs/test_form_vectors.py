"""The form in the browser writes the documents that Python writes, and reads back those that people have changed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from playbook.design_docs.document import parse
from playbook.pages.design_form import shape
from playbook.pages.design_form_parts import SAYS
from playbook.publish.design_data import design_data, section
from playbook.records.design_catalogue import SectionEntry, export, read
from playbook.records.library import Library
from tests.design_docs.vectors import SECTIONS, VECTORS
from tests.interchange import NODE

RUNNER = Path(__file__).with_name("form.mjs")
FOUND: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))
NAMED: dict[str, dict[str, Any]] = {one["name"]: one for one in FOUND["documents"]}
ENTRIES = [section(SectionEntry(**{**one, "formerly": ()})) for one in SECTIONS]
KNOWN = {
    "templates": [{"id": "made-up", "title": "Made up", "versions": {"1": ENTRIES}}],
    "roles": {"ml-engineer": "ML engineer"},
    "says": SAYS,
    **shape(),
}
OURS = "\n".join(NAMED["all is answered"]["markdown"])
ACCEPTED = "\n".join(NAMED["operated, accepted"]["markdown"])


def in_node(known: dict[str, Any] = KNOWN, **asked: Any) -> dict[str, Any]:
    """Give what the browser's modules make of it, in one process."""
    given = json.dumps({"known": known, "sections": ENTRIES, **asked})
    done = subprocess.run([NODE, RUNNER], input=given, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """What the browser writes for all vectors."""
    return in_node(documents=FOUND["documents"], names=FOUND["names"])


@pytest.mark.parametrize("index", range(len(FOUND["documents"])), ids=[one["name"] for one in FOUND["documents"]])
def test_documents_are_written_byte_for_byte(index: int, answers: dict[str, Any]) -> None:
    assert answers["documents"][index].split("\n") == FOUND["documents"][index]["markdown"]


def test_files_have_the_same_names(answers: dict[str, Any]) -> None:
    assert answers["names"] == [one["file"] for one in FOUND["names"]]


def test_what_the_form_has_written_is_read_and_written_again() -> None:
    """Also where a stage has not been reached yet, and where nothing is filled in but who and what."""
    begun = OURS.replace(OURS[OURS.index("The mail came") : OURS.index("\n\n## Which pain")], "[fill in]")
    later = ACCEPTED.replace("stage: operated", "stage: problem")
    ended = ACCEPTED[: ACCEPTED.index("## Going back")].replace("stage: operated", "stage: retired").rstrip() + "\n"
    files = [OURS, ACCEPTED, begun, later, OURS.replace("\n", "\r\n"), ended]
    opened = in_node(files=files)["files"]
    assert [one.get("refused") for one in opened] == [None] * len(files)
    assert [one["again"] for one in opened] == [OURS, ACCEPTED, begun, later, OURS, ended]
    assert [one["open"] for one in opened] == [[], [], ["Context"], [], [], []], "what has ended owes no more"
    assert opened[0]["draft"]["answers"]["before"] == NAMED["all is answered"]["answers"]["before"]
    assert opened[1]["draft"]["front"]["accepted"] == NAMED["operated, accepted"]["front"]["accepted"]


BY_HAND = OURS.replace("decision_makers: [", "decision_makers:\n  - ").replace('", "@prices"]', "\"\n  - '@prices'")
BY_HAND = BY_HAND.replace('title: "Prices from the table"', "title: Prices from the table").replace(
    "# Prices from the table\n", "# Prices from the table\n\n> Read this first.\n"
)
BY_HAND = BY_HAND.replace("## Context { #context }", "## Why now { #context }")
BY_HAND = BY_HAND.replace(
    "## Where we are {", "## Risks { #risks }\n\nThe owner leaves.\n\n```text\n## No heading\n```\n\n## Where we are {"
)
BY_HAND = BY_HAND.replace("\n\n## How we will know", "\n\nThey said yes on Monday.\n\n## How we will know")
BY_HAND = BY_HAND.replace("| --- | --- | --- |\n| Do", "|:----|:---:|---|\n|  Do").replace(
    "PP-012.\n", "PP-012.\n\n<!--\n## Not this\n-->\n"
)


def test_what_somebody_has_changed_by_hand_is_kept() -> None:
    (opened,) = in_node(files=[BY_HAND])["files"]
    draft = opened["draft"]
    assert draft["front"]["decision_makers"] == ["tech-lead", "@prices"]
    assert draft["titles"] == {"context": "Why now"}
    assert draft["more"] == {
        "": "> Read this first.",
        "pain": "## Risks { #risks }\n\nThe owner leaves.\n\n```text\n## No heading\n```",
    }
    assert draft["answers"]["alternatives"] == NAMED["all is answered"]["answers"]["alternatives"]
    assert draft["answers"]["asks"].endswith("|\n\nThey said yes on Monday.")
    assert draft["answers"]["pain"].endswith("<!--\n## Not this\n-->")
    again = opened["again"]
    assert in_node(files=[again])["files"][0]["again"] == again
    parts = [(part.id, part.title) for part in parse(again.encode(), Path("0007-x.md")).parts if part.level == 2]
    assert parts == [
        (part.id, part.title) for part in parse(BY_HAND.encode(), Path("0007-x.md")).parts if part.level == 2
    ]


@pytest.mark.parametrize(
    "put",
    [
        pytest.param("zebra", id="a word"),
        pytest.param("\n## zebra { #zebra }\n", id="a section"),
        pytest.param("## Context { #context }\n\nzebra", id="a section that is there already"),
        pytest.param("| zebra | x |", id="a row"),
        pytest.param("<!-- zebra", id="a comment that does not end"),
        pytest.param("<!-- zebra: https://x.test/design/x/#y -->", id="a comment that leads to a design"),
        pytest.param("``` zebra", id="a fence that does not end"),
        pytest.param("zebra\n-----", id="a heading that is underlined"),
        pytest.param("# zebra", id="a title"),
    ],
)
def test_no_word_is_lost_wherever_it_stands(put: str) -> None:
    lines = BY_HAND.split("\n")
    files = ["\n".join([*lines[:at], put, *lines[at:]]) for at in range(lines.index("---", 1) + 1, len(lines))]
    found = in_node(files=files)["files"]
    kept = [one for one in found if "refused" not in one]
    assert [one["again"] for one in kept if "zebra" not in one["again"]] == []
    assert all("Line " in one["refused"] for one in found if "refused" in one)
    assert len(kept) > len(files) / 2 or put == "# zebra"


def line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("---\n", "", "no_front", id="no front matter"),
        pytest.param("made-up@1", "made-up@7", "no_template", id="another template"),
        pytest.param("tier: growing", "tier: growing\nmood: good", "no_key", id="a key that nobody knows"),
        pytest.param("tier: growing", "tier: growing\ntier: growing", "twice", id="a key twice"),
        pytest.param("tier: growing", "tier: growing  # for now", "comment", id="a comment"),
        pytest.param("tier: growing", "tier: large", "unlike", id="a tier that there is not"),
        pytest.param("created: 2026-11-27", "created: soon", "unlike", id="no date"),
        pytest.param("status: draft", "status: [draft]", "unlike", id="a list of one"),
        pytest.param("owner: ", "owner: &me ", "unread", id="an anchor"),
        pytest.param('consulted: ["data-engineer"]', 'consulted: ["data-engineer", {x: y}]', "unread", id="a map"),
        pytest.param("# Prices from the table\n", "# Another title\n", "lost", id="another title"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_line(old: str, new: str, says: str) -> None:
    text = OURS.replace(old, new, 1)
    assert text != OURS
    (opened,) = in_node(files=[text])["files"]
    at = {"no_front": 1, "no_template": 2}.get(says) or line(text, new) + (says in ("no_key", "twice"))
    assert opened == {"refused": f"Line {at}: {SAYS[says]}"}


def test_documents_of_the_playbook_are_read_and_no_word_is_lost(library: Library, root: Path) -> None:
    known = {**json.loads(json.dumps(design_data(read(export(library))))), "says": SAYS, **shape()}
    files = sorted((root / "docs/design").glob("*/[0-9]*.md"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    for file, text, opened in zip(files, texts, in_node(known, files=texts)["files"], strict=True):
        assert opened.get("refused") is None, file.name
        assert opened["open"] == [], file.name
        before, after = (parse(one.encode(), Path(file.name)) for one in (text, opened["again"]))
        assert after.front == before.front
        assert [(part.id, part.text.split()) for part in after.parts] == [
            (part.id, part.text.split()) for part in before.parts
        ]
