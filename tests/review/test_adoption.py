"""Many repositories at once: which, what is counted, what changed, and how it is told."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.commands.main import main
from playbook.records.catalogue import catalogue
from playbook.review.adoption.history import HistoryError, compared, read_runs, write_runs
from playbook.review.adoption.measure import Adoption, Change, Row
from playbook.review.adoption.page import page
from playbook.review.adoption.tables import csv_table, json_report, percent
from playbook.review.adoption.targets import Target, TargetsError, opened, targets
from playbook.review.verdict import Answer, UnreadError
from tests.review.laying import lay

DAY = datetime.date(2026, 11, 23)
BAD_NAME = '=1+<script>alert(1)</script>&"\x1b[31m'


def run(*rows: Row) -> Adoption:
    """Give a run over two standards."""
    return Adoption(DAY, "everyone", tuple(catalogue().standards[key] for key in ("CI001", "REP002")), rows)


ROWS = (
    Row("a", {"CI001": Answer.HOLDS, "REP002": Answer.FALLS_SHORT}),
    Row("b", {"CI001": Answer.HOLDS, "REP002": Answer.NOT_APPLICABLE}),
    Row("c", {"CI001": Answer.UNREAD, "REP002": Answer.HOLDS}),
)


def test_shares_leave_out_where_a_standard_does_not_apply_and_never_pass_what_is_unread() -> None:
    found = run(*ROWS)
    assert found.share("CI001") == pytest.approx(2 / 3)
    assert found.share("REP002") == pytest.approx(1 / 2)
    assert found.whole == pytest.approx(3 / 5)
    assert run(Row("a", {"CI001": Answer.NOT_APPLICABLE})).share("CI001") is None


@pytest.mark.parametrize(
    ("share", "says"), [(None, "–"), (0, "0 %"), (1, "100 %"), (0.999, "99 %"), (0.001, "1 %"), (0.5, "50 %")]
)
def test_a_share_that_is_not_whole_is_never_said_to_be(share: float | None, says: str) -> None:
    assert percent(share) == says


def test_a_folder_and_a_list_name_repositories(tmp_path: Path) -> None:
    lay(tmp_path, {"one/a/README.md": "", "two/a/README.md": "", ".hidden/x": "", "empty.txt": ""})
    listed = tmp_path / "list.txt"
    listed.write_text(
        "# ours\none/a\ntwo/a  # the other\nhttps://me:secret@example.org/team/c.git\ngit@example.org:team/c.git\n",
        encoding="utf-8",
    )
    assert [target.name for target in targets(tmp_path)] == ["one", "two"]
    assert [target.name for target in targets(listed)] == ["one/a", "team/c", "team/c (2)", "two/a"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "no repository", id="empty"),
        pytest.param(b"nowhere\n", "list.txt:1: there is no folder `nowhere`", id="no such folder"),
        pytest.param(b"\xff\xfe", "not UTF-8", id="not text"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "list.txt").write_bytes(content)
    with pytest.raises(TargetsError, match=says):
        targets(tmp_path / "list.txt")


def test_an_address_is_cloned_without_its_hooks_and_goes_afterwards(tmp_path: Path) -> None:
    origin = lay(tmp_path / "origin", {"README.md": "x"})
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", str(origin), *command], check=True)
    with opened(Target("o", address=f"file://{origin}"), 30) as folder:
        assert (folder / "README.md").is_file()
        assert not (folder / ".git/hooks").exists()
        kept = folder
    assert not kept.exists()


@pytest.mark.parametrize("address", ["file:///nowhere/at/all", "ext::sh -c touch% /tmp/owned", "--upload-pack=touch"])
def test_an_address_that_cannot_be_cloned_says_so_without_its_user(address: str) -> None:
    with pytest.raises(UnreadError, match="could not be cloned"), opened(Target("o", address=address), 30):
        pass
    with pytest.raises(UnreadError) as said, opened(Target("o", address="https://me:secret@127.0.0.1:9/x.git"), 30):
        pass
    assert "secret" not in str(said.value)


def test_a_clone_has_a_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with (
        pytest.raises(UnreadError, match="not cloned within"),
        opened(Target("o", address="https://example.org/x"), 0.2),
    ):
        pass


def test_the_history_says_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    write_runs(file, [], run(*ROWS))
    now = run(Row("a", {"CI001": Answer.FALLS_SHORT, "REP002": Answer.HOLDS}), Row("d", {"CI001": Answer.HOLDS}))
    found = compared(now, read_runs(file))
    assert found.since == DAY
    assert found.changes == (
        Change("a", "CI001", Answer.HOLDS, Answer.FALLS_SHORT),
        Change("a", "REP002", Answer.FALLS_SHORT, Answer.HOLDS),
    )
    assert [change.better for change in found.changes] == [False, True]
    assert [change.worse for change in found.changes] == [True, False]
    assert (found.came, found.went) == (("d",), ("b", "c"))
    write_runs(file, read_runs(file), now)
    assert len(read_runs(file)) == 2


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": 1}', '{"format": 1, "runs": [1]}', '{"format": 2, "runs": []}', "[" * 9999]
)
def test_what_is_no_history_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "history.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(HistoryError, match="mend: "):
        read_runs(file)
    assert file.read_text(encoding="utf-8") == content


def test_tables_are_text_whatever_a_repository_is_called() -> None:
    found = run(Row(BAD_NAME, {"CI001": Answer.HOLDS, "REP002": Answer.UNREAD}, BAD_NAME))
    cell = list(csv.reader(io.StringIO(csv_table(found))))[1][0]
    assert cell.startswith("'=")
    assert "\x1b" not in cell
    made = page(found)
    assert "<script>" not in made
    assert made.count('class="holds"') == 2, "one in the key, one in the map"
    data = json.loads(json_report(found))
    assert data["standards"]["CI001"]["holds"] == 1
    assert data["share"] == pytest.approx(0.5)


def test_the_command_from_list_to_page(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"repos/a/README.md": "x", "repos/b/README.md": "x", "bare.git/HEAD": "ref: x\n", "bare.git/objects/x": ""},
    )
    history = tmp_path / "history.json"
    options = ["adoption", str(tmp_path / "repos"), "--history", str(history)]
    first = CliRunner().invoke(main, [*options, "--format", "html", "--output", str(tmp_path / "page.html")])
    assert (first.exit_code, first.output) == (0, "")
    assert "Repository by repository" in (tmp_path / "page.html").read_text(encoding="utf-8")
    again = CliRunner().invoke(main, [*options, "--only", "REP", "--jobs", "1"])
    assert again.exit_code == 0
    assert "2 repositories" in again.output
    assert "0 hold now" in again.output
    (tmp_path / "list.txt").write_text("repos/a\nbare.git\n", encoding="utf-8")
    unread = CliRunner().invoke(main, ["adoption", str(tmp_path / "list.txt"), "--jobs", "1"])
    assert unread.exit_code == 3
    assert "bare repository" in unread.output
