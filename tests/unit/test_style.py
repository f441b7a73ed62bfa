"""Types, lint, spelling and Markdown style, each by the tool that knows it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    """Run a tool in the repository; fail with what it printed."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_python_is_formatted_and_clean() -> None:
    run(str(BIN / "ruff"), "check", "scripts", "tests")
    run(str(BIN / "ruff"), "format", "--check", "scripts", "tests")


@pytest.mark.slow
def test_python_types() -> None:
    run(str(BIN / "mypy"))


@pytest.mark.slow
def test_browser_types() -> None:
    run(str(BIN / "node"), "node_modules/typescript/bin/tsc", "--project", "tsconfig.json")


def test_markdown_style() -> None:
    run(str(BIN / "node"), "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs")


def test_spelling() -> None:
    run(str(BIN / "codespell"))


def test_shell_scripts_parse() -> None:
    for script in [ROOT / ".ci/run", *ROOT.joinpath("scripts").rglob("*.sh")]:
        run("sh", "-n", str(script))


def test_the_first_uv_is_the_locked_one() -> None:
    first = (ROOT / "scripts/setup/uv.txt").read_text(encoding="utf-8")
    version = re.search(r"^uv==(\S+)", first, re.MULTILINE)
    locked = next(
        package
        for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
        if package["name"] == "uv"
    )
    assert version is not None
    assert version.group(1) == locked["version"]
    hashes = {file["hash"] for file in [*locked["wheels"], locked["sdist"]]}
    assert set(re.findall(r"--hash=(sha256:\w+)", first)) == hashes


def test_each_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.findall(r'^  "[\w.-]+[<>=].*$', text, re.MULTILINE)
    assert len(lines) > 10
    assert [line for line in lines if "#" not in line] == []
