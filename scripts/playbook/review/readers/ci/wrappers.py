"""What a command starts in the end: `uv run --frozen coverage run -m pytest -q` starts pytest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.readers.ci.shell import simple_commands

MAX_LAYERS = 12
MAX_NESTING = 4

_PLAIN = frozenset(
    {"sudo", "time", "nohup", "nice", "env", "xvfb-run", "catchsegv", "exec", "timeout", "stdbuf", "travis_retry"}
    | {"retry", "dbus-run-session", "xargs", "doppler", "op", "chronic", "unbuffer", "wine", "setarch", "caffeinate"}
)
_RUNNERS = frozenset({"poetry", "pdm", "pipenv", "rye", "pixi", "hatch", "uv", "conda", "mamba", "micromamba"})
_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "ash", "pwsh", "powershell", "cmd", "su", "eval"})
_VALUED = frozenset(
    {"--with", "--python", "--extra", "--group", "--only-group", "--no-group", "--package", "--project", "--directory"}
    | {"--env-file", "--index", "--index-url", "--default-index", "--with-requirements", "--with-editable", "--from"}
    | {"--no-extra", "--config-file", "--spec", "--name", "--prefix", "--env", "--manifest-path", "--environment"}
    | {"--source", "--rcfile", "--omit", "--include", "--context", "--data-file", "--concurrency", "--feature"}
    | {"-p", "-n", "-e", "-C", "-s", "-I", "--server-args", "--auto-servernum-args", "--signal", "--kill-after"}
)
_DOCKER_VALUED = frozenset(
    {
        "-v",
        "-e",
        "-w",
        "-u",
        "-p",
        "-m",
        "-h",
        "-l",
        "-f",
        "--name",
        "--network",
        "--net",
        "--volume",
        "--env",
        "--workdir",
    }
    | {
        "--user",
        "--publish",
        "--env-file",
        "--mount",
        "--platform",
        "--gpus",
        "--shm-size",
        "--memory",
        "--cpus",
        "--label",
    }
    | {
        "--add-host",
        "--ipc",
        "--hostname",
        "--cap-add",
        "--security-opt",
        "--pull",
        "--file",
        "--profile",
        "--project-name",
    }
    | {"--device", "--tmpfs", "--ulimit", "--link", "--index", "--entrypoint"}
)
_PYTHON = re.compile(r"(?:python|pypy|py)[\d.]*(?:\.exe)?$|\$\{?(?:\{\s*)?[\w.]*PYTHON[\w.]*\s*\}?\}?$", re.IGNORECASE)


def programs(line: str) -> Iterator[list[str]]:
    """Give the commands that a shell line starts in the end, also those within `bash -c "…"`."""
    waiting = [(line, 0)]
    while waiting:
        text, depth = waiting.pop(0)
        for words in simple_commands(text):
            inner = unwrapped(words)
            script = inner_script(inner)
            if script and depth < MAX_NESTING:
                waiting.append((script, depth + 1))
            elif inner:
                yield inner


def inner_script(words: list[str]) -> str:
    """Give the script that a shell is handed as text: `bash -ec "make test"`."""
    name = program(words)
    if name == "eval":
        return " ".join(words[1:])
    if name not in _SHELLS:
        return ""
    for place, word in enumerate(words[1:-1], 1):
        if re.fullmatch(r"-[a-z]*c|/[cC]|-[cC]ommand", word):
            return words[place + 1]
        if not word.startswith(("-", "/", "+")) and word != "pipefail" and name != "su":
            return ""
    return ""


def program(words: list[str]) -> str:
    """Give the name of the program: without its folder and a Windows suffix."""
    if not words:
        return ""
    name = words[0].replace("\\", "/").rpartition("/")[2]
    return name.removesuffix(".exe").removesuffix(".cmd")


def is_python(words: list[str]) -> bool:
    """Tell whether the program is a Python interpreter."""
    return bool(words) and bool(_PYTHON.fullmatch(program(words)))


def unwrapped(words: list[str]) -> list[str]:
    """Take away what only starts another program; `python -m X …` becomes `X …`."""
    for _ in range(MAX_LAYERS):
        inner = _inner(words)
        if inner is words or not inner:
            return words
        words = inner
    return words


def _inner(words: list[str]) -> list[str]:
    name = program(words)
    if is_python(words):
        return _module(words)
    if name in _PLAIN:
        return _plain(name, words)
    if name == "sage" and words[1:2] in (["-python"], ["--python"]):
        return ["python", *words[2:]]
    if name in ("uvx", "npx", "bunx"):
        return _after_options(words[1:], versions=True)
    if name == "coverage":
        return _coverage(words)
    if name in ("docker", "podman", "docker-compose", "nerdctl"):
        return _container(words)
    if name in _RUNNERS or name in ("pipx", "pnpm", "yarn", "npm"):
        return _run(name, words)
    return words


def _module(words: list[str]) -> list[str]:
    """`python -W error -m pytest -q` starts pytest; a script or `-c` stays with its interpreter."""
    place = 1
    while place < len(words) and words[place].startswith("-"):
        if words[place].endswith("m") and not words[place].startswith("--"):
            return words[place + 1 :] if place + 1 < len(words) else words
        if words[place] == "-c":
            return words
        place += 2 if words[place] in ("-W", "-X") else 1
    return words


def _plain(name: str, words: list[str]) -> list[str]:
    if name in ("op", "doppler") and "--" not in words:
        return words
    if "--" in words[1:6] and name != "xargs":
        return words[words.index("--") + 1 :]
    rest = _after_options(words[1:])
    while rest and (("=" in rest[0] and name == "env") or re.fullmatch(r"\d+[smhd]?", rest[0])):
        rest = rest[1:]
    return rest


def _coverage(words: list[str]) -> list[str]:
    if words[1:2] != ["run"]:
        return words
    place = 2
    while place < len(words) and words[place].startswith("-"):
        if words[place] in ("-m", "--module"):
            return words[place + 1 :] or words
        place += 2 if words[place] in _VALUED - {"-p"} else 1
    return ["python", *words[place:]] if place < len(words) else words


def _run(name: str, words: list[str]) -> list[str]:
    """Take away `uv run`, `poetry -C app run`, `uv tool run`, `conda run -n env`, `pnpm exec` and the like."""
    rest = _after_options(words[1:])
    if name in ("npm", "pnpm", "yarn"):
        return _after_options(rest[1:]) if rest[:1] in (["exec"], ["dlx"]) else words
    if rest[:2] in (["tool", "run"], ["env", "run"]):
        return _after_options(rest[2:], versions=True)
    if rest[:1] != ["run"]:
        return words
    inner = rest[1:]
    for place, word in enumerate(inner):
        if not word.startswith("-"):
            break
        if word in ("-m", "--module") and name == "uv":
            return inner[place + 1 :] or words
    inner = _after_options(inner, versions=name == "pipx")
    if name == "hatch" and inner:
        inner = [word for word in inner if not inner[0].startswith("+") or not word.startswith("+")]
        inner = [inner[0].rpartition(":")[2], *inner[1:]] if inner else inner
    return inner or words


def _container(words: list[str]) -> list[str]:
    """`docker run -v a:b image pytest` starts pytest, as do `docker exec` and `docker compose run service`."""
    compose = words[0].endswith("compose") or "compose" in words[1:2]
    verbs = [place for place, word in enumerate(words) if word in ("run", "exec")]
    if not verbs or verbs[0] > (12 if compose else 2):
        return words
    rest = words[verbs[0] + 1 :]
    start = next((rest[place + 1] for place, word in enumerate(rest[:-1]) if word == "--entrypoint"), "")
    rest = _after_options(rest, valued=_DOCKER_VALUED)[1:]
    whole = [start, *rest] if start else rest
    return whole or words


def _after_options(words: list[str], *, versions: bool = False, valued: frozenset[str] = _VALUED) -> list[str]:
    place = 0
    while place < len(words) and words[place].startswith("-"):
        if words[place] == "--":
            place += 1
            break
        place += 2 if words[place] in valued else 1
    rest = words[place:]
    if versions and rest:
        return [rest[0].partition("@")[0] or rest[0], *rest[1:]]
    return rest
