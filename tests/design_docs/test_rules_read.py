"""What people may write: each of these meets every rule. And what a rule says beside that it is broken."""

# ruff: noqa: E501 (a table reads as a table)

from __future__ import annotations

from pathlib import Path

import pytest

from tests.design_docs.breaking import (
    BAR,
    OTHER,
    Change,
    beside,
    body,
    both,
    cell,
    end,
    front,
    heading,
    other,
    superseded,
    without,
)
from tests.design_docs.made import TODAY, Made, found, sound, told

WRITTEN = (
    pytest.param("operated", heading("context", "Context { #context }\n---"), id="setext"),
    pytest.param("operated", heading("before", "## Where we are {: #before .wide } ##"), id="attributes"),
    pytest.param("operated", heading("context", "## Context"), id="id made of the words"),
    pytest.param("operated", end("\n### Verdict\n\nWords below.\n\n### Verdict\n\nMore words."), id="the same below sections"),
    pytest.param("operated", end("\n## Further reading\n\nA book about it."), id="a section of one's own"),
    pytest.param("operated", end("\n```\n## Context { #context }\nTODO [fill in](x.md)\n```"), id="code"),
    pytest.param("operated", end("\nWrite `TODO` or `[x](y.md)`, \\`or <!-- TODO [x](y.md) --> so."), id="code and comment"),
    pytest.param("operated", end("\n<!-- ## Context\n[x](y.md) TODO\n-->\n"), id="comment"),
    pytest.param("operated", end("\n> ## Context\n\n- ## Context"), id="headings in a quotation and in a list"),
    pytest.param("operated", end("\nTodo lists, a tbdx and what??"), id="no placeholders"),
    pytest.param("operated", end("\nTickets are PROJ-XXX-1 or MLOPS-XXX; see https://x.test/TODO."), id="names with marks of placeholders"),
    pytest.param("operated", both(cell("before", "about 12", "12[^1]"), cell("before", "hours of waiting", "hours of waiting[^1]"), end("\nCounted[^1].\n\n[^1]: Twice.")), id="footnotes"),
    pytest.param("operated", body("design", "每次合并都会自动部署到生产环境。"), id="a language without blanks"),
    pytest.param("operated", cell("alternatives", "No purchase", "購入は不要です"), id="a reason without blanks"),
    pytest.param("operated", end("\n    ```\n"), id="a fence that is code"),
    pytest.param("operated", end("\n- a:\n\n  ```\n  b\n\n"), id="a fence that the list ends"),
    pytest.param("operated", body("design", "```mermaid\na --> b\n```"), id="a picture as code"),
    pytest.param("operated", body("design", "![How it runs](0001-merges-are-deployed.md)"), id="a picture"),
    pytest.param("operated", body("design", "<details>\nIt runs.\n</details>"), id="html"),
    pytest.param("operated", body("asks", f"| What | Of whom | Hours | Until |\n{BAR}\n| nothing | – | – | – |"), id="nothing asked"),
    pytest.param("operated", body("asks", "Until | **Hours** | Of Whom | Why | WHAT\n-|-|-|-|-\n2026-03-27 | 4 | them | | this"), id="columns in another order"),
    pytest.param("operated", cell("alternatives", "Do nothing", "**Doing nothing** for now"), id="doing nothing"),
    pytest.param("operated", cell("alternatives", "Do nothing", "We do nothing"), id="we do nothing"),
    pytest.param("operated", both(cell("alternatives", "Do nothing", "A) “Do nothing”"), cell("alternatives", "With what we have", "Option 2: With what we have")), id="letters and numbers before them"),
    pytest.param("operated", cell("alternatives", "With what we have: GitHub", "*With what we already have*, GitHub"), id="already have"),
    pytest.param("operated", cell("before", "lead-time", "[Lead time](https://x.test/)"), id="a measure as a link"),
    pytest.param("operated", cell("before", "lead-time", "`LEAD-TIME`"), id="a measure as code"),
    pytest.param("operated", cell("before", "lead-time", "Lead time (median)"), id="a measure with a remark"),
    pytest.param("operated", cell("before", "hours of waiting", "hours of waiting – of everybody"), id="a measure with a dash"),
    pytest.param("operated", cell("before", "about 12", "€12"), id="money"),
    pytest.param("operated", cell("before", "about 12", "~12"), id="about"),
    pytest.param("operated", cell("before", "about 12", "½ a day"), id="a half"),
    pytest.param("operated", cell("before", "about 12", "EUR12"), id="a currency"),
    pytest.param("operated", cell("before", "2026-01-12 | Git", "2026-01-12. | Git"), id="a day with a full stop"),
    pytest.param("operated", cell("before", "2026-01-12 | Git", "`2026-03-01` | Git"), id="the day before the start"),
    pytest.param("operated", front(measures="[Lead Time, Hours of waiting]"), id="measures by their titles"),
    pytest.param("operated", front(measures=None), id="no measures"),
    pytest.param("problem", cell("before", "2026-01-12 | Git", f"{TODAY} | Git"), id="a baseline of today"),
    pytest.param("problem", cell("before", "2026-01-12 | Git", "2026-11-28 | Git"), id="a day that has begun elsewhere"),
    pytest.param("operated", front(review_by=str(TODAY)), id="today is the day"),
    pytest.param("problem", front(review_by="2026-02-01", status="rejected"), id="rejected, and the day has passed"),
    pytest.param("retired", front(review_by="2026-02-01"), id="retired, and the day has passed"),
    pytest.param("retired", front(accepted=None), id="retired, and never accepted"),
    pytest.param("operated", front(accepted='[{by: "@a", on: 2026-02-03}, {by: sponsor, on: 2026-02-03}]'), id="accepted by a handle"),
    pytest.param("operated", front(consulted='["@anybody", "@team.a"]', informed="[data-scientist]"), id="people"),
    pytest.param("problem", front(status="in-review"), id="in review"),
    pytest.param("pilot", front(status="draft", accepted=None), id="a pilot that is a draft"),
    pytest.param("pilot", front(status="rejected", accepted=None), id="a pilot that was rejected"),
    pytest.param("pilot", front(status="in-review", accepted="[{by: sponsor, on: 2026-02-03}]"), id="the first has accepted"),
    pytest.param("operated", both(superseded(), other(supersedes="[DD-0001]")), id="superseded"),
    pytest.param("operated", both(front(supersedes="[DD-0002]"), other(status="superseded", stage="retired", superseded_by="DD-0001")), id="supersedes"),
    pytest.param("problem", cell("integration", "| yes | the platform team | 2026-01-22 |", "| No, never | the board | 2026-01-22 |"), id="no, at first"),
    pytest.param("problem", both(cell("integration", "| yes |", "| no |"), front(status="rejected")), id="no, and rejected"),
    pytest.param("retired", cell("integration", "| yes |", "| no |"), id="no, and retired"),
    pytest.param("operated", cell("integration", "| yes |", "| Yes, read only |"), id="yes, with a remark"),
    pytest.param("operated", cell("integration", "| yes |", "| ✅ **Yes**. |"), id="yes, with marks"),
    pytest.param("problem", cell("integration", "| yes |", "| no, frozen |"), id="no, with a remark"),
    pytest.param("operated", cell("integration", "The cluster | yes | the platform team | 2026-01-22", "Nothing new | – | - | "), id="nothing new"),
)  # fmt: skip
LINKS = (
    pytest.param("[x](0002-the-other.md)", id="a file"),
    pytest.param("[x](<../a b.md> \"title\") ![y](../a%20b.md)", id="blanks"),
    pytest.param("[x](../a%20b.md#a-heading) [y](../a%20b.md#given) [z](../a%20b.md#a-heading_1)", id="parts of a file"),
    pytest.param("[x](../../docs/design#here)", id="a part of a folder's first page"),
    pytest.param("[x](../design) [y](../design/) [z](.)", id="folders"),
    pytest.param("[x](/docs/design/0002-the-other.md)", id="from the root"),
    pytest.param("[x](#context) [y](#how-we-will-know) [z](#) [t](#top) [g](#merges-are-deployed)", id="parts of this one"),
    pytest.param("[x](0001-merges-are-deployed.md#verdict)", id="this one by its name"),
    pytest.param("[x](https://x.test/y) <https://x.test> <a@x.test> [m](mailto:a@x.test) [n](//x.test)", id="the web"),
    pytest.param("[x][y] and [y] and [z][]\n\n[y]: 0002-the-other.md\n[z]: ../design/ 'Z'", id="by reference"),
    pytest.param("matrix[i][j], [ ] a task, [x]", id="brackets"),
    pytest.param("<a id=\"deep\"></a> [x](#deep) <a href='0002-the-other.md'>y</a> <img src=../a%20b.md>", id="html"),
    pytest.param("A term { #term }\n\n[x](#term)", id="attributes"),
    pytest.param("[x](../made.md#anything)", id="a page that is made by macros"),
    pytest.param("[x](../code.py#L10)", id="a line of code"),
    pytest.param("[x](0002-the-other.md?plain=1)", id="a question"),
    pytest.param("[x](../a%20b.md?plain=1#L3)", id="lines of the source"),
)  # fmt: skip


