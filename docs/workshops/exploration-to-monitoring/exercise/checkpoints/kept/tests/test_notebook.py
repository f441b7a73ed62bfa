import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture
def cells():
    """Give the cells of all notebooks."""
    return [
        cell for file in NOTEBOOKS.glob("*.ipynb") for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
    ]


def test_the_findings_are_still_there(cells):
    text = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    gone = [heading for heading in ("## Gaps", "## Range", "## How wrong is normal") if heading not in text]
    assert not gone, f"not in a notebook of notebooks/: {', '.join(gone)}"


def test_no_meter_and_no_address_is_named(cells):
    named = re.findall(r"M-\d{5}|\w+ (?:Street|Lane) \d+", json.dumps(cells))
    assert cells, "there is no notebook in notebooks/"
    assert not named, f"a notebook still names {', '.join(sorted(set(named)))}"
