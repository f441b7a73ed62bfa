"""Which files are documents, what stands around them, and that no file whatever makes the check stumble."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.design_docs.check import check, gather
from playbook.design_docs.rules import RULES
from playbook.design_docs.rules.model import Answer
from playbook.records.design import STAGES
from tests.design_docs.breaking import BREACHES, Breach, Change, both, cell, front, without
from tests.design_docs.made import DESIGNS, FOLDER, TODAY, Made, checked, found, sound, told

DOCUMENT = "---\ntemplate: small@1\n---\n"


def lay(root: Path, **files: str) -> None:
    """Write files; in their names two underscores stand for a slash, and one for a hyphen."""
    for name, text in files.items():
        file = root / f"{name.replace('__', '/').replace('_', '-')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def names(root: Path, *paths: str) -> list[str]:
    return [file.as_posix() for file in gather(root, [Path(path) for path in paths])]


def test_documents_are_told_by_their_number_or_their_template(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    files = {
        "0001-a.md": "no front matter",
        "7-b.md": "",
        "notes.md": DOCUMENT,
        "crlf.md": DOCUMENT.replace("\n", "\r\n"),
        "mark.md": f"\ufeff{DOCUMENT}",
        "deep/er/0002-c.md": DOCUMENT,
        "0003-kind.md": "---\nkind: page\n---\n",
        "page.md": "---\ntitle: x\n---\n\ntemplate: no\n",
        "inside.md": "---\ntitle: |\n  template: no\n---\n",
        "README.md": DOCUMENT,
        "index.md": DOCUMENT,
        "2026-11-27-minutes.md": "minutes",
        "0004-data.csv": "template: x",
        ".hidden/0005-d.md": DOCUMENT,
        "node_modules/x/0006-e.md": DOCUMENT,
    }
    for name, text in files.items():
        (tmp_path / "d" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "d" / name).write_bytes(text.encode())
    wanted = ["0001-a.md", "7-b.md", "crlf.md", "deep/er/0002-c.md", "mark.md", "notes.md"]
    assert names(tmp_path, "d") == [f"d/{name}" for name in wanted]
    assert names(tmp_path, ".", "d", "d/notes.md") == names(tmp_path, "d"), "each is given once"
    assert names(tmp_path, "d/README.md", "d/page.md", "d/none.md", "nowhere") == []
    assert names(tmp_path, str(tmp_path / "d/notes.md")) == ["d/notes.md"]


def test_nothing_outside_and_no_link_is_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    lay(root, d__0001_a=DOCUMENT)
    lay(tmp_path, out__0002_b=DOCUMENT)
    (root / "d/0003-link.md").symlink_to(tmp_path / "out/0002-b.md")
    (root / "d/0004-circle.md").symlink_to("0004-circle.md")
    (root / "linked").symlink_to(tmp_path / "out")
    (root / "within").symlink_to("d")
    paths = (".", "linked", "within", "within/0001-a.md", "d/0003-link.md", "d/0004-circle.md", "../out", "/", "d/\0")
    assert names(root, *paths) == ["d/0001-a.md"]
    os.mkfifo(root / "d/0005-pipe.md")
    assert names(root, "d", "d/0005-pipe.md") == ["d/0001-a.md"]


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    lay(tmp_path / "real", d__0001_a=sound().text())
    (tmp_path / "link").symlink_to("real")
    assert names(tmp_path / "link", "d", str(tmp_path / "link/d")) == ["d/0001-a.md"]
    (answer,) = check(tmp_path / "link", [PurePath("d/0001-a.md")], DESIGNS, today=TODAY)
    assert told(answer) == "" or "DES019" in told(answer)


def test_what_cannot_be_read_is_a_fault_of_the_front_matter(tmp_path: Path) -> None:
    (tmp_path / "0001-x.md").mkdir()
    files = [PurePath("0001-x.md"), PurePath("0002-gone.md")]
    answers = check(tmp_path, files, DESIGNS, today=TODAY)
    assert [answer.file for answer in answers] == files
    for answer in answers:
        ((fault,),) = answer.faults.values()
        assert list(answer.faults) == ["DES001"]
        assert "cannot be read" in fault.what
        assert (fault.line, fault.column) == (1, 1)


@pytest.mark.parametrize("value", [f"{'1:' * 400}0.5", "9" * 6000, f"0x{'f' * 9000}"], ids=["base 60", "ten", "16"])
def test_a_number_that_is_too_large_is_no_reason_to_stumble(value: str, tmp_path: Path) -> None:
    answer = sound(change=lambda made: made.front.update(tier=value)).answer(tmp_path)
    (fault,) = answer.faults["DES001"]
    assert fault.line == 7
    assert "looks like a date or number" in fault.what


OF_TEXT = {rule.id for rule in RULES if rule.of_text}
NO_FRONT = front(
    id="7", title="[]", tier="x", owner='"[fill in]"', decision_makers="[]", created="soon", review_by="later",
    starts="once", measures="lead-time", pain_points="7", accepted="yes", supersedes="[x]", ownr="z",
)  # fmt: skip
"""Everything but template, stage and status is at fault."""


@pytest.mark.parametrize("stage", STAGES)
def test_where_the_front_matter_is_at_fault_nothing_wrong_is_said_of_the_text(stage: str, tmp_path: Path) -> None:
    answer = sound(stage, NO_FRONT).answer(tmp_path)
    assert set(found(answer)) == {"DES001"}, told(answer)
    assert set(answer.faults) == {"DES001", *OF_TEXT}
    assert len(answer.faults["DES001"]) == 13


@pytest.mark.parametrize("status", ["y", "accepted"])
def test_a_no_is_held_against_a_status_that_can_be_read(status: str, tmp_path: Path) -> None:
    made = sound("pilot", both(front(status=status, tier="x"), cell("integration", "| yes |", "| no |")))
    assert ("DES014" in found(made.answer(tmp_path))) == (status == "accepted")


@pytest.mark.parametrize(
    "breach", [pytest.param(one, id=f"{one.rule}-{one.name}") for one in BREACHES if one.rule in OF_TEXT]
)
def test_what_is_wrong_with_the_text_is_said_together_with_the_front_matter(breach: Breach, tmp_path: Path) -> None:
    alone = sound(breach.stage, breach.change).answer(tmp_path).faults[breach.rule]
    answer = sound(breach.stage, both(breach.change, lambda made: made.front.update(tier="x"))).answer(tmp_path)
    assert set(found(answer)) == {"DES001", breach.rule}, told(answer)
    assert answer.faults[breach.rule] == alone


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(front(template="hole@2"), id="no such template"),
        pytest.param(front(template="whole@7"), id="no such version"),
        pytest.param(front(template="[whole]"), id="no template"),
        pytest.param(front(stage="[]"), id="no stage"),
        pytest.param(front(tier="&x y"), id="no YAML"),
    ],
)
def test_where_nobody_can_tell_the_sections_nothing_else_is_asked(change: Change, tmp_path: Path) -> None:
    made = sound("operated", change)
    made.bodies = {}
    assert list(made.answer(tmp_path).faults) == ["DES001"]


def test_a_stage_that_is_asked_for_stands_for_one_that_cannot_be_read(tmp_path: Path) -> None:
    made = sound("operated", both(front(stage="soon"), without("design")))
    made.stage = "pilot"
    assert [fault.section for fault in found(made.answer(tmp_path))["DES002"]] == ["design"]


def test_another_stage_may_be_asked_for(tmp_path: Path) -> None:
    made = sound("problem")
    made.stage = "rollout"
    broken = found(made.answer(tmp_path))
    assert set(broken) == {"DES002", "DES016"}
    assert [fault.section for fault in broken["DES002"]] == ["design", "readiness"]
    assert ["at the stage `rollout`" in fault.what for fault in broken["DES016"]] == [True, True]
    made = sound("operated")
    made.bodies.pop("verdict")
    made.stage = "pilot"
    assert found(made.answer(tmp_path)) == {}


def test_what_was_given_up_before_it_began_needs_the_first_sections(tmp_path: Path) -> None:
    made = sound("problem")
    made.front |= {"status": "retired", "stage": "retired"}
    answer = made.answer(tmp_path)
    assert found(answer) == {}
    assert "DES015" not in answer.faults
    made.front["starts"] = "2026-03-02"
    assert {fault.section for fault in found(made.answer(tmp_path))["DES002"]} == {"design"}


def test_what_is_retired_needs_the_sections_of_the_stages_that_it_reached(tmp_path: Path) -> None:
    made = sound("rollout")
    made.front |= {"status": "retired", "stage": "retired"}
    assert found(made.answer(tmp_path)) == {}
    made.bodies.pop("design")
    assert [fault.section for fault in found(made.answer(tmp_path))["DES002"]] == ["design"]
    made = sound("operated")
    made.front |= {"status": "retired", "stage": "retired"}
    made.bodies.pop("verdict")
    assert [fault.section for fault in found(made.answer(tmp_path))["DES002"]] == ["verdict"]


def test_only_what_changed_must_follow_the_newest_template(tmp_path: Path) -> None:
    made = Made()
    made.front["template"] = "whole@1"
    made.headings["alternatives"] = "## Set aside { #set-aside }"
    assert "DES018" not in made.answer(tmp_path).faults
    made.changed = frozenset({"docs/design/0002-other.md"})
    assert "DES018" not in made.answer(tmp_path).faults
    made.changed = frozenset({f"docs/design/{made.name}"})
    assert set(found(made.answer(tmp_path))) == {"DES018"}
    made.front["template"] = "whole@2"
    made.headings = {}
    assert made.answer(tmp_path).faults["DES018"] == ()


def test_a_template_without_a_section_has_no_rule_about_it(tmp_path: Path) -> None:
    made = Made()
    made.front |= {"template": "small@1", "measures": "[lead-time]"}
    made.bodies = {"context": "Two words.", "decision": "From Monday on."}
    answer = made.answer(tmp_path)
    assert told(answer) == ""
    assert not {"DES005", "DES006", "DES007", "DES009", "DES014", "DES015"} & set(answer.faults)


def test_documents_of_the_same_folder_are_known_and_not_judged(tmp_path: Path) -> None:
    made = sound()
    made.front["supersedes"] = "[DD-0002]"
    made.others["docs/design/0002-old.md"] = "---\nid: DD-0002\nstatus: [\n---\n"
    answer = made.answer(tmp_path)
    assert told(answer) == "", "what cannot be read is there all the same; its own check says what is wrong"
    made.others["docs/design/0002-old.md"] = "---\nid: DD-0002\nsuperseded_by: 7\n---\n"
    assert told(made.answer(tmp_path)) == ""
    del made.others["docs/design/0002-old.md"]
    (tmp_path / "docs/design/0002-old.md").rename(tmp_path / "docs/0002-old.md")
    assert "there is no document DD-0002 in this folder" in told(made.answer(tmp_path))


def test_a_file_says_the_same_alone_and_among_others(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    for number in range(1, 5):
        made = sound()
        made.front |= {"id": f"DD-{number:04}", "supersedes": f"[DD-{number % 4 + 1:04}]"}
        (tmp_path / FOLDER / f"000{number}-x.md").write_text(made.text(), encoding="utf-8")
    files = gather(tmp_path, [tmp_path])
    together = check(tmp_path, files, DESIGNS, today=TODAY)
    alone = tuple(check(tmp_path, [file], DESIGNS, today=TODAY)[0] for file in files)
    assert together == alone
    assert "DD-0003 → DD-0004 → DD-0001 → DD-0002 → DD-0003" in told(together[2])


def within(answer: Answer, data: bytes) -> None:
    """Every fault has a place in the file, says what is wrong, and how to mend it."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for faults in answer.faults.values():
        for fault in faults:
            assert 1 <= fault.line <= len(lines), fault
            assert 0 <= fault.column <= len(lines[fault.line - 1]) + 1, fault
            assert fault.what, fault
            assert fault.mend, fault
            assert "\n" not in fault.what + fault.mend, fault


