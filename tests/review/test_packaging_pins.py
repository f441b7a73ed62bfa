"""PKG004: what is deployed is pinned, and the image or the job installs the lock."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.ci import simple_commands
from playbook.review.readers.locking import Install, installed
from playbook.review.verdict import Answer

from .laying import verdict

PROJECT = (
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
    '[project]\nname = "pump-hours"\nversion = "1"\ndependencies = ["numpy>=1.26"]\n'
)
CODE = {
    "pyproject.toml": PROJECT,
    "src/pump_hours/__init__.py": "",
    "src/pump_hours/nightly.py": "import numpy\n",
}
PINS = {"requirements.txt": "numpy==2.1.3\n"}
TRAINED = {
    "src/pump_hours/train.py": "import joblib\nfrom sklearn.svm import SVR\n\ndef main():\n"
    "    model = SVR().fit([[1]], [1])\n    joblib.dump(model, 'x')\n\nif __name__ == '__main__':\n    main()\n"
}


def image(*lines: str, **more: str | bytes) -> dict[str, str | bytes]:
    """Give the code with a Dockerfile of these lines."""
    return {**CODE, "Dockerfile": "\n".join(["FROM python:3.12", "COPY . .", *lines, 'CMD ["pump-hours"]', ""]), **more}


HOLDS = [
    pytest.param(
        image("RUN pip install --no-cache-dir -r requirements.txt", "RUN pip install --no-deps .", **PINS),
        id="requirements",
    ),
    pytest.param(
        image("RUN pip install -r requirements.txt && pip install .", **PINS), id="the project after the lock"
    ),
    pytest.param(image("RUN pip install . -c requirements.txt", **PINS), id="constraints"),
    pytest.param(image("RUN uv sync --frozen --no-dev", **{"uv.lock": ""}), id="uv"),
    pytest.param(
        image(
            "RUN poetry export -o pins.txt",
            "FROM python:3.12",
            "RUN pip install ./$X*.whl -c pins.txt",
            **{"poetry.lock": ""},
        ),
        id="constraints that are written out",
    ),
    pytest.param(
        image("RUN uv export --frozen -o r.txt && pip install -r r.txt", **{"uv.lock": ""}), id="a lock written out"
    ),
    pytest.param(image("RUN pip install poetry && poetry install --only main", **{"poetry.lock": ""}), id="Poetry"),
    pytest.param(image("RUN pipenv install --system --deploy", **{"Pipfile.lock": "{}"}), id="Pipenv"),
    pytest.param(image("RUN micromamba install -y -f conda-lock.yml", **{"conda-lock.yml": ""}), id="conda-lock"),
    pytest.param(
        image("RUN conda env update -f environment.yml", **{"environment.yml": "dependencies:\n  - numpy=2.1.3\n"}),
        id="an environment that is pinned",
    ),
    pytest.param(image("RUN pip install numpy==2.1.3 gunicorn==23.0.0"), id="each with its version"),
    pytest.param(
        image(
            "COPY deploy/requirements-prod.txt pins.txt",
            "RUN pip install -r pins.txt",
            **{"deploy/requirements-prod.txt": "numpy==2.1.3\n"},
        ),
        id="another name in the image",
    ),
    pytest.param(
        image("RUN bash install.sh", **PINS, **{"install.sh": "pip install -r requirements.txt\n"}),
        id="through a script",
    ),
    pytest.param(
        image(
            "RUN pip install -r requirements.txt",
            "FROM python:3.12 AS dev",
            "RUN pip install ipython",
            "FROM python:3.12",
            "RUN pip install -r requirements.txt",
            **PINS,
        ),
        id="a stage for development",
    ),
    pytest.param(
        image(
            "RUN pip install -r requirements.txt && pip install --no-deps .",
            **{"requirements.txt": "numpy==2.1.3\nnumpy[fast]>=1\n"},
        ),
        id="pinned by another line",
    ),
    pytest.param(
        image(
            "RUN pip install -r requirements.txt",
            **{"requirements.txt": "-r base.txt\nnumpy[fast]\n", "base.txt": "numpy==2.1.3\n"},
        ),
        id="pinned by what is included",
    ),
    pytest.param(image("RUN pip install numpy==2.1.3 'numpy[fast]'"), id="pinned in the same command"),
    pytest.param(
        image("RUN pip install -r requirements.txt 'numpy[fast]'", **PINS), id="pinned by a file of the command"
    ),
    pytest.param(
        image("RUN pip install -r needs/main.list", **{"needs/main.list": "numpy==2.1.3\n"}), id="any name of a file"
    ),
    pytest.param(
        image(
            "COPY conda/ci_packages.yml /setup/",
            "RUN conda env update -f /setup/ci_packages.yml",
            **{"conda/ci_packages.yml": "dependencies:\n  - python=3.12\n  - numpy=2.1.3\n"},
        ),
        id="any name of an environment",
    ),
    pytest.param(
        image(
            "ARG POETRY=1.8.5",
            "RUN pip install poetry==${POETRY} && poetry install --only main",
            **{"poetry.lock": ""},
        ),
        id="a version of Poetry that is filled in",
    ),
    pytest.param(
        image("RUN pip install poetry==$POETRY && poetry install --only main", **{"poetry.lock": ""}),
        id="a version of Poetry that nobody knows",
    ),
    pytest.param(
        {
            **CODE,
            "requirements.txt": "numpy==2.1.3\n",
            "Dockerfile": "ARG FILE=requirements.txt\nFROM python:3.12 AS base\nARG FILE\nENV NUMPY 2.1.3\n"
            "FROM base\nCOPY . .\nRUN pip install -r $FILE && pip install scipy==${NUMPY}\n",
        },
        id="arguments and variables of an earlier stage",
    ),
    pytest.param(
        {**CODE, **TRAINED, "uv.lock": "", "README.md": "```sh\nuv run python -m pump_hours.train\n```\n"},
        id="trained as the README says",
    ),
    pytest.param(
        {
            **CODE,
            **TRAINED,
            **PINS,
            ".github/workflows/a.yml": "on: push\njobs:\n a:\n  steps:\n   - run: pip install -r requirements.txt\n",
        },
        id="trained in CI",
    ),
    pytest.param({**CODE, **PINS, "Procfile": "web: pump-hours\n"}, id="found by a platform"),
]


@pytest.mark.parametrize("files", HOLDS)
def test_a_lock_that_is_installed_holds(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    found = verdict(tmp_path, "PKG004", files)
    assert (found.answer, found.findings, found.unread) == (Answer.HOLDS, (), ())


FALLS_SHORT = [
    pytest.param(
        image("RUN pip install -r requirements.txt", **{"requirements.txt": "numpy==2.1.3\npandas>=2\n"}),
        [("Dockerfile", 3)],
        "`pandas`",
        id="a loose line",
    ),
    pytest.param(image("RUN pip install ."), [("Dockerfile", 3)], "ranges", id="the project alone"),
    pytest.param(
        image("RUN pip install -r requirements.txt gunicorn", **PINS), [("Dockerfile", 3)], "`gunicorn`", id="one more"
    ),
    pytest.param(
        image("RUN pip install -r requirements.txt", "RUN apt-get update && \\", "    pip install 'rich>=13'", **PINS),
        [("Dockerfile", 4)],
        "`rich",
        id="in a continued line",
    ),
    pytest.param(image("RUN uv sync"), [("Dockerfile", 3)], "uv.lock", id="no lock for it"),
    pytest.param(
        image("RUN pip install .", **{"uv.lock": ""}), [("Dockerfile", 3)], "ranges", id="a lock that nothing installs"
    ),
    pytest.param(
        image(
            "RUN pip install -r needs/main.list && pip install --no-deps .",
            **{"needs/main.list": "numpy==2.1.3\n-r more.list\n", "needs/more.list": "-r last.list\n"},
            **{"needs/last.list": "pyarrow>=12\n"},
        ),
        [("Dockerfile", 3)],
        "`pyarrow` in needs/last.list",
        id="a loose line in a file that a file includes",
    ),
    pytest.param(
        image("RUN pip install -r requirements.txt", **{"requirements.txt": "numpy==2.1.3; os_name=='nt'\nnumpy>=2\n"}),
        [("Dockerfile", 3)],
        "`numpy`",
        id="pinned on another system alone",
    ),
    pytest.param(
        image("RUN pip install -r requirements.txt", **{"requirements.txt": "pump-hours[fast]==1.4\n"}),
        [("Dockerfile", 3)],
        "ranges",
        id="the project alone is pinned",
    ),
    pytest.param(
        image("RUN pip install rich", "RUN pip install ."),
        [("Dockerfile", 3), ("Dockerfile", 4)],
        "`rich`",
        id="a package and the project",
    ),
    pytest.param(
        image("RUN pip install -r requirements.txt .", **{"requirements.txt": "rich\n"}),
        [("Dockerfile", 3)],
        "`rich`",
        id="a list and the project",
    ),
    pytest.param(image("RUN pip install ."), [("Dockerfile", 3)], "commit a lock and install that first", id="no lock"),
    pytest.param(image("RUN uv pip install -r pyproject.toml"), [("Dockerfile", 3)], "ranges", id="a list of ranges"),
    pytest.param(image("RUN pip install rich"), [("Dockerfile", 3)], "pin it, or commit a lock", id="without a lock"),
    pytest.param(
        image("RUN pip install rich", **{"a/uv.lock": ""}), [("Dockerfile", 3)], "pin it", id="the lock of another"
    ),
    pytest.param(
        image("RUN pip install rich", **{"uv.lock": ""}), [("Dockerfile", 3)], "from the lock", id="beside a lock"
    ),
    pytest.param(
        {
            **CODE,
            "other/uv.lock": "",
            "api/pyproject.toml": PROJECT,
            "api/Dockerfile": "FROM python:3.12\nCOPY . .\nRUN uv sync\n",
        },
        [("api/Dockerfile", 3)],
        "commit it",
        id="the lock of another project",
    ),
    pytest.param(image("RUN conda install -y numpy"), [("Dockerfile", 3)], "`numpy`", id="conda"),
    pytest.param(image("RUN pip install -e .[serve]"), [("Dockerfile", 3)], "ranges", id="editable"),
    pytest.param({**CODE, **TRAINED}, [("", 0)], "nothing pins", id="trained without a lock"),
    pytest.param({**CODE, **TRAINED, "uv.lock": ""}, [("uv.lock", 0)], "nothing installs", id="trained beside a lock"),
    pytest.param(
        {**CODE, **TRAINED, "requirements.txt": "numpy==2\nrich\nscipy==1.14\n"},
        [("requirements.txt", 2)],
        "`rich`",
        id="nearly a lock",
    ),
    pytest.param(
        {**CODE, **TRAINED, "requirements.txt": "numpy==2\nnumpy[fast]>=1\nscipy==1.14\nrich\n"},
        [("requirements.txt", 4)],
        "`rich`",
        id="a line that another pins, beside one that none does",
    ),
    pytest.param(
        {
            **CODE,
            **TRAINED,
            "conda/train.yml": "",
            "conda/train-environment.yml": "dependencies:\n  - numpy=2.1.3\n  - pandas=2.2.3\n  - rich\n",
            "conda/infer-environment.yml": "dependencies:\n  - numpy=2.1.3\n  - rich\n  - pandas\n",
            "conda/requirements-dev.txt": "ruff\n",
            "tools/a/__init__.py": "",
            "tools/requirements.txt": "rich\n",
        },
        [("conda/infer-environment.yml", 0), ("conda/train-environment.yml", 4)],
        "`rich` and 1 more",
        id="every file of requirements, without those of other projects",
    ),
    pytest.param(
        {
            **CODE,
            **TRAINED,
            "cloud/BaseDockerfile": "FROM ubuntu:24.04\nRUN pip install rich\n",
            "cloud/train-environment.yml": "dependencies:\n  - numpy=2.1.3\n  - pandas=2.2.3\n  - rich\n",
        },
        [("cloud/BaseDockerfile", 2), ("cloud/train-environment.yml", 4)],
        "`rich`",
        id="an image without the code, and what a platform adds to it",
    ),
    pytest.param(
        {**CODE, "databricks.yml": "bundle:\n  name: pumps\n", "requirements.txt": "numpy\n"},
        [("requirements.txt", 0)],
        "nothing pins",
        id="deployed without a lock",
    ),
]


@pytest.mark.parametrize(("files", "places", "word"), FALLS_SHORT)
def test_what_can_change_by_itself_is_named(
    tmp_path: Path, files: dict[str, str | bytes], places: list[tuple[str, int]], word: str
) -> None:
    found = verdict(tmp_path, "PKG004", files)
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == places
    assert word in found.findings[0].message


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(CODE, id="a library"),
        pytest.param(
            {**CODE, "tests/Dockerfile": "FROM python:3.12\nRUN pip install rich\n"}, id="an image of the tests"
        ),
        pytest.param({"Dockerfile": "FROM nginx:1.29\n"}, id="no Python"),
        pytest.param({**CODE, "Dockerfile": "FROM nginx:1.29\nCOPY site /site\n"}, id="an image without Python"),
    ],
)
def test_where_nothing_is_deployed_it_does_not_apply(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert verdict(tmp_path, "PKG004", files).answer is Answer.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("files", "place"),
    [
        pytest.param(image("RUN pip install -r $WHICH", **PINS), ("Dockerfile", 3), id="a variable"),
        pytest.param(image("RUN pip install -r gone.txt", **PINS), ("Dockerfile", 3), id="a file that is not there"),
        pytest.param(
            image("RUN pip install -r /x/needs.txt", **{"a/needs.txt": "numpy==1\n", "b/needs.txt": "rich\n"}),
            ("Dockerfile", 3),
            id="a name that several files have",
        ),
        pytest.param(
            image("RUN pip install -r https://example.com/requirements.txt", **PINS), ("Dockerfile", 3), id="an address"
        ),
        pytest.param(
            image("RUN pip install rich -c https://example.com/pins.txt"), ("Dockerfile", 3), id="constraints elsewhere"
        ),
        pytest.param(
            {**CODE, **TRAINED, "requirements.txt": "numpy==2.1.3\n-r gone.txt\n"}, ("gone.txt", 0), id="an include"
        ),
        pytest.param(image("ARG WHICH", "RUN pip install rich==$WHICH"), ("Dockerfile", 4), id="no default"),
        pytest.param(
            {**CODE, "Dockerfile": "FROM {{ base }}\nRUN pip install .\n"}, ("Dockerfile", 1), id="a template"
        ),
    ],
)
def test_what_is_not_in_the_repository_is_no_pass(
    tmp_path: Path, files: dict[str, str | bytes], place: tuple[str, int]
) -> None:
    found = verdict(tmp_path, "PKG004", files)
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [place]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sudo /opt/venv/bin/python3 -m pip install -U pip wheel", Install()),
        ("pip install -r a.txt --requirement=b.txt -rc.txt", Install(files=("a.txt", "b.txt", "c.txt"))),
        ("uv pip sync requirements.lock", Install(files=("requirements.lock",))),
        ("uv pip install --system -i https://example.com/simple rich", Install(loose=("rich",))),
        ("poetry run pip install torch==2.1", Install(pinned=("torch==2.1",))),
        ("pip install git+https://example.com/a.git@v1.2", Install(pinned=("git+https://example.com/a.git@v1.2",))),
        ("pip install git+https://example.com/a.git@main", Install(project=True)),
        ("pip install --no-deps dist/a.whl", Install()),
        ("pip install --no-index --find-links=/wheels a", None),
        ("pip wheel -r a.txt -w /wheels", Install(files=("a.txt",))),
        ("poetry export -f requirements.txt --output=r.txt", Install(locks=("poetry.lock",), writes="r.txt")),
        ("uv sync --upgrade", Install(project=True)),
        ("mamba install -c conda-forge numpy=1.26.4 pandas", Install(loose=("pandas",), pinned=("numpy=1.26.4",))),
        ("python setup.py install", Install(project=True)),
        ("pip install ./$NAME*.whl", Install(project=True)),
        ("pip install $EXTRA", Install(unknown=("$EXTRA",))),
        ("pip --version", None),
        ("uv tool install ruff", None),
        ("echo pip install rich", None),
    ],
)  # fmt: skip
def test_what_a_command_installs(line: str, expected: Install | None) -> None:
    assert installed(simple_commands(line)[0]) == expected


def test_pinned_tools_are_no_lock_of_what_runs(tmp_path: Path) -> None:
    files = {"requirements.txt": "black==24.8.0\nflake8==7.1.1\n", "train.py": TRAINED["src/pump_hours/train.py"]}
    (found,) = verdict(tmp_path, "PKG004", files).findings
    assert (found.path, "nothing pins what this runs on" in found.message) == ("", True)


def test_what_a_platforms_job_names_is_installed(tmp_path: Path) -> None:
    files = {
        "src/train.py": TRAINED["src/pump_hours/train.py"],
        "aml/train-env.yml": "name: t\nimage: mcr.example.com/base:20240101\nconda_file: ../conda/train-conda.yml\n",
        "conda/train-conda.yml": "dependencies:\n  - python=3.12.1\n  - pip:\n      - scikit-learn==1.5.2\n",
    }
    found = verdict(tmp_path, "PKG004", files)
    assert (found.answer, found.reason) == (Answer.HOLDS, "conda/train-conda.yml is installed")


def test_a_star_in_a_version_pins_nothing() -> None:
    assert installed(["pip", "install", "flask==2.8.*", "dist/*.whl"]) == Install(loose=("flask==2.8.*",), project=True)
