"""PKG: PKG001 and PKG003, the package and its ranges."""

from __future__ import annotations

import re
from typing import Any

from playbook.review.readers.addresses import masked
from playbook.review.readers.declared import place, table
from playbook.review.readers.project import Package, Requirement, packages
from playbook.review.readers.requirements import normal
from playbook.review.readers.source import source
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Check, Finding, UnreadError, Verdict, decide, holds, missing, not_applicable

_TEMPLATES = ("cookiecutter.json", "copier.yml", "copier.yaml", "databricks_template_schema.json")
_NAME = re.compile(r"[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]")
_PART = re.compile(r"(?:(?:===?|!=)\s*[\w.+!-]+(?:\.\*)?|(?:~=|>=|<=|>|<)\s*[\w.+!-]+)")
_PIN = re.compile(r"={2,3}[^*]+")
_LOWER = re.compile(r"(?:>=|>(?!=)|~=).+|==.+\.\*")


def installable(repository: Repository) -> Verdict:
    """PKG001: a package with a build system and a name is declared."""
    declared = packages(repository)
    faults = {package.file: _faults(repository, package) for package in declared}
    whole = [package for package in declared if not faults[package.file]]
    dark = [finding for package in declared if not package.name for finding in package.unread]
    if whole and not (dark and whole[0].folder):
        others = [f"{path}: {found[0].message}" for path, found in faults.items() if found]
        return holds(f"`{whole[0].name or whole[0].file}` is declared in {whole[0].file}", notes=others)
    if dark:
        return Verdict(Answer.UNREAD, unread=tuple(dark))
    if declared:
        return decide((finding for found in faults.values() for finding in found), holds="")
    notebooks = any("{" not in path for path in repository.suffixed(".ipynb"))
    if not (_solution(repository) or notebooks):
        shapes = repository.named(*_TEMPLATES)
        reason = (
            "this is a template: what it makes is the package" if shapes else "there is no Python that could be one"
        )
        return not_applicable(reason)
    where = "".join(repository.at("pyproject.toml")[:1])
    return missing(
        "no package is declared: write a pyproject.toml with a build system, a name and a version", path=where
    )


def _solution(repository: Repository) -> bool:
    """Tell whether there is source, apart from the hooks that a template's engine runs."""
    hooks = tuple(
        f"{path.rpartition('/')[0]}/hooks/".lstrip("/") for path in repository.named(*_TEMPLATES) if "{" not in path
    )
    return any(not (hooks and module.path.startswith(hooks)) for module in source(repository))


def _faults(repository: Repository, package: Package) -> list[Finding]:
    """Give what keeps the package from being built, in a finding each; validate-pyproject says the last one."""
    if package.unread and not package.name:
        return list(package.unread)
    path, named = package.file, bool(package.name) or "name" in package.dynamic
    if not path.endswith("pyproject.toml"):
        return [] if named else [Finding(path, message="it names no package: add a name, best in pyproject.toml")]
    data, lines = repository.toml(path), repository.lines(path)
    found = []
    if table(data, "tool", "poetry").get("package-mode") is False:
        line = place(lines, "tool.poetry", "package-mode")
        found.append(
            Finding(
                path, line, 1, "`package-mode` is off: take it out, so that it can be installed", "package-mode = false"
            )
        )
    if not package.build_system:
        what = "there is no build system: add a [build-system] table, so that `pip install .` knows how to build it"
        found.append(Finding(path, place(lines, "project", "name"), 1, what))
    if not named:
        found.append(Finding(path, 1, 1, "the project has no name: add a [project] table with a name and a version"))
    return found or _words(data, path, lines)


def _words(data: dict[str, Any], path: str, lines: list[str]) -> list[Finding]:
    """Give what validate-pyproject says, which is asked only if something looks wrong: loading it is slow."""
    project, build = table(data, "project"), data.get("build-system")
    if "project" not in data or _right(project, build):
        return []
    try:
        from validate_pyproject import api, errors
    except ImportError:
        raise UnreadError(path, "validate-pyproject is not installed") from None
    keys = ("name", "version", "dynamic", "dependencies", "optional-dependencies", "requires-python", "scripts")
    asked = {"project": {key: project[key] for key in keys if key in project}}
    try:
        # Without its plugins, and without classifiers, for which it would ask the network.
        api.Validator(plugins=[])({**asked, **({"build-system": build} if build is not None else {})})
    except errors.ValidationError as error:
        return [Finding(path, place(lines, "project", "name"), 1, f"{error.summary}: it cannot be built as it is")]
    return []


