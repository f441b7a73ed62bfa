"""Before and after: the arithmetic, the same words in both languages, files and their faults, the command."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree

import jsonschema
import markdown as python_markdown
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.commands import main
from playbook.priorities import amounts
from playbook.priorities.before_after import WORDS, sheet
from playbook.priorities.storyboard_prints import LOOK, markdown, svg, text
from playbook.priorities.storyboards import find, of_record, parse
from playbook.records.library import Library
from playbook.records.pain_point import PainPoint
from playbook.records.problems import ProblemsError
from playbook.records.storyboard import Storyboard, schema, shape
from tests.building import ROOT
from tests.interchange import NODE
from tests.priorities.storyboards_made import BOARDS, MEASURES, VECTORS, WHOLE, board, saved, vectors

FOUND: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
NAMES = [vector["name"] for vector in FOUND]
RUNNER = Path(__file__).with_name("before_after.mjs")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["before-after", *arguments])


def figures(made: Storyboard, part: str) -> list[tuple[str, str, str]]:
    """Give number, unit and note of the figures in a part of the sheet."""
    blocks = next(one.blocks for one in sheet(made).parts if one.id == part)
    return [(block.number, block.unit, block.note) for block in blocks if block.kind == "figure"]


# -- both languages


def test_python_meets_the_vectors() -> None:
    assert json.loads(json.dumps(vectors())) == FOUND


@pytest.fixture(scope="module")
def browser_answers() -> dict[str, dict[str, Any]]:
    asked = {"words": WORDS, "look": LOOK, "measures": "", "boards": [vector["board"] for vector in FOUND]}
    done = subprocess.run(
        [NODE, RUNNER], input=json.dumps(asked), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(NAMES, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("vector", FOUND, ids=NAMES)
def test_browser_meets_the_vectors(vector: dict[str, Any], browser_answers: dict[str, dict[str, Any]]) -> None:
    answer = browser_answers[vector["name"]]
    assert answer["sheet"] == vector["sheet"]
    assert answer["markdown"] == vector["markdown"].replace(f" <{MEASURES}>", "")
    assert "svg" not in vector or answer["svg"] == vector["svg"]


def test_drawings_of_all_vectors_are_the_same(browser_answers: dict[str, dict[str, Any]]) -> None:
    assert {name: answer["svg"] for name, answer in browser_answers.items()} == {
        name: svg(sheet(made)) for name, made in BOARDS.items()
    }


# -- arithmetic


def test_hours_and_money_are_worked_out_as_a_reader_would() -> None:
    sums = [block.text for block in sheet(WHOLE).parts[3].blocks if block.kind == "sum"]
    assert sums == [
        "Waiting for a ticket: 0.5 to 1 h each time × 40 to 60 times a year = 20 to 60 h a year; "
        "at 70 to 90 EUR an hour: 1,400 to 5,400 EUR a year."
    ]
    # 14.5 h asked: 60 h a year give them back in 2.9 months, 20 h in 8.7
    assert figures(WHOLE, "saving") == [
        ("20 to 60", "h a year", ""),
        ("1,400 to 5,400", "EUR a year", ""),
        ("2 to 9 months", "", ""),
    ]


def test_a_range_is_rounded_outward_and_the_next_step_is_exact() -> None:
    made = board(saving=[saved("Merging", [3.5, 3.5], [52, 52], hourly=[19.99, 19.99])])
    # 3.5 × 52 = 182; 182 × 19.99 = 3638.18, and not 180 × 19.99 = 3598.2 to 190 × 19.99 = 3798.1
    assert figures(made, "saving") == [("180 to 190", "h a year", ""), ("3,600 to 3,700", "EUR a year", "")]


@given(st.integers(0, 10**21))
def test_two_digits_hold_the_exact_number_between_them(amount: int) -> None:
    low, high = amounts.outward(amount, up=False), amounts.outward(amount, up=True)
    assert low <= amount <= high
    assert high - low <= max(1, amount // 10)
    assert len(str(low).rstrip("0")) <= 2
    assert len(str(high).rstrip("0")) <= 2
    assert amounts.outward(low, up=True) == low


@given(st.decimals(-(10**6), 10**6, places=6))
def test_what_somebody_wrote_is_shown_as_it_is(value: Decimal) -> None:
    assert Decimal(amounts.number(float(value)).replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize("name", ["never", "never at worst", "nine weeks", "one month"])
def test_what_was_asked_is_set_against_what_is_saved(name: str) -> None:
    said = {"never": "never", "never at worst": "6 months at best, never at worst", "nine weeks": "9 weeks"}
    assert figures(BOARDS[name], "saving")[-1][0] == said.get(name, "4 weeks to 3 months")


def test_currencies_are_not_summed() -> None:
    blocks = sheet(BOARDS["currencies, no price, backwards"]).parts[3].blocks
    assert [block.unit for block in blocks if block.text == "worth"] == ["EUR a year", "USD a year"]
    gaps = [block.text for block in blocks if block.kind == "gap"]
    assert gaps[0] == "The currencies differ (EUR, USD), so the money is not added up."
    assert any(gap.startswith("Backwards: ") for gap in gaps)
    assert any(gap.startswith("Nobody is paid: no price") for gap in gaps)


def test_a_sum_says_what_it_leaves_out() -> None:
    assert figures(board(ask=[{"what": "a", "hours": 3}, {"what": "b"}]), "ask")[-1] == (
        "3",
        "h",
        "what has no hours yet is left out",
    )
    assert figures(WHOLE, "ask")[-1] == ("14.5", "h", "")


def test_the_verdict_compares_measure_by_measure() -> None:
    notes = {
        block.text: block.note.split("; 5 Oct")[0]
        for block in sheet(BOARDS["verdict"]).parts[5].blocks
        if block.kind == "figure"
    }
    assert notes["less"] == "12 before, 83 % less; 2 hoped: reached"
    assert notes["far more"] == "1 before, 60 times as much; 365.5 hoped: on the way"
    assert notes["the same"] == "12 before; 1 hoped: no nearer"
    assert notes["not held"] == "12 before, 8 % more; 12 hoped: no nearer"
    assert notes["all but gone"] == "47 before, 99 % less", "rounded down: it is not gone"
    assert notes["a touch"] == "1,000 before, under 1 % less"
    assert notes["unheard of"] == "not measured before, so no change is known"
    assert notes["other unit"] == "before it was counted in days, so the two are not compared"


def test_the_page_says_what_its_example_shows(library: Library) -> None:
    made = find(library, "PP-001")
    assert made is not None
    shown = text(sheet(made))
    page = (ROOT / "docs/priorities/before-after.md").read_text(encoding="utf-8")
    for said, there in {
        "asked two roles for 30 hours": "30 h: asked in all",
        "a year had 4 deployments; since then it has 214": "214 a year: deployments (4 before",
        "190 to 240 hours a year": "190 to 240 h a year: saved",
        "30 of your hours until the end of March": "until 27 Mar 2026",
        "47 days to a fifth of a day is “99 % less”": "0.2 days, median: from merge to production (47 before, 99 %",
    }.items():
        assert said in page
        assert there in shown


def test_each_gap_is_said() -> None:
    parts = sheet(BOARDS["nothing yet"]).parts
    assert all(any(block.kind == "gap" for block in part.blocks) for part in parts)
    assert [block.to for part in parts for block in part.blocks if block.to] == ["measures"]


# -- files


def refused(text_: str, name: str = "mine.json") -> str:
    with pytest.raises(ProblemsError) as caught:
        parse(text_, PurePath(name))
    return caught.value.report()


HEAD = '{"format": "playbook-before-after/1", "id": "s1", "title": "T",\n'
BROKEN = {
    "not whole": (HEAD + ' "before": {"story": "x"', "mine.json:2:25: a comma or `}` is missing here"),
    "no JSON": ("{]", "mine.json:1:2: a key in double quotes is missing here"),
    "behind the end": (HEAD + '"ask": []} x', "mine.json:2:12: something stands behind the end"),
    "NaN": (HEAD + '"ask": [{"hours": NaN}]}', "mine.json:2:19: NaN is no number"),
    "twice": (
        HEAD + '"ask": [],\n"ask": []}',
        "mine.json:3:1: the key `ask` stands here twice; the first is on line 2",
    ),
    "deep": ("{" + '"a":[' * 40, "mine.json:1:"),
    "unknown key": (HEAD + '"befores": {}}', "mine.json:2:1: unknown key `befores`\n    mend: did you mean `before`?"),
    "a word for a number": (HEAD + '"ask": [{"hours": "ten"}]}', "mine.json:2:19: `ask.0.hours` must be a number"),
    "too many hours": (HEAD + '"ask": [{"hours": 1e9}]}', "mine.json:2:19: `ask.0.hours` is not right"),
    "no date": (
        HEAD + '"ask": [{"until": "2026-02-31"}]}',
        "mine.json:2:19: `ask.0.until` is not right: it is a date such as 2026-12-31",
    ),
    "a number for a date": (
        HEAD + '"ask": [{"until": 0}]}',
        "mine.json:2:19: `ask.0.until` is not right: it is a date such as 2026-12-31",
    ),
    "too long": (
        HEAD + f'"statement": "{"x" * 401}"}}',
        "mine.json:2:14: `statement` is too long\n    mend: give at most",
    ),
    "another format": ('{"format": "playbook-board/1"}', "mine.json:1:12: `format` is 'playbook-board/1'"),
    "a list": ("- 1", "mine.json:1:1: this holds no storyboard and no pain point"),
    "no pain point": ("id: PP-1\n", "mine.json:1:5: `id` has the wrong form"),
    "nothing": ("", "mine.json:1:1: this holds no storyboard"),
}


UNTIL = re.compile(shape()["properties"]["ask"]["items"]["properties"]["until"]["anyOf"][0]["pattern"])


@settings(deadline=None)
@given(st.integers(1000, 9999), st.integers(0, 13), st.integers(0, 32))
@example(1900, 2, 29)
@example(2000, 2, 29)
def test_the_browser_takes_the_same_dates(year: int, month: int, day: int) -> None:
    there_is = False
    with contextlib.suppress(ValueError):
        there_is = bool(date(year, month, day))
    assert bool(UNTIL.search(f"{year}-{month:02}-{day:02}")) is there_is


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_with_its_place(name: str) -> None:
    broken, said = BROKEN[name]
    assert said in refused(broken)
    assert "mend: " in refused(broken)


@pytest.mark.parametrize(
    ("was", "now", "at"),
    [
        pytest.param("which costs", f"which costs {'x ' * 200}", "`statement`", id="statement"),
        pytest.param('story: "', f'story: "{"y " * 600}', "`before.story`", id="story"),
        pytest.param('risks: ["', f'risks: ["{"z" * 160}', "`risks.0`", id="line"),
        pytest.param("value: 4,", "value: 4e12,", "`before.measures.0.value`", id="number"),
        pytest.param("[48, 60]", "[48, .inf]", "`saving.0.hours`", id="range"),
        pytest.param("risks: [", "risks: [" + '"One more", ' * 12, "`risks`", id="rows"),
        pytest.param("of: data", f"of: {'data-' * 40}", "`ask.0.of`", id="role"),
    ],
)
def test_a_pain_point_that_no_page_would_hold_is_refused(was: str, now: str, at: str) -> None:
    point = (ROOT / "docs/priorities/pain-points/PP-001.yml").read_text(encoding="utf-8")
    assert was in point
    assert at in refused(point.replace(was, now, 1))


def test_a_file_of_a_pain_point_names_roles_as_people_do() -> None:
    point = (ROOT / "docs/priorities/pain-points/PP-001.yml").read_text(encoding="utf-8")
    board, _notes = parse(point.replace("of: data-scientist", "of: ml-engineer", 1), PurePath("PP-001.yml"))
    assert [asked.of for asked in board.ask] == ["ML engineer", "data science lead"]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.text('{}[]":,0truefalsn\\ \n', max_size=60)))
def test_any_text_is_read_or_refused(given_: str) -> None:
    for start in ("", "{", HEAD):
        with contextlib.suppress(ProblemsError):
            parse(start + given_, PurePath("mine.json"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        st.lists,
    )
)
def test_json_is_read_as_json_reads_it(value: Any) -> None:
    from playbook.records.strict_json import read

    for indent in (None, 1):
        assert read(json.dumps(value, indent=indent, ensure_ascii=bool(indent)), PurePath("x")).data == value


def test_what_cannot_be_seen_is_taken_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(HEAD + '"statement": "a\\u202e b\\u0007  c"}', encoding="utf-8")
    done = run(str(file))
    assert done.exit_code == 0, done.output
    assert "\na b c\n" in done.stdout
    assert "invisible characters were taken out" in done.stderr
    assert "control characters became spaces" in done.stderr


def test_records_give_the_same_as_their_storyboards(library: Library) -> None:
    for point in library.all(PainPoint):
        made = find(library, point.id.lower())
        assert made is not None
        again, notes = parse(made.model_dump_json(indent=1), PurePath("x.json"))
        assert again == made
        assert notes == ()
        assert sheet(of_record(point)).parts[3] == sheet(made).parts[3]
        jsonschema.validate(json.loads(made.model_dump_json()), schema("https://playbook.example/"))
    assert find(library, "PP-999") is None


# -- on its way out


@pytest.mark.parametrize("made", BOARDS.values(), ids=BOARDS)
def test_text_is_text(made: Storyboard) -> None:
    page = sheet(made)
    html = python_markdown.markdown(markdown(page), extensions=["tables", "admonition"])
    assert not re.search(r"<(script|img|a|i|b|code|em>\*|div)\b", html.replace("<em>", "")), html
    assert "{{" not in markdown(page)
    drawn = ElementTree.fromstring(svg(page))
    kinds = {element.tag.split("}")[1] for element in drawn.iter()}
    assert kinds == {"svg", "title", "desc", "rect", "text"}
    assert not {name for element in drawn.iter() for name in element.attrib if name.startswith("on") or "href" in name}


def test_the_picture_holds_each_word_inside_its_frame() -> None:
    for made in BOARDS.values():
        page = sheet(made)
        drawn = ElementTree.fromstring(svg(page))
        lines = [element for element in drawn.iter() if element.tag.endswith("}text")]
        told = "".join("".join(line.text or "" for line in lines).split())
        for part in page.parts:
            assert part.head.replace(" ", "") in told
        height = float(drawn.attrib["height"])
        assert all(0 < float(line.attrib["y"]) < height for line in lines)


def test_the_text_holds_every_figure() -> None:
    told = " ".join(text(sheet(WHOLE)).split())
    for block in (block for part in sheet(WHOLE).parts for block in part.blocks):
        assert f"{block.number} {block.unit}".strip() in told
        assert " ".join(block.text.split()) in told


# -- the command


def test_a_fault_commands_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(HEAD + '"\\u001b[2Jkey": 1}', encoding="utf-8")
    done = CliRunner().invoke(main, ["before-after", str(file)], color=True)
    assert done.exit_code == 1
    assert "\x1b" not in done.output
    assert "unknown key `\\x1b[2Jkey`" in done.output


@pytest.mark.parametrize("kind", ["text", "json", "markdown", "svg"])
def test_command(kind: str, tmp_path: Path) -> None:
    point = ROOT / "docs/priorities/pain-points/PP-001.yml"
    from_file = run(str(point), "--format", kind)
    assert from_file.exit_code == 0, from_file.output
    if kind == "json":
        (tmp_path / "again.json").write_text(from_file.stdout, encoding="utf-8")
        assert run(str(tmp_path / "again.json"), "--format", "json").stdout == from_file.stdout
    by_id = run("pp-001", "--root", str(ROOT), "--format", kind, "--output", str(tmp_path / "out"))
    assert by_id.exit_code == 0, by_id.output
    assert by_id.stdout == ""
    assert (tmp_path / "out").read_text(encoding="utf-8") == from_file.stdout.replace(
        "data science lead", "data-science lead"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["PP-999", "--root", str(ROOT)], 2, "there is no pain point PP-999", id="no such id"),
        pytest.param(["PP-001", "--root", "/"], 2, "is no playbook", id="no playbook"),
        pytest.param(["nowhere.json"], 1, "nowhere.json:1:1: cannot be read", id="no file"),
        pytest.param(["/"], 1, "cannot be read", id="a folder"),
        pytest.param(["PP-001", "--root", str(ROOT), "--output", "/no/where"], 2, "mend: name a file", id="no output"),
    ],
)
def test_command_called_wrongly(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, said in done.output) == (code, True), done.output
    assert "Traceback" not in done.output
