"""Whether a shell line executes a notebook. Converting one, or starting a server to edit some, does not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from playbook.review.readers.ci import simple_commands
from playbook.review.readers.notebooks import notebooks
from playbook.review.readers.quarto import executed_by_quarto
from playbook.review.repository import Repository

MAX_PATTERNS = 5
_FILE = re.compile(r"\.(?:ipynb|qmd|rmd)\b", re.IGNORECASE)
_PYTHON = re.compile(r"i?python[\d.]*|spark-submit")
_RUNNERS = {"papermill", "runipy", "voila", "treon", "ploomber", "jupyter-execute", "jupyter-run"}
_JUPYTER = {"execute", "run", "voila"}
_MARIMO = {"run", "export"}
_TESTS = ("--nbmake", "--nbval", "--nbval-lax")
_R = re.compile(r"\brender\(\s*['\"]?([^'\",)]+\.[Rrq]md)")
_WORTH = re.compile(
    r"\.ipynb|\.[rq]md|nbconvert|papermill|jupyter|jupytext|marimo|--nb|runipy|voila|treon|ploomber|python|spark-submit|quarto",
    re.IGNORECASE,
)


_EACH = re.compile(r"\$\{?\w+\}?")
_PATTERN = re.compile(r"(?<![\w./*-])[\w./-]{0,80}(?:\*\*/)?\*[\w.-]{0,40}\.py\b")


def executes(repository: Repository) -> Callable[[str], str]:
    """Give a function that tells which notebook a shell line executes: its name, or words for several; "" for none."""
    return _reader(repository).executed


def executes_each(repository: Repository) -> Callable[[str, Iterable[str]], str]:
    """Give a function that tells which notebooks `python "$f"` executes, by a pattern in the lines around it."""
    return _reader(repository).each


def _reader(repository: Repository) -> _Reader:
    return repository.once("executing", lambda: _Reader(repository))


class _Reader:
    def __init__(self, repository: Repository) -> None:
        self.repository = repository
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
        if word == "quarto" and "render" in rest and "--no-execute" not in rest:
            return files[0] if files else executed_by_quarto(self.repository, rest[rest.index("render") + 1 :])
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

    def each(self, line: str, around: Iterable[str]) -> str:
        """Give the files that Python is given one by one, in words, if all of them are notebooks; "" for none."""
        if "python" not in line or "$" not in line or not any(map(_starts_each, simple_commands(line))):
            return ""
        patterns = dict.fromkeys(match for text in around if "*" in text for match in _PATTERN.findall(text))
        few = list(patterns)[:MAX_PATTERNS]
        return next((f"the notebooks `{pattern}`" for pattern in few if self._notebooks_alone(pattern)), "")

    def _notebooks_alone(self, pattern: str) -> bool:
        """Tell whether only notebooks have such a name; `*.py` means any script."""
        name = posixpath.normpath(pattern)
        beginning, end = name.partition("*")[0], name.rpartition("*")[2]
        met = [
            path
            for path in self.repository.suffixed(".py")
            if path.endswith(end) and f"/{beginning}" in f"/{path.removesuffix(end)}"
        ]
        return bool(met) and self.scripts.issuperset(met)


def _starts_each(words: list[str]) -> bool:
    pairs = pairwise(words)
    return any(_PYTHON.fullmatch(posixpath.basename(word)) and _EACH.fullmatch(after) for word, after in pairs)


def _some(rest: list[str], *words: str) -> str:
    """Give words for notebooks that are not named, if the program is told to run what it finds."""
    return "notebooks" if any(item in words or item.endswith("/") or "$" in item for item in rest) else ""
