"""What a repository declares: its packages, their dependencies, its files of requirements, and its locks."""

from __future__ import annotations

import re

from playbook.review.readers.environments import is_environment, read_environment, read_pipfile
from playbook.review.readers.packages import Package, read_package
from playbook.review.readers.requirements import Requirement, RequirementFile, is_requirement_file, read_file
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

__all__ = [
    "Package",
    "Requirement",
    "RequirementFile",
    "aside",
    "locks",
    "packages",
    "requirement_files",
    "unread_requirements",
]

_BESIDE = ("test", "tests", "testing", "testdata", "test_data", "fixtures", "notebooks", "benchmark", "benchmarks")
_SHOWN = ("doc", "docs", "documentation", "example", "examples", "sample", "samples", "demo", "demos")
_TRIED = ("experiment", "experiments", "exploration", "explorations", "exercise", "exercises", "tutorial", "tutorials")
_SHAPES = ("template", "templates")
_THEIRS = ("vendor", "vendored", "_vendor", "third_party", "thirdparty", "3rdparty", "extern", "external")
_ASIDE = frozenset((*_BESIDE, *_SHOWN, *_TRIED, *_SHAPES, *_THEIRS, "node_modules", "site-packages"))
_LOCK = re.compile(
    r"(?:uv|poetry|pdm|pixi|pipfile)\.lock|pylock(?:\.[\w-]+)?\.toml"
    r"|(?:.*[-_.])?conda-lock(?:[-_.][\w-]+)*\.ya?ml|conda-(?:linux|osx|win|noarch)[\w-]*\.lock"
)


def aside(path: str) -> bool:
    """Tell whether a file lies beside the solution: in tests, docs, examples, templates or somebody else's code.

    So does what is in a hidden folder, such as .github.
    """
    parts = path.lower().split("/")[:-1]
    return not _ASIDE.isdisjoint(parts) or any("{{" in part or part.startswith(".") for part in parts)


def packages(repository: Repository) -> tuple[Package, ...]:
    """Give the packages that the repository declares, by folder; those of tests, docs and examples are left out.

    A folder counts if its pyproject.toml has a project (of PEP 621, Poetry or Flit) or a build system, or if it holds
    a setup.py or a setup.cfg that names one. What could not be read of a package is in its `unread`.
    """
    return repository.once("project.packages", lambda: _packages(repository))


def _packages(repository: Repository) -> tuple[Package, ...]:
    named = repository.named("pyproject.toml", "setup.py", "setup.cfg")
    folders = sorted({path.rpartition("/")[0] for path in named if not aside(path)})
    found = (read_package(repository, folder) for folder in folders)
    return tuple(package for package in found if package is not None)


def requirement_files(repository: Repository) -> tuple[RequirementFile, ...]:
    """Give the files of requirements and constraints, conda environments and Pipfiles, wherever they are.

    What cannot be read is left out; `unread_requirements` has it.
    """
    return repository.once("project.requirements", lambda: _requirement_files(repository))[0]


def unread_requirements(repository: Repository) -> tuple[Finding, ...]:
    """Give the files of requirements that cannot be read, each with the reason."""
    return repository.once("project.requirements", lambda: _requirement_files(repository))[1]


def _requirement_files(repository: Repository) -> tuple[tuple[RequirementFile, ...], tuple[Finding, ...]]:
    found: list[RequirementFile] = []
    unread: list[Finding] = []
    for path in repository.suffixed(".txt", ".in", ".pip", ".lock", ".yml", ".yaml", ""):
        try:
            if is_requirement_file(path):
                found.append(read_file(repository, path))
            elif path.endswith(("Pipfile", "pipfile")):
                found.append(read_pipfile(repository, path))
            elif is_environment(path):
                environment = read_environment(repository, path)
                found += [environment] if environment is not None else []
        except UnreadError as error:
            unread.append(error.finding)
    return tuple(found), tuple(unread)


def locks(repository: Repository) -> tuple[str, ...]:
    """Give the paths of the locks: lock files of any tool, and files of requirements with every line pinned.

    Those of tests, docs and examples are left out.
    """
    return repository.once("project.locks", lambda: _locks(repository))


def _locks(repository: Repository) -> tuple[str, ...]:
    some = repository.suffixed(".lock", ".toml", ".yml", ".yaml")
    found = {path for path in some if _LOCK.fullmatch(path.rpartition("/")[2].lower())}
    found |= {file.path for file in requirement_files(repository) if file.pinned}
    return tuple(sorted(path for path in found if not aside(path)))
