"""What is a test and no source: by its folder, its name, and by what the package imports."""

from __future__ import annotations

from pathlib import Path

from playbook.review.readers.source import source
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import lay, verdict

SETUPTOOLS = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
PROJECT = f'{SETUPTOOLS}[project]\nname = "pumps"\nversion = "1"\n'


def paths(folder: Path, files: dict[str, str]) -> set[str]:
    return {module.path for module in source(Repository(lay(folder, files)))}


def test_a_folder_of_tests_that_the_package_cannot_import_is_no_source(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PROJECT,
        "pumps/__init__.py": "",
        "pumps/skills/tests/run_judges.py": "import json\nprint(json.dumps([]))\n",
        "pumps/skills/tests/test_skill.py": "from run_judges import x\ndef run():\n    return 1\n",
    }
    assert verdict(tmp_path / "a", "LOG001", files).answer is Answer.HOLDS
    used = {"pumps/run.py": "from pumps.skills.tests import run_judges\n"}
    assert "pumps/skills/tests/run_judges.py" in paths(tmp_path / "used", files | used)
    whole = {"pumps/skills/__init__.py": "", "pumps/skills/tests/__init__.py": ""}
    assert "pumps/skills/tests/run_judges.py" in paths(tmp_path / "whole", files | whole)


def test_tests_of_a_project_further_down_are_no_source(tmp_path: Path) -> None:
    files = {
        "well/pyproject.toml": PROJECT.replace("pumps", "my_pumps"),
        "well/src/my_pumps/__init__.py": "",
        "well/my_pumps_tests/__init__.py": "",
        "well/my_pumps_tests/test_a.py": "def test_a(): ...\n",
        "well/my_pumps_tests/help.py": "import requests\n",
    }
    assert paths(tmp_path / "a", files) == {"well/src/my_pumps/__init__.py"}
    assert verdict(tmp_path / "b", "REP001", files).answer is Answer.HOLDS


def test_a_loose_script_that_is_named_as_a_test_is_no_source(tmp_path: Path) -> None:
    call = "import requests\nprint(requests.get('http://localhost'))\n"
    files = {
        "api/app.py": "import flask\n",
        "api/requirements.txt": "flask==3.0.3\n",
        "api/test_docker.py": call,
        "api/integration_test.py": call,
    }
    assert paths(tmp_path / "a", files) == {"api/app.py"}
    run = {"api/Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["python", "test_docker.py"]\n'}
    assert "api/test_docker.py" in paths(tmp_path / "run", files | run)
