"""CFG001 and CFG002: what is said of places in the code, and of parameter files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.checks import CHECKS
from playbook.review.readers.places import kind, suspect
from playbook.review.repository import Repository
from playbook.review.run import ask
from playbook.review.verdict import Answer, Finding

from .laying import lay, verdict

PACKAGE = {
    "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "pumps"\n',
    "src/pumps/__init__.py": "",
}


def in_code(folder: Path, text: str, path: str = "src/pumps/run.py") -> list[tuple[int, int, str]]:
    """Give line, column and evidence of what CFG001 finds in a module."""
    found = verdict(folder, "CFG001", {**PACKAGE, path: text})
    assert found.answer is (Answer.FALLS_SHORT if found.findings else Answer.HOLDS)
    assert {finding.path for finding in found.findings} <= {path}
    return [(finding.line, finding.column, finding.evidence) for finding in found.findings]


PLACES = [
    pytest.param("/home/kim/prices.csv", "path", id="home"),
    pytest.param("/Users/kim/Documents/prices.csv", "path", id="mac"),
    pytest.param("/Users/Kim Smith/my data/prices.csv", "path", id="mac-with-spaces"),
    pytest.param("C:\\Users\\kim\\prices.csv", "path", id="windows"),
    pytest.param("D:\\projects\\prices.csv", "path", id="drive"),
    pytest.param("file:///home/kim/prices.csv", "path", id="file-address"),
    pytest.param("s3://energy-forecasts/models/v3", "bucket", id="s3"),
    pytest.param("abfss://models@energylake.dfs.core.windows.net/v3", "bucket", id="abfss"),
    pytest.param("gs://energy-forecasts", "bucket", id="gs"),
    pytest.param("postgresql+psycopg://reader:pw@db.energy.internal:5432/meters", "connection", id="postgres"),
    pytest.param("redis://redis:6379/0", "connection", id="compose-service"),
    pytest.param("jdbc:sqlserver://meters.energy.corp:1433;databaseName=m", "connection", id="jdbc"),
    pytest.param("Server=tcp:meters.database.windows.net,1433;Database=m", "connection", id="pairs"),
    pytest.param("host=db.energy.internal dbname=meters", "connection", id="dsn"),
    pytest.param("https://flow.energy.internal/meters", "host", id="inner-network"),
    pytest.param("http://mlflow:5000", "host", id="service-and-port"),
    pytest.param("http://10.20.0.7:8080/predict", "host", id="private-address"),
    pytest.param("https://prices-prod.energy.io/v1", "host", id="stage"),
    pytest.param("https://adb-123.azuredatabricks.net", "host", id="workspace"),
    pytest.param("energy.azurecr.io/pumps:1.2", "host", id="image-registry"),
    pytest.param("192.168.4.20", "host", id="address-alone"),
    pytest.param("http://35.232.253.5:8000/api/event", "host", id="public-address"),
    pytest.param("http://ml-pipeline.{}.svc.cluster.local:8888", "host", id="placeholder-within"),
    pytest.param("https://pumps.appspot.com/x", "host", id="appspot"),
    pytest.param("https://0a1b2c3d4e5f60718293a4b5c6d7e8f9@o400768.ingest.us.sentry.io/4505", "connection", id="key"),
    pytest.param("https://reader:hunter2@meters.energy.io/v1", "connection", id="password"),
    pytest.param("postgresql://{}:{}@db.energy.internal:5432/m", "connection", id="filled-in-user"),
    pytest.param("/home/kim/{name}", "path", id="filled-in-file"),
]
NO_PLACES = [
    "/home/app/model.joblib",
    "/home/runner/work",
    "/Users/{name}/x",
    "/users/42/pumps",
    "C:\\Windows\\System32\\x.dll",
    "C:/path/to/x",
    "s3://your-bucket/key",
    "s3://bucket/key",
    "s3://{bucket}/models",
    "gs://my-bucket/x",
    "postgresql://user:password@localhost:5432/x",
    "redis://127.0.0.1:6379",
    "sqlite:///pumps.db",
    "postgresql://",
    "https://docs.python.org/3/",
    "https://api.github.com/repos",
    "https://archive.ics.uci.edu/ml/abalone.data",
    "https://energydata.s3.amazonaws.com/public/2024.csv",
    "https://lake.blob.core.windows.net/public/2024.csv",
    "https://storage.googleapis.com/public/2024.csv",
    "http://www.w3.org/2001/XMLSchema",
    "http://localhost:5000",
    "http://0.0.0.0:8080",
    "http://169.254.169.254/latest/meta-data",
    "https://example.com/x",
    "http://pumps",
    "Mozilla/5.0 (X11; Linux) http://bot",
    "google.protobuf",
    "10.5.1",
    "host=localhost dbname=x",
    "http://{service}.internal/x",
    "http://{service}.svc.cluster.local",
    "http://{}.eu-west-1.rds.amazonaws.com",
    "https://api.{region}.energy.io",
    "http://127.0.0.1:8000",
    "http://203.0.113.9/x",
    "https://8.8.8.8",
    "https://user:password@energy.io/simple",
    "https://{key}@o400768.ingest.us.sentry.io/4505",
    "https://git@github.com/energy/pumps",
    "postgresql://{}:{}@{}:{}/{}",
    "see s3://energy-forecasts for more",
    "x" * 600,
]


@pytest.mark.parametrize(("text", "what"), PLACES)
def test_a_place_of_the_team_is_told(text: str, what: str) -> None:
    assert kind(text) == what
    assert suspect(f"x = 1\ny = [{text!r}]\n")


@pytest.mark.parametrize("text", NO_PLACES)
def test_a_public_address_and_a_placeholder_pass(text: str) -> None:
    assert kind(text) == ""
    assert not suspect(f"y = {text!r}\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('a = 1\nx = open("/home/kim/a.csv")\n', [(2, 10)], id="value"),
        pytest.param('x = f"s3://energy-models/{name}"\n', [(1, 5)], id="f-string"),
        pytest.param('x = f"s3://energy-{stage}/a"\n', [], id="f-string-in-the-name"),
        pytest.param('x = f"http://pumps.{stage}.svc.cluster.local"\n', [(1, 5)], id="f-string-within"),
        pytest.param('x = f"https://{host}.internal/a"\n', [], id="f-string-first"),
        pytest.param('def f(x="gs://energy-models/a"): ...\n', [(1, 9)], id="default"),
        pytest.param('"""Reads /home/kim/a.csv\n\n"s3://energy-models/a" too.\n"""\n', [], id="docstring"),
        pytest.param('def f():\n    "s3://energy-models/a"\n', [], id="docstring-alone"),
        pytest.param('x = 1  # "s3://energy-models/a"\n', [], id="comment"),
        pytest.param('if x == "s3://energy-models/a": ...\n', [], id="compared"),
        pytest.param('x.startswith("s3://energy-models/a")\n', [], id="looked-for"),
        pytest.param('f(x, help="s3://energy-models/a")\n', [], id="help"),
        pytest.param('log.info("s3://energy-models/a")\n', [], id="said"),
        pytest.param('EXAMPLE = "s3://energy-models/a"\n', [], id="example"),
        pytest.param('host = "db.energy.internal"\n', [(1, 8)], id="host-by-its-name"),
        pytest.param('DNS_NAME = "ml-pipeline.{}.svc.cluster.local:8888"\n', [(1, 12)], id="host-with-a-placeholder"),
        pytest.param('module = "google.protobuf.internal"\n', [], id="module-by-its-name"),
        pytest.param('x = os.getenv("DB", "postgres://db.energy.internal/m")\n', [(1, 21)], id="default-of-a-variable"),
        pytest.param('Store(s3_bucket="energy-meters")\n', [(1, 17)], id="bucket-by-its-argument"),
        pytest.param('BUCKET = "energy-meters"\n', [(1, 10)], id="bucket-by-its-name"),
        pytest.param('self.bucket_name = "meters"\n', [(1, 20)], id="bucket-of-one-word"),
        pytest.param('x = {"Bucket": "meters"}\n', [(1, 16)], id="bucket-by-its-key"),
        pytest.param('bucket = "hourly"\nBUCKET = "bucket"\n', [], id="bucket-of-something-else"),
        pytest.param('S3_BUCKET = "s3-bucket"\nGCS_BUCKET_NAME = "GCS_BUCKET"\n', [], id="name-of-a-variable"),
        pytest.param('bucket_name = "your-bucket"\nbucket = f"{x}-meters"\n', [], id="bucket-to-fill-in"),
        pytest.param('bucket = os.getenv("meters-bucket-name")\n', [], id="bucket-from-the-environment"),
        pytest.param('if bucket_name == "energy-meters": ...\n', [], id="bucket-that-is-compared"),
        pytest.param('x = os.getenv("DB", "postgres://localhost/m")\n', [], id="own-machine"),
    ],
)
def test_only_values_in_the_code_count(tmp_path: Path, text: str, found: list[tuple[int, int]]) -> None:
    assert [place[:2] for place in in_code(tmp_path, text)] == found


def test_credentials_are_masked(tmp_path: Path) -> None:
    evidence = in_code(tmp_path, 'DB = "postgresql://reader:hunter2@db.energy.internal/m"\n')[0][2]
    assert evidence == 'DB = "postgresql://***@db.energy.internal/m"'


def test_a_settings_module_may_hold_hosts_but_no_path_of_a_person(tmp_path: Path) -> None:
    text = 'db = "postgres://db.energy.internal/m"\nfile = "/home/kim/a.csv"\n'
    assert [place[0] for place in in_code(tmp_path, text, "src/pumps/settings.py")] == [2]


@pytest.mark.parametrize(
    "path", ["tests/test_a.py", "notebooks/a.py", "docs/conf.py", "examples/a.py", "src/pumps/tests/a.py"]
)
def test_what_is_no_source_is_not_asked(tmp_path: Path, path: str) -> None:
    files = {**PACKAGE, "src/pumps/tests/conftest.py": "", path: 'x = "s3://energy-models/a"'}
    assert verdict(tmp_path, "CFG001", files).answer is Answer.HOLDS


def test_a_module_that_cannot_be_parsed_is_no_pass(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CFG001", {**PACKAGE, "src/pumps/a.py": 'x = = "s3://energy-models/a"\n'})
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [("src/pumps/a.py", 1)]


def test_without_source_it_does_not_apply(tmp_path: Path) -> None:
    assert verdict(tmp_path, "CFG001", {"README.md": ""}).answer is Answer.NOT_APPLICABLE


TRAIN = "import joblib, sklearn\njoblib.dump(sklearn.Ridge().fit(x, y), 'out')\n"


@pytest.mark.parametrize(
    ("files", "holds"),
    [
        pytest.param({}, False, id="nothing"),
        pytest.param({"src/pumps/a.py": "import tomllib\nx = tomllib.loads(y)\n"}, True, id="toml"),
        pytest.param({"src/pumps/a.py": "import yaml\nx = yaml.safe_load(y)\n"}, True, id="yaml"),
        pytest.param({"src/pumps/a.py": "import hydra\n"}, True, id="hydra"),
        pytest.param({"src/pumps/settings.py": "LIMIT = 4.5\n"}, True, id="settings-module"),
        pytest.param({"src/pumps/a.py": "import os\nx = os.environ['X']\n"}, True, id="environment-in-one-module"),
        pytest.param(
            {"src/pumps/a.py": "x = os.environ['X']\n", "src/pumps/b.py": "y = os.getenv('Y')\n"}, False, id="scattered"
        ),
        pytest.param(
            {"src/pumps/a.py": "x = json.load(open('params.json'))\n", "params.json": "{}"},
            True,
            id="json-that-is-named",
        ),
        pytest.param({"src/pumps/a.py": "x = json.loads(answer)\n"}, False, id="json-of-something-else"),
        pytest.param({"src/pumps/a.py": "# load_dotenv()\n"}, False, id="in-a-comment"),
        pytest.param({"src/pumps/a.py": '"""\nload_dotenv()\n"""\n'}, False, id="in-a-docstring"),
        pytest.param({"src/pumps/a.py": "class Limits(BaseSettings): ...\n"}, True, id="class-of-settings"),
    ],
)
def test_what_trains_reads_its_configuration(tmp_path: Path, files: Mapping[str, str], holds: bool) -> None:
    found = verdict(tmp_path, "CFG001", {**PACKAGE, "src/pumps/train.py": TRAIN, **files})
    assert found.answer is (Answer.HOLDS if holds else Answer.FALLS_SHORT)
    assert [finding.path for finding in found.findings] == ([] if holds else ["src/pumps/train.py"])


def test_what_calls_is_named_before_what_only_imports(tmp_path: Path) -> None:
    files = {"src/pumps/a.py": "import hydra\n", "src/pumps/b.py": "import hydra\n@hydra.main()\ndef f(): ...\n"}
    found = verdict(tmp_path, "CFG001", {**PACKAGE, "src/pumps/train.py": TRAIN, **files})
    assert "`src/pumps/b.py` reads the configuration" in found.reason


LOADS = {
    **PACKAGE,
    "src/pumps/settings.py": "import configparser, json, tomllib, yaml\nfile = configparser.ConfigParser()\n",
}
LOADS["src/pumps/files.py"] = (
    "import json\njson.load(open('build/machine.json')), json.load(open('data/machine.json'))\n"
)
LOADS["src/pumps/settings.py"] += "yaml.safe_load(x), tomllib.load(x), json.load(open('params.json'))\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"config/a.yml": "", "config/b.yaml": ""}, [], id="one"),
        pytest.param({"config/a.yml": "", "config/b.ini": ""}, ["config/b.ini"], id="two"),
        pytest.param(
            {"conf/a.toml": "", "conf/b.toml": "", "params.yaml": ""}, ["params.yaml"], id="the-commonest-counts"
        ),
        pytest.param({"config/a.yml": "", "params.json": "{}"}, ["params.json"], id="json-that-is-named"),
        pytest.param({"config/a.yml": "", "config/other.json": "{}"}, [], id="json-that-nobody-names"),
        pytest.param(
            {"config/a.yml": "", "tox.ini": "", "mypy.ini": "", "setup.cfg": "", "ruff.toml": ""}, [], id="tools"
        ),
        pytest.param({"config/a.yml": "", ".github/config.toml": "", ".streamlit/config.toml": ""}, [], id="hidden"),
        pytest.param({"config/a.yml": "", "config/logging.ini": "", "deploy/config.toml": ""}, [], id="dictated"),
        pytest.param(
            {"config/a.toml": "", "k8s/config.yaml": "", "config/b.yaml": "apiVersion: v1"}, [], id="manifests"
        ),
        pytest.param({"config/a.toml": "", "tests/config.yml": "", "docs/config.yml": ""}, [], id="beside"),
        pytest.param({"config/a.toml": "", "labels.yaml": ""}, [], id="data"),
        pytest.param({"confs/a.yml": "", "cfgs/b.ini": ""}, ["cfgs/b.ini"], id="plurals"),
        pytest.param(
            {"config/a.yml": "", "build/machine.json": "{}"}, ["build/machine.json"], id="named-with-its-folder"
        ),
        pytest.param({"config/a.yml": "", "data/machine.json": "{}"}, [], id="data-with-its-folder"),
    ],
)
def test_parameter_files_are_in_one_format(tmp_path: Path, files: Mapping[str, str], found: list[str]) -> None:
    answer = verdict(tmp_path, "CFG002", {**LOADS, **files})
    assert answer.answer is (Answer.FALLS_SHORT if found else Answer.HOLDS)
    assert [finding.path for finding in answer.findings] == found


def test_the_format_that_the_organisation_chose_counts(tmp_path: Path) -> None:
    repository = Repository(lay(tmp_path, {**LOADS, "config/a.yml": "", "config/b.yml": ""}))
    repository.configure("regulated", ("toml",))
    what = "a parameter file in YAML: keep it in TOML, which the organisation chose"
    assert ask(CHECKS["CFG002"], repository).findings == (
        Finding("config/a.yml", message=what),
        Finding("config/b.yml", message=what),
    )


def test_a_project_reads_what_it_holds_and_what_it_names(tmp_path: Path) -> None:
    text = "import tomllib, yaml\nyaml.safe_load(x), tomllib.loads('limits.toml')\n"
    files = {f"tool/{name}": content for name, content in PACKAGE.items()} | {"tool/src/pumps/a.py": text}
    beside = {"tool/config/a.yml": "", "show/config/b.yml": "", "show/limits.toml": ""}
    found = verdict(tmp_path, "CFG002", {**files, **beside})
    assert [finding.path for finding in found.findings] == ["tool/config/a.yml"]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({**PACKAGE}, id="none"),
        pytest.param({**PACKAGE, "config/a.yml": ""}, id="nobody-reads-it"),
        pytest.param({**LOADS, "mkdocs.yml": ""}, id="a-tool-reads-it"),
        pytest.param(
            {**PACKAGE, "src/pumps/a.py": "class A(BaseSettings): ...\n", "config/a.yml": ""},
            id="settings-of-variables",
        ),
    ],
)
def test_without_a_parameter_file_it_does_not_apply(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert verdict(tmp_path, "CFG002", files).answer is Answer.NOT_APPLICABLE
