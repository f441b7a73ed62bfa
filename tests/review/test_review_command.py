"""`playbook review`: its options, its exit codes, and what it says of a wrong call."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.commands import main
from playbook.records.problems import Place, Problem, ProblemsError
from playbook.review import run
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide
from tests.review.laying import lay
from tests.review.reporting import catalogue, entry

STANDARDS = catalogue(
    entry("PKG003"),
    entry("LOG001", "should", name="Log, do not print"),
    entry("NBK003", tier="regulated", name="No data in outputs"),
    entry("PKG009", state="withdrawn", name="Gone"),
    entry("CI003", "should", name="Warn before it blocks", decides=()),
)


def forbid(word: str) -> Check:
    """Give a check that forbids a word; a file named dark.txt cannot be read."""

    def check(repository: Repository) -> Verdict:
        if repository.at("dark.txt"):
            raise UnreadError("dark.txt", "it is dark", 1)
        found = [
            Finding(path, number, 1, f"{word} stands here", line)
            for path in repository.suffixed(".txt")
            for number, line in enumerate(repository.lines(path), 1)
            if word in line
        ]
        return decide(found, holds=f"no {word} anywhere")

    return check


@pytest.fixture(autouse=True)
def standards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.records.catalogue.catalogue", lambda: STANDARDS)
    checks = {"PKG003": forbid("pin"), "LOG001": forbid("print"), "NBK003": forbid("name")}
    monkeypatch.setattr(run, "CHECKS", checks)
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["review", *map(str, arguments)])


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    return lay(tmp_path / "fine", {"a.txt": "nothing\n"})


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    return lay(tmp_path / "pinned", {"a.txt": "one\na pin\n"})


@pytest.fixture
def dark(tmp_path: Path) -> Path:
    return lay(tmp_path / "dark", {"dark.txt": "?"})


@pytest.fixture
def printing(tmp_path: Path) -> Path:
    return lay(tmp_path / "printing", {"a.txt": "print\n"})


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return lay(tmp_path / "odd", {".playbook.toml": 'stag = "growing"\n'})


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare")], check=True)
    return tmp_path / "bare"


@pytest.mark.parametrize(
    ("names", "arguments", "code"),
    [
        pytest.param(["fine"], [], 0, id="holds"),
        pytest.param(["pinned"], [], 1, id="falls short"),
        pytest.param(["printing"], [], 0, id="a should, below"),
        pytest.param(["printing"], ["--fail-on", "should"], 1, id="a should, at"),
        pytest.param(["pinned"], ["--fail-on", "never"], 0, id="never"),
        pytest.param(["dark"], [], 3, id="unread"),
        pytest.param(["bare"], [], 3, id="a bare repository"),
        pytest.param(["bare"], ["--fail-on", "never"], 3, id="a bare repository, never"),
        pytest.param(["odd"], [], 2, id="settings"),
        pytest.param(["pinned"], ["--warn-only"], 0, id="warn of 1"),
        pytest.param(["dark", "bare"], ["--warn-only"], 0, id="warn of 3"),
        pytest.param(["odd"], ["--warn-only"], 2, id="warn not of 2"),
        pytest.param(["fine", "dark", "pinned"], [], 1, id="1 goes before 3"),
        pytest.param(["fine", "dark"], [], 3, id="3 goes before 0"),
        pytest.param(["pinned", "odd"], [], 2, id="2 goes before 1"),
    ],
)
def test_exit_codes(names: list[str], arguments: list[str], code: int, request: pytest.FixtureRequest) -> None:
    done = call(*(request.getfixturevalue(name) for name in names), *arguments)
    assert done.exit_code == code, done.output
    for name in names:
        assert f"{name}" in done.output, "every repository is told of"


def test_a_terminal_report(pinned: Path) -> None:
    done = call(pinned)
    assert "pinned (stage everyone): 1 standard falls short\n" in done.output
    assert "    a.txt:2:1: pin stands here\n    │ a pin\n" in done.output


def test_json_and_sarif_hold_all_repositories(pinned: Path, fine: Path, bare: Path, odd: Path) -> None:
    done = call(pinned, fine, bare, odd, "--format", "json")
    answers = [one["answer"] for one in json.loads(done.stdout)["repositories"]]
    assert answers == ["falls short", "holds", "could not be read", "settings are not right"]
    done = call(pinned, fine, bare, odd, "--format", "sarif")
    assert [len(one["results"]) for one in json.loads(done.stdout)["runs"]] == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("form", "words"),
    [("github", "::error file=a.txt,line=2,"), ("markdown", "## Review of pinned"), ("html", "<!doctype html>")],
)
def test_other_formats(pinned: Path, form: str, words: str) -> None:
    assert call(pinned, "--format", form).stdout.startswith(words)


@pytest.mark.parametrize("form", ["terminal", "json", "html"])
def test_output_goes_to_the_file(pinned: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "report"
    done = call(pinned, "--format", form, "--output", file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"pinned: 1 standard falls short (written to {file})\n"
    assert "pin stands here" in file.read_text(encoding="utf-8")
    assert "\x1b" not in file.read_text(encoding="utf-8")


def test_the_schema_is_printed_without_a_path() -> None:
    done = call("--schema")
    assert done.exit_code == 0
    assert json.loads(done.output)["properties"]["format"] == {"const": 1}


@pytest.mark.parametrize(
    ("only", "asked"),
    [
        (["PKG003"], ["PKG003"]),
        (["pkg003"], ["PKG003"]),
        (["the-pkg003"], ["PKG003"]),
        (["pkg"], ["PKG003"]),
        (["LOG", "PKG003"], ["LOG001", "PKG003"]),
        (["NBK003"], ["NBK003"]),
        (["NBK"], []),
    ],
    ids=str,
)
def test_only_what_is_named_is_asked(fine: Path, only: list[str], asked: list[str]) -> None:
    options = [item for key in only for item in ("--only", key)]
    (one,) = json.loads(call(fine, "--format", "json", *options).stdout)["repositories"]
    assert [result["standard"] for result in one["results"]] == asked


def test_a_stage_asks_for_more(fine: Path) -> None:
    (one,) = json.loads(call(fine, "--format", "json", "--stage", "regulated").stdout)["repositories"]
    assert (one["stage"], len(one["results"])) == ("regulated", 3)


def test_a_baseline_takes_what_was_known(pinned: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    assert call(pinned, "--format", "json", "--output", baseline).exit_code == 1
    done = call(pinned, "--baseline", baseline)
    assert done.exit_code == 0
    assert "left out: 1 known from the baseline" in done.output
    lay(pinned, {"a.txt": "\n\none\na pin\nanother pin\n"})
    done = call(pinned, "--baseline", baseline)
    assert done.exit_code == 1
    assert "another pin" in done.output
    assert "│ a pin" not in done.output


def test_a_baseline_made_with_a_baseline_loses_nothing(pinned: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    call(pinned, "--format", "json", "--output", first)
    call(pinned, "--format", "json", "--output", second, "--baseline", first)
    assert call(pinned, "--baseline", second).exit_code == 0


def test_since_asks_for_files_that_changed(pinned: Path) -> None:
    git(pinned, "init", "-q")
    git(pinned, "add", ".")
    git(pinned, "commit", "-q", "-m", "first")
    done = call(pinned, "--since", "HEAD")
    assert done.exit_code == 0, done.output
    assert "left out: 1 on files that did not change" in done.output
    lay(pinned, {"b.txt": "a pin\n"})
    git(pinned, "add", ".")
    done = call(pinned, "--since", "HEAD")
    assert done.exit_code == 1
    assert "b.txt:1:1" in done.output
    assert "a.txt:2:1" not in done.output


def test_a_folder_of_a_repository_is_named_from_its_root(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    folder = lay(tmp_path / "services/demand", {"a.txt": "pin\n"})
    git(tmp_path, "add", ".")
    assert call(folder, "--format", "github").stdout.startswith("::error file=services/demand/a.txt,line=1,")


WRONG = [
    pytest.param(["--since", "nowhere"], ["--since nowhere", "fetch-depth: 0"], id="no such revision"),
    pytest.param(["--since=--output=x"], ["--since --output=x", "no revision"], id="an option as revision"),
    pytest.param(["--only", "PKG03"], ["--only PKG03: there is no such", "did you mean PKG003"], id="near"),
    pytest.param(["--only", "qqqqq"], ["playbook standard --list names all"], id="far"),
    pytest.param(["--only", "PKG009"], ["PKG009 is withdrawn", "playbook standard PKG009"], id="withdrawn"),
    pytest.param(["--format", "xml"], ["'xml' is not one of"], id="format"),
    pytest.param(["--baseline", "{root}/a.txt"], ["a.txt:1: this is not JSON", "make one: playbook review"], id="text"),
    pytest.param(["--baseline", "{root}/none"], ["does not exist"], id="no baseline"),
    pytest.param(["--output", "{root}/no/folder/x"], ["No such file", "a folder that is there"], id="output"),
    pytest.param(["--stage", "all"], ["'all' is not one of"], id="stage"),
    pytest.param(["{root}/none"], ["does not exist"], id="no folder"),
    pytest.param(["{root}/a.txt"], ["is a file"], id="a file"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_a_wrong_call_ends_with_2_and_says_why(pinned: Path, arguments: list[str], words: list[str]) -> None:
    git(pinned, "init", "-q")
    git(pinned, "add", ".")
    git(pinned, "commit", "-q", "-m", "first")
    done = call(pinned, "--warn-only", *(item.format(root=pinned) for item in arguments))
    assert done.exit_code == 2, done.output
    for word in words:
        assert word in done.output
    assert "Traceback" not in done.output


def test_no_path_is_a_wrong_call() -> None:
    assert call().exit_code == 2


def test_since_without_git_is_a_wrong_call(pinned: Path) -> None:
    done = call(pinned, "--since", "main")
    assert done.exit_code == 2
    assert "git does not know it" in done.output


def test_faults_in_the_playbook_itself_are_no_finding(monkeypatch: pytest.MonkeyPatch, pinned: Path) -> None:
    def fail() -> None:
        raise ProblemsError([Problem(Place(Path("docs/a.md")), "it is wrong", "mend it")])

    monkeypatch.setattr("playbook.records.catalogue.catalogue", fail)
    done = call(pinned, "--warn-only")
    assert done.exit_code == 2
    assert "docs/a.md:1:1: it is wrong" in done.output


def test_the_settings_of_a_repository_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    lay(tmp_path, {".playbook.toml": '"\\u001b[31m\\n::error::x" = 1\n'})
    done = call(tmp_path)
    assert done.exit_code == 2
    assert "\x1b" not in done.output
    assert not [line for line in done.output.splitlines() if line.lstrip().startswith("::")]
