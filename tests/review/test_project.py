"""What the readers make of the files in which a package declares itself and its dependencies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.readers.project import Package, locks, packages, requirement_files
from playbook.review.repository import Repository

from .laying import lay

BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'


def read(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Package, ...]:
    return packages(Repository(lay(folder, files)))


def declared(package: Package) -> list[tuple[str, str, str, str, int]]:
    """Give name, specifier, group, path and line of each requirement."""
    return [(item.name, item.specifier, item.group, item.path, item.line) for item in package.requirements]


CASES = [
    pytest.param(
        {
            "pyproject.toml": BUILD + '[project]\nname = "pump-hours"\ndynamic = ["version"]\ndependencies = [\n'
            '  "NumPy>=1.26",\n  "ruamel_yaml ~= 0.18 ; python_version < \'4\'",\n]\n'
            '[project.optional-dependencies]\nserve = ["fastapi[standard]>=0.110,<1"]\n'
            '[dependency-groups]\ndev = [{include-group = "test"}, "ruff"]\n'
        },
        [
            ("numpy", ">=1.26", "", "pyproject.toml", 8),
            ("ruamel-yaml", "~= 0.18", "", "pyproject.toml", 9),
            ("fastapi", ">=0.110,<1", "serve", "pyproject.toml", 12),
            ("ruff", "", "dev", "pyproject.toml", 14),
        ],
        id="PEP 621 with an extra and a group",
    ),
    pytest.param(
        {
            "pyproject.toml": '[tool.poetry]\nname = "pumps"\n[tool.poetry.dependencies]\npython = "^3.11"\n'
            'numpy = "^1.26"\npandas = "~2.1"\nxgboost = {version = "2.0.3", optional = true}\nrich = "*"\n'
            'own = {path = "../own"}\nclock = {git = "https://example.com/clock.git", tag = "v1.4"}\n'
            '[tool.poetry.extras]\nboost = ["xgboost"]\n[tool.poetry.group.dev.dependencies]\npytest = ">=8"\n'
        },
        [
            ("numpy", ">=1.26,<2", "", "pyproject.toml", 5),
            ("pandas", ">=2.1,<2.2", "", "pyproject.toml", 6),
            ("xgboost", "==2.0.3", "boost", "pyproject.toml", 7),
            ("rich", "", "", "pyproject.toml", 8),
            ("own", "", "", "pyproject.toml", 9),
            ("clock", "", "", "pyproject.toml", 10),
            ("pytest", ">=8", "dev", "pyproject.toml", 14),
        ],
        id="Poetry",
    ),
    pytest.param(
        {
            "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n[project]\nname = "pumps"\n'
            'dynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = ["base.txt"]}\n',
            "base.txt": "# ours\nnumpy>=1.26 \\\n  ; python_version > '3'\n-r more.txt\n",
            "more.txt": "--index-url https://example.com/simple\npandas>=2.1  # for the index\n-r base.txt\n",
        },
        [("numpy", ">=1.26", "", "base.txt", 2), ("pandas", ">=2.1", "", "more.txt", 2)],
        id="dynamic, from a file that includes another",
    ),
    pytest.param(
        {
            "setup.cfg": "[metadata]\nname = pumps\n[options]\ninstall_requires =\n    numpy>=1.26\n    # not this\n"
            "    pandas\n[options.extras_require]\ntest = pytest>=8; xdist\n[options.entry_points]\n"
            "console_scripts =\n    pumps = pumps.nightly:main\n"
        },
        [
            ("numpy", ">=1.26", "", "setup.cfg", 5),
            ("pandas", "", "", "setup.cfg", 7),
            ("pytest", ">=8", "test", "setup.cfg", 9),
            ("xdist", "", "test", "setup.cfg", 9),
        ],
        id="setup.cfg",
    ),
    pytest.param(
        {
            "setup.py": "from setuptools import setup\nBASE = ['numpy>=1.26']\nif True:\n    BASE.append('pandas')\n"
            "EXTRAS = {'test': ['pytest']}\nEXTRAS['all'] = sum(EXTRAS.values(), [])\n"
            "setup(name='pumps', install_requires=BASE + ['rich'], extras_require=EXTRAS)\n"
        },
        [
            ("numpy", ">=1.26", "", "setup.py", 2),
            ("pandas", "", "", "setup.py", 4),
            ("rich", "", "", "setup.py", 7),
            ("pytest", "", "test", "setup.py", 5),
        ],
        id="setup.py with names",
    ),
    pytest.param(
        {
            "setup.py": "import os\nfrom setuptools import setup\ndef load(name):\n"
            "    return [line for line in open(os.path.join('.', name)) if line]\n"
            "def main():\n    known = dict(name='pumps', install_requires=load('requirements.txt'))\n"
            "    setup(**known)\nmain()\n",
            "requirements.txt": "numpy>=1.26\n",
        },
        [("numpy", ">=1.26", "", "requirements.txt", 1)],
        id="setup.py that reads its requirements",
    ),
    pytest.param(
        {
            "pyproject.toml": '[project]\nname = "pumps"\ndependencies = ["clock"]\n'
            "[tool.uv.sources]\nclock = {workspace = true}\n[tool.uv]\ndev-dependencies = ['ruff']\n"
        },
        [("clock", "", "", "pyproject.toml", 3), ("ruff", "", "dev", "pyproject.toml", 7)],
        id="uv",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.flit.metadata]\nmodule = "pumps"\nrequires = ["numpy>=1.26"]\n'},
        [("numpy", ">=1.26", "", "pyproject.toml", 3)],
        id="flit of old",
    ),
]


@pytest.mark.parametrize(("files", "expected"), CASES)
def test_what_a_package_declares(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, str, str, int]]
) -> None:
    (package,) = read(tmp_path, files)
    assert not package.unread
    assert declared(package) == expected


@pytest.mark.parametrize(
    ("files", "place"),
    [
        pytest.param({"pyproject.toml": "[project\n"}, ("pyproject.toml", 1), id="broken TOML"),
        pytest.param({"setup.py": "from setuptools import setup\nsetup(\n"}, ("setup.py", 2), id="broken Python"),
        pytest.param(
            {"setup.py": "import setuptools\nsetuptools.setup(name='a',\n  install_requires=ask())\n"},
            ("setup.py", 3),
            id="computed",
        ),
        pytest.param(
            {"setup.py": "from setuptools import setup\nsetup(**load())\n"}, ("setup.py", 2), id="computed altogether"
        ),
        pytest.param(
            {"setup.cfg": "[metadata]\nname = a\n[options]\ninstall_requires = file: gone.txt\n"},
            ("gone.txt", 0),
            id="a file that is not there",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + '[project]\nname = "a"\ndynamic = ["dependencies"]\n'},
            ("pyproject.toml", 6),
            id="filled in by the build",
        ),
    ],
)
def test_what_could_not_be_read_names_its_place(tmp_path: Path, files: dict[str, str], place: tuple[str, int]) -> None:
    (package,) = read(tmp_path, files)
    assert [(item.path, item.line) for item in package.unread] == [place]


def test_names_that_double_do_not_fill_the_memory(tmp_path: Path) -> None:
    double = "a = ['numpy']\n" + "a = a + a\n" * 60 + "b = 'x'\n" + "b = f'{b}{b}'\n" * 60
    (package,) = read(
        tmp_path, {"setup.py": f"{double}from setuptools import setup\nsetup(name=b, install_requires=a)\n"}
    )
    assert package.unread


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pyproject.toml": "[tool.ruff]\nline-length = 100\n"}, id="tools alone"),
        pytest.param({"setup.cfg": "[flake8]\nmax-line-length = 100\n"}, id="flake8 alone"),
        pytest.param({"scripts/setup.py": "def setup_folder():\n    pass\n"}, id="a script called setup"),
        pytest.param({"tests/data/pyproject.toml": '[project]\nname = "a"\n'}, id="in the tests"),
        pytest.param({"{{ name }}/pyproject.toml": '[project]\nname = "a"\n'}, id="a template"),
    ],
)
def test_what_declares_no_package(tmp_path: Path, files: dict[str, str]) -> None:
    assert read(tmp_path, files) == ()


def test_pyproject_comes_before_setup_py_and_leaves_to_it_what_is_dynamic(tmp_path: Path) -> None:
    setup = "from setuptools import setup\nsetup(name='old', install_requires=['numpy'])\n"
    project = '[build-system]\nrequires = ["setuptools"]\n[project]\nname = "new"\n'
    (package,) = read(tmp_path / "a", {"pyproject.toml": project, "setup.py": setup})
    assert (package.name, package.requirements) == ("new", ())
    dynamic = f'{project}dynamic = ["dependencies"]\n'
    (package,) = read(tmp_path / "b", {"pyproject.toml": dynamic, "setup.py": setup})
    assert [item.name for item in package.own] == ["numpy"]


def test_scripts_lead_to_their_functions(tmp_path: Path) -> None:
    (package,) = read(
        tmp_path,
        {"setup.py": "setup(name='a', entry_points={'console_scripts': ['go = a.b:c [x]']}, scripts=['bin/d'])"},
    )
    assert package.scripts == {"go": "a.b:c", "d": "bin/d"}


PINNED = [
    pytest.param("numpy==2.1.3 --hash=sha256:0\npandas===2.2.3 ; python_version > '3'\n", True, id="all"),
    pytest.param("numpy==2.1.3\npandas>=2\n", False, id="a range"),
    pytest.param("numpy==2.1.*\n", False, id="a wildcard"),
    pytest.param("", False, id="empty"),
    pytest.param("-e .\n", False, id="the project alone"),
    pytest.param("-e .\nnumpy==2.1.3\n", True, id="the project and a pin"),
    pytest.param(f"clock @ git+https://example.com/clock.git@{'a' * 40}\n", True, id="a commit"),
    pytest.param("git+https://example.com/clock.git@main#egg=clock\n", False, id="a branch"),
    pytest.param("https://example.com/clock-1.4-py3-none-any.whl\n", True, id="an archive"),
    pytest.param("numpy\n-c limits.txt\n", True, id="by a constraint"),
    pytest.param("numpy==2.1.3\n-r loose.txt\n", False, id="a loose include"),
    pytest.param("numpy==2.1.3\n-r gone.txt\n", False, id="an include that is not there"),
]


@pytest.mark.parametrize(("text", "expected"), PINNED)
def test_a_file_is_pinned_if_every_line_is(tmp_path: Path, text: str, expected: bool) -> None:
    files = {"requirements.txt": text, "limits.txt": "numpy==2.1.3\n", "loose.txt": "pandas\n"}
    (file,) = requirement_files(Repository(lay(tmp_path, files)))
    assert (file.path, file.pinned) == ("requirements.txt", expected)


def test_locks_of_every_tool_are_found_and_those_of_tests_are_not(tmp_path: Path) -> None:
    names = ["uv.lock", "a/poetry.lock", "pdm.lock", "pylock.toml", "conda-lock.yml", "Pipfile.lock", "pixi.lock"]
    files = dict.fromkeys(names, "") | {
        "requirements/prod.txt": "numpy==2.1.3\n",
        "environment.yml": "dependencies:\n  - python=3.12\n  - numpy=2.1.3\n  - pip:\n      - rich==14.0.0\n",
        "Cargo.lock": "",
        "tests/uv.lock": "",
        "dev-requirements.txt": "pytest\n",
    }
    expected = sorted([*names, "requirements/prod.txt", "environment.yml"])
    assert sorted(locks(Repository(lay(tmp_path, files)))) == expected


EXTRAS = "from setuptools import setup\n{}\nsetup(name='a', install_requires=['numpy'], extras_require={})\n"


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("def extras():\n    some = {'io': ['rich']}\n    return some", "extras()", [("rich", "io")]),
        (
            "import glob\ndef extras():\n    return {f: open(f) for f in glob.glob('reqs/requirements-*.txt')}",
            "extras()",
            [("orjson", "cloud"), ("pandas", "data")],
        ),
        ("V = open('VERSION').read()", "{'io': [f'rich=={V}', 'six==%s' % V, 'a[b]>={}'.format(V)]}", None),
        ("", "{'io': open('reqs/requirements-data.txt').readlines()}", [("pandas", "io")]),
        ("E = {'io': ['rich']}\nE['all'] = sum(E.values(), [])", "E", [("rich", "io")]),
    ],
)
def test_extras_that_are_computed(
    tmp_path: Path, before: str, value: str, expected: list[tuple[str, str]] | None
) -> None:
    files = {"reqs/requirements-cloud.txt": "orjson>=3\n", "reqs/requirements-data.txt": "pandas\n"}
    (package,) = read(tmp_path, {**files, "setup.py": EXTRAS.format(before, value)})
    wanted = expected or [("rich", "io"), ("six", "io"), ("a", "io")]
    assert [(item.name, item.group) for item in package.requirements if item.group] == wanted
    assert (package.unread, package.dark_extras) == ((), ())


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("load()", ("setup.py", 3)),
        ("{'io': load('b')}", ("setup.py", 3)),
        ("{'io': open('reqs/data.txt')}", ("reqs/gone.txt", 0)),
        ("{'io': open(f'{name()}.txt')}", ("setup.py", 3)),
    ],
)
def test_extras_that_nobody_knows_say_nothing_of_the_own_dependencies(
    tmp_path: Path, value: str, place: tuple[str, int]
) -> None:
    files = {"reqs/data.txt": "pandas\n-r gone.txt\n", "words.txt": "one\n", "setup.py": EXTRAS.format("", value)}
    (package,) = read(tmp_path, files)
    assert [(item.path, item.line) for item in package.dark_extras] == [place]
    assert not package.unread
