"""The toolbelt in playbook.yml: ten components, each once, and what is said of each fits its state."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.records.loader import load
from playbook.records.organisation import COMPONENTS
from playbook.records.problems import ProblemsError
from playbook.records.toolbelt import Toolbelt
from tests.records.made import TOOLS, playbook

FULL = 'state: partly, chosen: "Git", owner: "the IT department", procurement_weeks: 520, note: "in one team"'
BROKEN = {
    "in place, and nothing is used": ("state: have", "`serving` has no `chosen`", "state: nothing"),
    "partly, nowhere": ('state: partly, chosen: "x2"', "there in part, and does not say where", "note"),
    "nothing, and something": ('state: nothing, chosen: "x2"', "has nothing, and something", "take `chosen` out"),
    "more than ten years": ("state: nothing, procurement_weeks: 521", "procurement_weeks", "correct"),
    "bought yesterday": ("state: nothing, procurement_weeks: -1", "procurement_weeks", "correct"),
    "unknown key": ("state: nothing, weeks: 1", "unknown key", "allowed here"),
    "unknown state": ("state: some", "cannot be 'some'", "'have', 'partly' or 'nothing'"),
}


def changed(root: Path, old: str, new: str) -> Path:
    """Write the small playbook, with one line of its tools changed."""
    file = playbook(root) / "playbook.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return root


def problems(root: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load(root)
    return [str(problem) for problem in caught.value.problems]


def test_all_that_can_be_said(tmp_path: Path) -> None:
    library = load(changed(tmp_path, "serving, state: nothing", f"serving, {FULL}"))
    tool = library.organisation.tools[-1]
    assert (tool.chosen, tool.owner, tool.procurement_weeks, tool.note) == (
        "Git",
        "the IT department",
        520,
        "in one team",
    )


@pytest.mark.parametrize(("said", "what", "mend"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_fit(tmp_path: Path, said: str, what: str, mend: str) -> None:
    (found,) = problems(changed(tmp_path, "serving, state: nothing", f"serving, {said}"))
    assert what in found
    assert mend in found
    assert "playbook.yml:19" in found


def test_what_is_missing_is_named_with_a_line_to_add(tmp_path: Path) -> None:
    first, *_others, last = TOOLS.splitlines(keepends=True)
    (found,) = problems(changed(tmp_path, TOOLS, TOOLS.replace(first, "").replace(last, "")))
    assert "does not say what there is for version control, serving" in found
    assert "`- {component: version control, state: nothing}`" in found
    (found,) = problems(changed(tmp_path, f"tools:\n{TOOLS}", ""))
    assert ", ".join(COMPONENTS) in found


def test_a_component_twice(tmp_path: Path) -> None:
    (found,) = problems(changed(tmp_path, TOOLS, TOOLS + TOOLS.splitlines(keepends=True)[3]))
    assert "`container registry` stands here twice" in found


def test_the_page_speaks_of_each_component_once(root: Path) -> None:
    page = load(root).one(Toolbelt)
    assert [part.component for part in page.parts] == list(COMPONENTS)
    assert list(page.faults(load(root))) == []
    short = page.model_copy(update={"parts": page.parts[1:]})
    swapped = page.model_copy(update={"parts": (page.parts[1], page.parts[0], *page.parts[2:])})
    assert all(list(made.faults(load(root))) for made in (short, swapped))
