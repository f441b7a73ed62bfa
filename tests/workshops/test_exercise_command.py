"""`playbook exercise`: it lays out and overwrites nothing, says how far somebody is, and refuses in words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.commands import main
from playbook.records.current import current
from playbook.workshops import exercises, trying
from playbook.workshops.exercises import MARKER, lay, packed
from playbook.workshops.trying import Outcome, modules_missing, python_of, run_tests
from tests.workshops.made import CI, RIGHT, SMALL

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setattr(exercises, "repositories", lambda root=None: {SMALL.kit: SMALL})  # noqa: ARG005


def call(*args: object) -> Result:
    return CliRunner().invoke(main, ["exercise", *map(str, args)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder in which the exercise lies as it is at the start."""
    lay(SMALL, "start", tmp_path / "mine", "dev")
    return tmp_path / "mine"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# -- start


def test_the_list_names_states_and_standards() -> None:
    said = call("list").stdout
    assert "doubling: Doubling" in said
    assert "states: start, right, tidy, solution" in said
    assert "standards: CI001, CI002" in said


def test_start_lays_out_all_files_and_says_what_comes_first(tmp_path: Path) -> None:
    done = call("start", "doubling", tmp_path / "new/mine")
    assert done.exit_code == 0
    assert names(tmp_path / "new/mine") == {*SMALL.files("start"), MARKER}
    mark = json.loads((tmp_path / "new/mine" / MARKER).read_text(encoding="utf-8"))
    assert mark == {"kit": "doubling", "state": "start", "edition": "dev"}
    assert "Double a number." in done.stdout
    assert "@own" not in done.stdout
    assert f"cd {tmp_path / 'new/mine'}\n" in done.stdout
    assert ".venv/bin/python -m pip install pytest\n" in done.stdout
    assert "playbook exercise check ." in done.stdout
    assert "You work towards “It doubles” (right): Mend `double`." in done.stdout


@pytest.mark.parametrize(
    ("at", "state", "gone"),
    [
        pytest.param("right", "right", set(), id="a checkpoint"),
        pytest.param("checked", "solution", {"NOTES.md"}, id="the last checkpoint is the solution"),
        pytest.param("solution", "solution", {"NOTES.md"}, id="the solution"),
    ],
)
def test_start_at_a_later_state(at: str, state: str, gone: set[str], tmp_path: Path) -> None:
    assert call("start", "doubling", tmp_path / "mine", "--at", at).exit_code == 0
    assert (tmp_path / "mine/src/twice.py").read_bytes() == RIGHT
    assert names(tmp_path / "mine") == {*SMALL.files(state), MARKER}
    assert gone & names(tmp_path / "mine") == set()


def test_start_at_a_later_state_says_what_is_reached(tmp_path: Path) -> None:
    said = call("start", "doubling", tmp_path / "mine", "--at", "tidy").stdout
    assert "Take NOTES out.\n" in said
    assert "Double a number." not in said
    assert "You work towards “CI checks it” (checked)" in said


def _link(at: Path) -> Path:
    (at / "aim").mkdir()
    (at / "mine").symlink_to(at / "aim")
    return at / "mine"


def _file(at: Path) -> Path:
    (at / "mine").write_text("x", encoding="utf-8")
    return at / "mine"


def _full(at: Path) -> Path:
    (at / "mine").mkdir()
    _file(at / "mine")
    return at / "mine"


def _below_a_file(at: Path) -> Path:
    return _file(at) / "deeper"


@pytest.mark.parametrize(
    ("make", "what"),
    [
        pytest.param(_link, "is a link", id="link"),
        pytest.param(_file, "is a file", id="file"),
        pytest.param(_full, "is not empty", id="not empty"),
        pytest.param(_below_a_file, "cannot be written", id="below a file"),
    ],
)
def test_start_writes_nothing_where_something_is(make: Callable[[Path], Path], what: str, tmp_path: Path) -> None:
    target = make(tmp_path)
    before = names(tmp_path)
    done = call("start", "doubling", target)
    assert done.exit_code == 2
    assert what in done.stderr
    assert "mend: " in done.stderr
    assert names(tmp_path) == before


