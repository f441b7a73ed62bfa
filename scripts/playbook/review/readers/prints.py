"""Prints in Python files, as ruff finds them: its rules T201 (`print`) and T203 (`pprint`), with `# noqa` respected."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

SECONDS = 60
AT_ONCE = 500
"""Files that one start of ruff is given."""
_ARGUMENTS = ("check", "--isolated", "--no-cache", "--no-preview", "--no-fix", "--exit-zero", "--quiet")
_RULES = ("--output-format", "json", "--select", "T20")


@dataclass(frozen=True, slots=True)
class Print:
    """A call of `print` or `pprint`."""

    path: str
    line: int
    column: int
    name: str


def prints(repository: Repository, paths: Sequence[str]) -> tuple[list[Print], list[Finding]]:
    """Give the prints in the files `paths`, and the files that ruff could not read.

    Settings of the repository are not asked. Raises UnreadError if ruff is not installed, or gives no answer.
    """
    program = _program()
    found: list[Print] = []
    unread: list[Finding] = []
    for start in range(0, len(paths), AT_ONCE):
        for item in _said(program, repository, paths[start : start + AT_ONCE]):
            path = os.path.relpath(str(item["filename"]), repository.root).replace(os.sep, "/")
            at = item.get("location") or {}
            line, column = int(at.get("row") or 0), int(at.get("column") or 0)
            if item.get("code") in ("T201", "T203"):
                found.append(Print(path, line, column, "print" if item["code"] == "T201" else "pprint"))
            elif path not in {finding.path for finding in unread}:  # the first error says enough
                unread.append(Finding(path, line, column, f"ruff cannot read it: {item.get('message')}"))
    return found, unread


def _program() -> str:
    """Give the path of ruff: the one installed beside this Python, else the one that is on PATH."""
    beside = Path(sys.executable).with_name("ruff.exe" if os.name == "nt" else "ruff")
    found = str(beside) if beside.is_file() else shutil.which("ruff")
    if found is None:
        raise UnreadError("", "ruff is not installed, which finds the prints")
    return found


def _said(program: str, repository: Repository, paths: Sequence[str]) -> list[dict[str, Any]]:
    # A path begins with ./ so that none is taken for an option; RUFF_ variables could bring settings back.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RUFF_")}
    command = [program, *_ARGUMENTS, *_RULES, "--", *(f"./{path}" for path in paths)]
    try:
        done = subprocess.run(
            command, cwd=repository.root, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
        said = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise UnreadError("", f"ruff gives no answer: {type(error).__name__}") from None
    return said if isinstance(said, list) else []
