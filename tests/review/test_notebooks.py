"""What the checks say of notebooks: where they are kept, what runs them, and what they carry."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from playbook.review.readers.notebooks import notebooks
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Finding

from .laying import lay, verdict

PACKAGE = {
    "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "pumps"\nversion = "1"\n',
    "src/pumps/__init__.py": "",
}
TRAIN = {
    "src/pumps/train.py": "import joblib\nfrom sklearn.linear_model import Ridge\n\n\ndef main() -> None:\n"
    '    model = Ridge().fit([[1]], [1])\n    joblib.dump(model, "m")\n\n\nif __name__ == "__main__":\n    main()\n'
}
OUTPUT: dict[str, object] = {"output_type": "stream", "name": "stdout", "text": ["a customer's name"]}


def jupyter(*outputs: dict[str, object], source: str = "1") -> str:
    cell = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": [source], "outputs": list(outputs)}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


JUPYTER = jupyter()
JUPYTEXT = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n\n# %%\nx = 1\n"
CELLS = "# %%\nx = 1\n# %% [markdown]\n# text\n"
MARIMO = "import marimo\n\napp = marimo.App()\n"
DATABRICKS = "# Databricks notebook source\nx = 1\n"


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        pytest.param("a.ipynb", JUPYTER, "jupyter", id="ipynb"),
        pytest.param("a.qmd", "# Title\n", "quarto", id="quarto"),
        pytest.param("a.Rmd", "# Title\n", "rmarkdown", id="rmarkdown"),
        pytest.param("a.py", JUPYTEXT, "jupytext", id="jupytext"),
        pytest.param("a.py", CELLS, "cells", id="cells"),
        pytest.param("a.py", MARIMO, "marimo", id="marimo"),
        pytest.param("a.py", DATABRICKS, "databricks", id="databricks"),
        pytest.param("a.sql", "-- Databricks notebook source\n", "databricks", id="databricks-sql"),
        pytest.param("a.md", "---\njupytext:\n  formats: md:myst\n---\n", "jupytext", id="myst"),
        pytest.param("a.py", "# %% one mark is a comment\n", None, id="one-mark"),
        pytest.param("a.py", "import marimo\n", None, id="import"),
        pytest.param("a.md", "# jupytext: a tool\n", None, id="about-it"),
        pytest.param(".ipynb_checkpoints/a-checkpoint.ipynb", JUPYTER, None, id="checkpoint"),
    ],
)
def test_every_form_is_told(tmp_path: Path, path: str, text: str, kind: str | None) -> None:
    found = notebooks(Repository(lay(tmp_path, {"README.md": "", path: text})))
    assert [item.kind for item in found] == ([kind] if kind else [])


def test_cells_with_a_twin_are_jupytext(tmp_path: Path) -> None:
    found = notebooks(Repository(lay(tmp_path, {"n/a.py": CELLS, "n/a.ipynb": JUPYTER, "n/b.py": CELLS})))
    assert [(item.path, item.kind) for item in found] == [
        ("n/a.ipynb", "jupyter"),
        ("n/a.py", "jupytext"),
        ("n/b.py", "cells"),
    ]


# -- NBK001


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("notebooks/a.ipynb", Answer.HOLDS, id="folder"),
        pytest.param("exploration/2026/a.qmd", Answer.HOLDS, id="deeper"),
        pytest.param("a.ipynb", Answer.FALLS_SHORT, id="root"),
        pytest.param("src/pumps/a.ipynb", Answer.FALLS_SHORT, id="source"),
        pytest.param("tests/a.ipynb", Answer.FALLS_SHORT, id="tests"),
    ],
)
def test_an_exploration_is_kept_in_a_folder_of_its_own(tmp_path: Path, path: str, expected: Answer) -> None:
    found = verdict(tmp_path, "NBK001", {**PACKAGE, **TRAIN, path: JUPYTER})
    assert found.answer is expected
    assert [item.path for item in found.findings] == ([] if expected is Answer.HOLDS else [path])


def test_no_exploration_names_what_trains(tmp_path: Path) -> None:
    found = verdict(tmp_path, "NBK001", {**PACKAGE, **TRAIN})
    assert found.answer is Answer.FALLS_SHORT
    assert "`src/pumps/train.py` trains" in found.findings[0].message


def test_without_a_model_no_exploration_is_asked_for(tmp_path: Path) -> None:
    assert verdict(tmp_path, "NBK001", PACKAGE).answer is Answer.NOT_APPLICABLE


# -- NBK002

FILES = {
    **PACKAGE,
    "notebooks/a.ipynb": JUPYTER,
    "notebooks/b.py": JUPYTEXT,
    "notebooks/c.py": CELLS,
    "notebooks/d.py": MARIMO,
    "notebooks/e.qmd": "# E\n",
    "docs/tutorials/f.qmd": "# F\n\n```{python}\n1\n```\n",
}


def ci(*lines: str) -> str:
    script = "".join(f"          {line}\n" for line in lines)
    return f"on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n{script}"


@pytest.mark.parametrize(
    "line",
    [
        "jupyter nbconvert --to notebook --execute notebooks/a.ipynb",
        "python -m nbconvert --execute notebooks/*.ipynb",
        "cd notebooks && papermill a.ipynb out.ipynb -p day 1",
        "jupyter execute notebooks/a.ipynb",
        "uv run python notebooks/b.py",
        "marimo run notebooks/d.py",
        "quarto render notebooks/e.qmd",
        "Rscript -e \"rmarkdown::render('notebooks/f.Rmd')\"",
        "ipython notebooks/a.ipynb",
        "jupyter nbconvert --to script notebooks/a.ipynb && python notebooks/a.py",
        "voila notebooks/a.ipynb --port 80",
        "pytest --nbmake notebooks",
        "quarto render tutorials",
        "quarto render docs/tutorials --to gfm",
    ],
)
def test_what_executes_a_notebook_falls_short(tmp_path: Path, line: str) -> None:
    found = verdict(tmp_path, "NBK002", {**FILES, ".github/workflows/ci.yml": ci("true", line)})
    assert [(item.path, item.line) for item in found.findings] == [(".github/workflows/ci.yml", 8)]
    image = verdict(tmp_path / "image", "NBK002", {**FILES, "Dockerfile": f"FROM a:1\nCOPY . .\nCMD {line}\n"})
    assert [(item.path, item.line) for item in image.findings] == [("Dockerfile", 3)]


@pytest.mark.parametrize(
    "line",
    [
        "jupyter nbconvert --to html notebooks/a.ipynb",
        "jupytext --sync notebooks/a.ipynb",
        "nbstripout notebooks/a.ipynb",
        "jupyter lab --ip 0.0.0.0",
        "pip install papermill notebook",
        "ruff check notebooks/b.py",
        "python notebooks/c.py",
        "python -m pumps.train",
        "echo papermill notebooks/a.ipynb",
        "pytest",
        "git diff --exit-code notebooks/a.ipynb",
        "quarto render",
        "quarto render notebooks",
        "quarto render docs/tutorials --no-execute",
        'for f in src/*.py; do python "$f"; done',
    ],
)
def test_what_does_not_execute_one_holds(tmp_path: Path, line: str) -> None:
    assert verdict(tmp_path, "NBK002", {**FILES, ".github/workflows/ci.yml": ci(line)}).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        pytest.param("dvc.yaml", "stages:\n  a:\n    cmd: papermill notebooks/a.ipynb o.ipynb\n", 3, id="dvc"),
        pytest.param("MLproject", 'entry_points:\n  main:\n    command: "python notebooks/b.py"\n', 3, id="mlproject"),
        pytest.param(
            "databricks.yml", "x: 1\ntasks:\n  - notebook_task:\n      notebook_path: a\n", 3, id="databricks"
        ),
        pytest.param("Snakefile", "rule a:\n    notebook:\n        'n.ipynb'\n", 2, id="snakefile"),
        pytest.param(
            "src/pumps/run.py", "import os\nimport papermill as pm\npm.execute_notebook('a')\n", 3, id="papermill"
        ),
        pytest.param("src/pumps/run.py", "import os\nfrom notebooks.b import x\n", 2, id="import"),
        pytest.param(
            "src/pumps/run.py",
            "from dagstermill import define_dagstermill_asset\na = define_dagstermill_asset('a', 'a.ipynb')\n",
            2,
            id="dagstermill",
        ),
        pytest.param("src/pumps/run.py", "\nt = jobs.NotebookTask('a')\n", 2, id="databricks-sdk"),
        pytest.param("src/pumps/run.py", "import import_ipynb\n", 1, id="importer"),
        pytest.param("src/pumps/run.py", "\n\ndbutils.notebook.run('a', 60)\n", 3, id="dbutils"),
    ],
)
def test_pipelines_and_source_are_looked_into(tmp_path: Path, path: str, text: str, line: int) -> None:
    found = verdict(tmp_path, "NBK002", {**FILES, path: text})
    assert [(item.path, item.line) for item in found.findings] == [(path, line)]


def test_a_script_of_an_image_is_followed(tmp_path: Path) -> None:
    files = {
        "Dockerfile": 'FROM a:1\nENTRYPOINT ["./run.sh"]\n',
        "run.sh": "set -e\npapermill notebooks/a.ipynb o.ipynb\n",
    }
    found = verdict(tmp_path, "NBK002", {**FILES, **files})
    assert [(item.path, item.line) for item in found.findings] == [("run.sh", 2)]


def test_without_a_notebook_it_holds_and_a_broken_pipeline_is_no_pass(tmp_path: Path) -> None:
    broken = {".github/workflows/ci.yml": "on: [push\n"}
    assert verdict(tmp_path / "a", "NBK002", {**PACKAGE, **broken}).answer is Answer.HOLDS
    found = verdict(tmp_path / "b", "NBK002", {**FILES, **broken})
    assert found.answer is Answer.UNREAD
    assert [item.path for item in found.unread] == [".github/workflows/ci.yml"]


# -- NBK003

OLD = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [{"cell_type": "code", "outputs": [OUTPUT]}]}]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(jupyter(OUTPUT), "a cell carries outputs", id="one"),
        pytest.param(json.dumps(OLD), "a cell carries outputs", id="version-3"),
        pytest.param(jupyter(OUTPUT).replace("  ", "").replace("\n", ""), "a cell carries outputs", id="one-line"),
        pytest.param(jupyter(OUTPUT, source="x" * 2_000_000), "cells carry outputs", id="big"),
    ],
)
def test_outputs_are_found(tmp_path: Path, text: str, message: str) -> None:
    (item,) = verdict(tmp_path, "NBK003", {"n/a.ipynb": text, "n/b.ipynb": JUPYTER}).findings
    assert item == Finding(
        "n/a.ipynb", item.line, 0, f"{message}: look at what they show, and clear them before you commit"
    )
    assert '"outputs"' in text.split("\n")[item.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(JUPYTER, id="none"),
        pytest.param(jupyter(source='{"outputs": [1]}'), id="in-a-string"),
        pytest.param(jupyter(source="x" * 2_000_000), id="big"),
    ],
)
def test_notebooks_without_outputs_hold(tmp_path: Path, text: str) -> None:
    assert verdict(tmp_path, "NBK003", {"a.ipynb": text}).answer is Answer.HOLDS


@pytest.mark.parametrize("stage", ["everyone", "growing"])
def test_outputs_are_not_asked_about_in_other_stages(tmp_path: Path, stage: str) -> None:
    found = verdict(tmp_path, "NBK003", {"a.ipynb": jupyter(OUTPUT)}, stage)
    assert (found.answer, "regulated" in found.reason) == (Answer.NOT_APPLICABLE, True)


@pytest.mark.parametrize("text", ["", "{", '{"cells": [', '{"outputs": [1', "[1]"])
def test_what_is_no_notebook_could_not_be_read(tmp_path: Path, text: str) -> None:
    found = verdict(tmp_path, "NBK003", {"a.ipynb": text})
    assert found.answer is Answer.UNREAD
    assert [item.path for item in found.unread] == ["a.ipynb"]


def test_without_nbformat_outputs_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nbformat.reader", None)
    found = verdict(tmp_path, "NBK003", {"a.ipynb": jupyter(OUTPUT)})
    assert (found.answer, found.unread[0].message) == (Answer.UNREAD, "nbformat is not installed")