@pytest.mark.parametrize(
    ("args", "what"),
    [
        pytest.param(("nothing", "x"), "there is no exercise of a kit nothing", id="kit"),
        pytest.param(("doubling", "x", "--at", "half"), "doubling has no checkpoint half", id="checkpoint"),
        pytest.param(("doubling", "x", "--root", "/"), "it holds no mkdocs.yml", id="root"),
    ],
)
def test_start_refuses_what_there_is_not(args: tuple[str, ...], what: str, tmp_path: Path) -> None:
    with CliRunner().isolated_filesystem(tmp_path):
        done = call("start", *args)
        assert done.exit_code == 2
        assert what in done.stderr
        assert "mend: " in done.stderr
        assert not Path("x").exists()


# -- check


def test_check_says_how_far_it_is_until_the_solution(folder: Path) -> None:
    done = call("check", folder)
    assert done.exit_code == 1
    assert f"in a copy of it, with {sys.executable}" in done.stdout
    assert "1. It doubles (right): not yet" in done.stdout
    assert "holds: tests/test_nothing.py::test_nothing passes" in done.stdout
    assert "- tests/test_twice.py::test_double fails: assert 2 == 4" in done.stdout
    assert "hint: It gives what it got." in done.stdout
    assert "hint: Delete it." not in done.stdout
    assert "2. It is tidy (tidy): not yet" in done.stdout
    assert "- NOTES.md is still there" in done.stdout
    assert "  CI001 falls short: Every change is checked by CI" in done.stdout
    assert "Standards: 0 of 2 hold" in done.stdout
    assert "  - tests/test_twice.py::test_double: assert 2 == 4\n  - and 1 of later checkpoints\n" in done.stdout
    assert "Next: “It doubles” (right). Mend `double`." in done.stdout

    (folder / "src/twice.py").write_bytes(RIGHT)
    (folder / "NOTES.md").unlink()
    done = call("check", folder)
    assert done.exit_code == 1
    assert "2. It is tidy (tidy): reached" in done.stdout
    assert "hint: A file below .github/workflows." in done.stdout

    (folder / ".github/workflows").mkdir(parents=True)
    (folder / ".github/workflows/ci.yml").write_bytes(CI)
    done = call("check", folder)
    assert done.exit_code == 0, done.output
    assert "Standards: 2 of 2 hold" in done.stdout
    assert "holds: tests/test_ci.py::test_there passes; CI001 holds; CI002 holds" in done.stdout
    assert "Tests: all pass, 2 in your folder" in done.stdout
    assert "You have reached the solution of “Doubling”." in done.stdout


@pytest.fixture
def solved(tmp_path: Path) -> Path:
    lay(SMALL, "solution", tmp_path / "mine", "dev")
    return tmp_path / "mine"


def _delete_test(at: Path) -> None:
    (at / "src/twice.py").write_bytes(b"def double(x):\n    return x\n")
    (at / "tests/test_twice.py").unlink()


def _empty_test(at: Path) -> None:
    (at / "src/twice.py").write_bytes(b"def double(x):\n    return x\n")
    (at / "tests/test_twice.py").write_text("def test_double(): pass\n", encoding="utf-8")


def _skip_in_conftest(at: Path) -> None:
    (at / "src/twice.py").write_bytes(b"def double(x):\n    import pytest\n    pytest.skip('later')\n")


def _own_test_fails(at: Path) -> None:
    (at / "tests/test_mine.py").write_text("def test_mine():\n    raise ValueError('mine')\n", encoding="utf-8")


def _no_import(at: Path) -> None:
    (at / "tests/test_mine.py").write_text("import not_there\n", encoding="utf-8")


def _bad_settings(at: Path) -> None:
    (at / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(_delete_test, "tests/test_twice.py::test_double fails: assert 2 == 4", id="test deleted"),
        pytest.param(_empty_test, "tests/test_twice.py::test_double fails: assert 2 == 4", id="test emptied"),
        pytest.param(_skip_in_conftest, "tests/test_twice.py::test_double is skipped", id="skipped"),
        pytest.param(_own_test_fails, "tests/test_mine.py::test_mine: ValueError: mine", id="own test"),
        pytest.param(_no_import, "-m pip install not_there", id="module missing"),
        pytest.param(_bad_settings, "--no-such-option", id="pytest refuses"),
    ],
)
def test_what_keeps_a_solution_from_being_one(spoil: Callable[[Path], None], said: str, solved: Path) -> None:
    spoil(solved)
    before = {path: path.read_bytes() for path in solved.rglob("*") if path.is_file()}
    done = call("check", solved)
    assert done.exit_code == 1
    assert said in done.stdout
    assert {path: path.read_bytes() for path in solved.rglob("*") if path.is_file()} == before


