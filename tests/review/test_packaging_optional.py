"""PKG002: which imports are optional, and without which a package cannot be imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

PROJECT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "pumps"\n'
PACKAGE = {
    "pyproject.toml": f'{PROJECT}version = "1"\ndependencies = ["numpy>=2"]\n',
    "src/pumps/__init__.py": "",
}
NEEDED = PACKAGE | {
    "src/pumps/__init__.py": "from .net import run\n",
    "src/pumps/net.py": "import numpy\nimport torch\n",
}


@pytest.mark.parametrize(
    ("files", "places"),
    [
        pytest.param(
            NEEDED | {"src/pumps/more.py": "try:\n    import torch\nexcept ImportError:\n    torch = None\n"},
            [("src/pumps/net.py", 2)],
            id="tried elsewhere",
        ),
        pytest.param(
            NEEDED | {"src/pumps/more.py": "def f():\n    if is_torch_available():\n        import torch\n"},
            [("src/pumps/net.py", 2)],
            id="asked for elsewhere",
        ),
        pytest.param(
            PACKAGE | {"src/pumps/__init__.py": "try:\n    import torch\nexcept ImportError:\n    raise SystemExit\n"},
            [("src/pumps/__init__.py", 2)],
            id="caught to be raised again",
        ),
        pytest.param(
            PACKAGE
            | {
                "src/pumps/run.py": "import anyio\n",
                "src/pumps/kinds.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import anyio\n",
            },
            [("src/pumps/run.py", 1)],
            id="for the type checker elsewhere",
        ),
        pytest.param(
            PACKAGE | {"src/pumps/extra.py": "import vaex\n"}, [("src/pumps/extra.py", 1)], id="for users alone"
        ),
        pytest.param(
            PACKAGE
            | {
                "pyproject.toml": f'{PACKAGE["pyproject.toml"]}[project.scripts]\npumps = "pumps.cli:main"\n',
                "src/pumps/cli.py": "import rich\n",
                "src/pumps/a.py": "try:\n    import rich\nexcept ImportError:\n    pass\n",
            },
            [("src/pumps/cli.py", 1)],
            id="where a command starts",
        ),
    ],
)
def test_what_a_package_cannot_do_without_is_not_optional(
    tmp_path: Path, files: dict[str, str], places: list[tuple[str, int]]
) -> None:
    found = verdict(tmp_path, "PKG002", files)
    assert [(item.path, item.line) for item in found.findings] == places


def test_a_module_that_all_others_try_to_import_is_optional_itself(tmp_path: Path) -> None:
    tried = "try:\n    from .iter_vaex import iter_vaex\nexcept ImportError:\n    pass\n"
    files = PACKAGE | {"src/pumps/stream.py": tried, "src/pumps/iter_vaex.py": "import vaex\n"}
    found = verdict(tmp_path / "a", "PKG002", files)
    assert (found.answer, found.notes) == (Answer.HOLDS, ("optional, and not declared: vaex",))
    lazy = "def f(x):\n    if x:\n        from .iter_vaex import iter_vaex\n"
    assert verdict(tmp_path / "b", "PKG002", files | {"src/pumps/lazy.py": lazy}).answer is Answer.FALLS_SHORT


def test_of_dependencies_that_are_computed_nothing_is_optional_elsewhere(tmp_path: Path) -> None:
    files = {
        "setup.py": "from setuptools import setup\nsetup(name='app', install_requires=read())\n",
        "app/__init__.py": "",
        "app/run.py": "import sklearn\n",
        "app/opt.py": "try:\n    import sklearn\nexcept ImportError:\n    pass\n",
    }
    found = verdict(tmp_path, "PKG002", files)
    assert (found.answer, found.notes) == (Answer.UNREAD, ())


@pytest.mark.parametrize(
    ("context", "answer"),
    [("try_import()", Answer.HOLDS), ("optional_imports('x')", Answer.HOLDS), ("open('x')", Answer.FALLS_SHORT)],
)
def test_a_context_that_tries_imports_makes_them_optional(tmp_path: Path, context: str, answer: Answer) -> None:
    files = PACKAGE | {"src/pumps/a.py": f"with {context} as found:\n    import botocore\n"}
    assert verdict(tmp_path, "PKG002", files).answer is answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ('"botocore" in sys.modules and is_session(it)', Answer.HOLDS),
        ('isinstance(it, getattr(sys.modules.get("botocore"), "Session", ()))', Answer.HOLDS),
        ("is_session(it)", Answer.FALLS_SHORT),
    ],
)
def test_what_is_done_if_another_has_imported_it_is_optional(tmp_path: Path, asked: str, answer: Answer) -> None:
    text = "import sys\ndef is_session(it):\n    import botocore\n    return isinstance(it, botocore.Session)\n"
    files = PACKAGE | {"src/pumps/a.py": f"{text}def save(it):\n    if {asked}:\n        it.close()\n"}
    assert verdict(tmp_path / "nested", "PKG002", files).answer is answer
    top = {"src/pumps/a.py": f"import sys\nimport botocore\ndef save(it):\n    if {asked}:\n        it.close()\n"}
    assert verdict(tmp_path / "top", "PKG002", PACKAGE | top).answer is Answer.FALLS_SHORT
