"""Repositories that nobody would make on purpose: every check ends, nothing leaks, nothing is written."""

from __future__ import annotations

import html
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.review.repository import Repository
from playbook.review.run import Demand, Review, review
from playbook.review.verdict import Answer, UnreadError
from tests.examples.standards import catalogue
from tests.review.laying import lay

SECRET = "what-lies-outside"
BROKEN: dict[str, str | bytes] = {
    "pyproject.toml": "[project]\nname = \n",
    "src/pumps/__init__.py": "",
    "src/pumps/clean.py": "PATH = '/home/meters/raw.csv'\ndef clean_data(:\n",
    "src/pumps/features.py": "import pandas\n# caf\xe9\n".encode("latin-1"),
    "tests/test_clean.py": "from pumps import clean\ndef test(:\n",
    "notebooks/look.ipynb": '{"cells": [',
    "config/parameters.yaml": "a: [1\nb: 2\n",
    "config/limits.json": "{",
    ".github/workflows/ci.yml": "on: [push\njobs:\n",
    "Dockerfile": b"FROM python:3.12\nRUN \xff pip install .\n",
    "README.md": "# Pumps \xff".encode("latin-1"),
    "requirements.txt": "numpy ==== 1\n",
    "odd\nname \"quoted\" 'twice'.py": "import os\n",
}


def tangle(folder: Path) -> Path:
    """Write a repository of all that is broken, with links, pipes and a file of 1 GB, and give it."""
    outside = lay(folder / "outside", {"secret.py": f"password = {SECRET!r}\n", "more/secret.env": f"KEY={SECRET}\n"})
    root = lay(folder / "root", BROKEN)
    (root / "src/pumps/loop.py").symlink_to("loop.py")
    (root / "src/pumps/around").symlink_to("..")
    (root / "src/pumps/out.py").symlink_to(outside / "secret.py")
    (root / ".env").symlink_to(outside / "more/secret.env")
    (root / "deploy").symlink_to(outside / "more")
    (root / "settings.ini").symlink_to("/dev/zero")
    (root / "src/pumps/nowhere.py").symlink_to("gone.py")
    os.mkfifo(root / "src/pumps/pipe.py")
    with socket.socket(socket.AF_UNIX) as one:
        before = Path.cwd()
        os.chdir(root)  # the path of a socket is short
        try:
            one.bind("socket.toml")
        finally:
            os.chdir(before)
    for name in ("src/pumps/large.py", "huge.csv"):
        with (root / name).open("wb") as file:
            file.truncate(1_000_000_000)
    (Path(os.fsdecode(os.fsencode(root) + b"/src/pumps/\xff.py"))).write_text("import os\n", encoding="utf-8")
    return root


