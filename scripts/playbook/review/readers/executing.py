"""Whether a shell line executes a notebook. Converting one, or starting a server to edit some, does not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from playbook.review.readers.ci import simple_commands
from playbook.review.readers.notebooks import notebooks
from playbook.review.repository import Repository

_FILE = re.compile(r"\.(?:ipynb|qmd|rmd)\b", re.IGNORECASE)
_PYTHON = re.compile(r"i?python[\d.]*|spark-submit")
_RUNNERS = {"papermill", "runipy", "voila", "treon", "ploomber", "jupyter-execute", "jupyter-run"}
_JUPYTER = {"execute", "run", "voila"}
_MARIMO = {"run", "export"}
_TESTS = ("--nbmake", "--nbval", "--nbval-lax")
_R = re.compile(r"\brender\(\s*['\"]?([^'\",)]+\.[Rrq]md)")
_WORTH = re.compile(
    r"\.ipynb|\.[rq]md|nbconvert|papermill|jupyter|jupytext|marimo|--nb|runipy|voila|treon|ploomber|python|spark-submit",
    re.IGNORECASE,
)


def executes(repository: Repository) -> Callable[[str], str]:
    """Give a function that tells which notebook a shell line executes: its name, or words for several; "" for none."""
    return repository.once("executing", lambda: _Reader(repository).executed)


class _Reader:
    def __init__(self, repository: Repository) -> None:
        self.scripts = {item.path for item in notebooks(repository) if item.runs_as_script}
        """Notebooks that Python can start, and scripts that only a conversion makes of one."""
        made = {f"{path.removesuffix('.ipynb')}.py" for path in repository.suffixed(".ipynb")}
        self.scripts |= {path for path in made if not repository.at(path)}
        self.names = {posixpath.basename(path) for path in self.scripts}

    def executed(self, line: str) -> str:
        if not _WORTH.search(line):
            return ""
        if rendered := _R.search(line):
            return rendered[1]
        return next(filter(None, map(self._command, simple_commands(line))), "")

    def _command(self, words: list[str]) -> str:
        bare = [posixpath.basename(word) for word in words]
        for index, word in enumerate(bare):
            rest = words[index + 1 :]
            if found := self._program(word, bare[index + 1 :], rest):
                return found
            if word in ("echo", "pip", "pip3", "#"):
                break
        return ""

    def _program(self, word: str, bare: list[str], rest: list[str]) -> str:
        """Give what the program `word` executes when it is given `rest`."""
        files = [item for item in rest if _FILE.search(item) and not item.startswith("-")]
        if word in _RUNNERS or (word == "jupyter" and bare and bare[0] in _JUPYTER):
            return files[0] if files else _some(rest, "build", "run", "notebooks")
        if word in ("nbconvert", "jupyter-nbconvert", "jupytext") and "--execute" in rest:
            return files[0] if files else "notebooks"
        if word == "quarto" and "render" in rest and files and "--no-execute" not in rest:
            return files[0]
        if word == "marimo" and bare and bare[0] in _MARIMO:
            return next((item for item in rest if item.endswith(".py")), "")
        if word in ("pytest", "py.test"):
            return next((f"notebooks, with {item}" for item in rest if item in _TESTS), "")
        return self._script(rest) if _PYTHON.fullmatch(word) else ""

    def _script(self, rest: list[str]) -> str:
        """Give the notebook that Python is given as a script."""
        target = next((item for item in rest if not item.startswith("-")), "")
        if target.endswith(".ipynb"):
            return target
        path = posixpath.normpath(target)
        same = [script for script in self.scripts if script == path or script.endswith(f"/{path}")]
        return target if posixpath.basename(path) in self.names and same else ""


def _some(rest: list[str], *words: str) -> str:
    """Give words for notebooks that are not named, if the program is told to run what it finds."""
    return "notebooks" if any(item in words or item.endswith("/") or "$" in item for item in rest) else ""
