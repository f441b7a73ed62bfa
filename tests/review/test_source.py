"""Which Python is the solution's, what it imports, and what it is there for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.readers.source import (
    Import,
    imports,
    is_notebook,
    roots,
    source,
)
from playbook.review.readers.source import tests as known_tests
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

from .laying import lay

Files = Mapping[str, str | bytes]
PROJECT = '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "pump-hours"\n'
SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\n\n[project]\nname = "pump-hours"\n\n'


def repository(folder: Path, files: Files) -> Repository:
    return Repository(lay(folder, files))


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param(
            {"pyproject.toml": PROJECT, "src/pump_hours/__init__.py": "", "scripts/once.py": ""},
            {"src/pump_hours": "pump_hours"},
            id="src",
        ),
        pytest.param(
            {"pyproject.toml": PROJECT, "src/pump_hours/run.py": ""},
            {"src/pump_hours": "pump_hours"},
            id="src-without-init",
        ),
        pytest.param(
            {"pyproject.toml": PROJECT, "pump_hours/__init__.py": "", "tests/__init__.py": "", "docs/__init__.py": ""},
            {"pump_hours": "pump_hours"},
            id="flat",
        ),
        pytest.param({"pyproject.toml": PROJECT, "pump_hours.py": ""}, {"pump_hours.py": "pump_hours"}, id="module"),
        pytest.param(
            {"setup.py": "setup(name='six', py_modules=['sixth'])", "sixth.py": ""},
            {"sixth.py": "sixth"},
            id="py-modules",
        ),
        pytest.param(
            {"setup.py": "setup(packages=find_packages('lib'))", "lib/pumps/__init__.py": "", "old/__init__.py": ""},
            {"lib/pumps": "pumps"},
            id="setup-where",
        ),
        pytest.param(
            {
                "setup.cfg": "[metadata]\nname = pumps\n[options.packages.find]\nwhere = python\n",
                "python/p/__init__.py": "",
            },
            {"python/p": "p"},
            id="setup-cfg-where",
        ),
        pytest.param(
            {
                "pyproject.toml": f'{SETUPTOOLS}[tool.setuptools.packages.find]\nwhere = ["code"]\n',
                "code/p/__init__.py": "",
            },
            {"code/p": "p"},
            id="setuptools-where",
        ),
        pytest.param(
            {
                "pyproject.toml": PROJECT + '[tool.hatch.build.targets.wheel]\npackages = ["code/pumps"]\n',
                "code/pumps/__init__.py": "",
                "src/other/__init__.py": "",
            },
            {"code/pumps": "pumps"},
            id="hatch-packages",
        ),
        pytest.param(
            {
                "pyproject.toml": '[tool.poetry]\nname = "x"\npackages = [{include = "pumps", from = "py"}]\n',
                "py/pumps/__init__.py": "",
            },
            {"py/pumps": "pumps"},
            id="poetry-packages",
        ),
        pytest.param(
            {"pyproject.toml": '[project]\nname = "energy-pumps"\n', "energy/pumps/__init__.py": ""},
            {"energy/pumps": "energy.pumps"},
            id="namespace",
        ),
        pytest.param(
            {"a/pyproject.toml": PROJECT, "a/src/one/__init__.py": "", "b/setup.py": "", "b/two/__init__.py": ""},
            {"a/src/one": "one", "b/two": "two"},
            id="several-projects",
        ),
        pytest.param(
            {
                "pyproject.toml": f'{PROJECT}scripts = {{p-train = "scripts.train:main"}}\n',
                "scripts/train.py": "",
                "p/__init__.py": "",
            },
            {"scripts": "scripts", "p": "p"},
            id="where-a-command-starts",
        ),
        pytest.param(
            {"pyproject.toml": PROJECT, "src/p/a.py": "", "src/tests/a.py": "", "src/p_tests/a.py": ""},
            {"src/p": "p"},
            id="tests-in-src",
        ),
        pytest.param({"backend/app/__init__.py": "", "backend/app/run.py": ""}, {"backend/app": "app"}, id="deeper"),
        pytest.param({"train.py": "", "notebooks/__init__.py": ""}, {}, id="none"),
        pytest.param(
            {"pyproject.toml": PROJECT, "examples/setup.py": "", "examples/x/__init__.py": ""},
            {},
            id="an-example-is-none",
        ),
        pytest.param({"pyproject.toml": "[project\n", "p/__init__.py": ""}, {"p": "p"}, id="broken-settings"),
    ],
)
def test_packages_are_found_by_layout_and_by_settings(tmp_path: Path, files: Files, found: dict[str, str]) -> None:
    assert {root.path: root.name for root in roots(repository(tmp_path, files))} == found


PACKAGE = {"pyproject.toml": PROJECT, "src/pumps/__init__.py": ""}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"src/pumps/a.py": "", "src/pumps/deep/b.py": ""}, {"pumps.a", "pumps.deep.b"}, id="modules"),
        pytest.param(
            {
                "src/pumps/tests/a.py": "",
                "src/pumps/tests/test_a.py": "def test_a(): ...",
                "src/pumps/test_b.py": "def test_b(): ...",
            },
            set(),
            id="tests-inside",
        ),
        pytest.param(
            {
                "src/pumps/tests/__init__.py": "",
                "src/pumps/tests/drift.py": "class DriftTest: ...",
                "src/pumps/t_test.py": "class WelchTest:\n    x = 1",
            },
            {"pumps.tests", "pumps.tests.drift", "pumps.t_test"},
            id="tests-that-are-the-product",
        ),
        pytest.param({"src/pumps/tests/data.py": "from tests.data import rows"}, set(), id="data-of-tests"),
        pytest.param({"src/pumps/testing/plugin.py": ""}, set(), id="help-for-tests-of-others"),
        pytest.param({"src/pumps/hook-app.py": "", "src/pumps/04-plus/a.py": ""}, set(), id="not-to-be-imported"),
        pytest.param(
            {
                "jobs/a.py": "from steps import x\nfrom lib.y import z",
                "steps/x.py": "",
                "lib/y.py": "",
                "dvc.yaml": "jobs/a.py",
            },
            {"a:pipeline", "x:pipeline", "y:pipeline"},
            id="what-is-imported-from-above",
        ),
        pytest.param(
            {"features/a.feature": "", "features/steps/__init__.py": "", "features/steps/run.py": "import behave"},
            set(),
            id="steps-of-behave",
        ),
        pytest.param({"src/pumps/t_test.py": "def welch(): ..."}, {"pumps.t_test"}, id="named-like-a-test"),
        pytest.param({"src/pumps/_vendor/x.py": "", "src/pumps/examples/x.py": ""}, set(), id="inside-but-not-own"),
        pytest.param({"once.py": "", "tools/x.py": "", "notebooks/x.py": ""}, set(), id="scripts-nobody-runs"),
        pytest.param({"once.py": "", "Dockerfile": 'CMD ["python", "once.py"]'}, {"once:image"}, id="image"),
        pytest.param({"app/main.py": "", "Dockerfile": "CMD uvicorn app.main:api"}, {"main:image"}, id="served"),
        pytest.param(
            {"jobs/a.py": "import b", "jobs/b.py": "", "dvc.yaml": "stages: {a: {cmd: python jobs/a.py}}"},
            {"a:pipeline", "b:pipeline"},
            id="pipeline-and-what-it-imports",
        ),
        pytest.param(
            {"jobs/a.py": "", "databricks.yml": "", "resources/j.yml": 'python_file: "../jobs/a.py"'},
            {"a:pipeline"},
            id="databricks",
        ),
        pytest.param(
            {"scoring/score.py": "", "scoring/inference_config.yml": "entryScript: score.py"},
            {"score:pipeline"},
            id="azure-ml",
        ),
        pytest.param(
            {"fn/app.py": "", "template.yaml": "Resources:\n  F:\n    Properties:\n      Handler: fn.app.handle\n"},
            {"app:image"},
            id="serverless",
        ),
        pytest.param(
            {"fn.py": "", "Dockerfile": 'FROM x\nCMD [ "fn.handler" ]'}, {"fn:image"}, id="lambda-in-an-image"
        ),
        pytest.param({"once.py": "", "BaseDockerfile": 'CMD ["python", "once.py"]'}, {"once:image"}, id="base-image"),
        pytest.param({"dags/night.py": "from airflow import DAG\n"}, {"night:pipeline"}, id="airflow"),
        pytest.param(
            {"ci/check.py": "", ".github/workflows/ci.yml": "- run: python ci/check.py"}, {"check:ci"}, id="ci"
        ),
        pytest.param(
            {"a.py": "# Databricks notebook source\n", "databricks.yml": "notebook_path: a.py"}, set(), id="notebook"
        ),
        pytest.param({"x/a.py": "", "y/a.py": "", "Dockerfile": "CMD python a.py"}, set(), id="nobody-knows-which"),
    ],
)
def test_source_is_the_package_and_what_is_run(tmp_path: Path, files: Files, found: set[str]) -> None:
    modules = source(repository(tmp_path, {**PACKAGE, **files}))
    named = {module.name if module.package else f"{module.name}:{module.run_by}" for module in modules}
    assert named == {"pumps", *found}


def test_without_settings_every_script_is_source_but_for_tools_and_tests(tmp_path: Path) -> None:
    files = {
        "train.py": "",
        "scripts/a.py": "",
        "tests/t.py": "",
        "docs/conf.py": "",
        "noxfile.py": "",
        "{{x}}/b.py": "",
    }
    assert [module.path for module in source(repository(tmp_path, files))] == ["scripts/a.py", "train.py"]


def test_hooks_and_steps_are_no_source_of_a_template(tmp_path: Path) -> None:
    files = {
        "features/run.feature": "",
        "features/environment.py": "",
        "features/steps/__init__.py": "",
        "features/steps/run_steps.py": "import behave",
        "one/cookiecutter.json": "{}",
        "one/hooks/post_gen_project.py": "",
        "cookiecutter.json": "{}",
        "hooks/__init__.py": "",
        "hooks/pre_gen_project.py": "",
    }
    laid = repository(tmp_path, files)
    assert (source(laid), roots(laid)) == ((), ())


def test_tests_are_known_by_folder_and_by_what_they_hold(tmp_path: Path) -> None:
    case = "class Hours(unittest.TestCase):\n    def test_a(self): ...\n"
    command = "import click\n@click.command()\ndef test_pump(): ...\n"
    files = {"tests/data.py": "", "a/conftest.py": "", "a/test_a.py": case}
    others = {"test_pump.py": command, "a/t_test.py": "x = 1", "a/b.py": case}
    assert known_tests(repository(tmp_path, {**files, **others})) == ("a/conftest.py", "a/test_a.py", "tests/data.py")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("import numpy.linalg as l, os\n", [Import("numpy.linalg", 1), Import("os", 1)], id="plain"),
        pytest.param("\nfrom ..a.b import c as d, e\n", [Import("a.b", 2, 2, ("c", "e"))], id="relative"),
        pytest.param(
            "from a import (  # why\n    b,  # one\n    c,\n)\nimport d\n",
            [Import("a", 1, 0, ("b", "c")), Import("d", 5)],
            id="brackets",
        ),
        pytest.param("try:\n    import a\nexcept ImportError: ...\n", [Import("a", 2, nested=True)], id="nested"),
        pytest.param("from . import *\n", [Import("", 1, 1, ("*",))], id="star"),
        pytest.param('"""\nimport a\n"""\nimport b\n', [Import("b", 4)], id="docstring"),
        pytest.param("x = '''\nfrom a import b\n'''\n", [], id="string"),
        pytest.param("# it's three '''\nimport a\n", [Import("a", 2)], id="quotes-in-a-comment"),
        pytest.param("from a import \\\n    b\n", [Import("a", 1, 0, ("b",))], id="backslash"),
        pytest.param("from a.b \\\n    import c, d\n", [Import("a.b", 1, 0, ("c", "d"))], id="backslash-before"),
        pytest.param("# import a\nimportlib = 1\nprint('import b')\n", [], id="none"),
    ],
)
def test_imports_are_found_without_parsing(tmp_path: Path, text: str, found: list[Import]) -> None:
    assert list(imports(repository(tmp_path, {"m.py": text}), "m.py")) == found


def test_an_import_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadError, match="UTF-8"):
        imports(repository(tmp_path, {"m.py": b"import \xff"}), "m.py")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"# Databricks notebook source\n", True),
        (b"# ---\n# jupyter:\n", True),
        (b"import marimo\n", True),
        (b"# %%\nx = 1\n# %%\n", True),
        (b"# %%\nx = 1\n", False),
        (b"import numpy\n", False),
    ],
)
def test_notebooks_in_python_are_known_by_their_head(head: bytes, found: bool) -> None:
    assert is_notebook(head) is found