SOUND = sound().text()
PIECES = (
    "<!--", "-->", "```", "~~~", "|", "\\|", "---\n", "[x](#y)", "[x](a%00b.md)", "![](", "[a][b]", "{ #context }",
    "## Context { #context }\n", "`", "``", "\n\n", "\r", "\r\n", "\0", "\u2028", "\x85", "\ufeff", "[fill in]",
    "<your", "<pre>", "</pre>", "- ", "> ", "    ", "\t", "&x ", "*x", "!!str ", "2026-02-30", "9" * 30, "DD-0001",
    "é", "\U0001f600", "| --- | --- | --- | --- |\n", "[x]: y\n", "[x](" + "../" * 9 + "x)", '<a href="x', "[x](//y)",
    "[x](?y)", "[x](#%ff)", "0001-merges-are-deployed.md", "[x](" + "a" * 300 + ")", "[x](.#context)", "]", "[", "(",
    ")", "=", ": ", "- - -\n",
)  # fmt: skip
SETTINGS = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(
    data=st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n{text}".encode())
    )
)
def test_any_bytes_are_read_or_refused(data: bytes, tmp_path: Path) -> None:
    within(checked(tmp_path, data), data)


@SETTINGS
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(SOUND)), st.integers(0, 60), st.lists(st.sampled_from(PIECES), max_size=3)),
        min_size=1,
        max_size=6,
    ),
    ending=st.sampled_from(("\n", "\r\n", "\r")),
)
def test_a_document_broken_anywhere_is_read_or_refused(
    cuts: list[tuple[int, int, list[str]]], ending: str, tmp_path: Path
) -> None:
    text = SOUND
    for start, length, pieces in cuts:
        text = text[:start] + "".join(pieces) + text[start + length :]
    data = text.replace("\n", ending).encode()
    within(checked(tmp_path, data), data)


