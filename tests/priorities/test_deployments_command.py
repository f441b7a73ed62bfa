"""`playbook deployments`: each source and each format, and refusals without a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from playbook.commands.main import main
from tests.priorities.deploying import Repo, every

SVG = "{http://www.w3.org/2000/svg}"
DATES = (
    "\n".join(["date", *every(91, "2025-01-15", "2025-12-31"), *every(1, "2026-01-12", "2026-10-30", range(5))]) + "\n"
)
PERIOD = ["--since", "2025-01-01", "--until", "2026-10-30", "--compare", "2026-01-12"]


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["deployments", *arguments])
    assert "Traceback" not in done.output
    return done


@pytest.fixture
def dates(tmp_path: Path) -> str:
    (tmp_path / "list.csv").write_text(DATES, encoding="utf-8")
    return str(tmp_path / "list.csv")


def test_a_folder_is_git_json_is_github_and_other_files_are_csv(tmp_path: Path, dates: str) -> None:
    repo = Repo(tmp_path / "forecast")
    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-06")
    (tmp_path / "list.json").write_text(
        '[{"created_at": "2026-03-01T10:00:00Z", "environment": "p"}]', encoding="utf-8"
    )
    assert "from 1 git tag\n" in run(str(repo.folder), "--tags", "v*").output
    assert "from 1 GitHub deployment\n" in run(str(tmp_path / "list.json"), "--environment", "p").output
    assert "from 214 rows\n" in run(dates, "--until", "2026-10-30").output


def test_text_has_what_a_lead_says_and_what_to_say_with_it(dates: str) -> None:
    done = run(dates, *PERIOD, "--name", "the forecast")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(
        "Deployment frequency of the forecast\n1 January 2025 to 30 October 2026, from 214 rows\n"
    )
    assert "Before 12 January 2026: 4 times a year" in done.output
    assert "From 12 January 2026: every working day" in done.output


def test_the_slide_stands_alone_and_is_true_to_scale(dates: str) -> None:
    done = run(dates, *PERIOD, "--format", "svg", "--name", 'x <script>alert("1")</script> & \x1b[31m')
    assert done.exit_code == 0, done.output
    svg: Any = etree.fromstring(done.output.encode())
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == ("960", "540", "0 0 960 540")
    assert svg.get("aria-labelledby") == svg.find(f"{SVG}title").get("id")
    assert svg.get("aria-describedby") == svg.find(f"{SVG}desc").get("id")
    assert "4 times a year" in svg.findtext(f"{SVG}desc")
    assert svg.find(f".//{SVG}script") is None
    assert "\x1b" not in done.output
    assert "\\x1b[31m" in svg.findtext(f"{SVG}title")
    plates = {rect.get("class"): rect for rect in svg.iter(f"{SVG}rect")}
    before, after = plates["p-none"], plates["p-both"]
    assert float(before.get("width")) / float(after.get("width")) == pytest.approx(376 / 292, rel=0.01)
    assert float(before.get("x")) + float(before.get("width")) == pytest.approx(float(after.get("x")), abs=0.2)
    assert float(after.get("x")) + float(after.get("width")) == pytest.approx(920, abs=0.2)
    marks = {
        path.get("class"): path.get("d").count("z")
        for path in svg.iter(f"{SVG}path")
        if path.get("class").startswith("k-")
    }
    assert marks == {"k-none": 4, "k-both": 210}
    assert all(text.get("x") for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "svg", "text"])
def test_each_format_can_go_to_a_file(dates: str, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    done = run(dates, *PERIOD, "--format", form, "--output", str(file))
    assert (done.exit_code, done.output) == (0, "")
    printed = run(dates, *PERIOD, "--format", form)
    assert file.read_text(encoding="utf-8") == printed.output
    if form == "json":
        assert json.loads(printed.output)["after"]["words"] == "every working day"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["nowhere"], "nowhere: there is no such folder or file\n    mend:", id="no source"),
        pytest.param(["list.csv", "--since", "2099-01-01"], "--since 2099-01-01 lies in the future", id="future"),
        pytest.param(["list.csv", "--since", "1/2/2026"], "does not match the format '%Y-%m-%d'", id="no date"),
        pytest.param(
            ["list.csv", "--zone", "Europe/Nowhere"], "--zone Europe/Nowhere: no such time zone here", id="no zone"
        ),
        pytest.param(["list.csv", "--zone", "../../etc/passwd"], "no such time zone here", id="a path as zone"),
        pytest.param(["list.csv", "--tags", "v*"], "--tags says nothing about csv", id="tags of a file"),
        pytest.param([".", "--environment", "x"], "--environment says nothing about git", id="environment of tags"),
        pytest.param(
            ["list.csv", "--from", "github", "--column", "x"], "--column says nothing about github", id="column of JSON"
        ),
        pytest.param(["list.csv", "--from", "github"], "this is no JSON", id="not GitHub's"),
        pytest.param(["list.csv", "--from", "git"], "git cannot read this repository", id="not a folder"),
        pytest.param(["."], "this folder is not a Git repository", id="no repository"),
        pytest.param(
            ["list.csv", "--output", "no/where"], "--output no/where: No such file or directory", id="no place"
        ),
    ],
)
def test_what_was_called_wrongly_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    (tmp_path / "list.csv").write_text(DATES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert says in done.output


def test_the_zone_decides_the_day(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("date\n2026-03-01T23:30:00Z\n", encoding="utf-8")
    there = run(str(tmp_path / "list.csv"), "--zone", "Europe/Amsterdam", "--format", "json")
    assert json.loads(there.output)["whole"]["first"] == "2026-03-02"
    assert json.loads(run(str(tmp_path / "list.csv"), "--format", "json").output)["whole"]["first"] == "2026-03-01"
