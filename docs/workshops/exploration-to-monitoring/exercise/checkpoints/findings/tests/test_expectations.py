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
    missing = {"input", "output", "quality"} - {one.get("watches") for one in expectations.values()}
    assert not missing, f"nothing watches {', '.join(sorted(missing))}"


def test_each_expectation_has_a_limit(expectations):
    without = [name for name, one in expectations.items() if "low" not in one and "high" not in one]
    assert expectations, "nothing is expected yet"
    assert not without, f"neither low nor high: {', '.join(without)}"


def test_each_expectation_names_its_finding(expectations, headings):
    without = [name for name, one in expectations.items() if one.get("finding") not in headings]
    assert expectations, "nothing is expected yet"
    assert not without, f"the finding is no heading of a notebook: {', '.join(without)}"
