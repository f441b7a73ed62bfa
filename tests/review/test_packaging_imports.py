"""PKG002: what is imported is declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.distributions import DISTRIBUTIONS, SAME_NAME
from playbook.review.readers.providing import is_provided, need
from playbook.review.verdict import Answer

from .laying import verdict

BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
PROJECT = BUILD + '[project]\nname = "pump-hours"\nversion = "1"\n'
MODULE = "src/pump_hours/hours.py"


def package(source: str, *dependencies: str, more: str = "") -> dict[str, str]:
    """Give a package whose module is `source`, with its dependencies."""
    listed = ", ".join(f'"{item}"' for item in dependencies)
    return {
        "pyproject.toml": f"{PROJECT}dependencies = [{listed}]\n{more}",
        "src/pump_hours/__init__.py": "",
        MODULE: source,
    }


HOLDS = [
    pytest.param(package("import numpy as np\nfrom pandas.api import types\n", "numpy", "pandas"), id="the same name"),
    pytest.param(
        package("import yaml, sklearn.svm\nimport cv2\n", "PyYAML", "scikit_learn", "opencv-python-headless"),
        id="another name",
    ),
    pytest.param(package("from google.cloud import storage\n", "google-cloud-storage"), id="a namespace"),
    pytest.param(
        package("from azure.storage.queue import QueueClient\n", "azure-storage-queue"), id="another namespace"
    ),
    pytest.param(package("import json\nimport tomllib\nimport imp\n"), id="the standard library"),
    pytest.param(package("from . import other\nfrom pump_hours.other import x\nimport pump_hours\n"), id="its own"),
    pytest.param(package("import helpers\n") | {"src/pump_hours/helpers.py": ""}, id="a module beside it"),
    pytest.param(package("import acme_meters\n", "acme-meters-client"), id="a name around it"),
    pytest.param(package("import psp\n", "pump-site-prediction"), id="initials"),
    pytest.param(package("try:\n    import numpy\nexcept ImportError:\n    numpy = None\n"), id="tried"),
    pytest.param(
        package("try:\n    import tomllib\nexcept ModuleNotFoundError:\n    import tomli\n"), id="in place of another"
    ),
    pytest.param(
        package("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy\n"), id="for the type checker"
    ),
    pytest.param(package("import sys\nif sys.platform == 'win32':\n    import win32api\n"), id="behind a condition"),
    pytest.param(
        package("from contextlib import suppress\nwith suppress(ImportError):\n    import numpy\n"), id="suppressed"
    ),
    pytest.param(
        package(
            "import importlib.util\nif importlib.util.find_spec('numpy'):\n    x = 1\ndef f():\n    import numpy\n"
        ),
        id="asked for elsewhere",
    ),
    pytest.param(
        package("def f():\n    if not is_numpy_available():\n        raise ImportError\n    import numpy\n"),
        id="asked by name",
    ),
    pytest.param(package('"""\nimport numpy\n"""\n'), id="in a text"),
    pytest.param(package("import numpy\n", more='[project.optional-dependencies]\nfast = ["numpy"]\n'), id="an extra"),
    pytest.param(package("import numpy\n", more='[dependency-groups]\ndev = ["numpy"]\n'), id="a group"),
    pytest.param(
        package("import numpy\n", "meters")
        | {"meters/pyproject.toml": BUILD + '[project]\nname = "meters"\ndependencies = ["numpy"]\n'},
        id="brought by a sibling",
    ),
    pytest.param(package("x = 1\n") | {"tests/test_hours.py": "import pytest\n"}, id="tests import what they like"),
    pytest.param({"app.py": "import numpy\n", "requirements.txt": "numpy==2.1.3\n"}, id="requirements beside a script"),
    pytest.param(
        {"app.py": "import cv2\n", "environment.yml": "dependencies:\n  - opencv=4.10\n"}, id="an environment"
    ),
    pytest.param({"README.md": "# Pumps\n"}, id="nothing"),
]


@pytest.mark.parametrize("files", HOLDS)
def test_what_is_declared_holds(tmp_path: Path, files: dict[str, str]) -> None:
    found = verdict(tmp_path, "PKG002", files)
    assert (found.answer, found.findings, found.unread) == (Answer.HOLDS, (), ())


@pytest.mark.parametrize(
    ("files", "places", "name"),
    [
        pytest.param(package("import numpy\nimport pytz\n", "numpy"), [(MODULE, 2)], "`pytz`", id="missing"),
        pytest.param(package("import yaml\n", "ruamel.yaml"), [(MODULE, 1)], "`pyyaml`", id="another YAML"),
        pytest.param(
            package("from google.cloud import bigquery\n", "google-cloud-storage"),
            [(MODULE, 1)],
            "`google-cloud-bigquery`",
            id="another of the namespace",
        ),
        pytest.param(package("import requests\n", "types-requests"), [(MODULE, 1)], "`requests`", id="its types alone"),
        pytest.param(package("def f():\n    import numpy\n"), [(MODULE, 2)], "`numpy`", id="in a function"),
        pytest.param(
            package("if __name__ == '__main__':\n    import numpy\n"), [(MODULE, 2)], "`numpy`", id="when it is run"
        ),
        pytest.param(
            package("try:\n    import numpy\nfinally:\n    x = 1\n"),
            [(MODULE, 2)],
            "`numpy`",
            id="tried, and not caught",
        ),
        pytest.param(package("import numpy\nimport numpy.linalg\n"), [(MODULE, 1)], "`numpy`", id="once a file"),
        pytest.param(
            package("import meters\n")
            | {"meters/pyproject.toml": PROJECT.replace("pump-hours", "meters"), "meters/src/meters/__init__.py": ""},
            [(MODULE, 1)],
            "`meters`",
            id="a sibling that is not declared",
        ),
        pytest.param(
            {"app.py": "import numpy\n", "requirements.txt": "pandas\n"},
            [("app.py", 1)],
            "requirements.txt",
            id="not beside a script",
        ),
        pytest.param(
            {"app.py": "import numpy\n", "constraints.txt": "numpy==2\n"},
            [("app.py", 1)],
            "`numpy`",
            id="a constraint installs nothing",
        ),
        pytest.param(
            package("import numpy\n") | {"requirements.txt": "numpy==2.1.3\n"},
            [(MODULE, 1)],
            "pyproject.toml",
            id="in the requirements of a package",
        ),
    ],
)
def test_what_is_missing_is_named(
    tmp_path: Path, files: dict[str, str], places: list[tuple[str, int]], name: str
) -> None:
    found = verdict(tmp_path, "PKG002", files)
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == places
    assert name in found.findings[0].message
    assert "import" in found.findings[0].evidence


@pytest.mark.parametrize(
    ("files", "place"),
    [
        pytest.param(
            {"setup.py": "import x\nx.setup(name='a', install_requires=ask())\n", "a/__init__.py": "import numpy\n"},
            ("setup.py", 2),
            id="dependencies that are computed",
        ),
        pytest.param(
            {"app.py": "import numpy\n", "requirements.txt": "numpy\n".encode("utf-16")},
            ("requirements.txt", 1),
            id="requirements of another encoding",
        ),
        pytest.param(package("import acme_meters\n", "forecast-toolkit"), (MODULE, 1), id="a name that nobody knows"),
        pytest.param(package("import \\\n numpy\nx = (\n", "numpy"), (MODULE, 3), id="broken Python"),
    ],
)
def test_what_nobody_can_tell_is_no_pass(tmp_path: Path, files: dict[str, str | bytes], place: tuple[str, int]) -> None:
    found = verdict(tmp_path, "PKG002", files)
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [place]


def test_notes_say_what_a_reviewer_should_know(tmp_path: Path) -> None:
    source = "import numpy\ntry:\n    import rich\nexcept ImportError:\n    pass\n"
    files = package(source, more='[project.optional-dependencies]\nfast = ["numpy"]\n')
    notes = verdict(tmp_path, "PKG002", files).notes
    assert notes == ("declared in an extra or group alone: numpy (fast)", "optional, and not declared: rich")


@pytest.mark.parametrize(
    ("module", "names", "declared", "met"),
    [
        ("google.protobuf.message", (), "protobuf", True),
        ("google.cloud.pubsub_v1", (), "google-cloud-pubsub", True),
        ("google.cloud", ("storage",), "google-cloud-bigquery", False),
        ("google.cloud.dataproc_v1", (), "google-cloud-dataproc", True),
        ("opentelemetry.sdk.trace", (), "opentelemetry-sdk", True),
        ("opentelemetry.instrumentation.flask", (), "opentelemetry-instrumentation-flask", True),
        ("opentelemetry.instrumentation.flask", (), "opentelemetry-instrumentation-django", False),
        (
            "opentelemetry.exporter.otlp.proto.grpc.trace_exporter",
            (),
            "opentelemetry-exporter-otlp-proto-grpc",
            True,
        ),
        ("opentelemetry.exporter.otlp.proto.grpc.trace_exporter", (), "opentelemetry-api", False),
        ("opentelemetry", ("trace",), "opentelemetry-api", True),
        ("google.cloud.sql.connector", (), "cloud-sql-python-connector", True),
        ("azureml.core", (), "azureml-core", True),
        ("azureml.pipeline.steps", (), "azureml-core", False),
        ("azureml.pipeline.steps", (), "azureml-sdk", True),
        ("ibis", (), "ibis-framework", True),
        ("darts", (), "u8darts", True),
        ("azure.identity.aio", (), "azure-identity", True),
        ("azure", ("functions",), "azure-functions", True),
        ("databricks.sdk", (), "databricks-connect", False),
        ("PIL.Image", (), "pillow", True),
        ("serial.tools", (), "pyserial", True),
        ("Crypto.Cipher", (), "pycryptodome", True),
        ("lightning.pytorch", (), "pytorch-lightning", True),
        ("slugify", (), "awesome-slugify", False),
        ("xlib", (), "python-xlib", True),
        ("ot", (), "pot", True),  # codespell:ignore ot
        ("pandas", (), "geopandas", False),
        ("sknetwork", (), "scikit-network", True),
        ("_pytest.config", (), "pytest", True),
        ("numpy", (), "numpy-financial", False),
    ],
)
def test_imports_and_distributions(module: str, names: tuple[str, ...], declared: str, met: bool) -> None:
    assert need(module, names, frozenset({declared})).met is met


def test_of_several_that_may_be_meant_it_is_always_the_likeliest() -> None:
    declared = ["dbt-duckdb", "dbt-snowflake", "dbt-core", "dbt-a-b"]
    assert need("dbt.cli", (), frozenset(declared)).met_by == "dbt-core"
    assert need("dbt.cli", (), frozenset(declared) - {"dbt-core"}).met_by == "dbt-duckdb"


def test_what_is_put_together_from_an_import_is_not_sure() -> None:
    asked = need("google.cloud.workflows", ("executions",), frozenset({"google-cloud-storage"}))
    assert (asked.met, asked.name, asked.sure) == (False, "google-cloud-workflows", False)


def test_no_name_stands_in_both_tables() -> None:
    assert not SAME_NAME & set(DISTRIBUTIONS)


@pytest.mark.parametrize(
    ("top", "expected"), [("os", True), ("urllib2", True), ("rates_pb2", True), ("dbutils", True), ("numpy", False)]
)
def test_what_python_or_a_platform_brings_along(top: str, expected: bool) -> None:
    assert is_provided(top) is expected
