"""Whether an image that runs the project's Python installs the project, and where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from playbook.review.readers.ci import simple_commands
from playbook.review.readers.copying import brings_code, copied
from playbook.review.readers.image_arguments import filled, with_values
from playbook.review.readers.image_files import meant, shell_scripts
from playbook.review.readers.images import Image, Instruction, Stage
from playbook.review.readers.installing import Installs, installs
from playbook.review.readers.named_requirements import all_lines, named_requirements
from playbook.review.readers.project import packages
from playbook.review.readers.requirements import normal
from playbook.review.readers.source import roots, source
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_PYTHON = re.compile(
    r"python|conda|mamba|pypy|jupyter|airflow|spark|pytorch|tensorflow|lambda|uv\b|dagster|prefect", re.IGNORECASE
)
_TOOLS = re.compile(r"\b(?:python[\d.]*|pip[\d.]*|uv|poetry|pdm|conda|gunicorn|uvicorn|celery|streamlit)\b")
_MAY_INSTALL = re.compile(r"install|sync|wheel|run\b|develop|build|env\b|pex|shiv|inject|\.sh\b|make\b|just\b")
_HERE = re.compile(r"(?:^|\s)-e\s*\.|^\s*-\s+['\"]?\.(?:\[|['\"]?\s*$)|\bpath\s*=\s*[\"']\.", re.MULTILINE)
_LINKS = re.compile(r"(?:.*/)?(?:uv|poetry|pdm|hatch|pixi|rye)|-e.*|--editable.*|develop")
"""What installs the project as a link to its code; a wheel and a name come with theirs."""
_RECIPE = re.compile(r"^([\w.-]+)[ \t]*:[^=\n]*\n((?:[ \t][^\n]*\n|\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Built:
    """What is wrong with an image, what could not be read of it, and whether it installs the project."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()
    installed: bool = False


@dataclass
class _Trail:
    """What was met on the way down a Dockerfile."""

    code: set[str] = field(default_factory=set)
    copies: list[Instruction] = field(default_factory=list)
    best: Installs = Installs.NOTHING
    early: Instruction | None = None
    """The project was installed here, before its code was there."""
    linked: Instruction | None = None
    """The same, but as a link to the code that is copied later."""
    without: Instruction | None = None
    """Here the dependencies were installed, and on purpose not the project."""
    unknown: Instruction | None = None


def built(repository: Repository, image: Image) -> Built:
    """Judge one Dockerfile. One that does not run the project's Python is neither installed nor at fault."""
    trail = _Trail()
    brought = {item.line: copied(repository, image, item) for item in image.instructions}
    there = _there(image, brought)
    for item, values in with_values(image):
        if files := brought[item.line]:
            trail.code.update(files)
            trail.copies.append(item)
        if item.name in ("RUN", "CMD", "ENTRYPOINT"):
            _note(repository, image, item, trail, values, there=item.line in there)
    linked = trail.linked is not None and _links(repository, trail.code)
    if linked or trail.best >= Installs.FROM_CODE:
        return Built(installed=True)
    if not image.stages or not trail.copies or not _runs(repository, image, trail.code):
        return Built()
    if trail.unknown is not None:
        why = "what this installs is in a variable: look at what it is set to where this is built"
        return Built(unread=(_place(repository, image, trail.unknown, why),))
    return Built(findings=(_fault(repository, image, trail),))


def _there(image: Image, brought: Mapping[int, list[str]]) -> set[int]:
    """Give the lines of the instructions at which code is there: in their stage, or in one whose files it takes."""
    found: set[int] = set()
    filled_stages: set[int] = set()
    for index, stage in enumerate(image.stages):
        parent = image.stage(stage.image, index)
        there = parent is not None and parent.line in filled_stages
        for item in stage.instructions:
            there = there or bool(brings_code(item) or brought[item.line])
            if not there and item.name == "COPY" and (name := item.flags.get("from")):
                other = image.stage(name, index)
                there = other is not None and other.line in filled_stages
            if there:
                found.add(item.line)
        if there:
            filled_stages.add(stage.line)
    return found


def _links(repository: Repository, code: set[str]) -> bool:
    """Tell whether a link to the project's package, which a tool made beforehand, leads to the copied code.

    It does not where the package that is copied is none that the settings of the project name.
    """
    own = [root for root in roots(repository) if root.path in code or any(p.startswith(f"{root.path}/") for p in code)]
    return not own or any(root.named or not _wants_names(repository, root.project) for root in own)


def _wants_names(repository: Repository, folder: str) -> bool:
    """Tell whether the project is built by a tool that installs only what its settings name."""
    try:
        (path,) = repository.at(f"{folder}/pyproject.toml" if folder else "pyproject.toml")
        system = repository.toml(path).get("build-system")
    except (UnreadError, ValueError):
        return False
    backend = system.get("build-backend") if isinstance(system, dict) else None
    return str(backend).startswith(("poetry", "hatchling", "flit", "uv_build"))


