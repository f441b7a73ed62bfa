"""The checks as their host, repo-review, calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from html import unescape
from pathlib import Path

from playbook.review.checks import CHECKS
from playbook.review.plugin import AT_MOST, repo_review_checks, repo_review_families
from tests.review.laying import lay

BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
PINNED = f'{BUILD}[project]\nname = "a"\nversion = "1"\n'
HOST = str(Path(sys.executable).with_name("repo-review"))


def run(folder: Path, *arguments: str) -> dict[str, dict[str, object]]:
    """Give what the host says of each check of ours, by ID."""
    done = subprocess.run(
        [HOST, "--format", "json", *arguments, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 3), done.stderr
    checks = json.loads(done.stdout)["checks"]
    return {key: value for key, value in checks.items() if key in CHECKS}


def test_every_check_is_offered_with_its_family_and_its_address() -> None:
    offered = repo_review_checks()
    assert set(offered) == set(CHECKS)
    assert {check.family for check in offered.values()} <= set(repo_review_families())
    assert all(check.url.endswith(f"/s/{key}/") for key, check in offered.items())


def test_the_host_selects_a_family_and_says_where(tmp_path: Path) -> None:
    lay(tmp_path, {"pyproject.toml": f'{PINNED}dependencies = ["numpy==2.1.3"]\n', "a/__init__.py": ""})
    found = run(tmp_path, "--select", "PKG")
    assert {key[:3] for key in found} == {"PKG"}
    assert found["PKG003"]["result"] is False
    assert "pyproject.toml:7" in unescape(str(found["PKG003"]["err_msg"]))
    assert found["PKG006"]["result"] is None


def test_an_exception_of_the_repository_counts(tmp_path: Path) -> None:
    waived = '[tool.playbook.exceptions]\nPKG003 = {reason = "an application"}\n'
    lay(tmp_path, {"pyproject.toml": f'{PINNED}dependencies = ["numpy==2.1.3"]\n{waived}', "a/__init__.py": ""})
    assert run(tmp_path, "--select", "PKG003")["PKG003"]["result"] is True


def test_a_later_stage_is_skipped(tmp_path: Path) -> None:
    lay(tmp_path, {"README.md": "x"})
    assert run(tmp_path, "--select", "DOC001")["DOC001"]["result"] is None


def test_what_cannot_be_read_is_no_pass(tmp_path: Path) -> None:
    lay(tmp_path, {".gitlab-ci.yml": "test: [script\n"})
    said = run(tmp_path, "--select", "CI001")["CI001"]
    assert said["result"] is False
    assert "could not be read" in str(said["err_msg"]).lower()


def test_broken_settings_are_said_by_every_check(tmp_path: Path) -> None:
    lay(tmp_path, {".playbook.toml": 'stage = "all"\n'})
    said = run(tmp_path, "--select", "REP002")["REP002"]
    assert "stage" in str(said["err_msg"])


def test_places_are_capped(tmp_path: Path) -> None:
    names = [f"a{number}" for number in range(AT_MOST + 5)]
    pins = ", ".join(f'"{name}==1"' for name in names)
    lay(tmp_path, {"pyproject.toml": f"{PINNED}dependencies = [{pins}]\n", "a/__init__.py": ""})
    said = str(run(tmp_path, "--select", "PKG003")["PKG003"]["err_msg"])
    assert said.count("\n- ") == AT_MOST
    assert said.endswith("more")
