"""Each bad example fails its own standard and no other, each good one none; their files are what they say they are."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from playbook.records.examples import SIDES, Side, kept
from playbook.records.standard import Standard
from playbook.review.checks import CHECKS
from playbook.review.repository import Repository
from playbook.review.verdict import Verdict, holds
from tests.building import ROOT
from tests.examples.standards import complaints, examples, laid_out, library, standards, unread

EACH = [pytest.param(standard, side, id=f"{standard.id}-{side}") for standard, side in examples()]
FIRST_EDITION = json.loads((ROOT / "tests/data/standards-1.0.json").read_text(encoding="utf-8"))


def test_the_first_edition_is_all_there() -> None:
    """ID, slug, tier and level of the first edition are fixed; the newer ones of a playbook come on top."""
    ours = {item.id: [item.slug, item.tier, item.level] for item in standards()}
    assert {key: ours.get(key) for key in FIRST_EDITION} == FIRST_EDITION


def test_what_a_page_says_is_checked_has_a_check_and_the_other_way_round() -> None:
    assert {item.id for item in standards() if item.checked and not item.private} == set(CHECKS)


@pytest.mark.parametrize(("standard", "side"), EACH)
def test_an_example_fails_what_it_is_to_fail(standard: Standard, side: Side) -> None:
    folder = laid_out(standard.id, side)
    expected = {standard.id} if side == "bad" and standard.checked else set()
    found = complaints(folder)
    assert set(found) == expected, found
    assert unread(folder) == set()


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_a_check_that_always_holds_is_noticed(key: str) -> None:
    """The bad example is what notices; so the test above is no ornament."""

    def always(_repository: Repository) -> Verdict:
        return holds("always")

    assert key not in complaints(laid_out(key, "bad"), {key: always})


@pytest.mark.parametrize("standard", standards(), ids=lambda standard: standard.id)
def test_the_two_examples_differ_in_what_is_shown(standard: Standard) -> None:
    shown = {path for example in (standard.bad, standard.good) for path in example.shows}
    made = {item.path for item in standard.made}
    sides = [
        {path: (laid_out(standard.id, side) / path) for path in shown if (laid_out(standard.id, side) / path).is_file()}
        for side in SIDES
    ]
    same = [
        path for path in shown if path in sides[0] and path in sides[1] and not made & {f"bad/{path}", f"good/{path}"}
    ]
    assert any(sides[0][path].read_bytes() != sides[1][path].read_bytes() for path in same) or len(same) < len(shown)


@pytest.mark.parametrize(("standard", "side"), EACH)
def test_every_file_is_valid_by_its_own_tool(standard: Standard, side: Side) -> None:
    for path, file in kept(library(), standard, side).items():
        _valid(path.as_posix(), file)


def _valid(path: str, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if path.endswith(".py"):
        ast.parse(text, path)
    elif path.endswith(".toml"):
        tomllib.loads(text)
    elif path.endswith((".yml", ".yaml")):
        list(yaml.safe_load_all(text))
    elif path.endswith(".json"):
        json.loads(text)
    elif path.endswith(".ipynb"):
        import nbformat

        nbformat.validate(nbformat.reads(text, as_version=nbformat.NO_CONVERT))  # type: ignore[no-untyped-call]


def _files(ending: str) -> list[Path]:
    found = (
        file
        for standard, side in examples()
        for path, file in kept(library(), standard, side).items()
        if ending in path.as_posix()
    )
    return sorted(found)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_workflows_are_what_github_accepts() -> None:
    files = [str(file) for file in _files(".github/workflows/")]
    tool = str(Path(sys.executable).with_name("check-jsonschema"))
    assert len(files) > 30
    assert _run(tool, "--builtin-schema", "vendor.github-workflows", *files) == ""


def test_metadata_is_what_the_standard_for_it_says() -> None:
    files = [str(file) for file in _files("pyproject.toml")]
    assert len(files) > 30
    assert _run(str(Path(sys.executable).with_name("validate-pyproject")), *files) == ""


def test_dockerfiles_pass_the_lint() -> None:
    """Errors of the linter; what it calls a warning or a matter of style is what some examples are about."""
    files = [str(file) for file in _files("Dockerfile")]
    assert files
    assert _run(str(Path(sys.executable).with_name("hadolint")), "--failure-threshold", "error", *files) == ""
