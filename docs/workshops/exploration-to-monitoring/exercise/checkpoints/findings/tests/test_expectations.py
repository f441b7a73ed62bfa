import json
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def expectations():
    """Give what `config/watch.toml` expects."""
    return tomllib.loads((ROOT / "config" / "watch.toml").read_text(encoding="utf-8"))


@pytest.fixture
def headings():
    """Give the headings of all notebooks."""
    cells = [
        cell
        for file in (ROOT / "notebooks").glob("*.ipynb")
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
    ]
    lines = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown").splitlines()
    return {line.lstrip("# ").strip() for line in lines if line.startswith("#")}


def test_input_output_and_quality_are_watched(expectations):
    assert {one["watches"] for one in expectations.values()} == {"input", "output", "quality"}


def test_each_expectation_has_a_limit(expectations):
    assert expectations
    assert [name for name, one in expectations.items() if "low" not in one and "high" not in one] == []


def test_each_expectation_names_its_finding(expectations, headings):
    assert expectations
    assert [name for name, one in expectations.items() if one.get("finding") not in headings] == []
