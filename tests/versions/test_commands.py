"""`playbook deploy`, `root` and `release-preview` as somebody types them: what they say, and when they refuse."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from playbook.commands import main
from playbook.publish import branch
from tests.versions import small
from tests.versions.conftest import BRANCH

pytestmark = pytest.mark.xdist_group("versions")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of the small playbook's bare repository `origin`, at the tag v1.0.0."""
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    source = small.repository(tmp_path / "source")
    small.commit(source, "v1.0.0")
    small.git(tmp_path, "clone", "--quiet", "--bare", str(source), "origin.git")
    return another_clone(tmp_path, "clone")


def another_clone(folder: Path, name: str) -> Path:
    """Clone `origin.git` in `folder` once more."""
    small.git(folder, "clone", "--quiet", "origin.git", name)
    small.git(folder / name, "config", "user.name", "Somebody")
    small.git(folder / name, "config", "user.email", "somebody@example.org")
    return folder / name


def run(root: Path, *arguments: str) -> Result:
    """Run a command on `root`; whatever goes wrong, nobody sees a traceback."""
    done = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return done


def refuses(done: Result, what: str, mend: str) -> None:
    """Assert that a command refused with `what`, and said the `mend`."""
    assert done.exit_code == 1, done.output
    error, _, rest = done.output.partition("\n    mend: ")
    assert re.search(what, error), done.output
    assert re.search(mend, rest), done.output


def test_deploy_pushes_what_it_published(clone: Path) -> None:
    done = run(clone, "deploy", "--tag", "v1.0.0", "--push")
    assert done.exit_code == 0, done.output
    assert f"pushed {BRANCH} to origin" in done.output
    files = small.git(clone.parent / "origin.git", "ls-tree", "--name-only", BRANCH).split()
    assert {"1.0", "latest", "index.html", "404.html", "r", "c", "versions.json"} <= set(files)


def test_second_clone_goes_on_where_the_first_pushed(clone: Path) -> None:
    run(clone, "deploy", "--tag", "v1.0.0", "--push")
    other = another_clone(clone.parent, "other")
    done = run(other, "deploy", "--dev", "--push")
    assert done.exit_code == 0, done.output
    files = small.git(clone.parent / "origin.git", "ls-tree", "--name-only", BRANCH).split()
    assert {"1.0", "latest", "dev"} <= set(files)


