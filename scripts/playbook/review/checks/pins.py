"""PKG: PKG004, what is deployed is pinned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.checks.packaging import located
from playbook.review.readers.ci import commands, pipelines, unread_commands
from playbook.review.readers.copying import brings_code, copied
from playbook.review.readers.images import Image, dockerfiles
from playbook.review.readers.lock_use import documented, lock_names, platform_installs
from playbook.review.readers.locked_images import Taken, taken
from playbook.review.readers.platform_environments import platform_environments
from playbook.review.readers.project import RequirementFile, aside, locks, requirement_files
from playbook.review.readers.source import deploys, serves, source, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, Verdict, decide, holds, missing, not_applicable

_BESIDE = re.compile(r"(?:^|[-_.])(?:dev|develop|development|tests?|testing|lint|docs?|ci)(?:[-_.]|$)")
"""In the name of a file: what it lists is for work on the code, not for running it."""


_TOOL = re.compile(
    r"black|flake8(?:-[\w-]+)?|isort|ruff|mypy|pylint|pyright|pycodestyle|pydocstyle|pyflakes|autopep8|yapf|autoflake"
    r"|pyupgrade|bandit|safety|pip-audit|vulture|codespell|yamllint|sqlfluff|interrogate|darglint|pre-commit|nbqa"
    r"|pytest(?:-[\w-]+)?|coverage|hypothesis|tox|nox|types-[\w-]+"
)
"""What checks, formats or tests code, by its distribution."""


def pinned(repository: Repository) -> Verdict:
    """PKG004: each image of the solution installs a lock; where there is none, the job that deploys or trains does.

    A lock is the file of a tool, or requirements in which every line is pinned. One that nothing installs is no help.
    """
    if not source(repository):
        return not_applicable("there is no Python that could be deployed")
    deployed, images = deploys(repository), dockerfiles(repository)
    if not (deployed or trains(repository) or serves(repository)):
        return not_applicable("nothing is trained, served or deployed from here")
    own = [image for image in images if image.path in deployed and not aside(image.path)]
    seen = [taken(repository, image) for image in own]
    unread = [finding for image in own for finding in image.unread]
    unread += [finding for part in seen for finding in part.unread]
    found = [finding for part in seen for finding in part.findings]
    if found and not any(_brings(repository, image) for image in own) and not locks(repository):
        found += _nothing(repository).findings  # what runs the code is no image of these
    if found or unread or any(part.lock for part in seen):
        return decide(found, unread, holds=_reason(seen))
    others = set(deployed) - {image.path for image in images}
    if not (others or trains(repository) or serves(repository)):
        return not_applicable("no image installs Python packages")
    return _without_image(repository)


def _of_tools(file: RequirementFile) -> bool:
    """Tell whether all that a file lists checks, formats or tests the code: nothing of it runs with the solution."""
    return bool(file.lines) and not file.includes and all(_TOOL.fullmatch(line.name) for line in file.lines)


def _brings(repository: Repository, image: Image) -> bool:
    """Tell whether the image brings in code of the repository."""
    return any(brings_code(item) or copied(repository, image, item) for item in image.instructions)


def _reason(seen: list[Taken]) -> str:
    names = sorted({part.lock for part in seen if part.lock})
    return f"what the image installs is pinned: {', '.join(names)}"


def _without_image(repository: Repository) -> Verdict:
    """Decide where no image says what is installed: a lock that CI, a platform or the instructions install."""
    tools = {file.path for file in requirement_files(repository) if _of_tools(file)}
    known = tuple(lock for lock in locks(repository) if lock not in tools)
    unread = [finding for pipeline in pipelines(repository) for finding in pipeline.unread]
    unread += unread_commands(repository)
    if not known:
        return _nothing(repository)
    used = {lock for command in commands(repository) for lock in lock_names(known, command.text)}
    used |= documented(repository, known) | platform_installs(repository, known)
    given = {file.path for files in platform_environments(repository).values() for file in files}
    used |= given.intersection(known)
    if used:
        return holds(f"{min(used)} is installed")
    if unread:
        return missing("", unread)
    what = "nothing installs this lock: install it where you train and deploy"
    return decide((Finding(lock, message=what) for lock in known), holds="")


def _nothing(repository: Repository) -> Verdict:
    """Say that there is no lock: by the lines that keep a file of requirements from being one, if they are few."""
    what = "nothing pins what this runs on: commit a lock file, or requirements with every line pinned, and install it"
    why = "can be another version at the next installation"
    found: list[Finding] = []
    unread: list[Finding] = []
    for file in _asked(repository):
        unread += file.unread
        loose = file.loose()
        names = [f"`{line.name or line.text}`" for line in loose]
        if loose and len(loose) * 2 >= len(file.lines):
            some = any(line.pinned for line in file.lines)
            found.append(
                Finding(file.path, message=f"{names[0]}{_more(names)} {why}: pin every line" if some else what)
            )
        else:
            pairs = zip(loose, names, strict=True)
            found += [
                located(repository, line, f"{name} {why}: pin it, as the other lines are") for line, name in pairs
            ]
    return decide(found, unread, holds="") if found else missing(what, unread)


def _more(names: list[str]) -> str:
    return f" and {len(names) - 1} more" if len(names) > 1 else ""


def _asked(repository: Repository) -> Iterator[RequirementFile]:
    """Give the files of requirements of what is trained, served or deployed; those of other projects are not asked.

    A folder with Python, of which nothing is, is another project, or a tool.
    """
    acting = {*deploys(repository), *trains(repository), *serves(repository)}
    for file in requirement_files(repository):
        folder, _, name = file.path.rpartition("/")
        if aside(file.path) or not file.lines or _BESIDE.search(name.lower()) or _of_tools(file):
            continue
        inside = f"{folder}/"
        other = folder and any(path.startswith(inside) for path in repository.suffixed(".py"))
        if not other or any(path.startswith(inside) for path in acting):
            yield file


CHECKS: dict[str, Check] = {"PKG004": pinned}
