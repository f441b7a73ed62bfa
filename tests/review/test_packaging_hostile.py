"""Files that are made to be slow: PKG002 comes to an end, and soon."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from .laying import verdict

SECONDS = 10
PROJECT = {"pyproject.toml": '[build-system]\n[project]\nname = "pumps"\ndependencies = ["numpy"]\n'}
TRIED = "try:\n    from . import m{}\nexcept ImportError:\n    pass\n"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"src/pumps/a.py": f"import {'a.' * 200_000}a\n"}, id="a-long-name"),
        pytest.param(
            {"src/pumps/a.py": f"from azure import {', '.join(f'n{i}' for i in range(50_000))}\n"}, id="names"
        ),
        pytest.param(
            {f"src/pumps/m{i}.py": f"from . import m{i + 1}\nimport torch\n" for i in range(500)}, id="a-chain"
        ),
        pytest.param(
            {f"src/pumps/m{i}.py": "".join(map(TRIED.format, range(60))) + "import torch\n" for i in range(60)},
            id="a-mesh",
        ),
        pytest.param(
            {f"src/pumps/{'d/' * 60}m{i}.py": "from zzz import a, b\n" for i in range(100)}, id="deep-folders"
        ),
        pytest.param(
            {"src/pumps/a.py": "@c(packages_to_install=['a'])\ndef f():\n    import b\n" * 2000}, id="components"
        ),
        pytest.param({f"f{i}/{name}": "" for i in range(300) for name in ("x.feature", "steps/a.py")}, id="features"),
        pytest.param({"env_deps.yml": "dependencies:\n" + "- a/" * 100_000}, id="an-environment"),
        pytest.param({"a.py": "", "template.yaml": "Handler: " + "a." * 200_000}, id="a-handler"),
        pytest.param({"a.py": "", "Dockerfile": "CMD [" + '"a.' * 200_000}, id="a-command"),
    ],
)
def test_what_is_imported_is_soon_told(tmp_path: Path, files: Mapping[str, str]) -> None:
    start = time.monotonic()
    verdict(tmp_path, "PKG002", PROJECT | {"src/pumps/__init__.py": "from . import m0\n"} | dict(files))
    assert time.monotonic() - start < SECONDS