@pytest.mark.parametrize(("stage", "change"), WRITTEN)
def test_what_may_be_written(stage: str, change: Change, tmp_path: Path) -> None:
    assert told(sound(stage, change).answer(tmp_path)) == ""


@pytest.mark.parametrize("text", LINKS)
def test_links_that_lead_somewhere(text: str, tmp_path: Path) -> None:
    around = both(
        beside("---\nid: DD-0002\n---\n"),
        beside("# A heading\n\n## A heading\n\n## B { #given }\n", "docs/a b.md"),
        beside("# Here\n", "docs/design/README.md"),
        beside("{{ made() }}\n", "docs/made.md"),
        beside("x = 1\n", "docs/code.py"),
    )
    assert told(sound("operated", both(around, end(f"\n{text}\n"))).answer(tmp_path)) == ""


@pytest.mark.parametrize(
    ("change", "rule", "mend"),
    [
        pytest.param(front(owner="tech-lad"), "DES017", "did you mean `tech-lead`? A person or a team", id="role"),
        pytest.param(
            front(owner="jane"), "DES017", 'tech-lead. A person or a team has an @, in quotes: `"@jane"`', id="nobody"
        ),
        pytest.param(heading("before", "## Numbers"), "DES002", "is it, write `## Numbers { #before }`", id="renamed"),
        pytest.param(
            body("asks", "Hours | 24"), "DES002", "| Until | and below it | --- | --- | --- | --- |", id="no bar"
        ),
        pytest.param(front(pain_points="[PP-01]"), "DES017", "did you mean `PP-001`?", id="pain point"),
        pytest.param(front(toolbelt="[CICD, servings]"), "DES017", "did you mean", id="component"),
        pytest.param(front(template="whol@2"), "DES001", "did you mean `whole`?", id="template"),
        pytest.param(front(measures="[Led time]"), "DES008", "did you mean `Lead time`?", id="measure"),
        pytest.param(
            front(measures='["hour of waiting"]'), "DES008", "did you mean `hours of waiting`?", id="of a pain point"
        ),
        pytest.param(end("\n[x](0001-merge-is-deployed.md)"), "DES013", "`0001-merges-are-deployed.md`", id="file"),
        pytest.param(end("\n[x](#contxt)"), "DES013", "did you mean `#context`?", id="part"),
    ],
)
def test_the_nearest_name_is_offered(change: Change, rule: str, mend: str, tmp_path: Path) -> None:
    broken = found(sound("operated", change).answer(tmp_path))
    assert mend in broken[rule][0].mend


