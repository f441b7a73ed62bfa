"""Where a command leads to inside the repository: Makefiles, task runners, scripts and actions of its own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from playbook.review.readers.ci.calls import script_lines, session_lines, task_lines
from playbook.review.readers.ci.makefiles import just_lines, make_lines
from playbook.review.readers.ci.shell import logical_lines
from playbook.review.readers.ci.tables import named_lines, names
from playbook.review.readers.ci.tox import tox_lines
from playbook.review.readers.ci.wrappers import is_python, program
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

Line = tuple[str, int, str]
"""File, line and text."""

_MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
_JUSTFILES = ("justfile", "Justfile", ".justfile")
MAX_BYTES = 300_000
_ELSEWHERE = frozenset(
    {"docker", "docker-compose", "podman", "conda", "mamba", "micromamba", "pip", "uv", "git", "echo"}
)
_TASKS = ("npm", "yarn", "pnpm", "bun")
_SHEBANG = re.compile(rb"#!.*\b(?:(?P<shell>ba|da|z|k)?sh|(?P<python>python))")
_VARIABLE = re.compile(r"\$\{\{|\$\(|\$\w|\$\{|%\w")
_WHOLE = re.compile(r"\$\{\{.*?\}\}|\$\(.*?\)|\$\{\w+\}|\$\w+|%\w+%")
_TOX_FILES = ("tox.ini", "tox.toml", "pyproject.toml", "setup.cfg")
_TOX_LOOKS = frozenset({"c", "config", "l", "list", "d", "devenv", "depends", "de", "schema", "man", "quickstart", "q"})
_VALUED = frozenset({"-C", "--directory", "-f", "--file", "--makefile", "-j", "-I", "-o", "-W", "-d", "--justfile"})
_WITH_RUN = ("pdm", "pixi", "rye", "pipenv", "hatch", "mise")


def led_to(repository: Repository, words: list[str], inner: list[str], folder: str) -> Iterator[Line]:
    """Give the lines that a command runs in the repository: none if it is a program of its own.

    `words` are the command as it is written, `inner` without what only starts it. Raises UnreadError.
    """
    name = program(words)
    if name in _WITH_RUN and (found := list(_task_run(repository, name, words, folder))):
        yield from found
        return
    runner = _RUNNERS.get(program(inner))
    if runner is not None:
        yield from runner(repository, inner, folder)
    elif script := _script(repository, inner, folder):
        yield from script_file(repository, script)
    else:
        yield from _handed(repository, inner, folder)


def script_file(repository: Repository, path: str) -> Iterator[Line]:
    """Give the lines of a script of the repository. Raises UnreadError."""
    _short_enough(repository, path)
    head = repository.head(path, 100)
    match = _SHEBANG.match(head)
    if path.endswith(".py") or (match and match.group("python")):
        yield from ((path, line, text) for line, text in script_lines(repository, path))
    elif match or path.endswith((".sh", ".bash", ".zsh", ".ps1", ".bat", ".cmd")):
        yield from ((path, offset + 1, text) for offset, text in logical_lines(repository.text(path)))


def _short_enough(repository: Repository, path: str) -> None:
    """Raise UnreadError if nobody wrote the file by hand: it is not followed."""
    if repository.size(path) > MAX_BYTES:
        raise UnreadError(path, f"it has more than {MAX_BYTES // 1000} kB, too much to see what it runs")


def _handed(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    """Give the command of a job that a YAML file describes, as in `anyscale jobs submit job.yaml`."""
    if program(words) in _ELSEWHERE:
        return
    for word in words[1:]:
        if word.endswith((".yml", ".yaml")) and (found := _at(repository, folder, word)):
            for document in repository.yaml(found[0]):
                for key, node in document.keys.items():
                    if key in ("entrypoint", "command", "cmd", "run") and node.text:
                        for offset, text in logical_lines(node.text):
                            yield found[0], node.line + offset, text


def _found(found: list[str], words: list[str]) -> list[str]:
    """Give the first of the files; raise UnreadError if there is none, for then nobody knows what is run."""
    if not found:
        raise UnreadError("", f"the file that says what `{' '.join(words)[:60]}` runs is not in the repository")
    return found[:1]


def _make(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    place = posixpath.normpath(posixpath.join(folder, _option(words, "-C", "--directory")))
    file = _option(words, "-f", "--file", "--makefile")
    for path in _found(_at(repository, place, *([file] if file else _MAKEFILES)), words):
        targets = [word for word in _arguments(words) if "=" not in word]
        yield from make_lines(repository, path, [] if any(map(_VARIABLE.search, targets)) else targets)


def _just(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    file = _option(words, "-f", "--justfile")
    for path in _found(_at(repository, folder, *([file] if file else _JUSTFILES)), words):
        yield from just_lines(repository, path, _arguments(words))


def _nox(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    file = _option(words, "-f", "--noxfile") or "noxfile.py"
    wanted = _several(words, "-s", "-e", "--session", "--sessions")
    tags = _several(words, "-t", "--tags")
    every = any(_VARIABLE.search(word) for word in (*wanted, *tags)) or bool({"-k", "--keywords"} & set(words))
    for path in _found(_at(repository, folder, file), words):
        for line, text in session_lines(repository, path, None if every else wanted, [] if every else tags):
            yield path, line, text


def _tox(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    verb = next((word for word in words[1:] if not word.startswith("-")), "")
    if verb in _TOX_LOOKS or {"-l", "--listenvs", "--showconfig", "--notest", "-a"} & set(words):
        return
    _found(_at(repository, folder, *_TOX_FILES), words)
    wanted = [part for word in _several(words, "-e", "--env") for part in _WHOLE.sub("*", word).split(",")]
    yield from tox_lines(repository, folder, [] if {"-f", "-m", "*"} & {*words, *wanted} else wanted)


def _invoke(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    for path in _at(repository, folder, "tasks.py", "tasks/__init__.py")[:1]:
        yield from ((path, line, text) for line, text in task_lines(repository, path, _arguments(words)))


def _npm(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    rest = _arguments(words)
    if rest[:1] == ["run"] or rest[:1] == ["run-script"]:
        rest = rest[1:]
    place = _option(words, "--prefix", "--cwd", "-C")
    where = posixpath.normpath(posixpath.join(folder, place)) if place else folder
    for name in rest[:1]:
        yield from named_lines(repository, "npm", "" if where == "." else where, "test" if name == "t" else name)


def _named(tool: str) -> Callable[[Repository, list[str], str], Iterator[Line]]:
    def lines(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
        for name in _arguments(words)[:1]:
            yield from named_lines(repository, tool, folder, name)

    return lines


def _task(repository: Repository, words: list[str], folder: str) -> Iterator[Line]:
    for name in _arguments(words)[:1] or ["default"]:
        yield from named_lines(repository, "taskipy", folder, name)
        yield from named_lines(repository, "task", folder, name)


def _task_run(repository: Repository, tool: str, words: list[str], folder: str) -> Iterator[Line]:
    """`pdm run test`, `pixi run -e dev test`, `hatch run ci:test`, `rye test`: scripts of the project file."""
    known = names(repository, tool, folder)
    for word in words[1:]:
        name = word.rpartition(":")[2]
        if word in known or (tool == "hatch" and name in known):
            yield from named_lines(repository, tool, folder, word if word in known else name)
            return


_RUNNERS: dict[str, Callable[[Repository, list[str], str], Iterator[Line]]] = {
    **dict.fromkeys(("make", "gmake", "mingw32-make", "bmake"), _make),
    "just": _just,
    "nox": _nox,
    "tox": _tox,
    **dict.fromkeys(("invoke", "inv"), _invoke),
    **dict.fromkeys(_TASKS, _npm),
    "poe": _named("poe"),
    "task": _task,
    "go-task": _task,
}


def _script(repository: Repository, words: list[str], folder: str) -> str:
    """Give the script of the repository that the command starts, or nothing."""
    rest = words
    if is_python(words) or program(words) in ("bash", "sh", "zsh", "dash", "source", ".", "pwsh", "powershell", "call"):
        rest = [word for word in words[1:] if not word.startswith("-")]
    elif words and re.fullmatch(r"[\w.]+", words[0]) and "." in words[0] and not repository.at(words[0]):
        return _module(repository, words[0])
    for word in rest[:1]:
        found = _at(repository, folder, word) if "/" in word or rest is not words or "." in word else []
        return found[0] if found else ""
    return ""


def _module(repository: Repository, name: str) -> str:
    """Give the file of `python -m package.module`."""
    path = name.replace(".", "/")
    tries = [f"{start}{path}{end}" for start in ("", "src/") for end in (".py", "/__main__.py")]
    return next(iter(repository.at(*tries)), "")


def _at(repository: Repository, folder: str, *files: str) -> list[str]:
    """Give those of `files` that exist in `folder`, or else at the root."""
    cleaned = [
        re.sub(r"^(?:\$\{?\w+\}?/|\$\{\{[^}]*\}\}/|\$\(\S*?\)/|\./)+", "", file.replace("\\", "/")) for file in files
    ]
    inside = repository.at(*(posixpath.normpath(posixpath.join(folder, file)) for file in cleaned))
    found = inside or repository.at(*(posixpath.normpath(file) for file in cleaned))
    for path in found[:1]:
        _short_enough(repository, path)
    return found


def _arguments(words: list[str]) -> list[str]:
    found, skip = [], False
    for word in words[1:]:
        if not skip and not word.startswith("-"):
            found.append(word)
        skip = not skip and word in _VALUED
    return found


def _option(words: list[str], *names: str) -> str:
    for place, word in enumerate(words):
        if word in names and place + 1 < len(words):
            return words[place + 1]
        head, mark, tail = word.partition("=")
        if mark and head in names:
            return tail
    return ""


def _several(words: list[str], *names: str) -> list[str]:
    """Give the values of options that take several, as `-s lint tests` does."""
    found: list[str] = []
    taking = False
    for word in words[1:]:
        head, mark, tail = word.partition("=")
        if word == "--":
            break
        if word in names:
            taking = True
        elif mark and head in names:
            found.append(tail)
            taking = False
        elif word.startswith("-"):
            short = next((name for name in names if len(name) == 2 and word.startswith(name)), "")
            taking = False
            found += [word[2:]] if short and not word.startswith("--") else []
        elif taking:
            found.append(word)
    return found
