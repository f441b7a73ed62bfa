"""LOG001: what is said of prints."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.readers.prints import prints
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import lay, verdict

PROJECT = """[build-system]
requires = ["hatchling"]
[project]
name = "pumps"
[project.scripts]
pumps = "pumps.job:main"
"""
PACKAGE = {"pyproject.toml": PROJECT, "src/pumps/__init__.py": ""}


def places(folder: Path, files: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Give path, line and column of what LOG001 finds."""
    found = verdict(folder, "LOG001", {**PACKAGE, **files})
    assert found.answer is (Answer.FALLS_SHORT if found.findings else Answer.HOLDS)
    return [(item.path, item.line, item.column) for item in found.findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("def f(x):\n    print(x)\n", [(2, 5)], id="print"),
        pytest.param("print(1)\n", [(1, 1)], id="at-import"),
        pytest.param("from pprint import pprint\npprint(1)\n", [(2, 1)], id="pprint"),
        pytest.param("class A:\n    def f(self):\n        print(self)\n", [(3, 9)], id="method"),
        pytest.param("import sys\nprint(1, file=sys.stderr)\n", [(2, 1)], id="to-standard-error"),
        pytest.param("def f(x, out):\n    print(x, file=out)\n", [], id="to-a-file"),
        pytest.param("print(1)  # noqa: T201\n", [], id="noqa"),
        pytest.param("print(1)  # noqa: E501\n", [(1, 1)], id="another-noqa"),
        pytest.param("# ruff: noqa: T201\nprint(1)\n", [], id="noqa-for-the-file"),
        pytest.param('"""Use `print(x)`.\n\n>>> print(1)\n"""\n# print(2)\n', [], id="docstring-and-comment"),
        pytest.param("def f(x):\n    blueprint(x)\n    x.print()\n", [], id="other-names"),
    ],
)
def test_prints_of_a_module_are_named(tmp_path: Path, text: str, found: list[tuple[int, int]]) -> None:
    assert places(tmp_path, {"src/pumps/a.py": text}) == [("src/pumps/a.py", *place) for place in found]


MAIN = "\n\nif __name__ == '__main__':\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"src/pumps/__main__.py": "print(1)\n"}, [], id="main-module"),
        pytest.param({"src/pumps/job.py": "def main():\n    print(1)\n"}, [], id="declared-script"),
        pytest.param({"src/pumps/other.py": "def main():\n    print(1)\n"}, [2], id="another-main"),
        pytest.param({"src/pumps/job.py": "def main():\n    show()\ndef show():\n    print(1)\n"}, [], id="only-by-it"),
        pytest.param(
            {"src/pumps/job.py": "def main():\n    f()\ndef g():\n    f()\ndef f():\n    print(1)\n"}, [6], id="g"
        ),
        pytest.param({"src/pumps/a.py": f"x = 1{MAIN}    print(x)\n"}, [], id="under-main"),
        pytest.param({"src/pumps/a.py": f"def f():\n    print(1)\n{MAIN}    f()\n"}, [], id="called-only-under-main"),
        pytest.param(
            {"src/pumps/a.py": f"class A:\n    def f(self): print(1)\n{MAIN}    A()\n"}, [], id="class-only-under-main"
        ),
        pytest.param({"src/pumps/a.py": f"def f():\n    print(1)\n\nf(){MAIN}    f()\n"}, [2], id="called-elsewhere"),
        pytest.param({"src/pumps/a.py": f"def f():\n    print(1)\n{MAIN}    pass\n"}, [2], id="never-called"),
        pytest.param(
            {"src/pumps/a.py": f"def f():\n    print(1)\n{MAIN}    f()\n", "src/pumps/b.py": "from pumps.a import f\n"},
            [2],
            id="imported-by-another",
        ),
        pytest.param(
            {"src/pumps/a.py": "import argparse\np = argparse.ArgumentParser()\nprint(1)\n"}, [], id="argparse"
        ),
        pytest.param({"src/pumps/a.py": "import click\n@click.command()\ndef f(): print(1)\n"}, [], id="click"),
        pytest.param({"src/pumps/cli/table.py": "print(1)\n"}, [], id="folder-of-commands"),
        pytest.param({"src/pumps/_cli/table.py": "def f(): print(1)\n"}, [], id="private-folder-of-commands"),
        pytest.param({"src/pumps/a.py": "@app.command('x')\ndef f(): print(1)\n"}, [], id="command-of-an-application"),
        pytest.param({"src/pumps/a.py": "print(1)\nclient.job().command(x)\n"}, [1], id="a-command-of-something-else"),
    ],
)
def test_entry_points_may_print(tmp_path: Path, files: Mapping[str, str], found: list[int]) -> None:
    assert [line for _, line, _ in places(tmp_path, files)] == found


@pytest.mark.parametrize(
    "path", ["tests/test_a.py", "src/pumps/tests/a.py", "notebooks/a.py", "examples/a.py", "docs/conf.py", "once.py"]
)
def test_what_is_no_source_may_print(tmp_path: Path, path: str) -> None:
    assert places(tmp_path, {"src/pumps/tests/conftest.py": "", path: "print(1)\n"}) == []