def _right(project: dict[str, Any], build: Any) -> bool:
    dynamic, version = project.get("dynamic", []), project.get("version")
    requires = build.get("requires") if isinstance(build, dict) else None
    return (
        bool(_NAME.fullmatch(str(project.get("name"))))
        and isinstance(dynamic, list)
        and (isinstance(version, str) or "version" in dynamic)
        and _texts(project.get("dependencies", []))
        and (build is None or _texts(requires))
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def ranges(repository: Repository) -> Verdict:
    """PKG003: no pins in a package's own dependencies, and a lower bound on each that is not of this repository.

    What lies beside the repository, as a path in `tool.uv.sources`, is asked for pins: they are published, and paths
    are not.

    A package without a build system or a name is none. Extras and groups are not asked.
    """
    declared = [package for package in packages(repository) if package.unread or not _faults(repository, package)]
    if not declared:
        return not_applicable("there is no package")
    siblings = {normal(package.name) for package in packages(repository) if package.name}
    found: list[Finding] = []
    unread: list[Finding] = []
    asked = ours = 0
    for package in declared:
        unread += package.unread
        for item in package.own:
            if not item.local and item.name not in siblings:
                asked += 1
                found += _of(repository, item, unread)
            elif item.name in siblings:
                ours += 1
            else:
                ours += 1
                found += _of_path(repository, item)
    reason = f"{asked} dependencies are ranges" if asked > 1 else "its dependency is a range"
    without = "all dependencies are taken from folders, none from an index" if ours else "no package has dependencies"
    return decide(found, unread, holds=reason if asked else without)


def _of_path(repository: Repository, item: Requirement) -> list[Finding]:
    """Give the finding on a dependency that lies beside the repository: it may be without a bound, but not pinned."""
    pins = _pins(item)
    if not pins:
        return []
    what = (
        f"`{item.name}` is pinned: write `{item.name}>={pins[0].lstrip('=')}`, for whoever installs this gets the pin"
    )
    return [located(repository, item, what)]


def _pins(item: Requirement) -> list[str]:
    plain = (re.sub(r"\s", "", part) for part in item.specifier.split(","))
    return [part for part in plain if _PIN.fullmatch(part)]


def _of(repository: Repository, item: Requirement, unread: list[Finding]) -> list[Finding]:
    """Give the findings on one requirement."""
    if item.source:
        what = f"`{item.name or 'it'}` comes from an address, not in a range of versions: take it from an index"
        return [located(repository, item, f"{what}, such as `{item.name or 'name'}>=1.4`")]
    parts = [part.strip() for part in item.specifier.split(",") if part.strip()]
    if not all(_PART.fullmatch(part) for part in parts):
        why = _invalid(item.specifier)
        if why:
            unread.append(located(repository, item, why))
            return []
    plain = [re.sub(r"\s", "", part) for part in parts]
    if pins := _pins(item):
        what = f"`{item.name}` is pinned: write `{item.name}>={pins[0].lstrip('=')}`, and pin where the image is built"
        return [located(repository, item, what)]
    if not any(_LOWER.fullmatch(part) for part in plain):
        return [
            located(repository, item, f"`{item.name}` has no lower bound: add the oldest version that you know to work")
        ]
    return []


def _invalid(specifier: str) -> str:
    """Give why this is no specifier, or nothing if it is one."""
    try:
        from packaging.specifiers import InvalidSpecifier, SpecifierSet
    except ImportError:
        return "packaging is not installed"
    try:
        SpecifierSet(specifier)
    except InvalidSpecifier as error:
        return f"{error}: correct it as PEP 440 has it"
    return ""


def located(repository: Repository, item: Requirement, message: str) -> Finding:
    """Give a finding at the place of a requirement, with its line as evidence."""
    lines = repository.lines(item.path)
    if not 0 < item.line <= len(lines):
        return Finding(item.path, item.line, 0, message, masked(item.text))
    line = lines[item.line - 1]
    return Finding(item.path, item.line, len(line) - len(line.lstrip()) + 1, message, masked(line))


CHECKS: dict[str, Check] = {"PKG001": installable, "PKG003": ranges}
