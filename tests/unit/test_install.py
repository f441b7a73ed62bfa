"""The first install says what is missing and how to mend it; it leaves nothing half done behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT

NOWHERE = "http://127.0.0.1:9"  # the discard port: refused at once


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the first install reads, in an empty folder."""
    root = tmp_path / "clone"
    (root / "scripts").mkdir(parents=True)
    shutil.copytree(ROOT / "scripts/setup", root / "scripts/setup")
    for name in ("Makefile", "pyproject.toml", "uv.lock", "README.md"):
        shutil.copy(ROOT / name, root)
    return root


def serve(clone: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `make serve` in the clone with an empty home."""
    home = clone.parent / "home"
    home.mkdir()
    given = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **env}
    return subprocess.run(["make", "serve"], cwd=clone, env=given, capture_output=True, text=True, check=False)


def test_an_old_python_is_refused(clone: Path) -> None:
    folder = clone.parent / "bin"
    folder.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        old = folder / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n', encoding="utf-8")
        old.chmod(0o755)
    done = serve(clone, PATH=f"{folder}:/usr/bin:/bin")
    assert done.returncode != 0
    assert "error: Python 3.11 or newer is needed; found: Python 3.9.2" in done.stderr
    assert "mend: install it" in done.stderr
    assert not (clone / ".venv").exists()


@pytest.mark.slow
def test_no_network_is_told(clone: Path) -> None:
    done = serve(clone, PYTHON=sys.executable, PIP_INDEX_URL=NOWHERE, PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull)
    assert done.returncode != 0
    assert "error: uv could not be installed" in done.stderr
    assert "mend: check the network" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (clone / ".venv/.installed").exists(), "the next run would believe that all is there"


def test_what_is_installed_is_not_installed_again() -> None:
    """`make serve` of a finished clone begins with serving; only changed locks install again."""
    done = subprocess.run(["make", "--dry-run", "serve"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "install.sh" not in done.stdout
    assert "playbook serve" in done.stdout