def track(root: Path) -> None:
    """Let Git know all files but the large ones, which it would read."""
    for command in (["init", "-q"], ["add", "-A", "--", ".", ":!huge.csv", ":!src/pumps/large.py", ":!socket.toml"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Give what would change if something were written: size and time of each entry."""
    return {
        os.path.join(folder, name): (info.st_size, info.st_mtime_ns)
        for folder, folders, files in os.walk(root)
        for name in (*folders, *files)
        for info in [os.lstat(os.path.join(folder, name))]
    }


def answers(found: Review) -> dict[str, Answer]:
    return {result.standard.id: result.verdict.answer for result in found.results}


@pytest.fixture(params=["plain", "tracked"])
def tangled(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    root = tangle(tmp_path)
    if request.param == "tracked":
        track(root)
    return root


def test_what_is_broken_is_named_with_its_place_and_is_no_pass(tangled: Path) -> None:
    found = review(tangled, catalogue(), Demand(stage="regulated"))
    unread = {
        (item.path, item.line > 0)
        for result in found.results
        for item in (*result.verdict.unread, *result.verdict.findings)
    }
    for path in ("pyproject.toml", "src/pumps/clean.py", ".github/workflows/ci.yml", "Dockerfile", "README.md"):
        assert (path, True) in unread, path
    said = answers(found)
    for standard in ("PKG001", "CI001", "REP002", "PKG006", "TST001"):
        assert said[standard] not in (Answer.HOLDS, Answer.NOT_APPLICABLE), standard


def test_nothing_outside_is_read_and_nothing_is_written(tangled: Path) -> None:
    before = state(tangled)
    found = review(tangled, catalogue(), Demand(stage="regulated"))
    assert SECRET not in repr(found)
    assert state(tangled) == before
    repository = Repository(tangled)
    assert not repository.at(".env", "src/pumps/out.py", "src/pumps/loop.py", "src/pumps/pipe.py", "settings.ini")
    assert not [path for path in repository.files if path.startswith(("deploy/", "src/pumps/around/"))]


@pytest.mark.parametrize("form", ["terminal", "json", "sarif", "github", "markdown", "html"])
def test_every_report_of_it_is_written(tangled: Path, form: str) -> None:
    command = [str(Path(sys.executable).with_name("playbook")), "review", "--stage", "regulated", "--format", form]
    done = subprocess.run([*command, str(tangled)], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stdout + done.stderr
    assert SECRET.encode() not in done.stdout
    assert "clean.py" in html.unescape(done.stdout.decode())
    assert b"\nname" not in done.stdout, "a line break in a name breaks no line of a report"


def test_a_link_that_is_laid_after_the_listing_leads_nowhere(tmp_path: Path) -> None:
    root = lay(tmp_path / "root", {"a.py": "x = 1\n"})
    outside = lay(tmp_path / "outside", {"secret.py": SECRET}) / "secret.py"
    repository = Repository(root)
    (root / "a.py").unlink()
    (root / "a.py").symlink_to(outside)
    with pytest.raises(UnreadError, match="leads out of the repository"):
        repository.data("a.py")


def test_an_empty_folder_is_a_repository_too(tmp_path: Path) -> None:
    said = answers(review(tmp_path, catalogue(), Demand(stage="regulated")))
    assert said["CI001"] is Answer.FALLS_SHORT
    assert said["REP002"] is Answer.FALLS_SHORT
    assert said["PKG003"] is Answer.NOT_APPLICABLE
    assert said["CFG003"] is Answer.HOLDS
    assert Answer.UNREAD not in said.values()


def test_a_git_that_is_broken_could_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadError, match="git cannot list the files"):
        Repository(lay(tmp_path, {".git/HEAD": "nonsense", "a.py": ""}))


def test_what_is_tracked_and_not_there_was_looked_at_by_nobody(tmp_path: Path) -> None:
    """As in a sparse checkout: a model may be there that nobody sees here."""
    files = {"a.pkl": "x" * 200_000, "b.csv": "1,2\n", "look.ipynb": "{}", "lfs.onnx": "x", "a.py": "import os\n"}
    lay(tmp_path, {**files, ".gitattributes": "*.onnx filter=lfs\n"})
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True, capture_output=True)
    for name in files:
        (tmp_path / name).unlink()
    found = {
        result.standard.id: result.verdict
        for result in review(tmp_path, catalogue(), Demand(stage="regulated")).results
    }
    for standard, path in (("MOD001", "a.pkl"), ("REP003", "b.csv"), ("NBK003", "look.ipynb")):
        assert [item.path for item in found[standard].unread] == [path]
        assert found[standard].answer is Answer.UNREAD


@pytest.mark.slow
def test_a_hundred_thousand_files(tmp_path: Path) -> None:
    for number in range(100):
        folder = tmp_path / f"data/{number}"
        folder.mkdir(parents=True)
        for other in range(1000):
            (folder / f"{other}.txt").touch()
    lay(tmp_path, {"README.md": "# Pumps\n", "src/pumps/__init__.py": "import numpy\n"})
    found = review(tmp_path, catalogue(), Demand(stage="regulated"))
    assert answers(found)["PKG001"] is Answer.FALLS_SHORT
