"""What is vendored is what its origin file says."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "docs/assets/vendor"
FOLDERS = sorted(path for path in VENDOR.iterdir() if path.is_dir())

NEVER_ASKED = {"notes.min.js": ("http://", "https://github.com/markedjs/marked.")}
"""Addresses that a file holds and never loads: ORIGIN.txt beside it says what they are for."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_vendored_file_has_the_recorded_sum_and_its_licence(folder: Path) -> None:
    origin = (folder / "ORIGIN.txt").read_text()
    sums = re.findall(r"\b[0-9a-f]{64}\b", origin)
    files = sorted([*folder.glob("*.js"), *folder.glob("*.css")])
    assert sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files) == sorted(sums)
    assert (folder / "LICENSE.txt").stat().st_size > 500
    for file in files:
        text = file.read_text()
        assert "sourceMappingURL" not in text
        hosts = re.findall(r"https?://(?!www\.w3\.org/)[^\s\"'`]*", text)
        assert [host for host in hosts if host not in NEVER_ASKED.get(file.name, ())] == []


@pytest.mark.parametrize("folder", [path for path in FOLDERS if any(path.glob("*.d.ts"))], ids=lambda path: path.name)
def test_it_is_the_version_whose_types_are_checked(folder: Path) -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"][f"node_modules/{folder.name}"]
    origin = (folder / "ORIGIN.txt").read_text()
    assert re.search(rf"npm: {folder.name} {re.escape(locked['version'])}[ ,]", origin)
    assert locked["integrity"] in origin
