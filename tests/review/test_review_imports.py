"""A light command stays light: what is heavy is imported where it is used, and not before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.review.laying import lay

HEAVY = {"rich", "pydantic", "jsonschema", "check_jsonschema", "nbformat", "detect_secrets", "validate_pyproject"}
LIST = """
import sys
from playbook.commands import main
try:
    main(sys.argv[1:])
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""


def imported(*arguments: str, **env: str) -> set[str]:
    """Give the modules that a call of `playbook` imports."""
    given = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")} | env
    command = [sys.executable, "-c", LIST, *arguments]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert "playbook.commands.main" in done.stderr, done.stderr
    return set(done.stderr.split("\n"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    imported("standard", "--list")  # in a checkout the standards are made from the pages once
    return lay(tmp_path, {"README.md": "# Demand\n", "a.py": "print(1)\n"})


@pytest.mark.parametrize("form", ["terminal", "json", "sarif", "github", "markdown", "html"])
def test_a_review_imports_nothing_heavy(repository: Path, form: str) -> None:
    found = imported("review", "--only", "REP", "--format", form, str(repository))
    assert "playbook.review.run" in found
    assert found & HEAVY == set()


def test_rich_is_for_terminals(repository: Path) -> None:
    assert "rich" in imported("review", "--only", "REP", str(repository), FORCE_COLOR="1")


def test_help_imports_no_check() -> None:
    found = imported("review", "--help")
    assert not {name for name in found if name.startswith(("playbook.review", "playbook.records.catalogue"))}


@pytest.mark.parametrize("arguments", [["cite", "PKG003"], ["standard", "PKG003"], ["standard", "--all", "--json"]])
def test_a_standard_is_told_without_the_checks(repository: Path, arguments: list[str]) -> None:
    assert repository.is_dir()
    found = imported(*arguments)
    assert found & HEAVY == set()
    assert "playbook.review.checks" not in found
