"""`playbook design check`: its options, how it ends, and what it says of a wrong call."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from playbook.design_docs.rules import RULES
from playbook.records.problems import Place, Problem, ProblemsError
from tests.design_docs.commanding import NAME, SHORT, SOUND, call, committed
from tests.review.laying import lay

pytestmark = pytest.mark.usefixtures("a_day")

EVERY = [rule.id for rule in RULES]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in."""
    folder = tmp_path / "demand"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def sound(here: Path) -> Path:
    return lay(here, {f"docs/design/{NAME}": SOUND})


@pytest.fixture
def short(here: Path) -> Path:
    return lay(here, {f"docs/design/{NAME}": SHORT})


def told(*arguments: object) -> dict[str, Any]:
    """Give the JSON of one repository."""
    (one,) = json.loads(call("check", *arguments, "--format", "json").stdout)["repositories"]
    return dict(one)


def by_rule(one: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {result["standard"]: result for result in one["results"]}


@pytest.mark.usefixtures("sound")
def test_a_document_that_holds() -> None:
    done = call("check")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("demand (1 document): nothing falls short\n")


@pytest.mark.usefixtures("short")
def test_a_finding_names_place_mend_and_the_page_of_its_section() -> None:
    done = call("check")
    assert done.exit_code == 1, done.output
    (found,) = [row for row in done.output.splitlines() if "; mend: " in row]
    assert found.startswith(f"    docs/design/{NAME}:20:")
    assert found.endswith("/design/decision-record/#alternatives)")
    assert "/design/checking/#des005\n" in done.output
    assert "1 rule falls short" in done.output


@pytest.mark.parametrize(
    ("document", "arguments", "code"),
    [
        pytest.param(SOUND, [], 0, id="holds"),
        pytest.param(SHORT, [], 1, id="falls short"),
        pytest.param(SHORT, ["--warn-only"], 0, id="warn of 1"),
        pytest.param(SHORT, ["--fail-on", "never"], 0, id="never"),
        pytest.param(SHORT, ["--only", "DES004"], 0, id="another rule"),
        pytest.param(SHORT, ["--only", "des005"], 1, id="the rule"),
        pytest.param(SOUND.replace("2027-02-18", "2026-11-26"), [], 0, id="a should, below"),
        pytest.param(SOUND.replace("2027-02-18", "2026-11-26"), ["--fail-on", "should"], 1, id="a should, at"),
        pytest.param(SOUND.replace("status:", "statuses:"), [], 1, id="front matter"),
        pytest.param(SOUND.replace("status:", "statuses:"), ["--only", "DES008"], 3, id="front matter, another rule"),
        pytest.param(
            SOUND.replace("status:", "statuses:"), ["--only", "DES005"], 0, id="front matter, one of the text"
        ),
        pytest.param(SHORT.replace("status:", "statuses:"), ["--only", "DES005"], 1, id="front matter, and the text"),
        pytest.param(SOUND.replace("record@2", "record@9"), ["--only", "DES005"], 3, id="no template, one of the text"),
        pytest.param(SOUND.replace("status:", "statuses:"), ["--only", "DES001"], 1, id="front matter, its rule"),
        pytest.param("no front matter\n", [], 1, id="no front matter"),
        pytest.param(b"---\ntitle: \xff\n---\n", [], 1, id="no text"),
        pytest.param(b"", [], 1, id="empty"),
        pytest.param(b"\x00" * 5000, [], 1, id="zeros"),
    ],
)
def test_exit_codes(here: Path, document: str | bytes, arguments: list[str], code: int) -> None:
    lay(here, {f"docs/design/{NAME}": document})
    done = call("check", *arguments)
    assert done.exit_code == code, done.output
    assert not done.exception or isinstance(done.exception, SystemExit)


@pytest.mark.usefixtures("sound")
def test_a_stage_asks_for_more() -> None:
    one = told("--stage", "operated")
    missing = {finding["message"].partition(";")[0] for finding in by_rule(one)["DES002"]["findings"]}
    assert one["stage"] == "operated"
    assert missing == {"the section “Verdict” (`#verdict`) is missing"}
    assert told()["stage"] is None


def test_only_what_is_named_is_asked(sound: Path) -> None:
    assert [result["standard"] for result in told("--only", "DES014", "--only", "des002")["results"]] == [
        "DES002",
        "DES014",
    ]
    assert list(by_rule(told())) == EVERY
    assert sound.is_dir()


def test_all_faults_stand_together_and_what_was_not_asked_is_no_pass(here: Path) -> None:
    lay(here, {f"docs/design/{NAME}": SHORT.replace("tier: everyone", "tier: all")})
    one = told()
    answers = {key: result["answer"] for key, result in by_rule(one).items()}
    assert [key for key, answer in answers.items() if answer == "falls short"] == ["DES001", "DES005"]
    assert [key for key, answer in answers.items() if answer == "holds"] == [
        "DES002", "DES003", "DES004", "DES006", "DES013", "DES014",
    ]  # fmt: skip
    assert one["counts"] == {"holds": 6, "falls short": 2, "not applicable": 11, "could not be read": 0}
    assert by_rule(one)["DES008"]["reason"] == "it is asked once the front matter is right"
    assert by_rule(one)["DES007"]["reason"] == "no document has what it is about"
    (unread,) = by_rule(told("--only", "DES005", "--only", "DES008", "--only", "DES012"))["DES005"]["unread"]
    assert unread["message"].startswith("DES008 and DES012 cannot be asked, because of its front matter: `tier`")


OLD = SOUND.replace("decision-record@2", "decision-record@1").replace("{ #alternatives }", "{ #set-aside }")


def test_only_changed_documents_must_meet_the_newest_version(here: Path) -> None:
    lay(here, {f"docs/design/{NAME}": OLD, "docs/design/0002-b.md": OLD.replace("DD-0001", "DD-0002")})
    committed(here)
    assert by_rule(told())["DES018"]["answer"] == "not applicable"
    assert "--changed-since" in by_rule(told())["DES018"]["reason"]
    same = by_rule(told("--changed-since", "HEAD"))["DES018"]
    assert (same["answer"], same["reason"]) == ("not applicable", "no document has changed since then")
    lay(here, {"docs/design/0002-b.md": OLD.replace("DD-0001", "DD-0002") + "\nMore.\n"})
    result = by_rule(told("--changed-since", "HEAD"))["DES018"]
    assert [finding["path"] for finding in result["findings"]] == ["docs/design/0002-b.md"]
    assert call("check", "--changed-since", "HEAD").exit_code == 1


def test_changes_are_found_from_a_folder_of_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(here, {f"docs/design/{NAME}": SOUND})
    committed(here)
    lay(here, {f"docs/design/{NAME}": OLD})
    monkeypatch.chdir(here / "docs/design")
    result = by_rule(told(NAME, "--changed-since", "HEAD"))["DES018"]
    assert [finding["path"] for finding in result["findings"]] == [f"docs/design/{NAME}"]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("text", "demand (1 document): 1 rule falls short\n"),
        ("github", f"::error file=docs/design/{NAME},line=20,"),
        ("markdown", "## Design documents of demand (1 document)\n\n1 rule falls short.\n"),
        ("html", "<!doctype html>"),
        ("json", '{\n  "$schema"'),
        ("sarif", '{\n  "$schema"'),
    ],
)
def test_formats(form: str, words: str, tmp_path: Path) -> None:
    done = call("check", "--format", form)
    assert done.exit_code == 1
    assert done.stdout.startswith(words)
    file = tmp_path / "report"
    written = call("check", "--format", form, "--output", file)
    assert (written.exit_code, written.stdout) == (1, "")
    assert written.stderr == f"demand: 1 rule falls short (written to {file})\n"
    assert file.read_text(encoding="utf-8") == done.stdout


