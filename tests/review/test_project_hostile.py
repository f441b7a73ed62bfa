"""Whatever stands in the files of a package, they are read, or could not be read; nothing else happens."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.review.checks.declarations import CHECKS as DECLARATIONS
from playbook.review.checks.images import CHECKS as IMAGES
from playbook.review.checks.indexes import CHECKS as INDEXES
from playbook.review.checks.packaging import CHECKS as PACKAGING
from playbook.review.checks.pins import CHECKS as PINS
from playbook.review.readers.addresses import masked
from playbook.review.readers.locking import installed
from playbook.review.readers.project import locks
from playbook.review.repository import Repository
from playbook.review.run import ask

from .laying import lay

TABLES = (
    "project project.optional-dependencies dependency-groups build-system tool.poetry tool.poetry.dependencies tool.uv "
    "tool.poetry.group tool.poetry.group.a.dependencies tool.uv.sources tool.setuptools.dynamic tool.flit.metadata "
    "tool.hatch.envs tool.pdm.dev-dependencies tool.poetry.extras project.scripts tool.hatch.metadata.hooks"
)
KEYS = (
    "name version dynamic dependencies optional-dependencies requires scripts numpy file a url git path workspace "
    "module requires-extra dist-name package-mode extras group optional envs requirements_txt files build-backend"
)
TEXTS = ["numpy", "numpy>=1", "^1", "~", "", "dependencies", "a.txt", "workspace", "^" + "9" * 5000, ";", "@", "x @ y"]

values = st.recursive(
    st.sampled_from(TEXTS) | st.booleans() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=3),
    max_leaves=6,
)
project_files = st.dictionaries(
    st.sampled_from(TABLES.split()), st.dictionaries(st.sampled_from(KEYS.split()), values, max_size=4), max_size=5
)
PIECES = (
    "a = |b = |a += |a|b|['numpy']|'x'|''|(|)|[|]|, |{'k': a}|dict(a=b)|setup(name=|setup(**|install_requires=|"
    "extras_require=|.split(''|.split('a', 'b')|.append(|.extend(|a['k'] = |*a|f'{a}'|if a:\n    |try:\n    |"
    "except E:\n    |def f():\n    |\n|lambda: |a if b else |for x in a:\n    |with a as b:\n    |"
    "open('requirements.txt')| + | \\\n|Path('a')|.glob('*.txt')| / |os.path.join(|f'{a}/*'|extras_require=a()"
)
WORDS = (
    "pip install -r -c -e . a.txt --no-deps uv sync run poetry export -o > $X pdm conda env create -f -n numpy "
    "numpy==1 python -m setup.py pip-sync git+https://a.b/c@d -- && -rX --requirement= pixi conda-lock --index-url"
)


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def ask_all(files: dict[str, str | bytes]) -> None:
    """Ask every check about a repository of these files. An exception fails the test; every answer is fine."""
    with TemporaryDirectory() as folder:
        repository = Repository(lay(Path(folder), {"a/__init__.py": "import numpy\nimport odd\n", **files}))
        locks(repository)
        for checks in (DECLARATIONS, INDEXES, PACKAGING, PINS):
            for check in checks.values():
                assert ask(check, repository).answer


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(project_files)
def test_any_pyproject(tables: dict[str, dict[str, Any]]) -> None:
    lines = [
        f"[{head}]\n" + "".join(f"{json.dumps(key)} = {toml(item)}\n" for key, item in table.items())
        for head, table in tables.items()
    ]
    ask_all({"pyproject.toml": "\n".join(lines), "Pipfile": "\n".join(lines)})


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=25))
def test_any_setup_py(pieces: list[str]) -> None:
    ask_all({"setup.py": "".join(pieces) + "\nsetup(name='x', install_requires=a)\n", "requirements.txt": "numpy\n"})


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=80), st.binary(max_size=60))
def test_any_text(text: str, data: bytes) -> None:
    files = ("requirements.txt", "setup.cfg", "environment.yml", "pip.conf", "Dockerfile")
    ask_all(dict.fromkeys(files, text))
    ask_all(dict.fromkeys(files, b"[metadata]\nname = x\n" + data))
    masked(text)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=8))
def test_any_command(words: list[str]) -> None:
    installed(words)
    ask_all({"Dockerfile": f"FROM python:3.12\nRUN {' '.join(words)}\n", "a.txt": "numpy\n"})


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("https://" * 20_000, id="addresses"),
        pytest.param("{{" * 20_000, id="braces"),
        pytest.param("$(" * 20_000, id="brackets"),
        pytest.param("<a" * 20_000, id="angles"),
        pytest.param("https://a:" + "b" * 40_000, id="no end"),
        pytest.param("pypi-" * 10_000, id="tokens"),
    ],
)
def test_long_lines_take_no_time(line: str, tmp_path: Path) -> None:
    import time

    start = time.perf_counter()
    masked(line)
    repository = Repository(lay(tmp_path, {"requirements.txt": f"{line}@x /t/\n", "pyproject.toml": "[project]\n"}))
    ask(INDEXES["PKG007"], repository)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("setup.py", "".join(f"a{n} = a{n - 1}\n" for n in range(1, 8000)) + "a = a7999", id="names"),
        pytest.param("setup.py", "a = " + "x / " * 2000 + "'b'", id="slashes"),
        pytest.param("setup.py", "a = " + "+".join(["f'{b}/*.txt'"] * 800), id="globs"),
        pytest.param("Dockerfile", "".join(f"ARG A{n}=$A{n - 1}$A{n - 1}\n" for n in range(4000)), id="arguments"),
        pytest.param("Dockerfile", "ENV " + "A=b " * 10_000, id="variables"),
        pytest.param("Dockerfile", "ARG A=" + "b" * 400 + "\nRUN pip install " + "$A " * 20_000, id="filled in"),
        pytest.param("Dockerfile", "".join(f"FROM a AS a\nENV B{n}=c\n" for n in range(1500)), id="stages"),
        pytest.param("Dockerfile", "RUN pip install -r " + "a/" * 30_000 + "b", id="a long path"),
        pytest.param("Dockerfile", "COPY a b\n" * 2000 + "RUN pip install -r b/c\n" * 1500, id="copies"),
        pytest.param("Dockerfile", "COPY --from=a /b /c\nCOPY\nADD x\nRUN pip install -r c", id="odd copies"),
        pytest.param("a.list", "-r a.list\n" * 20_000, id="includes"),
    ],
)
def test_what_names_itself_takes_no_time(name: str, text: str, tmp_path: Path) -> None:
    import time

    files = {"a/__init__.py": "", "Dockerfile": "FROM a:1\nRUN pip install -r a.list\n", "databricks.yml": ""}
    end = "\nsetup(name='x', install_requires=a)\n" if name == "setup.py" else "\nRUN pip install -r a.list\n"
    start = f"FROM a:1\n{text}" if name == "Dockerfile" else text
    repository = Repository(lay(tmp_path, {**files, name: start + end}))
    began = time.perf_counter()
    for check in (PACKAGING["PKG003"], PINS["PKG004"], IMAGES["PKG005"]):
        assert ask(check, repository).answer
    assert time.perf_counter() - began < 3
