"""What the checks say of images: whether they install the project, and whether their bases have a version."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.images import dockerfiles
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import lay, verdict

PROJECT = (
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "pump-hours"\n'
)
CODE = {
    "pyproject.toml": PROJECT + 'version = "1"\n[project.scripts]\npump-hours = "pump_hours.nightly:main"\n',
    "src/pump_hours/__init__.py": "",
    "src/pump_hours/nightly.py": "def main() -> None: ...\n",
    "requirements.txt": "numpy==2.1.0\n",
}
START = 'CMD ["python", "-m", "pump_hours.nightly"]\n'


def image(*lines: str) -> str:
    return "FROM python:3.12\n" + "\n".join(lines) + "\n" + START


def says(folder: Path, standard: str, dockerfile: str, **more: str) -> tuple[Answer, list[tuple[str, int]]]:
    """Give the answer, and the places of what falls short or could not be read."""
    found = verdict(folder, standard, {**CODE, "Dockerfile": dockerfile, **more})
    return found.answer, [(item.path, item.line) for item in (*found.findings, *found.unread)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["COPY . .", "RUN pip install ."], id="pip"),
        pytest.param(
            ["COPY . .", "RUN pip3 install --no-cache-dir '.[serve]' -i https://example.com/simple"], id="extra"
        ),
        pytest.param(
            [
                "COPY requirements.txt .",
                "RUN pip install -r requirements.txt",
                "COPY . .",
                "RUN pip install --no-deps .",
            ],
            id="cache-first",
        ),
        pytest.param(
            ["COPY src src", "RUN cd /x && \\", "  # a comment", "  python -m pip install -e /app"], id="continued"
        ),
        pytest.param(["COPY . /app", "RUN pip install /app"], id="absolute"),
        pytest.param(["COPY src src", "COPY dist/ dist/", "RUN pip install dist/*.whl"], id="wheel"),
        pytest.param(["COPY src src", "RUN pip install pump_hours==1.4"], id="from-the-index"),
        pytest.param(
            ["COPY src src", "RUN pip install git+https://example.com/water/pump-hours.git@v1"], id="from-git"
        ),
        pytest.param(["RUN uv sync --frozen --no-install-project", "COPY . .", "RUN uv sync --frozen"], id="uv-twice"),
        pytest.param(["COPY . .", 'RUN ["uv", "pip", "install", "--system", "."]'], id="exec-form"),
        pytest.param(["COPY . .", "RUN poetry install --only main"], id="poetry"),
        pytest.param(["COPY . .", "RUN pdm sync --prod"], id="pdm"),
        pytest.param(["COPY . .", "RUN <<EOF", "set -e", "pip install .", "EOF"], id="heredoc"),
        pytest.param(["COPY . .", "RUN python setup.py install"], id="setup.py"),
        pytest.param(
            ["COPY . .", "RUN --mount=type=cache,target=/root/.cache /opt/venv/bin/pip install ."], id="flag-and-path"
        ),
        pytest.param(["RUN --mount=type=bind,target=. pip install .", "COPY src src"], id="bind"),
        pytest.param(["COPY . .", "ARG WHAT=.[serve]", "RUN pip install $WHAT"], id="default"),
        pytest.param(["COPY . .", "ONBUILD RUN pip install ."], id="onbuild"),
        pytest.param(
            ["COPY . .", "FROM python:3.12 AS last", "COPY --from=0 /venv /venv", "RUN pip wheel ."], id="stages"
        ),
    ],
)
def test_an_image_that_installs_the_project_holds(tmp_path: Path, lines: list[str]) -> None:
    assert says(tmp_path, "PKG005", image(*lines)) == (Answer.HOLDS, [])


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        pytest.param(["RUN pip install -r requirements.txt", "COPY src/ src/"], 3, id="copied"),
        pytest.param(["COPY src/pump_hours/*.py ./"], 2, id="pattern"),
        pytest.param(["RUN pip install numpy", "ADD . /app"], 3, id="added"),
        pytest.param(["COPY pyproject.toml .", "RUN pip install .", "COPY src src"], 3, id="before-its-code"),
        pytest.param(["COPY . .", "RUN uv sync --no-install-project"], 3, id="uv-without"),
        pytest.param(["COPY . .", "RUN poetry install --no-root"], 3, id="poetry-without"),
        pytest.param(["COPY . .", "RUN pip install git+https://example.com/other.git"], 2, id="something-else"),
        pytest.param(["COPY . .", "RUN echo pip install is for later"], 2, id="echo"),
        pytest.param(["COPY . .", "RUN pip download pump-hours"], 2, id="download"),
    ],
)
def test_an_image_that_copies_code_and_installs_nothing_falls_short(
    tmp_path: Path, lines: list[str], line: int
) -> None:
    assert says(tmp_path, "PKG005", image(*lines)) == (Answer.FALLS_SHORT, [("Dockerfile", line)])


POETRY = '[tool.poetry]\nname = "model"\n{}[build-system]\nbuild-backend = "poetry.core.masonry.api"\n'
EARLY = (
    "FROM python:3.12 AS base\nCOPY pyproject.toml .\n{}"
    "RUN poetry install\nCOPY training training\nCMD python -m training\n"
)


@pytest.mark.parametrize(
    ("stage", "settings", "expected"),
    [
        pytest.param("", "", (Answer.FALLS_SHORT, [("Dockerfile", 3)]), id="no-package-of-it"),
        pytest.param("FROM base\n", "", (Answer.FALLS_SHORT, [("Dockerfile", 4)]), id="in-a-later-stage"),
        pytest.param("COPY training /x\nFROM a:1\n", "", (Answer.FALLS_SHORT, [("Dockerfile", 5)]), id="in-another"),
        pytest.param("COPY training /x\nFROM base\n", "", (Answer.HOLDS, []), id="in-the-stage-before"),
        pytest.param("", 'packages = [{include = "training"}]\n', (Answer.HOLDS, []), id="a-link-to-its-package"),
    ],
)
def test_a_link_made_before_the_code_is_there_leads_to_the_package_that_is_named(
    tmp_path: Path, stage: str, settings: str, expected: tuple[Answer, list[tuple[str, int]]]
) -> None:
    files = {"training/__init__.py": "", "training/__main__.py": "", "pyproject.toml": POETRY.format(settings)}
    found = verdict(tmp_path, "PKG005", {**files, "Dockerfile": EARLY.format(stage)})
    assert (found.answer, [(item.path, item.line) for item in found.findings]) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("FROM python:3.12\nRUN pip install mkdocs\nCOPY . .\nCMD mkdocs serve\n", id="documentation"),
        pytest.param("FROM python:3.12\nRUN pip install numpy\n" + START, id="no-code"),
        pytest.param("FROM golang:1.22\nCOPY . .\nCMD ./pump_hours\n", id="not-python"),
        pytest.param("FROM python:3.12\nCOPY tests tests\nCMD pytest\n", id="tests"),
        pytest.param("FROM python:3.12\nCOPY src/pump_hours /usr/lib/site-packages/x\n", id="patch"),
        pytest.param("FROM python:3.12\nCOPY tools tools\n", id="tools-and-no-command"),
        pytest.param("FROM nginx:1.27\nCOPY docs /usr/share/nginx/html\n", id="pages"),
    ],
)
def test_an_image_that_does_not_run_the_project_is_not_asked(tmp_path: Path, text: str) -> None:
    more = {"tools/a.py": "", "tests/test_a.py": "def test_a(): ...\n", "docs/index.html": ""}
    assert says(tmp_path, "PKG005", text, **more) == (Answer.NOT_APPLICABLE, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("install.sh", "pip install .\n", id="script"),
        pytest.param("Makefile", "image-deps: x\n\tpip install \\\n\t  .\nother:\n\techo\n", id="make"),
        pytest.param("requirements-image.txt", "numpy==2.1.0\n-e .\n", id="requirements"),
        pytest.param("environment.yml", "dependencies:\n  - pip:\n    - -e .\n", id="conda"),
        pytest.param("needs.list", "numpy==2.1.0\n-e .\n", id="requirements-of-another-name"),
    ],
)
def test_what_a_run_names_is_followed_one_level(tmp_path: Path, name: str, text: str) -> None:
    run = {
        "install.sh": "bash ./install.sh",
        "Makefile": "make image-deps",
        "environment.yml": "conda env create -f environment.yml",
    }
    dockerfile = image("COPY . .", f"RUN {run.get(name, f'pip install -r {name}')}")
    assert says(tmp_path, "PKG005", dockerfile, **{name: text}) == (Answer.HOLDS, [])
    assert (
        says(tmp_path, "PKG005", dockerfile, **{name: text.replace("-e .", "numpy").replace(" .", " numpy")})[0]
        is Answer.FALLS_SHORT
    )


def test_the_context_may_be_the_folder_of_the_dockerfile(tmp_path: Path) -> None:
    files = {
        "service/requirements.txt": "",
        "service/app.py": "",
        "service/Dockerfile": "FROM python:3.12\nCOPY . .\nCMD python app.py\n",
    }
    found = verdict(tmp_path, "PKG005", {**CODE, **files})
    assert [(item.path, item.line) for item in found.findings] == [("service/Dockerfile", 2)]


def test_what_is_in_a_variable_could_not_be_read(tmp_path: Path) -> None:
    assert says(tmp_path, "PKG005", image("COPY . .", "ARG WHAT", "RUN pip install $WHAT")) == (
        Answer.UNREAD,
        [("Dockerfile", 4)],
    )


@pytest.mark.parametrize("standard", ["PKG005", "PKG006"])
def test_without_a_dockerfile_nothing_is_asked(tmp_path: Path, standard: str) -> None:
    aside = {
        "tests/fixture/Dockerfile": "FROM python\n",
        "Dockerfile.md": "FROM python\n",
        "Dockerfile.dockerignore": "*",
    }
    assert verdict(tmp_path, standard, {**CODE, **aside}).answer is Answer.NOT_APPLICABLE


@pytest.mark.parametrize("standard", ["PKG005", "PKG006"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("FROM {{ base }}\nRUN x\n", 1, id="template"),
        pytest.param("FROM a:1\n{% if b %}\nRUN x\n{% endif %}\n", 2, id="template-in-it"),
        pytest.param("hello world\n", 1, id="text"),
        pytest.param("", 1, id="empty"),
        pytest.param("FROM a:1\nRUN <<EOF\nx\n", 2, id="open-heredoc"),
        pytest.param("FROM a:1 b\n", 1, id="odd-from"),
        pytest.param("FROM a:1\n" + "RUN a \\\n" * 5001, 0, id="too-long"),
    ],
)
def test_what_is_no_dockerfile_could_not_be_read(tmp_path: Path, standard: str, text: str, line: int) -> None:
    assert says(tmp_path, standard, text) == (Answer.UNREAD, [("Dockerfile", line)])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("FROM python:3.12\n", id="tag"),
        pytest.param(
            "FROM --platform=$BUILDPLATFORM python@sha256:" + "0" * 64 + " AS b\nFROM b\n", id="digest-and-stage"
        ),
        pytest.param("FROM scratch\n", id="scratch"),
        pytest.param("ARG V=3.12\nARG B=python:${V}\nFROM $B\n", id="defaults"),
        pytest.param("FROM python:${V:-3.12}\n", id="fallback"),
        pytest.param("FROM a:1 AS x-amd64\nFROM b:1 AS x-arm64\nFROM x-${TARGETARCH}\n", id="by-platform"),
        pytest.param("FROM a:1 AS B\nFROM b:1\nCOPY --from=b /x /x\nCOPY --from=0 /y /y\n", id="from-stages"),
        pytest.param("FROM host:5000/a:1\nRUN <<X\nFROM python\nX\n", id="port-and-heredoc"),
        pytest.param("FROM a:1\n# FROM python\nRUN echo \\\n\n  FROM python\n", id="comment-and-empty-line"),
    ],
)
def test_bases_with_a_version_hold(tmp_path: Path, text: str) -> None:
    assert says(tmp_path, "PKG006", text) == (Answer.HOLDS, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("FROM python\n", 1, id="none"),
        pytest.param("FROM a:1\nFROM python:latest AS b\n", 2, id="latest"),
        pytest.param("FROM host:5000/python\n", 1, id="port"),
        pytest.param("ARG V=latest\n\nFROM python:${V}\n", 3, id="default"),
        pytest.param("FROM a:1\nCOPY --chown=1 --from=nginx:latest /a /b\n", 2, id="copied-from"),
        pytest.param("FROM a:1\nRUN --mount=type=bind,from=nginx,target=/a x\n", 2, id="mounted-from"),
        pytest.param("FROM later\nFROM a:1 AS later\n", 1, id="stage-below"),
        pytest.param("from tensorflow/tensorflow:latest-gpu\n", 1, id="small-letters"),
    ],
)
def test_bases_without_a_version_fall_short(tmp_path: Path, text: str, line: int) -> None:
    assert says(tmp_path, "PKG006", text) == (Answer.FALLS_SHORT, [("Dockerfile", line)])


def test_a_build_argument_without_default_could_not_be_read(tmp_path: Path) -> None:
    assert says(tmp_path, "PKG006", "ARG V\nFROM python:${V}\n") == (Answer.UNREAD, [("Dockerfile", 2)])


def test_every_name_of_a_dockerfile_is_read(tmp_path: Path) -> None:
    names = ["Containerfile", "a/Dockerfile.gpu", "b/train.Dockerfile", "c/dockerfile", "d/BaseDockerfile"]
    names += ["e/Dockerfile-chat", "f/Dockerfile_cuda12.1", "g/gpu-dockerfile"]
    others = ["h/Dockerfile-lint.go", "i/dockerfile_parser.ts", "j/mydockerfile.txt", "k/dockerfiles"]
    files = dict.fromkeys([*names, *others], "FROM python\n")
    found = verdict(tmp_path, "PKG006", {**files, "bin/lint-dockerfile": "#!/bin/sh\nhadolint\n"})
    assert [item.path for item in found.findings] == names


def test_an_instruction_tells_its_flags_words_and_script(tmp_path: Path) -> None:
    text = "# escape=`\nFROM a:1\nRUN --mount=type=cache `\n  pip install . `\n"
    (found,) = dockerfiles(Repository(lay(tmp_path, {"Dockerfile": text})))
    (run,) = found.stages[0].instructions
    assert (run.line, run.flags, run.words) == (3, {"mount": "type=cache"}, ["pip", "install", "."])


def test_a_star_in_a_version_is_no_path(tmp_path: Path) -> None:
    text = image("RUN pip install flask==2.8.*", "COPY src src")
    found = verdict(tmp_path, "PKG005", CODE | {"Dockerfile": text})
    assert found.answer is Answer.FALLS_SHORT
    wheel = image("COPY dist dist", "COPY src src", "RUN pip install dist/pump_hours-*")
    assert verdict(tmp_path / "wheel", "PKG005", CODE | {"Dockerfile": wheel}).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("compose", "line"),
    [
        ("context: .\n      dockerfile: ./docker/app/Dockerfile", "requirements.txt"),
        ("./docker/app", "docker/app/requirements.txt"),
        ("context: ${WHERE}\n      dockerfile: docker/app/Dockerfile", "docker/app/requirements.txt"),
    ],
)
def test_compose_says_from_where_an_image_copies(tmp_path: Path, compose: str, line: str) -> None:
    mapping = f"\n      {compose}" if ":" in compose else f" {compose}"
    files = {
        "main.py": "print(1)\n",
        "requirements.txt": "pandas\n",
        "docker/app/requirements.txt": "rich\n",
        "docker/app/Dockerfile": "FROM python:3.12\nCOPY ./requirements.txt ./\nRUN pip install -r ./requirements.txt\n"
        'COPY main.py .\nCMD ["python", "main.py"]\n',
        "docker-compose.yml": f"services:\n  app:\n    build:{mapping}\n",
    }
    (found,) = verdict(tmp_path, "PKG004", files).findings
    assert f" in {line} can be" in found.message


def test_a_dockerfile_of_the_tests_is_not_said_to_be_absent(tmp_path: Path) -> None:
    files = {"tests/benchmarks/Dockerfile": "FROM python:3.12\n"}
    for standard in ("PKG005", "PKG006"):
        found = verdict(tmp_path, standard, CODE | files)
        reason = "no Dockerfile is the solution's: tests/benchmarks/Dockerfile is beside it"
        assert (found.answer, found.reason) == (Answer.NOT_APPLICABLE, reason)