@pytest.mark.usefixtures("sound")
def test_verbose_names_what_holds_and_why_the_rest_was_not_asked() -> None:
    done = call("check", "--verbose")
    assert "Holds\n  DES001 " in done.output
    assert ": it holds (1 document)\n" in done.output
    assert "Does not apply\n" in done.output
    assert "name one with --changed-since\n" in done.output


def test_the_schema_is_printed_without_a_document() -> None:
    done = call("check", "--schema")
    assert done.exit_code == 0
    assert "playbook design check" in json.loads(done.output)["properties"]["tool"]["properties"]["name"]["enum"]


WRONG = [
    pytest.param(["--changed-since", "nowhere"], ["--changed-since nowhere", "fetch-depth: 0"], id="no such revision"),
    pytest.param(["--changed-since=--output=x"], ["no revision"], id="an option as revision"),
    pytest.param(["--only", "DES05"], ["there is no rule 'DES05'", "did you mean DES0"], id="near"),
    pytest.param(["--only", "q"], ["there is no rule 'q'", "use one of: DES001"], id="far"),
    pytest.param(["--format", "xml"], ["'xml' is not one of"], id="format"),
    pytest.param(["--stage", "all"], ["'all' is not one of"], id="stage"),
    pytest.param(["--output", "no/folder/x"], ["No such file", "a folder that is there"], id="output"),
    pytest.param(["none.md"], ["none.md: there is no such file or folder", "name a design document"], id="no file"),
    pytest.param(["a\x1b[31m\n::error::b"], ["there is no such file"], id="a hostile name"),
    pytest.param(["README.md"], ["no design document in README.md", "playbook design new"], id="no document"),
    pytest.param(["empty"], ["no design document in empty", "playbook design new"], id="an empty folder"),
    pytest.param(["loop"], ["loop: there is no such file"], id="a link to itself"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_a_wrong_call_ends_with_2_and_says_why(sound: Path, arguments: list[str], words: list[str]) -> None:
    lay(sound, {"README.md": "# Demand\n", "empty/notes.txt": "\n"})
    committed(sound)
    (sound / "loop").symlink_to("loop")
    done = call("check", "--warn-only", *arguments)
    assert done.exit_code == 2, done.output
    for word in words:
        assert word in done.output
    assert "mend: " in done.output or "is not one of" in done.output
    assert "\x1b" not in done.output
    assert not [row for row in done.output.splitlines() if row.startswith("::")]


def test_a_default_folder_that_is_missing_says_how_to_begin() -> None:
    done = call("check")
    assert done.exit_code == 2
    assert "there is no folder docs/design here\n" in done.output
    assert "playbook design new ml-solution" in done.output


def test_a_folder_of_documents_is_taken_before_the_one_around_it(here: Path) -> None:
    lay(here, {f"docs/design/documents/{NAME}": SOUND, "docs/design/failed/0001-x.md": SHORT})
    assert call("check").exit_code == 0
    assert call("check", "docs/design").exit_code == 1


def test_since_without_git_is_a_wrong_call(sound: Path) -> None:
    done = call("check", "--changed-since", "main", sound)
    assert done.exit_code == 2
    assert "git does not know it in" in done.output


def test_documents_of_two_repositories_are_told_of_apart(here: Path, tmp_path: Path) -> None:
    for name, document in (("price", SHORT), ("load", SOUND)):
        committed(lay(tmp_path / name, {f"rfcs/{NAME}": document}))
    done = call("check", tmp_path / "price", tmp_path / "load/rfcs" / NAME, "--format", "json")
    ones = json.loads(done.stdout)["repositories"]
    assert [(one["name"], one["answer"]) for one in ones] == [("price", "falls short"), ("load", "holds")]
    assert ones[0]["results"][EVERY.index("DES005")]["findings"][0]["path"] == f"rfcs/{NAME}"
    assert done.exit_code == 1
    assert here.is_dir()


def test_a_file_outside_of_this_folder_is_read(here: Path, tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", {NAME: SHORT})
    done = call("check", Path("..") / "elsewhere" / NAME)
    assert done.exit_code == 1, done.output
    assert f"    {NAME}:20:" in done.output
    assert here.is_dir()


def refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the system refuse the files and folders with these names."""
    opened, scanned = Path.open, os.scandir

    def open_(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name in names:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)

    def scandir(path: Any = ".") -> Any:
        if Path(os.fspath(path)).name in names:
            raise PermissionError(13, "Permission denied", str(path))
        return scanned(path)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize("name", [NAME, "secret"])
def test_what_the_system_refuses_could_not_be_read(sound: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    lay(sound, {"docs/design/0002-b.md": SOUND.replace("DD-0001", "DD-0002"), f"docs/design/secret/{NAME}": SOUND})
    refuse(monkeypatch, name)
    done = call("check", "docs/design")
    assert done.exit_code == 3, done.output
    assert "Could not be read, which is no pass\n" in done.output
    assert f"{name}: the system refuses it: Permission denied" in done.output
    assert call("check", "docs/design", "--only", "DES005").exit_code == 3
    assert call("check", "docs/design", "--warn-only").exit_code == 0
    lay(sound, {"docs/design/0002-b.md": SHORT.replace("DD-0001", "DD-0002")})
    assert call("check", "docs/design").exit_code == 1


HOSTILE = "0002-\x1b[31m\n::error::x.md"


def test_a_hostile_name_cannot_write_to_the_terminal(here: Path) -> None:
    lay(here, {f"docs/design/{HOSTILE}": SHORT.replace("DD-0001", "DD-0002")})
    for form in ("text", "github", "markdown", "html", "json", "sarif"):
        done = call("check", "--format", form)
        assert done.exit_code == 1
        assert "\x1b" not in done.output
        assert not [row for row in done.output.splitlines() if row.startswith("::error::x")]


def test_faults_in_the_playbook_itself_are_no_finding(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ProblemsError([Problem(Place(Path("docs/a.md")), "it is wrong", "mend it")])

    monkeypatch.setattr("playbook.records.design_catalogue.designs", fail)
    done = call("check", "--warn-only", sound)
    assert done.exit_code == 2
    assert "docs/a.md:1:1: it is wrong" in done.output
