"""The workflows: valid, pinned, with no more rights than they need, and deaf to pull requests where they can write."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(file for file in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml")
BIN = Path(sys.executable).parent

WRITES = {
    ("deploy.yml", "publish", "contents"),
    ("links.yml", "tell", "issues"),
    ("release.yml", "release", "contents"),
}
"""Every right to write that a job has: the file, the job, the right."""


def read(file: Path) -> dict[Any, Any]:
    """Give the workflow as data; YAML reads the key `on` as True."""
    data: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return data


def triggers(file: Path) -> set[str]:
    found = read(file)[True]
    return {found} if isinstance(found, str) else set(found)


def run(*command: str) -> None:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_workflows_are_here() -> None:
    assert {file.name for file in WORKFLOWS} >= {"ci.yml", "deploy.yml", "links.yml", "release.yml"}


def test_zizmor_finds_nothing() -> None:
    run("zizmor", "--offline", "--no-progress", "--no-config", "--persona=auditor", ".github")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflow_meets_its_schema(file: Path) -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file))


def test_dependabot_and_issue_forms_meet_their_schemas() -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml")
    run("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *map(str, FORMS))
    run("check-jsonschema", "--builtin-schema", "vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_githubs_own_and_pinned_with_its_version(file: Path) -> None:
    used = re.findall(r"^\s*-?\s*uses:\s*(.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    for action in used:
        ours = action == "$/.github/actions/review"  # of this very commit
        assert ours or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_one_action_has_one_pin() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    pins = set(re.findall(r"uses: (\S+)@(\S+)", text))
    assert len(pins) == len({action for action, _commit in pins})


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_no_workflow_runs_with_more_than_it_needs(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert isinstance(job["permissions"], dict), f"{file.name}: {name} has no permissions of its own"
        for right, how in job["permissions"].items():
            assert how in {"read", "write"}
            assert how == "read" or (file.name, name, right) in WRITES, f"{file.name}: {name} may write {right}"


def test_every_right_to_write_is_used() -> None:
    rights = {
        (file.name, name, right)
        for file in WORKFLOWS
        for name, job in read(file)["jobs"].items()
        for right, how in job["permissions"].items()
        if how == "write"
    }
    assert rights == WRITES


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_what_can_write_never_runs_for_a_pull_request(file: Path) -> None:
    assert not triggers(file) & {"pull_request_target", "workflow_run", "issue_comment", "issues"}
    if any(name == file.name for name, _job, _right in WRITES):
        assert "pull_request" not in triggers(file)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_no_expression_is_pasted_into_a_script(file: Path) -> None:
    for job in read(file)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_checkouts_leave_no_token_behind(file: Path) -> None:
    for job in read(file)["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_all_green_waits_for_every_job_that_counts() -> None:
    jobs = read(ROOT / ".github/workflows/ci.yml")["jobs"]
    counting = {name for name, job in jobs.items() if not job.get("continue-on-error")} - {"all-green"}
    assert set(jobs["all-green"]["needs"]) == counting
    assert jobs["all-green"]["if"] == "always()"
    assert jobs["zensical"]["continue-on-error"] is True
    assert set(jobs["all-green"]["steps"][0]["env"]) == {name.upper() for name in counting}


@pytest.mark.parametrize(
    ("test", "standards", "preview", "event", "green"),
    [
        ("success", "success", "success", "pull_request", True),
        ("success", "success", "skipped", "push", True),
        ("success", "success", "skipped", "pull_request", False),
        ("success", "success", "failure", "pull_request", False),
        ("failure", "success", "success", "pull_request", False),
        ("success", "failure", "success", "pull_request", False),
        ("cancelled", "success", "skipped", "push", False),
        ("skipped", "success", "skipped", "push", False),
    ],
)
def test_all_green_is_green_only_when_it_should(
    test: str, standards: str, preview: str, event: str, green: bool
) -> None:
    script = read(ROOT / ".github/workflows/ci.yml")["jobs"]["all-green"]["steps"][0]["run"]
    settings = {"TEST": test, "STANDARDS": standards, "PREVIEW": preview, "GITHUB_EVENT_NAME": event}
    done = subprocess.run(["bash", "-e", "-c", script], env=settings, capture_output=True)
    assert (done.returncode == 0) == green


def test_commands_of_the_workflows_exist() -> None:
    from playbook.commands.main import COMMANDS

    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    called = set(re.findall(r"\.venv/bin/playbook ([a-z-]+)", text))
    assert called == {"deploy", "external-links", "offline", "release-notes"}
    assert called <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z-]+|\.venv/\.installed):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"run: make (\S+)", text)) <= targets


def test_release_happens_for_the_tags_that_are_published() -> None:
    tags = [read(ROOT / ".github/workflows" / name)[True]["push"]["tags"] for name in ("deploy.yml", "release.yml")]
    assert tags == [["v[0-9]+.[0-9]+.[0-9]+"]] * 2
