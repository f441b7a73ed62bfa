"""PKG001, an installable package, and PKG003, ranges in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
WHOLE = BUILD + '[project]\nname = "pump-hours"\nversion = "1"\n'
CODE = {"src/pump_hours/__init__.py": "HOURS = 24\n"}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pyproject.toml": WHOLE}, id="PEP 621"),
        pytest.param({"pyproject.toml": BUILD + '[tool.poetry]\nname = "pump-hours"\nversion = "1"\n'}, id="Poetry"),
        pytest.param({"setup.py": "from setuptools import setup\nsetup(name='pump-hours')\n"}, id="setup.py"),
        pytest.param({"setup.py": "import x\nx.setup(name=x.name())\n"}, id="a name that setup.py computes"),
        pytest.param({"setup.cfg": "[metadata]\nname = pump-hours\n"}, id="setup.cfg"),
        pytest.param(
            {"pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n', "setup.cfg": "[metadata]\nname = a\n"},
            id="both",
        ),
        pytest.param({"pyproject.toml": "[tool.uv.workspace]\n", "packages/a/pyproject.toml": WHOLE}, id="workspace"),
        pytest.param(
            {"pyproject.toml": WHOLE.replace('version = "1"', 'dynamic = ["version"]')}, id="a dynamic version"
        ),
    ],
)
def test_a_package_can_be_installed(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "PKG001", {**CODE, **files}).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("files", "places", "word"),
    [
        pytest.param({}, [("", 0)], "no package", id="nothing"),
        pytest.param(
            {"pyproject.toml": "[tool.pytest.ini_options]\n"}, [("pyproject.toml", 0)], "no package", id="tools alone"
        ),
        pytest.param(
            {"pyproject.toml": '[project]\nname = "a"\nversion = "1"\n'},
            [("pyproject.toml", 2)],
            "build system",
            id="no build system",
        ),
        pytest.param({"pyproject.toml": BUILD}, [("pyproject.toml", 1)], "no name", id="no name"),
        pytest.param(
            {"pyproject.toml": BUILD + '[project]\nname = "a"\n'}, [("pyproject.toml", 5)], "version", id="no version"
        ),
        pytest.param(
            {"pyproject.toml": BUILD + '[project]\nname = "two words"\nversion = "1"\n'},
            [("pyproject.toml", 5)],
            "project.name",
            id="no name that an index takes",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + '[tool.poetry]\nname = "a"\npackage-mode = false\n'},
            [("pyproject.toml", 6)],
            "package-mode",
            id="Poetry without a package",
        ),
        pytest.param(
            {"setup.py": "from setuptools import setup\nsetup()\n"}, [("setup.py", 0)], "no package", id="setup"
        ),
        pytest.param({"tests/a/pyproject.toml": WHOLE}, [("", 0)], "no package", id="only in the tests"),
    ],
)
def test_what_cannot_be_installed(
    tmp_path: Path, files: dict[str, str], places: list[tuple[str, int]], word: str
) -> None:
    found = verdict(tmp_path, "PKG001", {**CODE, **files})
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == places
    assert word in found.findings[0].message


def test_without_python_there_is_nothing_to_install(tmp_path: Path) -> None:
    assert verdict(tmp_path, "PKG001", {"README.md": "# Pumps\n"}).answer is Answer.NOT_APPLICABLE


@pytest.mark.parametrize("settings", ["cookiecutter.json", "one/copier.yml", "databricks_template_schema.json"])
def test_a_template_is_no_package(tmp_path: Path, settings: str) -> None:
    folder = settings.rpartition("/")[0]
    hooks = {f"{folder}/hooks/{name}".lstrip("/"): "print(1)\n" for name in ("__init__.py", "pre_gen_project.py")}
    files = {settings: "", f"{folder}/{{{{ name }}}}/pyproject.toml".lstrip("/"): WHOLE, **hooks}
    found = verdict(tmp_path, "PKG001", files)
    assert (found.answer, found.reason) == (Answer.NOT_APPLICABLE, "this is a template: what it makes is the package")
    more = {"src/pumps/__init__.py": "", "src/pumps/nightly.py": "import numpy\n"}
    assert verdict(tmp_path / "b", "PKG001", {**files, **more}).answer is Answer.FALLS_SHORT
    assert verdict(tmp_path / "c", "PKG001", {**files, **more, "pyproject.toml": WHOLE}).answer is Answer.HOLDS


def test_a_broken_file_is_no_pass(tmp_path: Path) -> None:
    found = verdict(tmp_path, "PKG001", {**CODE, "pyproject.toml": "[project\n", "a/pyproject.toml": WHOLE})
    assert (found.answer, found.unread[0].path) == (Answer.UNREAD, "pyproject.toml")


def test_without_its_library_odd_metadata_are_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "validate_pyproject", None)
    found = verdict(tmp_path, "PKG001", {**CODE, "pyproject.toml": BUILD + '[project]\nname = "a"\n'})
    assert (found.answer, found.unread[0].message) == (Answer.UNREAD, "validate-pyproject is not installed")


SETUP = "import os\nfrom pathlib import Path\nfrom setuptools import setup\nHERE = Path(__file__).parent\n"


def listed(*requirements: str) -> str:
    return WHOLE + "dependencies = [\n" + "".join(f"  {item!r},\n" for item in requirements) + "]\n"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"pyproject.toml": WHOLE}, id="no dependencies"),
        pytest.param(
            {"pyproject.toml": listed("numpy>=1.26", "pandas~=2.1", "rich>13,!=14.0", "six==1.*")}, id="ranges"
        ),
        pytest.param({"pyproject.toml": listed("numpy>=1.26; python_version == '3.11'")}, id="a marker"),
        pytest.param(
            {"pyproject.toml": WHOLE + "[project.optional-dependencies]\ntest = ['pytest==8.4.2']\n"}, id="an extra"
        ),
        pytest.param(
            {"pyproject.toml": WHOLE + "[dependency-groups]\ntest = ['pytest==8.4.2']\n"}, id="a dependency group"
        ),
        pytest.param(
            {"pyproject.toml": listed("meters==1"), "meters/pyproject.toml": WHOLE.replace("pump-hours", "meters")},
            id="a sibling",
        ),
        pytest.param({"pyproject.toml": listed("numpy>=1.26"), "requirements.txt": "numpy==2.1.3\n"}, id="pins beside"),
        pytest.param(
            {
                "setup.py": f"{SETUP}def extras():\n    return {{p.stem: read(p) for p in HERE.glob('reqs/*.txt')}}\n"
                "setup(name='a', install_requires=['numpy>=2'], extras_require=extras())\n",
                "reqs/cloud.txt": "orjson==3.1\n-r gone.txt\n",
            },
            id="an extra that setup.py reads from a file",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + '[tool.poetry]\nname = "a"\n[tool.poetry.dependencies]\nnumpy = "^1.26"\n'},
            id="a caret",
        ),
    ],
)
def test_ranges_hold(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "PKG003", files).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("files", "places"),
    [
        pytest.param(
            {"pyproject.toml": listed("numpy==1.26.4", "pandas>=2.1", "rich===14.0", "six")},
            [("pyproject.toml", 8, 3), ("pyproject.toml", 10, 3), ("pyproject.toml", 11, 3)],
            id="pins and no bound",
        ),
        pytest.param(
            {"pyproject.toml": listed("numpy<2", "rich!=13")},
            [("pyproject.toml", 8, 3), ("pyproject.toml", 9, 3)],
            id="upper alone",
        ),
        pytest.param(
            {"pyproject.toml": listed("clock @ git+https://example.com/clock.git@v1.4")},
            [("pyproject.toml", 8, 3)],
            id="an address",
        ),
        pytest.param(
            {
                "setup.py": "import x\nx.setup(name='a', install_requires=open('requirements.txt'))\n",
                "requirements.txt": "numpy>=1.26\npandas==2.2.3\n",
            },
            [("requirements.txt", 2, 1)],
            id="in the file that setup.py reads",
        ),
        pytest.param(
            {"pyproject.toml": BUILD + '[tool.poetry]\nname = "a"\n[tool.poetry.dependencies]\nnumpy = "1.26.4"\n'},
            [("pyproject.toml", 7, 1)],
            id="a pin of Poetry",
        ),
        *(
            pytest.param(
                {
                    "setup.py": f"{SETUP}{lines}setup(name='a', install_requires=NEEDS)\n",
                    "needs/main.txt": "numpy==2\n",
                },
                [("needs/main.txt", 1, 1)],
                id=lines,
            )
            for lines in (
                "FILE = HERE / 'needs' / 'main.txt'\nwith FILE.open() as file:\n    NEEDS = list(clean(file))\n",
                "NEEDS = open(os.path.join(HERE, 'needs', 'main.txt')).readlines()\n",
                "NEEDS = HERE.joinpath('needs', 'main.txt').read_text().split()\n",
                "FOLDER = 'needs'\nNEEDS = clean(f'{HERE}/{FOLDER}/main.txt')\n",
                "NEEDS = clean(HERE / 'needs' / f'{name()}.txt')\n",
                "def load():\n    return [read(file) for file in Path('needs').glob('*.txt')]\nNEEDS = load()\n",
                "def load():\n    folder = 'needs'\n    return clean(f'{folder}/main.txt')\nNEEDS = load()\n",
            )
        ),
    ],
)
def test_pins_and_missing_bounds_are_named(
    tmp_path: Path, files: dict[str, str], places: list[tuple[str, int, int]]
) -> None:
    found = verdict(tmp_path, "PKG003", files)
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line, item.column) for item in found.findings] == places


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"requirements.txt": "numpy==2.1.3\n"}, id="no package"),
        pytest.param({"pyproject.toml": '[project]\nname = "a"\ndependencies = ["numpy==1"]\n'}, id="not installable"),
    ],
)
def test_without_a_package_ranges_do_not_apply(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "PKG003", files).answer is Answer.NOT_APPLICABLE


def test_what_is_no_specifier_is_no_pass(tmp_path: Path) -> None:
    found = verdict(tmp_path, "PKG003", {"pyproject.toml": listed("numpy>=1.*")})
    assert (found.answer, found.unread[0].line) == (Answer.UNREAD, 8)
    assert "numpy" in found.unread[0].evidence


def test_evidence_shows_no_token(tmp_path: Path) -> None:
    address = "clock @ git+https://ci:s3cr3t-t0ken@example.com/clock.git"
    found = verdict(tmp_path, "PKG003", {"pyproject.toml": listed(address)})
    assert "s3cr3t" not in repr(found)


@pytest.mark.parametrize(("bound", "answer"), [("==1.13.27", Answer.FALLS_SHORT), ("", Answer.HOLDS)])
def test_a_pin_is_published_whatever_path_stands_beside_it(tmp_path: Path, bound: str, answer: Answer) -> None:
    text = listed(f"wells{bound}") + '[tool.uv.sources]\nwells = { path = "../wells", editable = true }\n'
    found = verdict(tmp_path, "PKG003", {"pyproject.toml": text})
    assert found.answer is answer
    assert found.reason != "no package has dependencies"
