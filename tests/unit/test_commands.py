"""The command line: exit codes, and errors without tracebacks."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.commands import main
from playbook.commands.main import COMMANDS
from tests.records.made import playbook


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = playbook(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    return root


def test_check_says_how_much_holds(repository: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--root", str(repository)])
    assert done.exit_code == 0, done.output
    assert "3 pages and" in done.output


def test_check_tells_place_and_mend_and_exits_1(repository: Path) -> None:
    page = repository / "docs/index.md"
    page.write_text(page.read_text().replace("minutes: 1", "minuts: 1"), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "--root", str(repository)])
    assert done.exit_code == 1
    assert "docs/index.md:6:1: unknown key `minuts`\n    mend: did you mean `minutes`?" in done.output
    assert "Traceback" not in done.output


def test_a_folder_that_is_no_playbook_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--root", str(tmp_path)])
    assert done.exit_code == 2
    assert "holds no mkdocs.yml" in done.output


def test_serve_says_that_the_port_is_taken(repository: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--root", str(repository), "--port", str(port)])
    assert done.exit_code == 1
    assert f"port {port} is taken" in done.output
    assert f"mend: end what runs there, or choose another port: make serve PORT={port + 1}" in done.output


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert len(done.output.splitlines()) > 4


def test_the_archive_says_what_it_cannot_begin_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    done = CliRunner().invoke(main, ["offline", "--into", str(tmp_path / "file" / "below")])
    assert (done.exit_code, "mend: name a folder" in done.output) == (2, True), done.exception
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = CliRunner().invoke(main, ["offline", "--into", str(tmp_path)])
    assert (done.exit_code, "SOURCE_DATE_EPOCH is 'yesterday'" in done.output) == (2, True), done.exception
