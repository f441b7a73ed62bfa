"""PKG002: which declarations speak for which module, and what is the repository's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
PROJECT = BUILD + '[project]\nname = "pumps"\nversion = "1"\n'
EXAMPLES = '[tool.poetry]\nname = "our-examples"\n[tool.poetry.dependencies]\npython = "^3.12"\n'
PACKAGE = {"pyproject.toml": f'{PROJECT}dependencies = ["numpy>=2"]\n', "src/pumps/__init__.py": ""}
COMPONENT = (
    "from kfp.dsl import component\n@component(base_image='python:3.12', packages_to_install=['pandas==2.2.3'])\n"
    "def clean():\n    import pandas\n    import {}\n"
)
KFP = {"pyproject.toml": f'{PROJECT}dependencies = ["kfp>=2"]\n', "src/pumps/__init__.py": ""}


def tools(requirement: str) -> dict[str, str]:
    """Give a workspace whose application requires its tools as `requirement` says."""
    return {
        "app/pyproject.toml": BUILD + f'[project]\nname = "app"\ndependencies = ["{requirement}"]\n',
        "app/src/app/__init__.py": "import searchfox\n",
        "tools/pyproject.toml": BUILD
        + '[project]\nname = "tools"\n[project.optional-dependencies]\nsearch = ["searchfox"]\n',
        "tools/src/tools/__init__.py": "",
    }


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {
                "pyproject.toml": EXAMPLES,
                "bank/__init__.py": "",
                "bank/steps/__init__.py": "",
                "bank/steps/load.py": "import pandas\nfrom steps.other import x\n",
                "bank/steps/other.py": "",
                "bank/requirements.txt": "pandas>=2\n",
            },
            id="the requirements of a package that the project above does not name",
        ),
        pytest.param(
            {
                "setup.py": "import setuptools as s\ns.setup(name='runner', packages=s.find_packages())",
                "src/__init__.py": "",
                "src/fn/__init__.py": "",
                "src/fn/main.py": "import requests\n",
                "src/fn/requirements.txt": "requests>=2\n",
            },
            id="the requirements of a function",
        ),
        pytest.param(
            {"a/train.py": "import torch\n", "a/requirements/base.txt": "torch\n", "b/requirements.txt": "numpy\n"},
            id="a folder of requirements beside it",
        ),
        pytest.param(
            {
                "a/train.py": "import torch\nimport numpy\n",
                "a/requirements.txt": "torch\n",
                "requirements.txt": "numpy\n",
            },
            id="requirements beside it and above",
        ),
        pytest.param(
            {"a/train.py": "import torch\n", "b/run.py": "import torch\n", "b/requirements.txt": "torch\n"},
            id="beside other source, where there is none on the way up",
        ),
        pytest.param(
            {
                "ci_dependencies.yml": "dependencies:\n- python=3.12\n- pip:\n  - requests==2.23.*\n",
                "src/pumps/__init__.py": "import requests\n",
            },
            id="an environment that is called otherwise",
        ),
        pytest.param(tools("tools[search]"), id="the extra of a sibling that is asked for"),
        pytest.param(
            KFP | {"src/pumps/a.py": COMPONENT.format("json")}, id="in a component that installs it in its container"
        ),
        pytest.param(
            {
                "pkg/setup.py": "from setuptools import setup\nsetup(name='pkg')\n",
                "pkg/pkg/__init__.py": "",
                "templates/online/setup.py": "from setuptools import setup\nsetup(name='online')\n",
                "templates/online/src/online/__init__.py": "import flask\n",
            },
            id="a template to be copied",
        ),
        pytest.param(
            {
                "app/steps/run.py": "from agent.prompt import x\n",
                "app/agent/prompt.py": "",
                "app/requirements.txt": "numpy",
            },
            id="a folder without __init__.py",
        ),
        pytest.param({"src/train.py": "import features\n", "src/features.py": ""}, id="a module beside a script"),
        pytest.param(
            PACKAGE | {"src/pumps/testing_utilities.py": "import unittest\nfrom absl.testing import x\n"},
            id="a tool of tests",
        ),
        pytest.param({"src/train.py": "import datasets\n", "src/datasets.py": ""}, id="of the name of a distribution"),
        pytest.param(
            PACKAGE
            | {
                "src/pumps/impl/test_lib.py": "",
                "src/pumps/emulate/a.py": "import sys\nsys.path.append('../impl')\nimport test_lib\n",
            },
            id="where it changes the path",
        ),
        pytest.param(
            PACKAGE
            | {
                "src/pumps/compat/__init__.py": "",
                "src/pumps/compat/pyspark.py": "try:\n    import pyspark\nexcept ImportError:\n    pyspark = None\n",
                "src/pumps/run.py": "def f():\n    import pyspark\n",
            },
            id="tried in a module of its name",
        ),
        pytest.param(PACKAGE | {"src/pumps/tutorials/04-plus/play.py": "import editdistance\n"}, id="a tutorial"),
        pytest.param(PACKAGE | {"src/pumps/04-plus/play.py": "import editdistance\n"}, id="not to be imported"),
    ],
)
def test_what_is_on_the_way_up_declares(tmp_path: Path, files: dict[str, str]) -> None:
    found = verdict(tmp_path, "PKG002", files)
    assert (found.answer, found.findings, found.unread) == (Answer.HOLDS, (), ())


@pytest.mark.parametrize(
    ("files", "place", "says"),
    [
        pytest.param(
            {"pyproject.toml": EXAMPLES, "bank/__init__.py": "import pandas\n"},
            ("bank/__init__.py", 1),
            "add it to pyproject.toml",
            id="no requirements on the way",
        ),
        pytest.param(
            {
                "pyproject.toml": EXAMPLES.replace(
                    "[tool.poetry.dep", 'packages = [{include = "bank"}]\n[tool.poetry.dep'
                ),
                "bank/__init__.py": "import pandas\n",
                "bank/requirements.txt": "pandas>=2\n",
            },
            ("bank/__init__.py", 1),
            "add it to pyproject.toml, with a lower bound",
            id="a package that the project names",
        ),
        pytest.param(
            {
                "aa_longname/train.py": "import torch\n",
                "aa_longname/requirements.txt": "scikit-learn\n",
                "b/train.py": "import sklearn\n",
                "b/requirements.txt": "scikit-learn\n",
            },
            ("aa_longname/train.py", 1),
            "add it to aa_longname/requirements.txt",
            id="the nearest file is named",
        ),
        pytest.param(
            {
                "one/train.py": "import torch\n",
                "one/requirements.txt": "scikit-learn\n",
                "two/train.py": "import torch\n",
                "two/requirements.txt": "torch\n",
            },
            ("one/train.py", 1),
            "add it to one/requirements.txt",
            id="declared next door",
        ),
        pytest.param(tools("tools"), ("app/src/app/__init__.py", 1), "searchfox", id="an extra that is not asked for"),
        pytest.param(
            KFP | {"src/pumps/a.py": COMPONENT.format("requests")},
            ("src/pumps/a.py", 5),
            "packages_to_install",
            id="in a component that does not install it",
        ),
        pytest.param(
            PACKAGE | {"app/main.py": "import joblib\n", "Dockerfile": 'CMD ["python", "app/main.py"]\n'},
            ("app/main.py", 1),
            "add it to pyproject.toml",
            id="a script that an image runs",
        ),
        pytest.param(
            PACKAGE | {"src/pumps/duckdb.py": "import duckdb\n"},
            ("src/pumps/duckdb.py", 1),
            "`duckdb`",
            id="a module of the name of what it imports",
        ),
        pytest.param(
            PACKAGE
            | {
                "src/pumps/plugins/__init__.py": "",
                "src/pumps/plugins/azure/__init__.py": "",
                "src/pumps/plugins/azure/tail.py": "from azure.core.exceptions import HttpResponseError\n",
            },
            ("src/pumps/plugins/azure/tail.py", 1),
            "`azure-core`",
            id="in a folder of the name of what it imports",
        ),
        pytest.param(
            PACKAGE | {"src/pumps/a.py": "def is_torch_tensor(x):\n    return x\ndef f():\n    import torch\n"},
            ("src/pumps/a.py", 4),
            "`torch`",
            id="asks what something is, not what is there",
        ),
        pytest.param(
            PACKAGE | {"src/pumps/a.py": "import acme_meters\n"},
            ("src/pumps/a.py", 1),
            "nothing that is declared is known to install it: add what does to pyproject.toml",
            id="a name that nobody knows",
        ),
    ],
)
def test_what_is_not_on_the_way_up_is_named(
    tmp_path: Path, files: dict[str, str], place: tuple[str, int], says: str
) -> None:
    found = verdict(tmp_path, "PKG002", files)
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == [place]
    assert says in found.findings[0].message


def test_what_a_declared_distribution_may_install_is_no_accusation(tmp_path: Path) -> None:
    more = '[project.optional-dependencies]\nfirefox = ["grizzly-framework", "sapphire-toolkit"]\n'
    files = {"pyproject.toml": PROJECT + more, "src/pumps/__init__.py": "import grizzly\nimport ruby\n"}
    found = verdict(tmp_path, "PKG002", files)
    assert (found.answer, found.findings) == (Answer.UNREAD, ())
    assert "something that is declared" in found.unread[0].message


def test_an_extra_installs_what_is_called_after_it(tmp_path: Path) -> None:
    project = PROJECT + 'dependencies = ["psycopg[binary,pool]>=3.2", "uvicorn-worker>=0.2"]\n'
    files = {"pyproject.toml": project, "src/pumps/__init__.py": "from psycopg_pool import ConnectionPool\n"}
    assert verdict(tmp_path, "PKG002", files).answer is Answer.HOLDS


def test_notes_say_what_is_imported_of_the_tests_and_how_much_is_left_out(tmp_path: Path) -> None:
    names = [f"acme_{letter}" for letter in "abcdefghijkl"]
    tried = "".join(f"try:\n    import {name}\nexcept ImportError:\n    pass\n" for name in names)
    files = PACKAGE | {"src/pumps/a.py": f"{tried}from tests.data import rows\n"}
    found = verdict(tmp_path, "PKG002", files)
    assert found.answer is Answer.HOLDS
    assert found.notes[0].endswith("acme_j and 2 more")
    assert found.notes[1] == "the package imports its tests, which are not installed with it: src/pumps/a.py"


def test_of_dependencies_that_are_computed_nobody_says_that_an_extra_has_them_alone(tmp_path: Path) -> None:
    files = {
        "setup.py": "from setuptools import setup\nsetup(name='gv', install_requires=read(), "
        "extras_require={'full': ['mlflow>=2']})\n",
        "gv/__init__.py": "import mlflow\n",
    }
    assert verdict(tmp_path, "PKG002", files).notes == ()


def test_another_projects_requirements_are_not_to_be_mended(tmp_path: Path) -> None:
    files = {
        "monitoring/requirements.txt": "pandas==2.2.3\n",
        "monitoring/watch.py": "import pandas\n",
        "homework/train.py": "import click\nimport pandas\n",
    }
    (found,) = verdict(tmp_path, "PKG002", files).findings
    assert (found.path, found.line) == ("homework/train.py", 1)
    assert found.message == (
        "`click` is imported and not declared: add it to a new homework/requirements.txt, as nothing beside this "
        "declares anything"
    )


AZURE = {
    "azureml/train/pipeline.yml": "jobs:\n  train:\n    code: ../../src\n    command: python train.py\n",
    "azureml/train/env.yml": "name: t\nimage: mcr.example.com/base:20240101\nconda_file: ../../conda/train-conda.yml\n",
    "conda/train-conda.yml": "dependencies:\n  - python=3.12.1\n  - pip:\n      - matplotlib==3.9.2\n",
    "environment.yml": "dependencies:\n  - python=3.12\n  - pandas=2\n",
}


def test_the_environment_that_a_platforms_job_names_declares(tmp_path: Path) -> None:
    files = AZURE | {"src/train.py": "import matplotlib\nimport pandas\nimport numpy\n"}
    (found,) = verdict(tmp_path, "PKG002", files).findings
    assert (found.line, "conda/train-conda.yml" in found.message) == (3, True)


def test_the_code_that_a_platforms_job_names_tells_scripts_of_one_name_apart(tmp_path: Path) -> None:
    job = AZURE["azureml/train/pipeline.yml"].replace("../../src", "../../src/train")
    both = {"src/train.py": "import numpy\n", "src/train/train.py": "import numpy\n"}
    first, second = verdict(tmp_path, "PKG002", AZURE | both | {"azureml/train/pipeline.yml": job}).findings
    assert (first.path, "add it to environment.yml" in first.message) == ("src/train.py", True)
    assert (second.path, "conda/train-conda.yml" in second.message) == ("src/train/train.py", True)


def test_a_module_that_is_called_setup_makes_no_project(tmp_path: Path) -> None:
    files = PACKAGE | {
        "src/pumps/trainer/__init__.py": "",
        "src/pumps/trainer/setup.py": "def setup(trainer):\n    return trainer\n",
        "src/pumps/trainer/connectors/__init__.py": "",
        "src/pumps/trainer/connectors/a.py": "import numpy\n",
    }
    assert verdict(tmp_path, "PKG002", files).answer is Answer.HOLDS
    assert "connectors" not in verdict(tmp_path, "REP001", files).reason


def test_what_a_bridge_leads_to_is_not_installed_by_it(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": f'{PROJECT}dependencies = ["narwhals>=1", "narwhals-datafusion>=0.1"]\n',
        "src/pumps/__init__.py": "import narwhals_datafusion\nimport datafusion\n",
        "src/pumps/datafusion.py": "",
    }
    found = verdict(tmp_path, "PKG002", files)
    assert [item.line for item in found.findings] == [2]


@pytest.mark.parametrize(
    ("declared", "hint"),
    [('"dagster-wells"', "`dagster-wells`"), ('"dagster-wells", "dagster-tides"', "something that is declared")],
)
def test_a_word_that_several_share_is_no_hint(tmp_path: Path, declared: str, hint: str) -> None:
    files = {
        "pyproject.toml": f"{PROJECT}dependencies = [{declared}]\n",
        "src/pumps/__init__.py": "import dagster_pipes\n",
    }
    (found,) = verdict(tmp_path, "PKG002", files).unread
    assert f"look whether {hint} does" in found.message
