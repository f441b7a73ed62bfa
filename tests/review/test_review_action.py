"""The GitHub action and the hook of pre-commit: their form, and their shell, run here as a runner would."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.commands.options import FAIL_ON
from playbook.commands.review import STAGES
from tests.building import ROOT
from tests.design_docs.commanding import NAME, SHORT
from tests.review.laying import lay

FOLDER = ROOT / ".github/actions/review"
FILE = FOLDER / "action.yml"
ACTION: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("uses")): step for step in ACTION["runs"]["steps"]}
DESIGN = "Check design documents"
BIN = Path(sys.executable).parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def test_the_action_meets_its_schema() -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-actions", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_expression_is_pasted_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"


def test_each_action_it_uses_is_githubs_own_and_pinned_as_in_the_workflows() -> None:
    used = set(re.findall(r"^\s*-?\s*uses:\s*(.+)$", re.sub(r"(?m)^#.*", "", FILE.read_text()), re.MULTILINE))
    elsewhere = "".join(file.read_text(encoding="utf-8") for file in (ROOT / ".github/workflows").glob("*.yml"))
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
        assert f"uses: {action}\n" in elsewhere


def test_its_inputs_name_what_the_command_takes() -> None:
    inputs = ACTION["inputs"]
    assert set(inputs) == {"path", "stage", "fail-on", "warn-only", "design-documents", "since", "sarif"}
    for word in (*STAGES, *FAIL_ON):
        assert word in inputs["stage"]["description"] + inputs["fail-on"]["description"]
    given = [value for name in ("Review", DESIGN) for value in STEPS[name]["env"].values()]
    assert {f"${{{{ inputs.{name} }}}}" for name in inputs} == {value for value in given if "inputs." in value}


class Runner:
    """A runner's folders and files, and the steps of the action in them."""

    def __init__(self, folder: Path) -> None:
        self.temp = folder / "temp"
        self.summary, self.output = folder / "summary.md", folder / "output"
        self.bin = self.temp / "playbook-review/bin"
        self.bin.mkdir(parents=True)
        self.calls = folder / "calls"

    def stub(self, path: Path, script: str) -> None:
        """Write a program that notes how it was called, and then does as `script` says."""
        path.parent.mkdir(parents=True, exist_ok=True)
        calls = shlex.quote(str(self.calls))
        note = f'{{ printf "%s\\0" {shlex.quote(path.name)} "$@"; echo; }} >>{calls}'
        path.write_text(f"#!/bin/bash\n{note}\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def called(self) -> list[list[str]]:
        rows = self.calls.read_text(encoding="utf-8").split("\0\n")
        return [row.split("\0") for row in rows if row]

    def run(self, name: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does; what the caller does not give is the input's default."""
        defaults = {
            key: ACTION["inputs"][value[11:-3]]["default"]
            for key, value in STEPS[name]["env"].items()
            if value.startswith("${{ inputs.")
        }
        given = {
            "PATH": os.environ["PATH"],
            "GITHUB_ACTION_PATH": str(FOLDER),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
            **defaults,
            **env,
        }
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", STEPS[name]["run"]]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.output.read_text(encoding="utf-8").splitlines())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_it_installs_from_the_lock_file(runner: Runner, tmp_path: Path) -> None:
    for name in ("python", "uv"):
        runner.stub(runner.bin / name, "")
    python = tmp_path / "python3"
    runner.stub(python, "")
    done = runner.run("Install the playbook from its lock file", PYTHON=str(python))
    assert done.returncode == 0, done.stderr
    venv, pip, uv = runner.called()
    assert venv[1:] == ["-m", "venv", str(runner.temp / "playbook-review")]
    assert "--require-hashes" in pip
    assert pip[-1] == str(ROOT / "scripts/setup/uv.txt")
    assert uv[1] == "sync"
    assert {"--frozen", "--no-default-groups"} <= set(uv)
    assert uv[-2:] == ["--project", str(ROOT)]


def _told_twice(first: list[str], second: list[str], options: list[str]) -> None:
    """What is said beside the lines and what goes into the summary are asked with the same options and paths."""
    assert "--format=github" in first
    assert {"--format=markdown", "--warn-only"} <= set(second)
    for option in options:
        assert option in first
        assert option in second
    assert first[first.index("--") :] == second[second.index("--") :]


@pytest.mark.parametrize(
    ("env", "options"),
    [
        pytest.param({}, ["--fail-on=must", "--", "."], id="defaults"),
        pytest.param({"STAGE": "growing", "FAIL_ON": "should"}, ["--fail-on=should", "--stage=growing"], id="stage"),
        pytest.param({"SINCE": "origin/main"}, ["--since=origin/main"], id="since"),
        pytest.param({"SINCE": "--output=x; $(id)"}, ["--since=--output=x; $(id)"], id="no way out"),
        pytest.param({"PATHS": "a b\n\n-c\n"}, ["--", "a b", "-c"], id="several paths"),
    ],
)
def test_inputs_become_options(runner: Runner, env: dict[str, str], options: list[str]) -> None:
    runner.stub(runner.bin / "playbook", 'echo "of the review"')
    done = runner.run("Review", **env)
    assert done.returncode == 0, done.stderr
    first, second = runner.called()
    assert first[:2] == second[:2] == ["playbook", "review"]
    _told_twice(first, second, options)
    assert runner.summary.read_text(encoding="utf-8") == "of the review\n"
    assert runner.outputs() == {"exit-code": "0"}


@pytest.mark.parametrize(
    ("code", "env", "ends", "calls"),
    [
        pytest.param(1, {}, 1, 2, id="falls short"),
        pytest.param(3, {}, 3, 2, id="could not be read"),
        pytest.param(2, {}, 2, 1, id="a wrong call"),
        pytest.param(1, {"WARN_ONLY": "true"}, 0, 2, id="warn of 1"),
        pytest.param(3, {"WARN_ONLY": "true"}, 0, 2, id="warn of 3"),
        pytest.param(2, {"WARN_ONLY": "true"}, 2, 1, id="warn not of 2"),
        pytest.param(1, {"SARIF": "x.sarif"}, 1, 3, id="SARIF"),
    ],
)
def test_it_ends_as_the_review_does(runner: Runner, code: int, env: dict[str, str], ends: int, calls: int) -> None:
    runner.stub(runner.bin / "playbook", f'case "$*" in *--warn-only*) exit 0 ;; *) exit {code} ;; esac')
    done = runner.run("Review", **env)
    assert (done.returncode, len(runner.called())) == (ends, calls), done.stderr
    assert runner.outputs() == {"exit-code": str(code), **({"sarif": env["SARIF"]} if "SARIF" in env else {})}


def test_a_review_of_an_example(runner: Runner, tmp_path: Path) -> None:
    repository = shutil.copytree(ROOT / "docs/standards/PKG003/bad", tmp_path / "demand forecast")
    (runner.bin / "playbook").symlink_to(BIN / "playbook")
    sarif = tmp_path / "a b.sarif"
    done = runner.run("Review", PATHS=str(repository), SARIF=str(sarif))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=pyproject.toml,line=" in done.stdout
    assert "PKG003" in done.stdout
    assert runner.summary.read_text(encoding="utf-8").startswith("## Review of demand forecast (stage everyone)\n")
    assert runner.outputs() == {"exit-code": "1", "sarif": str(sarif)}
    results = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "PKG003" in {result["ruleId"] for result in results}


def test_design_documents_are_checked_where_some_are_named_and_after_a_review() -> None:
    condition = STEPS[DESIGN]["if"]
    for word in ("!cancelled()", "inputs.design-documents != ''", "steps.review.outputs.exit-code != ''"):
        assert word in condition
    outputs = ACTION["outputs"]
    assert outputs["exit-code"]["value"] == "${{ steps.design.outputs.exit-code || steps.review.outputs.exit-code }}"
    assert outputs["design-sarif"]["value"] == "${{ steps.design.outputs.sarif }}"


@pytest.mark.parametrize(
    ("env", "options"),
    [
        pytest.param({}, ["--fail-on=must", "--", "docs/design"], id="defaults"),
        pytest.param({"FAIL_ON": "should"}, ["--fail-on=should"], id="level"),
        pytest.param({"SINCE": "--output=x; $(id)"}, ["--changed-since=--output=x; $(id)"], id="no way out"),
        pytest.param({"DOCUMENTS": "a b\n\n-c\n"}, ["--", "a b", "-c"], id="several folders"),
    ],
)
def test_inputs_become_options_of_the_check(runner: Runner, env: dict[str, str], options: list[str]) -> None:
    runner.stub(runner.bin / "playbook", 'echo "of the check"')
    done = runner.run(DESIGN, **{"DOCUMENTS": "docs/design", "REVIEWED": "0", **env})
    assert done.returncode == 0, done.stderr
    first, second = runner.called()
    assert first[:3] == second[:3] == ["playbook", "design", "check"]
    _told_twice(first, second, options)
    assert runner.summary.read_text(encoding="utf-8") == "of the check\n"
    assert runner.outputs() == {"exit-code": "0"}


@pytest.mark.parametrize(
    ("reviewed", "code", "both"),
    [
        ("0", 0, "0"),
        ("0", 1, "1"),
        ("0", 2, "2"),
        ("0", 3, "3"),
        ("1", 0, "1"),
        ("1", 2, "2"),
        ("1", 3, "1"),
        ("2", 1, "2"),
        ("3", 0, "3"),
        ("3", 1, "1"),
        ("0", 139, "139"),
        ("3", 139, "3"),
    ],
)
def test_the_graver_end_is_that_of_both(runner: Runner, reviewed: str, code: int, both: str) -> None:
    runner.stub(runner.bin / "playbook", f'case "$*" in *--warn-only*) exit 0 ;; *) exit {code} ;; esac')
    done = runner.run(DESIGN, DOCUMENTS="docs/design", REVIEWED=reviewed, SARIF="x/review.sarif")
    assert done.returncode == code, done.stderr
    sarif = {} if code == 2 else {"sarif": "x/review-design.sarif"}
    assert runner.outputs() == {"exit-code": both, **sarif}
    assert len(runner.called()) == (1 if code == 2 else 3)


@pytest.mark.parametrize(("code", "ends"), [(1, 0), (3, 0), (2, 2)])
def test_warnings_fail_nothing_but_a_wrong_call(runner: Runner, code: int, ends: int) -> None:
    runner.stub(runner.bin / "playbook", f'case "$*" in *--warn-only*) exit 0 ;; *) exit {code} ;; esac')
    done = runner.run(DESIGN, DOCUMENTS="docs/design", REVIEWED="0", WARN_ONLY="true")
    assert (done.returncode, runner.outputs()) == (ends, {"exit-code": str(code)})


def test_a_check_of_documents(runner: Runner, tmp_path: Path) -> None:
    folder = lay(tmp_path / "demand", {f"rfcs/{NAME}": SHORT}) / "rfcs"
    (runner.bin / "playbook").symlink_to(BIN / "playbook")
    sarif = tmp_path / "review.sarif"
    done = runner.run(DESIGN, DOCUMENTS=str(folder), REVIEWED="0", SARIF=str(sarif))
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"::error file={NAME},line=20," in done.stdout
    assert runner.summary.read_text(encoding="utf-8").startswith("## Design documents of rfcs (1 document)\n")
    assert runner.outputs() == {"exit-code": "1", "sarif": str(tmp_path / "review-design.sarif")}
    (run,) = json.loads((tmp_path / "review-design.sarif").read_text(encoding="utf-8"))["runs"]
    assert "DES005" in {result["ruleId"] for result in run["results"]}


ALL_HOOKS = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("hook", ALL_HOOKS.values(), ids=list(ALL_HOOKS))
def test_a_hook_has_the_form_that_pre_commit_reads(hook: dict[str, Any]) -> None:
    texts = {"id", "name", "description", "entry", "language"}
    assert set(hook) <= texts | {"args", "files", "pass_filenames", "always_run", "require_serial"}
    assert all(isinstance(hook[key], str) and hook[key] for key in texts)
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    assert ("files" in hook) is not hook.get("always_run", False), "it runs always, or for some files"


def ran(name: str, repository: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook in `repository` as pre-commit does."""
    hook = ALL_HOOKS[name]
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    env.pop("FORCE_COLOR", None)
    command = [*shlex.split(hook["entry"]), *hook["args"]]
    return subprocess.run(command, cwd=repository, env=env, capture_output=True, text=True, check=False)


def test_the_hook_of_the_review_runs(tmp_path: Path) -> None:
    done = ran("playbook-review", shutil.copytree(ROOT / "docs/standards/PKG003/bad", tmp_path / "demand"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "  PKG003 Ranges in the package, not pins\n" in done.stdout


def test_the_hook_of_design_documents_runs(tmp_path: Path) -> None:
    done = ran("playbook-design", lay(tmp_path / "demand", {f"docs/design/documents/{NAME}": SHORT}))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "  DES005 " in done.stdout


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        (f"docs/design/{NAME}", True),
        ("docs/design/documents/12-a.md", True),
        ("docs/design/README.md", False),
        ("docs/design/how-we-write.md", False),
        ("docs/design/0001-a.svg", False),
        ("src/docs/design/0001-a.md", False),
    ],
)
def test_the_hook_of_design_documents_runs_for_documents(path: str, runs: bool) -> None:
    assert (re.search(ALL_HOOKS["playbook-design"]["files"], path) is not None) is runs
