"""The same commit gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_two_builds_are_identical(root: Path, tmp_path: Path) -> None:
    """Two processes build, with different hash seeds and time zones: neither may reach a page."""
    one, other = tmp_path / "one", tmp_path / "other"
    _build(root, one, PYTHONHASHSEED="1", TZ="UTC")
    _build(root, other, PYTHONHASHSEED="2", TZ="Asia/Kolkata")
    files = _files(one)
    assert "sitemap.xml.gz" in files
    assert files == _files(other)
    different = [file for file in sorted(files) if (one / file).read_bytes() != (other / file).read_bytes()]
    assert different == []


def _build(root: Path, into: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "playbook.commands.main", "site", "--into", str(into)]
    done = subprocess.run(command, cwd=root, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
