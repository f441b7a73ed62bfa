"""Records of kits: minutes, breaks, objectives, outputs, files and exercise hold, or the fault says where."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from playbook.records.kit import Kit, inside_kit
from playbook.records.library import Library
from playbook.records.loader import load
from playbook.records.problems import ProblemsError
from tests.records.made import playbook, standards
from tests.records.made_kit import kit

PAGE = "docs/workshops/meet/index.md"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    standards(playbook(tmp_path), "SAY001")
    kit(tmp_path)
    return tmp_path


def problem(root: Path) -> tuple[str, str]:
    """Give the only problem of the playbook in `root`: the line of the file that it names, and its text."""
    with pytest.raises(ProblemsError) as caught:
        load(root)
    (found,) = caught.value.problems
    line = (root / found.place.file).read_text(encoding="utf-8").splitlines()[found.place.line - 1]
    return line.strip(), str(found)


def change(root: Path, old: str, new: str, page: str = PAGE) -> None:
    text = (root / page).read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    (root / page).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_kit_holds(small: Path) -> None:
    (found,) = load(small).all(Kit)
    assert found.takes == "1 hour 40 minutes, 3 to 9 people"
    assert [step.least for step in found.steps] == [10, 30, 10, 15, 20]


FAULTS = {
    "the sum": ("length: 100", "length: 90", "length: 90", "the steps take 100 minutes, not 90", "`length: 100`"),
    "a long talk": (
        "minutes: 10\n    kind: talk",
        "minutes: 21\n    kind: talk",
        "minutes: 21",
        "nobody listens for 21 minutes; 20 is the most",
        "cut it",
    ),
    "no break": (
        "kind: break",
        "kind: solo\n    does: [So.]",
        "minutes: 20",
        "100 minutes pass without a break",
        "“Open”",
    ),
    "two breaks in a row": (
        "    kind: pairs\n",
        "    kind: break\n",
        "kind: break",
        "a break stands between two steps",
        "move it",
    ),
    "shortened to nothing": (
        "    shortest: 30\n",
        "",
        "when_short: shorten",
        "it is to be shortened, and nobody knows to what",
        "add `shortest:`",
    ),
    "not shorter": (
        "    shortest: 30\n",
        "    shortest: 45\n",
        "when_short: shorten",
        "it is to be shortened, and nobody knows to what",
        "add `shortest:`",
    ),
    "kept and shortest": (
        "    minutes: 20\n",
        "    minutes: 20\n    shortest: 10\n",
        "shortest: 10",
        "only a step that is shortened has it",
        "`when_short: shorten`",
    ),
    "nothing lost": (
        "    lost: A second look\n",
        "",
        "when_short: skip",
        "it does not say what is lost when time is cut",
        "add `lost:`",
    ),
    "unknown objective": (
        "objectives: [known]",
        "objectives: [known, unknown]",
        "objectives: [known, unknown]",
        "the kit has no objective `unknown`",
        "use: known",
    ),
    "objective for nothing": (
        "    objectives: [known]\n",
        "",
        '- {id: known, text: "All know it. [@own]"}',
        "no step works towards `known`",
        "name it in a step",
    ),
    "output for nothing": (
        "    outputs: [brief]\n",
        "",
        "- {id: brief, title: A brief, says: A page., template: files/brief.md}",
        "no step makes `brief`",
        "name it in a step",
    ),
    "an id twice": ("  - id: more\n", "  - id: work\n", "- id: work", "the id `work` stands here twice", "rename one"),
    "nothing to read": (
        "    sees: [Why we are here.]\n",
        "",
        "- id: open",
        "participants read nothing of this step",
        "add `sees:` or `does:`",
    ),
    "no such file": (
        "files/brief.md",
        "files/letter.md",
        "- {id: brief, title: A brief, says: A page., template: files/letter.md}",
        "there is no file files/letter.md",
        "add it",
    ),
    "no such page": (
        "template: worksheet",
        "template: priorities/board.md",
        "- {id: list, title: A list, says: Of all., template: priorities/board.md}",
        "there is no page docs/priorities/board.md",
        "under docs/",
    ),
    "a table without rows": (
        "rows: 3, ",
        "",
        "- {title: The list, ask: What?, columns: [What, Who], example: [It, Me]}",
        "a table has columns and rows",
        "give both, or neither",
    ),
    "an example too short": (
        "example: [It, Me]",
        "example: [It]",
        "- {title: The list, ask: What?, columns: [What, Who], rows: 3, example: [It]}",
        "the example has 1 cells for 2 columns",
        "one cell for each column",
    ),
    "nobody": ("people: [3, 9]", "people: [9, 3]", "people: [9, 3]", "it goes from the least to the most", "[4, 12]"),
    "no such role": ("led_by: two", "led_by: tow", "led_by: tow", "there is no role `tow`", "did you mean `two`?"),
    "a checkpoint in no step": (
        "step: close",
        "step: end",
        "- {id: last, title: Two, step: end, says: All., hint: Go on.}",
        "there is no step `end`",
        "use one of: close, more, open, pause, work",
    ),
    "a checkpoint called as another state": (
        "- {id: last, ",
        "- {id: start, ",
        "- {id: start, title: Two, step: close, says: All., hint: Go on.}",
        "the exercise has a state `start` already",
        "rename",
    ),
    "a checkpoint twice": (
        "- {id: last, ",
        "- {id: first, ",
        "- {id: first, title: Two, step: close, says: All., hint: Go on.}",
        "the exercise has a state `first` already",
        "rename",
    ),
    "a standard that is not the exercise's": (
        "says: All.,",
        "says: All., standards: [SAY002],",
        "- {id: last, title: Two, step: close, says: All., standards: [SAY002], hint: Go on.}",
        "SAY002 is none of the exercise's standards",
        "`exercise.standards`",
    ),
    "a standard that never holds": (
        ", standards: [SAY001]}",
        "}",
        "standards: [SAY001]",
        "no checkpoint makes SAY001 hold",
        "name it",
    ),
}


@pytest.mark.parametrize("fault", [pytest.param(fault, id=name) for name, fault in FAULTS.items()])
def test_a_fault_names_its_line_and_its_mend(small: Path, fault: tuple[str, str, str, str, str]) -> None:
    old, new, line, what, mend = fault
    if "SAY002" in new:
        standards(small, "SAY001", "SAY002")
    change(small, old, new)
    if new.startswith("minutes: 21"):
        change(small, "length: 100", "length: 111")
    where, said = problem(small)
    assert re.match(rf"{PAGE}:\d+:\d+: ", said)
    assert where == line
    assert what in said
    assert mend in said.split("mend: ")[1]


@pytest.mark.parametrize(
    ("gone", "what"),
    [
        pytest.param("exercise/start", "there is no folder exercise/start", id="start"),
        pytest.param("exercise/checkpoints/first", "there is no folder exercise/checkpoints/first", id="checkpoint"),
        pytest.param("exercise/solution", "there is no folder exercise/solution", id="solution"),
    ],
)
def test_the_folders_of_an_exercise_are_there(small: Path, gone: str, what: str) -> None:
    shutil.rmtree(small / "docs/workshops/meet" / gone)
    assert what in problem(small)[1]


def test_a_kit_has_one_page_for_its_facilitator_and_its_own_place(small: Path) -> None:
    folder = small / "docs/workshops/meet"
    page = (folder / "facilitator.md").read_text(encoding="utf-8")
    (folder / "facilitator.md").unlink()
    assert "this kit has no page for its facilitator" in problem(small)[1]
    (folder / "facilitator.md").write_text(page, encoding="utf-8")
    folder.rename(small / "docs/workshops/met")
    with pytest.raises(ProblemsError) as caught:
        load(small)
    assert any("the id is not the name of the kit's folder" in str(one) for one in caught.value.problems)


def test_two_kits_do_not_share_a_place(small: Path) -> None:
    other = small / "docs/workshops/again"
    shutil.copytree(small / "docs/workshops/meet", other)
    for file in ("index.md", "facilitator.md"):
        text = (other / file).read_text(encoding="utf-8")
        (other / file).write_text(text.replace("id: meet", "id: again").replace("kit: meet", "kit: again"), "utf-8")
    with pytest.raises(ProblemsError) as caught:
        load(small)
    assert [problem.what for problem in caught.value.problems] == ["another kit has the place 1 too"] * 2


def test_the_page_of_the_facilitator_stays_out_of_the_search(small: Path) -> None:
    change(small, "search: {exclude: true}\n", "", "docs/workshops/meet/facilitator.md")
    where, said = problem(small)
    assert where == "kit: meet"
    assert "the search would show the facilitator's words to participants" in said


def test_what_a_kit_hands_out_is_no_page() -> None:
    assert inside_kit(Path("workshops/meet/files/brief.md"))
    assert inside_kit(Path("workshops/meet/exercise/start/README.md"))
    assert not inside_kit(Path("workshops/meet/index.md"))
    assert not inside_kit(Path("standards/SAY001/files/x.md"))


def test_a_run_names_steps_of_its_kit(small: Path) -> None:
    file = small / "docs/workshops/runs.yml"
    entry = "- {{id: RUN-001, kit: meet, date: 2026-10-01, group: Ten, took: {{{took}}}, cut: [{cut}]}}\n"
    file.write_text(entry.format(took="open: 9, work: 50", cut="more"), encoding="utf-8")
    load(small)
    for took, cut, what in (
        ("opn: 9", "", "the kit `meet` has no step `opn`"),
        ("open: 9", "mre", "the kit `meet` has no step `mre`"),
        ("more: 9", "more", "`more` was cut, and yet took 9 minutes"),
        ("open: 0", "", "`took.open`"),
    ):
        file.write_text(entry.format(took=took, cut=cut), encoding="utf-8")
        assert what in problem(small)[1]


def test_the_source_of_the_participants_page_has_no_citation_of_the_facilitator_alone(library: Library) -> None:
    """Its list of sources is that of what it prints; the facilitator's page lists all of the kit."""
    for record in library.all(Kit):
        file = library.file_of(record)
        own, all_of_them = library.citations[file], library.citations[file.with_name("facilitator.md")]
        assert set(own) <= set(all_of_them)
