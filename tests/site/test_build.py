"""The same commit gives the same bytes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOT_SOURCE = (".git", ".venv", "node_modules", ".cache", ".*_cache", ".build", "__pycache__")
NEW_YEAR = "1767225600"  # 2026-01-01, in seconds


@pytest.mark.slow
def test_two_builds_are_identical(root: Path, tmp_path: Path) -> None:
    """Two processes build one copy, with different hash seeds and time zones: neither may reach a page."""
    source, one, other = tmp_path / "source", tmp_path / "one", tmp_path / "other"
    shutil.copytree(root, source, ignore=shutil.ignore_patterns(*NOT_SOURCE))
    _build(source, one, PYTHONHASHSEED="1", TZ="UTC")
    _build(source, other, PYTHONHASHSEED="2", TZ="Asia/Kolkata")
    assert (one / "sitemap.xml.gz").is_file()
    assert set(re.findall("<lastmod>(.*?)</lastmod>", (one / "sitemap.xml").read_text())) == {"2026-01-01"}
    assert differing(one, other) == []


def test_a_difference_is_seen(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, files in ((one, {"a": "same", "b": "10:59", "c": ""}), (other, {"a": "same", "b": "11:00", "d": ""})):
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
    assert differing(one, other) == ["b", "c", "d"]


def differing(one: Path, other: Path) -> list[str]:
    """Give the files that are in one folder only, or whose bytes differ."""
    files = {file.relative_to(top).as_posix() for top in (one, other) for file in top.rglob("*") if file.is_file()}
    return sorted(file for file in files if _bytes(one / file) != _bytes(other / file))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _build(root: Path, into: Path, **environment: str) -> None:
    command = [str(Path(sys.executable).with_name("playbook")), "site", "--into", str(into)]
    done = subprocess.run(
        command,
        cwd=root,
        env=os.environ | {"SOURCE_DATE_EPOCH": NEW_YEAR} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
