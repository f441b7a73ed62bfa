"""Commands that install Python packages: what each takes, and whether that is pinned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playbook.review.readers.requirements import normal, requirement

TOOL_LOCKS = {
    "uv": ("uv.lock", {"sync", "run", "export"}),
    "poetry": ("poetry.lock", {"install", "sync", "run", "export"}),
    "pdm": ("pdm.lock", {"install", "sync", "run", "export"}),
    "pipenv": ("Pipfile.lock", {"install", "sync", "run", "requirements"}),
    "pixi": ("pixi.lock", {"install", "run", "shell-hook"}),
}
"""By tool: its lock, and the commands that install it, or write it out as requirements."""

_FRONT = {"sudo", "exec", "env", "time", "nice", "command", "xargs", "then", "do"}
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*(?:\.exe)?")
_PIP = re.compile(r"pip[\d.]*")
_CONDA = {"conda", "mamba", "micromamba"}
_VALUES = frozenset(
    {
        *("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-t", "--target", "--prefix", "--root"),
        *(
            "--trusted-host",
            "--timeout",
            "--default-timeout",
            "--retries",
            "--cache-dir",
            "--python",
            "-p",
            "--platform",
        ),
        *("--python-version", "--progress-bar", "--config-settings", "-C", "--log", "--proxy", "--index", "--abi"),
        *("--implementation", "--index-strategy", "--keyring-provider", "--extra", "--group", "--only-binary"),
        *("--no-binary", "-w", "--wheel-dir", "-d", "--dest", "--upgrade-strategy", "--exists-action", "--src", "-b"),
        *("--torch-backend", "--link-mode", "--prerelease", "--resolution", "--global-option", "--cert"),
    }
)
_CONDA_VALUES = frozenset({"-n", "--name", "-p", "--prefix", "-c", "--channel", "--solver", "-r", "--root-prefix"})
_TOOLS = frozenset(
    {
        *("pip", "setuptools", "wheel", "uv", "poetry", "pdm", "pipenv", "pip-tools", "virtualenv", "build", "hatch"),
        *("poetry-core", "poetry-plugin-export", "hatchling", "conda-lock", "pipx", "flit", "keyring", "nox", "tox"),
        *("keyrings-google-artifactregistry-auth", "artifacts-keyring", "twine", "installer", "setuptools-scm"),
        *("cython", "ninja", "cmake", "maturin", "scikit-build", "pybind11", "conda", "mamba", "conda-pack", "rye"),
    }
)
"""What builds or installs, and does not run with the solution."""
_ARTEFACT = re.compile(r"\.(?:whl|tar\.gz|zip)(?:\[[\w,-]*\])?$")
_PROJECT = re.compile(r"^\.{1,2}(?:/|$)|\.whl$")
"""The project itself, or its wheel, also where a variable is in the name."""
_PATH = re.compile(r"(?:\.{1,2}|/|~|\$|file:)|.*/|[^=<>!~]*\*")
"""A path, also with a star in it; the star behind `==` is one of a version."""
_CONDA_PIN = re.compile(r"[\w.:/-]+={1,2}\d[\w.]*(?:=[\w.*]+)?")


@dataclass(frozen=True, slots=True)
class Install:
    """What one command installs: `locks` of tools, `files` of requirements held by `constraints`, packages by name.

    `loose` are packages named without a version; `project` says that the dependencies of a project are found anew
    from its ranges; `writes` is the file into which a lock is written out.
    """

    locks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    project: bool = False
    writes: str = ""
    unknown: tuple[str, ...] = ()
    """What a variable names."""

    @property
    def anything(self) -> bool:
        """Whether it installs anything that runs with the solution."""
        return bool(self.locks or self.files or self.loose or self.pinned or self.project) and not self.writes


def installed(words: list[str]) -> Install | None:
    """Give what a simple command installs, or None if it installs no Python packages."""
    words = _bare(words)
    if not words:
        return None
    program, rest = words[0], words[1:]
    if program == "uv" and rest[:1] == ["pip"]:
        program, rest = ("pip-sync", rest[2:]) if rest[1:2] == ["sync"] else ("pip", rest[1:])
    for fits, read in _READERS:
        if fits(program) and rest:
            return read(program, rest)
    return None


def _bare(words: list[str]) -> list[str]:
    """Give the words from the installing program on: without `sudo`, paths, `python -m` and `poetry run`."""
    words = [word for word in words if word != "--"]
    while words:
        name = words[0].rpartition("/")[2]
        if name in _FRONT or "=" in name:
            words = words[1:]
        elif _PYTHON.fullmatch(name) and "-m" in words[1:4]:
            words = words[words.index("-m") + 1 :]
        elif name in ("poetry", "pdm", "pipenv", "uv", *_CONDA) and words[1:2] == ["run"] and _inner(words[2:]):
            words = words[2 + _inner(words[2:]) - 1 :]
        else:
            return [name, *words[1:]]
    return []


def _inner(words: list[str]) -> int:
    """Give the place, from 1, of `pip` or `python -m pip` behind `run` and its options; 0 if another program runs."""
    for index, word in enumerate(words[:6]):
        name = word.rpartition("/")[2]
        if _PIP.fullmatch(name) or (_PYTHON.fullmatch(name) and words[index + 1 : index + 3] == ["-m", "pip"]):
            return index + 1
    return 0


def _tool(program: str, rest: list[str]) -> Install | None:
    lock, actions = TOOL_LOCKS[program]
    plain = [word for word in rest if not word.startswith("-")]
    if not plain or not actions.intersection(plain[:2]):
        return Install(loose=tuple(plain[1:])) if plain[:1] == ["add"] else None
    if {"--no-project", "--skip-lock", "--script"} & set(rest):
        return None if "--skip-lock" not in rest else Install(project=True)
    if {"export", "requirements"} & set(plain[:2]):
        return Install(locks=(lock,), writes=_output(rest) or "-")
    upgraded = {"--upgrade", "-U", "--isolated"} & set(rest)
    return Install(project=True) if upgraded else Install(locks=(lock,))


def _output(words: list[str]) -> str:
    """Give the file into which a command writes."""
    for index, word in enumerate(words):
        name, _, value = word.partition("=")
        if name in ("-o", "--output", "--output-file", ">", "1>"):
            return value or "".join(words[index + 1 : index + 2])
        if word.startswith(">") and word.strip(">"):
            return word.strip(">")
    return ""


def _sync(_: str, rest: list[str]) -> Install:
    named = tuple(word for word in rest if not word.startswith("-"))
    return Install(files=named or ("requirements.txt",))


def _conda(_: str, rest: list[str]) -> Install | None:
    if not {"install", "create", "update"} & set(rest[:3]):
        return None
    files, _held, names = _arguments(rest, _CONDA_VALUES, {"-f", "--file"})
    names = [name for name in names if name not in ("install", "create", "update", "env", "python", "pip")]
    names = [name for name in names if not re.match(r"python[=<>]", name) and normal(name) not in _TOOLS]
    pinned = tuple(name for name in names if _CONDA_PIN.fullmatch(name))
    if not files and {"env"} & set(rest[:2]):
        files = ["environment.yml"]
    loose = tuple(one for one in names if one not in pinned)
    return Install(files=tuple(files), loose=loose, pinned=pinned)


def _conda_lock(_: str, rest: list[str]) -> Install | None:
    return Install(locks=("conda-lock.yml",)) if "install" in rest else None


def _python(_: str, rest: list[str]) -> Install | None:
    return _setup("", rest[1:]) if rest[0] == "setup.py" else None


def _setup(_: str, rest: list[str]) -> Install | None:
    return Install(project=True) if {"install", "develop"} & set(rest[:2]) else None


def _pip(_: str, rest: list[str]) -> Install | None:
    actions = [word for word in rest if not word.startswith("-")]
    if actions[:1] not in (["install"], ["wheel"], ["download"]):
        return None
    rest = rest[rest.index(actions[0]) + 1 :]
    files, constraints, names = _arguments(
        rest, _VALUES, {"-r", "--requirement", "--requirements"}, frozenset({"-c", "--constraint"})
    )
    if "--no-index" in rest:  # what lies in a folder was collected by another command
        return None
    loose: list[str] = []
    pinned: list[str] = []
    unknown = [name for name in (*files, *constraints) if "$" in name]
    unknown += [name for name in names if _is_unknown(name)]
    project = False
    for name in names:
        item = requirement(name, "", 0)
        if name in unknown:
            continue
        if item.source or _PATH.match(name) or _ARTEFACT.search(name):
            project |= item.local or not item.pinned or bool(_ARTEFACT.search(name))
            pinned += [name] if item.pinned and "://" in name else []
        elif item.name not in _TOOLS:
            (pinned if item.pinned else loose).append(name)
    project = project and "--no-deps" not in rest
    known = tuple(name for name in files if name not in unknown)
    return Install((), known, tuple(constraints), tuple(loose), tuple(pinned), project, unknown=tuple(unknown))


def _is_unknown(name: str) -> bool:
    """Tell whether a variable says what is installed; in the version of a tool that only installs it says nothing."""
    if "$" not in name.partition("[")[0] or _PROJECT.search(name):
        return False
    return requirement(name, "", 0).name not in _TOOLS


def _arguments(
    words: list[str],
    values: frozenset[str],
    files: set[str],
    constraints: frozenset[str] = frozenset(),
) -> tuple[list[str], list[str], list[str]]:
    """Sort the words of a command into files, constraints and what stands alone. Editable paths stand alone, too."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    waiting = -2
    for word in words:
        name, _, value = word.partition("=")
        if waiting > -2:
            if waiting >= 0:
                found[waiting].append(word)
            waiting = -2
        elif word.startswith("-"):
            if not word.startswith("--"):
                name, value = word[:2], word[2:]
            kind = 0 if name in files else 1 if name in constraints else 2 if name in ("-e", "--editable") else -1
            if kind < 0 and name not in values:
                continue
            if value:
                found[kind].append(value) if kind >= 0 else None
            else:
                waiting = kind
        elif word.startswith((">", "2>", "1>")):
            break
        else:
            found[2].append(word)
    return found


_READERS: tuple[tuple[Callable[[str], object], Callable[[str, list[str]], Install | None]], ...] = (
    (TOOL_LOCKS.__contains__, _tool),
    (_PIP.fullmatch, _pip),
    ("pip-sync".__eq__, _sync),
    (_CONDA.__contains__, _conda),
    ("conda-lock".__eq__, _conda_lock),
    ("setup.py".__eq__, _setup),
    (_PYTHON.fullmatch, _python),
)