@SETTINGS
@given(pieces=st.lists(st.sampled_from((*PIECES, " ", "\n", "a", "# ")), max_size=40))
def test_a_body_of_odd_pieces_is_read_or_refused(pieces: list[str], tmp_path: Path) -> None:
    made = sound("problem")
    made.bodies["context"] = "".join(pieces)
    data = made.text().encode()
    within(checked(tmp_path, data), data)


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "<!--",
        "[",
        "![](",
        "[a][",
        "> ",
        "- ",
        "<a ",
        "{ #a ",
        "*",
        "_",
        "|",
        "&",
        "a\n-|-\n",
        "[fill in",
        "(",
        "~",
        "\\",
        "#a",
        "a",
        "-",
    ],
)
def test_many_of_one_kind_are_read(piece: str, tmp_path: Path) -> None:
    """Each of them could take a reader of Markdown for ever."""
    made = sound("problem")
    made.bodies["context"] = f"{piece * (30_000 // len(piece))}\n\n{{{piece * (30_000 // len(piece))}"
    made.replace("before", "about 12", piece.replace("|", "\\|").replace("\n", " ") * (30_000 // len(piece)))
    made.headings["context"] = f"## Context {piece * 2000} {{ #context }}"
    data = made.text().encode()
    within(checked(tmp_path, data), data)
