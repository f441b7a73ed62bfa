"""Dockerfiles and Containerfiles: what each stage starts from, and the instructions with the line they begin at.

dockerfile-parse splits a file into instructions. What it does not know is done here, before and after: heredocs, empty
lines between continued ones, a last line that is continued, `${NAME:-default}`. It is given the text in memory, so that
there is nothing it could write to.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from playbook.review.readers.heredocs import OPENING, take_out
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

MAX_BYTES = 100_000
MAX_LINES = 5_000
MAX_VALUE = 500
"""Characters of a build argument; without a bound, a few that name each other fill the memory."""

_STRUCTURE = {"ARG", "FROM", "ONBUILD", "RUN", "COPY", "ADD", "CMD", "ENTRYPOINT", "SHELL", "WORKDIR"}
_SETTINGS = {"ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "STOPSIGNAL", "USER", "VOLUME"}
INSTRUCTIONS = frozenset(_STRUCTURE | _SETTINGS)
_OTHERS = {
    *(".md", ".rst", ".txt", ".html", ".py", ".sh", ".ps1", ".dockerignore"),
    *(".yml", ".yaml", ".json", ".toml", ".lock", ".orig", ".rej"),
}
"""Suffixes of files that are about a Dockerfile, not one, such as Dockerfile.dockerignore."""

_NAMED = re.compile(r"[\w-]*(?:docker|container)file|(?:docker|container)file[_-][\w-]+(?:\.\d[\w.-]*)?")
"""A Dockerfile with words before or behind its name; behind a dot only a version, for the rest is of a language."""

_BY_PLATFORM = re.compile(r"(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)")
"""Build arguments that the builder always sets."""
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}$]*))?\})")
_TEMPLATE = re.compile(r"\{\{|\{%|<%")
_FLAG = re.compile(r"\s*--([a-z-]+)(?:=(\S*))?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction: `name` in capitals, `value` on one line with what it continues, `line` its first, from 1.

    `onbuild` says that it runs in images built from this one. `heredocs` are the texts of its heredocs.
    """

    name: str
    value: str
    line: int
    onbuild: bool = False
    heredocs: tuple[str, ...] = ()

    @property
    def flags(self) -> dict[str, str]:
        """The flags before the arguments, such as {"from": "builder"}; of several of one name, the last."""
        return _flags(self.value)[0]

    @property
    def arguments(self) -> str:
        """The value without its flags."""
        return _flags(self.value)[1]

    @property
    def words(self) -> list[str]:
        """The arguments as words: those of the JSON form, or split as a shell would."""
        listed = _listed(self.arguments)
        if listed is not None:
            return listed
        try:
            return shlex.split(self.arguments)
        except ValueError:
            return self.arguments.split()

    @property
    def script(self) -> str:
        """What a shell runs: the arguments, and below them the heredocs. For RUN, CMD and ENTRYPOINT."""
        listed = _listed(self.arguments)
        command = self.arguments if listed is None else shlex.join(listed)
        if self.heredocs and not OPENING.sub("", command).strip():
            command = ""
        return "\n".join(filter(None, (command, *self.heredocs)))