def test_a_section_that_is_missing_is_shown_with_its_table(tmp_path: Path) -> None:
    broken = found(sound("operated", without("asks")).answer(tmp_path))
    (fault,) = broken["DES002"]
    assert fault.mend == "add `## What is asked { #asks }`, and below it a table: What | Of whom | Hours | Until"


def test_a_cell_is_pointed_at_with_its_column(tmp_path: Path) -> None:
    made = sound("operated", cell("before", "about 12", "often"))
    (fault,) = found(made.answer(tmp_path))["DES007"]
    line = made.text().split("\n")[fault.line - 1]
    assert line[fault.column - 1 :].startswith("often |")


def test_a_link_is_pointed_at_with_its_column(tmp_path: Path) -> None:
    made = sound(
        "operated",
        end("\n| A | B |\n|---|---|\n| [a](x.md) | [b](x.md) and\\| [c](y.md#z) |\n\n- a [b](x.md)\n  [c](x.md)\n"),
    )
    lines = made.text().split("\n")
    faults = found(made.answer(tmp_path))["DES013"]
    assert [lines[one.line - 1][one.column - 1 :][:4] for one in faults] == ["x.md", "x.md", "y.md", "x.md", "x.md"]
    assert len({(one.line, one.column) for one in faults}) == 5


def test_what_is_not_filled_in_yet_is_said_once(tmp_path: Path) -> None:
    """A document that was just laid out: its cells hold placeholders, and no rule complains about them but one."""

    def change(made: Made) -> None:
        for key in ("before", "asks", "success", "alternatives", "integration"):
            head, line, *_ = made.bodies[key].split("\n")
            rows = ["| " + " | ".join(["[fill in]"] * (head.count("|") - 1)) + " |"]
            if key == "alternatives":
                rows += ["| Do nothing | [fill in] | [fill in] |", "| With what we have: [fill in] | [fill in] | |"]
            made.bodies[key] = "\n".join([head, line, *rows]).replace("| |", "| [fill in] |")
        made.bodies["context"] = "<!-- What happened? -->\n\n[fill in]"

    answer = sound("problem", both(front(measures=None), change)).answer(tmp_path)
    assert set(found(answer)) == {"DES004"}
    assert len(answer.faults["DES004"]) == 8


def test_links_through_the_file_system_stay_within_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (tmp_path / "out.md").write_text("# Out\n")
    root.mkdir()
    (root / "link.md").symlink_to(tmp_path / "out.md")
    (root / "circle.md").symlink_to("circle.md")
    text = "[a](/link.md#out) [b](/circle.md) [c](../../../root/x) [d](%00) [e](" + "x/" * 3000 + ")"
    faults = found(sound("operated", end(f"\n{text}")).answer(root))["DES013"]
    assert ["out of the repository" in one.what for one in faults] == [True, False, True, False, False]
    assert all(len(one.what) < 220 for one in faults)


def test_a_name_of_two_lines_is_told_in_one(tmp_path: Path) -> None:
    made = sound("operated", front(measures='["lead\n\n  times"]'))
    assert all("\n" not in one.what + one.mend for faults in found(made.answer(tmp_path)).values() for one in faults)


def test_two_of_one_number_are_both_told(tmp_path: Path) -> None:
    made = sound("operated", beside(sound().text(), OTHER))
    assert "is that of `docs/design/0002-the-other.md` too" in told(made.answer(tmp_path))