def _note(
    repository: Repository,
    image: Image,
    item: Instruction,
    trail: _Trail,
    values: Mapping[str, str],
    *,
    there: bool,
) -> None:
    """Take down what a RUN installs; of CMD and ENTRYPOINT only a `uv run` and the like count."""
    for words in _commands(repository, image, item, values):
        found = installs(words, _names(repository), lambda name: _requirements(repository, image, item, name))
        if found is Installs.FROM_CODE and not there:
            trail.early = trail.early or item
        elif found is Installs.PROJECT and not there and any(_LINKS.fullmatch(word) for word in words):
            trail.linked = trail.linked or item
        elif found is Installs.DEPENDENCIES:
            trail.without = item
        elif found is Installs.UNKNOWN:
            trail.unknown = item
        else:
            trail.best = max(trail.best, found)


def _commands(
    repository: Repository, image: Image, item: Instruction, values: Mapping[str, str]
) -> Iterator[list[str]]:
    """Give the simple commands, those of a script and of a target of make that it starts too."""
    script = filled(item.script, values)
    if not _MAY_INSTALL.search(script):
        return
    texts = [script]
    texts += [text for name in shell_scripts(script) if (text := _text(repository, image, item, name))]
    if re.search(r"\bmake\b", script) and (makefile := _text(repository, image, item, "Makefile")):
        texts += [
            match[2]
            for match in _RECIPE.finditer(f"{makefile}\n")
            if re.search(rf"\bmake\b.*\b{re.escape(match[1])}\b", script)
        ]
    for text in texts:
        for line in text.replace("\\\n", " ").split("\n"):
            if _MAY_INSTALL.search(line):
                yield from simple_commands(line.strip().lstrip("@"))


def _text(repository: Repository, image: Image, item: Instruction, name: str) -> str:
    """Give the text of the file that `name` means at an instruction of the image; "" for none."""
    try:
        return "".join(repository.text(path) for path in _meant(repository, image, item, name))
    except UnreadError:
        return ""


def _meant(repository: Repository, image: Image, item: Instruction, name: str) -> list[str]:
    return meant(repository, image, name.replace("$", ""), item.line)[:1]


def _requirements(repository: Repository, image: Image, item: Instruction, name: str) -> Installs:
    path = "".join(_meant(repository, image, item, name))
    environment = path.endswith((".yml", ".yaml")) or path.rpartition("/")[2] == "Pipfile"
    if environment and _HERE.search(_text(repository, image, item, name)):
        return Installs.PROJECT
    own = _names(repository)
    try:
        known = named_requirements(repository, path) if path else None
    except UnreadError:
        known = None
    if known is None:
        return Installs.NOTHING
    lines = all_lines(repository, known)
    mine = [item for item in lines if item.name in own or (item.local and item.source != "workspace")]
    linked = any(item.text.startswith("-e") or item.name in own for item in mine)
    return Installs.PROJECT if linked else Installs.FROM_CODE if mine else Installs.NOTHING


def _names(repository: Repository) -> frozenset[str]:
    return frozenset(normal(package.name) for package in packages(repository) if package.name)


def _runs(repository: Repository, image: Image, code: Iterable[str]) -> bool:
    """Tell whether the image runs Python and starts what is of `code`: a path, module, package or command of it.

    Where it starts nothing by itself, its base image does, or whoever runs it.
    """
    if not any(_is_python(image, stage) for stage in image.stages):
        return False
    last = image.stages[-1]
    starts = [item for item in image.instructions if item.name in ("CMD", "ENTRYPOINT")]
    starts = [item for item in starts if item.line >= last.line] or [item for item in starts if last.image]
    texts = [item.script for item in starts]
    texts += [_text(repository, image, item, name) for item in starts for name in shell_scripts(item.script)]
    names = {module.package.partition(".")[0] for module in source(repository) if module.package}
    names |= {script for package in packages(repository) for script in package.scripts}
    names |= {path.rpartition("/")[2].removesuffix(".py") for path in code}
    names -= {"", "__init__", "__main__"}
    for text in texts:
        if set(re.findall(r"[A-Za-z_][\w-]*", text)) & names:
            return True
    own = {module.path for module in source(repository) if module.package or module.run_by == "image"}
    return not starts and _is_python(image, last) and not own.isdisjoint(code)


def _is_python(image: Image, stage: Stage) -> bool:
    """Tell whether a stage that starts nothing by itself is one of Python, by its base or by what it runs."""
    base, seen = stage, 0
    while (parent := image.stage(base.image, image.stages.index(base))) is not None and seen < len(image.stages):
        base, seen = parent, seen + 1
    running = (item for item in stage.instructions if item.name in ("RUN", "CMD", "ENTRYPOINT"))
    return bool(_PYTHON.search(base.image)) or any(_TOOLS.search(item.value) for item in running)


def _fault(repository: Repository, image: Image, trail: _Trail) -> Finding:
    if trail.early is not None:
        return _place(
            repository, image, trail.early, "the project is installed before its code is there: do it after the COPY"
        )
    if trail.linked is not None:
        why = "the project is installed before its code is there, and its settings name no package that is copied: "
        return _place(repository, image, trail.linked, f"{why}name it there, and install it after the COPY")
    if trail.without is not None:
        why = "only the dependencies are installed, never the project: install it too, after its code is copied"
        return _place(repository, image, trail.without, why)
    why = "this copies code that the image runs, and nothing installs it: install the project, or a wheel of it"
    return _place(repository, image, trail.copies[0], why)


def _place(repository: Repository, image: Image, item: Instruction, why: str) -> Finding:
    return Finding(image.path, item.line, 1, why, repository.lines(image.path)[item.line - 1].strip()[:120])
