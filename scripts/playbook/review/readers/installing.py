"""What a command installs: the project itself, and whether its code must be there by then; or its dependencies alone.

Knows pip, uv, Poetry, PDM, Pipenv, Hatch, Flit, Rye, Pixi, conda and setup.py. A new tool is a line in `_TOOLS`, and a
function if its words differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum

from playbook.review.readers.requirements import normal


class Installs(IntEnum):
    """What a command installs. Of several, the highest counts."""

    NOTHING = 0
    UNKNOWN = 1
    """What is in a variable."""
    DEPENDENCIES = 2
    """The dependencies, and on purpose not the project."""
    FROM_CODE = 3
    """The project, out of its code: that must be there."""
    PROJECT = 4
    """The project, editable or built elsewhere."""


RequirementsSay = Callable[[str], Installs]
"""What a file of requirements, named as the command names it, installs."""

_VALUED = re.compile(
    r"-[rcetifdwpC]|--(?:requirement|constraint|editable|target|index-url|extra-index-url|find-links|prefix|root|python"
    r"|trusted-host|cache-dir|platform|wheel-dir|dest|python-version|timeout|retries|proxy|log|src|config-settings?"
    r"|only-binary|no-binary|progress-bar|group|extra|index|default-index|index-strategy|output-file|implementation|abi)"
)
_PIP = re.compile(r"pip[\d.]*|pipx|pex|shiv")
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*")
_ARCHIVE = re.compile(r"\.(?:whl|tar\.gz|zip)$|^[^=<>!]*\*$")
_EXTRAS = re.compile(r"\[[^]]*\]$")
_NONE: frozenset[str] = frozenset()
_UV_WITHOUT = {"--no-install-project", "--no-install-workspace", "--no-install-local", "--only-group", "--only-dev"}
_TOOLS: dict[str, tuple[set[str], set[str] | frozenset[str]]] = {
    "uv": ({"sync"}, _UV_WITHOUT),
    "poetry": ({"install", "sync"}, {"--no-root"}),
    "pdm": ({"install", "sync"}, {"--no-self"}),
    "flit": ({"install"}, {"--only-deps"}),
    "maturin": ({"develop"}, _NONE),
    "hatch": ({"env", "run", "shell"}, _NONE),
    "pixi": ({"install", "run"}, _NONE),
    "rye": ({"sync"}, _NONE),
}
"""Tools that install the project: with which of their words, and what leaves the project out."""
_IN_PLACE = {"flit", "maturin"}
"""Those that need the code; the others install a link to it."""


def installs(words: list[str], names: Iterable[str], requirements: RequirementsSay) -> Installs:
    """Tell what a simple command installs. `names` are the normal names of the repository's own packages."""
    bare = [word.rpartition("/")[2] for word in words]
    own = frozenset(names)
    best = Installs.NOTHING
    for index, word in enumerate(bare):
        rest = words[index + 1 :]
        if _PIP.fullmatch(word):
            best = max(best, _pip(word, rest, own, requirements))
        elif word in _TOOLS:
            best = max(best, _tool(word, rest))
        elif word == "setup.py" and set(rest) & {"install", "develop", "bdist_wheel"}:
            best = max(best, Installs.PROJECT if "develop" in rest else Installs.FROM_CODE)
        elif word in ("conda", "mamba", "micromamba", "pipenv"):
            best = max(best, _environment(word, rest, own, requirements))
    return best


def _tool(tool: str, rest: list[str]) -> Installs:
    verbs = [word for word in rest if not word.startswith("-")]
    verb = verbs[0] if verbs else ""
    if tool == "uv" and verb == "run":
        off = {"--no-sync", "--no-project", "--script"} & set(rest)
        return Installs.NOTHING if off else Installs.PROJECT
    installing, without = _TOOLS[tool]
    if verb not in installing:
        return Installs.NOTHING
    if any(word.partition("=")[0] in without for word in rest):
        return Installs.DEPENDENCIES
    return Installs.FROM_CODE if tool in _IN_PLACE or "--no-editable" in rest else Installs.PROJECT


def _pip(tool: str, rest: list[str], own: frozenset[str], requirements: RequirementsSay) -> Installs:
    if tool not in ("pex", "shiv"):
        verbs = [word for word in rest if not word.startswith("-")]
        if not verbs or verbs[0] not in ("install", "wheel", "inject", "sync"):
            return Installs.NOTHING
        rest = rest[rest.index(verbs[0]) + 1 :]
    best = Installs.NOTHING
    for option, value in _arguments(rest):
        if option in ("-r", "--requirement"):
            best = max(best, requirements(value))
        elif option in ("-e", "--editable"):
            found = _target(value, own)
            best = max(best, Installs.PROJECT if found is Installs.FROM_CODE else found)
        elif not option:
            best = max(best, _target(value, own))
    return best


def _arguments(words: list[str]) -> Iterator[tuple[str, str]]:
    """Give option and value of each argument; the option is "" for what is no option's value."""
    waiting = ""
    for word in words:
        if waiting:
            yield waiting, word
            waiting = ""
        elif word.startswith("-"):
            name, equals, value = word.partition("=")
            if equals:
                yield name, value
            elif _VALUED.fullmatch(word):
                waiting = word
            elif word[1] != "-" and word[:2] in ("-r", "-e"):
                yield word[:2], word[2:]
        else:
            yield "", word


def _target(text: str, own: frozenset[str]) -> Installs:
    """Tell what a target of pip is: a path, an archive, a name, a URL or a variable."""
    target = _EXTRAS.sub("", text.strip("\"'").removeprefix("file://"))
    if "://" in target or " @ " in target or re.match(r"[\w.-]+@", target):
        last = re.split(r"[@#?]", target.partition("://")[2])[0].rstrip("/").rpartition("/")[2].removesuffix(".git")
        named = normal(re.split(r"[\s\[@]", target)[0]) in own
        return (
            Installs.PROJECT if named or normal(last) in own or re.split(r"-\d", last)[0] in own else Installs.NOTHING
        )
    if _ARCHIVE.search(target) and ("/" in target or "." in target):
        return Installs.PROJECT
    if target in (".", "..") or "/" in target:
        return Installs.FROM_CODE
    if target.startswith("$"):
        return Installs.UNKNOWN
    return Installs.PROJECT if normal(re.split(r"[\s<>=!~;\[]", target)[0]) in own else Installs.NOTHING


def _environment(tool: str, rest: list[str], own: frozenset[str], requirements: RequirementsSay) -> Installs:
    if tool == "pipenv":
        return requirements("Pipfile") if set(rest) & {"install", "sync"} else Installs.NOTHING
    best = Installs.NOTHING
    for option, value in _arguments(rest):
        if option in ("-f", "--file"):
            best = max(best, requirements(value))
        elif not option and normal(re.split(r"[=<>]", value.rpartition("::")[2])[0]) in own and "install" in rest:
            best = Installs.PROJECT
    return best
