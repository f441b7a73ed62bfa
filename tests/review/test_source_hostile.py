"""Files that are made to be slow, deep or strange: the readers of the source come to an end, and soon."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.review.readers.imports import Import, imports
from playbook.review.readers.places import kind, suspect
from playbook.review.readers.strings import Strings
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import lay, verdict

CHECKS = ("REP001", "CFG001", "CFG002", "TST001", "LOG001", "DAT001", "NBK002")
SECONDS = 20
MUCH = 1_500_000
"""Characters: most of what is read of a file."""
PACKAGE = {"pyproject.toml": '[build-system]\n[project]\nname = "pumps"\n', "src/pumps/__init__.py": ""}


def much(text: str) -> str:
    return text * (MUCH // len(text))


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"src/pumps/a.py": much("import ")}, id="imports-on-a-line"),
        pytest.param({"src/pumps/a.py": "x " + much("import ")}, id="words-on-a-line"),
        pytest.param({"src/pumps/a.py": much("import a\n")}, id="imports"),
        pytest.param({"src/pumps/a.py": '"""\n' + much("import a\n")}, id="a-string-without-an-end"),
        pytest.param({"src/pumps/a.py": much("'''")}, id="quotes"),
        pytest.param({"src/pumps/a.py": much('"\\')}, id="escapes"),
        pytest.param({"src/pumps/a.py": "from a import (" + much("b, ")}, id="a-bracket-without-an-end"),
        pytest.param({"src/pumps/a.py": much("://")}, id="addresses"),
        pytest.param({"src/pumps/a.py": "x = '" + much("s3://a")}, id="addresses-in-a-string"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef encode_" + much("categor")}, id="long-name"),
        pytest.param({"src/pumps/a.py": much("data_")}, id="long-words"),
        pytest.param({"src/pumps/a.py": much("print(")}, id="prints"),
        pytest.param({"src/pumps/a.py": "import numpy\n" + much("def transform(")}, id="functions-on-a-line"),
        pytest.param({"src/pumps/a.py": "import numpy\n" + much("@x\n") + "def transform("}, id="decorators"),
        pytest.param({"src/pumps/a.py": "print(1)\n#" + much(" noqa: A1 A1")}, id="marks"),
        pytest.param({"src/pumps/a.py": "import yaml\nx = '" + much("a.yaml.")}, id="long-name-of-a-file"),
        pytest.param({"src/pumps/a.py": "#" + much("yaml.load ")}, id="comment"),
        pytest.param({"src/pumps/a.py": "x = '" + much("https://a1b2:c3@")}, id="addresses-with-keys"),
        pytest.param({"src/pumps/a.py": "x = 'http://" + "a.{}" * 100 + "'\n" + much("'http://{}.'\n")}, id="labels"),
        pytest.param({"src/pumps/a.py": "x = " + "(" * 5000 + ")" * 5000}, id="deep"),
        pytest.param({"src/pumps/a.py": "print(1)\nif " + "a+" * 5000 + "a: ..."}, id="long-condition"),
        pytest.param({"src/pumps/a.py": "x = f('s3://energy-models/a')" + "+f('a')" * 5000}, id="long-sum"),
        pytest.param({"Dockerfile": "CMD " + much("a")}, id="long-command"),
        pytest.param({"Dockerfile": much("\n")}, id="lines"),
        pytest.param({"Dockerfile": "RUN uvicorn " + much("a")}, id="long-application"),
        pytest.param({"dvc.yaml": much("a/")}, id="long-path"),
        pytest.param({"dvc.yaml": much("\n") + "x"}, id="lines-of-a-pipeline"),
        pytest.param({".github/workflows/a.yml": much("az webapp ")[:190_000]}, id="long-deployment"),
        pytest.param({"Dockerfile": "", "deployments/a.md": "*" * 99_000}, id="long-record"),
        pytest.param({"Dockerfile": "", "deployments/a.md": "\n" * 99_000}, id="lines-of-a-record"),
        pytest.param({"Dockerfile": "", "deployments/a.json": "[" * 50_000}, id="deep-record"),
        pytest.param({"setup.cfg": "package_dir =" + much("\n")}, id="lines-of-settings"),
        pytest.param({"setup.py": much("py_modules=[")}, id="brackets-of-settings"),
        pytest.param({f"docs/{i}.md": "---\r\n" + "a: b\r\n" * 500 for i in range(400)}, id="lines-with-two-ends"),
    ],
)
def test_every_check_comes_to_an_end(tmp_path: Path, files: Mapping[str, str]) -> None:
    start = time.perf_counter()
    for standard in CHECKS:
        assert isinstance(verdict(tmp_path, standard, {**PACKAGE, **files}).answer, Answer)
    assert time.perf_counter() - start < SECONDS


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="\"'#\\\nimport from.a,(){}:/3s@x ", max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    Strings(text).hold(len(text) // 2)
    assert kind(text) in ("", "path", "bucket", "connection", "host")
    assert suspect(text) in (True, False)


PIECES = r"""
import a
--
from a.b import c, d
--
from . import (
    k,  # why
    m,
)
--
def f():
    import g
--
QQQSays
import x
QQQ
--
x = AAAa
import y
AAA
--
# import z AAA
--
s = 'import h'
--
t = "it's \" AAA"
--
u = 'QQQ'
--
v = f"{AAAaAAA}" + r"\\"
""".replace("QQQ", '"' * 3).replace("AAA", "'" * 3)
CODE = st.lists(st.sampled_from(PIECES.lstrip().split("--\n")), max_size=12).map("".join)


@settings(max_examples=100, deadline=None)
@given(CODE)
def test_imports_are_those_that_python_sees(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    import ast

    repository = Repository(lay(tmp_path_factory.mktemp("code"), {"a.py": text}))
    expected: list[Import] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            expected += [Import(name.name, node.lineno, nested=node.col_offset > 0) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(name.name for name in node.names)
            expected.append(Import(node.module or "", node.lineno, node.level, names, node.col_offset > 0))
    assert list(imports(repository, "a.py")) == sorted(expected, key=lambda item: item.line)