def test_a_script_that_a_pipeline_runs_is_asked_and_one_of_ci_is_not(tmp_path: Path) -> None:
    files = {
        "jobs/a.py": "print(1)\n",
        "dvc.yaml": "cmd: python jobs/a.py\n",
        "ci/b.py": "print(1)\n",
        ".github/workflows/ci.yml": "- run: python ci/b.py\n",
    }
    assert places(tmp_path, files) == [("jobs/a.py", 1, 1)]


HANDLER = "def {name}(event):\n    print(event)\n\n\nif __name__ == '__main__':\n    {name}({{}})\n"


@pytest.mark.parametrize(
    ("name", "files", "found"),
    [
        pytest.param("handler", {"Dockerfile": "FROM x:1\nRUN python a.py\n"}, [2], id="by-its-name"),
        pytest.param("start", {"Dockerfile": 'FROM x:1\nRUN python a.py\nCMD ["a.start"]\n'}, [2], id="by-the-image"),
        pytest.param(
            "start",
            {"dvc.yaml": "cmd: python a.py", "serverless.yml": "handler: x/a.start\n"},
            [2],
            id="by-the-platform",
        ),
        pytest.param("start", {"Dockerfile": "FROM x:1\nRUN python a.py\n"}, [], id="nobody-else"),
        pytest.param("run", {"Dockerfile": "FROM x:1\nRUN python a.py\n"}, [], id="run-alone"),
    ],
)
def test_what_a_platform_calls_is_no_entry_point(
    tmp_path: Path, name: str, files: Mapping[str, str], found: list[int]
) -> None:
    assert [line for _, line, _ in places(tmp_path, {"a.py": HANDLER.format(name=name), **files})] == found


def test_without_a_package_what_scripts_import_is_asked(tmp_path: Path) -> None:
    files = {"src/run.py": "import helpers\nprint(1)\n", "src/helpers.py": "def f():\n    print(2)\n"}
    found = verdict(tmp_path, "LOG001", files)
    assert [(item.path, item.line) for item in found.findings] == [("src/helpers.py", 2)]


def test_what_noqa_marks_is_noted(tmp_path: Path) -> None:
    found = verdict(tmp_path, "LOG001", {**PACKAGE, "src/pumps/a.py": "print(1)  # noqa: T201\n"})
    assert found.answer is Answer.HOLDS
    assert "noqa" in found.reason
    assert found.notes == ("`noqa` marks prints in 1 place: those were not asked",)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        pytest.param("def print_hours(x):\n    if x:\n        print(x)\n", "return the text", id="shows"),
        pytest.param("def f():\n    try: ...\n    except ValueError: print(1)\n", "log it", id="does-something"),
        pytest.param("def show():\n    def f():\n        print(1)\n", "log it", id="the-innermost"),
    ],
)
def test_the_mend_fits_what_the_function_is_for(tmp_path: Path, text: str, mend: str) -> None:
    (finding,) = verdict(tmp_path, "LOG001", {**PACKAGE, "src/pumps/a.py": text}).findings
    assert mend in finding.message


def test_the_evidence_is_the_line_without_credentials(tmp_path: Path) -> None:
    text = "def f():\n    print('https://kim:hunter2secret@pumps.energy.io/simple')\n"
    finding = verdict(tmp_path, "LOG001", {**PACKAGE, "src/pumps/a.py": text}).findings[0]
    assert finding.evidence == "print('https://***@pumps.energy.io/simple')"
    assert "log it" in finding.message


def test_settings_of_the_repository_and_of_the_caller_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUFF_CONFIG", "lint.ignore = ['T20']")
    settings = {"ruff.toml": 'exclude = ["src"]\n[lint]\nignore = ["T20"]\n', ".gitignore": "src\n"}
    assert places(tmp_path, {**settings, "src/pumps/a.py": "print(1)\n"}) == [("src/pumps/a.py", 1, 1)]


def test_nothing_is_written(tmp_path: Path) -> None:
    places(tmp_path, {"src/pumps/a.py": "print(1)\n"})
    assert {path.name for path in tmp_path.iterdir()} == {"pyproject.toml", "src"}


def test_a_name_like_an_option_is_a_file(tmp_path: Path) -> None:
    repository = Repository(lay(tmp_path, {"--config=x.py": "print(1)\n"}))
    found, unread = prints(repository, ["--config=x.py"])
    assert ([item.path for item in found], unread) == (["--config=x.py"], [])


def test_what_ruff_cannot_parse_is_no_pass(tmp_path: Path) -> None:
    found = verdict(tmp_path, "LOG001", {**PACKAGE, "src/pumps/a.py": "def f(:\n    print(1)\n"})
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [("src/pumps/a.py", 1)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("print(1)\n", Answer.UNREAD, id="print"),
        pytest.param("x = 1\n", Answer.HOLDS, id="nothing-to-find"),
    ],
)
def test_without_ruff_prints_cannot_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, answer: Answer
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    found = verdict(tmp_path, "LOG001", {**PACKAGE, "src/pumps/a.py": text})
    assert found.answer is answer
    assert all("ruff is not installed" in item.message for item in found.unread)


def test_without_a_package_it_does_not_apply(tmp_path: Path) -> None:
    assert verdict(tmp_path, "LOG001", {"train.py": "print(1)\n"}).answer is Answer.NOT_APPLICABLE