@dataclass(frozen=True, slots=True)
class Stage:
    """A FROM and what follows it. `image` is resolved as far as the defaults of build arguments go.

    `name` is in lower case, "" without one. `unknown` are the build arguments in `image` that have no default.
    """

    image: str
    name: str
    line: int
    instructions: tuple[Instruction, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A Dockerfile. `unread` says which line could not be read; what stands before it is there, without stages."""

    path: str
    instructions: tuple[Instruction, ...] = ()
    stages: tuple[Stage, ...] = ()
    unread: tuple[Finding, ...] = ()

    def stage(self, name: str, before: int) -> Stage | None:
        """Give the stage that `name` (a name or a number) means, among the first `before` ones."""
        if name.isascii() and name.isdigit() and int(name) < before:
            return self.stages[int(name)]
        found = [stage for stage in self.stages[:before] if stage.name and stage.name == name.lower()]
        return found[-1] if found else None


def dockerfiles(repository: Repository) -> tuple[Image, ...]:
    """Give every Dockerfile and Containerfile of the repository, in the order of their paths."""
    return repository.once("images.dockerfiles", lambda: tuple(_read(repository, path) for path in _paths(repository)))


def expanded(text: str, arguments: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Give `text` with its build arguments filled in, and the names of those that `arguments` does not hold.

    What the builder sets itself, such as TARGETARCH, is left as it stands and is not unknown.
    """
    unknown: set[str] = set()

    def value(match: re.Match[str]) -> str:
        name, sign, other = match[1] or match[2], match[3] or "", match[4] or ""
        known = arguments.get(name)
        if sign.endswith("+"):
            return other if known else ""
        if known or (known == "" and sign != ":-"):
            return known
        if sign:
            return other
        if not _BY_PLATFORM.fullmatch(name):
            unknown.add(name)
        return f"\0{name}\0"

    for _ in range(5):  # a default may itself name an argument; deeper than this nobody writes
        text, count = _VARIABLE.subn(value, text)
        if not count:
            break
    return re.sub(r"\0(\w+)\0", r"${\1}", text), tuple(sorted(unknown))


def is_dockerfile(path: str) -> bool:
    """Tell by its name whether this is a Dockerfile: Dockerfile.gpu, gpu.Dockerfile, BaseDockerfile, Dockerfile-gpu."""
    name = path.rpartition("/")[2].lower()
    if "dockerfile" not in name and "containerfile" not in name:
        return False
    stem, dot, rest = name.partition(".")
    if stem in ("dockerfile", "containerfile"):
        return f".{rest.rpartition('.')[2]}" not in _OTHERS
    return (bool(dot) and name.endswith((".dockerfile", ".containerfile"))) or bool(_NAMED.fullmatch(name))


def _paths(repository: Repository) -> list[str]:
    found = [path for paths in repository.by_name.values() if is_dockerfile(paths[0]) for path in paths]
    return sorted(path for path in found if not _is_script(repository, path))


def _is_script(repository: Repository, path: str) -> bool:
    """Tell whether this is a program such as `lint-dockerfile`."""
    try:
        return repository.head(path, 2) == b"#!"
    except UnreadError:
        return False


def _read(repository: Repository, path: str) -> Image:
    try:
        from dockerfile_parse import DockerfileParser
    except ImportError:
        return _dark(path, "dockerfile-parse is not installed")
    try:
        if repository.size(path) > MAX_BYTES:
            return _dark(path, f"it has more than {MAX_BYTES // 1000} kB, which no Dockerfile needs")
        lines = list(repository.lines(path))
        if len(lines) > MAX_LINES:
            return _dark(path, f"it has more than {MAX_LINES} lines, which no Dockerfile needs")
        heredocs = take_out(lines, path)
    except UnreadError as error:
        return Image(path, unread=(error.finding,))
    # An empty line ends an instruction that the last line continues; without it the parser drops it.
    found = DockerfileParser(fileobj=BytesIO(("\n".join(lines) + "\n\n").encode()), env_replace=False).structure
    instructions: list[Instruction] = []
    unread: list[Finding] = []
    for item in found:
        if item["instruction"] != "COMMENT":
            line = item["startline"] + 1
            instruction = _instruction(item["instruction"], item["value"].strip(), line, heredocs.get(line, ()))
            if isinstance(instruction, str):
                unread.append(Finding(path, line, 0, instruction, repository.lines(path)[line - 1].strip()[:120]))
                break  # a template, or no Dockerfile at all: one place is enough
            instructions.append(instruction)
    stages = tuple(_stages(instructions, path, unread)) if not unread else ()
    if not stages and not unread:
        unread.append(Finding(path, 1, 0, "this is no Dockerfile: it has no FROM"))
    return Image(path, tuple(instructions), stages, tuple(unread))


def _dark(path: str, why: str) -> Image:
    return Image(path, unread=(Finding(path, message=why),))


def _instruction(name: str, value: str, line: int, heredocs: tuple[str, ...]) -> Instruction | str:
    """Give the instruction, or why it is none."""
    onbuild = name == "ONBUILD"
    if onbuild:
        name, _, value = value.partition(" ")
        name, value = name.upper(), value.strip()
    if name not in INSTRUCTIONS:
        if _TEMPLATE.search(f"{name} {value}"):
            return "this is a template of a Dockerfile: look at what is made of it"
        return "this is no instruction of a Dockerfile"
    return Instruction(name, value, line, onbuild, heredocs)


def _stages(instructions: list[Instruction], path: str, unread: list[Finding]) -> list[Stage]:
    arguments: dict[str, str] = {}
    starts = [index for index, item in enumerate(instructions) if item.name == "FROM" and not item.onbuild]
    for item in instructions[: starts[0] if starts else 0]:
        if item.name == "ARG":
            arguments |= _defaults(item, arguments)
    stages = []
    for index, end in pairwise([*starts, len(instructions)]):
        item = instructions[index]
        words = item.arguments.split()
        if len(words) not in (1, 3) or (len(words) == 3 and words[1].upper() != "AS") or _TEMPLATE.search(item.value):
            why = "this FROM names no image that can be read"
            unread.append(Finding(path, item.line, 0, why, f"FROM {item.value}"[:120]))
            continue
        image, unknown = expanded(words[0].strip("\"'"), arguments)
        name = words[2].lower() if len(words) == 3 else ""
        stages.append(Stage(image, name, item.line, tuple(instructions[index + 1 : end]), unknown))
    return stages


def _defaults(item: Instruction, arguments: Mapping[str, str]) -> dict[str, str]:
    """Give the defaults that an ARG sets; those without a default, or too long, are left out."""
    found: dict[str, str] = {}
    for word in item.words:
        name, equals, value = word.partition("=")
        if equals:
            value, unknown = expanded(value, {**arguments, **found})
            if not unknown and len(value) <= MAX_VALUE:
                found[name] = value
    return found


def _flags(value: str) -> tuple[dict[str, str], str]:
    flags = {}
    at = 0
    while match := _FLAG.match(value, at):
        flags[match[1]] = match[2] or ""
        at = match.end()
    return flags, value[at:].strip()


def _listed(text: str) -> list[str] | None:
    """Give the words of the JSON form, or None if it is not written in it."""
    if not text.startswith("["):
        return None
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return words if isinstance(words, list) and all(isinstance(word, str) for word in words) else None