def test_a_loop_without_an_end_is_stopped(solved: Path) -> None:
    (solved / "tests/test_mine.py").write_text("while True:\n    pass\n", encoding="utf-8")
    done = call("check", solved, "--timeout", "1")
    assert done.exit_code == 2
    assert "the tests did not end within 1 seconds" in done.stderr
    assert "mend: " in done.stderr


def _without_packages(at: Path) -> Path:
    at.parent.mkdir(parents=True)
    at.write_text(f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n', encoding="utf-8")
    at.chmod(0o755)
    return at


def test_a_folder_without_an_environment_is_told_how_to_make_one(
    solved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the tests need does not go into the environment of the command."""
    monkeypatch.setattr(sys, "executable", str(_without_packages(tmp_path / "theirs/bin/python")))
    done = call("check", solved)
    assert done.exit_code == 1
    assert "    python3 -m venv .venv\n    .venv/bin/python -m pip install pytest\n" in done.stdout
    assert "theirs/bin/python -m pip" not in done.stdout


def test_a_python_without_pytest_is_told_what_to_install(solved: Path) -> None:
    bare = _without_packages(solved / ".venv/bin/python")
    assert python_of(solved) == bare
    done = call("check", solved)
    assert done.exit_code == 1
    assert f"{bare} -m pip install pytest" in done.stdout
    assert "Tests: none could be run" in done.stdout


def test_a_python_that_is_none(solved: Path) -> None:
    done = call("check", solved, "--python", "/nowhere/python")
    assert done.exit_code == 2
    assert "/nowhere/python cannot be started" in done.stderr


@pytest.mark.parametrize("name", ["outcomes", "plugins", "printed"])
def test_a_folder_may_be_called_anything(name: str, folder: Path) -> None:
    found = run_tests(folder.rename(folder.with_name(name)), sys.executable, 60)
    assert [test.how for test in found.tests] == ["passed", "failed"]


def test_a_python_is_named_from_where_it_is_asked_for(solved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = _without_packages(solved.parent / "its own/python")
    monkeypatch.chdir(solved.parent)
    done = call("check", solved, "--python", "its own/python")
    assert f"'{bare}' -m pip install pytest" in done.stdout


def test_why_pytest_did_not_run_stands_at_the_end_of_what_was_printed(solved: Path) -> None:
    loud = solved / "loud"
    loud.write_text("#!/bin/sh\nyes told | head -n 99999\necho ERROR: at last\nexit 4\n", encoding="utf-8")
    loud.chmod(0o755)
    assert run_tests(solved, str(loud), 60).kept == "ERROR: at last"


def _linked_out(tests: Path) -> None:
    tests.rename(tests.parents[1] / "outside")
    tests.symlink_to(tests.parents[1] / "outside")


def _file_in_the_way(tests: Path) -> None:
    for file in tests.iterdir():
        file.unlink()
    tests.rmdir()
    tests.touch()


def _folder_in_the_way(tests: Path) -> None:
    (tests / "test_ci.py/deep").mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_linked_out, _file_in_the_way, _folder_in_the_way])
def test_our_tests_are_put_into_the_copy_and_nowhere_else(spoil: Callable[[Path], None], folder: Path) -> None:
    """Also where the participant has made something else of the place in which they are to stand."""
    spoil(folder / "tests")
    before = names(folder.parent)
    copy = folder.parent / "copy"
    trying._copy(folder, copy, SMALL.own_tests)
    assert names(folder.parent) - {f"copy/{name}" for name in names(copy)} == before
    assert {path: (copy / path).read_bytes() for path in SMALL.own_tests} == SMALL.own_tests


def test_what_cannot_be_copied_is_named(folder: Path) -> None:
    os.mkfifo(folder / "tests/pipe")
    done = call("check", folder)
    assert done.exit_code == 2
    assert f"cannot be copied: `{folder}/tests/pipe` is a named pipe" in done.stderr


def test_whoever_ends_the_check_ends_its_tests(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They run in a session of their own, which a closed terminal does not end."""
    ignored = [signal.SIG_DFL, signal.SIG_IGN]

    def asked(*_args: object) -> None:
        assert not {signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGHUP)} & set(ignored)
        raise exercises.ExerciseError("asked", "")

    monkeypatch.setattr("playbook.commands.exercise_progress.progress", asked)
    assert "Error: asked" in call("check", folder).stderr


def test_new_files_count_once_git_knows_them(solved: Path) -> None:
    workflow = ".github/workflows/ci.yml"
    for words in (["init", "-q"], ["add", "."], ["rm", "-q", "--cached", workflow]):
        subprocess.run(["git", "-C", str(solved), *words], check=True)
    done = call("check", solved)
    assert done.exit_code == 1
    assert "a new file counts after `git add`" in done.stdout
    subprocess.run(["git", "-C", str(solved), "add", workflow], check=True)
    assert call("check", solved).exit_code == 0


def _mark(text: str) -> Callable[[Path], Path]:
    def make(at: Path) -> Path:
        (at / MARKER).write_text(text, encoding="utf-8")
        return at

    return make


def _linked_mark(at: Path) -> Path:
    (at / MARKER).rename(at / "elsewhere")
    (at / MARKER).symlink_to(at / "elsewhere")
    return at


def _linked_folder(at: Path) -> Path:
    (at.parent / "link").symlink_to(at)
    return at.parent / "link"


def _no_mark(at: Path) -> Path:
    (at / MARKER).unlink()
    return at


def _pipe(at: Path) -> Path:
    (at / MARKER).unlink()
    os.mkfifo(at / MARKER)
    return at


@pytest.mark.parametrize(
    ("make", "what"),
    [
        pytest.param(lambda at: at / "none", "there is no folder", id="no folder"),
        pytest.param(lambda at: at / "README.md", "there is no folder", id="a file"),
        pytest.param(_no_mark, "is no exercise", id="no mark"),
        pytest.param(_linked_mark, "cannot be read", id="linked mark"),
        pytest.param(_linked_folder, "is a link", id="linked folder"),
        pytest.param(_pipe, "is damaged", id="a pipe"),
        pytest.param(_mark("{"), "is damaged", id="no JSON"),
        pytest.param(_mark("[" * 3000), "is damaged", id="nested"),
        pytest.param(_mark(" " * 5000), "is damaged", id="long"),
        pytest.param(_mark('{"kit": 1, "state": "start", "edition": "1"}'), "is damaged", id="a number"),
        pytest.param(
            _mark('{"kit": "\\u001b[31m", "state": "start", "edition": "1"}'),
            "there is no exercise of a kit \\x1b[31m",
            id="another kit",
        ),
    ],
)
def test_check_refuses_a_folder_that_is_no_exercise(make: Callable[[Path], Path], what: str, folder: Path) -> None:
    done = call("check", make(folder))
    assert done.exit_code == 2
    assert what in done.stderr
    assert "mend: " in done.stderr
    assert "Traceback" not in done.output


def test_modules_of_the_exercise_itself_are_none_to_install() -> None:
    failed = [
        Outcome("a", "failed", "ModuleNotFoundError: No module named 'twice'"),
        Outcome("b", "failed", "ModuleNotFoundError: No module named 'numpy.linalg'"),
        Outcome("c", "failed", "ModuleNotFoundError: No module named 'x; reboot'"),
    ]
    assert modules_missing(failed, SMALL.files("solution")) == ["numpy"]


def test_an_installed_package_takes_the_exercises_that_it_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    whole = packed(current(ROOT), "1.0")
    (tmp_path / exercises.FILE).write_text(json.dumps(whole), encoding="utf-8")
    monkeypatch.setattr(exercises, "PACKAGE", tmp_path)
    assert list(exercises.repositories()) == [row["kit"] for row in whole["exercises"]]


def test_a_file_that_is_no_text_is_named_before_it_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = {**SMALL.layers, "right": {"data/load.csv": b"\xff"}}
    monkeypatch.setattr(exercises, "of_library", lambda _library: {SMALL.kit: replace(SMALL, layers=layers)})
    with pytest.raises(exercises.ExerciseError, match=r"doubling: right: data/load.csv is not UTF-8"):
        packed(current(ROOT), "1.0")
