"""What executes several notebooks at once: a loop over a pattern, and a project of Quarto."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CI = ".github/workflows/ci.yml"
JUPYTEXT = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n\n# %%\nx = 1\n"
DOCUMENT = {"docs/tutorials/f.qmd": "# F\n\n```{python}\n1\n```\n"}


def ci(run: str) -> str:
    return f"on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          {run}\n"


LOOP = "while read -r f; do\n  if uv run python \"$f\"; then true; fi\ndone < <(find . -name '*.nb.py')\n"


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        pytest.param({"docs/a.nb.py": JUPYTEXT}, [2], id="notebooks-alone"),
        pytest.param({"docs/a.nb.py": JUPYTEXT, "docs/b.nb.py": "x = 1\n"}, [], id="scripts-too"),
        pytest.param({"docs/a.py": JUPYTEXT}, [], id="another-name"),
    ],
)
def test_a_script_that_takes_notebooks_by_a_pattern(tmp_path: Path, files: dict[str, str], lines: list[int]) -> None:
    more = {CI: ci("bash scripts/run.sh"), "scripts/run.sh": LOOP}
    found = verdict(tmp_path, "NBK002", {**files, **more})
    assert [(item.path, item.line) for item in found.findings] == [("scripts/run.sh", line) for line in lines]


@pytest.mark.parametrize("pattern", ["docs/*.py", "./docs/**/*.nb.py", "*.nb.py"])
def test_a_pattern_of_notebooks_in_a_loop(tmp_path: Path, pattern: str) -> None:
    more = {"docs/demos/a.nb.py": JUPYTEXT, CI: ci(f"for f in {pattern}; do python $f; done")}
    found = verdict(tmp_path, "NBK002", more)
    assert [f"executes the notebooks `{pattern}`:" in item.message for item in found.findings] == [True]


@pytest.mark.parametrize(
    ("settings", "run", "expected"),
    [
        pytest.param("engine: jupyter\n", "quarto render", Answer.FALLS_SHORT, id="the-one-project"),
        pytest.param("engine: jupyter\n", "quarto render docs", Answer.FALLS_SHORT, id="a-folder-above"),
        pytest.param("execute:\n  enabled: false\n", "quarto render docs", Answer.HOLDS, id="switched-off"),
        pytest.param("execute:\n  freeze: true\n", "quarto render docs", Answer.HOLDS, id="frozen"),
    ],
)
def test_a_project_of_quarto_is_executed(tmp_path: Path, settings: str, run: str, expected: Answer) -> None:
    files = {**DOCUMENT, "docs/tutorials/_quarto.yml": settings, CI: ci(run)}
    assert verdict(tmp_path, "NBK002", files).answer is expected