def test_two_that_publish_at_once_both_succeed(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overtaken: list[Path] = []
    other, push = another_clone(clone.parent, "other"), branch.push

    def slow(root: Path, *arguments: str) -> None:
        if not overtaken:
            overtaken.append(root)
            assert run(other, "deploy", "--dev", "--push").exit_code == 0
        push(root, *arguments)

    monkeypatch.setattr(branch, "push", slow)
    done = run(clone, "deploy", "--tag", "v1.0.0", "--push")
    assert done.exit_code == 0, done.output
    assert "once more on top of that" in done.output
    files = small.git(clone.parent / "origin.git", "ls-tree", "--name-only", BRANCH).split()
    assert {"1.0", "latest", "dev"} <= set(files)


def test_a_shallow_clone_of_the_tag_publishes_as_ci_does(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(clone, "deploy", "--dev", "--push")
    origin = f"file://{clone.parent / 'origin.git'}"
    small.git(clone.parent, "clone", "--quiet", "--depth=1", "--branch", "v1.0.0", origin, "shallow")
    root = clone.parent / "shallow"
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Robot")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "robot@example.org")
    done = run(root, "deploy", "--tag=v1.0.0", "--push")
    assert done.exit_code == 0, done.output
    files = small.git(clone.parent / "origin.git", "ls-tree", "--name-only", BRANCH).split()
    assert {"1.0", "latest", "dev"} <= set(files)


def test_without_push_nothing_leaves(clone: Path) -> None:
    done = run(clone, "deploy", "--dev")
    assert done.exit_code == 0, done.output
    assert f"nothing was pushed: git push origin {BRANCH}" in done.output
    assert small.git(clone.parent / "origin.git", "branch", "--list", BRANCH) == ""


def test_root_makes_the_root_files_anew(clone: Path) -> None:
    run(clone, "deploy", "--dev")
    assert run(clone, "root").output == "nothing had changed\n"
    subprocess.run([Path(sys.executable).with_name("mike"), "deploy", "--help"], check=True, capture_output=True)
    subprocess.run(
        [Path(sys.executable).with_name("mike"), "delete", "dev"], check=True, capture_output=True, cwd=clone
    )
    done = run(clone, "root")
    assert "wrote /r/one/index.html" in done.output


@pytest.mark.parametrize("arguments", [[], ["--dev", "--tag", "v1.0.0"]])
def test_deploy_wants_one_thing_to_publish(clone: Path, arguments: list[str]) -> None:
    done = run(clone, "deploy", *arguments)
    assert done.exit_code == 2
    assert "--tag vX.Y.Z or --dev" in done.output


def test_malformed_tag(clone: Path) -> None:
    refuses(run(clone, "deploy", "--tag", "1.0"), "`1.0` is no tag of a release", "vX.Y.Z")


def test_missing_tag(clone: Path) -> None:
    refuses(run(clone, "deploy", "--tag", "v3.0.0"), "no tag v3.0.0 here", "git fetch --tags")


def test_work_tree_elsewhere(clone: Path) -> None:
    small.write(clone, "docs/roles/four.md", small.role("four", 4))
    small.commit(clone)
    refuses(run(clone, "deploy", "--tag", "v1.0.0"), "not at v1.0.0", "git switch --detach v1.0.0")


def test_dirty_work_tree(clone: Path) -> None:
    small.write(clone, "docs/roles/four.md", small.role("four", 4))
    refuses(run(clone, "deploy", "--tag", "v1.0.0"), r"not committed: docs/roles/four\.md", "commit them")


def test_no_identity(clone: Path) -> None:
    small.git(clone, "config", "--unset", "user.email")
    refuses(run(clone, "deploy", "--dev"), "does not know your email", "git config user.email")


def test_branch_that_holds_the_source(clone: Path) -> None:
    refuses(run(clone, "deploy", "--dev", "--branch", "main"), "main holds the source", "--branch")


def test_branches_that_went_different_ways(clone: Path) -> None:
    other = another_clone(clone.parent, "other")
    run(other, "deploy", "--dev")
    run(clone, "deploy", "--tag", "v1.0.0", "--push")
    done = run(other, "deploy", "--dev", "--push")
    refuses(done, "have gone different ways", f"git branch --force {BRANCH} origin/{BRANCH}")


def test_remote_that_does_not_answer(clone: Path) -> None:
    small.git(clone, "remote", "set-url", "origin", str(clone.parent / "nowhere.git"))
    refuses(run(clone, "deploy", "--dev", "--push"), "`origin` cannot be asked", "git remote -v")


def test_page_that_does_not_build_publishes_nothing(clone: Path) -> None:
    small.write(clone, "docs/roles/four.md", small.role("four", 4).replace("Body.", "[Gone](nowhere.md)"))
    small.commit(clone)
    done = run(clone, "deploy", "--dev")
    assert done.exit_code == 1
    assert "nowhere.md" in done.output
    assert small.git(clone, "branch", "--list", BRANCH) == ""


# -- the preview


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def status(url: str) -> int:
    """Give the answer's status, 0 while nobody listens."""
    try:
        with urlopen(url) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except URLError:
        return 0


def test_preview_shows_two_editions_of_the_work_tree_and_leaves_nothing(clone: Path, tmp_path: Path) -> None:
    small.write(clone, "docs/roles/four.md", small.role("four", 4))
    before = small.git(clone, "status", "--porcelain"), small.git(clone, "for-each-ref")
    scratch, port = tmp_path / "scratch", free_port()
    scratch.mkdir()
    command = [sys.executable, "-c", "from playbook.commands import main; main()", "release-preview"]
    started = subprocess.Popen(
        [*command, "--root", str(clone), "--port", str(port)],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        until = time.monotonic() + 90
        while not status(url) and started.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        expected = {
            "": 200,
            "1.0/": 200,
            "1.0/only-in-1-0/": 200,
            "1.1/": 200,
            "latest/": 200,
            "latest/only-in-1-0/": 404,
            "latest/roles/four/": 200,
            "r/four/": 200,
            "no/such/page/": 404,
            "sitemap.xml": 200,
        }
        assert {path: status(url + path) for path in expected} == expected
    finally:
        started.send_signal(signal.SIGINT)
        said, _nothing = started.communicate(timeout=30)
    assert started.returncode == 0, said
    for path in ("1.0/only-in-1-0/", "r/", "no/such/page/", "sitemap.xml"):
        assert url + path in said
    assert list(scratch.iterdir()) == []
    assert (small.git(clone, "status", "--porcelain"), small.git(clone, "for-each-ref")) == before


def test_preview_says_that_its_port_is_taken(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(clone, "release-preview", "--port", str(port))
    refuses(done, f"port {port} is taken", f"make release-preview PORT={port + 1}")


def test_preview_needs_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small.repository(tmp_path / "playbook")
    (root / ".git").rename(tmp_path / "away")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = run(root, "release-preview", "--port", str(free_port()))
    refuses(done, "this folder cannot be cloned", "git init")
