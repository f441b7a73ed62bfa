"""Every code block on a page runs, or its author says why not."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from pydantic import TypeAdapter

from playbook.records import strict_yaml
from playbook.records.design import inside_documents
from playbook.records.examples import inside_example
from playbook.records.kit import inside_kit
from playbook.records.organisation import Organisation, Team
from playbook.review.settings import Settings, read_settings
from tests.examples.fences import Fence, fences

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
INSIDE = {file: file.relative_to(DOCS) for file in DOCS.rglob("*.md")}
PAGES = [
    file
    for file, inside in INSIDE.items()
    if not (inside_example(inside) or inside_kit(inside) or inside_documents(inside))
]
FILES = sorted([*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
FENCES = [fence for file in FILES for fence in fences(file)]


def run_playbook_yml(fence: Fence) -> None:
    """A fragment of playbook.yml: each of its keys is one of the file or of `team`, with a valid value."""
    data = strict_yaml.read(fence.code, PurePath("example.yml")).data
    fields = {**Team.model_fields, **Organisation.model_fields}
    for key, value in data.items():
        assert key in fields, f"{fence}: playbook.yml has no `{key}`"
        TypeAdapter(fields[key].rebuild_annotation()).validate_python(value)


def run_python(fence: Fence) -> None:
    """A Python program."""
    subprocess.run([sys.executable, "-c", fence.code], check=True, cwd=ROOT, timeout=60)


def run_sh(fence: Fence) -> None:
    """Shell commands that are safe in this repository."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-eu", "-c", fence.code], check=True, cwd=ROOT, timeout=60, env={**os.environ, "PATH": path})


def run_settings(fence: Fence) -> None:
    """A fragment of pyproject.toml with settings of the review."""
    tables = tomllib.loads(fence.code)["tool"]["playbook"]
    assert read_settings(tables, fence.code, "pyproject.toml") != Settings()


WAYS: dict[str, Callable[[Fence], None]] = {
    "playbook-yml": run_playbook_yml,
    "python": run_python,
    "settings": run_settings,
    "sh": run_sh,
}


def test_there_are_blocks_to_run() -> None:
    assert [fence for fence in FENCES if fence.way]


@pytest.mark.parametrize("fence", FENCES, ids=lambda fence: f"{fence.file.relative_to(ROOT)}:{fence.line}")
def test_block(fence: Fence) -> None:
    if fence.way:
        assert fence.way in WAYS, f"{fence}: `runs: {fence.way}` is no way to run; there are {', '.join(WAYS)}"
        WAYS[fence.way](fence)
    else:
        assert len(fence.reason) > 10, f"{fence}: say above the block `runs: …` or `not run: <reason>`"


@pytest.mark.parametrize(
    ("text", "way", "reason"),
    [
        pytest.param('{# runs: python #}\n\n```python title="a.py"\nx\n```\n', "python", "", id="title"),
        pytest.param("<!-- not run: needs a network -->\n~~~\nx\n~~~\n", "", "needs a network", id="tildes"),
        pytest.param("Words.\n\n   ```\n   x\n   ```\n", "", "", id="nothing said"),
    ],
)
def test_no_block_is_overlooked(tmp_path: Path, text: str, way: str, reason: str) -> None:
    file = tmp_path / "page.md"
    file.write_text(text, encoding="utf-8")
    assert [(fence.way, fence.reason, fence.code) for fence in fences(file)] == [(way, reason, "x\n")]


def test_a_wrong_example_fails(tmp_path: Path) -> None:
    fence = Fence(tmp_path, 1, "yaml", "services:\n  - {wat: x}\n", "playbook-yml", "")
    with pytest.raises(ValueError, match="wat"):
        run_playbook_yml(fence)
