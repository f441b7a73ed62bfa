"""`playbook board`: six ways to say it, all faults with their places, ballots taken in and told one by one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from playbook.commands import main
from playbook.pages.figures.board_alone import INKS
from playbook.priorities.files import Given, read_file
from playbook.priorities.links import encode
from playbook.priorities.merging import hash_of
from playbook.records.board import BallotFile, SealFile
from tests.building import ROOT

NASTY = "=1+1 <b>|`*[x](y)\u202e @me"


def run(*args: object, given: str | None = None) -> Result:
    done = CliRunner().invoke(main, ["board", *map(str, args)], input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return done


def board(**changes: Any) -> dict[str, Any]:
    """Give a board: the lead and one group of the others, four points, both sides' ballots."""
    return {
        "format": "playbook-board/1",
        "id": "b",
        "title": "Spring",
        "groups": [{"id": "lead", "name": "Lead"}, {"id": "ds", "name": "Data scientists"}],
        "items": [{"id": f"p{number}", "title": f"Pain {number}", "days": 9 - number} for number in range(1, 5)],
        "ballots": [
            {"voter": "boss", "group": "lead", "tiers": [["p1"], ["p2"], ["p3"]]},
            {"voter": "a", "group": "ds", "tiers": [["p2"], ["p1"]]},
        ],
        **changes,
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return kept(tmp_path, board())


def kept(folder: Path, data: Any, name: str = "board.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return file


def ballot(voter: str = "new", **changes: Any) -> BallotFile:
    given = {"format": "playbook-ballot/1", "board": "b", "voter": voter, "group": "ds", "tiers": [["p3"], ["p4"]]}
    return BallotFile.model_validate({**given, **changes})


def test_text_has_quadrants_agreement_and_order(file: Path) -> None:
    done = run(file)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[:2] == ["Spring", "4 points, 2 ballots; the first 2 of each side count as high"]
    assert done.output.index("Start here") < done.output.index("Park")
    assert "  2  Pain 2\n      lead 2, others 1, gap 1;" in done.output
    assert "In words\n  - Lead: one ballot" in done.output
    assert lines[-2:] == ["  1. Pain 2: 7 days, effort unknown", "  2. Pain 1: 8 days, effort unknown"]
    assert run("show", file).output == done.output


def test_colours_for_a_terminal_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run(file).output
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run(file).output


def test_the_playbooks_own_board_is_the_default() -> None:
    whole = run("--root", ROOT, "--format", "board")
    assert isinstance(read_file(whole.stdout), Given)
    assert json.loads(whole.stdout)["items"][0]["title"] == "A better model waits for the next release"
    done = run("--root", ROOT, "--format", "json")
    result = json.loads(done.output)
    assert (result["n"], result["k"]) == (14, 5)
    assert {item["quadrant"] for item in result["items"]} == {"start", "case", "listen", "park"}
    assert {item["firm"] for item in result["items"]} == {True, False}
    ballots = {group["id"]: group["ballots"] for group in result["groups"]}
    assert ballots == {"lead": 1, "data-science": 9, "business": 2}


def test_a_run_off_is_told(tmp_path: Path) -> None:
    tied = board(ballots=[{"voter": "boss", "group": "lead", "tiers": [["p1"], ["p2", "p3"]]}, board()["ballots"][1]])
    done = run(kept(tmp_path, tied))
    assert "Run-off  a tie at the line: vote again on these" in done.output
    assert "2 “Pain 2”, 3 “Pain 3”" in done.output


def test_markdown_is_text_whatever_it_holds(tmp_path: Path) -> None:
    nasty = board(title=NASTY)
    nasty["items"][0]["title"] = NASTY
    done = run(kept(tmp_path, nasty), "--format", "markdown")
    assert "note: title: invisible characters were taken out" in done.stderr
    said = done.stdout
    assert said.startswith("### ")
    for mark in ("<b>", "`", "[x]", "@me", "\u202e"):
        assert mark not in said
    rows = [line for line in said.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 4
    assert {row.count("|") for row in rows} == {8}


def test_csv_computes_nothing_and_comes_back(tmp_path: Path) -> None:
    nasty = board()
    nasty["items"][0]["title"] = "=HYPERLINK(1)"
    said = run(kept(tmp_path, nasty), "--format", "csv").output
    rows = list(csv.DictReader(io.StringIO(said)))
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert [row["quadrant"] for row in rows] == ["start", "start", "park", "park"]
    again = run("-", given=said)
    assert "=HYPERLINK(1)" in again.output
    assert "Not ranked yet" in again.output
    assert "note: Column quadrant is computed" in again.stderr


def test_svg_stands_alone(tmp_path: Path) -> None:
    nasty = board(title=NASTY)
    nasty["items"][0]["title"] = "A \ufffe <script>"
    out = tmp_path / "board.svg"
    assert run(kept(tmp_path, nasty), "--format", "svg", "--output", out).output.startswith("note: ")
    svg = etree.fromstring(out.read_bytes())
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert svg.findtext("{*}title") == "=1+1 <b>|`*[x](y) @me"
    assert "Start here: 1 and 2" in (svg.findtext("{*}desc") or "")
    assert not list(svg.iter("{*}script", "{*}image", "{*}use", "{*}a"))
    text = out.read_text(encoding="utf-8")
    assert "var(" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    said = [element.text for element in svg.iter("{*}text")]
    assert "A \ufffd <script>" in said
    assert {"Pain 2", "Pain 3", "Pain 4", "Make the case", "Listen"} <= set(said)


def test_its_inks_are_those_of_the_site() -> None:
    tokens = (ROOT / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    light = tokens[tokens.index(":root,[") : tokens.index('[data-md-color-scheme="slate"]')]
    assert [name for name, ink in INKS.items() if f"--g-{name}:{ink};" not in light] == []


def test_an_empty_board_is_said_in_every_form(tmp_path: Path) -> None:
    file = kept(tmp_path, board(items=[], ballots=[]))
    for kind in ("text", "json", "csv", "markdown", "svg"):
        assert run(file, "--format", kind).exit_code == 0, kind


# One row a fault: what stands in the file, line:column, what is wrong, the mend.
BROKEN = [
    ("cut off", lambda text: text[:40], "3:8", "a value is missing", "whole"),
    ("no board", lambda _text: "[]", "1:1", "this is no board", "begins with {"),
    ("not text", lambda _text: b"\xff\xfe", "1:1", "not written in UTF-8", "Save it again"),
    ("nested", lambda _text: "[" * 5000, "1:14", "nested more than", "flatten"),
    ("unknown key", lambda text: text.replace('"title": "Spring"', '"titel": "Spring"'), "4:2", "`titel`", "`title`"),
    ("key twice", lambda text: text.replace('"id": "b"', '"id": "b", "id": "c"'), "3:13", "stands here twice", "keep"),
    ("no lead", lambda text: text.replace('"lead"', '"boss"'), "5:12", "the id `lead`", "one axis"),
    (
        "strange group",
        lambda text: text.replace('"group": "ds"', '"group": "xx"'),
        "55:13",
        "no group `xx`",
        "lead, ds",
    ),
    (
        "strange point",
        lambda text: text.replace('"p3"\n    ]', '"p9"\n    ]'),
        "49:6",
        "no pain point `p9`",
        "take it out",
    ),
    ("same title", lambda text: text.replace("Pain 2", "PAIN\u200b 1"), "23:13", "stands here twice", "keep one"),
    ("no such folder", lambda _text: '{"items": "pain-points"}', "1:1", "holds no pain point", "PP-001.yml"),
]


@pytest.mark.parametrize(("change", "place", "what", "mend"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN])
def test_a_fault_has_its_place_and_its_mend(tmp_path: Path, change: Any, place: str, what: str, mend: str) -> None:
    file = kept(tmp_path, board())
    broken = change(file.read_text())
    assert broken != file.read_text()
    file.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    for done in (run(file), run("check", file)):
        assert done.exit_code == 1
        assert f"{file}:{place}: " in done.stderr
        assert what in done.stderr
        assert mend in done.stderr


def test_what_a_browser_opens_is_no_fault(tmp_path: Path) -> None:
    items = [{"id": "p1", "title": "a" * 48 + "\u200b", "days": 5}]
    text = json.dumps(board(items=items, ballots=[])).replace('"days": 5', '"days": 5.0')
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    opened = read_file(text)
    assert isinstance(opened, Given)
    done = run(tmp_path / "odd.json", "--format", "board")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == opened.data.model_dump(mode="json")
    assert [f"note: {note}" for note in opened.notes] == done.stderr.splitlines()


def test_check_reads_what_merge_reads(tmp_path: Path) -> None:
    link = f"https://x.example/priorities/board/#vote={encode(ballot())}"
    texts = {
        "chat": f"Mine: {link}\nand mine {link}",
        "mail": f"{link[:60]}\n{link[60:]}",
        "csv": "voter,group,p1\nv,ds,1\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("check", *(tmp_path / name for name in texts))
    assert done.exit_code == 0, done.output
    for said in (
        "chat holds 2 links. ",
        "mail holds 1 link. ",
        "csv holds ballots. ",
        "playbook board merge BOARD FILE",
    ):
        assert said in done.stdout
    (tmp_path / "cut").write_text(f"Mine: {link[:-9]} ", encoding="utf-8")
    assert run("check", tmp_path / "cut").exit_code == 1


def test_check_names_all_that_is_wrong_in_all_files(tmp_path: Path, file: Path) -> None:
    ballots = [
        {"voter": "a", "group": "xx", "tiers": [["p9"], ["p1", "p1"]]},
        {"voter": "a", "group": "ds", "tiers": []},
    ]
    bad = kept(tmp_path, board(ballots=ballots), "bad.json")
    points = tmp_path / "points.csv"
    points.write_text("title;effort\nA pain;XL\n;S\n", encoding="utf-8")
    slip = kept(tmp_path, ballot().model_dump(mode="json"), "ballot.json")
    done = run("check", file, bad, points, slip)
    assert done.exit_code == 1
    for said in ("`xx`", "`p9`", "`p1` stands here twice", "`a` stands here twice", "this ballot ranks nothing"):
        assert said in done.stderr
    assert "points.csv:2:1: column effort: “XL” is no effort" in done.stderr
    assert "points.csv:3:1: column title: it is empty" in done.stderr
    assert f"{file} holds 4 points, 2 ballots" in done.stdout
    assert f"{slip} holds the ballot of new for the board b" in done.stdout
    assert run("check", file, slip).exit_code == 0


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert "mend: name a file" in run("nothing").output
    assert run("nothing").exit_code == 2
    assert "--root" in run("--root", tmp_path).output
    assert run("--root", tmp_path).exit_code == 2
    assert run(tmp_path).exit_code == 2


def test_merge_takes_links_files_lists_tables_and_standard_input(tmp_path: Path, file: Path) -> None:
    (tmp_path / "chat.txt").write_text(
        f"Here: https://x.example/board/#vote={encode(ballot('one'))}\nand #vote={encode(ballot('two'))} !\n",
        encoding="utf-8",
    )
    many = kept(tmp_path, [ballot("three").model_dump(mode="json"), {"format": "x"}, 3], "many.json")
    (tmp_path / "table.csv").write_text("voter,group,p1,p2\nfour,Data scientists,2,1\nfive,nobody,1,1\n")
    other = kept(tmp_path, ballot("six", board="other").model_dump(mode="json"), "other.json")
    link = f"https://x.example/#vote={encode(ballot('a', number=2))}"
    into = tmp_path / "new.json"
    sources = (tmp_path / "chat.txt", many, tmp_path / "table.csv", other, link, "-")
    done = run("merge", file, *sources, "--into", into, given=ballot("seven").model_dump_json())
    assert done.exit_code == 1, "some were refused"
    outcomes = [line.split(":")[0] for line in done.output.splitlines()[:-2]]
    assert outcomes == ["added"] * 3 + ["refused"] * 2 + ["added", "refused", "refused", "replaced", "added"]
    assert "5 added, 1 replaced, 4 refused" in done.output
    assert "“nobody” is no group of this board" in done.output
    assert "(a link)" in done.output
    after = json.loads(into.read_text())
    assert [one["voter"] for one in after["ballots"]] == ["boss", "a", "one", "two", "three", "four", "seven"]
    assert after["ballots"][1]["number"] == 2
    assert after["items"] == board()["items"]
    assert json.loads(file.read_text()) == board()
    assert run("check", into).exit_code == 0


def test_one_link_in_a_message_is_found_and_one_that_mail_has_broken_is_whole(tmp_path: Path, file: Path) -> None:
    link = f"https://x.example/board/#vote={encode(ballot('one'))}"
    for text in (f"My ballot: {link} Bye!\n", f"{link[:60]}\r\n{link[60:]}\r\n"):
        (tmp_path / "mail.txt").write_text(text, encoding="utf-8")
        assert "1 added" in run("merge", file, tmp_path / "mail.txt").output


def test_merge_writes_nothing_unless_told_where(tmp_path: Path, file: Path) -> None:
    one = kept(tmp_path, ballot().model_dump(mode="json"), "one.json")
    before = file.read_bytes()
    file.chmod(0o600)
    assert "Nothing was written" in run("merge", file, one).output
    assert file.read_bytes() == before
    assert run("merge", file, one, "--in-place").exit_code == 0
    once = file.read_bytes()
    assert (file.stat().st_mode & 0o777, list(tmp_path.glob(".*"))) == (0o600, [])
    assert [row["voter"] for row in json.loads(once)["ballots"]] == ["boss", "a", "new"]
    again = run("merge", file, one, "--in-place")
    assert "counted already" in again.output
    assert "stays as it is" in again.output
    assert file.read_bytes() == once
    assert run("merge", file, one, "--in-place", "--into", one).exit_code == 2
    assert list(tmp_path.glob(".*")) == []


def test_merge_opens_what_was_sealed(file: Path) -> None:
    seal = SealFile(board="b", voter="new", group="ds", hash=hash_of(ballot(salt="saltsalt")))
    links = [f"#seal={encode(seal)}", f"#vote={encode(ballot())}", f"#vote={encode(ballot(salt='saltsalt'))}"]
    done = run("merge", file, *links, "--in-place")
    assert [line.split(":")[0] for line in done.output.splitlines()[:3]] == ["added", "refused", "added"]
    assert len(json.loads(file.read_text())["seals"]) == 1


def test_merge_keeps_the_folder_of_records(tmp_path: Path) -> None:
    folder = ROOT / "docs/priorities"
    (tmp_path / "pain-points").symlink_to(folder / "pain-points")
    mine = tmp_path / "board.json"
    mine.write_bytes((folder / "board.json").read_bytes())
    one = ballot("new", board="example-energy-2026", group="business", tiers=[["PP-003"]])
    done = run("merge", mine, f"#vote={encode(one)}", "--in-place")
    assert done.exit_code == 0, done.output
    was, now = (file.read_text().splitlines() for file in (folder / "board.json", mine))
    assert [line.rstrip(",") for line in now if line.rstrip(",") not in [row.rstrip(",") for row in was]] == [
        '    {"voter": "new", "group": "business", "tiers": [["PP-003"]]}'
    ], "one ballot is one line of the diff"
    copied = run("merge", folder / "board.json", mine)
    assert "1 added, 12 there already" in copied.output
    elsewhere = tmp_path / "elsewhere" / "board.json"
    elsewhere.parent.mkdir()
    assert run("merge", mine, f"#vote={encode(one)}", "--into", elsewhere).exit_code == 0
    assert run("check", elsewhere).output == run("check", mine).output.replace(str(mine), str(elsewhere))


def test_a_link_may_be_longer_than_a_name_of_a_file(tmp_path: Path, file: Path) -> None:
    long = "a" * 300
    done = run("merge", file, f"#vote=1{long}", f"https://x.example/#vote=1{long * 20}")
    assert (done.exit_code, done.output.count("refused: The link cannot be read")) == (1, 2)
    for arguments in ((long,), ("merge", file, long), ("merge", file, "#vote=1", "--into", tmp_path / long)):
        done = run(*arguments)
        assert done.exit_code == 2, done.exception
        assert f"{long}: File name too long" in done.output.replace("\n", "")


def test_a_list_of_ballots_is_read_as_strictly_as_one(tmp_path: Path, file: Path) -> None:
    one = ballot("new").model_dump_json()
    twice, whole = one.replace("{", '{"voter":"old",', 1), one.replace('"number":1', '"number":1.0')
    (tmp_path / "many#1.json").write_text(f"[{twice}]", encoding="utf-8")
    (tmp_path / "many#2.json").write_text(f"[{whole}]", encoding="utf-8")
    done = run("merge", file, tmp_path / "many#1.json", tmp_path / "many#2.json")
    assert "“voter” twice" in done.output
    assert "1 added, 1 refused" in done.output
    assert "(a link)" not in done.output


def test_csv_of_points_is_never_written_over(tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text("id,title\np3,A pain\n", encoding="utf-8")
    one = f"#vote={encode(ballot(board='points', group='business'))}"
    assert run("merge", points, one, "--in-place").exit_code == 2
    assert run("merge", points, one, "--into", tmp_path / "new.json").exit_code == 0
    assert points.read_text() == "id,title\np3,A pain\n"
    assert "1 ballot;" in run(tmp_path / "new.json").output


def test_the_slip_is_a_link_or_a_file_for_voters(tmp_path: Path, file: Path) -> None:
    link = run("slip", file, "--site", "https://book.example/3.0").output
    assert link.startswith("https://book.example/3.0/priorities/ballot/#ballot=1")
    slip = run("slip", file, "--file").output
    assert json.loads(slip)["items"][0] == {"id": "p1", "title": "Pain 1", "statement": ""}
    assert "boss" not in slip, "no ballots go to voters"
    assert run("slip", file, "--root", tmp_path).exit_code == 2
    assert run("slip", kept(tmp_path, board(items=[], ballots=[])), "--site", "https://x.example").exit_code == 2
    for address in ("javascript:alert(1)", "https://x.example/?page=1", "x.example"):
        assert run("slip", file, "--site", address).exit_code == 2
